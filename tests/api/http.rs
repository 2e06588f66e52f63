//! HTTP and GraphQL as such: limits, malformed requests, pages, problems.

use guildhall_tests::{Server, operations};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};

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
