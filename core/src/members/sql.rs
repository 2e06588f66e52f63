//! The only SQL about lists of members; that of one membership is the guild's.

use std::collections::HashMap;

use super::{MemberCursor, Names};
use crate::platform::db::{Executor, query};
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, RoleId, UserId};

/// Up to `count` members after `after`, by when they joined.
pub async fn joined_after(
    on: Executor<'_>,
    guild: GuildId,
    after: MemberCursor,
    count: usize,
) -> Result<Vec<UserId>> {
    let rows = query(
        "SELECT user_id FROM members WHERE guild_id = $1 AND (joined_at, user_id) > ($2, $3)
         ORDER BY joined_at, user_id LIMIT $4",
    )
    .bind(guild)
    .bind(after.0)
    .bind(after.1)
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .fetch_all::<(UserId,)>(on)
    .await?;
    Ok(rows.into_iter().map(|(user,)| user).collect())
}

#[derive(sqlx::FromRow)]
struct NamesRow {
    user_id: UserId,
    nickname: Option<String>,
    display_name: Option<String>,
    username: String,
}

/// What all members of a guild are called.
pub async fn names(on: Executor<'_>, guild: GuildId) -> Result<Vec<(UserId, Names)>> {
    let rows = query(
        "SELECT m.user_id, m.nickname, u.display_name, u.username
         FROM members m JOIN users u ON u.id = m.user_id WHERE m.guild_id = $1",
    )
    .bind(guild)
    .fetch_all::<NamesRow>(on)
    .await?;
    let names = |row: NamesRow| {
        let NamesRow { user_id, nickname, display_name, username } = row;
        (user_id, Names { nickname, display_name, username })
    };
    Ok(rows.into_iter().map(names).collect())
}

/// Who has which of a guild's roles that have a heading of their own.
pub async fn hoisted_roles(on: Executor<'_>, guild: GuildId) -> Result<HashMap<UserId, Vec<RoleId>>> {
    let rows = query(
        "SELECT m.user_id, m.role_id FROM member_roles m JOIN roles r ON r.id = m.role_id
         WHERE m.guild_id = $1 AND r.hoist",
    )
    .bind(guild)
    .fetch_all::<(UserId, RoleId)>(on)
    .await?;
    let mut roles: HashMap<UserId, Vec<RoleId>> = HashMap::new();
    for (user, role) in rows {
        roles.entry(user).or_default().push(role);
    }
    Ok(roles)
}
