//! The only SQL about channels.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::{AUTO_ARCHIVE, Channel, ChannelKind, ForumSort, ForumTag, Thread};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Executor, Tx, placeholders, query, query_with};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId, TagId, UserId};

/// What [`ChannelRow`] is read from.
const COLUMNS: &str = "id, guild_id, kind, name, topic, parent_id, position, slow_mode_seconds, age_restricted, \
    locked, archived_at, user_limit, default_sort, tag_required, auto_archive_minutes, owner_id, root_message_id, \
    invitable, pinned";

#[derive(sqlx::FromRow)]
struct ForumTagRow {
    channel_id: ChannelId,
    id: TagId,
    name: String,
    emoji: Option<String>,
    moderated: bool,
}

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
    age_restricted: bool,
    locked: bool,
    archived_at: Option<Timestamp>,
    user_limit: i64,
    default_sort: String,
    tag_required: bool,
    auto_archive_minutes: i64,
    owner_id: Option<UserId>,
    root_message_id: Option<MessageId>,
    invitable: bool,
    pinned: bool,
}

impl TryFrom<ChannelRow> for Channel {
    type Error = Error;

    fn try_from(row: ChannelRow) -> Result<Self> {
        let kind = ChannelKind::from_db(&row.kind).ok_or_else(|| {
            Error::internal(format!("channel {} has the unknown kind {}", row.id, row.kind))
        })?;
        let thread = row.owner_id.filter(|_| kind.is_thread()).map(|owner_id| Thread {
            owner_id,
            root_message_id: row.root_message_id,
            invitable: row.invitable,
            pinned: row.pinned,
            tag_ids: Arc::default(),
        });
        Ok(Self {
            id: row.id,
            guild_id: row.guild_id,
            kind,
            name: row.name,
            topic: row.topic,
            parent_id: row.parent_id,
            position: i32::try_from(row.position).unwrap_or(i32::MAX),
            slow_mode_seconds: i32::try_from(row.slow_mode_seconds).unwrap_or(0),
            age_restricted: row.age_restricted,
            locked: row.locked,
            archived_at: row.archived_at,
            user_limit: i32::try_from(row.user_limit).unwrap_or(0),
            default_sort: ForumSort::from_db(&row.default_sort),
            tag_required: row.tag_required,
            auto_archive_minutes: i32::try_from(row.auto_archive_minutes).unwrap_or(AUTO_ARCHIVE),
            forum_tags: Arc::default(),
            thread,
        })
    }
}

/// What a guild holds in memory: its living channels, and the threads that are not archived.
pub async fn of_guild(db: &Db, guild: GuildId) -> Result<Vec<Channel>> {
    let mut channels: Vec<Channel> = query_with(format!(
        "SELECT {COLUMNS} FROM channels WHERE guild_id = $1 AND deleted_at IS NULL
         AND (archived_at IS NULL OR kind NOT IN ('PUBLIC_THREAD', 'PRIVATE_THREAD'))"
    ))
    .bind(guild)
    .fetch_all::<ChannelRow>(db.read())
    .await?
    .into_iter()
    .map(Channel::try_from)
    .collect::<Result<_>>()?;
    let of_forums = query(
        "SELECT t.channel_id, t.id, t.name, t.emoji, t.moderated FROM forum_tags t
         JOIN channels c ON c.id = t.channel_id WHERE c.guild_id = $1 ORDER BY t.position, t.id",
    )
    .bind(guild)
    .fetch_all::<ForumTagRow>(db.read())
    .await?;
    let of_threads = query(
        "SELECT t.thread_id, t.tag_id FROM thread_tags t JOIN channels c ON c.id = t.thread_id
         WHERE c.guild_id = $1 AND c.archived_at IS NULL ORDER BY t.tag_id",
    )
    .bind(guild)
    .fetch_all::<(ChannelId, TagId)>(db.read())
    .await?;
    put_tags(&mut channels, of_forums, of_threads);
    Ok(channels)
}

/// One living channel or thread.
pub async fn find(db: &Db, id: ChannelId) -> Result<Option<Channel>> {
    let row = query_with(format!("SELECT {COLUMNS} FROM channels WHERE id = $1 AND deleted_at IS NULL"))
        .bind(id)
        .fetch_optional::<ChannelRow>(db.read())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let mut channel = [Channel::try_from(row)?];
    let of_forum = query(
        "SELECT channel_id, id, name, emoji, moderated FROM forum_tags WHERE channel_id = $1 ORDER BY position, id",
    )
    .bind(id)
    .fetch_all::<ForumTagRow>(db.read())
    .await?;
    let of_thread = thread_tags(db, &[id]).await?;
    put_tags(&mut channel, of_forum, of_thread);
    let [channel] = channel;
    Ok(Some(channel))
}

/// Those of these channels that live, in no order.
pub async fn find_many(db: &Db, ids: &[ChannelId]) -> Result<Vec<Channel>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut channels: Vec<Channel> = query_with(format!(
        "SELECT {COLUMNS} FROM channels WHERE deleted_at IS NULL AND id IN {}",
        placeholders(1, 1, ids.len())
    ))
    .bind_all(ids.iter().copied())
    .fetch_all::<ChannelRow>(db.read())
    .await?
    .into_iter()
    .map(Channel::try_from)
    .collect::<Result<_>>()?;
    let of_threads = thread_tags(db, ids).await?;
    put_tags(&mut channels, Vec::new(), of_threads);
    Ok(channels)
}

