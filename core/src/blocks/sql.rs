//! The only SQL about blocks.

use super::{BlockCursor, BlockKind};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Executor, query};
use crate::platform::error::Result;
use crate::platform::ids::UserId;

/// A block as the database holds it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct BlockRow {
    /// Whom.
    pub target_id: UserId,
    /// How.
    pub kind: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// Whom a person blocks and ignores.
pub async fn of(on: Executor<'_>, user: UserId) -> Result<Vec<(UserId, BlockKind)>> {
    let rows = query("SELECT target_id, kind FROM blocks WHERE user_id = $1")
        .bind(user)
        .fetch_all::<(UserId, String)>(on)
        .await?;
    Ok(rows.into_iter().map(|(target, kind)| (target, BlockKind::from_db(&kind))).collect())
}

/// Since when one person blocks or ignores another.
pub async fn since(on: Executor<'_>, user: UserId, target: UserId) -> Result<Option<Timestamp>> {
    let row = query("SELECT created_at FROM blocks WHERE user_id = $1 AND target_id = $2")
        .bind(user)
        .bind(target)
        .fetch_optional::<(Timestamp,)>(on)
        .await?;
    Ok(row.map(|(at,)| at))
}

/// Up to `count` blocks of a person after `after`, the newest first.
pub async fn after(
    on: Executor<'_>,
    user: UserId,
    after: BlockCursor,
    count: usize,
) -> Result<Vec<BlockRow>> {
    query(
        "SELECT target_id, kind, created_at FROM blocks
         WHERE user_id = $1 AND (created_at, target_id) < ($2, $3)
         ORDER BY created_at DESC, target_id DESC LIMIT $4",
    )
    .bind(user)
    .bind(after.0)
    .bind(after.1)
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .fetch_all(on)
    .await
}

/// A block, in the place of one that was there.
pub async fn put(
    on: Executor<'_>,
    user: UserId,
    target: UserId,
    kind: BlockKind,
    now: Timestamp,
) -> Result<()> {
    query(
        "INSERT INTO blocks (user_id, target_id, kind, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (user_id, target_id) DO UPDATE SET kind = excluded.kind, created_at = excluded.created_at",
    )
    .bind(user)
    .bind(target)
    .bind(kind.as_str())
    .bind(now)
    .execute(on)
    .await?;
    Ok(())
}

/// Takes a block away; whether there was one.
pub async fn delete(on: Executor<'_>, user: UserId, target: UserId) -> Result<bool> {
    let rows = query("DELETE FROM blocks WHERE user_id = $1 AND target_id = $2")
        .bind(user)
        .bind(target)
        .execute(on)
        .await?;
    Ok(rows > 0)
}
