//! Threads: conversations beside a channel, public and private.

use guildhall_tests::{
    Channel, Guild, Message, Operation, Page, Person, ReadState, Server, User, operations,
};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

/// A thread of a channel with a first message.
async fn thread(person: &Person, channel: &Channel, name: &str) -> Channel {
    person
        .must(operations::create_thread(
            &json!({ "channelId": channel.id, "name": name, "content": "first" }),
        ))
        .await
}

/// A private thread of a channel.
async fn private_thread(person: &Person, channel: &Channel, name: &str) -> Channel {
    let input = json!({ "channelId": channel.id, "name": name, "private": true, "content": "between us" });
    person.must(operations::create_thread(&input)).await
}

/// What is asked of a thread, by any selection.
async fn of_thread(person: &Person, id: &str, selection: &str) -> Value {
    let document = format!("query ($id: ID!) {{ channel(id: $id) {{ {selection} }} }}");
    person.must(operations::operation(document, json!({ "id": id }), "/channel")).await
}

async fn change(person: &Person, input: Value) -> Channel {
    person.must(operations::update_thread(&input)).await
}

async fn active(person: &Person, guild: &str) -> Vec<String> {
    let threads: Vec<Channel> = person.must(operations::active_threads(guild)).await;
    threads.into_iter().map(|thread| thread.name).collect()
}

async fn listed(person: &Person, channel: &Channel, filter: Value) -> Vec<String> {
    let page: Page<Channel> =
        person.must(operations::threads(&channel.id, &json!({ "filter": filter }))).await;
    page.nodes.into_iter().map(|thread| thread.name).collect()
}

async fn in_thread(person: &Person, thread: &Channel) -> Vec<String> {
    let page: Page<Value> = person.must(operations::thread_members(&thread.id, 100, None)).await;
    let name = |member: &Value| serde_json::from_value::<User>(member["user"].clone()).expect("it").username;
    page.nodes.iter().map(name).collect()
}

/// Ana's server with Ben and Cleo in it, and its channel.
async fn three(server: &Server) -> (Person, Person, Person, Channel, Guild) {
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let cleo = server.person("cleo").await;
    let guild: Guild = ana.must(operations::guild(channel.guild_id.as_deref().expect("its server"))).await;
    ana.let_in(&guild, &cleo).await;
    (ana, ben, cleo, channel, guild)
}

#[rstest]
#[tokio::test]
async fn a_thread_begins_with_its_message_at_once(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let root = ana.send(&channel, "who comes to the lake?").await;
    let mut stream = ben.events().await;

    let input = json!({ "channelId": channel.id, "name": " The lake ", "messageId": root.id,
        "content": "I do", "nonce": "n-1" });
    let answer = ben.run(operations::create_thread(&input)).await;
    let thread: Channel = answer.at("/createThread/thread");
    let message: Message = answer.at("/createThread/message");

    assert_eq!((thread.name.as_str(), thread.kind.as_str()), ("The lake", "PUBLIC_THREAD"));
    assert_eq!(thread.parent_id.as_deref(), Some(channel.id.as_str()));
    assert_eq!((message.content.as_str(), &message.channel_id), ("I do", &thread.id));
    let heard = stream.until(|event| event.creates(&message)).await;
    assert_eq!(
        heard.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(),
        ["ThreadCreated", "MessageCreated"]
    );
    assert_eq!(heard[0].body["thread"]["rootMessageId"], root.id);
    assert_eq!(heard[0].body["thread"]["ownerId"], ben.id);
    assert_eq!(heard[1].body["nonce"], "n-1");

    let selection = "owner { username } rootMessageId memberCount messageCount lastMessageId viewerJoined \
        lastActivityAt autoArchiveMinutes archivedAt messages { nodes { content } }";
    let seen = of_thread(&ben, &thread.id, selection).await;
    assert_eq!(seen["owner"]["username"], "ben");
    assert_eq!(seen["rootMessageId"], root.id);
    assert_eq!((&seen["memberCount"], &seen["messageCount"]), (&json!(1), &json!(1)));
    assert_eq!(seen["lastMessageId"], message.id);
    assert_eq!(seen["viewerJoined"], true);
    assert_eq!(seen["autoArchiveMinutes"], 4320);
    assert!(seen["lastActivityAt"].is_string() && seen["archivedAt"].is_null());
    assert_eq!(of_thread(&ana, &thread.id, "viewerJoined").await["viewerJoined"], false);
    // From the message one finds the thread.
    let document =
        "query ($c: ID!) { channel(id: $c) { messages { nodes { id kind thread { id name } } } } }";
    let history: Vec<Value> = ana
        .must(operations::operation(document, json!({ "c": channel.id }), "/channel/messages/nodes"))
        .await;
    assert_eq!(history.len(), 1, "what began from a message needs no other word: {history:?}");
    assert_eq!(history[0]["thread"], json!({ "id": thread.id, "name": "The lake" }));

    // The same once more is the same; from one message there is one thread.
    let again: Channel = ben.must(operations::create_thread(&input)).await;
    assert_eq!(again.id, thread.id);
    let other = json!({ "channelId": channel.id, "name": "Mine", "messageId": root.id });
    assert_eq!(ana.refused(operations::create_thread(&other)).await, "CONFLICT");
    assert_eq!(active(&ana, channel.guild_id.as_deref().unwrap()).await, ["The lake"]);
}

