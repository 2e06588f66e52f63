//! What operators see and do: health, metrics, stopping, crashes, settings, the command line.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use guildhall_tests::{Channel, Incoming, Message, Person, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::databases::*;

#[rstest]
#[tokio::test]
async fn health_and_metrics_are_there_without_a_token(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut stream = ben.events().await;
    let sent = ana.send(&channel, "counted").await;
    stream.expect(|event| event.creates(&sent)).await;

    server.visitor().get("/healthz").await.expect_status(200);
    server.visitor().get("/readyz").await.expect_status(200);
    let metrics = server.visitor().get("/metrics").await.expect_status(200);
    let text = metrics.body.as_str().expect("text").to_owned();
    assert!(text.contains("# TYPE guildhall_"), "{text}");
    assert!(!text.contains(&ana.id) && !text.contains(&channel.id), "metrics name nobody");
}

#[rstest]
#[tokio::test]
async fn metrics_are_for_neighbours_and_not_through_a_proxy(#[values(Sqlite)] database: Database) {
    let ask = async |server: &Server, header: Option<(&str, &str)>| {
        let mut request = server.visitor().request(reqwest::Method::GET, "/metrics");
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        request.send().await.expect("an answer").status().as_u16()
    };

    let default = Server::start(database).await;
    assert_eq!(ask(&default, None).await, 200);
    // A proxy on the same machine asks from the same address as a neighbour.
    for (name, value) in
        [("x-forwarded-for", "203.0.113.9"), ("forwarded", "for=203.0.113.9"), ("via", "1.1 proxy")]
    {
        assert_eq!(ask(&default, Some((name, value))).await, 404, "{name}");
    }
    let trusting = Server::on(database).variable("GUILDHALL_TRUSTED_PROXIES", "127.0.0.0/8").start().await;
    assert_eq!(ask(&trusting, Some(("x-forwarded-for", "127.0.0.1"))).await, 404, "whatever it says");
    let elsewhere = Server::on(database).variable("GUILDHALL_METRICS_FROM", "192.0.2.0/24").start().await;
    assert_eq!(ask(&elsewhere, None).await, 404);
    assert_eq!(elsewhere.visitor().get("/metrics").await.code(), "NOT_FOUND");
    elsewhere.visitor().get("/healthz").await.expect_status(200);
}

#[rstest]
#[tokio::test]
async fn without_its_database_it_is_not_ready_and_says_so(#[values(Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, _, channel) = server.two_people_in_a_channel().await;

    server.lose_database();

    server.visitor().get("/healthz").await.expect_status(200);
    server.visitor().get("/readyz").await.expect_status(503);
    let asked = Instant::now();
    let answer = ana.run(operations::send_message(&channel.id, "is anybody there?", None)).await;
    assert!(["UNAVAILABLE", "INTERNAL"].contains(&answer.code()), "{}", answer.body);
    assert!(asked.elapsed() < Duration::from_secs(6), "it took {:?}", asked.elapsed());
    // What exactly is wrong is for the log, not for strangers.
    assert!(!answer.body.to_string().contains("test_"), "{}", answer.body);
}

#[rstest]
#[tokio::test]
async fn it_is_ready_within_a_second(#[values(Sqlite)] database: Database) {
    let mut server = Server::start(database).await;
    server.kill();
    server.start_again().await;

    // A debug build beside other tests: the release build takes a tenth of it.
    assert!(server.time_to_ready() < Duration::from_secs(1), "{:?}", server.time_to_ready());
}

#[rstest]
#[tokio::test]
async fn asked_to_stop_it_tells_everybody_to_come_back(#[values(Sqlite, Postgres)] database: Database) {
    let mut server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut streams = [ana.events().await, ben.events().await, ben.events().await];
    let sent = ana.send(&channel, "before it stops").await;
    let asked = Instant::now();

    server.ask_to_stop();

    for stream in &mut streams {
        stream.expect(|event| event.creates(&sent)).await;
        assert!(matches!(stream.socket.receive().await, Incoming::Closed(1012, _)));
    }
    let status = server.wait_for_exit(Duration::from_secs(10)).await;
    assert!(status.success(), "{status}");
    assert!(asked.elapsed() < Duration::from_secs(10));
    server.start_again().await;
    assert_eq!(ana.whole_history(&channel).await, [sent]);
}

