//! Moderation: what those who keep order may do to members and messages, and what they may not.

use std::time::Duration;

use guildhall_tests::{Channel, Event, Guild, Invite, Message, Operation, Page, Person, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

/// All that a moderator needs.
const MODERATING: [&str; 9] = [
    "KICK_MEMBERS",
    "BAN_MEMBERS",
    "MODERATE_MEMBERS",
    "MUTE_MEMBERS",
    "DEAFEN_MEMBERS",
    "MANAGE_MESSAGES",
    "MANAGE_GUILD",
    "VIEW_AUDIT_LOG",
    "MANAGE_NICKNAMES",
];

/// A server with people of every rank.
pub struct House {
    pub guild: Guild,
    /// Its first channel.
    pub general: Channel,
    /// Who owns it.
    pub ana: Person,
    /// Has a role above the moderators'.
    pub hal: Person,
    /// A moderator.
    pub mo: Person,
    /// Another moderator, with the same role.
    pub pia: Person,
    /// Has a role below the moderators'.
    pub lou: Person,
    /// Has no role.
    pub ben: Person,
    /// The roles, the highest first.
    pub roles: [String; 3],
}

impl House {
    pub async fn new(server: &Server) -> Self {
        let ana = server.person("ana").await;
        let guild = ana.create_guild("Mill Lane").await;
        let invite = ana.invite(&guild).await;
        let guest = async |name: &str| {
            let person = server.person(name).await;
            person.join(&invite).await;
            person
        };
        let (hal, mo, pia) = (guest("hal").await, guest("mo").await, guest("pia").await);
        let (lou, ben) = (guest("lou").await, guest("ben").await);
        let high = ana.create_role(&guild.id, "high", &[]).await;
        let moderator = ana.create_role(&guild.id, "moderator", &MODERATING).await;
        let low = ana.create_role(&guild.id, "low", &[]).await;
        let order = [high.id.as_str(), &moderator.id, &low.id];
        ana.must::<Value>(operations::move_roles(&guild.id, &order)).await;
        for (person, role) in [(&hal, &high), (&mo, &moderator), (&pia, &moderator), (&lou, &low)] {
            ana.give_role(&guild.id, person, role).await;
        }
        let roles = [high.id, moderator.id, low.id];
        let general = guild.channels[0].clone();
        Self { guild, general, ana, hal, mo, pia, lou, ben, roles }
    }

    /// The actions in its audit log, the oldest first.
    pub async fn log(&self) -> Vec<Value> {
        let page: Page<Value> =
            self.ana.must(operations::audit_log(&self.guild.id, &json!({}), 100, None)).await;
        page.nodes.into_iter().rev().collect()
    }

    async fn members(&self) -> Vec<String> {
        let page: Page<Value> = self.ana.must(operations::members(&self.guild.id, 100, None)).await;
        let name = |member: &Value| member["user"]["username"].as_str().expect("a name").to_owned();
        page.nodes.iter().map(name).collect()
    }
}

/// Every act on a member.
fn acts_on(guild: &str, user: &str) -> Vec<Operation> {
    vec![
        operations::kick_member(guild, user, None),
        operations::ban_member(&json!({ "guildId": guild, "userId": user, "deleteMessageSeconds": 3600 })),
        operations::timeout_member(guild, user, Some(600)),
        operations::timeout_member(guild, user, None),
        operations::set_member_voice(&json!({ "guildId": guild, "userId": user, "muted": true })),
        operations::set_member_voice(&json!({ "guildId": guild, "userId": user, "deafened": true })),
    ]
}

/// Every act on the server itself that this room has.
fn acts_in(house: &House, messages: &[&str]) -> Vec<Operation> {
    vec![
        operations::unban_member(&house.guild.id, &house.ben.id),
        operations::bans(&house.guild.id, None, 10, None),
        operations::delete_messages(&house.general.id, messages),
        operations::pause_joins(&house.guild.id, 600),
        operations::prune_preview(&house.guild.id, 7, &[]),
        operations::prune_members(&house.guild.id, 7, &[]),
    ]
}

#[rstest]
#[tokio::test]
async fn one_acts_only_on_those_below_oneself(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let guild = &house.guild.id;
    let kept = house.ben.send(&house.general, "to be kept").await;
    let before = house.log().await;

    // The owner, oneself, one's equal, and who stands above: nobody of them.
    for target in [&house.ana, &house.mo, &house.pia, &house.hal] {
        for act in acts_on(guild, &target.id) {
            let asked = format!("{} on {}", act.document, target.username);
            assert_eq!(house.mo.refused(act).await, "FORBIDDEN", "{asked}");
        }
    }
    // A rank gives no permission by itself, and nobody acts on the owner, whatever their rank.
    for target in [&house.lou, &house.ana] {
        for act in acts_on(guild, &target.id) {
            assert_eq!(house.hal.refused(act).await, "FORBIDDEN");
        }
    }
    let own = house.ana.send(&house.general, "the owner's").await;
    for act in acts_on(guild, &house.lou.id).into_iter().chain(acts_in(&house, &[&kept.id, &own.id])) {
        let asked = act.document.clone();
        assert_eq!(house.ben.refused(act).await, "FORBIDDEN", "{asked}");
    }
    for act in acts_on(guild, &house.ana.id) {
        assert_eq!(house.ana.refused(act).await, "FORBIDDEN", "the owner on themself");
    }

    assert_eq!(house.log().await, before, "nothing was done");
    assert_eq!(house.members().await.len(), 6);
    assert_eq!(house.ana.whole_history(&house.general).await.len(), 2);
    // Below them they may.
    for target in [&house.lou, &house.ben] {
        house.mo.must::<Value>(operations::timeout_member(guild, &target.id, Some(600))).await;
        house.mo.must::<String>(operations::kick_member(guild, &target.id, None)).await;
    }
    assert_eq!(house.members().await, ["ana", "hal", "mo", "pia"]);
}

#[rstest]
#[tokio::test]
async fn who_is_kicked_hears_nothing_more_and_may_come_back(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let own = house.ben.create_guild("Ben's").await;
    let invite = house.ana.invite(&house.guild).await;
    let mut bens_stream = house.ben.events().await;
    let mut lous_stream = house.lou.events().await;

    house.mo.must::<String>(operations::kick_member(&house.guild.id, &house.ben.id, Some("too loud"))).await;
    house.ana.send(&house.general, "now he is gone").await;
    let marker = house.ben.send(&own.channels[0], "marker").await;

    let heard = bens_stream.until(|event| event.creates(&marker)).await;
    let kinds: Vec<&str> = heard.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["GuildLeft", "MessageCreated"], "{heard:#?}");
    let told = lous_stream.expect(|event| event.is("GuildMemberLeft")).await;
    assert_eq!(told.body["userId"], house.ben.id);
    assert_eq!(house.ben.must::<Option<Value>>(operations::guild(&house.guild.id)).await, None);
    let entry = house.log().await.pop().expect("an entry");
    assert_eq!(
        (&entry["action"], &entry["actor"]["id"], &entry["targetUser"]["id"], &entry["reason"]),
        (&json!("MEMBER_KICKED"), &json!(house.mo.id), &json!(house.ben.id), &json!("too loud"))
    );
    assert_eq!(
        house.mo.refused(operations::kick_member(&house.guild.id, &house.ben.id, None)).await,
        "NOT_FOUND"
    );

    house.ben.join(&invite).await;
    assert_eq!(house.members().await.len(), 6);
}

