//! The only SQL about guilds, roles and members.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ChannelEntry, Guild, Membership, Role, Snapshot};
use crate::channels;
use crate::permissions::{Overwrite, OverwriteTarget, Permissions};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Executor, query};
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, GuildId, RoleId, UserId};

/// Reads what a snapshot holds.
pub async fn load_snapshot(db: &Db, id: GuildId) -> Result<Option<Snapshot>> {
    let guild = query("SELECT name, owner_id FROM guilds WHERE id = $1 AND deleted_at IS NULL")
        .bind(id)
        .fetch_optional::<(String, UserId)>(db.read())
        .await?;
    let Some((name, owner_id)) = guild else { return Ok(None) };
    let roles = query("SELECT id, name, position, permissions FROM roles WHERE guild_id = $1")
        .bind(id)
        .fetch_all::<(RoleId, String, i64, i64)>(db.read())
        .await?
        .into_iter()
        .map(|(id, name, position, permissions)| {
            let position = i32::try_from(position).unwrap_or(i32::MAX);
            (id, Role { id, name, position, permissions: Permissions::from_db(permissions) })
        })
        .collect();
    let mut overwrites: BTreeMap<ChannelId, Vec<Overwrite>> = BTreeMap::new();
    let rows = query(
        "SELECT o.channel_id, o.target_kind, o.target_id, o.allow, o.deny
         FROM channel_overwrites o JOIN channels c ON c.id = o.channel_id
         WHERE c.guild_id = $1 AND c.deleted_at IS NULL",
    )
    .bind(id)
    .fetch_all::<(ChannelId, String, i64, i64, i64)>(db.read())
    .await?;
    for (channel, kind, target, allow, deny) in rows {
        overwrites.entry(channel).or_default().push(Overwrite {
            target: match kind.as_str() {
                "ROLE" => OverwriteTarget::Role(RoleId(target)),
                _ => OverwriteTarget::Member(UserId(target)),
            },
            allow: Permissions::from_db(allow),
            deny: Permissions::from_db(deny),
        });
    }
    let channels = channels::sql::of_guild(db.read(), id)
        .await?
        .into_iter()
        .map(|channel| {
            let overwrites = overwrites.remove(&channel.id).unwrap_or_default();
            (channel.id, ChannelEntry { channel: Arc::new(channel), overwrites })
        })
        .collect();
    Ok(Some(Snapshot { guild: Guild { id, name, owner_id }, roles, channels }))
}

/// One member.
pub async fn load_membership(db: &Db, guild: GuildId, user: UserId) -> Result<Option<Membership>> {
    let joined = query("SELECT joined_at FROM members WHERE guild_id = $1 AND user_id = $2")
        .bind(guild)
        .bind(user)
        .fetch_optional::<(Timestamp,)>(db.read())
        .await?;
    let Some((joined_at,)) = joined else { return Ok(None) };
    let roles = query("SELECT role_id FROM member_roles WHERE guild_id = $1 AND user_id = $2")
        .bind(guild)
        .bind(user)
        .fetch_all::<(RoleId,)>(db.read())
        .await?
        .into_iter()
        .map(|(role,)| role)
        .collect();
    Ok(Some(Membership { user_id: user, joined_at, roles }))
}

/// The guilds that a person is in, by when they joined.
pub async fn ids_of_user(on: Executor<'_>, user: UserId) -> Result<Vec<GuildId>> {
    let rows = query(
        "SELECT m.guild_id FROM members m JOIN guilds g ON g.id = m.guild_id
         WHERE m.user_id = $1 AND g.deleted_at IS NULL ORDER BY m.joined_at, m.guild_id",
    )
    .bind(user)
    .fetch_all::<(GuildId,)>(on)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
