//! The only SQL about the audit log.

use std::fmt::Write;

use super::{Action, Entry, Filter};
use crate::platform::db::{Executor, Tx, Value, holds, query, query_with};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{AuditEntryId, GuildId, UserId, first_at};

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: AuditEntryId,
    actor_id: UserId,
    action: String,
    target_kind: String,
    target_id: String,
    target_name: Option<String>,
    reason: Option<String>,
    changes: String,
}

impl TryFrom<EntryRow> for Entry {
    type Error = Error;

    fn try_from(row: EntryRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            actor_id: row.actor_id,
            action: Action::from_db(&row.action),
            target_kind: row.target_kind,
            target_id: row.target_id,
            target_name: row.target_name,
            reason: row.reason,
            changes: serde_json::from_str(&row.changes).map_err(Error::internal)?,
        })
    }
}

/// Up to `count` lines of a guild below `after`, the newest first.
pub async fn list(
    on: Executor<'_>,
    guild: GuildId,
    filter: &Filter,
    after: Option<AuditEntryId>,
    count: usize,
) -> Result<Vec<Entry>> {
    let mut wanted = Conditions { sql: "guild_id = $1".to_owned(), values: vec![guild.into()] };
    if let Some(after) = after {
        wanted.add("id <", after);
    }
    if let Some(actor) = filter.actor_id {
        wanted.add("actor_id =", actor);
    }
    if let Some(target) = &filter.target_id {
        wanted.add("target_id =", target.as_str());
    }
    if let Some(action) = filter.action {
        wanted.add("action =", action.as_str());
    }
    if let Some(time) = filter.before {
        wanted.add("id <", AuditEntryId(first_at(time)));
    }
    if let Some(time) = filter.after {
        wanted.add("id >=", AuditEntryId(first_at(time)));
    }
    if let Some(text) = &filter.query {
        // SQLite knows upper and lower case of ASCII only: what was typed as it was written is found, too.
        let (small, exact) = (wanted.value(holds(&text.to_lowercase())), wanted.value(holds(text)));
        let _ = write!(
            wanted.sql,
            " AND (LOWER(target_name) LIKE {small} ESCAPE '\\' OR target_name LIKE {exact} ESCAPE '\\'
             OR LOWER(reason) LIKE {small} ESCAPE '\\' OR reason LIKE {exact} ESCAPE '\\')"
        );
    }
    let limit = wanted.value(i64::try_from(count).unwrap_or(i64::MAX));
    query_with(format!(
        "SELECT id, actor_id, action, target_kind, target_id, target_name, reason, changes FROM audit_entries
         WHERE {} ORDER BY id DESC LIMIT {limit}",
        wanted.sql
    ))
    .bind_all(wanted.values)
    .fetch_all::<EntryRow>(on)
    .await?
    .into_iter()
    .map(Entry::try_from)
    .collect()
}

/// Conditions that all must hold, and the values in them.
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    /// Takes a value in; its placeholder.
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// One more: `comparison` and the value that follows it.
    fn add(&mut self, comparison: &'static str, value: impl Into<Value>) {
        let placeholder = self.value(value);
        let _ = write!(self.sql, " AND {comparison} {placeholder}");
    }
}

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
    .bind(entry.action.map(Action::as_str))
    .bind(entry.target_kind.as_str())
    .bind(entry.target_id.as_str())
    .bind(entry.target_name.as_deref())
    .bind(entry.reason.as_deref())
    .bind(changes)
    .execute(tx.run())
    .await?;
    Ok(())
}
