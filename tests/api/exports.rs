//! Taking things along: archives of servers and of people's own data, and the end of accounts.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read, Write};

use guildhall_tests::{Channel, Guild, Person, Reply, Server, operations};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::databases::{Database, Postgres, Sqlite};

/// The entries of an archive, each with its lines; the manifest is one line.
type Entries = BTreeMap<String, Vec<Value>>;

async fn download(who: &Person, path: &str) -> Vec<u8> {
    let answer = who.client.request(Method::GET, path).send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 200, "{path}");
    assert_eq!(answer.headers()["content-type"], "application/zip");
    answer.bytes().await.expect("the whole archive").to_vec()
}

async fn export(who: &Person, guild: &str) -> Vec<u8> {
    download(who, &format!("/api/v1/guilds/{guild}/export")).await
}

async fn import(who: &Person, archive: &[u8]) -> Reply {
    const BORDER: &str = "--a-border-that-is-nowhere-else";
    let mut body = format!(
        "{BORDER}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"server.zip\"\r\n\
         content-type: application/zip\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(archive);
    body.extend_from_slice(format!("\r\n{BORDER}--\r\n").as_bytes());
    let request = who
        .client
        .request(Method::POST, "/api/v1/guilds/import")
        .header("content-type", format!("multipart/form-data; boundary={}", &BORDER[2..]))
        .body(body);
    let answer = request.send().await.expect("an answer");
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let text = answer.text().await.expect("a body");
    Reply { status, headers, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
}

fn unpack(archive: &[u8]) -> Entries {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).expect("a ZIP archive");
    let names: Vec<String> = zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut entries = Entries::new();
    for name in names {
        let mut text = String::new();
        zip.by_name(&name).expect("an entry").read_to_string(&mut text).expect("text");
        let lines = match name.as_str() {
            "manifest.json" => vec![serde_json::from_str(&text).expect("JSON")],
            _ => text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect(),
        };
        entries.insert(name, lines);
    }
    entries
}

/// An archive of these entries, with a manifest that fits them.
fn pack(entries: &Entries) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut named = Vec::new();
    for (name, lines) in entries.iter().filter(|(name, _)| *name != "manifest.json") {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let sha256: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        named.push(json!({ "name": name, "count": lines.len(), "bytes": text.len(), "sha256": sha256 }));
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("written");
    }
    let mut manifest = entries["manifest.json"][0].clone();
    manifest["entries"] = json!(named);
    zip.start_file("manifest.json", SimpleFileOptions::default()).expect("an entry");
    zip.write_all(manifest.to_string().as_bytes()).expect("written");
    zip.finish().expect("an archive").into_inner()
}

/// The entries with names for their ids, given in the order in which they come, and without what is of the
/// moment of the export.
fn up_to_ids(entries: &Entries) -> Vec<(String, Vec<Value>)> {
    const ORDER: [&str; 6] =
        ["guild.json", "roles.jsonl", "channels.jsonl", "threads.jsonl", "people.jsonl", "members.jsonl"];
    let mut names = HashMap::new();
    let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
    let mut sorted: Vec<_> = entries.iter().filter(|(name, _)| *name != "manifest.json").collect();
    // Files are named by ids, which are ever longer or as long: their order is that of their channels.
    sorted.sort_by_key(|(name, _)| (rank(name), (*name).clone()));
    sorted
        .into_iter()
        .map(|(name, lines)| {
            let lines = lines.iter().map(|line| named(line, &mut names)).collect();
            (text_named(name, &mut names), lines)
        })
        .collect()
}

fn named(value: &Value, names: &mut HashMap<String, String>) -> Value {
    match value {
        Value::String(text) => Value::String(text_named(text, names)),
        Value::Array(values) => values.iter().map(|value| named(value, names)).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(field, value)| (field.clone(), named(value, names))).collect()
        }
        other => other.clone(),
    }
}

/// A text with names for the ids in it: numbers as long as ids are.
fn text_named(text: &str, names: &mut HashMap<String, String>) -> String {
    let (mut out, mut digits) = (String::new(), String::new());
    for letter in text.chars().chain(['\0']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if digits.len() >= 15 {
            let next = format!("id-{}", names.len());
            out.push_str(names.entry(std::mem::take(&mut digits)).or_insert(next));
        } else {
            out.push_str(&std::mem::take(&mut digits));
        }
        if letter != '\0' {
            out.push(letter);
        }
    }
    out
}

