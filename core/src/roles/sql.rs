//! The only SQL that is about roles alone.

use crate::guilds::Role;
use crate::platform::db::{Executor, Tx, placeholders, query, query_with};
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, RoleId, UserId};

/// The guild that a role is of.
pub async fn guild_of(on: Executor<'_>, role: RoleId) -> Result<Option<GuildId>> {
    let row =
        query("SELECT guild_id FROM roles WHERE id = $1").bind(role).fetch_optional::<(GuildId,)>(on).await?;
    Ok(row.map(|(guild,)| guild))
}

/// Raises all roles but `@everyone` by one place, so that the lowest is free.
pub async fn make_room(tx: &mut Tx, guild: GuildId) -> Result<()> {
    query("UPDATE roles SET position = position + 1 WHERE guild_id = $1 AND position > 0")
        .bind(guild)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// What can be changed of a role by itself; where it stands is [`place`]'s.
pub async fn update(tx: &mut Tx, role: &Role) -> Result<()> {
    query(
        "UPDATE roles SET name = $2, permissions = $3, color = $4, icon = $5, hoist = $6, mentionable = $7
         WHERE id = $1",
    )
    .bind(role.id)
    .bind(role.name.as_str())
    .bind(role.permissions.to_db())
    .bind(role.color)
    .bind(role.icon.as_deref())
    .bind(role.hoist)
    .bind(role.mentionable)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Where roles stand.
pub async fn place(tx: &mut Tx, roles: &[Role]) -> Result<()> {
    for role in roles {
        query("UPDATE roles SET position = $2 WHERE id = $1")
            .bind(role.id)
            .bind(role.position)
            .execute(tx.run())
            .await?;
    }
    Ok(())
}

/// Removes a role from its guild, from all who have it, and from what channels say of it; those above
/// come one place down.
pub async fn delete(tx: &mut Tx, guild: GuildId, role: &Role) -> Result<()> {
    query(
        "DELETE FROM channel_overwrites WHERE target_kind = 'ROLE' AND target_id = $2
         AND channel_id IN (SELECT id FROM channels WHERE guild_id = $1)",
    )
    .bind(guild)
    .bind(role.id)
    .execute(tx.run())
    .await?;
    query("DELETE FROM roles WHERE id = $1").bind(role.id).execute(tx.run()).await?;
    query("UPDATE roles SET position = position - 1 WHERE guild_id = $1 AND position > $2")
        .bind(guild)
        .bind(role.position)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// Gives a member roles.
pub async fn give(tx: &mut Tx, guild: GuildId, user: UserId, roles: &[RoleId]) -> Result<()> {
    for role in roles {
        query("INSERT INTO member_roles (guild_id, user_id, role_id) VALUES ($1, $2, $3)")
            .bind(guild)
            .bind(user)
            .bind(*role)
            .execute(tx.run())
            .await?;
    }
    Ok(())
}

/// Takes roles from a member.
pub async fn take(tx: &mut Tx, guild: GuildId, user: UserId, roles: &[RoleId]) -> Result<()> {
    for role in roles {
        query("DELETE FROM member_roles WHERE guild_id = $1 AND user_id = $2 AND role_id = $3")
            .bind(guild)
            .bind(user)
            .bind(*role)
            .execute(tx.run())
            .await?;
    }
    Ok(())
}

/// Up to `count` people who have a role, after one of them, by id.
pub async fn members_after(
    on: Executor<'_>,
    role: RoleId,
    after: UserId,
    count: usize,
) -> Result<Vec<UserId>> {
    let rows = query(
        "SELECT user_id FROM member_roles WHERE role_id = $1 AND user_id > $2 ORDER BY user_id LIMIT $3",
    )
    .bind(role)
    .bind(after)
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .fetch_all::<(UserId,)>(on)
    .await?;
    Ok(rows.into_iter().map(|(user,)| user).collect())
}

/// How many have each of these roles; those that nobody has are left out.
pub async fn count_members(on: Executor<'_>, roles: &[RoleId]) -> Result<Vec<(RoleId, i64)>> {
    if roles.is_empty() {
        return Ok(Vec::new());
    }
    query_with(format!(
        "SELECT role_id, COUNT(*) FROM member_roles WHERE role_id IN {} GROUP BY role_id",
        placeholders(1, 1, roles.len())
    ))
    .bind_all(roles.iter().copied())
    .fetch_all::<(RoleId, i64)>(on)
    .await
}

/// Up to `count` members after one of them, by id.
pub async fn people_after(
    on: Executor<'_>,
    guild: GuildId,
    after: UserId,
    count: usize,
) -> Result<Vec<UserId>> {
    let rows =
        query("SELECT user_id FROM members WHERE guild_id = $1 AND user_id > $2 ORDER BY user_id LIMIT $3")
            .bind(guild)
            .bind(after)
            .bind(i64::try_from(count).unwrap_or(i64::MAX))
            .fetch_all::<(UserId,)>(on)
            .await?;
    Ok(rows.into_iter().map(|(user,)| user).collect())
}

/// Who has which roles, of the members from one to another, by id.
pub async fn roles_between(
    on: Executor<'_>,
    guild: GuildId,
    from: UserId,
    to: UserId,
) -> Result<Vec<(UserId, RoleId)>> {
    query(
        "SELECT user_id, role_id FROM member_roles WHERE guild_id = $1 AND user_id >= $2 AND user_id <= $3
         ORDER BY user_id, role_id",
    )
    .bind(guild)
    .bind(from)
    .bind(to)
    .fetch_all::<(UserId, RoleId)>(on)
    .await
}
