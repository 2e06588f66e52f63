//! Reading the log.

use std::sync::Arc;

use super::{Action, Entry, sql};
use crate::accounts::User;
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::permissions::Permission;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::{AuditEntryId, UserId};
use crate::platform::text;

/// The longest text that one looks for, in Unicode scalar values.
const MAX_QUERY: usize = 100;
/// No id and no code of a target is longer.
const MAX_TARGET: usize = 32;

/// Which lines; what is left out asks for nothing.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What this person did.
    pub actor_id: Option<UserId>,
    /// What was done to this: an id, or an invite's code.
    pub target_id: Option<String>,
    /// What of this kind was done.
    pub action: Option<Action>,
    /// What was done before then.
    pub before: Option<Timestamp>,
    /// What was done then or later.
    pub after: Option<Timestamp>,
    /// Where the target's name or the reason holds this, whatever the case of its letters.
    pub query: Option<String>,
}

/// A line with the people in it, as far as they are known still.
#[derive(Clone, Debug)]
pub struct Line {
    /// The line.
    pub entry: Entry,
    /// Who did it.
    pub actor: Option<Arc<User>>,
    /// To whom, where the target is a person.
    pub target_user: Option<Arc<User>>,
}

/// Up to `count` lines of a guild's log, the newest first, from below `after`.
///
/// # Errors
/// `FORBIDDEN` without `VIEW_AUDIT_LOG`; `INVALID` for a query that is too long.
pub async fn list(
    app: &App,
    access: &GuildAccess,
    filter: Filter,
    after: Option<AuditEntryId>,
    count: usize,
) -> Result<Vec<Line>> {
    access.require(Permission::ViewAuditLog)?;
    let query = filter.query.as_deref().map(|query| text::description("query", query, MAX_QUERY));
    let filter = Filter { query: query.transpose()?.flatten(), ..filter };
    let possible = |id: &String| id.len() <= MAX_TARGET && id.bytes().all(|b| b.is_ascii_alphanumeric());
    if !filter.target_id.as_ref().is_none_or(possible) {
        return Ok(Vec::new());
    }
    let entries = sql::list(app.db.read(), access.snapshot.guild.id, &filter, after, count).await?;
    with_people(app, entries).await
}

/// Adds the people, who are looked up all at once.
async fn with_people(app: &App, entries: Vec<Entry>) -> Result<Vec<Line>> {
    let mut named = Vec::with_capacity(entries.len() * 2);
    for entry in &entries {
        named.push(entry.actor_id);
        named.extend(entry.target_user_id());
    }
    let people = app.users.get_many(named).await?;
    let line = |entry: Entry| Line {
        actor: people.get(&entry.actor_id).cloned(),
        target_user: entry.target_user_id().and_then(|id| people.get(&id)).cloned(),
        entry,
    };
    Ok(entries.into_iter().map(line).collect())
}