/// Ana's server with all that this API can put into one.
async fn furnished(server: &Server) -> (Person, Person, Guild, Channel) {
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild_id = general.guild_id.clone().expect("the server of the channel");
    let category: Channel = ana
        .must(operations::create_channel(
            &json!({ "guildId": guild_id, "name": "Mills", "kind": "CATEGORY" }),
        ))
        .await;
    let inner = json!({
        "guildId": guild_id, "name": "stones", "kind": "TEXT", "parentId": category.id, "topic": "Grinding", "slowModeSeconds": 5
    });
    let stones: Channel = ana.must(operations::create_channel(&inner)).await;
    let settings = json!({
        "id": guild_id, "description": "All about the mill", "systemChannelId": general.id, "tellsJoins": true,
        "tellsLeaves": true, "rules": ["Be kind."], "rulesRequired": true,
        "welcome": { "text": "Come in!", "channels": [{ "channelId": general.id, "text": "Say hello", "emoji": "👋" }] },
        "reason": "for the archive",
    });
    ana.must::<Value>(operations::update_guild(&settings)).await;
    let guild: Guild = ana.must(operations::guild(&guild_id)).await;
    let carl = server.person("carl").await;
    ana.let_in(&guild, &carl).await;
    let nickname = json!({ "guildId": guild_id, "userId": ben.id, "nickname": "The Miller", "pronouns": "he/him", "bio": "I grind." });
    ben.must::<Value>(operations::update_member(&nickname)).await;
    let renamed =
        json!({ "guildId": guild_id, "userId": carl.id, "nickname": "Carlo", "reason": "too long" });
    ana.must::<Value>(operations::update_member(&renamed)).await;
    ben.must::<Value>(operations::set_display_name(Some("Benjamin"))).await;
    for n in 0..30 {
        ben.send(&general, &format!("message {n}")).await;
    }
    let first =
        ana.send(&general, &format!("hello <@{}>, look at <#{}>; nobody is <@7>", ben.id, stones.id)).await;
    ana.edit(&first, &format!("hello again <@{}>, look at <#{}>; nobody is <@7>", ben.id, stones.id)).await;
    ana.send(&stones, "escaped \\u0000 and 😀 \"quoted\"").await;
    carl.leave(&guild_id).await;
    // Last, since everybody here is new.
    let verification = json!({ "id": guild_id, "verification": "MEDIUM" });
    ana.must::<Value>(operations::update_guild(&verification)).await;
    (ana, ben, guild, general)
}

fn lines<'e>(entries: &'e Entries, name: &str) -> &'e [Value] {
    entries.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", entries.keys()))
}

#[rstest]
#[tokio::test]
async fn nothing_is_lost_on_the_way_out_and_in(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, _, guild, _) = furnished(&server).await;

    let archive = export(&ana, &guild.id).await;
    let entries = unpack(&archive);
    let manifest = &lines(&entries, "manifest.json")[0];
    assert_eq!((&manifest["format"], &manifest["version"]), (&json!("guildhall-server"), &json!(1)));
    assert_eq!(lines(&entries, "members.jsonl").len(), 2);
    assert_eq!(lines(&entries, "channels.jsonl").len(), 3);
    let people: Vec<&Value> =
        lines(&entries, "people.jsonl").iter().map(|person| &person["username"]).collect();
    assert_eq!(people, ["ana", "ben", "carl"]);
    assert!(lines(&entries, "audit-log.jsonl").iter().any(|entry| entry["reason"] == "too long"));

    let imported = import(&ana, &archive).await.expect_status(201);
    let copy = imported.text("/id");
    assert_ne!(copy, guild.id);
    assert_eq!((&imported.body["ownerId"], &imported.body["memberCount"]), (&json!(ana.id), &json!(2)));
    let again = unpack(&export(&ana, &copy).await);
    assert_eq!(up_to_ids(&again), up_to_ids(&entries));

    // Once more, from the copy, and the first is as it was but for its own exports.
    let third = import(&ana, &export(&ana, &copy).await).await.expect_status(201).text("/id");
    let third = unpack(&export(&ana, &third).await);
    let without_log = |entries: &Entries| {
        let mut entries = entries.clone();
        entries.remove("audit-log.jsonl");
        up_to_ids(&entries)
    };
    assert_eq!(without_log(&third), without_log(&entries));
    assert_eq!(without_log(&unpack(&export(&ana, &guild.id).await)), without_log(&entries));
}

