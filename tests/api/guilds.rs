//! Servers and their channels.

use guildhall_tests::{Channel, Guild, Page, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

#[rstest]
#[tokio::test]
async fn a_new_server_has_an_owner_and_a_channel_to_talk_in(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;

    let guild = ana.create_guild("Mill Lane").await;

    assert_eq!((guild.name.as_str(), &guild.owner_id, guild.member_count), ("Mill Lane", &ana.id, 1));
    assert_eq!(guild.channels.len(), 1);
    let general = &guild.channels[0];
    assert_eq!((general.name.as_str(), general.kind.as_str()), ("general", "TEXT"));
    assert!(guild.viewer_permissions.iter().any(|permission| permission == "MANAGE_GUILD"));
    assert_eq!(ana.must::<Vec<Guild>>(operations::my_guilds()).await, [guild]);
}

#[rstest]
#[tokio::test]
async fn ones_servers_come_in_the_order_one_joined_them(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let ben = server.person("ben").await;
    let first = ana.create_guild("first made").await;
    let second = ana.create_guild("second made").await;
    let own = ben.create_guild("own").await;

    ana.let_in(&second, &ben).await;
    ana.let_in(&first, &ben).await;

    let names: Vec<String> =
        ben.must::<Vec<Guild>>(operations::my_guilds()).await.into_iter().map(|guild| guild.name).collect();
    assert_eq!(names, [own.name, second.name, first.name]);
}

#[rstest]
#[tokio::test]
async fn a_new_name_is_heard_by_the_members(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let guild_id = channel.guild_id.clone().expect("the server of the channel");
    let mut bens_stream = ben.events().await;

    let renamed: Guild = ana.must(operations::rename_guild(&guild_id, "Mill Street")).await;

    assert_eq!(renamed.name, "Mill Street");
    let told = bens_stream.expect(|event| event.is("GuildUpdated")).await;
    assert_eq!((&told.body["guildId"], &told.body["name"]), (&json!(guild_id), &json!("Mill Street")));
    assert_eq!(ben.must::<Guild>(operations::guild(&guild_id)).await.name, "Mill Street");
}

#[rstest]
#[tokio::test]
async fn names_have_a_length_and_say_so(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let limits: Value = server
        .visitor()
        .must(operations::operation(
            "{ instance { limits { guildNameLength channelNameLength topicLength } } }",
            json!({}),
            "/instance/limits",
        ))
        .await;
    let longest = |name: &str| usize::try_from(limits[name].as_u64().expect("a limit")).expect("a length");

    for name in ["", "   ", &"x".repeat(longest("guildNameLength") + 1), "a\u{0}b"] {
        assert_eq!(ana.refused(operations::create_guild(name)).await, "INVALID", "{name:?}");
        assert_eq!(ana.refused(operations::rename_guild(&guild.id, name)).await, "INVALID", "{name:?}");
    }
    for name in ["", "   ", &"x".repeat(longest("channelNameLength") + 1), "a\u{0}b"] {
        let input = json!({ "guildId": guild.id, "name": name, "kind": "TEXT" });
        assert_eq!(ana.refused(operations::create_channel(&input)).await, "INVALID", "{name:?}");
    }
    let too_much = "x".repeat(longest("topicLength") + 1);
    let answer =
        ana.run(operations::update_channel(&json!({ "id": guild.channels[0].id, "topic": too_much }))).await;
    assert_eq!((answer.code(), &answer.error()["extensions"]["field"]), ("INVALID", &json!("topic")));
    assert!(answer.message().contains(&longest("topicLength").to_string()), "{}", answer.message());

    // The limit counts characters, not bytes.
    ana.create_guild(&"ä".repeat(longest("guildNameLength"))).await;
}

#[rstest]
#[tokio::test]
async fn channels_are_made_changed_and_deleted(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild_id = general.guild_id.clone().expect("the server of the channel");
    let mut bens_stream = ben.events().await;

    let category: Channel = ana
        .must(operations::create_channel(
            &json!({ "guildId": guild_id, "name": "Trades", "kind": "CATEGORY" }),
        ))
        .await;
    let input = json!({ "guildId": guild_id, "name": "carpentry", "kind": "TEXT", "parentId": category.id, "topic": "wood", "slowModeSeconds": 5 });
    let channel: Channel = ana.must(operations::create_channel(&input)).await;
    assert_eq!(channel.parent_id.as_ref(), Some(&category.id));
    assert_eq!((channel.topic.as_deref(), channel.slow_mode_seconds), (Some("wood"), 5));
    let told = bens_stream
        .expect(|event| event.is("ChannelCreated") && event.body["channel"]["id"] == channel.id)
        .await;
    assert_eq!(
        (&told.body["channel"]["name"], &told.body["guildId"]),
        (&json!("carpentry"), &json!(guild_id))
    );

    // A field that is left out stays; null clears the topic.
    let changed: Channel =
        ana.must(operations::update_channel(&json!({ "id": channel.id, "name": "joinery" }))).await;
    assert_eq!(
        (changed.name.as_str(), changed.topic.as_deref(), changed.slow_mode_seconds),
        ("joinery", Some("wood"), 5)
    );
    let cleared: Channel =
        ana.must(operations::update_channel(&json!({ "id": channel.id, "topic": null }))).await;
    assert_eq!((cleared.name.as_str(), cleared.topic), ("joinery", None));
    let told = bens_stream
        .expect(|event| event.is("ChannelUpdated") && event.body["channel"]["topic"].is_null())
        .await;
    assert_eq!(told.body["channel"]["name"], "joinery");

    let deleted: String = ana.must(operations::delete_channel(&channel.id)).await;
    assert_eq!(deleted, channel.id);
    bens_stream.expect(|event| event.is("ChannelDeleted") && event.body["id"] == channel.id).await;
    assert_eq!(ben.must::<Option<Channel>>(operations::channel(&channel.id)).await, None);
    assert_eq!(
        ben.refused(operations::send_message(&channel.id, "is anybody here?", None)).await,
        "NOT_FOUND"
    );
}

#[rstest]
#[tokio::test]
async fn what_stood_in_a_deleted_category_stays(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let category: Channel = ana
        .must(operations::create_channel(
            &json!({ "guildId": guild.id, "name": "Trades", "kind": "CATEGORY" }),
        ))
        .await;
    let input = json!({ "guildId": guild.id, "name": "carpentry", "kind": "TEXT", "parentId": category.id });
    let channel: Channel = ana.must(operations::create_channel(&input)).await;
    ana.send(&channel, "still here").await;

    ana.must::<String>(operations::delete_channel(&category.id)).await;

    let kept: Channel = ana.must(operations::channel(&channel.id)).await;
    assert_eq!(kept.parent_id, None);
    assert_eq!(ana.whole_history(&channel).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_channel_stands_only_in_a_category_of_its_own_server(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let other = ana.create_guild("Elsewhere").await;
    let category: Channel = ana
        .must(operations::create_channel(
            &json!({ "guildId": guild.id, "name": "Trades", "kind": "CATEGORY" }),
        ))
        .await;
    let foreign: Channel = ana
        .must(operations::create_channel(
            &json!({ "guildId": other.id, "name": "Trades", "kind": "CATEGORY" }),
        ))
        .await;

    let inside = |kind: &str, parent: &str| {
        operations::create_channel(
            &json!({ "guildId": guild.id, "name": "x", "kind": kind, "parentId": parent }),
        )
    };
    for refused in [
        inside("TEXT", &guild.channels[0].id),
        inside("TEXT", &foreign.id),
        inside("CATEGORY", &category.id),
        inside("TEXT", "1"),
    ] {
        let code = ana.refused(refused).await;
        assert!(code == "INVALID" || code == "NOT_FOUND", "{code}");
    }
    for minus in [
        json!({ "id": category.id, "slowModeSeconds": -1 }),
        json!({ "id": guild.channels[0].id, "slowModeSeconds": 10_000_000 }),
    ] {
        assert_eq!(ana.refused(operations::update_channel(&minus)).await, "INVALID");
    }
}

#[rstest]
#[tokio::test]
async fn channels_are_put_in_order_all_at_once_or_not_at_all(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild_id = general.guild_id.clone().expect("the server of the channel");
    let guild: Guild = ana.must(operations::guild(&guild_id)).await;
    let category: Channel = ana
        .must(operations::create_channel(
            &json!({ "guildId": guild_id, "name": "Trades", "kind": "CATEGORY" }),
        ))
        .await;
    let one = ana.create_channel(&guild, "one").await;
    let two = ana.create_channel(&guild, "two").await;
    let order = async |who: &guildhall_tests::Person| -> Vec<(String, Option<String>)> {
        let guild: Guild = who.must(operations::guild(&guild_id)).await;
        guild
            .channels
            .into_iter()
            .filter(|channel| channel.kind == "TEXT")
            .map(|channel| (channel.name, channel.parent_id))
            .collect()
    };
    let placed =
        |name: &str, parent: Option<&Channel>| (name.to_owned(), parent.map(|channel| channel.id.clone()));
    let mut bens_stream = ben.events().await;

    let moves = json!([
        { "id": two.id, "position": 0 },
        { "id": general.id, "position": 1 },
        { "id": one.id, "parentId": category.id, "position": 0 },
    ]);
    let answer = ana.run(operations::move_channels(&guild_id, &moves)).await;
    assert!(answer.is_ok(), "{}", answer.body);
    let wanted = [placed("two", None), placed("general", None), placed("one", Some(&category))];
    assert_eq!(order(&ben).await, wanted);
    // Each one that moved is told.
    for channel in [&two, &general, &one] {
        let moved = |event: &guildhall_tests::Event| {
            event.is("ChannelUpdated") && event.body["channel"]["id"] == channel.id
        };
        bens_stream.expect(moved).await;
    }

    let half_wrong = json!([{ "id": general.id, "position": 0 }, { "id": "1", "position": 1 }]);
    let code = ana.refused(operations::move_channels(&guild_id, &half_wrong)).await;
    assert!(code == "NOT_FOUND" || code == "INVALID", "{code}");
    assert_eq!(order(&ben).await, wanted);
}

#[rstest]
#[tokio::test]
async fn members_see_the_house_and_do_not_rebuild_it(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild_id = general.guild_id.clone().expect("the server of the channel");
    let anas = ana.send(&general, "by Ana").await;

    for refused in [
        operations::rename_guild(&guild_id, "Ben's"),
        operations::delete_guild(&guild_id),
        operations::create_channel(&json!({ "guildId": guild_id, "name": "bens", "kind": "TEXT" })),
        operations::update_channel(&json!({ "id": general.id, "name": "bens" })),
        operations::delete_channel(&general.id),
        operations::move_channels(&guild_id, &json!([{ "id": general.id, "position": 0 }])),
        operations::invites(&guild_id),
        operations::edit_message(&anas.id, "by Ben"),
        operations::delete_message(&anas.id),
    ] {
        let asked = refused.document.clone();
        assert_eq!(ben.refused(refused).await, "FORBIDDEN", "{asked}");
    }
    let guild: Guild = ben.must(operations::guild(&guild_id)).await;
    assert_eq!((guild.name.as_str(), guild.channels.len(), guild.member_count), ("Mill Lane", 1, 2));
    for permission in ["VIEW_CHANNEL", "SEND_MESSAGES", "READ_MESSAGE_HISTORY"] {
        assert!(guild.viewer_permissions.iter().any(|held| held == permission), "{permission} is missing");
    }
    for permission in ["MANAGE_GUILD", "MANAGE_CHANNELS", "MANAGE_MESSAGES", "ADMINISTRATOR"] {
        assert!(!guild.viewer_permissions.iter().any(|held| held == permission), "{permission} is too much");
    }
}

#[rstest]
#[tokio::test]
async fn the_member_list_comes_in_pages(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let invite = ana.invite(&guild).await;
    for n in 0..4 {
        server.person(&format!("guest{n}")).await.join(&invite).await;
    }

    let mut names = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page: Page<Value> = ana.must(operations::members(&guild.id, 2, after.as_deref())).await;
        assert!(page.nodes.len() <= 2);
        names.extend(
            page.nodes.iter().map(|member| member["user"]["username"].as_str().expect("a name").to_owned()),
        );
        if !page.page_info.has_next_page {
            break;
        }
        after = page.page_info.end_cursor;
    }
    names.sort();
    assert_eq!(names, ["ana", "guest0", "guest1", "guest2", "guest3"]);
}

#[rstest]
#[tokio::test]
async fn whoever_leaves_is_gone_and_may_come_back(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild_id = general.guild_id.clone().expect("the server of the channel");
    let mut anas_stream = ana.events().await;
    ben.send(&general, "good-bye").await;

    ben.leave(&guild_id).await;

    let told = anas_stream.expect(|event| event.is("GuildMemberLeft")).await;
    assert_eq!((&told.body["guildId"], &told.body["userId"]), (&json!(guild_id), &json!(ben.id)));
    assert!(ben.must::<Vec<Guild>>(operations::my_guilds()).await.is_empty());
    assert_eq!(ben.refused(operations::leave_guild(&guild_id)).await, "NOT_FOUND");
    assert_eq!(ana.must::<Guild>(operations::guild(&guild_id)).await.member_count, 1);
    // What one said stays, with one's name.
    assert_eq!(ana.whole_history(&general).await[0].author.id, ben.id);

    let guild: Guild = ana.must(operations::guild(&guild_id)).await;
    ana.let_in(&guild, &ben).await;
    let told = anas_stream.expect(|event| event.is("GuildMemberJoined")).await;
    assert_eq!(told.body["member"]["user"]["id"], ben.id);
    assert_eq!(ana.must::<Guild>(operations::guild(&guild_id)).await.member_count, 2);
}

#[rstest]
#[tokio::test]
async fn an_owner_does_not_leave_a_server_ownerless(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild_id = general.guild_id.clone().expect("the server of the channel");

    let answer = ana.run(operations::leave_guild(&guild_id)).await;

    assert!(["INVALID", "CONFLICT", "FORBIDDEN"].contains(&answer.code()), "{}", answer.body);
    assert_eq!(ben.must::<Guild>(operations::guild(&guild_id)).await.owner_id, ana.id);
}

#[rstest]
#[tokio::test]
async fn a_deleted_server_is_gone_for_everybody(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild_id = general.guild_id.clone().expect("the server of the channel");
    let guild: Guild = ana.must(operations::guild(&guild_id)).await;
    let invite = ana.invite(&guild).await;
    let message = ana.send(&general, "soon gone").await;
    let mut bens_stream = ben.events().await;

    ana.must::<String>(operations::delete_guild(&guild_id)).await;

    bens_stream.expect(|event| event.is("GuildLeft") && event.body["guildId"] == guild_id).await;
    for person in [&ana, &ben] {
        assert!(person.must::<Vec<Guild>>(operations::my_guilds()).await.is_empty());
        assert_eq!(person.must::<Option<Guild>>(operations::guild(&guild_id)).await, None);
        assert_eq!(person.must::<Option<Channel>>(operations::channel(&general.id)).await, None);
        assert_eq!(person.refused(operations::send_message(&general.id, "hello?", None)).await, "NOT_FOUND");
        assert_eq!(person.refused(operations::edit_message(&message.id, "hello?")).await, "NOT_FOUND");
        assert_eq!(person.must::<Option<Value>>(operations::preview(&invite.code)).await, None);
    }
}