#[rstest]
#[tokio::test]
async fn a_bare_thread_is_told_in_its_channel(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut stream = ana.events().await;

    let bare: Channel =
        ben.must(operations::create_thread(&json!({ "channelId": channel.id, "name": "Bare" }))).await;

    let told = stream.expect(|event| event.is("MessageCreated")).await;
    assert_eq!(told.content(), format!("{} Bare", bare.id));
    let document = "query ($c: ID!) { channel(id: $c) { messages { nodes { kind } } } }";
    let kinds: Value = ana
        .must(operations::operation(document, json!({ "c": channel.id }), "/channel/messages/nodes"))
        .await;
    assert_eq!(kinds, json!([{ "kind": "THREAD_CREATED" }]));
    assert_eq!(ben.whole_history(&bare).await, []);
    // Renamed, it says so itself.
    change(&ben, json!({ "id": bare.id, "name": "Bear" })).await;
    let texts: Vec<String> =
        ben.whole_history(&bare).await.into_iter().map(|message| message.content).collect();
    assert_eq!(texts, ["Bear"]);
    // Nobody edits what the server said, and nobody begins a thread from it.
    let system = ana.whole_history(&channel).await.remove(0);
    assert_eq!(ben.refused(operations::edit_message(&system.id, "mine")).await, "FORBIDDEN");
    let from_it = json!({ "channelId": channel.id, "name": "x", "messageId": system.id });
    assert_eq!(ben.refused(operations::create_thread(&from_it)).await, "CONFLICT");
}

#[rstest]
#[tokio::test]
async fn what_no_thread_can_be_is_refused(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, cleo, channel, guild) = three(&server).await;
    let root = ana.send(&channel, "hello").await;
    let other = ana.create_channel(&guild, "other").await;
    let category: Channel = ana
        .must(operations::create_channel(&json!({ "guildId": guild.id, "name": "c", "kind": "CATEGORY" })))
        .await;
    let public = thread(&ben, &channel, "t").await;
    let new = |more: Value| {
        let mut input = json!({ "channelId": channel.id, "name": "x" });
        for (name, value) in more.as_object().unwrap() {
            input[name] = value.clone();
        }
        operations::create_thread(&input)
    };
    for (operation, code) in [
        (new(json!({ "name": " " })), "INVALID"),
        (new(json!({ "name": "x".repeat(101) })), "INVALID"),
        (new(json!({ "content": " " })), "INVALID"),
        (new(json!({ "content": "x".repeat(4001) })), "INVALID"),
        (new(json!({ "content": "x", "nonce": "" })), "INVALID"),
        (new(json!({ "autoArchiveMinutes": 61 })), "INVALID"),
        (new(json!({ "messageId": root.id, "private": true })), "CONFLICT"),
        (new(json!({ "messageId": "1234" })), "NOT_FOUND"),
        (new(json!({ "messageId": root.id, "channelId": other.id })), "NOT_FOUND"),
        (new(json!({ "channelId": category.id })), "CONFLICT"),
        (new(json!({ "channelId": public.id })), "CONFLICT"),
        (new(json!({ "tagIds": ["1234"] })), "CONFLICT"),
        (
            operations::create_channel(&json!({ "guildId": guild.id, "name": "x", "kind": "PUBLIC_THREAD" })),
            "FORBIDDEN",
        ),
        (operations::update_thread(&json!({ "id": public.id, "name": "" })), "INVALID"),
        (operations::update_thread(&json!({ "id": public.id, "invitable": false })), "CONFLICT"),
        (operations::update_thread(&json!({ "id": public.id, "autoArchiveMinutes": 0 })), "INVALID"),
        (operations::update_thread(&json!({ "id": public.id, "tagIds": ["1"] })), "CONFLICT"),
        (operations::update_thread(&json!({ "id": channel.id, "name": "x" })), "NOT_FOUND"),
        (operations::delete_thread(&channel.id), "NOT_FOUND"),
        (operations::join_thread(&channel.id), "NOT_FOUND"),
    ] {
        let answer = ben.run(operation.clone()).await;
        assert_eq!(answer.code(), code, "{} {}: {}", operation.document, operation.variables, answer.body);
    }
    // What is done with channels is not done with threads, nor the other way round.
    for (operation, code) in [
        (operations::delete_channel(&public.id), "CONFLICT"),
        (operations::update_channel(&json!({ "id": public.id, "name": "x" })), "CONFLICT"),
        (operations::lock_channel(&public.id, true), "CONFLICT"),
        (operations::archive_channel(&public.id, true), "CONFLICT"),
        (
            operations::create_channel(
                &json!({ "guildId": guild.id, "name": "x", "kind": "PRIVATE_THREAD" }),
            ),
            "INVALID",
        ),
        (
            operations::create_channel(
                &json!({ "guildId": guild.id, "name": "x", "kind": "TEXT", "parentId": public.id }),
            ),
            "INVALID",
        ),
        (operations::update_thread(&json!({ "id": public.id, "slowModeSeconds": -1 })), "INVALID"),
    ] {
        let answer = ana.run(operation.clone()).await;
        assert_eq!(answer.code(), code, "{} {}: {}", operation.document, operation.variables, answer.body);
    }
    let overwrite =
        json!({ "channelId": public.id, "userId": ben.id, "allow": ["VIEW_CHANNEL"], "deny": [] });
    assert!(!ana.run(operations::set_overwrite(&overwrite)).await.is_ok());
    let pin = operations::update_thread(&json!({ "id": public.id, "pinned": true }));
    assert_eq!(ana.refused(pin).await, "CONFLICT");
    let into = operations::create_invite(&json!({ "guildId": guild.id, "channelId": public.id }));
    assert_eq!(ana.refused(into).await, "NOT_FOUND");
    assert_eq!(active(&cleo, &guild.id).await, ["t"], "nothing else came of it");
}

