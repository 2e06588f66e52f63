//! Roles, their order, and who may do what with them.

use guildhall_tests::{Page, Person, Role, Server, User, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

/// A server with an owner, a moderator below an admin's role, and somebody without roles.
struct Town {
    guild: String,
    owner: Person,
    moderator: Person,
    member: Person,
    /// Above the moderator; allows everything. Nobody has it.
    high: Role,
    /// The moderator's.
    own: Role,
    /// Below the moderator's.
    low: Role,
}

async fn town(server: &Server) -> Town {
    let (owner, moderator, channel) = server.two_people_in_a_channel().await;
    let guild = channel.guild_id.expect("the server of the channel");
    let member = server.person("cleo").await;
    let invite = owner.must::<Value>(operations::create_invite(&json!({ "guildId": guild }))).await;
    member.must::<Value>(operations::accept_invite(invite["code"].as_str().expect("a code"))).await;
    // Each new role stands below the others.
    let high = owner.create_role(&guild, "high", &["ADMINISTRATOR"]).await;
    let own = owner.create_role(&guild, "moderators", &["MANAGE_ROLES", "KICK_MEMBERS"]).await;
    let low = owner.create_role(&guild, "low", &[]).await;
    owner.give_role(&guild, &moderator, &own).await;
    Town { guild, owner, moderator, member, high, own, low }
}

async fn roles(person: &Person, guild: &str) -> Vec<Role> {
    person.must(operations::roles(guild)).await
}

async fn names(person: &Person, guild: &str) -> Vec<String> {
    roles(person, guild).await.into_iter().map(|role| role.name).collect()
}

#[rstest]
#[tokio::test]
async fn a_role_is_made_changed_and_deleted_and_all_hear_of_it(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let guild = channel.guild_id.expect("the server of the channel");
    let mut stream = ben.events().await;

    let input = json!({
        "guildId": guild, "name": "Bakers", "color": 0xc0_ffee, "icon": "🥐", "hoist": true,
        "permissions": ["MANAGE_MESSAGES", "SEND_MESSAGES"], "reason": "for the bakers",
    });
    let role: Role = ana.must(operations::create_role(&input)).await;
    assert_eq!((role.name.as_str(), role.icon.as_deref(), role.hoist), ("Bakers", Some("🥐"), true));
    assert_eq!((role.color, role.position, role.mentionable), (0xc0_ffee, 1, false));
    assert_eq!(role.permissions, ["SEND_MESSAGES", "MANAGE_MESSAGES"]);
    let told = stream.expect(|event| event.is("RoleCreated")).await;
    assert_eq!((&told.body["role"]["id"], &told.body["role"]["memberCount"]), (&json!(role.id), &json!(0)));

    ana.give_role(&guild, &ben, &role).await;
    let told = stream.expect(|event| event.is("GuildMemberUpdated")).await;
    assert_eq!(told.body["member"]["roleIds"], json!([role.id]));

    let change = json!({ "id": role.id, "name": "Confectioners", "icon": null, "permissions": [] });
    let changed: Role = ana.must(operations::update_role(&change)).await;
    assert_eq!((changed.name.as_str(), &changed.icon, changed.hoist), ("Confectioners", &None, true));
    assert_eq!((changed.permissions.len(), changed.member_count), (0, 1));
    let told = stream.expect(|event| event.is("RoleUpdated")).await;
    assert_eq!(
        (&told.body["role"]["name"], &told.body["role"]["memberCount"]),
        (&json!("Confectioners"), &json!(1))
    );

    ana.must::<String>(operations::delete_role(&role.id)).await;
    let told = stream.expect(|event| event.is("RoleDeleted")).await;
    assert_eq!(told.body["id"], json!(role.id));
    assert_eq!(names(&ben, &guild).await, ["@everyone"]);
    assert_eq!(ana.refused(operations::delete_role(&role.id)).await, "NOT_FOUND");
}

#[rstest]
#[tokio::test]
async fn what_a_role_allows_is_so_at_once(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let Town { guild, owner, member, .. } = town(&server).await;
    assert_eq!(member.refused(operations::rename_guild(&guild, "mine")).await, "FORBIDDEN");

    let role = owner.create_role(&guild, "keepers", &["MANAGE_GUILD"]).await;
    owner.give_role(&guild, &member, &role).await;
    member.must::<Value>(operations::rename_guild(&guild, "ours")).await;

    owner.must::<Value>(operations::update_role(&json!({ "id": role.id, "permissions": [] }))).await;
    assert_eq!(member.refused(operations::rename_guild(&guild, "mine")).await, "FORBIDDEN");

    let everyone = roles(&owner, &guild).await.pop().expect("@everyone");
    let mut permissions = everyone.permissions.clone();
    permissions.push("MANAGE_GUILD".to_owned());
    owner
        .must::<Value>(operations::update_role(&json!({ "id": everyone.id, "permissions": permissions })))
        .await;
    member.must::<Value>(operations::rename_guild(&guild, "everyone's")).await;
}

#[rstest]
#[tokio::test]
async fn a_moderator_cannot_rise(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let Town { guild, owner, moderator, member, high, own, low } = town(&server).await;
    let before = roles(&owner, &guild).await;
    let everyone = before.last().expect("@everyone").id.clone();
    let (high, own, low) = (&high.id, &own.id, &low.id);
    let allow = |id: &str, permissions: &[&str]| {
        operations::update_role(&json!({ "id": id, "permissions": permissions, "confirm": true }))
    };
    let give = |user: &Person, add: &[&str], remove: &[&str]| {
        operations::set_member_roles(&guild, &user.id, add, remove)
    };
    let new = |permissions: &[&str]| {
        operations::create_role(&json!({ "guildId": guild, "name": "mine", "permissions": permissions }))
    };

    for attempt in [
        // Gives themself everything.
        allow(own, &["ADMINISTRATOR"]),
        allow(low, &["ADMINISTRATOR"]),
        allow(&everyone, &["ADMINISTRATOR"]),
        new(&["ADMINISTRATOR"]),
        new(&["BAN_MEMBERS"]),
        give(&moderator, &[high], &[]),
        // Hands on what they have not.
        allow(low, &["MANAGE_GUILD"]),
        give(&member, &[high], &[]),
        // Touches what is not below them.
        allow(high, &[]),
        operations::update_role(&json!({ "id": high, "name": "lowered" })),
        operations::update_role(&json!({ "id": own, "color": 1 })),
        operations::delete_role(high),
        operations::delete_role(own),
        give(&owner, &[low], &[]),
        give(&moderator, &[], &[own]),
        // Puts a role above their own, or their own above another.
        operations::move_roles(&guild, &[low, high, own]),
        operations::move_roles(&guild, &[own, high, low]),
        operations::move_roles(&guild, &[high, low, own]),
        operations::delete_guild(&guild),
        operations::transfer_ownership(&guild, &moderator.id, &moderator.password),
    ] {
        assert_eq!(
            moderator.refused(attempt.clone()).await,
            "FORBIDDEN",
            "{} {}",
            attempt.document,
            attempt.variables
        );
    }
    for person in [&moderator, &owner] {
        assert_eq!(person.refused(operations::delete_role(&everyone)).await, "CONFLICT");
        let rename = operations::update_role(&json!({ "id": everyone, "name": "all" }));
        assert_eq!(person.refused(rename).await, "CONFLICT");
        assert_eq!(person.refused(give(&member, &[&everyone], &[])).await, "CONFLICT");
    }
    for attempt in [new(&[]), give(&member, &[low], &[]), operations::delete_role(low)] {
        assert_eq!(member.refused(attempt).await, "FORBIDDEN");
    }
    assert_eq!(roles(&owner, &guild).await, before, "nothing has changed");

    // What they may: a role below theirs, with what they have, for somebody below them.
    let mine: Role = moderator.must(new(&["KICK_MEMBERS"])).await;
    moderator.must::<Value>(give(&member, &[&mine.id, low], &[])).await;
    moderator.must::<Value>(give(&member, &[], &[low])).await;
    moderator.must::<Value>(operations::move_roles(&guild, &[high, own, &mine.id, low])).await;
    assert_eq!(names(&owner, &guild).await, ["high", "moderators", "mine", "low", "@everyone"]);
    moderator.must::<Value>(give(&moderator, &[low], &[])).await;
    moderator.must::<Value>(give(&moderator, &[], &[low])).await;
}

#[rstest]
#[tokio::test]
async fn one_acts_only_on_members_below_oneself(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let Town { guild, owner, moderator, member, high, own, low } = town(&server).await;
    owner.give_role(&guild, &member, &own).await;
    let give = operations::set_member_roles(&guild, &member.id, &[&low.id], &[]);
    assert_eq!(moderator.refused(give.clone()).await, "FORBIDDEN", "an equal");
    owner.give_role(&guild, &member, &high).await;
    assert_eq!(moderator.refused(give).await, "FORBIDDEN", "somebody above");

    // An administrator may everything, but stands below the owner like all others.
    let everything = operations::update_role(&json!({ "id": own.id, "permissions": ["BAN_MEMBERS"] }));
    member.must::<Value>(everything).await;
    let onto_owner = operations::set_member_roles(&guild, &owner.id, &[&low.id], &[]);
    assert_eq!(member.refused(onto_owner.clone()).await, "FORBIDDEN");
    owner.must::<Value>(onto_owner).await;
}

#[rstest]
#[tokio::test]
async fn nobody_loses_the_management_by_accident(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let Town { guild, owner, moderator, .. } = town(&server).await;
    // The moderator manages roles by a role that stands below their highest.
    let top = owner.create_role(&guild, "top", &[]).await;
    let order = ["top", "high", "moderators", "low"];
    let all = roles(&owner, &guild).await;
    let id =
        |name: &str| all.iter().find(|role| role.name == name).map(|role| role.id.as_str()).expect("a role");
    let ids: Vec<&str> = order.iter().map(|name| id(name)).collect();
    owner.must::<Value>(operations::move_roles(&guild, &ids)).await;
    owner.give_role(&guild, &moderator, &top).await;
    let management = id("moderators");

    let take = |confirm: bool| {
        operations::update_role(
            &json!({ "id": management, "permissions": ["KICK_MEMBERS"], "confirm": confirm }),
        )
    };
    for attempt in [
        take(false),
        operations::delete_role(management),
        operations::set_member_roles(&guild, &moderator.id, &[], &[management]),
    ] {
        let answer = moderator.run(attempt).await;
        assert_eq!((answer.code(), &answer.error()["extensions"]["field"]), ("CONFLICT", &json!("confirm")));
    }
    moderator.must::<Value>(take(true)).await;
    assert_eq!(moderator.refused(take(true)).await, "FORBIDDEN");
}

#[rstest]
#[tokio::test]
async fn roles_of_another_server_are_no_roles(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let Town { guild, owner, member, low, .. } = town(&server).await;
    let elsewhere = owner.create_guild("elsewhere").await;
    let foreign = owner.create_role(&elsewhere.id, "foreign", &["ADMINISTRATOR"]).await;
    let stranger = server.person("dora").await;
    let theirs = stranger.create_guild("theirs").await;
    let unseen = stranger.create_role(&theirs.id, "unseen", &[]).await;

    for role in [&foreign, &unseen] {
        let give = operations::set_member_roles(&guild, &member.id, &[&role.id], &[]);
        assert_eq!(owner.refused(give).await, "NOT_FOUND");
        assert_eq!(owner.refused(operations::move_roles(&guild, &[&role.id])).await, "NOT_FOUND");
        let page = operations::role_members(&guild, &role.id, 10, None);
        assert_eq!(owner.refused(page).await, "NOT_FOUND");
    }
    for attempt in [
        operations::update_role(&json!({ "id": unseen.id, "name": "mine" })),
        operations::delete_role(&unseen.id),
        operations::set_member_roles(&theirs.id, &stranger.id, &[&unseen.id], &[]),
        operations::set_member_roles(&guild, &stranger.id, &[&low.id], &[]),
        operations::create_role(&json!({ "guildId": theirs.id, "name": "mine" })),
        operations::move_roles(&theirs.id, &[&unseen.id]),
    ] {
        assert_eq!(owner.refused(attempt).await, "NOT_FOUND");
    }
}

#[rstest]
#[tokio::test]
async fn an_order_is_whole(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let Town { guild, owner, high, own, low, member, .. } = town(&server).await;
    let mut stream = member.events().await;

    assert_eq!(owner.refused(operations::move_roles(&guild, &[&high.id, &own.id])).await, "CONFLICT");
    let twice = operations::move_roles(&guild, &[&high.id, &own.id, &own.id]);
    assert_eq!(owner.refused(twice).await, "INVALID");
    let turned: Vec<Role> = owner.must(operations::move_roles(&guild, &[&low.id, &own.id, &high.id])).await;
    assert_eq!(turned.iter().map(|role| role.position).collect::<Vec<_>>(), [3, 2, 1, 0]);
    stream.expect(|event| event.is("RolesMoved")).await;
    owner.must::<String>(operations::delete_role(&own.id)).await;
    let positions: Vec<i64> = roles(&owner, &guild).await.iter().map(|role| role.position).collect();
    assert_eq!(positions, [2, 1, 0], "the gap is closed");
}

#[rstest]
#[tokio::test]
async fn the_members_of_a_role_come_in_pages(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let Town { guild, owner, moderator, member, low, .. } = town(&server).await;
    for person in [&owner, &moderator, &member] {
        owner.give_role(&guild, person, &low).await;
    }

    let mut seen = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page: Page<Value> =
            member.must(operations::role_members(&guild, &low.id, 2, after.as_deref())).await;
        seen.extend(page.nodes.iter().map(|member| {
            serde_json::from_value::<User>(member["user"].clone()).expect("a person").username
        }));
        after = page.page_info.end_cursor;
        if !page.page_info.has_next_page {
            break;
        }
    }
    assert_eq!(seen, ["ana", "ben", "cleo"]);
    let count =
        roles(&member, &guild).await.iter().find(|role| role.id == low.id).map(|role| role.member_count);
    assert_eq!(count, Some(3));
    assert_eq!(roles(&member, &guild).await.last().map(|role| role.member_count), Some(3));
}

