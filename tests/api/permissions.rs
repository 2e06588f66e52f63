//! What channels allow and deny, that it is so at once for everybody, and why.

use std::time::Duration;

use guildhall_tests::{Channel, Event, Events, Guild, Message, Operation, Person, Role, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

/// A server with an owner, a member with a role, and a channel that all see.
struct Town {
    guild: String,
    owner: Person,
    member: Person,
    role: Role,
    everywhere: Channel,
}

async fn town(server: &Server) -> Town {
    let (owner, member, everywhere) = server.two_people_in_a_channel().await;
    let guild = everywhere.guild_id.clone().expect("the server of the channel");
    let role = owner.create_role(&guild, "bakers", &[]).await;
    owner.give_role(&guild, &member, &role).await;
    Town { guild, owner, member, role, everywhere }
}

impl Town {
    async fn make(&self, name: &str, rest: Value) -> Channel {
        let mut input = json!({ "guildId": self.guild, "name": name, "kind": "TEXT" });
        for (field, value) in rest.as_object().expect("an object") {
            input[field] = value.clone();
        }
        self.owner.must(operations::create_channel(&input)).await
    }

    /// All that comes until a message of the owner in a channel that everybody sees.
    async fn heard(&self, stream: &mut Events) -> Vec<Event> {
        let marker = self.owner.send(&self.everywhere, "marker").await;
        stream.until(|event| event.creates(&marker)).await
    }
}

fn of_role(channel: &Channel, role: &str, allow: &[&str], deny: &[&str]) -> Operation {
    operations::set_overwrite(
        &json!({ "channelId": channel.id, "roleId": role, "allow": allow, "deny": deny }),
    )
}

fn of_member(channel: &Channel, user: &Person, allow: &[&str], deny: &[&str]) -> Operation {
    operations::set_overwrite(
        &json!({ "channelId": channel.id, "userId": user.id, "allow": allow, "deny": deny }),
    )
}

async fn sees(person: &Person, channel: &Channel) -> bool {
    person.must::<Option<Channel>>(operations::channel(&channel.id)).await.is_some()
}

async fn overwrites(person: &Person, channel: &Channel) -> Value {
    person.must(operations::overwrites(&channel.id)).await
}

#[rstest]
#[tokio::test]
async fn overwrites_are_set_shown_and_taken_back(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let town = town(&server).await;
    let Town { guild, owner, member, role, everywhere } = &town;
    let mut stream = member.events().await;

    let shown: Value = owner.must(of_role(everywhere, guild, &[], &["SEND_MESSAGES"])).await;
    assert_eq!(
        shown["overwrites"],
        json!([{ "role": { "id": guild }, "user": null, "allow": [], "deny": ["SEND_MESSAGES"] }])
    );
    stream.expect(|event| event.is("ChannelUpdated") && event.body["channel"]["id"] == everywhere.id).await;
    let send = || operations::send_message(&everywhere.id, "hello", None);
    assert_eq!(member.refused(send()).await, "FORBIDDEN");
    owner.must::<Value>(of_role(everywhere, &role.id, &["SEND_MESSAGES"], &[])).await;
    member.must::<Message>(send()).await;
    owner.must::<Value>(of_member(everywhere, member, &[], &["SEND_MESSAGES"])).await;
    assert_eq!(member.refused(send()).await, "FORBIDDEN");
    let seen = overwrites(member, everywhere).await;
    assert_eq!(seen["overwrites"].as_array().map(Vec::len), Some(3), "they are no secret");
    assert_eq!(seen["overwrites"][2]["user"]["id"], json!(member.id));

    owner
        .must::<Value>(operations::delete_overwrite(
            &json!({ "channelId": everywhere.id, "userId": member.id }),
        ))
        .await;
    member.must::<Message>(send()).await;
    let left: Value = owner.must(of_role(everywhere, &role.id, &[], &[])).await;
    assert_eq!(left["overwrites"].as_array().map(Vec::len), Some(1));
    assert_eq!(member.refused(send()).await, "FORBIDDEN");
}

#[rstest]
#[tokio::test]
async fn a_manager_of_a_channel_stays_within_their_own(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let town = town(&server).await;
    let Town { guild, owner, member, role, everywhere } = &town;
    let low = owner.create_role(guild, "low", &[]).await;
    let other = server.person("cleo").await;
    let invite: Value = owner.must(operations::create_invite(&json!({ "guildId": guild }))).await;
    other.must::<Value>(operations::accept_invite(invite["code"].as_str().expect("a code"))).await;
    assert_eq!(member.refused(of_role(everywhere, &low.id, &[], &["SEND_MESSAGES"])).await, "FORBIDDEN");
    owner.must::<Value>(of_member(everywhere, member, &["MANAGE_ROLES"], &["SPEAK"])).await;
    let before = overwrites(owner, everywhere).await;
    let elsewhere = town.make("elsewhere", json!({})).await;
    let foreign = owner.create_guild("foreign").await;
    let foreign_role = owner.create_role(&foreign.id, "foreign", &[]).await;

    for (attempt, code) in [
        // What they have not there.
        (of_role(everywhere, &low.id, &["MANAGE_MESSAGES"], &[]), "FORBIDDEN"),
        (of_role(everywhere, &low.id, &[], &["MANAGE_MESSAGES"]), "FORBIDDEN"),
        (of_role(everywhere, &low.id, &["SPEAK"], &[]), "FORBIDDEN"),
        (of_member(everywhere, member, &["MANAGE_ROLES", "MANAGE_MESSAGES"], &["SPEAK"]), "FORBIDDEN"),
        (of_member(everywhere, member, &["MANAGE_ROLES"], &[]), "FORBIDDEN"),
        // Who is not below them.
        (of_role(everywhere, &role.id, &[], &["SEND_MESSAGES"]), "FORBIDDEN"),
        (of_member(everywhere, owner, &[], &["SEND_MESSAGES"]), "FORBIDDEN"),
        // Where they do not manage.
        (of_role(&elsewhere, &low.id, &[], &["SEND_MESSAGES"]), "FORBIDDEN"),
        // What makes no sense.
        (of_role(everywhere, &low.id, &["SEND_MESSAGES"], &["SEND_MESSAGES"]), "INVALID"),
        (of_role(everywhere, &low.id, &[], &["KICK_MEMBERS"]), "INVALID"),
        (of_role(everywhere, &foreign_role.id, &["SEND_MESSAGES"], &[]), "NOT_FOUND"),
        (of_role(&foreign.channels[0], &foreign_role.id, &["SEND_MESSAGES"], &[]), "NOT_FOUND"),
        (
            operations::set_overwrite(&json!({ "channelId": everywhere.id, "allow": [], "deny": [] })),
            "INVALID",
        ),
        // What they could not undo.
        (of_role(everywhere, &role.id, &[], &["VIEW_CHANNEL"]), "FORBIDDEN"),
        (
            operations::delete_overwrite(&json!({ "channelId": everywhere.id, "userId": member.id })),
            "FORBIDDEN",
        ),
        (of_member(everywhere, member, &[], &["SPEAK"]), "CONFLICT"),
    ] {
        let answer = member.run(attempt.clone()).await;
        assert_eq!(answer.code(), code, "{} gave {}", attempt.variables, answer.body);
    }
    assert_eq!(overwrites(owner, everywhere).await, before, "nothing has changed");

    member.must::<Value>(of_role(everywhere, &low.id, &[], &["SEND_MESSAGES"])).await;
    member.must::<Value>(of_role(everywhere, guild, &[], &["ADD_REACTIONS"])).await;
    member.must::<Value>(of_member(everywhere, &other, &["SEND_MESSAGES"], &[])).await;
}

#[rstest]
#[tokio::test]
async fn whoever_loses_a_channel_hears_no_more_of_it(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let town = town(&server).await;
    let Town { guild, owner, member, role, everywhere } = &town;
    let named = json!({ "private": true, "roleIds": [role.id] });
    let category: Channel = town.make("closed", json!({ "kind": "CATEGORY", "private": true })).await;

    // Each way to lose a channel, tried on one of its own.
    for way in ["role taken", "overwrite denied", "made private", "role deleted", "category synced"] {
        let open = json!({});
        let place = json!({ "parentId": category.id });
        let channel = match way {
            "role taken" | "role deleted" => town.make("channel", named.clone()).await,
            "category synced" => {
                let channel = town.make("channel", place).await;
                owner
                    .must::<Value>(operations::set_channel_private(
                        &json!({ "channelId": channel.id, "private": false }),
                    ))
                    .await;
                channel
            }
            _ => town.make("channel", open).await,
        };
        assert!(sees(member, &channel).await, "{way}");
        let mut stream = member.events().await;
        let mut owners = owner.events().await;

        // Messages are on their way while the channel is lost.
        let talk = async {
            let mut last = None;
            for at in 0..40 {
                last = Some(owner.send(&channel, &format!("message {at}")).await);
            }
            last.expect("messages")
        };
        let lose = async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            match way {
                "role taken" => {
                    let take = operations::set_member_roles(guild, &member.id, &[], &[&role.id]);
                    owner.must::<Value>(take).await;
                }
                "overwrite denied" => {
                    owner.must::<Value>(of_role(&channel, &role.id, &[], &["VIEW_CHANNEL"])).await;
                }
                "made private" => {
                    let private = json!({ "channelId": channel.id, "private": true });
                    owner.must::<Value>(operations::set_channel_private(&private)).await;
                }
                "role deleted" => {
                    owner.must::<String>(operations::delete_role(&role.id)).await;
                }
                _ => {
                    owner.must::<Value>(operations::sync_channel(&channel.id)).await;
                }
            }
        };
        let (last, ()) = tokio::join!(talk, lose);
        let heard = town.heard(&mut stream).await;

        assert!(!sees(member, &channel).await, "{way}");
        let lost = heard.iter().position(|event| event.is("GuildAccessChanged"));
        let lost = lost.unwrap_or_else(|| panic!("{way}: nobody told them: {heard:#?}"));
        let after = &heard[lost..];
        assert!(after.iter().all(|event| !event.body.to_string().contains(&channel.id)), "{way}: {after:#?}");
        assert!(!heard.iter().any(|event| event.creates(&last)), "{way}");
        assert_eq!(heard.iter().filter(|event| event.is("GuildAccessChanged")).count(), 1, "{way}");
        // The owner sees what they saw.
        let owners = town.heard(&mut owners).await;
        assert!(owners.iter().any(|event| event.creates(&last)), "{way}");
        assert!(!owners.iter().any(|event| event.is("GuildAccessChanged")), "{way}");
        if way == "role taken" {
            owner.give_role(guild, member, role).await;
        }
    }
    assert!(sees(member, everywhere).await);
}

