//! The audit log: who did what to whom, and that nobody can write it otherwise.

use guildhall_tests::{Guild, Invite, Page, Person, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;
use crate::moderation::House;

async fn read(who: &Person, guild: &str, filter: Value) -> Vec<Value> {
    who.must::<Page<Value>>(operations::audit_log(guild, &filter, 100, None)).await.nodes
}

fn actions(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| entry["action"].as_str().expect("an action")).collect()
}

/// One act after another, each of another kind; what the log holds of them afterwards, the newest first.
async fn a_busy_day(house: &House) -> Vec<&'static str> {
    let (guild, general) = (&house.guild.id, &house.general);
    let one = house.ben.send(general, "one").await;
    let two = house.ben.send(general, "two").await;
    let three = house.ben.send(general, "three").await;
    let invite: Invite =
        house.mo.must(operations::create_invite(&json!({ "guildId": guild, "maxUses": 3 }))).await;
    house.mo.must::<String>(operations::revoke_invite(&invite.code)).await;
    house.mo.delete(&one).await;
    house.mo.must::<Vec<String>>(operations::delete_messages(&general.id, &[&two.id, &three.id])).await;
    house.mo.must::<Value>(operations::timeout_member(guild, &house.ben.id, Some(600))).await;
    house.mo.must::<String>(operations::kick_member(guild, &house.lou.id, Some("Not in *this* house"))).await;
    let ban = json!({ "guildId": guild, "userId": house.ben.id, "reason": "=1+1", "durationSeconds": 3600 });
    house.pia.must::<Value>(operations::ban_member(&ban)).await;
    house.pia.must::<String>(operations::unban_member(guild, &house.ben.id)).await;
    house.mo.must::<String>(operations::pause_joins(guild, 60)).await;
    vec![
        "JOINS_PAUSED",
        "MEMBER_UNBANNED",
        "MEMBER_BANNED",
        "MEMBER_KICKED",
        "MEMBER_TIMED_OUT",
        "MESSAGES_DELETED",
        "MESSAGE_DELETED",
        "INVITE_REVOKED",
        "INVITE_CREATED",
    ]
}

#[rstest]
#[tokio::test]
async fn every_act_is_written_down_and_found_again(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let guild = &house.guild.id;
    let begun = house.ana.send(&house.general, "now").await.created_at;
    let wanted = a_busy_day(&house).await;

    let log = read(&house.mo, guild, json!({})).await;
    assert_eq!(actions(&log)[..wanted.len()], wanted);
    let deleted = &log[6];
    assert_eq!(
        (&deleted["targetKind"], &deleted["targetName"], &deleted["changes"][0]["before"]),
        (&json!("MESSAGE"), &json!("ben"), &json!("general")),
        "{deleted}"
    );
    let banned = &log[2];
    assert_eq!(
        (&banned["actor"]["username"], &banned["targetUser"]["username"], &banned["reason"]),
        (&json!("pia"), &json!("ben"), &json!("=1+1"))
    );

    // By who did it, to whom, what, when, and by its words.
    let of_pia = read(&house.mo, guild, json!({ "actorId": house.pia.id })).await;
    assert_eq!(actions(&of_pia), ["MEMBER_UNBANNED", "MEMBER_BANNED"]);
    let to_ben = read(&house.mo, guild, json!({ "targetId": house.ben.id })).await;
    assert_eq!(actions(&to_ben), ["MEMBER_UNBANNED", "MEMBER_BANNED", "MEMBER_TIMED_OUT"]);
    let kicks = read(&house.mo, guild, json!({ "action": "MEMBER_KICKED" })).await;
    assert_eq!(actions(&kicks), ["MEMBER_KICKED"]);
    for (words, found) in [
        ("in *THIS*", vec!["MEMBER_KICKED"]),
        ("LOU", vec!["MEMBER_KICKED"]),
        ("%", vec![]),
        ("_", vec![]),
        ("\\", vec![]),
        ("' OR 1=1 --", vec![]),
    ] {
        let by_words = read(&house.mo, guild, json!({ "query": words })).await;
        let by_words: Vec<&str> =
            actions(&by_words).into_iter().filter(|action| *action != "MEMBER_ROLES_UPDATED").collect();
        assert_eq!(by_words, found, "{words}");
    }
    let since = read(&house.mo, guild, json!({ "after": begun })).await;
    assert_eq!(actions(&since), wanted);
    assert!(read(&house.mo, guild, json!({ "before": "2020-01-01T00:00:00Z" })).await.is_empty());
    assert!(read(&house.mo, guild, json!({ "after": "2099-01-01T00:00:00Z" })).await.is_empty());
    for nothing in ["1001", "\u{0}", "' OR 1=1 --", &"9".repeat(1000)] {
        assert!(read(&house.mo, guild, json!({ "targetId": nothing })).await.is_empty(), "{nothing:?}");
    }
    for wrong in ["x".repeat(101), "a\u{0}b".to_owned()] {
        let refused = operations::audit_log(guild, &json!({ "query": wrong }), 10, None);
        assert_eq!(house.mo.refused(refused).await, "INVALID");
    }

    // In pages, nothing twice and nothing left out.
    let mut pages: Vec<Value> = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page: Page<Value> =
            house.mo.must(operations::audit_log(guild, &json!({}), 4, after.as_deref())).await;
        after = page.page_info.end_cursor;
        pages.extend(page.nodes);
        if !page.page_info.has_next_page {
            break;
        }
    }
    assert_eq!(pages, log);
}