#[rstest]
#[tokio::test]
async fn a_server_moves_to_another_installation(#[values(Sqlite, Postgres)] database: Database) {
    let (old, new) = (Server::start(database).await, Server::start(database).await);
    let (ana, ben, guild, _) = furnished(&old).await;
    let archive = export(&ana, &guild.id).await;
    // Somebody there has a name that is in the archive, too.
    let other_ben = new.person("ben").await;
    let zoe = new.person("zoe").await;
    let mut zoes_stream = zoe.events().await;

    let copy = import(&zoe, &archive).await.expect_status(201).text("/id");

    zoes_stream.expect(|event| event.is("GuildJoined") && event.body["guildId"] == copy).await;
    let moved: Guild = zoe.must(operations::guild(&copy)).await;
    assert_eq!(
        (moved.name.as_str(), moved.owner_id.as_str(), moved.member_count),
        ("Mill Lane", zoe.id.as_str(), 3)
    );
    let general = moved.channels.iter().find(|channel| channel.name == "general").expect("the channel");
    let stones = moved.channels.iter().find(|channel| channel.name == "stones").expect("the channel");
    assert_eq!((stones.topic.as_deref(), stones.slow_mode_seconds), (Some("Grinding"), 5));
    let history = zoe.whole_history(general).await;
    let old_history =
        ana.whole_history(&guild.channels.iter().find(|c| c.name == "general").expect("it").clone()).await;
    assert_eq!(history.len(), old_history.len());
    for (moved, old) in history.iter().zip(&old_history) {
        assert_eq!((&moved.author.username, &moved.created_at), (&old.author.username, &old.created_at));
        assert_ne!(moved.author.id, other_ben.id, "ids and names of elsewhere are nobody's here");
        assert_ne!(moved.author.id, zoe.id);
    }
    let hello = history.iter().find(|message| message.content.starts_with("hello")).expect("the message");
    let ghost = &hello.mentions[0];
    assert_eq!((ghost.username.as_str(), ghost.display_name.as_deref()), ("ben", Some("Benjamin")));
    assert!(
        hello.content.contains(&format!("<#{}>", stones.id)) && hello.content.contains("<@7>"),
        "{}",
        hello.content
    );
    let member: Value = zoe.must(operations::member(&copy, &ghost.id)).await;
    assert_eq!((&member["nickname"], &member["bio"]), (&json!("The Miller"), &json!("I grind.")));
    let found: Vec<Value> = zoe.must(operations::member_search(&copy, "miller", 10)).await;
    assert_eq!(found.len(), 1);

    // Nobody is let in by an archive.
    assert_eq!(new.visitor().try_sign_in("ana", &ana.password).await.status, 401);
    assert_eq!(new.visitor().try_sign_in(&format!("ghost:{}", ghost.id), "").await.status, 401);
    assert_eq!(other_ben.must::<Option<Value>>(operations::guild(&copy)).await, None);
    // It goes on from there.
    zoe.send(general, "here we are").await;
    zoe.let_in(&moved, &other_ben).await;
    drop(ben);
}

#[rstest]
#[tokio::test]
async fn only_the_owner_takes_a_server_along(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, guild, _) = furnished(&server).await;
    let stranger = server.person("dora").await;
    let path = format!("/api/v1/guilds/{}/export", guild.id);
    assert_eq!(ben.client.get(&path).await.expect_status(403).code(), "FORBIDDEN");
    assert_eq!(stranger.client.get(&path).await.expect_status(404).code(), "NOT_FOUND");
    assert_eq!(server.visitor().get(&path).await.expect_status(401).code(), "UNAUTHENTICATED");
    let archive = export(&ana, &guild.id).await;
    let visitor = Person { client: server.visitor(), ..ana.clone() };
    assert_eq!(import(&visitor, &archive).await.status, 401);
    // Each export is in the log, but not in itself.
    let log = unpack(&export(&ana, &guild.id).await);
    let exports = lines(&log, "audit-log.jsonl").iter().filter(|entry| entry["action"] == "GUILD_EXPORTED");
    assert_eq!(exports.count(), 1);
}

