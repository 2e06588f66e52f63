//! The event stream: what it tells, to whom, and how one comes back to it.

use std::time::Duration;

use guildhall_tests::{Channel, Event, Events, Guild, Message, Server, Session, Socket, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

/// The next message of the protocol.
async fn message_of(socket: &mut Socket) -> Value {
    match socket.receive().await {
        guildhall_tests::Incoming::Message(message) => message,
        other => panic!("expected a message, got {other:?}"),
    }
}

/// The texts of the messages that were created, in order.
fn texts(events: &[Event]) -> Vec<&str> {
    events.iter().filter(|event| event.is("MessageCreated")).map(Event::content).collect()
}

#[rstest]
#[tokio::test]
async fn what_is_said_is_heard_in_order_by_everybody_there(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let phone = ana.another_device().await;
    let mut streams = [ana.events().await, phone.events().await, ben.events().await];

    let mut sent: Vec<Message> = Vec::new();
    for n in 0..30 {
        let sender = if n % 3 == 0 { &ben } else { &ana };
        sent.push(sender.send(&channel, &format!("number {n}")).await);
    }

    for stream in &mut streams {
        let heard = stream.until(|event| event.creates(&sent[29])).await;
        assert_eq!(texts(&heard), sent.iter().map(|message| message.content.as_str()).collect::<Vec<_>>());
        let whole: Message =
            serde_json::from_value(heard[0].body["message"].clone()).expect("a whole message");
        assert_eq!(whole, sent[0]);
    }
}

#[rstest]
#[tokio::test]
async fn the_sender_knows_its_own_by_the_nonce(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, _, channel) = server.two_people_in_a_channel().await;
    let mut stream = ana.events().await;

    let sent: Message = ana.must(operations::send_message(&channel.id, "mine", Some("n-1"))).await;

    assert_eq!(stream.expect(|event| event.creates(&sent)).await.body["nonce"], "n-1");
}

#[rstest]
#[tokio::test]
async fn a_server_made_on_one_device_is_there_on_the_other(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let laptop = server.person("ana").await;
    let mut phones_stream = laptop.another_device().await.events().await;

    let guild = laptop.create_guild("Mill Lane").await;

    phones_stream.expect(|event| event.is("GuildJoined") && event.body["guildId"] == guild.id).await;
    let sent = laptop.send(&guild.channels[0], "first words").await;
    phones_stream.expect(|event| event.creates(&sent)).await;
}

#[rstest]
#[tokio::test]
async fn a_channel_made_a_moment_ago_is_heard(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let mut bens_stream = ben.events().await;
    let guild: Guild = ana.must(operations::guild(general.guild_id.as_deref().expect("its server"))).await;

    let channel = ana.create_channel(&guild, "new").await;
    let sent = ana.send(&channel, "first words").await;

    let heard = bens_stream.until(|event| event.creates(&sent)).await;
    assert!(
        heard.iter().any(|event| event.is("ChannelCreated")),
        "the channel first, then what is said in it"
    );
}

#[rstest]
#[tokio::test]
async fn a_stream_goes_on_where_it_was_cut(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut stream = ben.events().await;
    let first = ana.send(&channel, "heard").await;
    stream.expect(|event| event.creates(&first)).await;
    let cursor = stream.cursor.clone();
    drop(stream);

    for n in 0..20 {
        ana.send(&channel, &format!("missed {n}")).await;
    }
    let mut resumed = ben.events_after(&cursor).await;
    let last = ana.send(&channel, "live again").await;

    let heard = resumed.until(|event| event.creates(&last)).await;
    let mut wanted: Vec<String> = (0..20).map(|n| format!("missed {n}")).collect();
    wanted.push("live again".to_owned());
    assert_eq!(texts(&heard), wanted);
    assert!(heard.iter().all(|event| event.is("MessageCreated")), "nothing else happened: {heard:#?}");
    // The cursor of Ready resumes as well as any other.
    let fresh = ben.events().await;
    let sent = ana.send(&channel, "after Ready").await;
    let mut resumed = ben.events_after(&fresh.cursor).await;
    assert!(resumed.next().await.creates(&sent));
}

