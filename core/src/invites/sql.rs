//! The only SQL about invites.

use super::{InviteCursor, InviteRow};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Executor, Tx, query};
use crate::platform::error::Result;
use crate::platform::ids::GuildId;

/// An invite that is good now.
pub async fn find(on: Executor<'_>, code: &str, now: Timestamp) -> Result<Option<InviteRow>> {
    query(
        "SELECT code, guild_id, channel_id, inviter_id, created_at, expires_at, max_uses, uses
         FROM invites
         WHERE code = $1 AND (expires_at IS NULL OR expires_at > $2) AND (max_uses IS NULL OR uses < max_uses)",
    )
    .bind(code)
    .bind(now)
    .fetch_optional(on)
    .await
}

/// Up to `count` invites of a guild that are good now, after `after`, by when they were made.
pub async fn good_after(
    on: Executor<'_>,
    guild: GuildId,
    now: Timestamp,
    after: &InviteCursor,
    count: usize,
) -> Result<Vec<InviteRow>> {
    query(
        "SELECT code, guild_id, channel_id, inviter_id, created_at, expires_at, max_uses, uses
         FROM invites
         WHERE guild_id = $1 AND (created_at, code) > ($2, $3)
           AND (expires_at IS NULL OR expires_at > $4) AND (max_uses IS NULL OR uses < max_uses)
         ORDER BY created_at, code LIMIT $5",
    )
    .bind(guild)
    .bind(after.0)
    .bind(after.1.as_str())
    .bind(now)
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .fetch_all(on)
    .await
}

/// How many invites a guild has.
pub async fn count(tx: &mut Tx, guild: GuildId) -> Result<i64> {
    query("SELECT COUNT(*) FROM invites WHERE guild_id = $1").bind(guild).fetch_scalar(tx.run()).await
}

/// Removes the invites of a guild that are no longer good.
pub async fn clear_spent(tx: &mut Tx, guild: GuildId, now: Timestamp) -> Result<()> {
    query("DELETE FROM invites WHERE guild_id = $1 AND (expires_at <= $2 OR uses >= max_uses)")
        .bind(guild)
        .bind(now)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// A new invite.
pub async fn insert(tx: &mut Tx, invite: &InviteRow) -> Result<()> {
    query(
        "INSERT INTO invites (code, guild_id, channel_id, inviter_id, created_at, expires_at, max_uses, uses)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(invite.code.as_str())
    .bind(invite.guild_id)
    .bind(invite.channel_id)
    .bind(invite.inviter_id)
    .bind(invite.created_at)
    .bind(invite.expires_at)
    .bind(invite.max_uses)
    .bind(invite.uses)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Counts one use, where the invite still allows one; whether it did. However many try at once, no
/// more get through than it allows.
pub async fn count_use(tx: &mut Tx, code: &str, now: Timestamp) -> Result<bool> {
    let rows = query(
        "UPDATE invites SET uses = uses + 1
         WHERE code = $1 AND (expires_at IS NULL OR expires_at > $2) AND (max_uses IS NULL OR uses < max_uses)",
    )
    .bind(code)
    .bind(now)
    .execute(tx.run())
    .await?;
    Ok(rows == 1)
}

/// Removes an invite; whether it was there.
pub async fn delete(tx: &mut Tx, code: &str) -> Result<bool> {
    Ok(query("DELETE FROM invites WHERE code = $1").bind(code).execute(tx.run()).await? > 0)
}
