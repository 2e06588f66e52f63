//! Invites: how they are used up, run out, and are taken back.

use std::time::Duration;

use guildhall_tests::{Guild, Invite, InvitePreview, Server, operations};
use rstest::rstest;
use serde_json::json;

use crate::databases::*;

#[rstest]
#[tokio::test]
async fn an_invite_shows_the_server_before_one_joins(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let ben = server.person("ben").await;
    let guild = ana.create_guild("Mill Lane").await;

    let invite = ana.invite(&guild).await;
    assert!(invite.url.ends_with(&format!("/invite/{}", invite.code)), "{}", invite.url);
    assert!(invite.url.starts_with("http"), "{}", invite.url);

    // Without an account: as whoever follows a link.
    let preview: InvitePreview = server.visitor().must(operations::preview(&invite.code)).await;
    assert_eq!((preview.guild_name.as_str(), preview.member_count, preview.joined), ("Mill Lane", 1, false));
    assert_eq!(preview.inviter.map(|inviter| inviter.username).as_deref(), Some("ana"));

    let joined = ben.join(&invite).await;
    assert_eq!((joined.id.as_str(), joined.channels.len(), joined.member_count), (guild.id.as_str(), 1, 2));
    assert!(ben.must::<InvitePreview>(operations::preview(&invite.code)).await.joined);
    assert_eq!(server.visitor().refused(operations::accept_invite(&invite.code)).await, "UNAUTHENTICATED");
}

#[rstest]
#[tokio::test]
async fn joining_is_heard_by_members_and_by_ones_other_devices(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let laptop = server.person("ben").await;
    let phone = laptop.another_device().await;
    let guild = ana.create_guild("Mill Lane").await;
    let invite = ana.invite(&guild).await;
    let mut anas_stream = ana.events().await;
    let mut phones_stream = phone.events().await;

    laptop.join(&invite).await;

    let told = anas_stream.expect(|event| event.is("GuildMemberJoined")).await;
    assert_eq!(
        (&told.body["guildId"], &told.body["member"]["user"]["username"]),
        (&json!(guild.id), &json!("ben"))
    );
    let told = phones_stream.expect(|event| event.is("GuildJoined")).await;
    assert_eq!((&told.body["guildId"], &told.body["name"]), (&json!(guild.id), &json!("Mill Lane")));
    // From then on the phone hears what is said there, without a new subscription.
    let message = ana.send(&guild.channels[0], "welcome").await;
    phones_stream.expect(|event| event.creates(&message)).await;
}

#[rstest]
#[tokio::test]
async fn the_last_use_goes_to_one_person(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let mut guests = Vec::new();
    for n in 0..8 {
        guests.push(server.person(&format!("guest{n}")).await);
    }
    let invite: Invite =
        ana.must(operations::create_invite(&json!({ "guildId": guild.id, "maxUses": 3 }))).await;

    let answers = futures_util::future::join_all(
        guests.iter().map(|guest| guest.run(operations::accept_invite(&invite.code))),
    )
    .await;

    let let_in = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(let_in, 3);
    assert!(
        answers.iter().filter(|answer| !answer.is_ok()).all(|answer| answer.code() == "NOT_FOUND"),
        "{answers:?}"
    );
    assert_eq!(ana.must::<Guild>(operations::guild(&guild.id)).await.member_count, 4);
    assert_eq!(
        server.visitor().must::<Option<InvitePreview>>(operations::preview(&invite.code)).await,
        None,
        "used up"
    );
    assert!(ana.must::<Vec<Invite>>(operations::invites(&guild.id)).await.is_empty(), "used up");
}

#[rstest]
#[tokio::test]
async fn coming_in_again_takes_no_use_away(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let ben = server.person("ben").await;
    let cleo = server.person("cleo").await;
    let guild = ana.create_guild("Mill Lane").await;
    let invite: Invite =
        ana.must(operations::create_invite(&json!({ "guildId": guild.id, "maxUses": 2 }))).await;

    ben.join(&invite).await;
    let again = ben.join(&invite).await;
    assert_eq!(again.member_count, 2);
    assert_eq!(ana.must::<Vec<Invite>>(operations::invites(&guild.id)).await[0].uses, 1);

    cleo.join(&invite).await;
}

#[rstest]
#[tokio::test]
async fn one_person_who_joins_many_times_at_once_is_in_once(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let ben = server.person("ben").await;
    let guild = ana.create_guild("Mill Lane").await;
    let invite: Invite =
        ana.must(operations::create_invite(&json!({ "guildId": guild.id, "maxUses": 10 }))).await;

    let answers =
        futures_util::future::join_all((0..8).map(|_| ben.run(operations::accept_invite(&invite.code))))
            .await;

    assert!(answers.iter().all(guildhall_tests::Answer::is_ok), "{answers:?}");
    assert_eq!(ana.must::<Guild>(operations::guild(&guild.id)).await.member_count, 2);
    assert_eq!(ana.must::<Vec<Invite>>(operations::invites(&guild.id)).await[0].uses, 1);
}