#[rstest]
#[tokio::test]
async fn an_archive_that_lies_makes_nothing(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, _, guild, general) = furnished(&server).await;
    let good = unpack(&export(&ana, &guild.id).await);
    let messages = format!("messages/{}.jsonl", general.id);
    let future = ((4_000_000_000_000_i64 - 1_735_689_600_000) << 21).to_string();

    let set = |name: &str, line: usize, field: &str, value: Value| {
        let mut entries = good.clone();
        entries.get_mut(name).expect("the entry")[line][field] = value;
        (format!("{name}: {field}"), pack(&entries))
    };
    let mut hostile = vec![
        set("manifest.json", 0, "format", json!("guildhall-account")),
        set("manifest.json", 0, "version", json!(2)),
        set("manifest.json", 0, "rights", json!("all")),
        set("guild.json", 0, "ownerId", json!("7")),
        set("guild.json", 0, "systemChannelId", json!("7")),
        set("guild.json", 0, "verification", json!("NEVER")),
        set("guild.json", 0, "id", json!(future)),
        set("people.jsonl", 0, "username", json!("no name")),
        set("people.jsonl", 1, "operator", json!(true)),
        set("people.jsonl", 2, "id", json!(future)),
        set("roles.jsonl", 0, "permissions", json!(["FLY"])),
        set("roles.jsonl", 0, "position", json!(7)),
        set("roles.jsonl", 0, "id", json!("7")),
        set("channels.jsonl", 0, "kind", json!("PUBLIC_THREAD")),
        set("channels.jsonl", 0, "kind", json!("CATEGORY")),
        set("channels.jsonl", 0, "parentId", json!(general.id)),
        set(
            "channels.jsonl",
            0,
            "overwrites",
            json!([{ "roleId": "7", "userId": null, "allow": [], "deny": [] }]),
        ),
        set("channels.jsonl", 0, "name", json!("a\nb")),
        set("members.jsonl", 0, "roleIds", json!(["7"])),
        set("members.jsonl", 0, "roleIds", json!([guild.id])),
        set("members.jsonl", 1, "userId", json!(ana.id)),
        set("members.jsonl", 1, "joinedAt", json!(4_000_000_000_000_i64)),
        set("invites.jsonl", 0, "uses", json!(-1)),
        set(&messages, 0, "authorId", json!("7")),
        set(&messages, 0, "channelId", json!("7")),
        set(&messages, 0, "content", json!("a\0b")),
        set(&messages, 0, "content", json!("x".repeat(4001))),
        set(&messages, 1, "id", json!("1")),
        set(&messages, 31, "id", json!(future)),
        set("audit-log.jsonl", 0, "action", json!("FLEW")),
        set("audit-log.jsonl", 0, "actorId", json!("7")),
    ];
    let mut without = good.clone();
    without.remove("audit-log.jsonl");
    hostile.push(("no audit log".to_owned(), pack(&without)));
    for name in ["../../etc/passwd", "/etc/passwd", "messages/7.jsonl", "files/a"] {
        let mut with = good.clone();
        with.insert(name.to_owned(), Vec::new());
        hostile.push((name.to_owned(), pack(&with)));
    }
    let whole = pack(&good);
    hostile.push(("cut off".to_owned(), whole[..whole.len() / 2].to_vec()));
    hostile.push(("nothing".to_owned(), Vec::new()));
    hostile.push(("no archive".to_owned(), b"PK\x03\x04 but no more".to_vec()));
    let mut changed = whole.clone();
    let at = changed.windows(9).position(|part| part == b"message 7").unwrap_or(200);
    changed[at] ^= 1;
    hostile.push(("a bit turned".to_owned(), changed));

    for (what, archive) in hostile {
        let refused = import(&ana, &archive).await;
        assert_eq!(refused.status, 422, "{what}: {}", refused.body);
        assert_eq!((refused.code(), &refused.body["field"]), ("INVALID", &json!("file")), "{what}");
    }
    assert_eq!(ana.must::<Vec<Guild>>(operations::my_guilds()).await.len(), 1);
    assert!(server.person("late").await.id.parse::<i64>().expect("an id") < future.parse().expect("an id"));
    import(&ana, &whole).await.expect_status(201);
}

#[rstest]
#[tokio::test]
async fn an_installation_says_how_large_archives_may_be(#[values(Sqlite, Postgres)] database: Database) {
    let small = Server::on(database).variable("GUILDHALL_IMPORT_MIB", "1").start().await;
    let (ana, _, guild, _) = furnished(&small).await;
    let archive = export(&ana, &guild.id).await;
    import(&ana, &archive).await.expect_status(201);
    let refused = import(&ana, &vec![0; 2 << 20]).await;
    assert_eq!((refused.status, refused.code()), (413, "PAYLOAD_TOO_LARGE"));

    let none = Server::on(database).variable("GUILDHALL_IMPORT_MIB", "0").start().await;
    assert_eq!(import(&none.person("zoe").await, &archive).await.status, 413);
}

