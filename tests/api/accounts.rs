//! Signing up, in and out; sessions; passwords; and what stops those who guess.

use std::time::{Duration, Instant};

use guildhall_tests::{Reply, Server, Session, operations};
use rstest::rstest;
use serde_json::json;

use crate::databases::*;

#[rstest]
#[tokio::test]
async fn whoever_signs_up_is_signed_in(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;

    let reply =
        server.visitor().try_sign_up("Ana", "Ana@example.org", "a long password").await.expect_status(201);

    assert_eq!(reply.text("/user/username"), "Ana");
    assert_eq!(reply.body["expiresIn"], 15 * 60);
    let ana = server.visitor().with_token(&reply.text("/accessToken"));
    assert_eq!(ana.run(operations::viewer()).await.at::<String>("/viewer/id"), reply.text("/user/id"));
    assert_eq!(ana.must::<String>(operations::email()).await, "Ana@example.org");
    let me = ana.get("/api/v1/users/@me").await.expect_status(200);
    assert_eq!(me.text("/username"), "Ana");
}

#[rstest]
#[tokio::test]
async fn names_and_addresses_are_taken_whatever_their_case(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let visitor = server.visitor();
    visitor.try_sign_up("Ana", "ana@example.org", "a long password").await.expect_status(201);

    let same_name =
        visitor.try_sign_up("aNA", "other@example.org", "a long password").await.expect_status(409);
    assert_eq!(same_name.code(), "CONFLICT");
    assert_eq!(same_name.text("/field"), "username");

    let same_address =
        visitor.try_sign_up("other", "ANA@Example.org", "a long password").await.expect_status(409);
    assert_eq!(same_address.code(), "CONFLICT");
    assert_eq!(same_address.text("/field"), "email");
}

#[rstest]
#[tokio::test]
async fn of_many_who_want_a_name_at_once_one_gets_it(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let visitor = server.visitor();

    let tries = (0..6).map(|n| {
        let visitor = visitor.clone();
        let name = if n % 2 == 0 { "wanted" } else { "WANTED" };
        async move { visitor.try_sign_up(name, &format!("w{n}@example.org"), "a long password").await }
    });
    let replies = futures_util::future::join_all(tries).await;

    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409]);
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_an_account_is_refused_by_field(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let long_name = "a".repeat(33);
    let long_password = "p".repeat(5_000);
    let table = [
        ("username", "a", "fine@example.org", "a long password"),
        ("username", &long_name, "fine@example.org", "a long password"),
        ("username", "two words", "fine@example.org", "a long password"),
        ("username", "anä", "fine@example.org", "a long password"),
        ("username", "ana@home", "fine@example.org", "a long password"),
        ("username", "a\u{0}na", "fine@example.org", "a long password"),
        ("username", "", "fine@example.org", "a long password"),
        ("email", "fine", "not an address", "a long password"),
        ("email", "fine", "", "a long password"),
        ("email", "fine", "@example.org", "a long password"),
        ("password", "fine", "fine@example.org", "short"),
        ("password", "fine", "fine@example.org", ""),
        ("password", "fine", "fine@example.org", &long_password),
    ];

    for (field, username, email, password) in table {
        let reply = server.visitor().try_sign_up(username, email, password).await;
        assert_eq!(
            (reply.status, reply.code()),
            (422, "INVALID"),
            "{field} of {username:?} {email:?}: {}",
            reply.body
        );
        assert_eq!(reply.text("/field"), field, "{username:?} {email:?}");
    }
    for username in ["ab", "a.b_c-9", &"a".repeat(32)] {
        server
            .visitor()
            .try_sign_up(username, &format!("{username}@example.org"), "a long password")
            .await
            .expect_status(201);
    }
}

#[rstest]
#[tokio::test]
async fn one_signs_in_by_name_or_address_in_any_case(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;

    for login in ["ana", "ANA", "ana@example.org", "Ana@Example.ORG"] {
        let reply = server.visitor().try_sign_in(login, &ana.password).await.expect_status(200);
        assert_eq!(reply.text("/user/id"), ana.id, "as {login}");
    }
}

