//! Members: what they are called, and how they are found.

use guildhall_tests::{Guild, Person, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::{Database, Postgres, Sqlite};

/// The names in a window of the member list, each with its heading's number and whether they are online.
fn listed(list: &Value) -> Vec<(String, i64, bool)> {
    let entries = list["entries"].as_array().expect("entries");
    let entry = |entry: &Value| {
        let member = &entry["member"];
        let name = member["nickname"].as_str().or_else(|| member["user"]["username"].as_str());
        (
            name.expect("a name").to_owned(),
            entry["groupIndex"].as_i64().expect("a heading"),
            entry["online"].as_bool().expect("a presence"),
        )
    };
    entries.iter().map(entry).collect()
}

fn names(members: &[Value]) -> Vec<&str> {
    members.iter().map(|member| member["user"]["username"].as_str().expect("a name")).collect()
}

/// Waits until the list shows as many online: streams begin and end in their own time.
async fn with_online(who: &Person, guild: &str, online: i64) -> Value {
    for _ in 0..200 {
        let list: Value = who.must(operations::member_list(guild, 0, 100)).await;
        if list["online"] == online {
            return list;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("never {online} online");
}

#[rstest]
#[tokio::test]
async fn people_say_what_they_are_called_here(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild = general.guild_id.clone().expect("a server");
    let mut anas_stream = ana.events().await;

    let edit = json!({ "guildId": guild, "userId": ben.id, "nickname": " Benny ", "pronouns": "he/him", "bio": "I grind.\nDaily." });
    let member: Value = ben.must(operations::update_member(&edit)).await;
    assert_eq!(
        (&member["nickname"], &member["pronouns"], &member["bio"]),
        (&json!("Benny"), &json!("he/him"), &json!("I grind.\nDaily."))
    );
    let told = anas_stream.expect(|event| event.is("GuildMemberUpdated")).await;
    assert_eq!((&told.body["guildId"], &told.body["member"]["nickname"]), (&json!(guild), &json!("Benny")));
    assert_eq!(ana.must::<Value>(operations::member(&guild, &ben.id)).await["bio"], "I grind.\nDaily.");

    // What is left out stays; null takes away.
    let edit = json!({ "guildId": guild, "userId": ben.id, "nickname": null });
    let member: Value = ben.must(operations::update_member(&edit)).await;
    assert_eq!((&member["nickname"], &member["pronouns"]), (&Value::Null, &json!("he/him")));

    for (field, length) in [("nickname", 33), ("pronouns", 41), ("bio", 501)] {
        let edit = json!({ "guildId": guild, "userId": ben.id, field: "x".repeat(length) });
        assert_eq!(ben.refused(operations::update_member(&edit)).await, "INVALID", "{field}");
    }
}

#[rstest]
#[tokio::test]
async fn others_are_renamed_only_from_above(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let guild = general.guild_id.clone().expect("a server");
    let rename = |user: &Person, name: &str| {
        operations::update_member(
            &json!({ "guildId": guild, "userId": user.id, "nickname": name, "reason": "a joke" }),
        )
    };

    let member: Value = ana.must(rename(&ben, "The Miller")).await;
    assert_eq!(member["nickname"], "The Miller");
    assert_eq!(ben.refused(rename(&ana, "Annie")).await, "FORBIDDEN");
    // Nobody speaks for somebody else.
    let bio = json!({ "guildId": guild, "userId": ben.id, "bio": "I am silly" });
    assert_eq!(ana.refused(operations::update_member(&bio)).await, "FORBIDDEN");
    let stranger = server.person("carl").await;
    assert_eq!(ana.refused(rename(&stranger, "Carlo")).await, "NOT_FOUND");
    assert_eq!(stranger.refused(rename(&ben, "Benny")).await, "NOT_FOUND");
    assert_eq!(ana.must::<Option<Value>>(operations::member(&guild, &stranger.id)).await, None);
}

#[rstest]
#[tokio::test]
async fn the_member_list_shows_who_is_here_first(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await;
    let invite = ana.invite(&guild).await;
    let mut people = Vec::new();
    for name in ["dora", "ben", "carl"] {
        let person = server.person(name).await;
        person.join(&invite).await;
        people.push(person);
    }

    let list = with_online(&ana, &guild.id, 0).await;
    let offline = |name: &str| (name.to_owned(), 0, false);
    assert_eq!(listed(&list), [offline("ana"), offline("ben"), offline("carl"), offline("dora")]);
    assert_eq!((&list["total"], &list["groups"][0]["count"]), (&json!(4), &json!(4)));

    let stream = people[0].events().await;
    let list = with_online(&ana, &guild.id, 1).await;
    assert_eq!(listed(&list)[0], ("dora".to_owned(), 0, true));
    let headings: Vec<_> = list["groups"]
        .as_array()
        .expect("headings")
        .iter()
        .map(|group| (&group["online"], &group["count"]))
        .collect();
    assert_eq!(headings, [(&json!(true), &json!(1)), (&json!(false), &json!(3))]);

    // A window of it.
    let list: Value = ana.must(operations::member_list(&guild.id, 1, 2)).await;
    assert_eq!(listed(&list), [("ana".to_owned(), 1, false), ("ben".to_owned(), 1, false)]);
    assert_eq!((&list["offset"], &list["total"]), (&json!(1), &json!(4)));
    for (offset, limit) in [(-1, 10), (0, 101), (0, -1)] {
        assert_eq!(ana.refused(operations::member_list(&guild.id, offset, limit)).await, "INVALID");
    }
    drop(stream);
    with_online(&ana, &guild.id, 0).await;

    // It is kept in step with who is called what, who comes and who goes.
    let nickname = json!({ "guildId": guild.id, "userId": ana.id, "nickname": "Zora" });
    ana.must::<Value>(operations::update_member(&nickname)).await;
    people[1].must::<Value>(operations::set_display_name(Some("Álvaro"))).await;
    people[0].leave(&guild.id).await;
    let ella = server.person("ella").await;
    ella.join(&invite).await;
    let list = with_online(&ana, &guild.id, 0).await;
    let order: Vec<String> = listed(&list).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(order, ["ben", "carl", "ella", "Zora"]);

    let seen =
        ana.client.get(&format!("/api/v1/guilds/{}/member-list?limit=1", guild.id)).await.expect_status(200);
    assert_eq!(seen.body["entries"][0]["member"]["user"]["displayName"], "Álvaro");
    let stranger = server.person("fritz").await;
    assert_eq!(stranger.must::<Option<Value>>(operations::guild(&guild.id)).await, None);
}

#[rstest]
#[tokio::test]
async fn many_members_are_asked_for_at_once(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild: Guild = ana.create_guild("Mill Lane").await;
    let ben = server.person("ben").await;
    ben.join(&ana.invite(&guild).await).await;
    let stranger = server.person("carl").await;
    let asked = [ben.id.as_str(), stranger.id.as_str(), ana.id.as_str(), ben.id.as_str(), "1"];

    let found: Vec<Value> = ben.must(operations::members_by_id(&guild.id, &asked)).await;
    assert_eq!(names(&found), ["ben", "ana"]);
    // For a stranger there is no such server.
    let nothing = stranger.run(operations::members_by_id(&guild.id, &asked)).await;
    assert_eq!(nothing.body, json!({ "data": { "guild": null } }));
    assert_eq!(ana.refused(operations::members_by_id(&guild.id, &["1"; 101])).await, "INVALID");
}

#[rstest]
#[tokio::test]
async fn members_are_found_by_any_of_their_names(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild: Guild = ana.create_guild("Mill Lane").await;
    let invite = ana.invite(&guild).await;
    let ben = server.person("ben").await;
    ben.join(&invite).await;
    ben.must::<Value>(operations::set_display_name(Some("José of the Mill"))).await;
    let carl = server.person("carl").await;
    carl.join(&invite).await;
    let nickname = json!({ "guildId": guild.id, "userId": carl.id, "nickname": "Jolly Ben" });
    carl.must::<Value>(operations::update_member(&nickname)).await;
    let find = async |query: &str, first: i64| {
        let found: Vec<Value> = ana.must(operations::member_search(&guild.id, query, first)).await;
        names(&found).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };

    assert_eq!(find("jose", 25).await, ["ben"]);
    assert_eq!(find("BEN", 25).await, ["ben", "carl"]);
    assert_eq!(find("jo", 25).await, ["carl", "ben"]);
    assert_eq!(find("jo", 1).await, ["carl"]);
    assert_eq!(find(&carl.id, 25).await, ["carl"]);
    assert_eq!(find("mill", 25).await, ["ben"]);
    assert!(find("nobody", 25).await.is_empty());
    assert_eq!(ana.refused(operations::member_search(&guild.id, &"x".repeat(101), 1)).await, "INVALID");
    let found = ana.client.get(&format!("/api/v1/guilds/{}/member-search?query=jos", guild.id)).await;
    assert_eq!(found.expect_status(200).body[0]["user"]["username"], "ben");
}
