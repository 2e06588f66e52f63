//! The only SQL about guilds, roles and members.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{ChannelEntry, Guild, Membership, Role, Snapshot, Verification};
use crate::channels::{self, Channel};
use crate::permissions::{Overwrite, OverwriteTarget, Permissions};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Executor, Tx, placeholders, query, query_with};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, RoleId, UserId};

#[derive(sqlx::FromRow)]
struct GuildRow {
    name: String,
    owner_id: UserId,
    description: Option<String>,
    system_channel_id: Option<ChannelId>,
    tells_joins: bool,
    tells_leaves: bool,
    verification: String,
    joins_paused_until: Option<Timestamp>,
    welcome: Option<String>,
    rules: Option<String>,
    rules_required: bool,
}

#[derive(sqlx::FromRow)]
struct RoleRow {
    id: RoleId,
    name: String,
    position: i64,
    permissions: i64,
    color: i64,
    icon: Option<String>,
    hoist: bool,
    mentionable: bool,
}

#[derive(sqlx::FromRow)]
struct MembershipRow {
    user_id: UserId,
    joined_at: Timestamp,
    nickname: Option<String>,
    pronouns: Option<String>,
    bio: Option<String>,
    timeout_until: Option<Timestamp>,
    voice_muted: bool,
    voice_deafened: bool,
    rules_pending: bool,
    invited_by: Option<UserId>,
    of_age: bool,
}

/// What [`MembershipRow`] is read from, of `members m JOIN users u`.
const MEMBERSHIP: &str = "m.user_id, m.joined_at, m.nickname, m.pronouns, m.bio, m.timeout_until, m.voice_muted, \
    m.voice_deafened, m.rules_pending, m.invited_by, u.of_age_since IS NOT NULL AS of_age";

