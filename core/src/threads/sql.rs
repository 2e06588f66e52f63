//! The only SQL about who is in threads, which tags they carry, and how they are listed.

use crate::channels::ForumSort;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Executor, Tx, placeholders, query, query_with};
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, GuildId, MessageId, TagId, UserId};

/// Puts a person into a thread; whether they were not in it.
pub async fn insert_member(tx: &mut Tx, thread: ChannelId, user: UserId, now: Timestamp) -> Result<bool> {
    let touched = query(
        "INSERT INTO thread_members (thread_id, user_id, joined_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(thread)
    .bind(user)
    .bind(now)
    .execute(tx.run())
    .await?;
    Ok(touched > 0)
}

/// Takes a person out of a thread; whether they were in it.
pub async fn delete_member(tx: &mut Tx, thread: ChannelId, user: UserId) -> Result<bool> {
    let touched = query("DELETE FROM thread_members WHERE thread_id = $1 AND user_id = $2")
        .bind(thread)
        .bind(user)
        .execute(tx.run())
        .await?;
    Ok(touched > 0)
}

/// Which of these threads a person is in.
pub async fn joined_of(on: Executor<'_>, user: UserId, threads: &[ChannelId]) -> Result<Vec<ChannelId>> {
    if threads.is_empty() {
        return Ok(Vec::new());
    }
    let rows = query_with(format!(
        "SELECT thread_id FROM thread_members WHERE user_id = $1 AND thread_id IN {}",
        placeholders(2, 1, threads.len())
    ))
    .bind(user)
    .bind_all(threads.iter().copied())
    .fetch_all::<(ChannelId,)>(on)
    .await?;
    Ok(rows.into_iter().map(|(thread,)| thread).collect())
}

/// The active threads, of whichever guilds, that these people are in.
pub async fn active_joined(on: Executor<'_>, people: &[UserId]) -> Result<Vec<(UserId, ChannelId)>> {
    query_with(format!(
        "SELECT t.user_id, t.thread_id FROM thread_members t JOIN channels c ON c.id = t.thread_id
         WHERE c.archived_at IS NULL AND c.deleted_at IS NULL AND t.user_id IN {} ORDER BY t.thread_id",
        placeholders(1, 1, people.len())
    ))
    .bind_all(people.iter().copied())
    .fetch_all(on)
    .await
}

/// How many are in a thread.
pub async fn count_members(on: Executor<'_>, thread: ChannelId) -> Result<i64> {
    query("SELECT COUNT(*) FROM thread_members WHERE thread_id = $1").bind(thread).fetch_scalar(on).await
}

/// Up to `count` members of a thread who came after this one.
pub async fn members_after(
    on: Executor<'_>,
    thread: ChannelId,
    after: (Timestamp, UserId),
    count: usize,
) -> Result<Vec<(Timestamp, UserId)>> {
    query(
        "SELECT joined_at, user_id FROM thread_members WHERE thread_id = $1 AND (joined_at, user_id) > ($2, $3)
         ORDER BY joined_at, user_id LIMIT $4",
    )
    .bind(thread)
    .bind(after.0)
    .bind(after.1)
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .fetch_all(on)
    .await
}

/// How many members and messages these threads have.
pub async fn counts(on: Executor<'_>, threads: &[ChannelId]) -> Result<Vec<(ChannelId, i64, i64)>> {
    query_with(format!(
        "SELECT c.id, (SELECT COUNT(*) FROM thread_members t WHERE t.thread_id = c.id),
         (SELECT COUNT(*) FROM messages m WHERE m.channel_id = c.id)
         FROM channels c WHERE c.id IN {}",
        placeholders(1, 1, threads.len())
    ))
    .bind_all(threads.iter().copied())
    .fetch_all(on)
    .await
}

/// When somebody last wrote in these threads.
pub async fn activity(on: Executor<'_>, threads: &[ChannelId]) -> Result<Vec<(ChannelId, Timestamp)>> {
    query_with(format!(
        "SELECT id, last_activity_at FROM channels WHERE last_activity_at IS NOT NULL AND id IN {}",
        placeholders(1, 1, threads.len())
    ))
    .bind_all(threads.iter().copied())
    .fetch_all(on)
    .await
}

/// The threads that began from these messages.
pub async fn begun_from(on: Executor<'_>, messages: &[MessageId]) -> Result<Vec<ChannelId>> {
    let rows = query_with(format!(
        "SELECT id FROM channels WHERE deleted_at IS NULL AND root_message_id IS NOT NULL AND root_message_id IN {}",
        placeholders(1, 1, messages.len())
    ))
    .bind_all(messages.iter().copied())
    .fetch_all::<(ChannelId,)>(on)
    .await?;
    Ok(rows.into_iter().map(|(thread,)| thread).collect())
}

/// The thread beside a channel that a person began by a first message with this nonce, no longer ago than
/// the message `since` would be.
pub async fn begun_with(
    on: Executor<'_>,
    parent: ChannelId,
    owner: UserId,
    nonce: &str,
    since: MessageId,
) -> Result<Option<(ChannelId, MessageId)>> {
    query(
        "SELECT c.id, m.id FROM messages m JOIN channels c ON c.id = m.channel_id
         WHERE m.author_id = $1 AND m.id > $2 AND m.nonce = $3
         AND c.parent_id = $4 AND c.owner_id = $1 AND c.deleted_at IS NULL",
    )
    .bind(owner)
    .bind(since)
    .bind(nonce)
    .bind(parent)
    .fetch_optional(on)
    .await
}

/// Which threads of a channel are listed, and in which order.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// Of which channel.
    pub parent: ChannelId,
    /// Who asks.
    pub viewer: UserId,
    /// Whether they see the private threads that they are not in.
    pub all_private: bool,
    /// Whether those that are archived, or those that are not.
    pub archived: bool,
    /// Only those with one of these tags; empty: whatever they carry.
    pub tags: &'a [TagId],
    /// Only those that the viewer is in (`Some(true)`) or is not in.
    pub joined: Option<bool>,
    /// The order.
    pub sort: ForumSort,
}

