//! The only SQL about guilds, roles and members.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ChannelEntry, Guild, MemberCursor, Membership, Role, Snapshot};
use crate::channels;
use crate::permissions::{Overwrite, OverwriteTarget, Permissions};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Executor, Tx, query};
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, GuildId, RoleId, UserId};

/// Reads what a snapshot holds.
pub async fn load_snapshot(db: &Db, id: GuildId) -> Result<Option<Snapshot>> {
    let guild = query("SELECT name, owner_id FROM guilds WHERE id = $1 AND deleted_at IS NULL")
        .bind(id)
        .fetch_optional::<(String, UserId)>(db.read())
        .await?;
    let Some((name, owner_id)) = guild else { return Ok(None) };
    let roles = query("SELECT id, name, position, permissions FROM roles WHERE guild_id = $1")
        .bind(id)
        .fetch_all::<(RoleId, String, i64, i64)>(db.read())
        .await?
        .into_iter()
        .map(|(id, name, position, permissions)| {
            let position = i32::try_from(position).unwrap_or(i32::MAX);
            (id, Role { id, name, position, permissions: Permissions::from_db(permissions) })
        })
        .collect();
    let mut overwrites: BTreeMap<ChannelId, Vec<Overwrite>> = BTreeMap::new();
    let rows = query(
        "SELECT o.channel_id, o.target_kind, o.target_id, o.allow, o.deny
         FROM channel_overwrites o JOIN channels c ON c.id = o.channel_id
         WHERE c.guild_id = $1 AND c.deleted_at IS NULL",
    )
    .bind(id)
    .fetch_all::<(ChannelId, String, i64, i64, i64)>(db.read())
    .await?;
    for (channel, kind, target, allow, deny) in rows {
        overwrites.entry(channel).or_default().push(Overwrite {
            target: match kind.as_str() {
                "ROLE" => OverwriteTarget::Role(RoleId(target)),
                _ => OverwriteTarget::Member(UserId(target)),
            },
            allow: Permissions::from_db(allow),
            deny: Permissions::from_db(deny),
        });
    }
    let channels = channels::sql::of_guild(db.read(), id)
        .await?
        .into_iter()
        .map(|channel| {
            let overwrites = overwrites.remove(&channel.id).unwrap_or_default();
            (channel.id, ChannelEntry { channel: Arc::new(channel), overwrites })
        })
        .collect();
    Ok(Some(Snapshot { guild: Guild { id, name, owner_id }, roles, channels }))
}

/// One member.
pub async fn load_membership(db: &Db, guild: GuildId, user: UserId) -> Result<Option<Membership>> {
    let joined = query("SELECT joined_at FROM members WHERE guild_id = $1 AND user_id = $2")
        .bind(guild)
        .bind(user)
        .fetch_optional::<(Timestamp,)>(db.read())
        .await?;
    let Some((joined_at,)) = joined else { return Ok(None) };
    let roles = query("SELECT role_id FROM member_roles WHERE guild_id = $1 AND user_id = $2")
        .bind(guild)
        .bind(user)
        .fetch_all::<(RoleId,)>(db.read())
        .await?
        .into_iter()
        .map(|(role,)| role)
        .collect();
    Ok(Some(Membership { user_id: user, joined_at, roles }))
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
/// changes nothing, since SQLite knows no other lock on a row.
pub async fn lock_person(tx: &mut Tx, user: UserId) -> Result<()> {
    query("UPDATE users SET username = username WHERE id = $1").bind(user).execute(tx.run()).await?;
    Ok(())
}

/// How many members a guild has.
pub async fn count_members(on: Executor<'_>, guild: GuildId) -> Result<i64> {
    query("SELECT COUNT(*) FROM members WHERE guild_id = $1").bind(guild).fetch_scalar(on).await
}

/// Up to `count` members after `after`, by when they joined.
pub async fn members_after(
    on: Executor<'_>,
    guild: GuildId,
    after: MemberCursor,
    count: usize,
) -> Result<Vec<(UserId, Timestamp)>> {
    query(
        "SELECT user_id, joined_at FROM members WHERE guild_id = $1 AND (joined_at, user_id) > ($2, $3)
         ORDER BY joined_at, user_id LIMIT $4",
    )
    .bind(guild)
    .bind(after.0)
    .bind(after.1)
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .fetch_all(on)
    .await
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
    query("INSERT INTO roles (id, guild_id, name, position, permissions) VALUES ($1, $2, $3, $4, $5)")
        .bind(role.id)
        .bind(guild)
        .bind(role.name.as_str())
        .bind(role.position)
        .bind(role.permissions.to_db())
        .execute(tx.run())
        .await?;
    Ok(())
}

/// A new member, without roles.
pub async fn insert_member(tx: &mut Tx, guild: GuildId, member: &Membership) -> Result<()> {
    query("INSERT INTO members (guild_id, user_id, joined_at) VALUES ($1, $2, $3)")
        .bind(guild)
        .bind(member.user_id)
        .bind(member.joined_at)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// Ends a membership.
pub async fn delete_member(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<()> {
    query("DELETE FROM members WHERE guild_id = $1 AND user_id = $2")
        .bind(guild)
        .bind(user)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// Gives a guild another name.
pub async fn rename(tx: &mut Tx, guild: GuildId, name: &str) -> Result<()> {
    query("UPDATE guilds SET name = $2 WHERE id = $1").bind(guild).bind(name).execute(tx.run()).await?;
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
