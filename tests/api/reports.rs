//! Reports: who sees them, what is kept, and what becomes of them.

use guildhall_tests::{Message, Page, Person, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;
use crate::moderation::House;

async fn queue(who: &Person, house: &House, status: Option<&str>) -> Vec<Value> {
    who.must(operations::guild_reports(&house.guild.id, status)).await
}

async fn report(who: &Person, message: &Message) -> Value {
    let input = json!({ "messageId": message.id, "category": "HARASSMENT", "note": "This is *too much*." });
    who.must(operations::report_message(&input)).await
}

#[rstest]
#[tokio::test]
async fn what_was_reported_stays_when_it_is_gone(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    for n in 0..7 {
        house.ana.send(&house.general, &format!("before {n}")).await;
    }
    let first = house.ben.send(&house.general, "you are a goose").await;
    let message = house.ben.edit(&first, "you are a silly goose").await;
    house.ana.send(&house.general, "after").await;
    let mut mos_stream = house.mo.events().await;
    let mut bens_stream = house.ben.events().await;

    let own = report(&house.lou, &message).await;
    assert_eq!((&own["status"], &own["queue"]), (&json!("OPEN"), &json!("GUILD")));

    let told = mos_stream.expect(|event| event.is("ReportCreated")).await;
    assert_eq!((&told.body["guildId"], &told.body["reportId"]), (&json!(house.guild.id), &own["id"]));
    house.ben.edit(&message, "nothing to see here").await;
    let shown = queue(&house.mo, &house, None).await;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0]["message"]["content"], "nothing to see here");
    house.ben.delete(&message).await;
    house
        .ana
        .must::<Value>(operations::ban_member(
            &json!({ "guildId": house.guild.id, "userId": house.ben.id, "deleteMessageSeconds": 604_800 }),
        ))
        .await;
    house.ana.must::<String>(operations::delete_channel(&house.general.id)).await;

    let shown = queue(&house.mo, &house, Some("OPEN")).await;
    let kept = &shown[0];
    assert_eq!((&kept["message"], &kept["channel"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&kept["reporter"]["id"], &kept["user"]["id"], &kept["category"], &kept["note"]),
        (&json!(house.lou.id), &json!(house.ben.id), &json!("HARASSMENT"), &json!("This is *too much*."))
    );
    let evidence = &kept["evidence"];
    assert_eq!(
        (&evidence["content"], &evidence["username"], &evidence["channelName"]),
        (&json!("you are a silly goose"), &json!("ben"), &json!("general"))
    );
    assert!(evidence["editedAt"].is_string(), "{evidence}");
    let context: Vec<&str> = evidence["context"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| {
            assert_eq!((&line["author"]["id"], &line["authorName"]), (&json!(house.ana.id), &json!("ana")));
            line["content"].as_str().expect("a text")
        })
        .collect();
    assert_eq!(context, ["before 2", "before 3", "before 4", "before 5", "before 6", "after"]);
    // The reported heard nothing of it.
    let marker = house.ben.create_guild("Ben's").await;
    let marker = house.ben.send(&marker.channels[0], "marker").await;
    let heard = bens_stream.until(|event| event.creates(&marker)).await;
    assert!(heard.iter().all(|event| !event.kind.starts_with("Report")), "{heard:#?}");
}