#[rstest]
#[tokio::test]
async fn only_who_may_reads_it(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let guild = &house.guild.id;

    for person in [&house.ben, &house.lou, &house.hal] {
        assert_eq!(person.refused(operations::audit_log(guild, &json!({}), 10, None)).await, "FORBIDDEN");
        for file in ["audit-log.csv", "audit-log.jsonl"] {
            let reply = person.client.get(&format!("/api/v1/guilds/{guild}/{file}")).await;
            assert_eq!(reply.expect_status(403).code(), "FORBIDDEN");
        }
    }
    let stranger = server.person("cleo").await;
    let reply = stranger.client.get(&format!("/api/v1/guilds/{guild}/audit-log.csv")).await;
    assert_eq!(reply.expect_status(404).code(), "NOT_FOUND");
    server.visitor().get(&format!("/api/v1/guilds/{guild}/audit-log.csv")).await.expect_status(401);
}

#[rstest]
#[tokio::test]
async fn it_is_exported_whole(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let guild = &house.guild.id;
    // More than the server reads at once.
    for n in 0..260 {
        let seconds = if n % 2 == 0 { 600 } else { 0 };
        house.ana.must::<String>(operations::pause_joins(guild, seconds)).await;
        let mute = json!({ "guildId": guild, "userId": house.ben.id, "muted": n % 2 == 0 });
        house.ana.must::<Value>(operations::set_member_voice(&mute)).await;
    }
    a_busy_day(&house).await;
    let mut log: Vec<Value> = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page: Page<Value> =
            house.mo.must(operations::audit_log(guild, &json!({}), 100, after.as_deref())).await;
        after = page.page_info.end_cursor;
        log.extend(page.nodes);
        if !page.page_info.has_next_page {
            break;
        }
    }
    assert!(log.len() > 520, "{}", log.len());

    let reply =
        house.mo.client.get(&format!("/api/v1/guilds/{guild}/audit-log.jsonl")).await.expect_status(200);
    assert!(reply.header("content-disposition").contains("audit-log.jsonl"));
    let text = reply.body.as_str().expect("lines").to_owned();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), log.len());
    for (line, entry) in lines.iter().zip(&log) {
        assert_eq!(
            (&line["id"], &line["action"], &line["reason"], &line["targetName"], &line["changes"]),
            (&entry["id"], &entry["action"], &entry["reason"], &entry["targetName"], &entry["changes"])
        );
    }

    let reply =
        house.mo.client.get(&format!("/api/v1/guilds/{guild}/audit-log.csv")).await.expect_status(200);
    assert!(reply.header("content-type").starts_with("text/csv"), "{}", reply.header("content-type"));
    let table = reply.body.as_str().expect("a table").to_owned();
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), log.len() + 1, "a heading, and a row for each");
    assert!(rows[0].starts_with("id,createdAt,actorId,"), "{}", rows[0]);
    // What a spreadsheet would calculate is text.
    assert!(table.contains(",'=1+1,"), "no formula");
}