#[rstest]
#[tokio::test]
async fn a_wrong_login_tells_nothing(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    server.person("ana").await;
    let visitor = server.visitor();
    // The first of each may warm something up.
    visitor.try_sign_in("ana", "wrong").await;
    visitor.try_sign_in("nobody", "wrong").await;

    let mut quickest = [Duration::MAX; 2];
    let mut bodies = Vec::new();
    // On a busy machine a single time says little; the quickest of many says what the server does.
    for round in 0..80 {
        for (which, login) in ["ana", "nobody"].into_iter().enumerate() {
            let started = Instant::now();
            let reply = visitor.try_sign_in(login, "wrong password").await.expect_status(401);
            quickest[which] = quickest[which].min(started.elapsed());
            assert_eq!(reply.code(), "UNAUTHENTICATED");
            bodies.push(reply.body);
        }
        let [known, unknown] = quickest;
        if round >= 4 && unknown * 2 > known && known * 2 > unknown {
            break;
        }
        assert!(round < 79, "the times differ: {known:?} for a known name, {unknown:?} otherwise");
    }

    bodies.dedup();
    assert_eq!(bodies.len(), 1, "the answers differ: {bodies:#?}");
}

#[rstest]
#[tokio::test]
async fn a_refresh_token_is_good_once(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let visitor = server.visitor();

    let renewed = visitor.try_refresh(&ana.refresh_token).await.expect_status(200);
    assert_ne!(renewed.text("/refreshToken"), ana.refresh_token);
    assert_eq!(renewed.text("/user/id"), ana.id);
    let newest = visitor.try_refresh(&renewed.text("/refreshToken")).await.expect_status(200);

    // Somebody has a token that was used before: nobody can tell who is the thief, so the session ends for both.
    assert_eq!(visitor.try_refresh(&ana.refresh_token).await.expect_status(401).code(), "UNAUTHENTICATED");
    assert_eq!(
        visitor.try_refresh(&newest.text("/refreshToken")).await.expect_status(401).code(),
        "UNAUTHENTICATED"
    );
    let thief = visitor.with_token(&newest.text("/accessToken"));
    assert_eq!(thief.refused(operations::viewer()).await, "UNAUTHENTICATED");
    server.visitor().sign_in("ana", &ana.password).await;
}

#[rstest]
#[tokio::test]
async fn a_refresh_token_used_twice_at_once_is_good_at_most_once(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let visitor = server.visitor();

    let replies =
        futures_util::future::join_all((0..8).map(|_| visitor.try_refresh(&ana.refresh_token))).await;

    let good = replies.iter().filter(|reply| reply.status == 200).count();
    assert!(good <= 1, "{good} of 8 were good");
    assert!(replies.iter().all(|reply| reply.status == 200 || reply.status == 401));
}

#[rstest]
#[tokio::test]
async fn made_up_refresh_tokens_are_refused(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let visitor = server.visitor();
    let cut = &ana.refresh_token[..ana.refresh_token.len() - 1];

    for token in ["", "x", "ä\u{0}", cut, &ana.access_token, &"x".repeat(5000)] {
        assert_eq!(
            visitor.try_refresh(token).await.expect_status(401).code(),
            "UNAUTHENTICATED",
            "{token:?}"
        );
    }
    assert_eq!(
        visitor.post("/api/v1/auth/refresh", &json!({})).await.expect_status(401).code(),
        "UNAUTHENTICATED"
    );
    visitor.try_refresh(&ana.refresh_token).await.expect_status(200);
}

#[rstest]
#[tokio::test]
async fn browsers_keep_the_refresh_token_in_a_cookie_that_scripts_cannot_read(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let visitor = server.visitor();

    let signed_in = visitor.try_sign_in("ana", &ana.password).await.expect_status(200);
    let set = cookie_of(&signed_in);
    for attribute in ["httponly", "samesite=lax", "secure", "path="] {
        assert!(set.to_lowercase().contains(attribute), "no {attribute} in {set}");
    }

    let with_cookie = |set: &str| {
        let pair = set.split(';').next().unwrap_or_default().to_owned();
        let request = visitor
            .request(reqwest::Method::POST, "/api/v1/auth/refresh")
            .header("cookie", pair)
            .json(&json!({}));
        async move { request.send().await.expect("an answer") }
    };
    let renewed = with_cookie(&set).await;
    assert_eq!(renewed.status(), 200);
    let renewed_set = renewed.headers()["set-cookie"].to_str().expect("text").to_owned();
    assert_ne!(renewed_set, set);
    assert_eq!(with_cookie(&set).await.status(), 401, "an old cookie is as bad as an old token");
}

