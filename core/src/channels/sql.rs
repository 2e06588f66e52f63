//! The only SQL about channels.

use super::{Channel, ChannelKind};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Executor, Tx, query};
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
        let kind = ChannelKind::from_db(&row.kind).ok_or_else(|| {
            Error::internal(format!("channel {} has the unknown kind {}", row.id, row.kind))
        })?;
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

/// A new channel.
pub async fn insert(tx: &mut Tx, channel: &Channel) -> Result<()> {
    query(
        "INSERT INTO channels (id, guild_id, kind, name, topic, parent_id, position, slow_mode_seconds)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(channel.id)
    .bind(channel.guild_id)
    .bind(channel.kind.as_str())
    .bind(channel.name.as_str())
    .bind(channel.topic.as_deref())
    .bind(channel.parent_id)
    .bind(channel.position)
    .bind(channel.slow_mode_seconds)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// What a channel is called, what it is for and how slow it is.
pub async fn update(tx: &mut Tx, channel: &Channel) -> Result<()> {
    query("UPDATE channels SET name = $2, topic = $3, slow_mode_seconds = $4 WHERE id = $1")
        .bind(channel.id)
        .bind(channel.name.as_str())
        .bind(channel.topic.as_deref())
        .bind(channel.slow_mode_seconds)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// Where channels stand.
pub async fn place(tx: &mut Tx, channels: &[Channel]) -> Result<()> {
    for channel in channels {
        query("UPDATE channels SET parent_id = $2, position = $3 WHERE id = $1")
            .bind(channel.id)
            .bind(channel.parent_id)
            .bind(channel.position)
            .execute(tx.run())
            .await?;
    }
    Ok(())
}

/// Makes a channel unseen, for the janitor to clear.
pub async fn mark_deleted(tx: &mut Tx, channel: ChannelId, now: Timestamp) -> Result<()> {
    query("UPDATE channels SET deleted_at = $2 WHERE id = $1")
        .bind(channel)
        .bind(now)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// The channels deleted before a time.
pub async fn deleted_before(on: Executor<'_>, time: Timestamp) -> Result<Vec<ChannelId>> {
    let rows = query("SELECT id FROM channels WHERE deleted_at < $1 ORDER BY deleted_at")
        .bind(time)
        .fetch_all::<(ChannelId,)>(on)
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// All channels of a guild, the deleted too.
pub async fn all_of_guild(on: Executor<'_>, guild: GuildId) -> Result<Vec<ChannelId>> {
    let rows = query("SELECT id FROM channels WHERE guild_id = $1")
        .bind(guild)
        .fetch_all::<(ChannelId,)>(on)
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Removes up to `count` messages of a channel; how many there were.
pub async fn clear_messages(on: Executor<'_>, channel: ChannelId, count: i64) -> Result<u64> {
    query(
        "DELETE FROM messages WHERE id IN
         (SELECT id FROM messages WHERE channel_id = $1 ORDER BY id LIMIT $2)",
    )
    .bind(channel)
    .bind(count)
    .execute(on)
    .await
}

/// Forgets up to `count` people's place in a channel; how many there were.
pub async fn clear_read_states(on: Executor<'_>, channel: ChannelId, count: i64) -> Result<u64> {
    query(
        "DELETE FROM read_states WHERE channel_id = $1 AND user_id IN
         (SELECT user_id FROM read_states WHERE channel_id = $1 LIMIT $2)",
    )
    .bind(channel)
    .bind(count)
    .execute(on)
    .await
}

/// Removes a channel's row, and with it the few that hang on it.
pub async fn remove(on: Executor<'_>, channel: ChannelId) -> Result<()> {
    query("DELETE FROM channels WHERE id = $1").bind(channel).execute(on).await?;
    Ok(())
}