#[rstest]
#[tokio::test]
async fn whoever_writes_in_a_thread_is_in_it(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, cleo, channel, guild) = three(&server).await;
    let lake = thread(&ana, &channel, "The lake").await;
    let mut stream = cleo.events().await;
    let of_lake = |states: Vec<ReadState>| states.into_iter().find(|state| state.channel_id == lake.id);
    assert_eq!(of_lake(ben.must(operations::read_states(&guild.id)).await), None);

    let sent = ben.send(&lake, "I come too").await;

    let heard = stream.until(|event| event.creates(&sent)).await;
    let joined: Vec<&Value> =
        heard.iter().filter(|event| event.is("ThreadMembersChanged")).map(|event| &event.body).collect();
    assert_eq!(joined.len(), 1, "{heard:#?}");
    assert_eq!((&joined[0]["threadId"], &joined[0]["added"]), (&json!(lake.id), &json!([ben.id])));
    assert_eq!(in_thread(&cleo, &lake).await, ["ana", "ben"]);
    let again = ben.send(&lake, "and bring cake").await;
    let heard = stream.until(|event| event.creates(&again)).await;
    assert_eq!(heard.len(), 1, "in it already: {heard:#?}");

    // What is unread is of those who are in it.
    let state = of_lake(ben.must(operations::read_states(&guild.id)).await).expect("a read state");
    assert_eq!(state.last_read_message_id, None);
    ben.must::<ReadState>(operations::acknowledge(&lake.id, &again.id)).await;
    let state = of_lake(ben.must(operations::read_states(&guild.id)).await).expect("a read state");
    assert_eq!(state.last_read_message_id, Some(again.id.clone()));
    assert_eq!(of_lake(cleo.must(operations::read_states(&guild.id)).await), None);

    // Left, one still sees and hears it, for it is public; to write is to be in it again.
    ben.must::<Channel>(operations::leave_thread(&lake.id)).await;
    stream.expect(|event| event.is("ThreadMembersChanged") && event.body["removed"] == json!([ben.id])).await;
    assert_eq!(of_lake(ben.must(operations::read_states(&guild.id)).await), None);
    assert_eq!(listed(&ben, &channel, json!({ "joined": true })).await, Vec::<String>::new());
    assert_eq!(listed(&ben, &channel, json!({ "joined": false })).await, ["The lake"]);
    ben.send(&lake, "back").await;
    assert_eq!(in_thread(&ana, &lake).await, ["ana", "ben"]);
    assert_eq!(listed(&ben, &channel, json!({ "joined": true })).await, ["The lake"]);

    // Others are added, and taken out by those who manage threads.
    ben.must::<Channel>(operations::add_thread_member(&lake.id, &cleo.id)).await;
    assert_eq!(in_thread(&ana, &lake).await, ["ana", "ben", "cleo"]);
    assert_eq!(ben.refused(operations::remove_thread_member(&lake.id, &cleo.id)).await, "FORBIDDEN");
    ana.must::<Channel>(operations::remove_thread_member(&lake.id, &cleo.id)).await;
    let stranger = server.person("dora").await;
    assert_eq!(ben.refused(operations::add_thread_member(&lake.id, &stranger.id)).await, "NOT_FOUND");
    let page: Page<Value> = ana.must(operations::thread_members(&lake.id, 1, None)).await;
    assert!(page.page_info.has_next_page);
    let rest: Page<Value> =
        ana.must(operations::thread_members(&lake.id, 100, page.page_info.end_cursor.as_deref())).await;
    assert_eq!((rest.nodes.len(), rest.page_info.has_next_page), (1, false));

    // Who left the server and came back is in no thread.
    ben.leave(&guild.id).await;
    assert_eq!(in_thread(&ana, &lake).await, ["ana"]);
    ana.let_in(&guild, &ben).await;
    ben.send(&lake, "here again").await;
    assert_eq!(in_thread(&ana, &lake).await, ["ana", "ben"]);
}

/// Every operation on a thread and the message in it.
fn operations_on(thread: &str, message: &str, user: &str) -> Vec<Operation> {
    vec![
        operations::channel(thread),
        operations::history(thread, &json!({})),
        operations::history(thread, &json!({ "around": message })),
        operations::message(thread, message),
        operations::threads(thread, &json!({})),
        operations::thread_members(thread, 10, None),
        operations::send_message(thread, "let me in", None),
        operations::send_message(thread, "let me in", Some("nonce")),
        operations::edit_message(message, "mine"),
        operations::delete_message(message),
        operations::acknowledge(thread, message),
        operations::create_thread(&json!({ "channelId": thread, "name": "x" })),
        operations::create_thread(&json!({ "channelId": thread, "name": "x", "messageId": message })),
        operations::update_thread(&json!({ "id": thread, "name": "mine" })),
        operations::update_thread(&json!({ "id": thread, "archived": false })),
        operations::update_thread(&json!({ "id": thread, "locked": true, "pinned": true })),
        operations::update_thread(&json!({ "id": thread })),
        operations::delete_thread(thread),
        operations::join_thread(thread),
        operations::leave_thread(thread),
        operations::add_thread_member(thread, user),
        operations::remove_thread_member(thread, user),
        operations::update_channel(&json!({ "id": thread, "name": "mine" })),
        operations::delete_channel(thread),
        operations::create_forum_tag(&json!({ "channelId": thread, "name": "mine" })),
        operations::move_forum_tags(thread, &[]),
    ]
}

/// Fails where somebody can tell the thread from one that does not exist.
async fn cannot_break_in(person: &Person, thread: &Channel, message: &Message) {
    let real = operations_on(&thread.id, &message.id, &person.id);
    for (real, unreal) in real.into_iter().zip(operations_on("1002", "1004", &person.id)) {
        let (answer, nothing) = (person.run(real.clone()).await, person.run(unreal).await);
        if !answer.is_ok() {
            assert_eq!(answer.code(), "NOT_FOUND", "{} gave {}", real.document, answer.body);
        }
        let learnt = answer.body.to_string().replace(&thread.id, "1002").replace(&message.id, "1004");
        assert_eq!(learnt, nothing.body.to_string(), "{} {}", real.document, real.variables);
    }
    let guild = thread.guild_id.as_deref().expect("its server");
    let answer = person.run(operations::active_threads(guild)).await;
    assert!(!answer.body.to_string().contains(&thread.id), "{}", answer.body);
    let answer = person.run(operations::read_states(guild)).await;
    assert!(!answer.body.to_string().contains(&thread.id), "{}", answer.body);
    for filter in
        [json!({}), json!({ "archived": true }), json!({ "joined": true }), json!({ "joined": false })]
    {
        for sort in ["LATEST_ACTIVITY", "CREATION_DATE"] {
            let arguments = json!({ "filter": filter, "sort": sort });
            let parent = thread.parent_id.as_deref().expect("its channel");
            let answer = person.run(operations::threads(parent, &arguments)).await;
            assert!(!answer.body.to_string().contains(&thread.id), "{}", answer.body);
        }
    }
}

