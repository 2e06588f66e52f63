//! HTTP and GraphQL as such: limits, malformed requests, pages, problems.

use std::time::{Duration, Instant};

use guildhall_tests::{PATIENCE, Server, Socket, operations};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::databases::*;

#[rstest]
#[tokio::test]
async fn the_web_client_answers_on_every_page_of_its_own(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;

    for path in ["/", "/sign-in", "/invite/abcdef"] {
        let page = server.visitor().get(path).await.expect_status(200);
        assert!(
            page.header("content-type").starts_with("text/html"),
            "{path}: {}",
            page.header("content-type")
        );
        assert!(page.body.as_str().is_some_and(|html| html.contains("<script")), "{path}");
        assert!(!page.header("content-security-policy").is_empty(), "{path} has no policy for scripts");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[rstest]
#[tokio::test]
async fn assets_are_kept_for_good_and_the_page_is_not(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let page = server.visitor().get("/").await.expect_status(200);
    let html = page.body.as_str().expect("HTML").to_owned();
    let script = html
        .split(['"', '\''])
        .find(|part| part.starts_with("/assets/") && part.contains(".js"))
        .expect("a script of the page");

    let asset = server.visitor().get(script).await.expect_status(200);

    assert!(asset.header("cache-control").contains("immutable"), "{}", asset.header("cache-control"));
    assert!(asset.header("content-type").contains("javascript"), "{}", asset.header("content-type"));
    assert!(!page.header("cache-control").contains("immutable"), "{}", page.header("cache-control"));
    let compressed = server
        .visitor()
        .request(Method::GET, script)
        .header("accept-encoding", "br")
        .send()
        .await
        .expect("an answer");
    assert_eq!(
        compressed.headers().get("content-encoding").and_then(|value| value.to_str().ok()),
        Some("br")
    );
    // What is not there is no page.
    server.visitor().get("/assets/nothing.js").await.expect_status(404);
    for path in ["/assets/../../Cargo.toml", "/assets/%2e%2e/%2e%2e/Cargo.toml", "/..%2fetc%2fpasswd"] {
        let reply = server.visitor().get(path).await;
        assert!(
            !reply.body.to_string().contains("[package]") && !reply.body.to_string().contains("root:"),
            "{path}"
        );
    }
}

#[rstest]
#[tokio::test]
async fn an_unknown_address_of_the_api_is_a_problem(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;

    for path in ["/api/v1/nothing", "/api/v1/guilds/1", "/api/nothing"] {
        assert_eq!(ana.client.get(path).await.expect_status(404).code(), "NOT_FOUND", "{path}");
    }
    let wrong_method =
        ana.client.request(Method::DELETE, "/api/v1/users/@me").send().await.expect("an answer");
    assert_eq!(wrong_method.status(), 405);
}

#[rstest]
#[tokio::test]
async fn malformed_bodies_are_refused(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let send = async |path: &str, content_type: &str, body: &str| {
        let request =
            ana.client.request(Method::POST, path).header("content-type", content_type).body(body.to_owned());
        request.send().await.expect("an answer").status().as_u16()
    };

    for body in
        ["", "{", "[]", "null", "{\"query\": 1}", "{\"query\": \"{\"}", "{\"variables\": {}}", "\u{0}"]
    {
        let status = send("/graphql", "application/json", body).await;
        assert!((200..500).contains(&status), "{body:?}: {status}");
        let status = send("/api/v1/auth/sign-in", "application/json", body).await;
        assert!((400..500).contains(&status), "{body:?}: {status}");
    }
    assert!((400..500).contains(&send("/api/v1/auth/sign-in", "text/plain", "{}").await));
    let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    assert!((400..500).contains(&send("/api/v1/auth/sign-in", "application/json", &deep).await));
    assert!(ana.is_signed_in().await, "the server is well");
}

#[rstest]
#[tokio::test]
async fn a_body_that_is_too_large_is_refused(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let body =
        json!({ "query": "{ viewer { id } }", "variables": { "x": "x".repeat(30 << 20) } }).to_string();

    for path in ["/graphql", "/api/v1/auth/sign-in"] {
        let request = ana
            .client
            .request(Method::POST, path)
            .header("content-type", "application/json")
            .body(body.clone());
        // The server may answer and hang up while we are still sending.
        if let Ok(answer) = request.send().await {
            assert_eq!(answer.status(), 413, "{path}");
            let answer: Value = answer.json().await.expect("JSON");
            let code = answer.pointer("/code").or_else(|| answer.pointer("/errors/0/extensions/code"));
            assert_eq!(code, Some(&json!("PAYLOAD_TOO_LARGE")), "{path}: {answer}");
        }
    }
    assert!(ana.is_signed_in().await, "the server is well");
}

#[rstest]
#[tokio::test]
async fn costly_queries_are_refused(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;

    let aliases: Vec<String> = (0..500)
        .map(|n| {
            format!(
                "a{n}: guild(id: \"{}\") {{ members(first: 100) {{ nodes {{ user {{ id }} }} }} }} ",
                guild.id
            )
        })
        .collect();
    let costly = [
        ("aliases", format!("{{ {} }}", aliases.join(" "))),
        (
            "depth",
            format!(
                "{{ __schema {} }}",
                "{ types { fields { type ".repeat(20) + "{ name } " + &"} } } ".repeat(20)
            ),
        ),
        ("fields", format!("{{ viewer {{ {} }} }}", "id username ".repeat(20_000))),
        ("directives", format!("{{ viewer {{ id {} }} }}", "@include(if: true) ".repeat(5_000))),
        ("a fragment in itself", "{ viewer { ...F } } fragment F on User { id ...F }".to_owned()),
        (
            "fragments in each other",
            "{ viewer { ...F } } fragment F on User { ...G } fragment G on User { ...F }".to_owned(),
        ),
        ("brackets", "{".repeat(100_000)),
        // 3^30 selections, if anybody wrote them out.
        ("fragments that grow", {
            let fragments = (0..30).map(|n| {
                let next = format!("...F{} ", n + 1).repeat(3);
                format!("fragment F{n} on User {{ {next} }} ")
            });
            format!(
                "{{ viewer {{ ...F0 }} }} {} fragment F30 on User {{ id }}",
                fragments.collect::<String>()
            )
        }),
    ];
    for (what, query) in costly {
        let answer = ana.run(operations::operation(query, json!({}), "")).await;
        assert!(!answer.is_ok(), "{what}: {}", answer.body);
        assert!(
            answer.body["errors"]
                .as_array()
                .is_some_and(|errors| errors.iter().all(|error| error["extensions"]["code"] == "INVALID")),
            "{what}: {}",
            answer.body
        );
    }

    let batch: Vec<Value> = (0..1000).map(|_| json!({ "query": "{ viewer { id } }" })).collect();
    let answer = ana.client.post("/graphql", &Value::Array(batch)).await;
    let all_answered = answer
        .body
        .as_array()
        .is_some_and(|answers| answers.iter().all(|answer| answer.get("errors").is_none()));
    assert!(!all_answered, "a batch of a thousand was carried out");
    assert!(ana.is_signed_in().await, "the server is well");
}

#[rstest]
#[tokio::test]
async fn the_api_explains_itself(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let visitor = server.visitor();

    let schema = visitor
        .run(operations::operation(
            "{ __schema { queryType { name } types { name description } } }",
            json!({}),
            "",
        ))
        .await;
    assert_eq!(schema.at::<String>("/__schema/queryType/name"), "Query");
    let explorer = visitor
        .request(Method::GET, "/graphql")
        .header("accept", "text/html")
        .send()
        .await
        .expect("an answer");
    assert_eq!(explorer.status(), 200);
    assert!(explorer.headers()["content-type"].to_str().expect("text").starts_with("text/html"));

    let document = visitor.get("/api/openapi.json").await.expect_status(200);
    assert!(
        document.body["openapi"].as_str().is_some_and(|version| version.starts_with('3')),
        "{}",
        document.body["openapi"]
    );
    for path in ["sign-up", "sign-in", "refresh", "sign-out"] {
        let described = document.body["paths"]
            .as_object()
            .expect("paths")
            .keys()
            .any(|known| known.ends_with(&format!("/auth/{path}")));
        assert!(described, "{path} is not described");
    }
    let docs = visitor.get("/api/docs").await.expect_status(200);
    assert!(docs.header("content-type").starts_with("text/html"));
}

#[rstest]
#[tokio::test]
async fn every_answer_has_a_request_id_that_the_log_knows(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;

    let reply = server.visitor().try_sign_in("nobody", "wrong password").await;

    let id = reply.header("x-request-id");
    assert!(!id.is_empty());
    let other = server.visitor().try_sign_in("nobody", "wrong password").await;
    assert_ne!(other.header("x-request-id"), id);
}

#[rstest]
#[tokio::test]
async fn connections_that_only_keep_it_waiting_are_closed(#[values(Sqlite)] database: Database) {
    let server = Server::on(database).variable("GUILDHALL_KEEP_ALIVE_SECONDS", "2").start().await;
    // A WebSocket is none of them: it may be still for as long as it likes.
    let mut bens_stream = server.person("ben").await.events().await;
    let address = server.address();
    let connect = async |first: &[u8]| {
        let mut stream = TcpStream::connect(&address).await.expect("a connection");
        stream.write_all(first).await.expect("sent");
        stream
    };
    let closed = async |mut stream: TcpStream| {
        // Whatever was answered before, in the end there is nothing more.
        let end = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut Vec::new())).await;
        assert!(end.is_ok(), "it is still open after {PATIENCE:?}");
    };
    let started = Instant::now();

    let silent = closed(connect(b"").await);
    let half = closed(connect(b"GET /healthz HTTP/1.1\r\nhost: x\r\n").await);
    let idle = closed(connect(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await);
    let dripping = async {
        let mut stream = connect(b"GET /healthz HTTP/1.1\r\nhost: x\r\n").await;
        while stream.write_all(b"a: b\r\n").await.is_ok() {
            assert!(started.elapsed() < PATIENCE, "it still reads after {PATIENCE:?}");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    };
    tokio::join!(silent, half, idle, dripping);

    assert!(started.elapsed() > Duration::from_secs(2), "a slow line needs a while");
    let quiet = bens_stream.socket.receive_within(Duration::from_millis(100)).await;
    assert_eq!(quiet, None, "the WebSocket was closed, too");
}

/// What a new connection hears to a request: the status line, or nothing where it is closed at once.
async fn status_line(address: &str) -> (TcpStream, String) {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    // Who is turned away is so before asking.
    let _ = stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let mut answer = vec![0; 4096];
    let count = tokio::time::timeout(PATIENCE, stream.read(&mut answer)).await.expect("an answer");
    let text = String::from_utf8_lossy(&answer[..count.unwrap_or(0)]).into_owned();
    (stream, text.lines().next().unwrap_or_default().to_owned())
}

#[rstest]
#[tokio::test]
async fn one_address_does_not_get_all_connections(#[values(Sqlite)] database: Database) {
    let few = || Server::on(database).limits_on().variable("GUILDHALL_CONNECTIONS_PER_ADDRESS", "4");
    let server = few().start().await;
    let address = server.address();

    // A WebSocket keeps the place that it had as a request.
    let socket = Socket::open(&address).await;
    let mut open = Vec::new();
    for _ in 0..3 {
        let (stream, status) = status_line(&address).await;
        assert_eq!(status, "HTTP/1.1 200 OK");
        open.push(stream);
    }
    assert_eq!(status_line(&address).await.1, "HTTP/1.1 429 Too Many Requests");
    let turned_away = Instant::now();
    while !server.log().contains("connections_per_address") {
        assert!(turned_away.elapsed() < PATIENCE, "the operator hears nothing of it: {}", server.log());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    drop((socket, open.pop()));
    let asked = Instant::now();
    while status_line(&address).await.1 != "HTTP/1.1 200 OK" {
        assert!(asked.elapsed() < PATIENCE, "no place is free again");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    let behind_a_proxy = few().variable("GUILDHALL_TRUSTED_PROXIES", "127.0.0.0/8").start().await;
    let mut open = Vec::new();
    for _ in 0..10 {
        let (stream, status) = status_line(&behind_a_proxy.address()).await;
        assert_eq!(status, "HTTP/1.1 200 OK");
        open.push(stream);
    }
}

#[rstest]
#[tokio::test]
async fn texts_are_counted_before_they_are_read(#[values(Sqlite)] database: Database) {
    let server = Server::on(database).limits_on().start().await;
    let ana = server.person("ana").await;
    assert!(ana.is_signed_in().await);

    let mut codes = Vec::new();
    for n in 0..60 {
        // Nothing that was read before, and long to read.
        let text = format!("{{ viewer {{ id }} }} # {n} {}", "x".repeat(60 << 10));
        let answer = ana.run(operations::operation(text, json!({}), "")).await;
        if !answer.is_ok() {
            codes.push(answer.code().to_owned());
            break;
        }
    }

    assert_eq!(codes, ["RATE_LIMITED"], "60 long texts were read");
    let unreadable =
        ana.run(operations::operation(format!("{{ {}", "x".repeat(60 << 10)), json!({}), "")).await;
    assert_eq!(unreadable.code(), "RATE_LIMITED", "it was read to see that it cannot be");
    // What is known needs no reading.
    assert!(ana.is_signed_in().await);
}

#[rstest]
#[tokio::test]
async fn whoever_asks_too_often_hears_when_to_come_back(#[values(Sqlite)] database: Database) {
    let server = Server::on(database).limits_on().start().await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let slow = json!({ "id": channel.id, "slowModeSeconds": 30 });
    ana.must::<guildhall_tests::Channel>(operations::update_channel(&slow)).await;
    ben.send(&channel, "one").await;

    // Only its resolver knows: the rest of the answer is one as ever.
    let operation = operations::send_message(&channel.id, "two", None);
    let body = json!({ "query": operation.document, "variables": operation.variables });
    let graphql = ben.client.post("/graphql", &body).await.expect_status(200);
    let wait = graphql.body["errors"][0]["extensions"]["retryAfterMs"].as_u64().expect("retryAfterMs");
    assert!((20_000..=30_000).contains(&wait), "{wait}");
    assert_eq!(graphql.header("retry-after"), wait.div_ceil(1000).to_string());
    let batch = ben.client.post("/graphql", &json!([{ "query": "{ viewer { id } }" }, body])).await;
    assert!(!batch.header("retry-after").is_empty(), "{}", batch.body);
    let fine = ben.client.post("/graphql", &json!({ "query": "{ viewer { id } }" })).await;
    assert_eq!(fine.header("retry-after"), "");

    let path = format!("/api/v1/channels/{}/messages", channel.id);
    let rest = ben.client.post(&path, &json!({ "content": "two" })).await.expect_status(429);
    assert_eq!(rest.code(), "RATE_LIMITED");
    let wait = rest.body["retryAfterMs"].as_u64().expect("retryAfterMs");
    assert_eq!(rest.header("retry-after"), wait.div_ceil(1000).to_string());

    // Before any resolver runs, and without a token.
    let visitor = server.visitor();
    let refused = loop {
        let reply = visitor.post("/graphql", &json!({ "query": "{ instance { name } }" })).await;
        if reply.body.get("errors").is_some() {
            break reply;
        }
    };
    assert_eq!(refused.body["errors"][0]["extensions"]["code"], "RATE_LIMITED", "{}", refused.body);
    assert!(!refused.header("retry-after").is_empty());
}