#[rstest]
#[tokio::test]
async fn whoever_gains_a_channel_is_told_first(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let town = town(&server).await;
    let Town { guild, owner, member, role, .. } = &town;
    let channel = town.make("channel", json!({ "private": true })).await;
    let second = town.make("second", json!({ "private": true, "roleIds": [role.id] })).await;
    let other = server.person("cleo").await;
    let invite: Value = owner.must(operations::create_invite(&json!({ "guildId": guild }))).await;
    other.must::<Value>(operations::accept_invite(invite["code"].as_str().expect("a code"))).await;
    let mut stream = member.events().await;
    let mut others = other.events().await;
    assert!(!sees(member, &channel).await);

    owner.must::<Value>(of_role(&channel, &role.id, &["VIEW_CHANNEL"], &[])).await;
    let message = owner.send(&channel, "welcome").await;
    let heard = stream.until(|event| event.creates(&message)).await;
    let told = heard.iter().position(|event| event.is("GuildAccessChanged")).expect("they are told");
    let first = heard.iter().position(|event| event.body.to_string().contains(&channel.id));
    assert!(first.is_some_and(|first| first > told), "{heard:#?}");

    owner.give_role(guild, &other, role).await;
    let message = owner.send(&second, "welcome").await;
    let heard = others.until(|event| event.creates(&message)).await;
    let told: Vec<&str> = heard.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(told, ["GuildAccessChanged", "GuildMemberUpdated", "MessageCreated"]);
    assert!(
        !town.heard(&mut stream).await.iter().any(|event| event.is("GuildAccessChanged")),
        "nothing has changed for the first"
    );
}