#[rstest]
#[tokio::test]
async fn a_private_thread_does_not_exist_for_others(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, cleo, channel, guild) = three(&server).await;
    let stranger = server.person("dora").await;
    let mut cleos_stream = cleo.events().await;
    let secret = private_thread(&ben, &channel, "A present for cleo").await;
    let message = ben.whole_history(&secret).await.remove(0);

    cannot_break_in(&cleo, &secret, &message).await;
    cannot_break_in(&stranger, &secret, &message).await;
    // Archived it is hidden as well, and after a restart.
    change(&ben, json!({ "id": secret.id, "archived": true })).await;
    cannot_break_in(&cleo, &secret, &message).await;
    assert_eq!(listed(&ben, &channel, json!({ "archived": true })).await, ["A present for cleo"]);
    change(&ben, json!({ "id": secret.id, "archived": false })).await;
    // Who manages threads sees it, without being in it.
    assert_eq!(listed(&ana, &channel, json!({})).await, ["A present for cleo"]);
    assert_eq!(in_thread(&ana, &secret).await, ["ben"]);

    ben.edit(&message, "between the two of us").await;
    ben.send(&secret, "what does she like?").await;
    change(&ben, json!({ "id": secret.id, "name": "A surprise" })).await;
    ana.must::<Channel>(operations::join_thread(&secret.id)).await;
    ben.delete(&message).await;
    ana.must::<String>(operations::delete_thread(&secret.id)).await;
    let marker = ana.send(&channel, "marker").await;
    let heard = cleos_stream.until(|event| event.creates(&marker)).await;
    assert_eq!(heard.len(), 1, "{heard:#?}");
    assert_eq!(active(&ana, &guild.id).await, Vec::<String>::new());
    cannot_break_in(&ana, &secret, &message).await;
}

#[rstest]
#[tokio::test]
async fn who_is_added_hears_and_who_is_taken_out_hears_no_more(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, cleo, channel, _) = three(&server).await;
    let secret = private_thread(&ben, &channel, "Us").await;
    let mut stream = cleo.events().await;

    // Many times, since the interesting moment is short: Ben talks while Cleo is put in and taken out.
    for round in 0..10 {
        ben.must::<Channel>(operations::add_thread_member(&secret.id, &cleo.id)).await;
        let welcome = ben.send(&secret, "welcome").await;
        let heard = stream.until(|event| event.creates(&welcome)).await;
        assert!(heard[0].is("ThreadCreated") && heard[0].body["thread"]["id"] == secret.id, "{heard:#?}");
        assert_eq!(cleo.whole_history(&secret).await.last(), Some(&welcome));
        let talking = {
            let (ben, secret) = (ben.clone(), secret.clone());
            tokio::spawn(async move {
                for n in 0..5 {
                    ben.send(&secret, &format!("maybe {n}")).await;
                }
            })
        };
        if round % 2 == 0 {
            ben.must::<Option<Channel>>(operations::remove_thread_member(&secret.id, &cleo.id)).await;
        } else {
            assert_eq!(cleo.must::<Option<Channel>>(operations::leave_thread(&secret.id)).await, None);
        }
        ben.send(&secret, "behind her back").await;
        talking.await.expect("all was said");
        if round == 4 {
            change(&ben, json!({ "id": secret.id, "name": "Still us" })).await;
        }
        let marker = ana.send(&channel, "marker").await;

        let heard = stream.until(|event| event.creates(&marker)).await;
        let gone = heard
            .iter()
            .position(|event| event.is("ThreadMembersChanged") && event.body["removed"] == json!([cleo.id]))
            .expect("told that she is out");
        assert_eq!(heard[gone + 1..].len(), 1, "{heard:#?}");
        assert!(!heard.iter().any(|event| event.content() == "behind her back"), "{heard:#?}");
        assert_eq!(cleo.must::<Option<Channel>>(operations::channel(&secret.id)).await, None);
    }

    // Whoever was taken out while away hears of that and of nothing since; who was added, of nothing before.
    ben.must::<Channel>(operations::add_thread_member(&secret.id, &cleo.id)).await;
    let marker = ana.send(&channel, "marker").await;
    stream.until(|event| event.creates(&marker)).await;
    let cursor = stream.cursor.clone();
    drop(stream);
    ben.must::<Option<Channel>>(operations::remove_thread_member(&secret.id, &cleo.id)).await;
    ben.send(&secret, "behind her back").await;
    let mut resumed = cleo.events_after(&cursor).await;
    let marker = ana.send(&channel, "marker").await;
    let heard = resumed.until(|event| event.creates(&marker)).await;
    assert_eq!(
        heard.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(),
        // What she saw before she went is not known: she is to ask again.
        ["GuildAccessChanged", "ThreadMembersChanged", "MessageCreated"]
    );
    let cursor = resumed.cursor.clone();
    drop(resumed);
    ben.send(&secret, "before she came").await;
    ben.must::<Channel>(operations::add_thread_member(&secret.id, &cleo.id)).await;
    let welcome = ben.send(&secret, "welcome again").await;
    let mut resumed = cleo.events_after(&cursor).await;
    let heard = resumed.until(|event| event.creates(&welcome)).await;
    assert!(heard[0].is("GuildAccessChanged") && heard[1].is("ThreadCreated"), "{heard:#?}");
    assert!(!heard.iter().any(|event| event.content() == "before she came"), "{heard:#?}");
}