#[rstest]
#[tokio::test]
async fn nothing_is_lost_or_doubled_over_many_cuts(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut cursor = ben.events().await.cursor;

    let sending = {
        let (ana, channel) = (ana.clone(), channel.clone());
        tokio::spawn(async move {
            for n in 0..300 {
                ana.send(&channel, &format!("{n}")).await;
            }
        })
    };
    let mut log: Vec<String> = Vec::new();
    for cut in 0_usize.. {
        let mut stream = ben.events_after(&cursor).await;
        // Some cuts come at once, some after a while, in no rhythm with the sender.
        for _ in 0..(cut * 7) % 23 {
            let Some(event) = stream.next_within(Duration::from_millis(500)).await else { break };
            assert!(event.is("MessageCreated"), "{event:?}");
            log.push(event.content().to_owned());
        }
        if !stream.cursor.is_empty() {
            cursor = stream.cursor;
        }
        if log.len() >= 300 {
            break;
        }
        assert!(cut < 200, "only {} of 300 after {cut} cuts", log.len());
    }
    sending.await.expect("all were sent");

    assert_eq!(log, (0..300).map(|n| n.to_string()).collect::<Vec<_>>());
}

#[rstest]
#[tokio::test]
async fn a_cursor_that_means_nothing_asks_for_a_new_start(#[values(Sqlite, Postgres)] database: Database) {
    let mut server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let old = ben.events().await.cursor;

    for cursor in ["garbage", "", "0", "-1", "99999999999999999999999999", "ä\u{0}", &"x".repeat(10_000)] {
        let mut stream = ben.events_after(cursor).await;
        let first = stream.next().await;
        assert!(first.is("ResyncRequired"), "{cursor:?} began with {first:?}");
        assert!(first.body["reason"].as_str().is_some_and(|reason| !reason.is_empty()));
        // And the stream goes on from there.
        let sent = ana.send(&channel, "live").await;
        assert!(stream.next().await.creates(&sent));
    }

    server.kill();
    server.start_again().await;
    let mut stream = ben.events_after(&old).await;
    assert!(stream.next().await.is("ResyncRequired"), "a cursor of another run");
    let sent = ana.send(&channel, "live").await;
    assert!(stream.next().await.creates(&sent));
}

#[rstest]
#[tokio::test]
async fn whoever_has_left_hears_nothing_from_the_next_event_on(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let guild_id = channel.guild_id.clone().expect("its server");
    let guild: Guild = ana.must(operations::guild(&guild_id)).await;
    let bens_own = ben.create_guild("Ben's").await;
    let mut stream = ben.events().await;
    let mut cut = ben.events().await;
    let before = cut.cursor.clone();

    // Ten times, since the interesting moment is short: Ana talks while Ben goes and comes.
    for round in 0..10 {
        let talking = {
            let (ana, channel) = (ana.clone(), channel.clone());
            tokio::spawn(async move {
                for n in 0..5 {
                    ana.send(&channel, &format!("maybe {round} {n}")).await;
                }
            })
        };
        ben.leave(&guild_id).await;
        ana.send(&channel, "behind his back").await;
        talking.await.expect("all was said");
        ana.send(&channel, "behind his back").await;
        let marker = ben.send(&bens_own.channels[0], "marker").await;

        let heard = stream.until(|event| event.creates(&marker)).await;
        assert!(
            heard.iter().any(|event| event.is("GuildLeft") && event.body["guildId"] == guild_id),
            "{heard:#?}"
        );
        assert!(!texts(&heard).contains(&"behind his back"), "{heard:#?}");
        let gone = heard.iter().position(|event| event.is("GuildLeft")).expect("told so");
        assert!(
            heard[gone..]
                .iter()
                .filter(|event| event.is("MessageCreated"))
                .all(|event| event.creates(&marker)),
            "{heard:#?}"
        );
        if round < 9 {
            ana.let_in(&guild, &ben).await;
        }
    }

    // Nor does resuming from before show what was said since.
    cut.socket.send(json!({ "type": "complete", "id": "events" })).await;
    let mut resumed = ben.events_after(&before).await;
    let marker = ben.send(&bens_own.channels[0], "last marker").await;
    let heard = resumed.until(|event| event.creates(&marker)).await;
    assert!(!texts(&heard).contains(&"behind his back"), "{heard:#?}");
}

#[rstest]
#[tokio::test]
async fn what_went_away_meanwhile_is_told_on_return(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild: Guild = ana.must(operations::guild(general.guild_id.as_deref().expect("its server"))).await;
    let other = ana.create_guild("Elsewhere").await;
    ana.let_in(&other, &ben).await;
    let channel = ana.create_channel(&guild, "short-lived").await;
    let cursor = ben.events().await.cursor;

    ana.must::<String>(operations::delete_channel(&channel.id)).await;
    ana.must::<String>(operations::delete_guild(&other.id)).await;
    // Who could see what is gone cannot be told any more: one is to look for oneself.
    let mut resumed = ben.events_after(&cursor).await;
    assert!(resumed.next().await.is("ResyncRequired"));
    let sent = ana.send(&general, "and on it goes").await;
    assert!(resumed.next().await.creates(&sent));
}

