//! The only SQL over all rooms at once: counting.

use crate::platform::db::{Db, query};
use crate::platform::error::Result;

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Stats {
    /// Accounts.
    pub users: i64,
    /// Devices signed in and neither expired nor signed out.
    pub sessions: i64,
    /// Servers.
    pub guilds: i64,
    /// Channels and categories.
    pub channels: i64,
    /// Messages.
    pub messages: i64,
}

/// Counts. Reads whole tables: not for the hot path.
///
/// # Errors
/// Of the database.
pub async fn stats(db: &Db, now: crate::platform::clock::Timestamp) -> Result<Stats> {
    query(
        "SELECT
            (SELECT COUNT(*) FROM users) AS users,
            (SELECT COUNT(*) FROM sessions WHERE revoked_at IS NULL AND expires_at > $1) AS sessions,
            (SELECT COUNT(*) FROM guilds WHERE deleted_at IS NULL) AS guilds,
            (SELECT COUNT(*) FROM channels c JOIN guilds g ON g.id = c.guild_id
             WHERE c.deleted_at IS NULL AND g.deleted_at IS NULL) AS channels,
            (SELECT COUNT(*) FROM messages) AS messages",
    )
    .bind(now)
    .fetch_one(db.read())
    .await
}