#[rstest]
#[tokio::test]
async fn who_leaves_the_server_leaves_its_private_threads(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, cleo, channel, guild) = three(&server).await;
    let secret = private_thread(&ben, &channel, "Us").await;
    let message = ben.whole_history(&secret).await.remove(0);
    ben.must::<Channel>(operations::add_thread_member(&secret.id, &cleo.id)).await;

    cleo.leave(&guild.id).await;
    cannot_break_in(&cleo, &secret, &message).await;
    ana.let_in(&guild, &cleo).await;
    cannot_break_in(&cleo, &secret, &message).await;
    let mut stream = cleo.events().await;
    ben.send(&secret, "she is back").await;
    let marker = ana.send(&channel, "marker").await;
    let heard = stream.until(|event| event.creates(&marker)).await;
    assert_eq!(heard.len(), 1, "{heard:#?}");
}

#[rstest]
#[tokio::test]
async fn members_add_others_unless_the_thread_says_no(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, cleo, channel, guild) = three(&server).await;
    let dora = server.person("dora").await;
    ana.let_in(&guild, &dora).await;
    let secret = private_thread(&ben, &channel, "Us").await;
    ben.must::<Channel>(operations::add_thread_member(&secret.id, &cleo.id)).await;

    change(&ben, json!({ "id": secret.id, "invitable": false })).await;
    assert_eq!(cleo.refused(operations::add_thread_member(&secret.id, &dora.id)).await, "FORBIDDEN");
    assert_eq!(
        cleo.refused(operations::update_thread(&json!({ "id": secret.id, "invitable": true }))).await,
        "FORBIDDEN"
    );
    assert_eq!(cleo.refused(operations::remove_thread_member(&secret.id, &ben.id)).await, "FORBIDDEN");
    change(&ana, json!({ "id": secret.id, "invitable": true })).await;
    cleo.must::<Channel>(operations::add_thread_member(&secret.id, &dora.id)).await;
    dora.send(&secret, "thanks").await;
    assert_eq!(in_thread(&dora, &secret).await, ["ben", "cleo", "dora"]);
    // Twice is once.
    cleo.must::<Channel>(operations::add_thread_member(&secret.id, &dora.id)).await;
    dora.must::<Channel>(operations::join_thread(&secret.id)).await;
    assert_eq!(in_thread(&dora, &secret).await.len(), 3);
}

#[rstest]
#[tokio::test]
async fn an_archived_thread_comes_back_when_somebody_writes(#[values(Sqlite, Postgres)] database: Database) {
    let mut server = Server::start(database).await;
    let (ana, ben, cleo, channel, guild) = three(&server).await;
    let lake = thread(&ben, &channel, "The lake").await;
    let secret = private_thread(&ben, &channel, "Us").await;
    ben.must::<Channel>(operations::add_thread_member(&secret.id, &cleo.id)).await;
    let mut stream = cleo.events().await;

    assert_eq!(
        cleo.refused(operations::update_thread(&json!({ "id": lake.id, "archived": true }))).await,
        "FORBIDDEN"
    );
    for thread in [&lake, &secret] {
        change(&ben, json!({ "id": thread.id, "archived": true })).await;
        let told = stream.expect(|event| event.is("ThreadUpdated")).await;
        assert_eq!(told.body["thread"]["id"], thread.id);
        assert!(told.body["thread"]["archivedAt"].is_string());
    }
    assert_eq!(active(&cleo, &guild.id).await, Vec::<String>::new());
    assert_eq!(listed(&cleo, &channel, json!({})).await, Vec::<String>::new());
    assert_eq!(listed(&cleo, &channel, json!({ "archived": true })).await, ["Us", "The lake"]);
    assert_eq!(cleo.whole_history(&secret).await.len(), 1, "to be read all the same");
    assert_eq!(cleo.must::<Vec<ReadState>>(operations::read_states(&guild.id)).await.len(), 1);
    drop(stream);
    server.kill();
    server.start_again().await;

    let mut stream = cleo.events().await;
    for thread in [&lake, &secret] {
        let sent = cleo.send(thread, "and another thing").await;
        let heard = stream.until(|event| event.creates(&sent)).await;
        assert!(
            heard[0].is("ThreadUpdated") && heard[0].body["thread"]["archivedAt"].is_null(),
            "{heard:#?}"
        );
    }
    assert_eq!(active(&cleo, &guild.id).await, ["Us", "The lake"]);
    assert_eq!(in_thread(&cleo, &lake).await, ["ben", "cleo"]);

    // Locked it does not come back, and only those who manage threads talk in it or open it.
    for locked in [&lake, &secret] {
        assert_eq!(
            ben.refused(operations::update_thread(&json!({ "id": locked.id, "locked": true }))).await,
            "FORBIDDEN"
        );
        change(&ana, json!({ "id": locked.id, "locked": true })).await;
        assert_eq!(cleo.refused(operations::send_message(&locked.id, "x", None)).await, "FORBIDDEN");
        change(&ana, json!({ "id": locked.id, "archived": true })).await;
        assert_eq!(cleo.refused(operations::send_message(&locked.id, "x", None)).await, "FORBIDDEN");
        assert_eq!(ana.refused(operations::send_message(&locked.id, "x", None)).await, "CONFLICT");
        for edit in [json!({ "archived": false }), json!({ "name": "x" })] {
            let mut input = edit;
            input["id"] = json!(locked.id);
            assert_eq!(ben.refused(operations::update_thread(&input)).await, "FORBIDDEN", "{input}");
        }
        change(&ana, json!({ "id": locked.id, "archived": false, "locked": false })).await;
        cleo.send(locked, "open again").await;
    }
    // Whoever may write in it may bring it back, without a word.
    change(&ben, json!({ "id": lake.id, "archived": true })).await;
    change(&cleo, json!({ "id": lake.id, "archived": false })).await;
    assert_eq!(listed(&cleo, &channel, json!({})).await, ["The lake", "Us"], "the latest activity first");
}