/// The tags that these threads carry.
async fn thread_tags(db: &Db, threads: &[ChannelId]) -> Result<Vec<(ChannelId, TagId)>> {
    query_with(format!(
        "SELECT thread_id, tag_id FROM thread_tags WHERE thread_id IN {} ORDER BY tag_id",
        placeholders(1, 1, threads.len())
    ))
    .bind_all(threads.iter().copied())
    .fetch_all(db.read())
    .await
}

/// Gives forums and threads their tags.
fn put_tags(channels: &mut [Channel], of_forums: Vec<ForumTagRow>, of_threads: Vec<(ChannelId, TagId)>) {
    let mut forums: HashMap<ChannelId, Vec<ForumTag>> = HashMap::new();
    for ForumTagRow { channel_id, id, name, emoji, moderated } in of_forums {
        forums.entry(channel_id).or_default().push(ForumTag { id, name, emoji, moderated });
    }
    let mut threads: HashMap<ChannelId, Vec<TagId>> = HashMap::new();
    for (thread, tag) in of_threads {
        threads.entry(thread).or_default().push(tag);
    }
    for channel in channels {
        channel.forum_tags = forums.remove(&channel.id).unwrap_or_default().into();
        if let Some(thread) = &mut channel.thread {
            thread.tag_ids = threads.remove(&channel.id).unwrap_or_default().into();
        }
    }
}

/// The guild of a living channel.
pub async fn guild_of(on: Executor<'_>, channel: ChannelId) -> Result<Option<GuildId>> {
    let row = query("SELECT guild_id FROM channels WHERE id = $1 AND deleted_at IS NULL")
        .bind(channel)
        .fetch_optional::<(GuildId,)>(on)
        .await?;
    Ok(row.map(|(guild,)| guild))
}

/// A new channel or thread.
pub async fn insert(tx: &mut Tx, channel: &Channel) -> Result<()> {
    let thread = channel.thread.as_ref();
    // A thread has been active from its beginning.
    let last_activity_at = thread.map(|_| channel.id.created_at());
    query_with(format!(
        "INSERT INTO channels ({COLUMNS}, last_activity_at) VALUES {}",
        placeholders(1, 1, 20)
    ))
    .bind(channel.id)
    .bind(channel.guild_id)
    .bind(channel.kind.as_str())
    .bind(channel.name.as_str())
    .bind(channel.topic.as_deref())
    .bind(channel.parent_id)
    .bind(channel.position)
    .bind(channel.slow_mode_seconds)
    .bind(channel.age_restricted)
    .bind(channel.locked)
    .bind(channel.archived_at)
    .bind(channel.user_limit)
    .bind(channel.default_sort.as_str())
    .bind(channel.tag_required)
    .bind(channel.auto_archive_minutes)
    .bind(thread.map(|thread| thread.owner_id))
    .bind(thread.and_then(|thread| thread.root_message_id))
    .bind(thread.is_none_or(|thread| thread.invitable))
    .bind(thread.is_some_and(|thread| thread.pinned))
    .bind(last_activity_at)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// What can be changed of a channel or thread by itself; where it stands is [`place`]'s.
pub async fn update(tx: &mut Tx, channel: &Channel) -> Result<()> {
    let thread = channel.thread.as_ref();
    query(
        "UPDATE channels SET name = $2, topic = $3, slow_mode_seconds = $4, age_restricted = $5, locked = $6,
         archived_at = $7, user_limit = $8, default_sort = $9, tag_required = $10, auto_archive_minutes = $11,
         invitable = $12, pinned = $13, kind = $14 WHERE id = $1",
    )
    .bind(channel.id)
    .bind(channel.name.as_str())
    .bind(channel.topic.as_deref())
    .bind(channel.slow_mode_seconds)
    .bind(channel.age_restricted)
    .bind(channel.locked)
    .bind(channel.archived_at)
    .bind(channel.user_limit)
    .bind(channel.default_sort.as_str())
    .bind(channel.tag_required)
    .bind(channel.auto_archive_minutes)
    .bind(thread.is_none_or(|thread| thread.invitable))
    .bind(thread.is_some_and(|thread| thread.pinned))
    .bind(channel.kind.as_str())
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

/// Somebody wrote in these threads.
pub async fn note_activity(tx: &mut Tx, threads: &BTreeSet<ChannelId>, time: Timestamp) -> Result<()> {
    query_with(format!(
        "UPDATE channels SET last_activity_at = $1 WHERE last_activity_at < $1 AND id IN {}",
        placeholders(2, 1, threads.len())
    ))
    .bind(time)
    .bind_all(threads.iter().copied())
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Makes a channel and the threads beside it unseen, for the janitor to clear.
pub async fn mark_deleted(tx: &mut Tx, channel: ChannelId, now: Timestamp) -> Result<()> {
    // What stands in a category has it as its parent too, and stays.
    query(
        "UPDATE channels SET deleted_at = $2
         WHERE id = $1 OR (parent_id = $1 AND kind IN ('PUBLIC_THREAD', 'PRIVATE_THREAD'))",
    )
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