#[rstest]
#[tokio::test]
async fn connections_that_say_nothing_do_not_keep_it_from_stopping(#[values(Sqlite)] database: Database) {
    let mut server = Server::start(database).await;
    let ana = server.person("ana").await;
    // Idle on HTTP, half a request, and a WebSocket that is not read.
    let _idle = tokio::net::TcpStream::connect(server.address()).await.expect("a connection");
    let mut half = tokio::net::TcpStream::connect(server.address()).await.expect("a connection");
    tokio::io::AsyncWriteExt::write_all(
        &mut half,
        b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
    )
    .await
    .expect("sent");
    let _stream = ana.events().await;

    server.ask_to_stop();

    let status = server.wait_for_exit(Duration::from_secs(10)).await;
    assert!(status.success(), "{status}");
}

/// People who send for as long as the server lets them, and note what it acknowledged.
struct Senders {
    tasks: Vec<tokio::task::JoinHandle<()>>,
    /// Nonce to id.
    acknowledged: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Senders {
    fn start(people: &[Person], channel: &Channel, round: u32) -> Self {
        let acknowledged = Arc::new(Mutex::new(BTreeMap::new()));
        let tasks = (0..8)
            .map(|task| {
                let (person, channel) = (people[task % people.len()].clone(), channel.clone());
                let acknowledged = acknowledged.clone();
                tokio::spawn(async move {
                    for n in 0_u32.. {
                        let nonce = format!("{round}-{task}-{n}");
                        let Ok(answer) = person
                            .client
                            .try_run(operations::send_message(&channel.id, &nonce, Some(&nonce)))
                            .await
                        else {
                            return;
                        };
                        if !answer.is_ok() {
                            assert_eq!(answer.code(), "UNAVAILABLE", "while it stops: {}", answer.body);
                            return;
                        }
                        acknowledged.lock().await.insert(nonce, answer.at("/sendMessage/message/id"));
                    }
                })
            })
            .collect();
        Self { tasks, acknowledged }
    }

    /// Waits until the server is busy with them.
    async fn wait_for_load(&self) {
        let started = Instant::now();
        while self.acknowledged.lock().await.len() < 40 {
            assert!(started.elapsed() < guildhall_tests::PATIENCE, "hardly anything is acknowledged");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn join(self) -> BTreeMap<String, String> {
        for task in self.tasks {
            task.await.expect("a sender ends when the server does");
        }
        self.acknowledged.lock().await.clone()
    }
}

/// Every acknowledged message is there exactly once, with the id that was told.
fn assert_kept(history: &[Message], acknowledged: &BTreeMap<String, String>) {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for message in history {
        found.entry(message.content.as_str()).or_default().push(&message.id);
    }
    for (nonce, ids) in &found {
        assert_eq!(ids.len(), 1, "{nonce} is there {} times", ids.len());
    }
    for (nonce, id) in acknowledged {
        assert_eq!(found.get(nonce.as_str()), Some(&vec![id.as_str()]), "{nonce} was acknowledged");
    }
}

#[rstest]
#[tokio::test]
async fn what_was_acknowledged_survives_kill_9(#[values(Sqlite, Postgres)] database: Database) {
    let mut server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let people = [ana.clone(), ben];
    let mut acknowledged = BTreeMap::new();

    for round in 0..5 {
        let senders = Senders::start(&people, &channel, round);
        senders.wait_for_load().await;
        tokio::time::sleep(Duration::from_millis(u64::from(round) * 37)).await;
        server.kill();
        acknowledged.extend(senders.join().await);
        server.start_again().await;
    }

    let history = ana.whole_history(&channel).await;
    assert_kept(&history, &acknowledged);
    // Clients that did not hear an answer send again: those that were kept do not become two.
    let ids: BTreeMap<&str, &str> =
        history.iter().map(|message| (message.content.as_str(), message.id.as_str())).collect();
    for nonce in ids.keys().rev().take(20) {
        let (task, sender) = (nonce.split('-').nth(1).expect("the task"), &people);
        let person = &sender[task.parse::<usize>().expect("a number") % people.len()];
        let again: Message = person.must(operations::send_message(&channel.id, nonce, Some(nonce))).await;
        assert_eq!(again.id, ids[nonce], "{nonce}");
    }
    assert_eq!(ana.whole_history(&channel).await.len(), history.len());
}

#[rstest]
#[tokio::test]
async fn what_was_acknowledged_survives_a_stop_under_load(#[values(Sqlite, Postgres)] database: Database) {
    let mut server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;

    let senders = Senders::start(&[ana.clone(), ben], &channel, 0);
    senders.wait_for_load().await;
    server.ask_to_stop();
    let status = server.wait_for_exit(Duration::from_secs(10)).await;
    assert!(status.success(), "{status}");
    let acknowledged = senders.join().await;

    server.start_again().await;
    assert_kept(&ana.whole_history(&channel).await, &acknowledged);
}

#[rstest]
#[tokio::test]
async fn the_data_folder_is_for_nobody_else_on_the_machine(#[values(Sqlite)] database: Database) {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::start(database).await;
    server.person("ana").await;
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).expect("its metadata").permissions().mode() & 0o777;

    assert_eq!(mode(&server.data()) & 0o077, 0, "the folder may be read by others");
    let mut seen = 0;
    for entry in std::fs::read_dir(server.data()).expect("the data folder").flatten() {
        seen += 1;
        if entry.file_name().to_string_lossy().contains("key") {
            assert_eq!(mode(&entry.path()) & 0o077, 0, "{} may be read by others", entry.path().display());
        }
    }
    assert!(seen >= 2, "a database and a key");
}

#[rstest]
#[tokio::test]
async fn settings_come_by_flag_environment_and_file(#[values(Sqlite)] database: Database) {
    let name = async |server: &Server| -> String {
        server
            .visitor()
            .must(operations::operation("{ instance { name } }", json!({}), "/instance/name"))
            .await
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("guildhall.toml");
    std::fs::write(&file, "name = \"By file\"\nsign_up = false\n").expect("the file");
    let file = file.display().to_string();

    let by_default = Server::start(database).await;
    assert_eq!(name(&by_default).await, "Guildhall");
    let by_file = Server::on(database).argument("--config").argument(&file).start().await;
    assert_eq!(name(&by_file).await, "By file");
    let refused =
        by_file.visitor().try_sign_up("ana", "ana@example.org", "a long password").await.expect_status(403);
    assert_eq!(refused.code(), "FORBIDDEN");
    let by_environment = Server::on(database)
        .argument("--config")
        .argument(&file)
        .variable("GUILDHALL_NAME", "By environment")
        .start()
        .await;
    assert_eq!(name(&by_environment).await, "By environment");
    let by_flag = Server::on(database)
        .variable("GUILDHALL_NAME", "By environment")
        .argument("--name")
        .argument("By flag")
        .start()
        .await;
    assert_eq!(name(&by_flag).await, "By flag");

    for arguments in [
        &["serve", "--config", "/nowhere.toml"][..],
        &["serve", "--limits", "perhaps"],
        &["serve", "--no-such-flag"],
        &["serve", "--listen", "nowhere"],
    ] {
        let output = by_default.command(arguments).await;
        assert!(!output.status.success(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?} says why");
    }
}

#[rstest]
#[tokio::test]
async fn the_log_is_json_where_machines_read_it(#[values(Sqlite)] database: Database) {
    let server = Server::on(database).variable("GUILDHALL_LOG_FORMAT", "json").start().await;
    server.visitor().try_sign_in("nobody", "the password that must not be logged").await;

    let log = server.log();
    let lines: Vec<&str> = log.lines().filter(|line| !line.starts_with("listening on ")).collect();
    assert!(!lines.is_empty(), "nothing was logged");
    for line in lines {
        assert!(serde_json::from_str::<Value>(line).is_ok_and(|value| value.is_object()), "not JSON: {line}");
    }
    assert!(!log.contains("must not be logged"), "{log}");
}

#[rstest]
#[tokio::test]
async fn operators_make_accounts_and_reset_passwords(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;

    let made = server
        .command_with_input(
            &["admin", "create-user", "ana", "--email", "ana@example.org"],
            "a first password\n",
        )
        .await;
    assert!(made.status.success(), "{made:?}");
    let ana = server.visitor().sign_in("ana", "a first password").await;
    let again = server
        .command_with_input(
            &["admin", "create-user", "ANA", "--email", "other@example.org"],
            "a first password\n",
        )
        .await;
    assert!(!again.status.success() && !again.stderr.is_empty(), "{again:?}");

    let reset = server.command_with_input(&["admin", "reset-password", "ana"], "a second password\n").await;
    assert!(reset.status.success(), "{reset:?}");
    server.visitor().try_sign_in("ana", "a first password").await.expect_status(401);
    server.visitor().sign_in("ana", "a second password").await;
    server.visitor().try_refresh(&ana.refresh_token).await.expect_status(401);
    let unknown =
        server.command_with_input(&["admin", "reset-password", "nobody"], "a second password\n").await;
    assert!(!unknown.status.success() && !unknown.stderr.is_empty(), "{unknown:?}");

    let stats = server.command(&["admin", "stats"]).await;
    assert!(stats.status.success(), "{stats:?}");
    assert!(String::from_utf8_lossy(&stats.stdout).to_lowercase().contains("users"), "{stats:?}");
    let migrated = server.command(&["migrate"]).await;
    assert!(migrated.status.success(), "a second time is no harm: {migrated:?}");
}
