//! Reading messages: a page of a channel's history, or one.

use super::{Message, MessageRow, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::guilds::ChannelAccess;
use crate::permissions::Permissions;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, MessageId};

/// Which part of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The newest.
    Latest,
    /// The oldest.
    Oldest,
    /// Those next before a message.
    Before(MessageId),
    /// Those next after a message.
    After(MessageId),
    /// Half before, half after a message, and itself where it exists.
    Around(MessageId),
}

/// A page of history, oldest first.
#[derive(Clone, Debug)]
pub struct Page {
    /// The messages.
    pub messages: Vec<Message>,
    /// Whether there are older ones.
    pub has_previous: bool,
    /// Whether there are newer ones.
    pub has_next: bool,
}

/// Reads a page of at most `size` messages. Without `READ_MESSAGE_HISTORY` it is empty.
///
/// # Errors
/// `NOT_FOUND` where the caller may not see the channel; `INVALID` for a category or a forum;
/// `FORBIDDEN` where age is asked.
pub async fn history(
    app: &App,
    actor: &Actor,
    channel: ChannelId,
    window: Window,
    size: usize,
) -> Result<Page> {
    let access = ChannelAccess::of(app, actor, channel).await?;
    access.require_text()?;
    access.require_age()?;
    if !access.permissions.contains(Permissions::READ_MESSAGE_HISTORY) {
        return Ok(Page { messages: Vec::new(), has_previous: false, has_next: false });
    }
    let (rows, has_previous, has_next) = match window {
        Window::Latest => {
            let (rows, more) = backwards(app, channel, MessageId(i64::MAX), size).await?;
            (rows, more, false)
        }
        Window::Before(id) => {
            let (rows, more) = backwards(app, channel, id, size).await?;
            let before = MessageId(id.0.saturating_sub(1));
            (rows, more, !sql::after(app.db.read(), channel, before, 1).await?.is_empty())
        }
        Window::Oldest => {
            let (rows, more) = forwards(app, channel, MessageId(0), size).await?;
            (rows, false, more)
        }
        Window::After(id) => {
            let (rows, more) = forwards(app, channel, id, size).await?;
            let beyond = MessageId(id.0.saturating_add(1));
            (rows, !sql::before(app.db.read(), channel, beyond, 1).await?.is_empty(), more)
        }
        Window::Around(id) => {
            let older = size / 2;
            let (mut rows, previous) = backwards(app, channel, id, older).await?;
            let (newer, next) =
                forwards(app, channel, MessageId(id.0.saturating_sub(1)), size - older).await?;
            rows.extend(newer);
            (rows, previous, next)
        }
    };
    Ok(Page { messages: Message::complete(&app.users, &app.guilds, rows).await?, has_previous, has_next })
}

/// Up to `size` messages before `id`, oldest first, and whether there are more.
async fn backwards(
    app: &App,
    channel: ChannelId,
    id: MessageId,
    size: usize,
) -> Result<(Vec<MessageRow>, bool)> {
    let mut rows = sql::before(app.db.read(), channel, id, size + 1).await?;
    let more = rows.len() > size;
    rows.truncate(size);
    rows.reverse();
    Ok((rows, more))
}

/// Up to `size` messages after `id`, oldest first, and whether there are more.
async fn forwards(
    app: &App,
    channel: ChannelId,
    id: MessageId,
    size: usize,
) -> Result<(Vec<MessageRow>, bool)> {
    let mut rows = sql::after(app.db.read(), channel, id, size + 1).await?;
    let more = rows.len() > size;
    rows.truncate(size);
    Ok((rows, more))
}

/// One message of a channel.
///
/// # Errors
/// `NOT_FOUND` where there is none, or the caller may not see it.
pub async fn find(app: &App, actor: &Actor, channel: ChannelId, id: MessageId) -> Result<Message> {
    let (row, _) = visible(app, actor, id).await?;
    if row.channel_id != channel {
        return Err(Error::not_found("message"));
    }
    Message::complete(&app.users, &app.guilds, vec![row])
        .await?
        .pop()
        .ok_or_else(|| Error::not_found("message"))
}

/// A message that the caller may see, and the channel it is in.
pub(crate) async fn visible(app: &App, actor: &Actor, id: MessageId) -> Result<(MessageRow, ChannelAccess)> {
    let row = sql::find(app.db.read(), id).await?.ok_or_else(|| Error::not_found("message"))?;
    // The words must not tell whether it is the message or the channel that is hidden.
    let access = ChannelAccess::of(app, actor, row.channel_id).await.map_err(|error| match error.code {
        crate::platform::error::ErrorCode::NotFound => Error::not_found("message"),
        _ => error,
    })?;
    let readable = access.permissions.contains(Permissions::READ_MESSAGE_HISTORY);
    if !readable && row.author_id != actor.user_id {
        return Err(Error::not_found("message"));
    }
    access.require_age()?;
    Ok((row, access))
}
