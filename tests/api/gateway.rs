//! Those who do not keep to the protocol: each is sent away with its own close code, and nobody else notices.

use std::time::Duration;

use guildhall_tests::{Events, Incoming, Server, Socket};
use rstest::rstest;
use serde_json::{Value, json};
use tokio::net::TcpSocket;
use tokio_tungstenite::tungstenite::{Bytes, Message};

use crate::databases::*;

/// A frame as a client must send it: masked, here with zeros. At most 125 bytes long.
fn frame(first_byte: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).expect("a short frame");
    assert!(length < 126, "a short frame");
    let mut bytes = vec![first_byte, 0x80 | length, 0, 0, 0, 0];
    bytes.extend_from_slice(payload);
    bytes
}

#[rstest]
#[tokio::test]
async fn broken_frames_are_answered_with_the_codes_of_websocket(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut witness = ben.events().await;

    let mut unmasked = frame(0x81, b"{}");
    unmasked[1] &= 0x7f;
    unmasked.drain(2..6);
    let mut long_ping = vec![0x89, 0xfe, 0, 126, 0, 0, 0, 0];
    long_ping.extend([0; 126]);
    let table: [(&str, u16, Vec<u8>); 7] = [
        ("a reserved bit", 1002, frame(0xc1, b"{}")),
        ("a reserved opcode", 1002, frame(0x83, b"{}")),
        ("no mask", 1002, unmasked),
        ("a ping in parts", 1002, frame(0x09, b"")),
        ("a long ping", 1002, long_ping),
        ("a continuation of nothing", 1002, frame(0x80, b"{}")),
        ("no UTF-8", 1007, frame(0x81, b"\xff\xfe")),
    ];
    for (what, wanted, bytes) in table {
        for signed_in in [false, true] {
            let mut socket = Socket::open(&server.address()).await;
            if signed_in {
                socket.sign_in(&ana.access_token).await;
            }
            let mut socket = socket.send_bytes(&bytes).await;
            match socket.receive().await {
                Incoming::Closed(code, _) => assert_eq!(code, wanted, "{what}"),
                other => panic!("{what}: {other:?}"),
            }
        }
    }

    let sent = ana.send(&channel, "did you notice?").await;
    assert!(witness.next().await.creates(&sent), "nobody else notices");
}

