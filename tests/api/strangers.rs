//! What those outside can do with what is inside: nothing, not even learn that it exists.

use guildhall_tests::{Channel, Guild, Invite, Message, Operation, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

/// What there is to break into.
struct House {
    guild: String,
    channel: String,
    category: String,
    message: String,
}

/// Every operation on something inside.
fn all_operations(house: &House) -> Vec<Operation> {
    let House { guild, channel, category, message } = house;
    vec![
        operations::guild(guild),
        operations::members(guild, 10, None),
        operations::invites(guild),
        operations::channel(channel),
        operations::channel(category),
        operations::history(channel, &json!({})),
        operations::history(channel, &json!({ "around": message })),
        operations::message(channel, message),
        operations::read_states(guild),
        operations::rename_guild(guild, "mine"),
        operations::delete_guild(guild),
        operations::leave_guild(guild),
        operations::create_channel(&json!({ "guildId": guild, "name": "mine", "kind": "TEXT" })),
        operations::create_channel(
            &json!({ "guildId": guild, "name": "mine", "kind": "TEXT", "parentId": category }),
        ),
        operations::update_channel(&json!({ "id": channel, "name": "mine" })),
        operations::delete_channel(channel),
        operations::move_channels(guild, &json!([{ "id": channel, "position": 0 }])),
        operations::create_invite(&json!({ "guildId": guild })),
        operations::create_invite(&json!({ "guildId": guild, "channelId": channel })),
        operations::send_message(channel, "let me in", None),
        operations::send_message(channel, "let me in", Some("nonce")),
        operations::send_message(channel, "", None),
        operations::send_message(channel, &"x".repeat(100_000), None),
        operations::edit_message(message, "mine"),
        operations::delete_message(message),
        operations::acknowledge(channel, message),
        operations::kick_member(guild, "1001", None),
        operations::ban_member(&json!({ "guildId": guild, "userId": "1001" })),
        operations::unban_member(guild, "1001"),
        operations::bans(guild, None, 10, None),
        operations::timeout_member(guild, "1001", Some(60)),
        operations::set_member_voice(&json!({ "guildId": guild, "userId": "1001", "muted": true })),
        operations::delete_messages(channel, &[message, "1001"]),
        operations::pause_joins(guild, 60),
        operations::prune_preview(guild, 7, &[]),
        operations::prune_members(guild, 7, &[]),
        operations::audit_log(guild, &json!({}), 10, None),
        operations::guild_reports(guild, None),
        operations::report_message(&json!({ "messageId": message, "category": "SPAM" })),
        operations::report_user(&json!({ "userId": "1001", "guildId": guild, "category": "SPAM" })),
    ]
}

/// An answer without the ids that were asked for: what is left is what the caller learns.
fn learnt(body: &Value, house: &House) -> String {
    let mut text = body.to_string();
    for (id, name) in [
        (&house.guild, "GUILD"),
        (&house.channel, "CHANNEL"),
        (&house.category, "CATEGORY"),
        (&house.message, "MESSAGE"),
    ] {
        text = text.replace(id.as_str(), name);
    }
    text
}

async fn a_house(server: &Server) -> (guildhall_tests::Person, Guild, House) {
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let category: Channel = ana
        .must(operations::create_channel(
            &json!({ "guildId": guild.id, "name": "Trades", "kind": "CATEGORY" }),
        ))
        .await;
    let message = ana.send(&guild.channels[0], "nobody else's business").await;
    let house = House {
        guild: guild.id.clone(),
        channel: guild.channels[0].id.clone(),
        category: category.id,
        message: message.id,
    };
    (ana, guild, house)
}

#[rstest]
#[tokio::test]
async fn what_one_may_not_see_does_not_exist(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, guild, house) = a_house(&server).await;
    let stranger = server.person("cleo").await;
    // Somebody who was in, and left, knows the ids.
    let former = server.person("ben").await;
    ana.let_in(&guild, &former).await;
    former.leave(&guild.id).await;
    let before: Guild = ana.must(operations::guild(&guild.id)).await;
    let made_up = House {
        guild: "1001".into(),
        channel: "1002".into(),
        category: "1003".into(),
        message: "1004".into(),
    };

    for (real, unreal) in all_operations(&house).into_iter().zip(all_operations(&made_up)) {
        for person in [&stranger, &former] {
            let answer = person.run(real.clone()).await;
            let nothing = person.run(unreal.clone()).await;
            if !answer.is_ok() {
                assert_eq!(answer.code(), "NOT_FOUND", "{} gave {}", real.document, answer.body);
            }
            assert_eq!(
                learnt(&answer.body, &house),
                learnt(&nothing.body, &made_up),
                "one can tell {} {} from something that does not exist",
                real.document,
                real.variables
            );
        }
        let visitor = server.visitor().run(real.clone()).await;
        assert_eq!(
            visitor.code(),
            "UNAUTHENTICATED",
            "{} without a token gave {}",
            real.document,
            visitor.body
        );
    }

    assert_eq!(ana.must::<Guild>(operations::guild(&guild.id)).await, before, "and nothing has changed");
    let history = ana.whole_history(&guild.channels[0]).await;
    assert_eq!(
        history.iter().map(|message: &Message| message.content.as_str()).collect::<Vec<_>>(),
        ["nobody else's business"]
    );
    assert!(
        ana.must::<Vec<Invite>>(operations::invites(&guild.id)).await.iter().all(|invite| invite.uses == 1)
    );
}

