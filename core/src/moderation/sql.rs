//! The only SQL about bans, and about what follows from them.

use super::BanCursor;
use super::prune::Asked;
use super::purge::{Doomed, Purge};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Executor, Query, Tx, holds, placeholders, query, query_with};
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, MessageId, UserId, first_at};

/// How many rows one statement names.
const BATCH: usize = 500;
/// How many purges are gone on with in one round.
const PURGES: i64 = 100;

/// A ban as the database holds it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct BanRow {
    /// Who.
    pub user_id: UserId,
    /// By whom.
    pub banned_by: Option<UserId>,
    /// Why.
    pub reason: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when; `None`: for good.
    pub expires_at: Option<Timestamp>,
}

/// Whether somebody is banned now.
pub async fn is_banned(on: Executor<'_>, guild: GuildId, user: UserId, now: Timestamp) -> Result<bool> {
    let row = query(
        "SELECT user_id FROM bans
         WHERE guild_id = $1 AND user_id = $2 AND (expires_at IS NULL OR expires_at > $3)",
    )
    .bind(guild)
    .bind(user)
    .bind(now)
    .fetch_optional::<(UserId,)>(on)
    .await?;
    Ok(row.is_some())
}

/// A ban, in the place of one that was there.
pub async fn put_ban(tx: &mut Tx, guild: GuildId, ban: &BanRow) -> Result<()> {
    query(
        "INSERT INTO bans (guild_id, user_id, banned_by, reason, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (guild_id, user_id) DO UPDATE SET banned_by = excluded.banned_by,
         reason = excluded.reason, created_at = excluded.created_at, expires_at = excluded.expires_at",
    )
    .bind(guild)
    .bind(ban.user_id)
    .bind(ban.banned_by)
    .bind(ban.reason.clone())
    .bind(ban.created_at)
    .bind(ban.expires_at)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Lifts a ban that is in force; whether there was one.
pub async fn delete_ban(tx: &mut Tx, guild: GuildId, user: UserId, now: Timestamp) -> Result<bool> {
    let rows = query(
        "DELETE FROM bans WHERE guild_id = $1 AND user_id = $2 AND (expires_at IS NULL OR expires_at > $3)",
    )
    .bind(guild)
    .bind(user)
    .bind(now)
    .execute(tx.run())
    .await?;
    Ok(rows > 0)
}

/// Removes the bans whose time is over; how many.
pub async fn end_bans(on: Executor<'_>, now: Timestamp) -> Result<u64> {
    query("DELETE FROM bans WHERE expires_at <= $1").bind(now).execute(on).await
}

/// Up to `count` bans that are in force, from the newest, after `after`.
pub async fn bans_after(
    on: Executor<'_>,
    guild: GuildId,
    now: Timestamp,
    name: Option<&str>,
    after: BanCursor,
    count: usize,
) -> Result<Vec<BanRow>> {
    const COLUMNS: &str = "b.user_id, b.banned_by, b.reason, b.created_at, b.expires_at";
    let named = match name {
        Some(_) => {
            "AND (u.username_key LIKE $6 ESCAPE '\\' OR LOWER(u.display_name) LIKE $6 ESCAPE '\\'
             OR u.display_name LIKE $7 ESCAPE '\\')"
        }
        None => "",
    };
    let mut asked = query_with(format!(
        "SELECT {COLUMNS} FROM bans b JOIN users u ON u.id = b.user_id
         WHERE b.guild_id = $1 AND (b.expires_at IS NULL OR b.expires_at > $2)
         AND (b.created_at, b.user_id) < ($3, $4) {named}
         ORDER BY b.created_at DESC, b.user_id DESC LIMIT $5"
    ))
    .bind(guild)
    .bind(now)
    .bind(after.0)
    .bind(after.1)
    .bind(i64::try_from(count).unwrap_or(i64::MAX));
    if let Some(name) = name {
        asked = asked.bind(holds(&name.to_lowercase())).bind(holds(name));
    }
    asked.fetch_all(on).await
}

