//! The only SQL about the audit log.

use super::Entry;
use crate::platform::db::{Tx, query};
use crate::platform::error::{Error, Result};
use crate::platform::ids::GuildId;

/// Adds a line.
pub async fn insert(tx: &mut Tx, guild: GuildId, entry: &Entry) -> Result<()> {
    let changes = serde_json::to_string(&entry.changes).map_err(Error::internal)?;
    query(
        "INSERT INTO audit_entries
         (id, guild_id, actor_id, action, target_kind, target_id, target_name, reason, changes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(entry.id)
    .bind(guild)
    .bind(entry.actor_id)
    .bind(entry.action.map(super::Action::as_str))
    .bind(entry.target_kind.as_str())
    .bind(entry.target_id.as_str())
    .bind(entry.target_name.as_deref())
    .bind(entry.reason.as_deref())
    .bind(changes)
    .execute(tx.run())
    .await?;
    Ok(())
}
