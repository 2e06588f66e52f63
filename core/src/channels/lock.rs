//! Locking a channel, and archiving it: it can be read, and no longer be written in.

use super::read::change_of_channel;
use super::update::store;
use super::{Channel, ChannelKind};
use crate::accounts::Actor;
use crate::app::App;
use crate::guilds::ChannelAccess;
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
use crate::platform::ids::ChannelId;

/// Locks a channel, so that only those who manage it speak in it, or unlocks it.
///
/// # Errors
/// `NOT_FOUND` where there is no such channel for the caller; `FORBIDDEN` without `MANAGE_CHANNELS` there;
/// `CONFLICT` for a category, and for a thread, which has a call of its own.
#[tracing::instrument(skip_all, fields(channel = %id))]
pub async fn lock(
    app: &App,
    actor: &Actor,
    id: ChannelId,
    locked: bool,
    reason: Option<String>,
) -> Result<ChannelAccess> {
    let (change, access) = change_of_channel(app, actor, id).await?;
    access.require(Permission::ManageChannels)?;
    require_lockable(&access.channel)?;
    let channel = Channel { locked, ..Channel::clone(&access.channel) };
    store(app, actor, change, access, channel, reason).await
}

/// Archives a channel, so that it is there only to be read, or brings it back.
///
/// # Errors
/// As [`lock`].
#[tracing::instrument(skip_all, fields(channel = %id))]
pub async fn archive(
    app: &App,
    actor: &Actor,
    id: ChannelId,
    archived: bool,
    reason: Option<String>,
) -> Result<ChannelAccess> {
    let (change, access) = change_of_channel(app, actor, id).await?;
    access.require(Permission::ManageChannels)?;
    require_lockable(&access.channel)?;
    let archived_at = archived.then(|| access.channel.archived_at.unwrap_or(app.clock.now()));
    let channel = Channel { archived_at, ..Channel::clone(&access.channel) };
    store(app, actor, change, access, channel, reason).await
}

fn require_lockable(channel: &Channel) -> Result<()> {
    if channel.kind == ChannelKind::Category {
        return Err(Error::conflict(
            "channelId",
            "A category holds no messages. Choose one of its channels.",
        ));
    }
    Ok(())
}