/// Writes down what is to go.
pub async fn insert_purge(tx: &mut Tx, purge: &Purge) -> Result<()> {
    query(
        "INSERT INTO message_purges (guild_id, author_id, from_id, to_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (guild_id, author_id, to_id) DO UPDATE SET from_id = excluded.from_id
         WHERE message_purges.from_id > excluded.from_id",
    )
    .bind(purge.guild_id)
    .bind(purge.author_id)
    .bind(purge.from)
    .bind(purge.to)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// What is still to go.
pub async fn purges(on: Executor<'_>) -> Result<Vec<Purge>> {
    query("SELECT guild_id, author_id, from_id, to_id FROM message_purges ORDER BY to_id LIMIT $1")
        .bind(PURGES)
        .fetch_all(on)
        .await
}

/// Up to `count` of the messages that are to go, oldest first.
pub async fn doomed(on: Executor<'_>, purge: &Purge, count: usize) -> Result<Vec<Doomed>> {
    query(
        "SELECT m.id, m.channel_id, c.kind, c.parent_id
         FROM messages m JOIN channels c ON c.id = m.channel_id
         WHERE m.author_id = $1 AND m.id >= $2 AND m.id < $3 AND m.kind = 'DEFAULT' AND c.guild_id = $4
         ORDER BY m.id LIMIT $5",
    )
    .bind(purge.author_id)
    .bind(purge.from)
    .bind(purge.to)
    .bind(purge.guild_id)
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .fetch_all(on)
    .await
}

/// Notes how far it has come.
pub async fn advance_purge(tx: &mut Tx, purge: &Purge) -> Result<()> {
    query(
        "UPDATE message_purges SET from_id = $4
         WHERE guild_id = $1 AND author_id = $2 AND to_id = $3 AND from_id < $4",
    )
    .bind(purge.guild_id)
    .bind(purge.author_id)
    .bind(purge.to)
    .bind(purge.from)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Strikes out what is gone.
pub async fn delete_purge(on: Executor<'_>, purge: &Purge) -> Result<()> {
    query("DELETE FROM message_purges WHERE guild_id = $1 AND author_id = $2 AND to_id = $3")
        .bind(purge.guild_id)
        .bind(purge.author_id)
        .bind(purge.to)
        .execute(on)
        .await?;
    Ok(())
}

/// Has nothing go that somebody writes from now on.
pub async fn end_purges(tx: &mut Tx, guild: GuildId, author: UserId, now: Timestamp) -> Result<()> {
    query("UPDATE message_purges SET to_id = $3 WHERE guild_id = $1 AND author_id = $2 AND to_id > $3")
        .bind(guild)
        .bind(author)
        .bind(MessageId(first_at(now)))
        .execute(tx.run())
        .await?;
    Ok(())
}

/// How many members a prune removes.
pub async fn count_unseen(on: Executor<'_>, asked: &Asked) -> Result<i64> {
    unseen_members("COUNT(*)", asked, "").fetch_scalar(on).await
}

/// Up to `count` members whom a prune removes, those first who have been members for the longest.
pub async fn unseen(on: Executor<'_>, asked: &Asked, count: usize) -> Result<Vec<UserId>> {
    let order = format!("ORDER BY m.joined_at, m.user_id LIMIT {count}");
    let rows = unseen_members("m.user_id", asked, &order).fetch_all::<(UserId,)>(on).await?;
    Ok(rows.into_iter().map(|(user,)| user).collect())
}

/// The members whom a prune removes: `columns` of `members m`.
fn unseen_members(columns: &str, asked: &Asked, order: &str) -> Query {
    let roles = match asked.roles.len() {
        0 => String::new(),
        named => format!("AND r.role_id NOT IN {}", placeholders(6, 1, named)),
    };
    // To have read on is a sign of life, too: what was read was written no later than it was read.
    query_with(format!(
        "SELECT {columns} FROM members m
         WHERE m.guild_id = $1 AND m.user_id NOT IN ($2, $3) AND m.joined_at < $4
         AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = m.user_id AND s.last_used_at >= $4)
         AND NOT EXISTS (SELECT 1 FROM messages w WHERE w.author_id = m.user_id AND w.id >= $5)
         AND NOT EXISTS (SELECT 1 FROM read_states s WHERE s.user_id = m.user_id AND s.last_read_id >= $5)
         AND NOT EXISTS (SELECT 1 FROM member_roles r
                         WHERE r.guild_id = m.guild_id AND r.user_id = m.user_id {roles}) {order}"
    ))
    .bind(asked.guild)
    .bind(asked.kept[0])
    .bind(asked.kept[1])
    .bind(asked.since)
    .bind(MessageId(first_at(asked.since)))
    .bind_all(asked.roles.iter().copied())
}

/// Ends memberships, and what members are in.
pub async fn delete_members(tx: &mut Tx, guild: GuildId, users: &[UserId]) -> Result<()> {
    for batch in users.chunks(BATCH) {
        let these = placeholders(2, 1, batch.len());
        for sql in [
            format!(
                "DELETE FROM thread_members WHERE user_id IN {these}
                 AND thread_id IN (SELECT id FROM channels WHERE guild_id = $1)"
            ),
            format!("DELETE FROM members WHERE guild_id = $1 AND user_id IN {these}"),
        ] {
            query_with(sql).bind(guild).bind_all(batch.iter().copied()).execute(tx.run()).await?;
        }
    }
    Ok(())
}
