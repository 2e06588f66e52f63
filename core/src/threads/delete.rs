//! Deleting a thread.

use super::change_of;
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::channels;
use crate::events::{AccessChange, Step, ThreadDeleted};
use crate::permissions::Permission;
use crate::platform::error::Result;
use crate::platform::ids::ChannelId;

/// Deletes a thread. It is gone at once for everybody; the [janitor](crate::guilds::janitor) clears its
/// messages later. The message that it began from stays.
///
/// # Errors
/// `NOT_FOUND` where there is no such thread for the caller; `FORBIDDEN` without `MANAGE_THREADS`.
#[tracing::instrument(skip_all, fields(thread = %id))]
pub async fn delete(app: &App, actor: &Actor, id: ChannelId, reason: Option<String>) -> Result<()> {
    let (change, access) = change_of(app, actor, id).await?;
    access.require(Permission::ManageThreads)?;
    let thread = &access.channel;

    let mut tx = app.db.begin().await?;
    channels::sql::mark_deleted(&mut tx, id, app.clock.now()).await?;
    let entry = NewEntry {
        guild_id: thread.guild_id,
        action: Action::ThreadDeleted,
        target: Target::Channel(id),
        target_name: Some(thread.name.clone()),
        reason,
        changes: Changes::none(),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change
        .commit(tx, |snapshot| {
            snapshot.threads.remove(&id);
        })
        .await?;

    let gone = ThreadDeleted { guild_id: thread.guild_id, parent_id: thread.parent_id, id };
    app.events
        .publish(vec![
            Step::tell(thread.topic_of_events(), gone),
            Step::Access(AccessChange::Thread { snapshot, thread: id }),
        ])
        .await;
    Ok(())
}