#[rstest]
#[tokio::test]
async fn roles_have_a_limit_and_their_fields_too(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let guild = ana.create_guild("Mill Lane").await.id;
    let long = "x".repeat(101);
    for (field, value) in [
        ("name", json!("")),
        ("name", json!(long)),
        ("color", json!(-1)),
        ("color", json!(0x0100_0000)),
        ("icon", json!("MOD")),
        ("icon", json!("🛡🛡")),
    ] {
        let mut input = json!({ "guildId": guild, "name": "role" });
        input[field] = value;
        let answer = ana.run(operations::create_role(&input)).await;
        assert_eq!((answer.code(), &answer.error()["extensions"]["field"]), ("INVALID", &json!(field)));
    }
    for at in 0..250 {
        ana.create_role(&guild, &format!("role {at}"), &[]).await;
    }
    let answer = ana.run(operations::create_role(&json!({ "guildId": guild, "name": "one more" }))).await;
    assert_eq!(answer.code(), "CONFLICT");
    assert!(answer.message().contains("250"), "{}", answer.message());
}

#[rstest]
#[tokio::test]
async fn a_server_is_handed_over_by_whoever_knows_the_password(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let guild = channel.guild_id.expect("the server of the channel");
    let stranger = server.person("dora").await;
    let mut stream = ben.events().await;
    let to = |user: &Person, password: &str| operations::transfer_ownership(&guild, &user.id, password);

    let wrong = ana.run(to(&ben, "not the password")).await;
    assert_eq!((wrong.code(), &wrong.error()["extensions"]["field"]), ("INVALID", &json!("password")));
    assert_eq!(ana.refused(to(&ana, &ana.password)).await, "CONFLICT");
    assert_eq!(ana.refused(to(&stranger, &ana.password)).await, "NOT_FOUND");
    assert_eq!(ben.refused(to(&ben, &ben.password)).await, "FORBIDDEN");
    assert_eq!(stranger.refused(to(&stranger, &stranger.password)).await, "NOT_FOUND");

    assert_eq!(ana.must::<String>(to(&ben, &ana.password)).await, ben.id);
    let told = stream.expect(|event| event.is("GuildUpdated")).await;
    assert_eq!(told.body["ownerId"], json!(ben.id));
    assert_eq!(ana.refused(operations::rename_guild(&guild, "mine again")).await, "FORBIDDEN");
    ben.must::<Value>(operations::rename_guild(&guild, "Ben's")).await;
    ana.leave(&guild).await;
}