#[rstest]
#[tokio::test]
async fn threads_go_with_their_channel_and_outlive_their_message(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, cleo, _, guild) = three(&server).await;
    let channel = ana.create_channel(&guild, "short-lived").await;
    let root = ana.send(&channel, "root").await;
    let from: Channel = ben
        .must(operations::create_thread(
            &json!({ "channelId": channel.id, "name": "From it", "messageId": root.id, "content": "first" }),
        ))
        .await;
    ana.delete(&root).await;
    assert_eq!(of_thread(&cleo, &from.id, "rootMessageId").await["rootMessageId"], root.id);
    cleo.send(&from, "still here").await;

    // One's own message, or anybody's by those who manage messages.
    let sent = ben.send(&from, "a mistake").await;
    assert_eq!(cleo.refused(operations::delete_message(&sent.id)).await, "FORBIDDEN");
    ana.delete(&sent).await;

    assert_eq!(ben.refused(operations::delete_thread(&from.id)).await, "FORBIDDEN");
    let mut stream = cleo.events().await;
    ana.must::<String>(operations::delete_thread(&from.id)).await;
    let told = stream.expect(|event| event.is("ThreadDeleted")).await;
    assert_eq!((&told.body["id"], &told.body["parentId"]), (&json!(from.id), &json!(channel.id)));
    assert_eq!(cleo.must::<Option<Channel>>(operations::channel(&from.id)).await, None);
    assert_eq!(cleo.refused(operations::send_message(&from.id, "x", None)).await, "NOT_FOUND");

    let open = thread(&ben, &channel, "Open").await;
    let archived = thread(&ben, &channel, "Archived").await;
    change(&ben, json!({ "id": archived.id, "archived": true })).await;
    let secret = private_thread(&ben, &channel, "Us").await;
    ana.must::<String>(operations::delete_channel(&channel.id)).await;
    for thread in [&open, &archived, &secret] {
        for person in [&ana, &ben] {
            assert_eq!(person.must::<Option<Channel>>(operations::channel(&thread.id)).await, None);
            assert_eq!(person.refused(operations::send_message(&thread.id, "x", None)).await, "NOT_FOUND");
        }
    }
    assert_eq!(active(&ana, &guild.id).await, Vec::<String>::new());
}

#[rstest]
#[tokio::test]
async fn what_was_said_in_threads_meanwhile_is_told_on_return(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, cleo, channel, _) = three(&server).await;
    let lake = thread(&ana, &channel, "The lake").await;
    let secret = private_thread(&ben, &channel, "Us").await;
    let (bens, cleos) = (ben.events().await.cursor, cleo.events().await.cursor);

    ana.send(&lake, "public").await;
    ben.send(&secret, "private").await;
    let begun = thread(&ana, &channel, "New").await;
    let (mut ben_again, mut cleo_again) = (ben.events_after(&bens).await, cleo.events_after(&cleos).await);
    let marker = ana.send(&channel, "marker").await;
    let texts = |heard: &[guildhall_tests::Event]| -> Vec<String> {
        let messages = heard.iter().filter(|event| event.is("MessageCreated"));
        messages.map(|event| event.content().to_owned()).collect()
    };
    let heard = ben_again.until(|event| event.creates(&marker)).await;
    assert_eq!(texts(&heard), ["public", "private", "first", &format!("{} New", begun.id), "marker"]);
    let heard = cleo_again.until(|event| event.creates(&marker)).await;
    assert_eq!(texts(&heard), ["public", "first", &format!("{} New", begun.id), "marker"]);

    // A private thread that was archived meanwhile is no topic any more: who was in it looks for themselves,
    // and nobody else notices.
    let (bens, cleos) = (ben_again.cursor.clone(), cleo_again.cursor.clone());
    ben.send(&secret, "last words").await;
    change(&ben, json!({ "id": secret.id, "archived": true })).await;
    assert!(ben.events_after(&bens).await.next().await.is("ResyncRequired"));
    let mut cleo_again = cleo.events_after(&cleos).await;
    let marker = ana.send(&channel, "marker").await;
    let heard = cleo_again.until(|event| event.creates(&marker)).await;
    assert_eq!(heard.len(), 1, "{heard:#?}");
}

#[rstest]
#[tokio::test]
async fn nothing_waits_in_vain_when_a_private_thread_is_put_away(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (_, ben, cleo, channel, _) = three(&server).await;
    let secret = private_thread(&ben, &channel, "Us").await;
    ben.must::<Channel>(operations::add_thread_member(&secret.id, &cleo.id)).await;
    let mut stream = cleo.events().await;

    for round in 0..10 {
        // Archived right after it was said: what was said is heard all the same.
        let sent = ben.send(&secret, &format!("quick {round}")).await;
        change(&ben, json!({ "id": secret.id, "archived": true })).await;
        let heard = stream
            .until(|event| event.is("ThreadUpdated") && event.body["thread"]["archivedAt"].is_string())
            .await;
        assert!(heard.iter().any(|event| event.creates(&sent)), "{heard:#?}");
        change(&ben, json!({ "id": secret.id, "archived": false })).await;
    }
}

#[rstest]
#[tokio::test]
async fn the_list_is_paged_in_either_order(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut threads = Vec::new();
    for n in 0..7 {
        threads.push(thread(&ana, &channel, &format!("{n}")).await);
    }
    ben.send(&threads[2], "the latest").await;

    for (sort, wanted) in [("LATEST_ACTIVITY", "2654310"), ("CREATION_DATE", "6543210")] {
        let mut names = String::new();
        let mut after: Option<String> = None;
        loop {
            let arguments = json!({ "sort": sort, "first": 3, "after": after });
            let page: Page<Channel> = ben.must(operations::threads(&channel.id, &arguments)).await;
            assert_eq!(page.page_info.has_previous_page, after.is_some());
            names.extend(page.nodes.iter().map(|thread| thread.name.as_str()));
            after = page.page_info.end_cursor;
            if !page.page_info.has_next_page {
                break;
            }
        }
        assert_eq!(names, wanted, "{sort}");
    }
    for wrong in [json!({ "first": 101 }), json!({ "first": -1 }), json!({ "after": "x" })] {
        assert_eq!(ben.refused(operations::threads(&channel.id, &wrong)).await, "INVALID", "{wrong}");
    }
    assert_eq!(
        ben.must::<Page<Channel>>(operations::threads(&channel.id, &json!({ "first": 0 }))).await.nodes,
        []
    );
}