#[rstest]
#[tokio::test]
async fn whoever_was_away_is_told_that_they_see_other_channels(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let town = town(&server).await;
    let Town { owner, member, role, .. } = &town;
    let channel = town.make("channel", json!({})).await;
    let mut stream = member.events().await;
    town.heard(&mut stream).await;
    let cursor = stream.cursor.clone();
    drop(stream);

    owner.must::<Value>(of_role(&channel, &role.id, &[], &["VIEW_CHANNEL"])).await;
    owner.send(&channel, "not for them").await;

    let mut stream = member.events_after(&cursor).await;
    let heard = town.heard(&mut stream).await;
    assert!(heard.iter().any(|event| event.is("GuildAccessChanged")), "{heard:#?}");
    assert!(!heard.iter().any(|event| event.body.to_string().contains(&channel.id)), "{heard:#?}");
}

#[rstest]
#[tokio::test]
async fn channels_follow_their_category_until_they_are_their_own(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let town = town(&server).await;
    let Town { guild, owner, member, role, everywhere } = &town;
    let category = town.make("bakery", json!({ "kind": "CATEGORY" })).await;
    owner.must::<Value>(of_role(&category, guild, &[], &["ADD_REACTIONS"])).await;
    let synced = town.make("synced", json!({ "parentId": category.id })).await;
    let own = town.make("own", json!({ "parentId": category.id })).await;
    assert_eq!(
        overwrites(owner, &synced).await["overwrites"],
        overwrites(owner, &category).await["overwrites"]
    );
    assert_eq!(overwrites(owner, &synced).await["syncedWithParent"], json!(true));
    assert_eq!(overwrites(owner, everywhere).await["syncedWithParent"], json!(null));
    owner.must::<Value>(of_role(&own, &role.id, &["MANAGE_MESSAGES"], &[])).await;
    assert_eq!(overwrites(owner, &own).await["syncedWithParent"], json!(false));
    let mut stream = member.events().await;

    owner.must::<Value>(of_role(&category, &role.id, &[], &["SEND_MESSAGES"])).await;
    assert_eq!(overwrites(owner, &synced).await["syncedWithParent"], json!(true));
    assert_eq!(member.refused(operations::send_message(&synced.id, "hello", None)).await, "FORBIDDEN");
    member.must::<Message>(operations::send_message(&own.id, "hello", None)).await;
    let heard = town.heard(&mut stream).await;
    assert!(heard.iter().any(|event| event.is("ChannelUpdated") && event.body["channel"]["id"] == synced.id));
    assert!(!heard.iter().any(|event| event.is("ChannelUpdated") && event.body["channel"]["id"] == own.id));

    let now: Value = owner.must(operations::sync_channel(&own.id)).await;
    assert_eq!(now["syncedWithParent"], json!(true));
    assert_eq!(member.refused(operations::send_message(&own.id, "hello", None)).await, "FORBIDDEN");
    assert_eq!(owner.refused(operations::sync_channel(&everywhere.id)).await, "CONFLICT");
}

