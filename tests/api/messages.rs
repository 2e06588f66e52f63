//! Messages: sent once, edited, deleted, and read back page by page.

use std::collections::BTreeSet;

use guildhall_tests::{Channel, Guild, Message, Page, Person, ReadState, Server, User, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

#[rstest]
#[tokio::test]
async fn a_message_is_kept_as_it_was_written(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;

    for text in [
        "the address is 12 Mill Lane",
        "**bold** _italic_ ~~gone~~ ||secret|| `code` > quote",
        "first line\n\n    fourth line\twith a tab",
        "<script>alert(1)</script> & \"quotes\" 'and' \\ backslashes %s $1 {{x}}",
        "שלום 你好 👩‍👩‍👧‍👦 e\u{301} \u{202e}right to left",
        "'; DROP TABLE messages; --",
    ] {
        let sent = ana.send(&channel, text).await;
        assert_eq!((sent.content.as_str(), &sent.author.id, &sent.edited_at), (text, &ana.id, &None));
        assert_eq!(ben.must::<Message>(operations::message(&channel.id, &sent.id)).await, sent);
        assert_eq!(ben.whole_history(&channel).await.last(), Some(&sent));
    }
}

#[rstest]
#[tokio::test]
async fn a_retry_with_its_nonce_makes_no_second(#[values(Sqlite, Postgres)] database: Database) {
    let mut server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let send = || operations::send_message(&channel.id, "once", Some("my nonce"));
    let first: Message = ana.must(send()).await;

    assert_eq!(ana.must::<Message>(send()).await, first);
    // Even when the text is another one, and even after the server was killed.
    assert_eq!(
        ana.must::<Message>(operations::send_message(&channel.id, "twice", Some("my nonce"))).await,
        first
    );
    server.kill();
    server.start_again().await;
    assert_eq!(ana.must::<Message>(send()).await, first);
    assert_eq!(ana.whole_history(&channel).await.as_slice(), std::slice::from_ref(&first));

    // A nonce is the sender's own, in that channel.
    let bens: Message = ben.must(send()).await;
    assert_ne!(bens.id, first.id);
    let guild: Guild = ana.must(operations::guild(channel.guild_id.as_deref().expect("its server"))).await;
    let elsewhere = ana.create_channel(&guild, "elsewhere").await;
    let other: Message = ana.must(operations::send_message(&elsewhere.id, "once", Some("my nonce"))).await;
    assert_ne!(other.id, first.id);
}

#[rstest]
#[tokio::test]
async fn many_retries_at_once_make_one_message_and_one_event(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut bens_stream = ben.events().await;

    let sends =
        (0..24).map(|_| ana.must::<Message>(operations::send_message(&channel.id, "once", Some("same"))));
    let sent = futures_util::future::join_all(sends).await;

    assert!(sent.iter().all(|message| message.id == sent[0].id), "{sent:#?}");
    assert_eq!(ana.whole_history(&channel).await.len(), 1);
    let last = ana.send(&channel, "that was it").await;
    let heard = bens_stream.until(|event| event.creates(&last)).await;
    let created = heard.iter().filter(|event| event.is("MessageCreated")).count();
    assert_eq!(created, 2, "{heard:#?}");
}

#[rstest]
#[tokio::test]
async fn many_senders_at_once_lose_nothing(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;

    let sends = (0..200).map(|n| {
        let sender = if n % 2 == 0 { &ana } else { &ben };
        let channel = &channel;
        async move { sender.send(channel, &format!("number {n}")).await }
    });
    let sent = futures_util::future::join_all(sends).await;

    let history = ana.whole_history(&channel).await;
    let ids =
        |messages: &[Message]| messages.iter().map(|message| message.id.clone()).collect::<BTreeSet<_>>();
    assert_eq!(history.len(), 200);
    assert_eq!(ids(&history), ids(&sent));
    assert!(rising(&history), "not in the order of their ids");
}

/// Ids are numbers as text: later is larger.
fn rising(messages: &[Message]) -> bool {
    let ids: Vec<u64> = messages.iter().map(|message| message.id.parse().expect("a number")).collect();
    ids.is_sorted_by(|earlier, later| earlier < later)
}

#[rstest]
#[tokio::test]
async fn what_is_no_message_is_refused_and_says_why(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, _, channel) = server.two_people_in_a_channel().await;
    let longest: usize = server
        .visitor()
        .must(operations::operation(
            "{ instance { limits { messageLength } } }",
            json!({}),
            "/instance/limits/messageLength",
        ))
        .await;

    for text in ["", " \n\t ", "\u{0}"] {
        assert_eq!(
            ana.refused(operations::send_message(&channel.id, text, None)).await,
            "INVALID",
            "{text:?}"
        );
    }
    // Counted in characters: an emoji is no longer than a letter.
    let answer = ana.run(operations::send_message(&channel.id, &"🏠".repeat(longest + 1), None)).await;
    assert_eq!((answer.code(), &answer.error()["extensions"]["field"]), ("INVALID", &json!("content")));
    assert!(answer.message().contains(&longest.to_string()), "{}", answer.message());
    let sent = ana.send(&channel, &"🏠".repeat(longest)).await;
    assert_eq!(ana.refused(operations::edit_message(&sent.id, &"x".repeat(longest + 1))).await, "INVALID");
    assert_eq!(ana.refused(operations::edit_message(&sent.id, "")).await, "INVALID");
    assert_eq!(
        ana.refused(operations::send_message(&channel.id, "x", Some(&"n".repeat(65)))).await,
        "INVALID"
    );
    ana.must::<Message>(operations::send_message(&channel.id, "x", Some(&"n".repeat(64)))).await;

    let guild_id = channel.guild_id.expect("its server");
    let category: Channel = ana
        .must(operations::create_channel(
            &json!({ "guildId": guild_id, "name": "Trades", "kind": "CATEGORY" }),
        ))
        .await;
    assert_eq!(ana.refused(operations::send_message(&category.id, "x", None)).await, "INVALID");
}