#[rstest]
#[tokio::test]
async fn what_is_no_message_of_the_protocol_is_answered_with_4400(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;

    let bad = [
        Message::text("not JSON"),
        Message::text(""),
        Message::text("null"),
        Message::text("[]"),
        Message::text("{}"),
        Message::text(r#"{"type":"no_such_type"}"#),
        Message::text(r#"{"type":42}"#),
        Message::text(r#"{"type":"subscribe"}"#),
        Message::text(r#"{"type":"subscribe","id":7,"payload":{"query":"{ viewer { id } }"}}"#),
        Message::text(format!("{}1{}", "[".repeat(20_000), "]".repeat(20_000))),
    ];
    for message in bad {
        let mut socket = Socket::open(&server.address()).await;
        socket.sign_in(&ana.access_token).await;
        socket.send_frame(message.clone()).await;
        let code = socket.close_code().await;
        assert_eq!(code, 4400, "{message:?}");
    }
    let mut socket = Socket::open(&server.address()).await;
    socket.send_frame(Message::Binary(Bytes::from_static(b"\x00\x01"))).await;
    let code = socket.close_code().await;
    assert!(code == 1003 || code == 4400, "binary: {code}");
}

#[rstest]
#[tokio::test]
async fn a_frame_that_is_too_large_is_refused_before_it_is_read(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut witness = ben.events().await;
    let memory = server.resident_memory();

    // One that says it will be 8 GiB long, and one of 16 MiB that is sent in truth.
    let mut socket = Socket::open(&server.address()).await;
    socket.sign_in(&ana.access_token).await;
    let mut header = vec![0x81, 0xff];
    header.extend((8_u64 << 30).to_be_bytes());
    header.extend([0; 4]);
    let mut socket = socket.send_bytes(&header).await;
    assert_eq!(socket.close_code().await, 1009);

    let mut socket = Socket::open(&server.address()).await;
    socket.sign_in(&ana.access_token).await;
    socket.send_frame(Message::text("x".repeat(16 << 20))).await;
    match socket.receive().await {
        Incoming::Closed(code, _) => assert_eq!(code, 1009),
        // A reset overtakes the close frame where the server does not read the rest: nothing one can do about it.
        Incoming::Lost(_) => {}
        Incoming::Message(message) => panic!("{message}"),
    }

    let grown = server.resident_memory().saturating_sub(memory);
    assert!(grown < 30 << 20, "the server grew by {} MiB", grown >> 20);
    let sent = ana.send(&channel, "did you notice?").await;
    assert!(witness.next().await.creates(&sent), "nobody else notices");
}

#[rstest]
#[tokio::test]
async fn without_connection_init_there_is_nothing(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;

    let mut socket = Socket::open(&server.address()).await;
    socket.send(json!({ "type": "subscribe", "id": "a", "payload": { "query": "subscription { events { cursor } }" } })).await;
    assert_eq!(socket.close_code().await, 4401, "a subscription before connection_init");

    let mut silent = Socket::open(&server.address()).await;
    assert_eq!(silent.close_code().await, 4408, "no connection_init for a while");
}

#[rstest]
#[tokio::test]
async fn the_opening_has_rules(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;

    let mut twice = Socket::open(&server.address()).await;
    twice.sign_in(&ana.access_token).await;
    twice.send(json!({ "type": "connection_init" })).await;
    assert_eq!(twice.close_code().await, 4429, "two inits");

    for payload in [
        Value::Null,
        json!({}),
        json!({ "authorization": "" }),
        json!({ "authorization": "Bearer nonsense" }),
        json!({ "authorization": 7 }),
    ] {
        let mut socket = Socket::open(&server.address()).await;
        socket.send(json!({ "type": "connection_init", "payload": payload })).await;
        match socket.receive().await {
            Incoming::Closed(code, _) => assert!(
                code == 4401 || code == 4403 || (payload["authorization"] == 7 && code == 4400),
                "{payload}: {code}"
            ),
            // Guests may ask what guests may ask, and have no events.
            Incoming::Message(message) => {
                assert_eq!(
                    (&message["type"], payload.get("authorization")),
                    (&json!("connection_ack"), None),
                    "{payload}"
                );
                socket.send(json!({ "type": "subscribe", "id": "a", "payload": { "query": "subscription { events { cursor } }" } })).await;
                match socket.receive().await {
                    Incoming::Closed(code, _) => assert_eq!(code, 4401),
                    Incoming::Message(message) => assert_eq!(message["type"], "error", "{message}"),
                    Incoming::Lost(how) => panic!("{how}"),
                }
            }
            Incoming::Lost(how) => panic!("{payload}: {how}"),
        }
    }

    // Another subprotocol, or none, is not spoken here.
    for protocol in [Some("graphql-ws"), Some("nonsense"), None] {
        let socket = TcpSocket::new_v4().expect("a socket");
        match Socket::handshake(socket, &server.address(), protocol).await {
            Err(_) => {}
            Ok((mut stream, _)) => {
                use futures_util::StreamExt;
                let first =
                    tokio::time::timeout(Duration::from_secs(5), stream.next()).await.expect("an answer");
                let Some(Ok(Message::Close(Some(close)))) = first else { panic!("{protocol:?}: {first:?}") };
                assert_eq!(u16::from(close.code), 4406, "{protocol:?}");
            }
        }
    }
}

#[rstest]
#[tokio::test]
async fn an_id_that_is_in_use_cannot_be_used_again(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;

    let stream = ana.events().await;
    let mut twice = Events::subscribe(stream.socket, "events", None).await;

    assert_eq!(twice.socket.close_code().await, 4409);
}

#[rstest]
#[tokio::test]
async fn an_id_that_was_given_back_is_answered_for_its_new_operation(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut witness = ben.events().await;
    let mut socket = Socket::open(&server.address()).await;
    socket.sign_in(&ana.access_token).await;

    // Many commits, one after the other: it is not done when its client loses interest.
    let slow = (0..30)
        .map(|n| {
            let input = format!(r#"{{ channelId: "{}", content: "{n}" }}"#, channel.id);
            format!("m{n}: sendMessage(input: {input}) {{ message {{ id }} }} ")
        })
        .collect::<String>();
    let subscribe = |query: String| json!({ "type": "subscribe", "id": "a", "payload": { "query": query } });
    socket.send(subscribe(format!("mutation {{ {slow} }}"))).await;
    socket.send(json!({ "type": "complete", "id": "a" })).await;
    socket.send(subscribe("{ viewer { id } }".to_owned())).await;

    let Incoming::Message(answer) = socket.receive().await else { panic!("no answer") };
    assert!(answer["payload"]["data"]["viewer"]["id"].is_string(), "{answer}");
    let Incoming::Message(end) = socket.receive().await else { panic!("no end") };
    assert_eq!(end, json!({ "type": "complete", "id": "a" }));
    // What was asked for is done all the same, and its answer comes to nobody.
    witness.expect(|event| event.is("MessageCreated") && event.content() == "29").await;
    assert_eq!(socket.receive_within(Duration::from_millis(300)).await, None);
}

#[rstest]
#[tokio::test]
async fn a_person_has_only_so_many_connections(#[values(Sqlite)] database: Database) {
    let server = Server::on(database).limits_on().start().await;
    let (ana, ben) = (server.person("ana").await, server.person("ben").await);
    let mut sockets = Vec::new();
    for _ in 0..50 {
        let mut socket = Socket::open(&server.address()).await;
        socket.sign_in(&ana.access_token).await;
        sockets.push(socket);
    }

    let init = |token: &str| json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {token}") } });
    let mut one_more = Socket::open(&server.address()).await;
    one_more.send(init(&ana.access_token)).await;
    assert_eq!(one_more.receive().await, Incoming::Closed(4429, "Too many connections".to_owned()));
    let mut of_another = Socket::open(&server.address()).await;
    of_another.sign_in(&ben.access_token).await;

    // One that is closed makes room, as soon as the server has noticed.
    sockets.pop();
    let begun = std::time::Instant::now();
    loop {
        let mut socket = Socket::open(&server.address()).await;
        socket.send(init(&ana.access_token)).await;
        if matches!(socket.receive().await, Incoming::Message(_)) {
            break;
        }
        assert!(begun.elapsed() < guildhall_tests::PATIENCE, "there is no room again");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

#[rstest]
#[tokio::test]
async fn ten_thousand_subscriptions_on_one_socket_are_too_many(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut witness = ben.events().await;
    let memory = server.resident_memory();

    let mut greedy = Socket::open(&server.address()).await;
    greedy.sign_in(&ana.access_token).await;
    for n in 0..10_000 {
        let message = json!({ "type": "subscribe", "id": format!("s{n}"), "payload": { "query": "subscription { events { cursor } }" } });
        if !greedy.send_frame(Message::text(message.to_string())).await {
            break;
        }
    }

    loop {
        match greedy.receive().await {
            Incoming::Closed(code, reason) => {
                assert!((4400..4500).contains(&code), "{code} {reason}");
                break;
            }
            Incoming::Message(_) => {}
            // As with a large frame: what was still on its way resets the connection.
            Incoming::Lost(_) => break,
        }
    }
    let grown = server.resident_memory().saturating_sub(memory);
    assert!(grown < 50 << 20, "the server grew by {} MiB", grown >> 20);
    let sent = ana.send(&channel, "did you notice?").await;
    assert!(witness.next().await.creates(&sent), "nobody else notices");
}

#[rstest]
#[tokio::test]
async fn bottomless_documents_end_with_an_error(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut witness = ben.events().await;

    let bottomless = [
        "subscription { events { cursor event ".to_owned() + &"{ ... on Event ".repeat(4_000),
        format!("subscription {} cursor {}", "{ events ".repeat(6_000), "}".repeat(6_000)),
        format!(
            "subscription {{ events(after: {}1{}) {{ cursor }} }}",
            "[".repeat(30_000),
            "]".repeat(30_000)
        ),
        format!(
            "subscription {{ events(after: {}1{}) {{ cursor }} }}",
            "{a:".repeat(15_000),
            "}".repeat(15_000)
        ),
        format!(
            "subscription ($a: {}Int{}) {{ events {{ cursor }} }}",
            "[".repeat(30_000),
            "]".repeat(30_000)
        ),
    ];
    for query in bottomless {
        let mut socket = Socket::open(&server.address()).await;
        socket.sign_in(&ana.access_token).await;
        socket.send(json!({ "type": "subscribe", "id": "a", "payload": { "query": query } })).await;
        match socket.receive().await {
            Incoming::Message(message) => {
                let refused = message["type"] == "error" || message["payload"]["errors"].is_array();
                assert!(refused, "{message}");
            }
            other => panic!("{}: {other:?}", &query[..60]),
        }
    }

    let sent = ana.send(&channel, "did you notice?").await;
    assert!(witness.next().await.creates(&sent), "nobody else notices");
}

#[rstest]
#[tokio::test]
async fn a_ping_is_answered_at_both_levels(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let mut socket = Socket::open(&server.address()).await;
    socket.sign_in(&ana.access_token).await;

    socket.send(json!({ "type": "ping" })).await;
    let Incoming::Message(answer) = socket.receive().await else { panic!("no answer") };
    assert_eq!(answer["type"], "pong");
    // A pong that nobody asked for is fine, and so is a ping of the WebSocket itself.
    socket.send(json!({ "type": "pong" })).await;
    socket.send_frame(Message::Ping(Bytes::from_static(b"hello"))).await;
    socket.send(json!({ "type": "ping" })).await;
    assert!(matches!(socket.receive().await, Incoming::Message(message) if message["type"] == "pong"));
}

#[rstest]
#[tokio::test]
async fn connections_that_break_off_leave_nothing_behind(#[values(Sqlite)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut witness = ben.events().await;
    let churn = async |count: usize| {
        for _ in 0..count {
            drop(ana.events().await);
        }
    };
    churn(200).await;
    let memory = server.resident_memory();

    churn(800).await;

    let grown = server.resident_memory().saturating_sub(memory);
    assert!(grown < 10 << 20, "800 connections left {} KiB behind", grown >> 10);
    let sent = ana.send(&channel, "did you notice?").await;
    assert!(witness.next().await.creates(&sent), "nobody else notices");
}