#[rstest]
#[tokio::test]
async fn a_private_channel_is_for_those_named(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let town = town(&server).await;
    let Town { guild, owner, member, role, everywhere } = &town;
    let other = server.person("cleo").await;
    let invite: Value = owner.must(operations::create_invite(&json!({ "guildId": guild }))).await;
    other.must::<Value>(operations::accept_invite(invite["code"].as_str().expect("a code"))).await;

    let private = json!({ "channelId": everywhere.id, "private": true, "roleIds": [role.id] });
    let shown: Value = owner.must(operations::set_channel_private(&private)).await;
    assert_eq!(shown["private"], json!(true));
    assert!(sees(member, everywhere).await && !sees(&other, everywhere).await);
    let private = json!({ "channelId": everywhere.id, "private": true, "userIds": [other.id] });
    owner.must::<Value>(operations::set_channel_private(&private)).await;
    assert!(sees(member, everywhere).await && sees(&other, everywhere).await);
    let open = json!({ "channelId": everywhere.id, "private": false });
    let shown: Value = owner.must(operations::set_channel_private(&open)).await;
    assert_eq!(shown["private"], json!(false));
    let both = json!({ "channelId": everywhere.id, "private": false, "roleIds": [role.id] });
    assert_eq!(owner.refused(operations::set_channel_private(&both)).await, "INVALID");

    // A channel manager makes a private channel of their own, and sees it.
    let manager = owner.create_role(guild, "managers", &["MANAGE_CHANNELS"]).await;
    owner.give_role(guild, &other, &manager).await;
    let input = json!({ "guildId": guild, "name": "mine", "kind": "VOICE", "private": true });
    let mine: Channel = other.must(operations::create_channel(&input)).await;
    let shown = overwrites(&other, &mine).await;
    assert_eq!(shown["overwrites"][0]["deny"], json!(["VIEW_CHANNEL", "CONNECT"]));
    assert_eq!(shown["overwrites"][1]["user"]["id"], json!(other.id));
    assert!(!sees(member, &mine).await);
    // But not for a role above theirs.
    let above =
        json!({ "guildId": guild, "name": "theirs", "kind": "TEXT", "private": true, "roleIds": [role.id] });
    assert_eq!(other.refused(operations::create_channel(&above)).await, "FORBIDDEN");
}