#[rstest]
#[tokio::test]
async fn nothing_that_the_api_does_changes_an_entry(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let guild = &house.guild.id;
    a_busy_day(&house).await;
    let before = read(&house.ana, guild, json!({})).await;

    // No operation is about the log but to read it.
    let mutations: Vec<String> = server
        .visitor()
        .must::<Value>(operations::operation(
            "{ __schema { mutationType { fields { name } } } }",
            json!({}),
            "/__schema/mutationType/fields",
        ))
        .await
        .as_array()
        .expect("fields")
        .iter()
        .map(|field| field["name"].as_str().expect("a name").to_lowercase())
        .collect();
    assert!(!mutations.is_empty() && mutations.iter().all(|name| !name.contains("audit")), "{mutations:?}");
    for file in ["audit-log.csv", "audit-log.jsonl", "audit-log"] {
        for method in
            [reqwest::Method::DELETE, reqwest::Method::PUT, reqwest::Method::PATCH, reqwest::Method::POST]
        {
            let path = format!("/api/v1/guilds/{guild}/{file}");
            let status = house.ana.client.request(method, &path).send().await.expect("an answer").status();
            assert!([404, 405].contains(&status.as_u16()), "{path}: {status}");
        }
    }
    // What the entries are about goes, and is called something else: they stay as they were.
    house.ana.must::<Guild>(operations::rename_guild(guild, "Elsewhere")).await;
    house.ana.must::<String>(operations::delete_channel(&house.general.id)).await;
    house.ana.must::<String>(operations::kick_member(guild, &house.mo.id, None)).await;
    house
        .ana
        .must::<Value>(operations::ban_member(&json!({ "guildId": guild, "userId": house.pia.id })))
        .await;
    house.ana.must::<String>(operations::pause_joins(guild, 0)).await;
    house.mo.must::<Value>(operations::set_display_name(Some("M."))).await;

    let after = read(&house.ana, guild, json!({})).await;
    assert!(after.len() > before.len());
    assert_eq!(after[after.len() - before.len()..], before);
}

#[rstest]
#[tokio::test]
async fn no_act_without_its_entry_and_no_entry_without_its_act(#[values(Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let (guild, general) = (&house.guild.id, &house.general);
    let one = house.ben.send(general, "one").await;
    let two = house.ben.send(general, "two").await;
    let invite = house.ana.invite(&house.guild).await;
    let cleo = server.person("cleo").await;
    house.ana.must::<Value>(operations::ban_member(&json!({ "guildId": guild, "userId": cleo.id }))).await;
    let log = read(&house.ana, guild, json!({})).await;
    let acts = || {
        vec![
            operations::kick_member(guild, &house.ben.id, None),
            operations::ban_member(
                &json!({ "guildId": guild, "userId": house.ben.id, "deleteMessageSeconds": 3600 }),
            ),
            operations::unban_member(guild, &cleo.id),
            operations::timeout_member(guild, &house.ben.id, Some(600)),
            operations::set_member_voice(&json!({ "guildId": guild, "userId": house.ben.id, "muted": true })),
            operations::pause_joins(guild, 600),
            operations::delete_message(&one.id),
            operations::delete_messages(&general.id, &[&one.id, &two.id]),
            operations::create_invite(&json!({ "guildId": guild })),
            operations::revoke_invite(&invite.code),
        ]
    };
    let unchanged = async || {
        assert_eq!(house.ana.whole_history(general).await, [one.clone(), two.clone()]);
        assert_eq!(house.ana.must::<Guild>(operations::guild(guild)).await.member_count, 6);
        let invites: Vec<Invite> = house.ana.must(operations::invites(guild)).await;
        assert_eq!(invites.len(), 2, "{invites:?}");
        let bans: Page<Value> = house.ana.must(operations::bans(guild, None, 10, None)).await;
        assert_eq!(bans.nodes.len(), 1);
        assert_eq!(read(&house.ana, guild, json!({})).await, log);
    };

    // The log takes no entry: nothing is done.
    server.sql(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
         CREATE TRIGGER refuse BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse()",
    );
    for act in acts() {
        let asked = act.document.clone();
        assert_eq!(house.mo.refused(act).await, "INTERNAL", "{asked}");
    }
    server.sql("DROP TRIGGER refuse ON audit_entries");
    unchanged().await;

    // The act cannot be done: nothing is written down.
    for table in ["members", "messages", "invites", "bans", "guilds"] {
        server.sql(&format!(
            "CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
        ));
    }
    for act in acts() {
        let asked = act.document.clone();
        assert_eq!(house.mo.refused(act).await, "INTERNAL", "{asked}");
    }
    for table in ["members", "messages", "invites", "bans", "guilds"] {
        server.sql(&format!("DROP TRIGGER refuse ON {table}"));
    }
    unchanged().await;
    // Ben speaks: in the memory of the server nothing is left of it, either.
    house.ben.send(general, "still here").await;
}
