//! How a server presents itself: its settings, its words about who comes and goes, its rules.

use guildhall_tests::{Channel, Guild, Message, Person, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::{Database, Postgres, Sqlite};

/// The last message of a channel with its kind.
async fn last_words(who: &Person, channel: &Channel) -> Option<(String, String)> {
    let document =
        "query ($id: ID!) { channel(id: $id) { messages(last: 1) { nodes { kind author { id } } } } }";
    let read = operations::operation(document, json!({ "id": channel.id }), "/channel/messages/nodes");
    let nodes: Vec<Value> = who.must(read).await;
    let node = nodes.first()?;
    Some((node["kind"].as_str()?.to_owned(), node["author"]["id"].as_str()?.to_owned()))
}

#[rstest]
#[tokio::test]
async fn an_owner_sets_up_their_server(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild = general.guild_id.clone().expect("the server of the channel");
    let mut bens_stream = ben.events().await;

    let set: Value = ana
        .must(operations::update_guild(&json!({
            "id": guild,
            "description": "  All about the mill. ",
            "systemChannelId": general.id,
            "tellsJoins": true,
            "tellsLeaves": true,
            "verification": "LOW",
            "welcome": { "text": "Come in!", "channels": [{ "channelId": general.id, "text": "Say hello", "emoji": "👋" }] },
            "rules": ["Be kind.", "No flour in the office."],
            "rulesRequired": true,
            "reason": "opening day",
        })))
        .await;

    assert_eq!(set["description"], "All about the mill.");
    assert_eq!(set["systemChannelId"], general.id);
    assert_eq!((&set["tellsJoins"], &set["tellsLeaves"]), (&json!(true), &json!(true)));
    assert_eq!((&set["verification"], &set["rulesRequired"]), (&json!("LOW"), &json!(true)));
    assert_eq!(set["rules"], json!(["Be kind.", "No flour in the office."]));
    let place = json!({ "channelId": general.id, "text": "Say hello", "emoji": "👋" });
    assert_eq!(set["welcome"], json!({ "text": "Come in!", "channels": [place] }));
    let told = bens_stream.expect(|event| event.is("GuildUpdated")).await;
    assert_eq!((&told.body["description"], &told.body["rulesRequired"]), (&set["description"], &json!(true)));

    // What is left out stays; null takes away.
    let edit = json!({ "id": guild, "welcome": null, "systemChannelId": null, "rules": [] });
    let set: Value = ana.must(operations::update_guild(&edit)).await;
    assert_eq!((&set["welcome"], &set["systemChannelId"]), (&Value::Null, &Value::Null));
    assert_eq!((&set["rules"], &set["rulesRequired"]), (&json!([]), &json!(false)));
    assert_eq!((&set["description"], &set["verification"]), (&json!("All about the mill."), &json!("LOW")));

    // By REST too.
    let patch = ana.client.request(reqwest::Method::PATCH, &format!("/api/v1/guilds/{guild}"));
    let answer =
        patch.json(&json!({ "description": null, "verification": "NONE" })).send().await.expect("an answer");
    let body: Value = answer.json().await.expect("JSON");
    assert_eq!((&body["description"], &body["verification"]), (&Value::Null, &json!("NONE")), "{body}");
}

#[rstest]
#[tokio::test]
async fn settings_that_make_no_sense_change_nothing(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild = general.guild_id.clone().expect("the server of the channel");
    let other: Guild = ben.create_guild("Ben's").await;
    let category: Channel = ana
        .must(operations::create_channel(&json!({ "guildId": guild, "name": "Mills", "kind": "CATEGORY" })))
        .await;
    let welcome = |channel: &str| json!({ "text": "", "channels": [{ "channelId": channel, "text": "" }] });

    for (field, value, code) in [
        ("description", json!("x".repeat(1025)), "INVALID"),
        ("systemChannelId", json!(other.channels[0].id), "CONFLICT"),
        ("systemChannelId", json!(category.id), "CONFLICT"),
        ("welcome", welcome(&other.channels[0].id), "CONFLICT"),
        ("welcome", welcome(&category.id), "CONFLICT"),
        ("welcome", json!({ "text": "x".repeat(301), "channels": [] }), "INVALID"),
        ("rules", json!(vec!["rule"; 17]), "INVALID"),
        ("rules", json!(["x".repeat(501)]), "INVALID"),
        ("rules", json!([" "]), "INVALID"),
        ("rulesRequired", json!(true), "INVALID"),
        ("reason", json!("x".repeat(513)), "INVALID"),
    ] {
        let edit = json!({ "id": guild, "tellsJoins": true, field: value });
        assert_eq!(ana.refused(operations::update_guild(&edit)).await, code, "{edit}");
    }
    let untouched: Value = ana.must(operations::update_guild(&json!({ "id": guild }))).await;
    assert_eq!((&untouched["tellsJoins"], &untouched["description"]), (&json!(false), &Value::Null));
    let by_a_member = operations::update_guild(&json!({ "id": guild, "description": "mine" }));
    assert_eq!(ben.refused(by_a_member.clone()).await, "FORBIDDEN");
    assert_eq!(server.person("carl").await.refused(by_a_member).await, "NOT_FOUND");
}

#[rstest]
#[tokio::test]
async fn the_server_tells_who_came_and_who_went(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild: Guild = ana.must(operations::guild(general.guild_id.as_deref().expect("a server"))).await;
    let carl = server.person("carl").await;
    let mut bens_stream = ben.events().await;

    ana.let_in(&guild, &carl).await;
    assert_eq!(last_words(&ben, &general).await, None, "nobody asked for it");
    carl.leave(&guild.id).await;

    let tells =
        json!({ "id": guild.id, "systemChannelId": general.id, "tellsJoins": true, "tellsLeaves": true });
    ana.must::<Value>(operations::update_guild(&tells)).await;
    ana.let_in(&guild, &carl).await;
    assert_eq!(last_words(&ben, &general).await, Some(("MEMBER_JOINED".to_owned(), carl.id.clone())));
    let of_carl = |event: &guildhall_tests::Event| {
        event.is("MessageCreated") && event.body["message"]["author"]["id"] == carl.id
    };
    bens_stream.expect(of_carl).await;
    carl.leave(&guild.id).await;
    assert_eq!(last_words(&ben, &general).await, Some(("MEMBER_LEFT".to_owned(), carl.id.clone())));

    // A channel that is gone is no reason to keep people out.
    ana.must::<String>(operations::delete_channel(&general.id)).await;
    ana.let_in(&guild, &carl).await;
    assert_eq!(ana.must::<Guild>(operations::guild(&guild.id)).await.member_count, 3);
}

#[rstest]
#[tokio::test]
async fn newcomers_accept_the_rules_before_they_speak(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild: Guild = ana.must(operations::guild(general.guild_id.as_deref().expect("a server"))).await;
    let rules = json!({ "id": guild.id, "rules": ["Be kind."], "rulesRequired": true });
    ana.must::<Value>(operations::update_guild(&rules)).await;

    // Who was there before goes on as before.
    ben.send(&general, "I was here").await;
    let carl = server.person("carl").await;
    ana.let_in(&guild, &carl).await;
    let member: Value = ben.must(operations::member(&guild.id, &carl.id)).await;
    assert_eq!((&member["rulesPending"], &member["restraint"]), (&json!(true), &json!("RULES_PENDING")));
    assert_eq!(member["invitedBy"], Value::Null, "Ben is no moderator");
    let member: Value = ana.must(operations::member(&guild.id, &carl.id)).await;
    assert_eq!(member["invitedBy"]["id"], ana.id);
    assert_eq!(carl.refused(operations::send_message(&general.id, "hello", None)).await, "FORBIDDEN");
    assert_eq!(carl.whole_history(&general).await.len(), 1, "but he reads");

    let mut bens_stream = ben.events().await;
    let accepted: Value = carl.must(operations::accept_rules(&guild.id)).await;
    assert_eq!((&accepted["rulesPending"], &accepted["restraint"]), (&json!(false), &Value::Null));
    let told = bens_stream.expect(|event| event.is("GuildMemberUpdated")).await;
    assert_eq!(
        (&told.body["member"]["user"]["id"], &told.body["member"]["rulesPending"]),
        (&json!(carl.id), &json!(false))
    );
    let _: Message = carl.send(&general, "hello").await;
    // Once more is no harm; a stranger has nothing to accept.
    carl.must::<Value>(operations::accept_rules(&guild.id)).await;
    assert_eq!(server.person("dora").await.refused(operations::accept_rules(&guild.id)).await, "NOT_FOUND");
}

#[rstest]
#[tokio::test]
async fn an_invite_shows_what_the_server_is_about(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let invite = ana.invite(&guild).await;
    ana.must::<Value>(operations::update_guild(&json!({ "id": guild.id, "description": "All about mills" })))
        .await;

    let document = "query ($code: String!) { invite(code: $code) { guildName guildDescription } }";
    let preview = operations::operation(document, json!({ "code": invite.code }), "/invite");
    let shown: Value = server.visitor().must(preview).await;
    assert_eq!(shown, json!({ "guildName": "Mill Lane", "guildDescription": "All about mills" }));
    let shown = server.visitor().get(&format!("/api/v1/invites/{}", invite.code)).await.expect_status(200);
    assert_eq!(shown.body["guildDescription"], "All about mills");
}