#[rstest]
#[tokio::test]
async fn strangers_hear_nothing(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, guild, _) = a_house(&server).await;
    let stranger = server.person("cleo").await;
    let own = stranger.create_guild("Cleo's").await;
    let mut stream = stranger.events().await;

    let secret = ana.send(&guild.channels[0], "a secret").await;
    ana.edit(&secret, "a better secret").await;
    ana.delete(&secret).await;
    ana.create_channel(&guild, "hidden").await;
    ana.must::<Guild>(operations::rename_guild(&guild.id, "Secret")).await;
    ana.must::<Value>(operations::set_display_name(Some("A."))).await;
    let marker = stranger.send(&own.channels[0], "marker").await;

    let heard = stream.until(|event| event.creates(&marker)).await;
    assert_eq!(heard.len(), 1, "{heard:#?}");
}

#[rstest]
#[tokio::test]
async fn ids_that_are_none_are_not_found(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;

    for id in [
        "",
        "0",
        "-1",
        "abc",
        "1.5",
        "99999999999999999999999",
        "9223372036854775807",
        "9223372036854775808",
        "١٢٣",
        "1 OR 1=1",
        "\u{0}",
    ] {
        let house = House { guild: id.into(), channel: id.into(), category: id.into(), message: id.into() };
        for operation in all_operations(&house) {
            let document = operation.document.clone();
            let answer = ana.run(operation).await;
            if !answer.is_ok() {
                assert!(
                    ["NOT_FOUND", "INVALID"].contains(&answer.code()),
                    "{id:?} in {document} gave {}",
                    answer.body
                );
            }
        }
    }
}

#[rstest]
#[tokio::test]
async fn messages_are_not_reached_through_another_channel(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (_, _, house) = a_house(&server).await;
    let cleo = server.person("cleo").await;
    let own = cleo.create_guild("Cleo's").await.channels[0].clone();
    cleo.send(&own, "here").await;

    assert_eq!(cleo.must::<Option<Message>>(operations::message(&own.id, &house.message)).await, None);
    let around = cleo.history(&own, json!({ "around": house.message, "first": 10 })).await;
    assert!(around.nodes.iter().all(|message| message.channel_id == own.id));
    assert!(
        ["NOT_FOUND", "INVALID"]
            .contains(&cleo.refused(operations::acknowledge(&own.id, &house.message)).await.as_str())
    );
}