#[rstest]
#[tokio::test]
async fn a_report_is_decided_once_and_its_reporter_told(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let message = house.ben.send(&house.general, "a goose").await;
    let reported = report(&house.lou, &message).await;
    let id = &reported["id"];
    let mut lous_stream = house.lou.events().await;
    let log = house.log().await;

    for wrong in [
        json!({ "id": id, "status": "OPEN" }),
        json!({ "id": id, "status": "DISMISSED", "outcome": "BANNED" }),
        json!({ "id": id, "status": "RESOLVED", "note": "x".repeat(1001) }),
    ] {
        assert_eq!(house.mo.refused(operations::resolve_report(&wrong)).await, "INVALID", "{wrong}");
    }
    let decision = json!({ "id": id, "status": "RESOLVED", "outcome": "WARNED", "note": "spoke with him" });
    // Who may not see it, the reported among them, has no such report.
    for stranger in [&house.ben, &house.hal, &house.lou, &server.person("cleo").await] {
        assert_eq!(stranger.refused(operations::resolve_report(&decision)).await, "NOT_FOUND");
    }
    assert_eq!(house.log().await, log);

    let decided: Value = house.mo.must(operations::resolve_report(&decision)).await;
    assert_eq!(
        (&decided["status"], &decided["outcome"], &decided["resolvedBy"]["id"], &decided["resolutionNote"]),
        (&json!("RESOLVED"), &json!("WARNED"), &json!(house.mo.id), &json!("spoke with him"))
    );
    let told = lous_stream.expect(|event| event.is("ReportUpdated")).await;
    assert_eq!((&told.body["reportId"], &told.body["status"]), (id, &json!("RESOLVED")));
    assert_eq!(house.pia.refused(operations::resolve_report(&decision)).await, "CONFLICT");
    let entry = house.log().await.pop().expect("an entry");
    assert_eq!(
        (&entry["action"], &entry["targetId"], &entry["targetName"]),
        (&json!("REPORT_RESOLVED"), id, &json!("ben"))
    );
    assert_eq!(house.log().await.len(), log.len() + 1);
    assert!(!entry.to_string().contains(&house.lou.id), "the log does not name the reporter");

    // The reporter sees what came of it, and not who decided or why.
    let mine: Page<Value> = house.lou.must(operations::my_reports(10, None)).await;
    let own = &mine.nodes[0];
    assert_eq!((&own["status"], &own["outcome"]), (&json!("RESOLVED"), &json!("WARNED")));
    assert_eq!((&own["resolvedBy"], &own["resolutionNote"]), (&Value::Null, &Value::Null));
    assert!(house.ben.must::<Page<Value>>(operations::my_reports(10, None)).await.nodes.is_empty());
    assert!(queue(&house.mo, &house, Some("OPEN")).await.is_empty());
    assert_eq!(queue(&house.mo, &house, Some("RESOLVED")).await.len(), 1);
    // It may be reported again now.
    report(&house.lou, &message).await;
    assert_eq!(queue(&house.mo, &house, None).await.len(), 2);
}

#[rstest]
#[tokio::test]
async fn two_who_decide_at_once_are_one(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let message = house.ben.send(&house.general, "a goose").await;
    let id = report(&house.lou, &message).await["id"].clone();
    let before = house.log().await.len();

    let answers = futures_util::future::join_all(
        [&house.mo, &house.pia, &house.ana, &house.mo]
            .map(|who| who.run(operations::resolve_report(&json!({ "id": id, "status": "DISMISSED" })))),
    )
    .await;

    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().filter(|answer| !answer.is_ok()).all(|answer| answer.code() == "CONFLICT"));
    assert_eq!(house.log().await.len(), before + 1);
}

#[rstest]
#[tokio::test]
async fn nobody_reports_what_they_cannot_see_or_twice(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let cleo = server.person("cleo").await;
    let message = house.ben.send(&house.general, "a goose").await;
    let of = |message: &str| json!({ "messageId": message, "category": "SPAM" });
    let user = |id: &str, guild: Option<&str>| json!({ "userId": id, "guildId": guild, "category": "SPAM" });
    let guild = Some(house.guild.id.as_str());

    assert_eq!(cleo.refused(operations::report_message(&of(&message.id))).await, "NOT_FOUND");
    assert_eq!(cleo.refused(operations::report_user(&user(&house.ben.id, guild))).await, "NOT_FOUND");
    assert_eq!(house.lou.refused(operations::report_message(&of("1001"))).await, "NOT_FOUND");
    assert_eq!(house.lou.refused(operations::report_user(&user("1001", guild))).await, "NOT_FOUND");
    assert_eq!(house.ben.refused(operations::report_message(&of(&message.id))).await, "INVALID", "one's own");
    assert_eq!(house.ben.refused(operations::report_user(&user(&house.ben.id, None))).await, "INVALID");
    let long = json!({ "messageId": message.id, "category": "OTHER", "note": "x".repeat(1001) });
    assert_eq!(house.lou.refused(operations::report_message(&long)).await, "INVALID");
    assert!(queue(&house.mo, &house, None).await.is_empty());

    let answers = futures_util::future::join_all(
        (0..6).map(|_| house.lou.run(operations::report_message(&of(&message.id)))),
    )
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().filter(|answer| !answer.is_ok()).all(|answer| answer.code() == "CONFLICT"));
    // Another one may report the same.
    house.hal.must::<Value>(operations::report_message(&of(&message.id))).await;
    house.lou.must::<Value>(operations::report_user(&user(&house.ben.id, guild))).await;
    assert_eq!(house.lou.refused(operations::report_user(&user(&house.ben.id, guild))).await, "CONFLICT");
    // Elsewhere it is another matter.
    house.lou.must::<Value>(operations::report_user(&user(&house.ben.id, None))).await;
    assert_eq!(queue(&house.mo, &house, None).await.len(), 3);
    for who in [&house.ben, &house.lou, &house.hal] {
        assert_eq!(who.refused(operations::guild_reports(&house.guild.id, None)).await, "FORBIDDEN");
    }
}

