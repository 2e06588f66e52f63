//! Deleting many messages of a channel at once.

use super::{MAX_BULK, MIN_BULK};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::events::{MessagesDeleted, Step};
use crate::guilds::ChannelAccess;
use crate::messages;
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, MessageId};

/// Deletes messages of a channel, whoever wrote them; those that were there, in the order of their ids. Ids of
/// messages that are not there (any more), or are elsewhere, are passed over.
///
/// # Errors
/// `NOT_FOUND` where the caller may not see the channel; `FORBIDDEN` without `MANAGE_MESSAGES`, or age where it
/// is asked; `INVALID` for fewer than [`MIN_BULK`] or more than [`MAX_BULK`] ids, or a reason that is too long.
#[tracing::instrument(skip_all, fields(%channel))]
pub async fn delete_messages(
    app: &App,
    actor: &Actor,
    channel: ChannelId,
    mut ids: Vec<MessageId>,
    reason: Option<String>,
) -> Result<Vec<MessageId>> {
    let access = ChannelAccess::of(app, actor, channel).await?;
    access.require_text()?;
    access.require(Permission::ManageMessages)?;
    access.require(Permission::ReadMessageHistory)?;
    access.require_age()?;
    let asked = ids.len();
    ids.sort_unstable();
    ids.dedup();
    if asked > MAX_BULK || ids.len() < MIN_BULK {
        let message = format!("Name {MIN_BULK} to {MAX_BULK} different messages.");
        return Err(Error::invalid("ids", message));
    }

    let _order = app.message_order.of_all(&ids).await;
    for id in &ids {
        app.writer.settled(*id).await;
    }
    let mut tx = app.db.begin().await?;
    let mut deleted = messages::sql::delete_many_in(&mut tx, channel, &ids).await?;
    if deleted.is_empty() {
        return Ok(deleted);
    }
    deleted.sort_unstable();
    let entry = NewEntry {
        guild_id: access.channel.guild_id,
        action: Action::MessagesDeleted,
        target: Target::Channel(channel),
        target_name: Some(access.channel.name.clone()),
        reason,
        changes: Changes::none().optional("count", None, Some(&deleted.len())),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    tx.commit().await?;

    let event = MessagesDeleted { channel_id: channel, ids: deleted.clone() };
    app.events.publish(vec![Step::tell(access.channel.topic_of_events(), event)]).await;
    Ok(deleted)
}