#[rstest]
#[tokio::test]
async fn why_says_which_rule_decided(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let town = town(&server).await;
    let Town { guild, owner, member, role, everywhere } = &town;
    owner.must::<Value>(of_role(everywhere, guild, &[], &["SEND_MESSAGES", "ADD_REACTIONS"])).await;
    owner.must::<Value>(of_role(everywhere, &role.id, &["ADD_REACTIONS"], &[])).await;
    owner.must::<Value>(of_member(everywhere, member, &[], &["ATTACH_FILES"])).await;
    let secret = town.make("secret", json!({ "private": true })).await;
    let rule = |answers: &Value, permission: &str| -> (bool, String, Option<String>) {
        let answer = answers
            .as_array()
            .and_then(|all| all.iter().find(|answer| answer["permission"] == permission))
            .unwrap_or_else(|| panic!("no {permission} in {answers}"));
        assert!(answer["sentence"].as_str().is_some_and(|sentence| sentence.ends_with('.')), "{answer}");
        (
            answer["allowed"].as_bool().expect("an answer"),
            answer["rule"].as_str().expect("a rule").to_owned(),
            answer["role"]["id"].as_str().map(str::to_owned),
        )
    };
    let whys = async |by: &Person, user: &Person, channel: Option<&Channel>| {
        let channel = channel.map(|channel| channel.id.as_str());
        by.run(operations::explain_permissions(guild, &user.id, channel)).await
    };

    let here: Value = whys(owner, member, Some(everywhere)).await.expect();
    assert_eq!(rule(&here, "SEND_MESSAGES"), (false, "EVERYONE_OVERWRITE".into(), None));
    assert_eq!(rule(&here, "ADD_REACTIONS"), (true, "ROLE_OVERWRITE".into(), Some(role.id.clone())));
    assert_eq!(rule(&here, "ATTACH_FILES"), (false, "MEMBER_OVERWRITE".into(), None));
    assert_eq!(rule(&here, "MANAGE_MESSAGES"), (false, "NOT_GIVEN".into(), None));
    assert_eq!(rule(&here, "VIEW_CHANNEL"), (true, "EVERYONE_ROLE".into(), None));
    let may = overwrites(member, everywhere).await;
    let allowed: Vec<&Value> = here
        .as_array()
        .into_iter()
        .flatten()
        .filter(|answer| answer["allowed"] == true)
        .map(|answer| &answer["permission"])
        .collect();
    assert_eq!(json!(allowed), may["viewerPermissions"], "as the server itself decides");

    let hidden: Value = whys(owner, member, Some(&secret)).await.expect();
    assert_eq!(rule(&hidden, "VIEW_CHANNEL"), (false, "EVERYONE_OVERWRITE".into(), None));
    assert_eq!(rule(&hidden, "SEND_MESSAGES"), (false, "CANNOT_SEE".into(), None));
    let owners: Value = whys(owner, owner, Some(&secret)).await.expect();
    assert_eq!(rule(&owners, "BAN_MEMBERS"), (true, "OWNER".into(), None));

    // One's own anybody; others' not; and nothing of what one does not see.
    assert!(whys(member, member, Some(everywhere)).await.is_ok());
    assert!(whys(member, member, None).await.is_ok());
    assert_eq!(whys(member, owner, None).await.code(), "FORBIDDEN");
    assert_eq!(whys(member, member, Some(&secret)).await.code(), "NOT_FOUND");
    let stranger = server.person("dora").await;
    assert_eq!(whys(&stranger, member, None).await.code(), "NOT_FOUND");
    assert_eq!(whys(owner, &stranger, None).await.code(), "NOT_FOUND");
    let own: Guild = stranger.create_guild("own").await;
    assert_eq!(whys(owner, member, Some(&own.channels[0])).await.code(), "NOT_FOUND");
}

