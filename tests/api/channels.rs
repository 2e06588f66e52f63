//! The kinds of channels, and what can be set of them.

use guildhall_tests::{Channel, Message, Operation, Person, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

const SETTINGS: &str = "id kind ageRestricted userLimit autoArchiveMinutes defaultSort tagRequired locked";

fn settings(channel: &str) -> Operation {
    operations::operation(
        format!("query ($id: ID!) {{ channel(id: $id) {{ {SETTINGS} }} }}"),
        json!({ "id": channel }),
        "/channel",
    )
}

async fn make(person: &Person, guild: &str, kind: &str) -> Channel {
    person
        .must(operations::create_channel(
            &json!({ "guildId": guild, "name": kind.to_lowercase(), "kind": kind }),
        ))
        .await
}

#[rstest]
#[tokio::test]
async fn each_kind_has_its_own_settings(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild = general.guild_id.clone().expect("the server of the channel");
    let voice = make(&ana, &guild, "VOICE").await;
    let forum = make(&ana, &guild, "FORUM").await;
    let category = make(&ana, &guild, "CATEGORY").await;
    let set = |channel: &Channel, field: &str, value: Value| {
        operations::update_channel(&json!({ "id": channel.id, field: value }))
    };

    for (channel, field, value) in [
        (&voice, "userLimit", json!(12)),
        (&voice, "ageRestricted", json!(true)),
        (&forum, "defaultSort", json!("CREATION_DATE")),
        (&forum, "tagRequired", json!(true)),
        (&forum, "autoArchiveMinutes", json!(60)),
        (&general, "autoArchiveMinutes", json!(10_080)),
        (&general, "kind", json!("ANNOUNCEMENT")),
        (&general, "kind", json!("TEXT")),
    ] {
        ana.must::<Channel>(set(channel, field, value.clone())).await;
        let now: Value = ben.must(settings(&channel.id)).await;
        assert_eq!(now[field], value, "{field}");
    }
    for (channel, field, value, code) in [
        (&general, "userLimit", json!(5), "CONFLICT"),
        (&voice, "userLimit", json!(100), "INVALID"),
        (&voice, "userLimit", json!(-1), "INVALID"),
        (&voice, "autoArchiveMinutes", json!(60), "CONFLICT"),
        (&general, "autoArchiveMinutes", json!(61), "INVALID"),
        (&general, "tagRequired", json!(true), "CONFLICT"),
        (&general, "defaultSort", json!("CREATION_DATE"), "CONFLICT"),
        (&general, "kind", json!("VOICE"), "CONFLICT"),
        (&forum, "kind", json!("TEXT"), "CONFLICT"),
        (&category, "ageRestricted", json!(true), "CONFLICT"),
        (&category, "topic", json!("words"), "CONFLICT"),
    ] {
        let answer = ana.run(set(channel, field, value.clone())).await;
        assert_eq!(answer.code(), code, "{field}: {}", answer.body);
        assert_eq!(answer.error()["extensions"]["field"], json!(field));
    }
    for kind in ["PUBLIC_THREAD", "PRIVATE_THREAD"] {
        let input = json!({ "guildId": guild, "name": "thread", "kind": kind });
        assert_eq!(ana.refused(operations::create_channel(&input)).await, "INVALID");
    }
    assert_eq!(ben.refused(set(&voice, "userLimit", json!(1))).await, "FORBIDDEN");
}

#[rstest]
#[tokio::test]
async fn announcements_are_read_by_many_and_written_by_few(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild = general.guild_id.clone().expect("the server of the channel");
    let mut stream = ben.events().await;

    let news = make(&ana, &guild, "ANNOUNCEMENT").await;
    assert_eq!(ben.refused(operations::send_message(&news.id, "me too", None)).await, "FORBIDDEN");
    let message = ana.send(&news, "the fair is on Sunday").await;
    stream.expect(|event| event.creates(&message)).await;
    let criers = ana.create_role(&guild, "criers", &[]).await;
    ana.must::<Value>(operations::set_overwrite(
        &json!({ "channelId": news.id, "roleId": criers.id, "allow": ["SEND_MESSAGES"], "deny": [] }),
    ))
    .await;
    ana.give_role(&guild, &ben, &criers).await;
    ben.must::<Message>(operations::send_message(&news.id, "hear ye", None)).await;
}

#[rstest]
#[tokio::test]
async fn a_locked_channel_is_silent_but_for_its_keepers(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild = general.guild_id.clone().expect("the server of the channel");
    let category = make(&ana, &guild, "CATEGORY").await;
    let send = || operations::send_message(&general.id, "hello", None);

    assert_eq!(ben.refused(operations::lock_channel(&general.id, true)).await, "FORBIDDEN");
    assert!(ana.must::<bool>(operations::lock_channel(&general.id, true)).await);
    assert_eq!(ben.refused(send()).await, "FORBIDDEN");
    ana.must::<Message>(send()).await;
    let why: Value = ben.must(operations::explain_permissions(&guild, &ben.id, Some(&general.id))).await;
    let send_answer =
        why.as_array().into_iter().flatten().find(|answer| answer["permission"] == "SEND_MESSAGES");
    assert_eq!(send_answer.map(|answer| &answer["rule"]), Some(&json!("LOCKED")));
    assert!(!ana.must::<bool>(operations::lock_channel(&general.id, false)).await);
    ben.must::<Message>(send()).await;
    assert_eq!(ana.refused(operations::lock_channel(&category.id, true)).await, "CONFLICT");

    assert_eq!(ben.refused(operations::archive_channel(&general.id, true)).await, "FORBIDDEN");
    let since: Option<String> = ana.must(operations::archive_channel(&general.id, true)).await;
    assert!(since.is_some());
    for person in [&ana, &ben] {
        assert_eq!(person.refused(send()).await, "CONFLICT");
        assert_eq!(person.whole_history(&general).await.len(), 2, "it is there to be read");
    }
    assert_eq!(ana.must::<Option<String>>(operations::archive_channel(&general.id, false)).await, None);
    ben.must::<Message>(send()).await;
}

#[rstest]
#[tokio::test]
async fn what_is_for_adults_is_read_by_those_who_say_they_are(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild = general.guild_id.clone().expect("the server of the channel");
    let bar = make(&ana, &guild, "TEXT").await;
    ana.must::<bool>(operations::confirm_age(true)).await;
    let mut stream = ben.events().await;
    ana.must::<Channel>(operations::update_channel(&json!({ "id": bar.id, "ageRestricted": true }))).await;
    stream.expect(|event| event.is("GuildAccessChanged")).await;

    let unheard = ana.send(&bar, "for adults").await;
    assert_eq!(ben.refused(operations::history(&bar.id, &json!({}))).await, "FORBIDDEN");
    assert_eq!(ben.refused(operations::send_message(&bar.id, "hello", None)).await, "FORBIDDEN");
    let marker = ana.send(&general, "marker").await;
    let heard = stream.until(|event| event.creates(&marker)).await;
    assert!(!heard.iter().any(|event| event.creates(&unheard)), "{heard:#?}");

    assert!(ben.must::<bool>(operations::confirm_age(true)).await);
    let of_age = operations::operation("{ account { ofAge } }", json!({}), "/account/ofAge");
    assert!(ben.must::<bool>(of_age.clone()).await);
    let heard_now = ana.send(&bar, "for adults, too").await;
    let heard = stream.until(|event| event.creates(&heard_now)).await;
    assert_eq!(heard[0].kind, "GuildAccessChanged");
    assert_eq!(ben.whole_history(&bar).await.len(), 2);
    // It counts where one comes later, too.
    let other = ana.create_guild("other").await;
    let input = json!({ "guildId": other.id, "name": "bar", "kind": "TEXT", "ageRestricted": true });
    let other_bar: Channel = ana.must(operations::create_channel(&input)).await;
    ana.let_in(&other, &ben).await;
    ben.must::<Message>(operations::send_message(&other_bar.id, "hello", None)).await;

    ben.must::<bool>(operations::confirm_age(false)).await;
    assert!(!ben.must::<bool>(of_age).await);
    assert_eq!(ben.refused(operations::history(&bar.id, &json!({}))).await, "FORBIDDEN");
    let unheard = ana.send(&bar, "for adults again").await;
    let marker = ana.send(&general, "marker").await;
    let heard = stream.until(|event| event.creates(&marker)).await;
    assert!(!heard.iter().any(|event| event.creates(&unheard)), "{heard:#?}");
}