/// Up to `count` threads after this one, and by what each is sorted. The pinned is not among them.
pub async fn list(
    on: Executor<'_>,
    listing: Listing<'_>,
    after: (i64, ChannelId),
    count: usize,
) -> Result<Vec<(i64, ChannelId)>> {
    // The times and ids are sorted alike: the newest first.
    let key = match listing.sort {
        ForumSort::LatestActivity => "last_activity_at",
        ForumSort::CreationDate => "id",
    };
    let archived = if listing.archived { "IS NOT NULL" } else { "IS NULL" };
    let is_in =
        "EXISTS (SELECT m.thread_id FROM thread_members m WHERE m.thread_id = c.id AND m.user_id = $2)";
    let joined = match listing.joined {
        None => String::new(),
        Some(true) => format!("AND {is_in}"),
        Some(false) => format!("AND NOT {is_in}"),
    };
    let private =
        if listing.all_private { String::new() } else { format!("AND (kind = 'PUBLIC_THREAD' OR {is_in})") };
    let tags = if listing.tags.is_empty() {
        String::new()
    } else {
        format!(
            "AND EXISTS (SELECT t.tag_id FROM thread_tags t WHERE t.thread_id = c.id AND t.tag_id IN {})",
            placeholders(6, 1, listing.tags.len())
        )
    };
    // That somebody asks is always true: so `$2` is part of every form of the statement.
    query_with(format!(
        "SELECT {key}, id FROM channels c
         WHERE parent_id = $1 AND last_activity_at IS NOT NULL AND deleted_at IS NULL AND archived_at {archived}
         AND NOT pinned AND $2 > 0 AND ({key}, id) < ($3, $4) {private} {joined} {tags}
         ORDER BY {key} DESC, id DESC LIMIT $5"
    ))
    .bind(listing.parent)
    .bind(listing.viewer)
    .bind(after.0)
    .bind(after.1)
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .bind_all(listing.tags.iter().copied())
    .fetch_all(on)
    .await
}

/// The active threads in which nobody has written for as long as each allows, the guild of each, the longest
/// silent first.
pub async fn silent(db: &Db, now: Timestamp, count: i64) -> Result<Vec<(GuildId, ChannelId)>> {
    query(
        "SELECT guild_id, id FROM channels
         WHERE last_activity_at IS NOT NULL AND archived_at IS NULL AND deleted_at IS NULL AND NOT pinned
         AND last_activity_at < $1 AND last_activity_at < $2 - auto_archive_minutes * 60000
         ORDER BY last_activity_at LIMIT $3",
    )
    .bind(now.minus(SHORTEST))
    .bind(now)
    .bind(count)
    .fetch_all(db.read())
    .await
}

/// The shortest time after which a thread is archived.
const SHORTEST: std::time::Duration = std::time::Duration::from_hours(1);

/// Archives a thread where nobody has written for as long as it allows; whether it was so.
pub async fn archive_silent(tx: &mut Tx, thread: ChannelId, now: Timestamp) -> Result<bool> {
    let touched = query(
        "UPDATE channels SET archived_at = $2 WHERE id = $1 AND archived_at IS NULL AND deleted_at IS NULL
         AND NOT pinned AND last_activity_at < $2 - auto_archive_minutes * 60000",
    )
    .bind(thread)
    .bind(now)
    .execute(tx.run())
    .await?;
    Ok(touched > 0)
}

/// Gives a thread these tags and no others.
pub async fn set_tags(tx: &mut Tx, thread: ChannelId, tags: &[TagId]) -> Result<()> {
    query("DELETE FROM thread_tags WHERE thread_id = $1").bind(thread).execute(tx.run()).await?;
    if tags.is_empty() {
        return Ok(());
    }
    let mut insert = query_with(format!(
        "INSERT INTO thread_tags (thread_id, tag_id) VALUES {}",
        placeholders(1, tags.len(), 2)
    ));
    for tag in tags {
        insert = insert.bind(thread).bind(*tag);
    }
    insert.execute(tx.run()).await?;
    Ok(())
}

/// The forum that a tag is of.
pub async fn forum_of(on: Executor<'_>, tag: TagId) -> Result<Option<ChannelId>> {
    let row = query("SELECT channel_id FROM forum_tags WHERE id = $1")
        .bind(tag)
        .fetch_optional::<(ChannelId,)>(on)
        .await?;
    Ok(row.map(|(forum,)| forum))
}

/// Puts a forum's tag as it is now; `position` counts from 0.
pub async fn put_tag(
    tx: &mut Tx,
    forum: ChannelId,
    tag: &crate::channels::ForumTag,
    position: usize,
) -> Result<()> {
    query(
        "INSERT INTO forum_tags (id, channel_id, name, emoji, moderated, position) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, emoji = excluded.emoji,
         moderated = excluded.moderated, position = excluded.position",
    )
    .bind(tag.id)
    .bind(forum)
    .bind(tag.name.as_str())
    .bind(tag.emoji.as_deref())
    .bind(tag.moderated)
    .bind(i64::try_from(position).unwrap_or(i64::MAX))
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Removes a forum's tag, from its posts too.
pub async fn delete_tag(tx: &mut Tx, tag: TagId) -> Result<()> {
    query("DELETE FROM forum_tags WHERE id = $1").bind(tag).execute(tx.run()).await?;
    Ok(())
}
