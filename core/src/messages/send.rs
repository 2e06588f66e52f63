//! Sending a message.

use std::sync::Arc;

use super::{MAX_LENGTH, MAX_NONCE, Message, MessageKind, markup, mentions, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::channels::Channel;
use crate::guilds::ChannelAccess;
use crate::permissions::{Permission, Permissions};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, UserId};
use crate::platform::limits::Rate;
use crate::threads;

/// What somebody wants to send.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Where.
    pub channel_id: ChannelId,
    /// Markdown, 1 to [`MAX_LENGTH`] characters, not only white space.
    pub content: String,
    /// The sender's own mark, at most [`MAX_NONCE`] characters: a second send with the same nonce in
    /// the same channel is the first one.
    pub nonce: Option<String>,
}

/// Sends a message: it is in the database when this answers.
///
/// # Errors
/// `NOT_FOUND` where the caller may not see the channel; `FORBIDDEN` without `SEND_MESSAGES` or, where it
/// is asked, age; `CONFLICT` in an archived channel; `INVALID` for a text that is empty or too long; `RATE_LIMITED` by the person's limit or the
/// channel's slow mode; `UNAVAILABLE` when it is not known to be stored: send again with the nonce.
#[tracing::instrument(level = "debug", skip_all, fields(channel = %new.channel_id))]
pub async fn send(app: &App, actor: &Actor, new: NewMessage) -> Result<Arc<Message>> {
    let access = ChannelAccess::of(app, actor, new.channel_id).await?;
    access.require_text()?;
    access.require(Permission::SendMessages)?;
    access.require_age()?;
    require_open(&access.channel)?;
    check_content(&new.content)?;
    check_nonce(new.nonce.as_deref())?;
    app.limits.count(Rate::Send, actor.user_id)?;

    let slow =
        access.channel.slow_mode_seconds > 0 && !access.permissions.contains(Permissions::BYPASS_SLOWMODE);
    if !slow {
        return write(app, actor, &access, new).await;
    }
    if let Some(nonce) = &new.nonce
        && let Some(row) = sql::by_nonce(app.db.read(), new.channel_id, actor.user_id, nonce).await?
    {
        // A retry of what was stored is not a second message, so there is nothing to wait for.
        let mut messages = Message::complete(&app.users, &app.guilds, vec![row]).await?;
        return messages.pop().map(Arc::new).ok_or_else(|| Error::not_found("message"));
    }
    let turn = app.slow_mode.take_turn(app, actor.user_id, &access.channel).await?;
    let sent = write(app, actor, &access, new).await?;
    turn.keep();
    Ok(sent)
}

async fn write(app: &App, actor: &Actor, access: &ChannelAccess, new: NewMessage) -> Result<Arc<Message>> {
    let channel = &access.channel;
    if channel.kind.is_thread() {
        threads::enter(app, actor, access).await?;
    }
    let author = app.users.get(actor.user_id).await?;
    let mentions = named(app, new.channel_id, &new.content).await?;
    app.writer.write(author, mentions, MessageKind::Default, channel, new).await
}

/// Has the server itself tell in a channel what somebody did. Nobody's permissions are asked: call it
/// after what it tells of is done.
///
/// # Errors
/// `UNAVAILABLE` when it is not known to be stored.
pub async fn send_system(
    app: &App,
    channel: &Channel,
    who: UserId,
    kind: MessageKind,
    content: String,
) -> Result<Arc<Message>> {
    let new = NewMessage { channel_id: channel.id, content, nonce: None };
    app.writer.write(app.users.get(who).await?, Vec::new(), kind, channel, new).await
}

/// An archived channel is only there to be read. A thread comes back when somebody writes in it.
fn require_open(channel: &Channel) -> Result<()> {
    if channel.archived_at.is_none() || channel.kind.is_thread() {
        return Ok(());
    }
    Err(Error::conflict("channelId", "This is archived. Whoever manages it can bring it back."))
}

/// The members of a channel's server that a text names.
pub(super) async fn named(
    app: &App,
    channel: ChannelId,
    content: &str,
) -> Result<Vec<Arc<crate::accounts::User>>> {
    let named = markup::mentioned_people(content);
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let people = app.users.get_many(named.iter().copied()).await?;
    mentions::members(&app.guilds, channel, &named, &people).await
}

/// A text that can be a message.
pub(super) fn check_content(content: &str) -> Result<()> {
    let length = content.chars().count();
    if content.trim().is_empty() {
        return Err(Error::invalid("content", "The message is empty. Write something."));
    }
    if length > MAX_LENGTH {
        return Err(Error::invalid(
            "content",
            format!(
                "The message has {length} characters, and at most {MAX_LENGTH} are allowed. Shorten or split it."
            ),
        ));
    }
    if content.contains('\0') {
        return Err(Error::invalid("content", "The message holds the character NUL, which no text needs."));
    }
    Ok(())
}

pub(super) fn check_nonce(nonce: Option<&str>) -> Result<()> {
    match nonce {
        Some(nonce) if nonce.is_empty() || nonce.chars().count() > MAX_NONCE || nonce.contains('\0') => {
            Err(Error::invalid("nonce", format!("A nonce has 1 to {MAX_NONCE} characters.")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_counted_in_characters_not_bytes() {
        assert!(check_content(&"é".repeat(MAX_LENGTH)).is_ok());
        assert!(check_content(&"é".repeat(MAX_LENGTH + 1)).is_err());
        assert!(check_content(" \n\t").is_err());
        assert!(check_content("a\0b").is_err());
    }

    #[test]
    fn nonces_are_short() {
        assert!(check_nonce(None).is_ok());
        assert!(check_nonce(Some(&"x".repeat(MAX_NONCE))).is_ok());
        assert!(check_nonce(Some("")).is_err());
        assert!(check_nonce(Some(&"x".repeat(MAX_NONCE + 1))).is_err());
    }
}