/// JSON that this program wrote.
fn from_json<T: serde::de::DeserializeOwned>(text: Option<String>) -> Result<Option<T>> {
    text.map(|text| serde_json::from_str(&text).map_err(Error::internal)).transpose()
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// Reads what a snapshot holds.
pub async fn load_snapshot(db: &Db, id: GuildId) -> Result<Option<Snapshot>> {
    let guild = query(
        "SELECT name, owner_id, description, system_channel_id, tells_joins, tells_leaves, verification,
         joins_paused_until, welcome, rules, rules_required
         FROM guilds WHERE id = $1 AND deleted_at IS NULL",
    )
    .bind(id)
    .fetch_optional::<GuildRow>(db.read())
    .await?;
    let Some(row) = guild else { return Ok(None) };
    let guild = Guild {
        id,
        name: row.name,
        owner_id: row.owner_id,
        description: row.description,
        system_channel_id: row.system_channel_id,
        tells_joins: row.tells_joins,
        tells_leaves: row.tells_leaves,
        verification: Verification::from_db(&row.verification),
        joins_paused_until: row.joins_paused_until,
        welcome: from_json(row.welcome)?,
        rules: from_json(row.rules)?.unwrap_or_default(),
        rules_required: row.rules_required,
    };
    let roles = query(
        "SELECT id, name, position, permissions, color, icon, hoist, mentionable FROM roles WHERE guild_id = $1",
    )
    .bind(id)
    .fetch_all::<RoleRow>(db.read())
    .await?
    .into_iter()
    .map(|row| {
        let role = Role {
            id: row.id,
            name: row.name,
            position: i32::try_from(row.position).unwrap_or(i32::MAX),
            permissions: Permissions::from_db(row.permissions),
            color: i32::try_from(row.color).unwrap_or(0),
            icon: row.icon,
            hoist: row.hoist,
            mentionable: row.mentionable,
        };
        (role.id, role)
    })
    .collect();
    let mut overwrites = load_overwrites(db, id).await?;
    let (threads, channels): (Vec<Channel>, Vec<Channel>) =
        channels::sql::of_guild(db, id).await?.into_iter().partition(|channel| channel.kind.is_thread());
    let channels = channels
        .into_iter()
        .map(|channel| {
            let overwrites = overwrites.remove(&channel.id).unwrap_or_default();
            (channel.id, ChannelEntry { channel: Arc::new(channel), overwrites })
        })
        .collect();
    let threads = threads.into_iter().map(|thread| (thread.id, Arc::new(thread))).collect();
    Ok(Some(Snapshot { guild, roles, channels, threads }))
}

async fn load_overwrites(db: &Db, guild: GuildId) -> Result<BTreeMap<ChannelId, Vec<Overwrite>>> {
    let rows = query(
        "SELECT o.channel_id, o.target_kind, o.target_id, o.allow, o.deny
         FROM channel_overwrites o JOIN channels c ON c.id = o.channel_id
         WHERE c.guild_id = $1 AND c.deleted_at IS NULL
         ORDER BY o.channel_id, o.target_kind, o.target_id",
    )
    .bind(guild)
    .fetch_all::<(ChannelId, String, i64, i64, i64)>(db.read())
    .await?;
    let mut overwrites: BTreeMap<ChannelId, Vec<Overwrite>> = BTreeMap::new();
    for (channel, kind, target, allow, deny) in rows {
        overwrites.entry(channel).or_default().push(Overwrite {
            target: match kind.as_str() {
                "ROLE" => OverwriteTarget::Role(RoleId(target)),
                _ => OverwriteTarget::Member(UserId(target)),
            },
            // A channel makes nobody what only a role can make them.
            allow: Permissions::from_db(allow) & Permissions::CHANNEL,
            deny: Permissions::from_db(deny) & Permissions::CHANNEL,
        });
    }
    Ok(overwrites)
}

/// One member.
pub async fn load_membership(db: &Db, guild: GuildId, user: UserId) -> Result<Option<Membership>> {
    Ok(load_memberships(db, guild, &[user]).await?.pop())
}

/// Those of these people who are members, in no order.
pub async fn load_memberships(db: &Db, guild: GuildId, users: &[UserId]) -> Result<Vec<Membership>> {
    if users.is_empty() {
        return Ok(Vec::new());
    }
    let these = placeholders(2, 1, users.len());
    let of_these = |sql: String| query_with(sql).bind(guild).bind_all(users.iter().copied());
    let rows = of_these(format!(
        "SELECT {MEMBERSHIP} FROM members m JOIN users u ON u.id = m.user_id
         WHERE m.guild_id = $1 AND m.user_id IN {these}"
    ))
    .fetch_all::<MembershipRow>(db.read())
    .await?;
    let mut roles: HashMap<UserId, Vec<RoleId>> = HashMap::new();
    for (user, role) in of_these(format!(
        "SELECT user_id, role_id FROM member_roles WHERE guild_id = $1 AND user_id IN {these} ORDER BY role_id"
    ))
    .fetch_all::<(UserId, RoleId)>(db.read())
    .await?
    {
        roles.entry(user).or_default().push(role);
    }
    let mut threads: HashMap<UserId, Vec<ChannelId>> = HashMap::new();
    for (user, thread) in of_these(format!(
        "SELECT t.user_id, t.thread_id FROM thread_members t JOIN channels c ON c.id = t.thread_id
         WHERE c.guild_id = $1 AND c.kind = 'PRIVATE_THREAD' AND c.deleted_at IS NULL
         AND t.user_id IN {these} ORDER BY t.thread_id"
    ))
    .fetch_all::<(UserId, ChannelId)>(db.read())
    .await?
    {
        threads.entry(user).or_default().push(thread);
    }
    let memberships = rows.into_iter().map(|row| Membership {
        user_id: row.user_id,
        joined_at: row.joined_at,
        roles: roles.remove(&row.user_id).unwrap_or_default().into(),
        nickname: row.nickname,
        pronouns: row.pronouns,
        bio: row.bio,
        timeout_until: row.timeout_until,
        voice_muted: row.voice_muted,
        voice_deafened: row.voice_deafened,
        rules_pending: row.rules_pending,
        invited_by: row.invited_by,
        of_age: row.of_age,
        private_threads: threads.remove(&row.user_id).unwrap_or_default().into(),
    });
    Ok(memberships.collect())
}

/// The guilds that a person is in, by when they joined.
pub async fn ids_of_user(on: Executor<'_>, user: UserId) -> Result<Vec<GuildId>> {
    let rows = query(
        "SELECT m.guild_id FROM members m JOIN guilds g ON g.id = m.guild_id
         WHERE m.user_id = $1 AND g.deleted_at IS NULL ORDER BY m.joined_at, m.guild_id",
    )
    .bind(user)
    .fetch_all::<(GuildId,)>(on)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The guilds that a person owns, with their names.
pub async fn owned_by(tx: &mut Tx, user: UserId) -> Result<Vec<(GuildId, String)>> {
    query("SELECT id, name FROM guilds WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id")
        .bind(user)
        .fetch_all(tx.run())
        .await
}

/// How many guilds a person is in.
pub async fn count_of_user(tx: &mut Tx, user: UserId) -> Result<i64> {
    query(
        "SELECT COUNT(*) FROM members m JOIN guilds g ON g.id = m.guild_id
         WHERE m.user_id = $1 AND g.deleted_at IS NULL",
    )
    .bind(user)
    .fetch_scalar(tx.run())
    .await
}

/// Lets other transactions that lock the same person wait for the end of this one: by a write that
/// changes nothing, since SQLite knows no other lock on a row. Whether the person is of age.
pub async fn lock_person(tx: &mut Tx, user: UserId) -> Result<bool> {
    let sql = "UPDATE users SET username = username WHERE id = $1 RETURNING of_age_since IS NOT NULL";
    query(sql).bind(user).fetch_scalar(tx.run()).await
}

/// How many members a guild has.
pub async fn count_members(on: Executor<'_>, guild: GuildId) -> Result<i64> {
    query("SELECT COUNT(*) FROM members WHERE guild_id = $1").bind(guild).fetch_scalar(on).await
}

/// A new guild.
pub async fn insert(tx: &mut Tx, guild: &Guild) -> Result<()> {
    query("INSERT INTO guilds (id, name, owner_id) VALUES ($1, $2, $3)")
        .bind(guild.id)
        .bind(guild.name.as_str())
        .bind(guild.owner_id)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// A new role.
pub async fn insert_role(tx: &mut Tx, guild: GuildId, role: &Role) -> Result<()> {
    query(
        "INSERT INTO roles (id, guild_id, name, position, permissions, color, icon, hoist, mentionable)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(role.id)
    .bind(guild)
    .bind(role.name.as_str())
    .bind(role.position)
    .bind(role.permissions.to_db())
    .bind(role.color)
    .bind(role.icon.as_deref())
    .bind(role.hoist)
    .bind(role.mentionable)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// A new member, without roles.
pub async fn insert_member(tx: &mut Tx, guild: GuildId, member: &Membership) -> Result<()> {
    query(
        "INSERT INTO members (guild_id, user_id, joined_at, rules_pending, invited_by)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(guild)
    .bind(member.user_id)
    .bind(member.joined_at)
    .bind(member.rules_pending)
    .bind(member.invited_by)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Ends a membership, and with it that in the guild's threads: who comes back is let into private ones
/// anew.
pub async fn delete_member(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<()> {
    query(
        "DELETE FROM thread_members WHERE user_id = $2
         AND thread_id IN (SELECT id FROM channels WHERE guild_id = $1)",
    )
    .bind(guild)
    .bind(user)
    .execute(tx.run())
    .await?;
    query("DELETE FROM members WHERE guild_id = $1 AND user_id = $2")
        .bind(guild)
        .bind(user)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// What can be changed of a guild itself.
pub async fn update(tx: &mut Tx, guild: &Guild) -> Result<()> {
    let welcome = guild.welcome.as_ref().map(to_json).transpose()?;
    let rules = (!guild.rules.is_empty()).then(|| to_json(&guild.rules)).transpose()?;
    query(
        "UPDATE guilds SET name = $2, owner_id = $3, description = $4, system_channel_id = $5, tells_joins = $6,
         tells_leaves = $7, verification = $8, joins_paused_until = $9, welcome = $10, rules = $11,
         rules_required = $12 WHERE id = $1",
    )
    .bind(guild.id)
    .bind(guild.name.as_str())
    .bind(guild.owner_id)
    .bind(guild.description.as_deref())
    .bind(guild.system_channel_id)
    .bind(guild.tells_joins)
    .bind(guild.tells_leaves)
    .bind(guild.verification.as_str())
    .bind(guild.joins_paused_until)
    .bind(welcome)
    .bind(rules)
    .bind(guild.rules_required)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// What can be changed of a member; roles and threads are kept elsewhere.
pub async fn update_member(tx: &mut Tx, guild: GuildId, member: &Membership) -> Result<()> {
    query(
        "UPDATE members SET nickname = $3, pronouns = $4, bio = $5, timeout_until = $6, voice_muted = $7,
         voice_deafened = $8, rules_pending = $9 WHERE guild_id = $1 AND user_id = $2",
    )
    .bind(guild)
    .bind(member.user_id)
    .bind(member.nickname.as_deref())
    .bind(member.pronouns.as_deref())
    .bind(member.bio.as_deref())
    .bind(member.timeout_until)
    .bind(member.voice_muted)
    .bind(member.voice_deafened)
    .bind(member.rules_pending)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Makes a guild unseen, for the janitor to clear.
pub async fn mark_deleted(tx: &mut Tx, guild: GuildId, now: Timestamp) -> Result<()> {
    query("UPDATE guilds SET deleted_at = $2 WHERE id = $1").bind(guild).bind(now).execute(tx.run()).await?;
    Ok(())
}

/// The guilds deleted before a time.
pub async fn deleted_before(on: Executor<'_>, time: Timestamp) -> Result<Vec<GuildId>> {
    let rows = query("SELECT id FROM guilds WHERE deleted_at < $1 ORDER BY deleted_at")
        .bind(time)
        .fetch_all::<(GuildId,)>(on)
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Ends up to `count` memberships of a guild; how many there were.
pub async fn clear_members(on: Executor<'_>, guild: GuildId, count: i64) -> Result<u64> {
    query(
        "DELETE FROM members WHERE guild_id = $1 AND user_id IN
         (SELECT user_id FROM members WHERE guild_id = $1 LIMIT $2)",
    )
    .bind(guild)
    .bind(count)
    .execute(on)
    .await
}

/// Removes a guild's row, and with it the few that hang on it.
pub async fn remove(on: Executor<'_>, guild: GuildId) -> Result<()> {
    query("DELETE FROM guilds WHERE id = $1").bind(guild).execute(on).await?;
    Ok(())
}
