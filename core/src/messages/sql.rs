//! The only SQL about messages and read states.

use std::collections::BTreeSet;

use super::{MessageKind, MessageRow};
use crate::channels;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Executor, Tx, placeholders, query, query_with, rows};
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, MessageId, UserId};

/// A message about to be stored.
#[derive(Clone, Debug)]
pub struct Insert {
    /// Its id.
    pub id: MessageId,
    /// Where.
    pub channel_id: ChannelId,
    /// What it is.
    pub kind: MessageKind,
    /// Who wrote it.
    pub author_id: UserId,
    /// Markdown.
    pub content: String,
    /// The sender's own mark.
    pub nonce: Option<String>,
    /// Whether the channel is a thread, which keeps when somebody last wrote in it.
    pub in_thread: bool,
}

/// Stores messages in one commit, which is one statement where none is in a thread. Those whose nonce
/// is there already are left out. How many were stored.
pub async fn insert(db: &Db, messages: &[&Insert]) -> Result<u64> {
    let threads: BTreeSet<ChannelId> =
        messages.iter().filter(|message| message.in_thread).map(|message| message.channel_id).collect();
    let Some(newest) = messages.last().filter(|_| !threads.is_empty()) else {
        return insert_on(db.write(), messages).await;
    };
    let mut tx = db.begin().await?;
    let stored = insert_on(tx.run(), messages).await?;
    channels::sql::note_activity(&mut tx, &threads, newest.id.created_at()).await?;
    tx.commit().await?;
    Ok(stored)
}

/// Stores messages by one statement; how many were not there already.
pub async fn insert_on(on: Executor<'_>, messages: &[&Insert]) -> Result<u64> {
    let insert = rows(
        "INSERT INTO messages (id, channel_id, kind, author_id, content, nonce)",
        "ON CONFLICT DO NOTHING",
    );
    let insert = messages.iter().fold(insert, |insert, message| {
        insert.row([
            message.id.into(),
            message.channel_id.into(),
            message.kind.as_str().into(),
            message.author_id.into(),
            message.content.as_str().into(),
            message.nonce.clone().into(),
        ])
    });
    insert.execute(on).await
}

/// Which of these are stored.
pub async fn stored(on: Executor<'_>, ids: &[MessageId]) -> Result<Vec<MessageId>> {
    let rows = query_with(format!("SELECT id FROM messages WHERE id IN {}", placeholders(1, 1, ids.len())))
        .bind_all(ids.iter().copied())
        .fetch_all::<(MessageId,)>(on)
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The message that was sent with a nonce.
pub async fn by_nonce(
    on: Executor<'_>,
    channel: ChannelId,
    author: UserId,
    nonce: &str,
) -> Result<Option<MessageRow>> {
    query(
        "SELECT id, channel_id, kind, author_id, content, edited_at FROM messages
         WHERE channel_id = $1 AND author_id = $2 AND nonce = $3",
    )
    .bind(channel)
    .bind(author)
    .bind(nonce)
    .fetch_optional(on)
    .await
}

/// One message.
pub async fn find(on: Executor<'_>, id: MessageId) -> Result<Option<MessageRow>> {
    query("SELECT id, channel_id, kind, author_id, content, edited_at FROM messages WHERE id = $1")
        .bind(id)
        .fetch_optional(on)
        .await
}

/// Those of these messages that are there, in no order.
pub async fn find_many(on: Executor<'_>, ids: &[MessageId]) -> Result<Vec<MessageRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    query_with(format!(
        "SELECT id, channel_id, kind, author_id, content, edited_at FROM messages WHERE id IN {}",
        placeholders(1, 1, ids.len())
    ))
    .bind_all(ids.iter().copied())
    .fetch_all(on)
    .await
}

