//! The only SQL about channels.

use super::{Channel, ChannelKind};
use crate::platform::db::{Executor, query};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId};

#[derive(sqlx::FromRow)]
struct ChannelRow {
    id: ChannelId,
    guild_id: GuildId,
    kind: String,
    name: String,
    topic: Option<String>,
    parent_id: Option<ChannelId>,
    position: i64,
    slow_mode_seconds: i64,
}

impl TryFrom<ChannelRow> for Channel {
    type Error = Error;

    fn try_from(row: ChannelRow) -> Result<Self> {
        let kind = ChannelKind::from_db(&row.kind)
            .ok_or_else(|| Error::internal(format!("channel {} has the unknown kind {}", row.id, row.kind)))?;
        Ok(Self {
            id: row.id,
            guild_id: row.guild_id,
            kind,
            name: row.name,
            topic: row.topic,
            parent_id: row.parent_id,
            position: i32::try_from(row.position).unwrap_or(i32::MAX),
            slow_mode_seconds: i32::try_from(row.slow_mode_seconds).unwrap_or(0),
        })
    }
}

/// The living channels of a guild.
pub async fn of_guild(on: Executor<'_>, guild: GuildId) -> Result<Vec<Channel>> {
    query(
        "SELECT id, guild_id, kind, name, topic, parent_id, position, slow_mode_seconds
         FROM channels WHERE guild_id = $1 AND deleted_at IS NULL",
    )
    .bind(guild)
    .fetch_all::<ChannelRow>(on)
    .await?
    .into_iter()
    .map(Channel::try_from)
    .collect()
}

/// The guild of a living channel.
pub async fn guild_of(on: Executor<'_>, channel: ChannelId) -> Result<Option<GuildId>> {
    let row = query("SELECT guild_id FROM channels WHERE id = $1 AND deleted_at IS NULL")
        .bind(channel)
        .fetch_optional::<(GuildId,)>(on)
        .await?;
    Ok(row.map(|(guild,)| guild))
}
