//! Deleting a message.

use super::{history, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::events::{MessageDeleted, Step};
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
use crate::platform::ids::MessageId;

/// Deletes a message: one's own, or with `MANAGE_MESSAGES` anyone's.
///
/// # Errors
/// `NOT_FOUND` where the caller may not see it; `FORBIDDEN` for another's message without the
/// permission.
#[tracing::instrument(skip_all, fields(message = %id))]
pub async fn delete(app: &App, actor: &Actor, id: MessageId) -> Result<()> {
    let (row, access) = history::visible(app, actor, id).await?;
    let anothers = row.author_id != actor.user_id;
    if anothers {
        access.require(Permission::ManageMessages)?;
    }
    let author = app.users.get(row.author_id).await?;

    let _order = app.message_order.of(id).await;
    app.writer.settled(id).await;
    let mut tx = app.db.begin().await?;
    if !sql::delete(&mut tx, id).await? {
        return Err(Error::not_found("message"));
    }
    if anothers {
        let entry = NewEntry {
            guild_id: access.channel.guild_id,
            action: Action::MessageDeleted,
            target: Target::Message(id),
            target_name: Some(author.username.clone()),
            reason: None,
            changes: Changes::none().optional("channel", Some(&access.channel.name), None),
        };
        audit::record(&mut tx, app, actor, entry).await?;
    }
    tx.commit().await?;
    let event = MessageDeleted { id, channel_id: row.channel_id };
    app.events.publish(vec![Step::tell(access.channel.topic_of_events(), event)]).await;
    Ok(())
}