fn cookie_of(reply: &Reply) -> String {
    let set = reply.header("set-cookie");
    assert!(!set.is_empty(), "no cookie was set");
    set.to_owned()
}

#[rstest]
#[tokio::test]
async fn signing_out_ends_the_session_and_no_other(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let laptop = server.person("ana").await;
    let phone = laptop.another_device().await;

    let reply = laptop.client.post("/api/v1/auth/sign-out", &json!({})).await.expect_status(204);

    assert!(
        cookie_of(&reply).to_lowercase().contains("max-age=0") || cookie_of(&reply).contains("1970"),
        "{}",
        cookie_of(&reply)
    );
    assert!(!laptop.is_signed_in().await);
    server.visitor().try_refresh(&laptop.refresh_token).await.expect_status(401);
    assert!(phone.is_signed_in().await);
    server.visitor().try_refresh(&phone.refresh_token).await.expect_status(200);
}

#[rstest]
#[tokio::test]
async fn one_sees_ones_devices_and_sends_one_away(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let laptop = server.person("ana").await;
    let phone = laptop.another_device().await;
    let ben = server.person("ben").await;

    let devices: Vec<Session> = laptop.must(operations::sessions()).await;
    assert_eq!(devices.len(), 2);
    assert!(
        devices.iter().all(|device| device.user_agent == "guildhall-tests" && device.address == "127.0.0.1"),
        "{devices:?}"
    );
    assert_eq!(
        devices.iter().map(|device| device.current).collect::<Vec<_>>(),
        [false, true],
        "newest first"
    );
    let other = &devices[0];

    assert_eq!(ben.refused(operations::revoke_session(&other.id)).await, "NOT_FOUND");
    assert!(phone.is_signed_in().await);

    let revoked: String = laptop.must(operations::revoke_session(&other.id)).await;
    assert_eq!(revoked, other.id);
    assert!(!phone.is_signed_in().await);
    server.visitor().try_refresh(&phone.refresh_token).await.expect_status(401);
    assert!(laptop.is_signed_in().await);
    assert_eq!(laptop.must::<Vec<Session>>(operations::sessions()).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_new_password_ends_the_other_sessions(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let laptop = server.person("ana").await;
    let phone = laptop.another_device().await;

    let wrong: String =
        laptop.must(operations::change_password("not my password", "an even longer password")).await;
    assert_eq!(wrong, "WRONG_PASSWORD");
    assert!(phone.is_signed_in().await);
    assert_eq!(laptop.refused(operations::change_password(&laptop.password, "short")).await, "INVALID");

    let changed: String =
        laptop.must(operations::change_password(&laptop.password, "an even longer password")).await;
    assert_eq!(changed, "CHANGED");

    assert!(laptop.is_signed_in().await);
    assert!(!phone.is_signed_in().await);
    server.visitor().try_refresh(&phone.refresh_token).await.expect_status(401);
    server.visitor().try_sign_in("ana", &laptop.password).await.expect_status(401);
    server.visitor().try_sign_in("ana", "an even longer password").await.expect_status(200);
}

#[rstest]
#[tokio::test]
async fn tokens_of_ones_own_making_open_nothing(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let parts: Vec<&str> = ana.access_token.split('.').collect();
    let [header, claims, signature] = parts[..] else { panic!("not a JWT: {}", ana.access_token) };
    // {"alg":"none","typ":"JWT"}, base64url
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
    let other_first = if signature.starts_with('A') { 'B' } else { 'A' };

    for token in [
        String::new(),
        "garbage".to_owned(),
        format!("{none}.{claims}."),
        format!("{none}.{claims}.{signature}"),
        format!("{header}.{claims}."),
        format!("{header}.{claims}.{other_first}{}", &signature[1..]),
        ana.refresh_token.clone(),
        "x".repeat(6000),
    ] {
        assert_eq!(
            server.visitor().with_token(&token).refused(operations::viewer()).await,
            "UNAUTHENTICATED",
            "{token:?}"
        );
    }
    for authorization in ["Bearer", "Basic YW5hOmFuYQ==", &ana.access_token, "Bot x"] {
        let body = json!({ "query": "{ viewer { id } }" });
        let request = server
            .visitor()
            .request(reqwest::Method::POST, "/graphql")
            .header("authorization", authorization);
        let answer: serde_json::Value =
            request.json(&body).send().await.expect("an answer").json().await.expect("JSON");
        assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{authorization}: {answer}");
    }
}

#[rstest]
#[tokio::test]
async fn access_tokens_and_sessions_outlive_a_restart(#[values(Sqlite, Postgres)] database: Database) {
    let mut server = Server::start(database).await;
    let ana = server.person("ana").await;

    server.kill();
    server.start_again().await;

    assert!(ana.is_signed_in().await);
    server.visitor().try_refresh(&ana.refresh_token).await.expect_status(200);
}

#[rstest]
#[tokio::test]
async fn a_display_name_is_shown_until_it_is_cleared(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, _) = server.two_people_in_a_channel().await;
    let mut bens_stream = ben.events().await;

    let named: guildhall_tests::User = ana.must(operations::set_display_name(Some("Ana of the Mill"))).await;
    assert_eq!(named.display_name.as_deref(), Some("Ana of the Mill"));
    let told = bens_stream.expect(|event| event.is("UserUpdated")).await;
    assert_eq!(told.body["user"]["displayName"], "Ana of the Mill");

    let cleared: guildhall_tests::User = ana.must(operations::set_display_name(None)).await;
    assert_eq!(cleared.display_name, None);
    assert_eq!(ana.refused(operations::set_display_name(Some(&"x".repeat(500)))).await, "INVALID");
}

#[rstest]
#[tokio::test]
async fn guessing_a_password_is_slowed_down(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::on(database).limits_on().start().await;
    let ana = server.person("ana").await;

    let mut limited = None;
    for attempt in 1..=60 {
        let reply = server.visitor().try_sign_in("ana", "a guess").await;
        if reply.status == 429 {
            limited = Some((attempt, reply));
            break;
        }
        assert_eq!(reply.status, 401);
    }

    let (_, reply) = limited.expect("60 guesses were let through");
    assert_eq!(reply.code(), "RATE_LIMITED");
    let seconds: u64 = reply.header("retry-after").parse().expect("Retry-After in seconds");
    let milliseconds = reply.body["retryAfterMs"].as_u64().expect("retryAfterMs");
    assert!(milliseconds > 0 && seconds * 1000 >= milliseconds, "{seconds} s, {milliseconds} ms");
    // The right password is no way around it, nor is another way to write the name.
    for login in ["ana", "ANA"] {
        assert_eq!(server.visitor().try_sign_in(login, &ana.password).await.status, 429, "as {login}");
    }
    // Those who are in stay in.
    assert!(ana.is_signed_in().await);
}

#[rstest]
#[tokio::test]
async fn trying_many_names_from_one_address_is_slowed_down(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::on(database).limits_on().start().await;

    let mut statuses = Vec::new();
    for n in 0..120 {
        let reply = server.visitor().try_sign_in(&format!("name{n}"), "a guess").await;
        statuses.push(reply.status);
        if reply.status == 429 {
            break;
        }
    }
    assert_eq!(statuses.last(), Some(&429), "{} names were tried", statuses.len());
}

#[rstest]
#[tokio::test]
async fn without_limits_nobody_is_slowed_down(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    server.person("ana").await;

    for _ in 0..30 {
        server.visitor().try_sign_in("ana", "a guess").await.expect_status(401);
    }
    assert!(server.log().to_lowercase().contains("limit"), "the log must warn:\n{}", server.log());
}

#[rstest]
#[tokio::test]
async fn asking_who_has_an_account_is_slowed_down(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::on(database).limits_on().start().await;
    server.person("ana").await;
    let sign_up = async |n: u32, email: &str| {
        server.visitor().try_sign_up(&format!("asking{n}"), email, "a long password").await.status
    };

    let mut statuses = Vec::new();
    for n in 0..6 {
        statuses.push(sign_up(n, "ana@example.org").await);
    }

    assert_eq!(statuses, [409, 409, 409, 409, 429, 429]);
    // Nor does a new account tell which address is free.
    assert_eq!(sign_up(6, "nobody@example.org").await, 429);
    // Names are public: to find a free one takes some tries.
    let other = Server::on(database).limits_on().start().await;
    other.person("ana").await;
    for n in 0..10 {
        let email = format!("ana{n}@example.org");
        other.visitor().try_sign_up("ana", &email, "a long password").await.expect_status(409);
    }
}