#[rstest]
#[tokio::test]
async fn an_edit_is_seen_and_says_when(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let sent = ana.send(&channel, "the adress").await;
    let mut bens_stream = ben.events().await;

    let edited = ana.edit(&sent, "the address").await;

    assert_eq!(
        (edited.content.as_str(), &edited.id, &edited.created_at),
        ("the address", &sent.id, &sent.created_at)
    );
    assert!(edited.edited_at.is_some());
    let told = bens_stream.expect(|event| event.is("MessageUpdated")).await;
    assert_eq!(
        (told.content(), &told.body["message"]["editedAt"]),
        ("the address", &json!(edited.edited_at))
    );
    assert_eq!(ben.whole_history(&channel).await, [edited]);
}

#[rstest]
#[tokio::test]
async fn a_deleted_message_is_gone(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let kept = ana.send(&channel, "kept").await;
    let own = ben.send(&channel, "deleted by its author").await;
    let moderated = ben.send(&channel, "deleted by the owner").await;
    let mut bens_stream = ben.events().await;

    ben.delete(&own).await;
    ana.delete(&moderated).await;

    let told = bens_stream.expect(|event| event.deletes(&own)).await;
    assert_eq!(told.body["channelId"], channel.id);
    bens_stream.expect(|event| event.deletes(&moderated)).await;
    assert_eq!(ana.whole_history(&channel).await, [kept]);
    assert_eq!(ana.must::<Option<Message>>(operations::message(&channel.id, &own.id)).await, None);
    assert_eq!(ben.refused(operations::delete_message(&own.id)).await, "NOT_FOUND");
    assert_eq!(ben.refused(operations::edit_message(&own.id, "back")).await, "NOT_FOUND");
}

#[rstest]
#[tokio::test]
async fn the_owner_cannot_put_words_into_anothers_mouth(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let bens = ben.send(&channel, "by Ben").await;

    assert_eq!(ana.refused(operations::edit_message(&bens.id, "by Ana")).await, "FORBIDDEN");
}

async fn filled_channel(server: &Server, count: usize) -> (Person, Channel, Vec<Message>) {
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let channel = guild.channels[0].clone();
    let mut sent = Vec::new();
    for n in 0..count {
        sent.push(ana.send(&channel, &format!("number {n}")).await);
    }
    (ana, channel, sent)
}

#[rstest]
#[tokio::test]
async fn history_reads_the_same_in_both_directions(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, channel, sent) = filled_channel(&server, 65).await;

    let newest = ana.history(&channel, json!({})).await;
    assert_eq!(newest.nodes, sent[15..], "the last 50 unless told, oldest first");
    assert_eq!((newest.page_info.has_previous_page, newest.page_info.has_next_page), (true, false));

    let mut backwards: Vec<Message> = Vec::new();
    let mut before = Value::Null;
    loop {
        let page = ana.history(&channel, json!({ "last": 10, "before": before })).await;
        before = json!(page.page_info.start_cursor);
        assert_eq!(page.page_info.has_next_page, !backwards.is_empty(), "newer ones than this page");
        backwards.splice(0..0, page.nodes);
        if !page.page_info.has_previous_page {
            break;
        }
    }
    assert_eq!(backwards, sent);

    let mut forwards: Vec<Message> = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = ana.history(&channel, json!({ "first": 10, "after": after })).await;
        after = json!(page.page_info.end_cursor);
        assert_eq!(page.page_info.has_previous_page, !forwards.is_empty(), "older ones than this page");
        forwards.extend(page.nodes);
        if !page.page_info.has_next_page {
            break;
        }
    }
    assert_eq!(forwards, sent);
}