#[rstest]
#[tokio::test]
async fn a_slow_thread_is_slow_by_itself(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let lake = thread(&ana, &channel, "The lake").await;
    assert_eq!(
        ben.refused(operations::update_thread(&json!({ "id": lake.id, "slowModeSeconds": 60 }))).await,
        "FORBIDDEN"
    );
    let slow = change(&ana, json!({ "id": lake.id, "slowModeSeconds": 60 })).await;
    assert_eq!(slow.slow_mode_seconds, 60);

    ben.send(&lake, "one").await;
    assert_eq!(ben.refused(operations::send_message(&lake.id, "two", None)).await, "RATE_LIMITED");
    ben.send(&channel, "elsewhere").await;
    ana.send(&lake, "those who manage it need not wait").await;
    ana.send(&lake, "at all").await;

    // In a slow channel one begins threads slowly, too.
    ana.must::<Channel>(operations::update_channel(&json!({ "id": channel.id, "slowModeSeconds": 60 })))
        .await;
    let new = operations::create_thread(&json!({ "channelId": channel.id, "name": "x", "content": "x" }));
    assert_eq!(ben.refused(new).await, "RATE_LIMITED", "he has written there just now");
}

#[tokio::test]
async fn a_server_has_at_most_a_thousand_active_threads() {
    let server = Server::start(Sqlite).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let first = thread(&ben, &channel, "first").await;
    let making = (0..9).map(|part| {
        let (ana, channel) = (ana.clone(), channel.clone());
        tokio::spawn(async move {
            for n in 0..111 {
                thread(&ana, &channel, &format!("{part} {n}")).await;
            }
        })
    });
    for made in making.collect::<Vec<_>>() {
        made.await.expect("all were made");
    }
    let one_more = operations::create_thread(&json!({ "channelId": channel.id, "name": "one more" }));
    assert_eq!(ben.refused(one_more.clone()).await, "CONFLICT");
    change(&ben, json!({ "id": first.id, "archived": true })).await;
    ben.must::<Channel>(one_more).await;
    assert_eq!(ben.refused(operations::send_message(&first.id, "x", None)).await, "CONFLICT");
    assert_eq!(
        ben.refused(operations::update_thread(&json!({ "id": first.id, "archived": false }))).await,
        "CONFLICT"
    );
    let all: Vec<Channel> = ben.must(operations::active_threads(channel.guild_id.as_deref().unwrap())).await;
    assert_eq!(all.len(), 1000);
}

#[rstest]
#[tokio::test]
async fn threads_ask_for_permissions_of_their_own(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, _, channel, guild) = three(&server).await;
    let public = thread(&ben, &channel, "Public").await;
    let secret = private_thread(&ben, &channel, "Private").await;
    let deny = async |permissions: &[&str]| {
        let input = json!({ "channelId": channel.id, "roleId": guild.id, "allow": [], "deny": permissions });
        ana.must::<Value>(operations::set_overwrite(&input)).await;
    };
    let new = |private: bool, content: Option<&str>| {
        let input = json!({ "channelId": channel.id, "name": "x", "private": private, "content": content });
        operations::create_thread(&input)
    };

    deny(&["CREATE_PUBLIC_THREADS"]).await;
    assert_eq!(ben.refused(new(false, None)).await, "FORBIDDEN");
    ben.must::<Channel>(new(true, None)).await;
    deny(&["CREATE_PRIVATE_THREADS"]).await;
    assert_eq!(ben.refused(new(true, None)).await, "FORBIDDEN");
    ben.must::<Channel>(new(false, None)).await;
    // To write in the channel and to write in its threads are two things.
    deny(&["SEND_MESSAGES"]).await;
    assert_eq!(ben.refused(operations::send_message(&channel.id, "x", None)).await, "FORBIDDEN");
    ben.send(&public, "in the thread").await;
    deny(&["SEND_MESSAGES_IN_THREADS"]).await;
    ben.send(&channel, "in the channel").await;
    for thread in [&public, &secret] {
        assert_eq!(ben.refused(operations::send_message(&thread.id, "x", None)).await, "FORBIDDEN");
        // Nor does it help to have begun it.
        let rename = operations::update_thread(&json!({ "id": thread.id, "name": "x" }));
        assert_eq!(ben.refused(rename).await, "FORBIDDEN");
    }
    assert_eq!(ben.refused(new(false, Some("x"))).await, "FORBIDDEN");
    ben.must::<Channel>(new(false, None)).await;
    // In a locked channel nobody begins one, and in an archived one nobody at all.
    deny(&[]).await;
    ana.must::<bool>(operations::lock_channel(&channel.id, true)).await;
    assert_eq!(ben.refused(new(false, None)).await, "FORBIDDEN");
    assert_eq!(ben.refused(operations::send_message(&public.id, "x", None)).await, "FORBIDDEN");
    ana.must::<bool>(operations::lock_channel(&channel.id, false)).await;
    ana.must::<Value>(operations::archive_channel(&channel.id, true)).await;
    assert_eq!(ana.refused(new(false, None)).await, "CONFLICT");
    assert_eq!(ben.refused(operations::send_message(&public.id, "x", None)).await, "CONFLICT");
    ana.must::<Value>(operations::archive_channel(&channel.id, false)).await;
    // Without the channel there are no threads.
    deny(&["VIEW_CHANNEL"]).await;
    let message = ana.whole_history(&public).await.remove(0);
    cannot_break_in(&ben, &public, &message).await;
    let message = ana.whole_history(&secret).await.remove(0);
    cannot_break_in(&ben, &secret, &message).await;
}

