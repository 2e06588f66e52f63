//! Who is banned.

use super::{Ban, sql};
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::permissions::Permission;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::UserId;
use crate::platform::text;

/// The longest text that one looks for, in Unicode scalar values.
const MAX_QUERY: usize = 100;

/// Where a page of bans begins: after the one made then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BanCursor(pub Timestamp, pub UserId);

impl From<&Ban> for BanCursor {
    fn from(ban: &Ban) -> Self {
        Self(ban.created_at, ban.user.id)
    }
}

/// Up to `count` bans that are in force, the newest first; with `query` those of people whose name holds it.
///
/// # Errors
/// `FORBIDDEN` without `BAN_MEMBERS`; `INVALID` for a query that is too long.
pub async fn bans(
    app: &App,
    access: &GuildAccess,
    query: Option<&str>,
    after: Option<BanCursor>,
    count: usize,
) -> Result<Vec<Ban>> {
    access.require(Permission::BanMembers)?;
    let query = query.map(|query| text::description("query", query, MAX_QUERY)).transpose()?.flatten();
    let after = after.unwrap_or(BanCursor(Timestamp(i64::MAX), UserId(i64::MAX)));
    let guild = access.snapshot.guild.id;
    let rows = sql::bans_after(app.db.read(), guild, app.clock.now(), query.as_deref(), after, count).await?;
    let mut named = Vec::with_capacity(rows.len() * 2);
    for row in &rows {
        named.push(row.user_id);
        named.extend(row.banned_by);
    }
    let people = app.users.get_many(named).await?;
    let ban = |row: sql::BanRow| {
        Some(Ban {
            user: people.get(&row.user_id).cloned()?,
            banned_by: row.banned_by.and_then(|id| people.get(&id)).cloned(),
            reason: row.reason,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    };
    Ok(rows.into_iter().filter_map(ban).collect())
}