#[rstest]
#[tokio::test]
async fn history_opens_around_a_message(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, channel, sent) = filled_channel(&server, 40).await;
    let around = |id: &str, count: u32| json!({ "around": id, "first": count });

    let middle: Page<Message> = ana.history(&channel, around(&sent[20].id, 10)).await;
    assert!((9..=11).contains(&middle.nodes.len()), "{}", middle.nodes.len());
    let place =
        middle.nodes.iter().position(|message| message.id == sent[20].id).expect("the message itself");
    assert!((4..=6).contains(&place), "in the middle, not at {place}");
    assert_eq!((middle.page_info.has_previous_page, middle.page_info.has_next_page), (true, true));

    // From there on one pages in both directions.
    let older = ana.history(&channel, json!({ "last": 5, "before": middle.page_info.start_cursor })).await;
    let newer = ana.history(&channel, json!({ "first": 5, "after": middle.page_info.end_cursor })).await;
    let joined: Vec<Message> = [older.nodes, middle.nodes, newer.nodes].concat();
    let begin = sent.iter().position(|message| message.id == joined[0].id).expect("one of those sent");
    assert_eq!(joined, sent[begin..begin + joined.len()]);

    let start = ana.history(&channel, around(&sent[0].id, 10)).await;
    assert_eq!((start.nodes.first(), start.page_info.has_previous_page), (sent.first(), false));
    let end = ana.history(&channel, around(&sent[39].id, 10)).await;
    assert_eq!((end.nodes.last(), end.page_info.has_next_page), (sent.last(), false));

    // Where it was deleted meanwhile, one lands beside it.
    ana.delete(&sent[20]).await;
    let beside = ana.history(&channel, around(&sent[20].id, 10)).await;
    assert!(beside.nodes.iter().any(|message| message.id == sent[19].id || message.id == sent[21].id));
}

#[rstest]
#[tokio::test]
async fn pages_have_a_size_and_cursors_a_meaning(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, channel, sent) = filled_channel(&server, 3).await;

    for range in [
        json!({ "first": -1 }),
        json!({ "last": -1 }),
        json!({ "first": 5, "last": 5 }),
        json!({ "first": 5, "after": "nonsense" }),
        json!({ "last": 5, "before": "ä\u{0}" }),
        json!({ "around": "nonsense" }),
        json!({ "around": sent[0].id, "after": "nonsense" }),
    ] {
        assert_eq!(ana.refused(operations::history(&channel.id, &range)).await, "INVALID", "{range}");
    }
    let answer = ana.run(operations::history(&channel.id, &json!({ "first": 1_000_000 }))).await;
    assert!(answer.is_ok() || answer.code() == "INVALID", "{}", answer.body);
    // An empty channel is an empty page.
    let guild: Guild = ana.must(operations::guild(channel.guild_id.as_deref().expect("its server"))).await;
    let empty = ana.history(&ana.create_channel(&guild, "empty").await, json!({})).await;
    assert!(empty.nodes.is_empty() && !empty.page_info.has_previous_page && !empty.page_info.has_next_page);
}

#[rstest]
#[tokio::test]
async fn no_page_is_longer_than_a_hundred(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let channel = ana.create_guild("Mill Lane").await.channels[0].clone();
    futures_util::future::join_all(
        (0..105)
            .map(|n| ana.send(&channel, Box::leak(format!("number {n}").into_boxed_str())))
            .collect::<Vec<_>>(),
    )
    .await;

    assert_eq!(ana.history(&channel, json!({ "first": 100 })).await.nodes.len(), 100);
    let answer = ana.run(operations::history(&channel.id, &json!({ "first": 105 }))).await;
    if answer.is_ok() {
        assert_eq!(answer.at::<Vec<Value>>("/channel/messages/nodes").len(), 100);
    } else {
        assert_eq!(answer.code(), "INVALID");
    }
}