#[rstest]
#[tokio::test]
async fn no_invite_lets_in_who_is_banned(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let guild = &house.guild.id;
    let cleo = server.person("cleo").await;
    let invite = house.ana.invite(&house.guild).await;
    let mut bens_stream = house.ben.events().await;

    let ban: Value = house
        .mo
        .must(operations::ban_member(
            &json!({ "guildId": guild, "userId": house.ben.id, "reason": "the secret reason" }),
        ))
        .await;
    assert_eq!((&ban["user"]["id"], &ban["bannedBy"]["id"]), (&json!(house.ben.id), &json!(house.mo.id)));
    assert_eq!((&ban["reason"], &ban["expiresAt"]), (&json!("the secret reason"), &Value::Null));
    // Also who was never in.
    house.mo.must::<Value>(operations::ban_member(&json!({ "guildId": guild, "userId": cleo.id }))).await;

    bens_stream.expect(|event| event.is("GuildLeft")).await;
    for banned in [&house.ben, &cleo] {
        let answer = banned.run(operations::accept_invite(&invite.code)).await;
        assert_eq!((answer.code(), answer.message()), ("FORBIDDEN", "You are banned from this server."));
        assert!(!answer.body.to_string().contains("secret"), "{}", answer.body);
        // They see of it what everybody sees who has the link.
        let preview: Value = banned.must(operations::preview(&invite.code)).await;
        assert_eq!((&preview["guildName"], &preview["joined"]), (&json!("Mill Lane"), &json!(false)));
        assert_eq!(banned.must::<Option<Value>>(operations::guild(guild)).await, None);
    }
    let invites: Vec<Invite> = house.ana.must(operations::invites(guild)).await;
    let uses = invites.iter().find(|shown| shown.code == invite.code).map(|shown| shown.uses);
    assert_eq!(uses, Some(0), "no use was spent");

    // The list, in pages, and by name.
    let page: Page<Value> = house.mo.must(operations::bans(guild, None, 1, None)).await;
    assert_eq!((&page.nodes[0]["user"]["id"], page.page_info.has_next_page), (&json!(cleo.id), true));
    let after = page.page_info.end_cursor;
    let page: Page<Value> = house.mo.must(operations::bans(guild, None, 1, after.as_deref())).await;
    assert_eq!((&page.nodes[0]["user"]["id"], page.page_info.has_next_page), (&json!(house.ben.id), false));
    let named: Page<Value> = house.mo.must(operations::bans(guild, Some("EN"), 10, None)).await;
    assert_eq!(named.nodes.len(), 1);
    let named: Page<Value> = house.mo.must(operations::bans(guild, Some("%"), 10, None)).await;
    assert!(named.nodes.is_empty(), "what is looked for stands for itself");

    house.mo.must::<String>(operations::unban_member(guild, &house.ben.id)).await;
    assert_eq!(house.mo.refused(operations::unban_member(guild, &house.ben.id)).await, "NOT_FOUND");
    house.ben.join(&invite).await;
    assert_eq!(cleo.refused(operations::accept_invite(&invite.code)).await, "FORBIDDEN");
    let actions: Vec<Value> = house.log().await.iter().map(|entry| entry["action"].clone()).collect();
    assert!(
        actions.ends_with(&["MEMBER_BANNED", "MEMBER_BANNED", "MEMBER_UNBANNED"].map(Value::from)),
        "{actions:?}"
    );
}