#[rstest]
#[tokio::test]
async fn people_take_their_own_data_along(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (_, ben, guild, general) = furnished(&server).await;
    let last = ben.whole_history(&general).await.pop().expect("a message");
    ben.must::<Value>(operations::acknowledge(&general.id, &last.id)).await;

    let entries = unpack(&download(&ben, "/api/v1/users/@me/export").await);

    let account = &lines(&entries, "account.json")[0];
    assert_eq!((&account["username"], &account["email"]), (&json!("ben"), &json!("ben@example.org")));
    assert_eq!(account["displayName"], "Benjamin");
    assert_eq!(lines(&entries, "sessions.jsonl")[0]["userAgent"], "guildhall-tests");
    let home = &lines(&entries, "servers.jsonl")[0];
    assert_eq!(
        (&home["id"], &home["owner"], &home["member"]["nickname"]),
        (&json!(guild.id), &json!(false), &json!("The Miller"))
    );
    assert_eq!(lines(&entries, "messages.jsonl").len(), 30, "his own and nobody else's");
    assert_eq!(lines(&entries, "read-states.jsonl")[0]["lastReadId"], last.id);
    assert_eq!(lines(&entries, "manifest.json")[0]["format"], "guildhall-account");
    server.visitor().get("/api/v1/users/@me/export").await.expect_status(401);
    // It is no server.
    assert_eq!(import(&ben, &pack(&entries)).await.status, 422);
}

#[rstest]
#[tokio::test]
async fn whoever_deletes_their_account_is_gone(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, guild, general) = furnished(&server).await;
    let bens_phone = ben.another_device().await;
    let mut anas_stream = ana.events().await;

    let refused: Value = ben.must(operations::delete_account("not the password", false)).await;
    assert_eq!(refused, json!({ "status": "WRONG_PASSWORD", "ownedServers": [] }));
    let refused: Value = ana.must(operations::delete_account(&ana.password, false)).await;
    assert_eq!(
        refused,
        json!({ "status": "OWNS_SERVERS", "ownedServers": [{ "id": guild.id, "name": "Mill Lane" }] })
    );
    assert!(ana.is_signed_in().await && ben.is_signed_in().await);

    let done: Value = ben.must(operations::delete_account(&ben.password, false)).await;
    assert_eq!(done["status"], "DELETED");

    // Nobody is signed in as them, and nobody can.
    assert!(!ben.is_signed_in().await && !bens_phone.is_signed_in().await);
    assert_eq!(server.visitor().try_refresh(&bens_phone.refresh_token).await.status, 401);
    let name = format!("deleted-{}", ben.id);
    for login in ["ben", "ben@example.org", &name] {
        assert_eq!(server.visitor().try_sign_in(login, &ben.password).await.status, 401, "{login}");
    }
    assert_eq!(server.visitor().try_sign_in(&name, "").await.status, 401);
    assert_eq!(
        server.visitor().try_sign_up("deleted-7", "d@example.org", "a long password").await.status,
        422
    );

    // The name is gone everywhere.
    let told = anas_stream.expect(|event| event.is("UserUpdated")).await;
    assert_eq!(
        (&told.body["user"]["username"], &told.body["user"]["displayName"]),
        (&json!(name), &Value::Null)
    );
    anas_stream.expect(|event| event.is("GuildMemberLeft") && event.body["userId"] == ben.id).await;
    let history = ana.whole_history(&general).await;
    let his: Vec<_> = history.iter().filter(|message| message.author.id == ben.id).collect();
    assert!(his.len() >= 30, "what he wrote stays");
    assert!(
        his.iter().all(|message| message.author.username == name && message.author.display_name.is_none())
    );
    assert!(ana.must::<Vec<Value>>(operations::member_search(&guild.id, "ben", 10)).await.is_empty());
    assert_eq!(ana.must::<Option<Value>>(operations::member(&guild.id, &ben.id)).await, None);
    let archive = unpack(&export(&ana, &guild.id).await);
    let people = lines(&archive, "people.jsonl");
    assert!(people.iter().all(|person| person["username"] != "ben" && person["displayName"] != "Benjamin"));

    // And free again.
    let new_ben = server.person("ben").await;
    assert_ne!(new_ben.id, ben.id);
    assert!(new_ben.must::<Vec<Guild>>(operations::my_guilds()).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn what_one_wrote_goes_too_if_one_wants(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, _, general) = furnished(&server).await;
    let mut anas_stream = ana.events().await;
    let one = ana
        .whole_history(&general)
        .await
        .into_iter()
        .find(|message| message.author.id == ben.id)
        .expect("one");

    let done: Value = ben.must(operations::delete_account(&ben.password, true)).await;

    assert_eq!(done["status"], "DELETED");
    anas_stream.expect(|event| event.deletes(&one)).await;
    for _ in 0..200 {
        if ana.whole_history(&general).await.iter().all(|message| message.author.id != ben.id) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("his messages are still there");
}
