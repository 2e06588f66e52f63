//! Deleting a channel or a category.

use std::sync::Arc;

use super::read::change_of_channel;
use super::rearrange::updated;
use super::{changes, order, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, NewEntry, Target};
use crate::events::{AccessChange, ChannelDeleted, Step, Topic};
use crate::permissions::Permission;
use crate::platform::error::Result;
use crate::platform::ids::ChannelId;

/// Deletes a channel. It is gone at once for everybody; the [janitor](crate::guilds::janitor) clears
/// its messages later. What stood in a deleted category stands without one.
///
/// # Errors
/// `NOT_FOUND` where there is no such channel for the caller; `FORBIDDEN` without `MANAGE_CHANNELS`;
/// `CONFLICT` for a thread.
#[tracing::instrument(skip_all, fields(channel = %id))]
pub async fn delete(app: &App, actor: &Actor, id: ChannelId, reason: Option<String>) -> Result<()> {
    let (change, access) = change_of_channel(app, actor, id).await?;
    access.require(Permission::ManageChannels)?;
    let guild_id = access.channel.guild_id;
    let moved = order::without(change.snapshot.channels.values().map(|entry| &*entry.channel), id);

    let mut tx = app.db.begin().await?;
    sql::mark_deleted(&mut tx, id, app.clock.now()).await?;
    sql::place(&mut tx, &moved).await?;
    let entry = NewEntry {
        guild_id,
        action: Action::ChannelDeleted,
        target: Target::Channel(id),
        target_name: Some(access.channel.name.clone()),
        reason,
        changes: changes(Some(&access.channel), None),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change
        .commit(tx, |snapshot| {
            snapshot.channels.remove(&id);
            snapshot.threads.retain(|_, thread| thread.parent_id != Some(id));
            snapshot.put_channels(&moved);
        })
        .await?;

    let mut steps = vec![
        Step::tell(Topic::Channel(id), ChannelDeleted { guild_id, id }),
        Step::Access(AccessChange::Guild(Arc::clone(&snapshot))),
    ];
    steps.extend(moved.iter().map(updated));
    app.events.publish(steps).await;
    Ok(())
}