/// Messages before an id, newest first.
pub async fn before(
    on: Executor<'_>,
    channel: ChannelId,
    id: MessageId,
    limit: usize,
) -> Result<Vec<MessageRow>> {
    query(
        "SELECT id, channel_id, kind, author_id, content, edited_at FROM messages
         WHERE channel_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(channel)
    .bind(id)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(on)
    .await
}

/// Messages from an id on, the id's own not among them, oldest first.
pub async fn after(
    on: Executor<'_>,
    channel: ChannelId,
    id: MessageId,
    limit: usize,
) -> Result<Vec<MessageRow>> {
    query(
        "SELECT id, channel_id, kind, author_id, content, edited_at FROM messages
         WHERE channel_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    )
    .bind(channel)
    .bind(id)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(on)
    .await
}

/// When a person last wrote in a channel.
pub async fn last_by(on: Executor<'_>, channel: ChannelId, author: UserId) -> Result<Option<MessageId>> {
    let row =
        query("SELECT id FROM messages WHERE channel_id = $1 AND author_id = $2 ORDER BY id DESC LIMIT 1")
            .bind(channel)
            .bind(author)
            .fetch_optional::<(MessageId,)>(on)
            .await?;
    Ok(row.map(|(id,)| id))
}

/// The newest message of each of these channels that has one.
pub async fn newest(on: Executor<'_>, channels: &[ChannelId]) -> Result<Vec<(ChannelId, MessageId)>> {
    let rows = query_with(format!(
        "SELECT c.id, (SELECT MAX(m.id) FROM messages m WHERE m.channel_id = c.id)
         FROM channels c WHERE c.id IN {}",
        placeholders(1, 1, channels.len())
    ))
    .bind_all(channels.iter().copied())
    .fetch_all::<(ChannelId, Option<MessageId>)>(on)
    .await?;
    Ok(rows.into_iter().filter_map(|(channel, newest)| Some((channel, newest?))).collect())
}

/// Replaces the text; whether the message was there.
pub async fn update(db: &Db, id: MessageId, content: &str, edited_at: Timestamp) -> Result<bool> {
    let touched = query("UPDATE messages SET content = $2, edited_at = $3 WHERE id = $1")
        .bind(id)
        .bind(content)
        .bind(edited_at)
        .execute(db.write())
        .await?;
    Ok(touched > 0)
}

/// Deletes a message; whether it was there.
pub async fn delete(tx: &mut Tx, id: MessageId) -> Result<bool> {
    Ok(query("DELETE FROM messages WHERE id = $1").bind(id).execute(tx.run()).await? > 0)
}

/// Deletes messages; which of them were there, in no order.
pub async fn delete_many(tx: &mut Tx, ids: &[MessageId]) -> Result<Vec<MessageId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = query_with(format!(
        "DELETE FROM messages WHERE id IN {} RETURNING id",
        placeholders(1, 1, ids.len())
    ))
    .bind_all(ids.iter().copied())
    .fetch_all::<(MessageId,)>(tx.run())
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Deletes messages of one channel; which of them were there, in no order.
pub async fn delete_many_in(tx: &mut Tx, channel: ChannelId, ids: &[MessageId]) -> Result<Vec<MessageId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let these = placeholders(2, 1, ids.len());
    let rows =
        query_with(format!("DELETE FROM messages WHERE channel_id = $1 AND id IN {these} RETURNING id"))
            .bind(channel)
            .bind_all(ids.iter().copied())
            .fetch_all::<(MessageId,)>(tx.run())
            .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Some messages of a person, and where they are.
pub async fn some_by(on: Executor<'_>, author: UserId, count: usize) -> Result<Vec<(MessageId, ChannelId)>> {
    query("SELECT id, channel_id FROM messages WHERE author_id = $1 ORDER BY id LIMIT $2")
        .bind(author)
        .bind(i64::try_from(count).unwrap_or(i64::MAX))
        .fetch_all(on)
        .await
}

/// Deletes these messages.
pub async fn delete_all(db: &Db, ids: &[MessageId]) -> Result<()> {
    query_with(format!("DELETE FROM messages WHERE id IN {}", placeholders(1, 1, ids.len())))
        .bind_all(ids.iter().copied())
        .execute(db.write())
        .await?;
    Ok(())
}

/// Moves a read state forwards; whether it moved.
pub async fn acknowledge(db: &Db, user: UserId, channel: ChannelId, message: MessageId) -> Result<bool> {
    let touched = query(
        "INSERT INTO read_states (user_id, channel_id, last_read_id) VALUES ($1, $2, $3)
         ON CONFLICT (user_id, channel_id) DO UPDATE SET last_read_id = excluded.last_read_id
         WHERE read_states.last_read_id < excluded.last_read_id",
    )
    .bind(user)
    .bind(channel)
    .bind(message)
    .execute(db.write())
    .await?;
    Ok(touched > 0)
}

/// How far a person has read in these channels; those never read are left out.
pub async fn read_states(
    on: Executor<'_>,
    user: UserId,
    channels: &[ChannelId],
) -> Result<Vec<(ChannelId, MessageId)>> {
    if channels.is_empty() {
        return Ok(Vec::new());
    }
    query_with(format!(
        "SELECT channel_id, last_read_id FROM read_states WHERE user_id = $1 AND channel_id IN {}",
        placeholders(2, 1, channels.len())
    ))
    .bind(user)
    .bind_all(channels.iter().copied())
    .fetch_all(on)
    .await
}

/// How far people have read, wherever they have.
pub async fn read_states_of(
    on: Executor<'_>,
    people: &[UserId],
) -> Result<Vec<(UserId, ChannelId, MessageId)>> {
    query_with(format!(
        "SELECT user_id, channel_id, last_read_id FROM read_states WHERE user_id IN {}",
        placeholders(1, 1, people.len())
    ))
    .bind_all(people.iter().copied())
    .fetch_all(on)
    .await
}