#[rstest]
#[tokio::test]
async fn bans_and_joins_at_once_leave_nobody_in_who_is_banned(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let invite = ana.invite(&guild).await;
    let mut guests = Vec::new();
    for n in 0..8 {
        guests.push(server.person(&format!("guest{n}")).await);
    }

    let joins = futures_util::future::join_all(
        guests.iter().map(|guest| guest.run(operations::accept_invite(&invite.code))),
    );
    let bans = futures_util::future::join_all(guests.iter().map(|guest| {
        ana.must::<Value>(operations::ban_member(&json!({ "guildId": guild.id, "userId": guest.id })))
    }));
    let (joins, _) = tokio::join!(joins, bans);

    for (guest, joined) in guests.iter().zip(joins) {
        assert!(joined.is_ok() || joined.code() == "FORBIDDEN", "{}", joined.body);
        assert_eq!(guest.must::<Option<Value>>(operations::guild(&guild.id)).await, None);
    }
    assert_eq!(ana.must::<Guild>(operations::guild(&guild.id)).await.member_count, 1);
}

#[rstest]
#[tokio::test]
async fn a_ban_takes_the_recent_messages_of_all_channels_with_it(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let second = house.ana.create_channel(&house.guild, "second").await;
    let elsewhere = house.ben.create_guild("Ben's").await;
    let kept = house.lou.send(&house.general, "by Lou").await;
    let own = house.ben.send(&elsewhere.channels[0], "in a server of his own").await;
    let mut spam = Vec::new();
    for channel in [&house.general, &second] {
        for n in 0..3 {
            spam.push(house.ben.send(channel, &format!("spam {n}")).await);
        }
    }
    let mut stream = house.lou.events().await;

    let input = json!({ "guildId": house.guild.id, "userId": house.ben.id, "deleteMessageSeconds": 604_800 });
    house.mo.must::<Value>(operations::ban_member(&input)).await;

    assert_eq!(house.ana.whole_history(&house.general).await, [kept]);
    assert!(house.ana.whole_history(&second).await.is_empty());
    assert_eq!(house.ben.whole_history(&elsewhere.channels[0]).await, [own]);
    let mut gone: Vec<String> = Vec::new();
    while gone.len() < spam.len() {
        let told = stream.expect(|event| event.is("MessagesDeleted")).await;
        let ids = told.body["ids"].as_array().expect("ids").clone();
        gone.extend(ids.iter().map(|id| id.as_str().expect("an id").to_owned()));
    }
    gone.sort();
    let mut wanted: Vec<String> = spam.into_iter().map(|message| message.id).collect();
    wanted.sort();
    assert_eq!(gone, wanted);
}