#[rstest]
#[tokio::test]
async fn an_old_cursor_opens_no_past(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, _, general) = server.two_people_in_a_channel().await;
    let cleo = server.person("cleo").await;
    let before = cleo.events().await.cursor;
    let secret = ana.send(&general, "before cleo came").await;
    let guild: Guild = ana.must(operations::guild(general.guild_id.as_deref().expect("its server"))).await;
    ana.let_in(&guild, &cleo).await;
    let greeting = ana.send(&general, "welcome, cleo").await;

    let mut resumed = cleo.events_after(&before).await;

    let heard = resumed.until(|event| event.creates(&greeting)).await;
    assert!(heard.iter().any(|event| event.is("GuildJoined")), "{heard:#?}");
    assert!(!heard.iter().any(|event| event.creates(&secret)), "{heard:#?}");
}

#[rstest]
#[tokio::test]
async fn two_devices_may_ask_for_different_things(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut full = ben.events().await;
    let mut slim = Socket::open(&server.address()).await;
    slim.sign_in(&ben.access_token).await;
    let query = "subscription { e: events { c: cursor event { kind: __typename ... on MessageCreated { message { content } } } } }";
    slim.send(json!({ "type": "subscribe", "id": "we\"ird\\ \u{1}id", "payload": { "query": query } })).await;
    assert_eq!(message_of(&mut slim).await["payload"]["data"]["e"]["event"], json!({ "kind": "Ready" }));

    let sent = ana.send(&channel, "to both").await;

    let told = full.expect(|event| event.creates(&sent)).await;
    let message = message_of(&mut slim).await;
    assert_eq!(message["id"], "we\"ird\\ \u{1}id");
    assert_eq!(
        message["payload"]["data"]["e"],
        json!({ "c": told.cursor, "event": { "kind": "MessageCreated", "message": { "content": "to both" } } })
    );
}

#[rstest]
#[tokio::test]
async fn one_socket_may_carry_more_than_one_operation(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut events = ben.events().await;

    events
        .socket
        .send(json!({ "type": "subscribe", "id": "q", "payload": { "query": "{ viewer { username } }" } }))
        .await;
    let answers = [message_of(&mut events.socket).await, message_of(&mut events.socket).await];
    assert_eq!(answers[0]["payload"]["data"]["viewer"]["username"], "ben");
    assert_eq!(answers[1], json!({ "type": "complete", "id": "q" }));

    for broken in [
        "{",
        "{ nothing }",
        "subscription { nothing }",
        "",
        "subscription { events { cursor } other: events { cursor } }",
    ] {
        events
            .socket
            .send(json!({ "type": "subscribe", "id": "broken", "payload": { "query": broken } }))
            .await;
        // Refused before it ran (`error`), or run with nothing but errors (`next`, `complete`): both are allowed.
        let answer = message_of(&mut events.socket).await;
        assert_eq!(answer["id"], "broken", "{broken}: {answer}");
        if answer["type"] == "next" {
            assert!(
                answer["payload"]["errors"].as_array().is_some_and(|errors| !errors.is_empty()),
                "{answer}"
            );
            let end = message_of(&mut events.socket).await;
            assert_eq!(end, json!({ "type": "complete", "id": "broken" }));
        } else {
            assert_eq!(answer["type"], "error", "{broken}: {answer}");
            assert!(answer["payload"].as_array().is_some_and(|errors| !errors.is_empty()), "{answer}");
        }
    }

    // The stream was not disturbed; and where it is completed, it is silent.
    let sent = ana.send(&channel, "still here").await;
    events.expect(|event| event.creates(&sent)).await;
    events.socket.send(json!({ "type": "complete", "id": "events" })).await;
    events
        .socket
        .send(json!({ "type": "subscribe", "id": "q2", "payload": { "query": "{ viewer { id } }" } }))
        .await;
    assert!(
        matches!(events.socket.receive().await, guildhall_tests::Incoming::Message(message) if message["id"] == "q2")
    );
    assert!(
        matches!(events.socket.receive().await, guildhall_tests::Incoming::Message(message) if message["type"] == "complete")
    );
    ana.send(&channel, "unheard").await;
    assert_eq!(events.next_within(Duration::from_millis(300)).await, None);
    // The same id may be used again.
    let mut again = Events::subscribe(events.socket, "events", None).await;
    assert!(again.next().await.is("Ready"));
}