#[rstest]
#[tokio::test]
async fn nobody_decides_on_a_report_about_themselves(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let mut mos_stream = house.mo.events().await;
    let by_mo = house.mo.send(&house.general, "by a moderator").await;
    let by_ana = house.ana.send(&house.general, "by the owner").await;

    let about_mo = report(&house.ben, &by_mo).await;
    let about_ana = report(&house.ben, &by_ana).await;

    assert_eq!((&about_mo["queue"], &about_ana["queue"]), (&json!("GUILD"), &json!("OPERATOR")));
    assert!(queue(&house.mo, &house, None).await.is_empty());
    let decision = json!({ "id": about_mo["id"], "status": "DISMISSED" });
    assert_eq!(house.mo.refused(operations::resolve_report(&decision)).await, "NOT_FOUND");
    let marker = house.ben.send(&house.general, "marker").await;
    let heard = mos_stream.until(|event| event.creates(&marker)).await;
    assert!(heard.iter().all(|event| !event.is("ReportCreated")), "{heard:#?}");
    assert_eq!(queue(&house.pia, &house, None).await.len(), 1);
    house.pia.must::<Value>(operations::resolve_report(&decision)).await;
    // The owner's is not for them to see.
    for who in [&house.ana, &house.pia] {
        let decision = json!({ "id": about_ana["id"], "status": "DISMISSED" });
        assert_eq!(who.refused(operations::resolve_report(&decision)).await, "NOT_FOUND");
    }
}

#[rstest]
#[tokio::test]
async fn the_operator_sees_what_is_meant_for_them(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let opal = server.person("opal").await;
    let message = house.ben.send(&house.general, "a goose").await;
    let is_operator = operations::operation("{ account { operator } }", json!({}), "/account/operator");
    assert!(!opal.must::<bool>(is_operator.clone()).await);
    assert_eq!(opal.refused(operations::operator_reports(None)).await, "FORBIDDEN");
    assert_eq!(house.ana.refused(operations::operator_reports(None)).await, "FORBIDDEN");

    let said = server.command(&["admin", "set-operator", "opal"]).await;
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(!server.command(&["admin", "set-operator", "nobody-here"]).await.status.success());
    assert!(opal.must::<bool>(is_operator.clone()).await);
    let mut opals_stream = opal.events().await;
    let input = json!({ "messageId": message.id, "category": "ILLEGAL", "toOperator": true });
    let of_message: Value = house.lou.must(operations::report_message(&input)).await;
    let told = opals_stream.expect(|event| event.is("ReportCreated")).await;
    assert_eq!(told.body["reportId"], of_message["id"]);
    let of_user: Value = house
        .lou
        .must(operations::report_user(&json!({ "userId": house.ben.id, "category": "OTHER", "note": "no" })))
        .await;

    assert!(queue(&house.mo, &house, None).await.is_empty(), "the server's moderators do not see it");
    let shown: Vec<Value> = opal.must(operations::operator_reports(Some("OPEN"))).await;
    let ids: Vec<&Value> = shown.iter().map(|report| &report["id"]).collect();
    assert_eq!(ids, [&of_user["id"], &of_message["id"]], "the newest first");
    assert_eq!((&shown[1]["evidence"]["content"], &shown[1]["message"]), (&json!("a goose"), &Value::Null));
    assert_eq!((&shown[0]["guildId"], &shown[0]["evidence"]["content"]), (&Value::Null, &Value::Null));
    let log = house.log().await;
    let decision = json!({ "id": of_message["id"], "status": "RESOLVED", "outcome": "NONE" });
    assert_eq!(house.ana.refused(operations::resolve_report(&decision)).await, "NOT_FOUND");
    opal.must::<Value>(operations::resolve_report(&decision)).await;
    assert_eq!(house.log().await, log, "what the operator decides is not the server's to read");

    server.command(&["admin", "set-operator", "opal", "--off"]).await;
    assert_eq!(opal.refused(operations::operator_reports(None)).await, "FORBIDDEN");
}

#[rstest]
#[tokio::test]
async fn reports_have_a_limit_of_their_own(#[values(Sqlite)] database: Database) {
    let server = Server::on(database).limits_on().start().await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut codes = Vec::new();
    for n in 0..12 {
        let message = ana.send(&channel, &format!("message {n}")).await;
        let answer = ben
            .run(operations::report_message(&json!({ "messageId": message.id, "category": "SPAM" })))
            .await;
        codes.push(if answer.is_ok() { "OK".to_owned() } else { answer.code().to_owned() });
    }
    assert_eq!(codes.iter().filter(|code| *code == "OK").count(), 10, "{codes:?}");
    assert_eq!(codes[11], "RATE_LIMITED");
    ben.send(&channel, "and still may speak").await;
}
