//! Editing a message.

use std::sync::Arc;

use super::send::check_content;
use super::{Message, MessageKind, history, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{MessageUpdated, Step};
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
use crate::platform::ids::MessageId;

/// Replaces the text of one's own message.
///
/// # Errors
/// `NOT_FOUND` where the caller may not see it; `FORBIDDEN` for another's message, the server's own, or
/// where the caller may not write (any more); `INVALID` for a text that is empty or too long.
#[tracing::instrument(skip_all, fields(message = %id))]
pub async fn edit(app: &App, actor: &Actor, id: MessageId, content: String) -> Result<Arc<Message>> {
    let (mut row, access) = history::visible(app, actor, id).await?;
    if row.author_id != actor.user_id {
        return Err(Error::forbidden("Only its author can edit a message."));
    }
    if MessageKind::from_db(&row.kind) != MessageKind::Default {
        return Err(Error::forbidden("The server wrote this: it cannot be edited."));
    }
    access.require(Permission::SendMessages)?;
    check_content(&content)?;

    // Two edits at once are told in the order in which they were stored.
    let _order = app.message_order.of(id).await;
    app.writer.settled(id).await;
    let now = app.clock.now();
    row.content = content;
    row.edited_at = Some(now);
    // Whatever can fail comes first: what is stored is told.
    let mut messages = Message::complete(&app.users, &app.guilds, vec![row]).await?;
    let message = messages.pop().map(Arc::new).ok_or_else(|| Error::not_found("message"))?;
    if !sql::update(&app.db, id, &message.content, now).await? {
        return Err(Error::not_found("message"));
    }
    let event = MessageUpdated { message: Arc::clone(&message) };
    app.events.publish(vec![Step::tell(access.channel.topic_of_events(), event)]).await;
    Ok(message)
}