#[rstest]
#[tokio::test]
async fn very_many_messages_go_even_when_the_server_is_killed(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let mut server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild_id = general.guild_id.clone().expect("its server");
    for round in 0..24 {
        let (ben, general) = (&ben, &general);
        let sends = (0..60).map(|n| async move { ben.send(general, &format!("spam {round} {n}")).await });
        futures_util::future::join_all(sends).await;
    }
    let kept = ana.send(&general, "by Ana").await;

    let input = json!({ "guildId": guild_id, "userId": ben.id, "deleteMessageSeconds": 3600 });
    ana.must::<Value>(operations::ban_member(&input)).await;
    server.kill();
    server.start_again().await;

    let started = std::time::Instant::now();
    loop {
        let history = ana.whole_history(&general).await;
        if history == [kept.clone()] {
            break;
        }
        assert!(started.elapsed() < guildhall_tests::PATIENCE, "{} messages are still there", history.len());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    // Who is let in again writes what stays.
    ana.must::<String>(operations::unban_member(&guild_id, &ben.id)).await;
    let guild: Guild = ana.must(operations::guild(&guild_id)).await;
    ana.let_in(&guild, &ben).await;
    let back = ben.send(&general, "back again").await;
    tokio::time::sleep(Duration::from_secs(7)).await;
    assert_eq!(ana.whole_history(&general).await, [kept, back]);
}

#[rstest]
#[tokio::test]
async fn who_is_timed_out_reads_and_does_no_more(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let (guild, channel) = (&house.guild.id, &house.general.id);
    let own = house.lou.send(&house.general, "before").await;
    let anas = house.ana.send(&house.general, "by Ana").await;
    // A role that allows all of it does not help.
    let all = [
        "SEND_MESSAGES",
        "MANAGE_MESSAGES",
        "MANAGE_CHANNELS",
        "CREATE_INVITE",
        "KICK_MEMBERS",
        "BAN_MEMBERS",
    ];
    let role = house.ana.create_role(guild, "busy", &all).await;
    house.ana.give_role(guild, &house.lou, &role).await;
    let mut stream = house.lou.events().await;
    let mut bens_stream = house.ben.events().await;

    let muted: Value = house.mo.must(operations::timeout_member(guild, &house.lou.id, Some(3600))).await;
    assert!(muted["timeoutUntil"].is_string(), "{muted}");

    let told = bens_stream.expect(|event| event.is("GuildMemberUpdated")).await;
    assert_eq!(told.body["member"]["timeoutUntil"], muted["timeoutUntil"]);
    for refused in [
        operations::send_message(channel, "let me speak", None),
        operations::edit_message(&own.id, "let me speak"),
        operations::delete_message(&anas.id),
        operations::delete_messages(channel, &[&anas.id, &own.id]),
        operations::create_invite(&json!({ "guildId": guild })),
        operations::create_invite(&json!({ "guildId": guild, "channelId": channel })),
        operations::create_channel(&json!({ "guildId": guild, "name": "mine", "kind": "TEXT" })),
        operations::update_channel(&json!({ "id": channel, "name": "mine" })),
        operations::rename_guild(guild, "mine"),
        operations::pause_joins(guild, 60),
        operations::kick_member(guild, &house.ben.id, None),
        operations::ban_member(&json!({ "guildId": guild, "userId": house.ben.id })),
        operations::timeout_member(guild, &house.lou.id, None),
        operations::operation(
            "mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } } }",
            json!({ "input": { "channelId": channel, "name": "mine" } }),
            "/createThread/thread",
        ),
        operations::operation(
            "mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } } }",
            json!({ "input": { "channelId": channel, "name": "mine", "messageId": anas.id } }),
            "/createThread/thread",
        ),
    ] {
        let asked = refused.document.clone();
        assert_eq!(house.lou.refused(refused).await, "FORBIDDEN", "{asked}");
    }
    // They see, read, hear, and say that they have read.
    assert_eq!(house.lou.whole_history(&house.general).await.len(), 2);
    let heard = house.ana.send(&house.general, "still heard").await;
    stream.expect(|event| event.creates(&heard)).await;
    house.lou.must::<Value>(operations::acknowledge(channel, &heard.id)).await;

    house.mo.must::<Value>(operations::timeout_member(guild, &house.lou.id, None)).await;
    house.lou.send(&house.general, "free again").await;
    let entries: Vec<Value> = house.log().await;
    let ended = &entries[entries.len() - 1];
    assert_eq!((&ended["action"], &ended["changes"][0]["after"]), (&json!("MEMBER_TIMED_OUT"), &Value::Null));
}

#[rstest]
#[tokio::test]
async fn an_administrator_cannot_be_timed_out(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let guild = &house.guild.id;
    let role = house.ana.create_role(guild, "admin", &["ADMINISTRATOR"]).await;
    house.ana.give_role(guild, &house.ben, &role).await;

    let answer = house.ana.run(operations::timeout_member(guild, &house.ben.id, Some(60))).await;

    assert_eq!(answer.code(), "CONFLICT", "{}", answer.body);
    house.ben.send(&house.general, "not held back").await;
}

/// The shortest ban and the shortest timeout last a minute, so this test takes one.
#[rstest]
#[tokio::test]
async fn bans_timeouts_and_pauses_end_by_themselves(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let guild = &house.guild.id;
    let invite = house.ana.invite(&house.guild).await;
    let ban = json!({ "guildId": guild, "userId": house.ben.id, "durationSeconds": 60 });
    let banned: Value = house.mo.must(operations::ban_member(&ban)).await;
    assert!(banned["expiresAt"].is_string(), "{banned}");
    house.mo.must::<Value>(operations::timeout_member(guild, &house.lou.id, Some(60))).await;
    assert_eq!(house.ben.refused(operations::accept_invite(&invite.code)).await, "FORBIDDEN");
    assert_eq!(
        house.lou.refused(operations::send_message(&house.general.id, "not yet", None)).await,
        "FORBIDDEN"
    );

    tokio::time::sleep(Duration::from_secs(61)).await;

    let bans: Page<Value> = house.mo.must(operations::bans(guild, None, 10, None)).await;
    assert!(bans.nodes.is_empty(), "{bans:?}");
    house.ben.join(&invite).await;
    house.lou.send(&house.general, "now").await;
    assert_eq!(house.mo.refused(operations::unban_member(guild, &house.ben.id)).await, "NOT_FOUND");
}

#[rstest]
#[tokio::test]
async fn a_pause_keeps_newcomers_out_and_members_in(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let guild = &house.guild.id;
    let cleo = server.person("cleo").await;
    let invite = house.ana.invite(&house.guild).await;
    let mut stream = house.ben.events().await;

    house.mo.must::<String>(operations::pause_joins(guild, 3600)).await;

    let told = stream.expect(|event| event.is("GuildUpdated")).await;
    assert!(told.body["joinsPausedUntil"].is_string(), "{told:?}");
    let answer = cleo.run(operations::accept_invite(&invite.code)).await;
    assert_eq!(answer.code(), "CONFLICT");
    let wait = answer.error()["extensions"]["retryAfterMs"].as_u64().expect("how long");
    assert!((3_500_000..=3_600_000).contains(&wait), "{wait}");
    // Whoever is in is in.
    house.ben.join(&invite).await;
    // It holds after a restart, too.
    let mut server = server;
    server.kill();
    server.start_again().await;
    assert_eq!(cleo.refused(operations::accept_invite(&invite.code)).await, "CONFLICT");

    house.mo.must::<String>(operations::pause_joins(guild, 0)).await;
    cleo.join(&invite).await;
    for wrong in [-1, 86_401, i32::MAX] {
        assert_eq!(house.mo.refused(operations::pause_joins(guild, wrong)).await, "INVALID", "{wrong}");
    }
}

#[rstest]
#[tokio::test]
async fn many_messages_go_at_once(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let second = house.ana.create_channel(&house.guild, "second").await;
    let mut messages: Vec<Message> = Vec::new();
    for n in 0..5 {
        let who = if n % 2 == 0 { &house.ben } else { &house.ana };
        messages.push(who.send(&house.general, &format!("message {n}")).await);
    }
    let elsewhere = house.ben.send(&second, "elsewhere").await;
    let ids: Vec<&str> = messages.iter().map(|message| message.id.as_str()).collect();
    let mut stream = house.lou.events().await;

    // One that is elsewhere and one that is nowhere are passed over.
    let asked = [ids[0], ids[1], ids[2], elsewhere.id.as_str(), "1001"];
    let gone: Vec<String> = house.mo.must(operations::delete_messages(&house.general.id, &asked)).await;

    assert_eq!(gone, [ids[0], ids[1], ids[2]]);
    let told = stream.expect(|event| event.is("MessagesDeleted")).await;
    assert_eq!((&told.body["channelId"], &told.body["ids"]), (&json!(house.general.id), &json!(gone)));
    assert_eq!(house.ana.whole_history(&house.general).await, messages[3..]);
    assert_eq!(house.ana.whole_history(&second).await, [elsewhere]);
    let entry = house.log().await.pop().expect("an entry");
    assert_eq!((&entry["action"], &entry["targetName"]), (&json!("MESSAGES_DELETED"), &json!("general")));
    assert_eq!(entry["changes"][0]["after"], "3");

    // Nothing was there: nothing was done.
    let none: Vec<String> =
        house.mo.must(operations::delete_messages(&house.general.id, &["1001", "1002"])).await;
    assert!(none.is_empty());
    assert_eq!(house.log().await.pop().expect("an entry")["id"], entry["id"]);
    let many: Vec<String> = (1..=101).map(|n| n.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for wrong in [&[][..], &[ids[3]], &[ids[3], ids[3]], &many] {
        let refused = operations::delete_messages(&house.general.id, wrong);
        assert_eq!(house.mo.refused(refused).await, "INVALID", "{} ids", wrong.len());
    }
    assert_eq!(house.ana.whole_history(&house.general).await.len(), 2);
}

#[rstest]
#[tokio::test]
async fn voice_flags_are_set_one_by_one(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let (guild, ben) = (&house.guild.id, &house.ben.id);
    let mut stream = house.lou.events().await;

    let set = |flags: Value| {
        let mut input = json!({ "guildId": guild, "userId": ben });
        for (name, value) in flags.as_object().expect("an object") {
            input[name] = value.clone();
        }
        operations::set_member_voice(&input)
    };
    let member: Value = house.mo.must(set(json!({ "muted": true }))).await;
    assert_eq!((&member["voiceMuted"], &member["voiceDeafened"]), (&json!(true), &json!(false)));
    let told = stream.expect(|event| event.is("GuildMemberUpdated")).await;
    assert_eq!(told.body["member"]["voiceMuted"], true);
    let member: Value = house.mo.must(set(json!({ "deafened": true, "muted": false }))).await;
    assert_eq!((&member["voiceMuted"], &member["voiceDeafened"]), (&json!(false), &json!(true)));
    let entries = house.log().await;
    // Nothing different, nothing written.
    house.mo.must::<Value>(set(json!({ "deafened": true }))).await;
    house.mo.must::<Value>(set(json!({}))).await;
    assert_eq!(house.log().await, entries);
    let changes: Vec<&Value> =
        entries[entries.len() - 1]["changes"].as_array().expect("changes").iter().collect();
    assert_eq!(changes.len(), 2, "{changes:?}");
}

#[rstest]
#[tokio::test]
async fn times_out_of_bounds_and_long_reasons_change_nothing(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let (guild, ben) = (&house.guild.id, &house.ben.id);
    let before = house.log().await;

    for (field, value) in [
        ("deleteMessageSeconds", -1),
        ("deleteMessageSeconds", 604_801),
        ("durationSeconds", 59),
        ("durationSeconds", 0),
        ("durationSeconds", -60),
        ("durationSeconds", i32::MAX),
    ] {
        let answer = house
            .mo
            .run(operations::ban_member(&json!({ "guildId": guild, "userId": ben, field: value })))
            .await;
        assert_eq!(
            (answer.code(), &answer.error()["extensions"]["field"]),
            ("INVALID", &json!(field)),
            "{value}"
        );
    }
    for seconds in [0, 59, -1, 2_419_201] {
        assert_eq!(house.mo.refused(operations::timeout_member(guild, ben, Some(seconds))).await, "INVALID");
    }
    for reason in ["x".repeat(513), "a\u{0}b".to_owned()] {
        let ban = json!({ "guildId": guild, "userId": ben, "reason": reason });
        for refused in [operations::kick_member(guild, ben, Some(&reason)), operations::ban_member(&ban)] {
            let answer = house.mo.run(refused).await;
            assert_eq!(
                (answer.code(), &answer.error()["extensions"]["field"]),
                ("INVALID", &json!("reason")),
            );
        }
    }
    for days in [0, 31, -1] {
        assert_eq!(house.mo.refused(operations::prune_members(guild, days, &[])).await, "INVALID");
    }
    // Nobody, and nobody here.
    for user in ["1001", &server.person("cleo").await.id] {
        assert_eq!(house.mo.refused(operations::kick_member(guild, user, None)).await, "NOT_FOUND");
        assert_eq!(house.mo.refused(operations::timeout_member(guild, user, Some(60))).await, "NOT_FOUND");
    }
    assert_eq!(
        house.mo.refused(operations::ban_member(&json!({ "guildId": guild, "userId": "1001" }))).await,
        "NOT_FOUND"
    );

    assert_eq!(house.log().await, before);
    assert_eq!(house.members().await.len(), 6);
}

#[rstest]
#[tokio::test]
async fn those_not_seen_for_long_are_pruned_and_no_others(#[values(Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let (guild, low) = (&house.guild.id, house.roles[2].as_str());
    let cleo = server.person("cleo").await;
    let dan = server.person("dan").await;
    for person in [&cleo, &dan] {
        house.ana.let_in(&house.guild, person).await;
    }
    let fresh: Value = house.mo.must(operations::prune_preview(guild, 1, &[low])).await;
    assert_eq!(fresh, json!({ "count": 0, "sample": [] }), "everybody is here today");
    // All of them came ten days ago and were not seen since, but for Dan, who wrote today.
    let long_ago = 10 * 86_400_000_i64;
    server.sql(&format!(
        "UPDATE members SET joined_at = joined_at - {long_ago};
         UPDATE sessions SET last_used_at = last_used_at - {long_ago}"
    ));
    dan.send(&house.general, "here I am").await;
    let mut cleos_stream = cleo.events().await;
    let mut lous_stream = house.lou.events().await;

    let preview: Value = house.mo.must(operations::prune_preview(guild, 30, &[])).await;
    assert_eq!(preview["count"], 0, "not yet");
    // Without a role: Ben and Cleo. With the low role named, Lou too; the others' roles protect them.
    let preview: Value = house.mo.must(operations::prune_preview(guild, 7, &[])).await;
    let sample = preview["sample"].as_array().expect("a sample");
    let ids: Vec<&Value> = sample.iter().map(|member| &member["user"]["id"]).collect();
    assert_eq!((&preview["count"], ids), (&json!(2), vec![&json!(house.ben.id), &json!(cleo.id)]));
    let preview: Value = house.mo.must(operations::prune_preview(guild, 7, &[low])).await;
    assert_eq!(preview["count"], 3);
    for role in [&house.roles[0], &house.roles[1]] {
        assert_eq!(house.mo.refused(operations::prune_preview(guild, 7, &[role])).await, "FORBIDDEN");
        assert_eq!(house.mo.refused(operations::prune_members(guild, 7, &[role])).await, "FORBIDDEN");
    }
    assert_eq!(house.mo.refused(operations::prune_members(guild, 7, &["1001"])).await, "NOT_FOUND");

    let count: i64 = house.mo.must(operations::prune_members(guild, 7, &[])).await;

    assert_eq!(count, 2);
    cleos_stream.expect(|event| event.is("GuildLeft")).await;
    let told = lous_stream.expect(|event| event.is("GuildMembersPruned")).await;
    assert_eq!(told.body["count"], 2);
    assert_eq!(house.members().await, ["ana", "hal", "mo", "pia", "lou", "dan"]);
    assert_eq!(cleo.must::<Option<Value>>(operations::guild(guild)).await, None);
    let entry = house.log().await.pop().expect("an entry");
    assert_eq!(entry["action"], "MEMBERS_PRUNED");
    assert_eq!(house.mo.must::<i64>(operations::prune_members(guild, 7, &[])).await, 0);
    // Now everybody with a low role, Lou. The caller is never among them.
    assert_eq!(house.mo.must::<i64>(operations::prune_members(guild, 7, &[low])).await, 1);
    assert_eq!(house.ana.must::<i64>(operations::prune_members(guild, 7, &[])).await, 0);
}

#[rstest]
#[tokio::test]
async fn moderators_act_by_rest_too(#[values(Sqlite, Postgres)] database: Database) {
    use reqwest::Method;
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let (guild, ben, lou) = (&house.guild.id, &house.ben.id, &house.lou.id);
    let call = async |who: &Person, method: Method, path: &str, body: Option<Value>| -> (u16, Value) {
        let request = who.client.request(method, &format!("/api/v1/guilds/{guild}{path}"));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        (status, answer.json().await.unwrap_or_default())
    };
    let invite = house.ana.invite(&house.guild).await;

    let path = format!("/members/{lou}/timeout");
    assert_eq!(call(&house.ben, Method::PUT, &path, Some(json!({ "durationSeconds": 60 }))).await.0, 403);
    assert_eq!(call(&house.mo, Method::PUT, &path, Some(json!({ "durationSeconds": 60 }))).await.0, 204);
    assert_eq!(house.lou.refused(operations::send_message(&house.general.id, "x", None)).await, "FORBIDDEN");
    assert_eq!(call(&house.mo, Method::DELETE, &path, None).await.0, 204);
    house.lou.send(&house.general, "free again").await;

    let path = format!("/members/{lou}/kick");
    assert_eq!(call(&house.mo, Method::POST, &path, Some(json!({ "reason": "bye" }))).await.0, 204);
    assert_eq!(call(&house.mo, Method::POST, &path, None).await.0, 404);

    let path = format!("/bans/{ben}");
    let body = json!({ "reason": "spam", "deleteMessageSeconds": 3600, "durationSeconds": 3600 });
    let (status, ban) = call(&house.mo, Method::PUT, &path, Some(body)).await;
    assert_eq!((status, &ban["reason"], &ban["user"]["id"]), (200, &json!("spam"), &json!(ben)));
    assert_eq!(house.ben.refused(operations::accept_invite(&invite.code)).await, "FORBIDDEN");
    assert_eq!(call(&house.mo, Method::PUT, &format!("/bans/{lou}"), None).await.0, 200);
    let (status, page) = call(&house.mo, Method::GET, "/bans?limit=1", None).await;
    assert_eq!((status, &page["bans"][0]["user"]["id"]), (200, &json!(lou)));
    let next = page["next"].as_str().expect("there are more").to_owned();
    let (_, page) = call(&house.mo, Method::GET, &format!("/bans?after={next}"), None).await;
    assert_eq!((&page["bans"][0]["user"]["id"], &page["next"]), (&json!(ben), &Value::Null));
    assert_eq!(call(&house.pia, Method::DELETE, &path, None).await.0, 204);
    assert_eq!(call(&house.pia, Method::DELETE, &path, None).await.0, 404);
    house.ben.join(&invite).await;
    assert_eq!(call(&house.ben, Method::GET, "/bans", None).await.0, 403);
}

#[rstest]
#[tokio::test]
async fn others_hear_that_somebody_left_and_not_why(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let house = House::new(&server).await;
    let mut stream = house.lou.events().await;

    house.mo.must::<String>(operations::kick_member(&house.guild.id, &house.ben.id, Some("a secret"))).await;
    let marker = house.ana.send(&house.general, "marker").await;

    let heard: Vec<Event> = stream.until(|event| event.creates(&marker)).await;
    assert!(heard.iter().all(|event| !event.body.to_string().contains("secret")), "{heard:#?}");
}
