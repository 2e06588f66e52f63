//! Putting channels in another order, and in other categories.

use std::sync::Arc;

use super::{Channel, ChannelMove, order, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{ChannelInfo, ChannelUpdated, Step, Topic};
use crate::guilds::GuildAccess;
use crate::permissions::{Permission, Permissions};
use crate::platform::error::Result;
use crate::platform::ids::GuildId;

/// Moves channels: all at once, or not at all. Gives the channels of the guild as the caller sees them
/// now, in the order to show them.
///
/// # Errors
/// `NOT_FOUND` for a guild, a channel or a category that is not there for the caller; `FORBIDDEN`
/// without `MANAGE_CHANNELS`; `INVALID` for moves that cannot be.
#[tracing::instrument(skip_all, fields(guild = %guild))]
pub async fn rearrange(
    app: &App,
    actor: &Actor,
    guild: GuildId,
    moves: &[ChannelMove],
) -> Result<Vec<(Arc<Channel>, Permissions)>> {
    let change = app.guilds.change(guild).await?;
    let access = change.access(actor).await?;
    access.require(Permission::ManageChannels)?;
    for channel in moves.iter().flat_map(|to| [Some(to.id), to.parent_id]).flatten() {
        access.channel(channel)?.require(Permission::ManageChannels)?;
    }
    let changed = order::moved(access.snapshot.channels.values().map(|entry| &*entry.channel), moves)?;
    if changed.is_empty() {
        return Ok(access.channels());
    }

    let mut tx = app.db.begin().await?;
    sql::place(&mut tx, &changed).await?;
    let snapshot = change.commit(tx, |snapshot| snapshot.put_channels(&changed)).await?;

    app.events.publish(changed.iter().map(updated).collect()).await;
    Ok(GuildAccess::new(snapshot, access.member, app.clock.now()).channels())
}

/// Tells those who may see a channel what it is now.
pub(super) fn updated(channel: &Channel) -> Step {
    let event = ChannelUpdated { guild_id: channel.guild_id, channel: ChannelInfo::from(channel) };
    Step::tell(Topic::Channel(channel.id), event)
}