#[rstest]
#[tokio::test]
async fn people_who_are_named_are_listed(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut bens_stream = ben.events().await;

    let sent = ana.send(&channel, &format!("<@{0}> and <@{0}>, meet <@1>", ben.id)).await;

    let named = |users: &[User]| users.iter().map(|user| user.username.clone()).collect::<Vec<_>>();
    assert_eq!(named(&sent.mentions), ["ben"], "once, however often, and nobody who is nobody");
    let told = bens_stream.expect(|event| event.creates(&sent)).await;
    assert_eq!(told.body["message"]["mentions"][0]["id"], ben.id);
    assert_eq!(named(&ben.whole_history(&channel).await[0].mentions), ["ben"]);
    let edited = ana.edit(&sent, &format!("I meant <@{}>", ana.id)).await;
    assert_eq!(named(&edited.mentions), ["ana"]);
}

#[rstest]
#[tokio::test]
async fn only_members_are_named(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let cleo = server.person("cleo").await;
    let mut bens_stream = ben.events().await;
    let named = |message: &Message| -> Vec<String> {
        message.mentions.iter().map(|user| user.username.clone()).collect()
    };

    let text = format!("<@{}> and <@{}>", cleo.id, ben.id);
    let send = || operations::send_message(&channel.id, &text, Some("same"));
    let sent: Message = ana.must(send()).await;

    assert_eq!(named(&sent), ["ben"], "a number tells no stranger's name");
    let told = bens_stream.expect(|event| event.creates(&sent)).await;
    assert!(!told.body.to_string().contains("cleo"), "{told:?}");
    for message in [
        ana.must::<Message>(send()).await,
        ana.must::<Message>(operations::message(&channel.id, &sent.id)).await,
        ana.whole_history(&channel).await.remove(0),
        ana.edit(&sent, &text).await,
    ] {
        assert_eq!(named(&message), ["ben"]);
    }

    let guild: Guild = ana.must(operations::guild(channel.guild_id.as_deref().expect("its server"))).await;
    ana.let_in(&guild, &cleo).await;
    assert_eq!(named(&ana.whole_history(&channel).await[0]), ["cleo", "ben"]);
    cleo.leave(&guild.id).await;
    assert_eq!(named(&ana.whole_history(&channel).await[0]), ["ben"]);
}

#[rstest]
#[tokio::test]
async fn a_category_among_the_channels_is_an_empty_page(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    ana.must::<Channel>(operations::create_channel(
        &json!({ "guildId": guild.id, "name": "Trades", "kind": "CATEGORY" }),
    ))
    .await;
    ana.send(&guild.channels[0], "hello").await;

    let channels: Vec<Value> = ana
        .must(operations::operation(
            "query ($id: ID!) { guild(id: $id) { channels { name messages { nodes { content } } } } }",
            json!({ "id": guild.id }),
            "/guild/channels",
        ))
        .await;

    assert_eq!(
        channels,
        [
            json!({ "name": "general", "messages": { "nodes": [{ "content": "hello" }] } }),
            json!({ "name": "Trades", "messages": { "nodes": [] } }),
        ]
    );
}

#[rstest]
#[tokio::test]
async fn slow_mode_holds_members_back_and_not_those_who_keep_order(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    ana.must::<Channel>(operations::update_channel(&json!({ "id": channel.id, "slowModeSeconds": 2 }))).await;

    let first: Message = ben.must(operations::send_message(&channel.id, "one", Some("n1"))).await;
    let answer = ben.run(operations::send_message(&channel.id, "two", Some("n2"))).await;
    assert_eq!(answer.code(), "RATE_LIMITED");
    let wait = answer.error()["extensions"]["retryAfterMs"].as_u64().expect("when to try again");
    assert!((1..=2000).contains(&wait), "{wait}");
    // A retry of what was sent is no second message.
    assert_eq!(ben.must::<Message>(operations::send_message(&channel.id, "one", Some("n1"))).await, first);
    ana.send(&channel, "one").await;
    ana.send(&channel, "two").await;

    tokio::time::sleep(std::time::Duration::from_millis(wait + 50)).await;
    ben.send(&channel, "two").await;
}

#[rstest]
#[tokio::test]
async fn reading_moves_forward_only_and_on_all_devices(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, laptop, channel) = server.two_people_in_a_channel().await;
    let phone = laptop.another_device().await;
    let guild_id = channel.guild_id.clone().expect("its server");
    let one = ana.send(&channel, "one").await;
    let two = ana.send(&channel, "two").await;
    let mut phones_stream = phone.events().await;
    let mut anas_stream = ana.events().await;

    let state: ReadState = laptop.must(operations::acknowledge(&channel.id, &two.id)).await;
    assert_eq!(state.last_read_message_id.as_ref(), Some(&two.id));
    let told = phones_stream.expect(|event| event.is("ReadStateChanged")).await;
    assert_eq!(
        (&told.body["channelId"], &told.body["lastReadMessageId"]),
        (&json!(channel.id), &json!(two.id))
    );

    let state: ReadState = laptop.must(operations::acknowledge(&channel.id, &one.id)).await;
    assert_eq!(state.last_read_message_id.as_ref(), Some(&two.id), "never backwards");
    let states: Vec<ReadState> = phone.must(operations::read_states(&guild_id)).await;
    assert!(states.contains(&state), "{states:?}");

    // What one has read is nobody else's business.
    let three = ana.send(&channel, "three").await;
    let heard = anas_stream.until(|event| event.creates(&three)).await;
    assert!(
        !heard.iter().any(|event| event.is("ReadStateChanged") && event.body["lastReadMessageId"] == two.id),
        "{heard:#?}"
    );
}