#[rstest]
#[tokio::test]
async fn a_session_that_ends_takes_its_streams_along(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, laptop, channel) = server.two_people_in_a_channel().await;
    let phone = laptop.another_device().await;
    let tablet = laptop.another_device().await;
    let mut stolen = phone.events().await;
    let mut signed_out = tablet.events().await;
    let mut kept = laptop.events().await;
    let sessions: Vec<Session> = phone.must(operations::sessions()).await;
    let phones = sessions.iter().find(|session| session.current).expect("its own session");

    laptop.must::<String>(operations::revoke_session(&phones.id)).await;
    assert_eq!(stolen.socket.close_code().await, 4401);
    tablet.client.post("/api/v1/auth/sign-out", &json!({})).await.expect_status(204);
    assert_eq!(signed_out.socket.close_code().await, 4401);

    let sent = ana.send(&channel, "still there?").await;
    kept.expect(|event| event.creates(&sent)).await;
}

#[rstest]
#[tokio::test]
async fn whoever_does_not_listen_is_sent_away_and_nobody_else_notices(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut deaf = Socket::open_narrow(&server.address()).await;
    deaf.sign_in(&ben.another_device().await.access_token).await;
    let mut deaf = Events::subscribe(deaf, "events", None).await;
    assert!(deaf.next().await.is("Ready"));
    let mut listening = ben.events().await;
    let memory = server.resident_memory();

    // More than the queue, the buffers of both kernels and the patience of the server can hold.
    let text = "x".repeat(2000);
    let sending = {
        let (ana, channel) = (ana.clone(), channel.clone());
        tokio::spawn(async move {
            for _ in 0..100 {
                futures_util::future::join_all((0..50).map(|_| ana.send(&channel, &text))).await;
            }
        })
    };
    let mut heard = 0;
    while heard < 5000 {
        let event = listening.next().await;
        heard += usize::from(event.is("MessageCreated"));
    }
    sending.await.expect("all were sent");
    let grown = server.resident_memory().saturating_sub(memory);
    assert!(grown < 100 << 20, "the server grew by {} MiB for one who does not listen", grown >> 20);

    // When it listens again it is told to come back, and coming back it misses nothing or is told to ask anew.
    let mut cursor = deaf.cursor.clone();
    let code = loop {
        match deaf.socket.receive().await {
            guildhall_tests::Incoming::Message(message) => {
                cursor =
                    message["payload"]["data"]["events"]["cursor"].as_str().expect("a cursor").to_owned();
            }
            guildhall_tests::Incoming::Closed(code, _) => break code,
            guildhall_tests::Incoming::Lost(how) => panic!("cut without a word: {how}"),
        }
    };
    assert_eq!(code, 4480);
    let mut back = ben.events_after(&cursor).await;
    let marker = ana.send(&channel, "marker").await;
    if !back.next().await.is("ResyncRequired") {
        back.expect(|event| event.creates(&marker)).await;
    }
}

#[rstest]
#[tokio::test]
async fn an_acknowledged_message_is_in_the_database_before_anybody_hears_of_it(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut stream = ben.events().await;

    for n in 0..50 {
        let sending = {
            let (ana, channel) = (ana.clone(), channel.clone());
            tokio::spawn(async move { ana.send(&channel, &format!("number {n}")).await })
        };
        let heard = stream.expect(|event| event.is("MessageCreated")).await;
        let id = heard.body["message"]["id"].as_str().expect("an id");
        let there: Option<Message> = ben.must(operations::message(&channel.id, id)).await;
        assert!(there.is_some(), "heard of, and not there");
        sending.await.expect("sent");
    }
}

#[rstest]
#[tokio::test]
async fn slow_mode_and_topics_reach_the_members(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let mut stream = ben.events().await;

    ana.must::<Channel>(operations::update_channel(
        &json!({ "id": channel.id, "topic": "wood", "slowModeSeconds": 30 }),
    ))
    .await;

    let told = stream.expect(|event| event.is("ChannelUpdated")).await;
    assert_eq!(
        (&told.body["channel"]["topic"], &told.body["channel"]["slowModeSeconds"]),
        (&json!("wood"), &json!(30))
    );
}