#[rstest]
#[tokio::test]
async fn a_revoked_invite_opens_nothing(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let cleo = server.person("cleo").await;
    let guild: Guild = ana.must(operations::guild(general.guild_id.as_deref().expect("its server"))).await;
    let invite = ana.invite(&guild).await;

    assert_eq!(ben.refused(operations::revoke_invite(&invite.code)).await, "FORBIDDEN");
    let revoked: String = ana.must(operations::revoke_invite(&invite.code)).await;
    assert_eq!(revoked, invite.code);

    assert_eq!(cleo.refused(operations::accept_invite(&invite.code)).await, "NOT_FOUND");
    assert_eq!(cleo.must::<Option<InvitePreview>>(operations::preview(&invite.code)).await, None);
    assert_eq!(ana.refused(operations::revoke_invite(&invite.code)).await, "NOT_FOUND");
}

#[rstest]
#[tokio::test]
async fn members_invite_and_take_their_own_invites_back(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild: Guild = ana.must(operations::guild(general.guild_id.as_deref().expect("its server"))).await;

    let invite = ben.invite(&guild).await;
    ben.must::<String>(operations::revoke_invite(&invite.code)).await;
    let invite = ben.invite(&guild).await;
    ana.must::<String>(operations::revoke_invite(&invite.code)).await;
}

/// The shortest life of an invite is a minute, so this test takes one.
#[rstest]
#[tokio::test]
async fn an_invite_runs_out(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let ben = server.person("ben").await;
    let guild = ana.create_guild("Mill Lane").await;
    let invite: Invite =
        ana.must(operations::create_invite(&json!({ "guildId": guild.id, "expiresInSeconds": 60 }))).await;
    assert!(invite.expires_at.is_some());
    assert!(ben.must::<Option<InvitePreview>>(operations::preview(&invite.code)).await.is_some());

    tokio::time::sleep(Duration::from_secs(61)).await;

    assert_eq!(ben.must::<Option<InvitePreview>>(operations::preview(&invite.code)).await, None);
    assert_eq!(ben.refused(operations::accept_invite(&invite.code)).await, "NOT_FOUND");
    assert!(ana.must::<Vec<Invite>>(operations::invites(&guild.id)).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn limits_out_of_range_are_refused(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let other = ana.create_guild("Elsewhere").await;

    for (name, value) in [
        ("maxUses", 0),
        ("maxUses", -1),
        ("maxUses", 1001),
        ("expiresInSeconds", 59),
        ("expiresInSeconds", -1),
        ("expiresInSeconds", 30 * 86_400 + 1),
    ] {
        let answer = ana.run(operations::create_invite(&json!({ "guildId": guild.id, name: value }))).await;
        assert_eq!(
            (answer.code(), &answer.error()["extensions"]["field"]),
            ("INVALID", &json!(name)),
            "{value}"
        );
    }
    let foreign =
        operations::create_invite(&json!({ "guildId": guild.id, "channelId": other.channels[0].id }));
    assert!(["INVALID", "NOT_FOUND"].contains(&ana.refused(foreign).await.as_str()));
    for code in ["", "nonsense", "ä\u{0}", &"x".repeat(5000)] {
        assert_eq!(ana.must::<Option<InvitePreview>>(operations::preview(code)).await, None, "{code:?}");
        assert_eq!(ana.refused(operations::accept_invite(code)).await, "NOT_FOUND", "{code:?}");
    }
}

#[rstest]
#[tokio::test]
async fn the_log_does_not_tell_codes(#[values(Sqlite)] database: Database) {
    let server = Server::on(database).variable("GUILDHALL_LOG", "guildhall=trace").start().await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let invite = ana.invite(&guild).await;

    server.visitor().must::<InvitePreview>(operations::preview(&invite.code)).await;
    server.visitor().get(&format!("/invite/{}", invite.code)).await;
    let path = format!("/api/v1/invites/{}", invite.code);
    server.visitor().get(&path).await.expect_status(200);
    server.person("ben").await.client.post(&format!("{path}/accept"), &json!({})).await.expect_status(200);

    let log = server.log();
    assert!(log.contains("/invite/…") && log.contains("/api/v1/invites/…/accept"), "{log}");
    assert!(!log.contains(&invite.code), "the log tells the code {}", invite.code);
}