#[rstest]
#[tokio::test]
async fn what_is_unread_comes_with_ones_servers(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let ben = server.person("ben").await;
    let mut expected = Vec::new();
    for n in 0..4 {
        let guild = ana.create_guild(&format!("Server {n}")).await;
        let channel = &guild.channels[0];
        let message = ana.send(channel, "hello").await;
        let mut read = None;
        if n > 0 {
            ana.must::<ReadState>(operations::acknowledge(&channel.id, &message.id)).await;
            read = Some(message.id);
        }
        expected.push(ReadState { channel_id: channel.id.clone(), last_read_message_id: read });
        // What others have read is theirs.
        ana.let_in(&guild, &ben).await;
    }

    let all = || {
        let document = "{ myGuilds { readStates { channelId lastReadMessageId } } }";
        operations::operation(document, json!({}), "/myGuilds")
    };
    let states = |answer: Vec<Value>| -> Vec<ReadState> {
        let states = answer.into_iter().map(|mut guild| guild["readStates"].take());
        states.flat_map(|states| serde_json::from_value::<Vec<_>>(states).expect("read states")).collect()
    };
    assert_eq!(states(ana.must(all()).await), expected);
    let unread = |state: &ReadState| state.last_read_message_id.is_none();
    assert!(states(ben.must(all()).await).iter().all(unread), "nothing is Ben's yet");
}

#[rstest]
#[tokio::test]
async fn scripts_send_and_read_with_plain_http(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let path = format!("/api/v1/channels/{}/messages", channel.id);
    let mut bens_stream = ben.events().await;

    let sent =
        ana.client.post(&path, &json!({ "content": "by curl", "nonce": "n1" })).await.expect_status(201);
    assert_eq!((sent.text("/content"), sent.text("/author/id")), ("by curl".to_owned(), ana.id.clone()));
    bens_stream.expect(|event| event.is("MessageCreated") && event.content() == "by curl").await;
    let again = ana.client.post(&path, &json!({ "content": "by curl", "nonce": "n1" })).await;
    assert_eq!(again.text("/id"), sent.text("/id"));
    for n in 0..5 {
        ana.send(&channel, &format!("number {n}")).await;
    }

    let read = async |query: &str| -> Vec<String> {
        let reply = ben.client.get(&format!("{path}{query}")).await.expect_status(200);
        let list = reply
            .body
            .as_array()
            .or_else(|| reply.body["messages"].as_array())
            .unwrap_or_else(|| panic!("{}", reply.body))
            .clone();
        list.iter().map(|message| message["content"].as_str().expect("content").to_owned()).collect()
    };
    assert_eq!(read("").await, ["by curl", "number 0", "number 1", "number 2", "number 3", "number 4"]);
    assert_eq!(read("?limit=2").await, ["number 3", "number 4"]);
    assert_eq!(read(&format!("?after={}&limit=2", sent.text("/id"))).await, ["number 0", "number 1"]);
    assert_eq!(read(&format!("?before={}", sent.text("/id"))).await, Vec::<String>::new());

    let stranger = server.person("cleo").await;
    assert_eq!(stranger.client.get(&path).await.expect_status(404).code(), "NOT_FOUND");
    assert_eq!(
        stranger.client.post(&path, &json!({ "content": "let me in" })).await.expect_status(404).code(),
        "NOT_FOUND"
    );
    assert_eq!(server.visitor().get(&path).await.expect_status(401).code(), "UNAUTHENTICATED");
    assert_eq!(ana.client.post(&path, &json!({ "content": "" })).await.expect_status(422).code(), "INVALID");
    assert_eq!(
        ben.client
            .get(&format!("/api/v1/guilds/{}", channel.guild_id.as_deref().expect("its server")))
            .await
            .expect_status(200)
            .text("/name"),
        "Mill Lane"
    );
    assert_eq!(
        ben.client.get(&format!("/api/v1/channels/{}", channel.id)).await.expect_status(200).text("/name"),
        "general"
    );
}