#[rstest]
#[tokio::test]
async fn who_manages_threads_hears_the_private_ones_as_long_as_that(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, cleo, channel, guild) = three(&server).await;
    let secret = private_thread(&ben, &channel, "Us").await;
    let message = ben.whole_history(&secret).await.remove(0);
    let keeper = ana.create_role(&guild.id, "keeper", &["MANAGE_THREADS"]).await;
    let mut stream = cleo.events().await;

    for _ in 0..3 {
        ana.give_role(&guild.id, &cleo, &keeper).await;
        let sent = ben.send(&secret, "watched").await;
        stream.until(|event| event.creates(&sent)).await;
        assert_eq!(cleo.whole_history(&secret).await.last(), Some(&sent));
        ana.must::<Value>(operations::set_member_roles(&guild.id, &cleo.id, &[], &[&keeper.id])).await;
        ben.send(&secret, "unwatched").await;
        let marker = ana.send(&channel, "marker").await;
        let heard = stream.until(|event| event.creates(&marker)).await;
        assert!(!heard.iter().any(|event| event.content() == "unwatched"), "{heard:#?}");
        cannot_break_in(&cleo, &secret, &message).await;
    }
    // A thread begun meanwhile is heard as well, and what was put away is not missed unseen.
    ana.give_role(&guild.id, &cleo, &keeper).await;
    let another = private_thread(&ben, &channel, "Us, too").await;
    stream.expect(|event| event.is("ThreadCreated") && event.body["thread"]["id"] == another.id).await;
    let cursor = stream.cursor.clone();
    drop(stream);
    change(&ben, json!({ "id": another.id, "archived": true })).await;
    assert!(cleo.events_after(&cursor).await.next().await.is("ResyncRequired"));
}

#[rstest]
#[tokio::test]
async fn threads_are_there_for_scripts_too(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, cleo, channel, _) = three(&server).await;
    let root = ana.send(&channel, "who comes to the lake?").await;
    let path = format!("/api/v1/channels/{}/threads", channel.id);
    let send = async |person: &Person, method: Method, path: &str, body: Value| {
        let request = person.client.request(method, path);
        let request = if body.is_null() { request } else { request.json(&body) };
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap_or_default())
    };
    let body =
        json!({ "name": "The lake", "messageId": root.id, "content": "I do", "autoArchiveMinutes": 60 });
    let made = ben.client.post(&path, &body).await.expect_status(201);
    let (thread, message) = (made.text("/thread/id"), made.text("/message/id"));
    assert_eq!(made.body["thread"]["rootMessageId"], root.id);
    assert_eq!(made.body["thread"]["autoArchiveMinutes"], 60);
    assert_eq!(ben.client.post(&path, &body).await.expect_status(409).code(), "CONFLICT");
    for (wrong, status) in [
        (json!({ "name": "" }), 422),
        (json!({ "name": "x", "autoArchiveMinutes": 61 }), 422),
        (json!({ "name": "x", "messageId": "1234" }), 409),
    ] {
        ben.client.post(&path, &wrong).await.expect_status(status);
    }
    ben.client.post(&path, &json!({ "name": "Second", "private": true })).await.expect_status(201);

    let page = ben.client.get(&format!("{path}?limit=1&sort=CREATION_DATE")).await.expect_status(200);
    assert_eq!(page.text("/threads/0/name"), "Second");
    let next = page.text("/next");
    let page =
        ben.client.get(&format!("{path}?limit=1&sort=CREATION_DATE&after={next}")).await.expect_status(200);
    assert_eq!((page.text("/threads/0/id"), page.body.get("next")), (thread.clone(), None));
    let page = cleo.client.get(&path).await.expect_status(200);
    assert_eq!(page.body["threads"].as_array().map(Vec::len), Some(1), "the private one is not hers");
    let read = cleo.client.get(&format!("/api/v1/channels/{thread}/messages")).await.expect_status(200);
    assert_eq!(read.text("/0/id"), message);

    let members = format!("/api/v1/threads/{thread}/members");
    assert_eq!(send(&cleo, Method::PUT, &format!("{members}/{}", cleo.id), Value::Null).await.0, 204);
    assert_eq!(send(&cleo, Method::PUT, &format!("{members}/{}", ana.id), Value::Null).await.0, 204);
    let page = cleo.client.get(&format!("{members}?limit=2")).await.expect_status(200);
    assert_eq!(page.text("/members/1/user/username"), "cleo");
    let page =
        cleo.client.get(&format!("{members}?limit=2&after={}", page.text("/next"))).await.expect_status(200);
    assert_eq!((page.text("/members/0/user/username"), page.body.get("next")), ("ana".to_owned(), None));
    assert_eq!(send(&cleo, Method::DELETE, &format!("{members}/{}", ana.id), Value::Null).await.0, 403);
    assert_eq!(send(&cleo, Method::DELETE, &format!("{members}/{}", cleo.id), Value::Null).await.0, 204);

    let address = format!("/api/v1/threads/{thread}");
    assert_eq!(send(&cleo, Method::PATCH, &address, json!({ "name": "Mine" })).await.0, 403);
    let (status, edited) =
        send(&ben, Method::PATCH, &address, json!({ "name": "A lake", "archived": true })).await;
    assert_eq!((status, &edited["name"]), (200, &json!("A lake")));
    assert!(edited["archivedAt"].is_string(), "{edited}");
    assert_eq!(send(&ben, Method::DELETE, &address, Value::Null).await.0, 403);
    assert_eq!(send(&ana, Method::DELETE, &address, Value::Null).await.0, 204);
    assert_eq!(send(&ana, Method::DELETE, &address, Value::Null).await.0, 404);
}
