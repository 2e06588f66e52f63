//! Who has a role, and how many do.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;

use super::{role_of, sql};
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::members::{Member, MemberCursor, with_people};
use crate::platform::db::Db;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, RoleId, UserId};

/// Up to `count` members who have a role, by when their accounts were made.
///
/// # Errors
/// `NOT_FOUND` where the guild has no such role; `INVALID` for `@everyone`, whose members are all.
pub async fn members(
    app: &App,
    access: &GuildAccess,
    role: RoleId,
    after: Option<MemberCursor>,
    count: usize,
) -> Result<Vec<Member>> {
    role_of(&access.snapshot, role)?;
    if role == access.snapshot.everyone() {
        return Err(Error::invalid("roleId", "All members have @everyone. Ask for the members."));
    }
    let ids =
        sql::members_after(app.db.read(), role, after.map_or(UserId(0), |MemberCursor(_, user)| user), count)
            .await?;
    with_people(app, access, &ids).await
}

/// How many have a role.
pub(super) async fn count(app: &App, guild: GuildId, role: RoleId) -> Result<i64> {
    if role.0 == guild.0 {
        return app.guilds.member_count(guild).await;
    }
    Ok(sql::count_members(app.db.read(), &[role]).await?.first().map_or(0, |(_, count)| *count))
}

/// How many have each of many roles, by one query. Not for `@everyone`.
#[derive(Debug)]
pub struct MemberCounts(pub Db);

impl Loader<RoleId> for MemberCounts {
    type Value = i64;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[RoleId]) -> Result<HashMap<RoleId, i64>, Arc<Error>> {
        Ok(sql::count_members(self.0.read(), keys).await.map_err(Arc::new)?.into_iter().collect())
    }
}