#[rstest]
#[tokio::test]
async fn a_preview_says_what_the_change_then_does(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let town = town(&server).await;
    let Town { guild, owner, member, role, everywhere } = &town;
    let secret = town.make("secret", json!({ "private": true, "roleIds": [role.id] })).await;
    let preview = async |change: Value| owner.run(operations::preview_permissions(guild, &change)).await;
    let everyone = json!(guild);

    let change = json!({ "editRole": { "id": role.id, "permissions": ["MANAGE_MESSAGES"] } });
    let found: Value = preview(change).await.expect();
    assert_eq!(
        found,
        json!({ "affectedMembers": 1, "truncated": false, "changes": [
            { "user": { "id": member.id }, "channel": null, "gained": ["MANAGE_MESSAGES"], "lost": [] },
        ] })
    );
    let found: Value = preview(json!({ "deleteRole": role.id })).await.expect();
    assert_eq!(found["affectedMembers"], json!(1));
    assert_eq!(found["changes"][0]["channel"]["id"], json!(secret.id));
    assert!(found["changes"][0]["lost"].as_array().is_some_and(|lost| lost.contains(&json!("VIEW_CHANNEL"))));
    let change = json!({ "setOverwrite": { "channelId": everywhere.id, "roleId": everyone, "allow": [], "deny": ["SEND_MESSAGES"] } });
    let found: Value = preview(change).await.expect();
    assert_eq!(
        found["changes"],
        json!([{ "user": { "id": member.id }, "channel": { "id": everywhere.id }, "gained": [], "lost": ["SEND_MESSAGES"] }])
    );
    let change = json!({ "setMemberRoles": { "userId": member.id, "remove": [role.id] } });
    let found: Value = preview(change).await.expect();
    assert_eq!(found["changes"][0]["channel"]["id"], json!(secret.id));
    let nothing = json!({ "editRole": { "id": role.id, "permissions": [] } });
    assert_eq!(preview(nothing).await.expect::<Value>()["affectedMembers"], json!(0));

    assert!(sees(member, &secret).await, "nothing has been changed");
    let change = json!({ "deleteRole": role.id });
    assert_eq!(member.refused(operations::preview_permissions(guild, &change)).await, "FORBIDDEN");
    let stranger = server.person("dora").await;
    assert_eq!(stranger.refused(operations::preview_permissions(guild, &change)).await, "NOT_FOUND");
}
