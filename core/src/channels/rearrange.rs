//! Putting channels in another order, and in other categories.

use std::sync::Arc;

use super::{Channel, ChannelMove, in_order, order, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::events::{ChannelInfo, ChannelUpdated, Step, Topic};
use crate::guilds::{GuildAccess, Snapshot};
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
    reason: Option<String>,
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

    let mut after = Snapshot::clone(&access.snapshot);
    after.put_channels(&changed);

    let mut tx = app.db.begin().await?;
    sql::place(&mut tx, &changed).await?;
    let entry = NewEntry {
        guild_id: guild,
        action: Action::ChannelsMoved,
        target: Target::Guild(guild),
        target_name: Some(access.snapshot.guild.name.clone()),
        reason,
        changes: places(&access.snapshot, &after, &changed),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change.commit(tx, |snapshot| *snapshot = after).await?;

    app.events.publish(changed.iter().map(updated).collect()).await;
    Ok(GuildAccess::new(snapshot, access.member, app.clock.now()).channels())
}

/// How many channels an entry of the audit log names at most.
const NAMED: usize = 50;

/// Where the channels that moved stood and stand: the category, and the place in the order of all.
fn places(before: &Snapshot, after: &Snapshot, moved: &[Channel]) -> Changes {
    fn place(snapshot: &Snapshot, channel: &Channel) -> Option<String> {
        let channel = &snapshot.channels.get(&channel.id)?.channel;
        let category = channel.parent_id.and_then(|id| snapshot.channels.get(&id));
        let category = category.map_or(String::new(), |entry| format!("{} / ", entry.channel.name));
        Some(format!("{category}{}", channel.position + 1))
    }
    let in_order =
        in_order(moved.iter().filter_map(|channel| after.channels.get(&channel.id)).map(|e| &e.channel));
    in_order.into_iter().take(NAMED).fold(Changes::none(), |changes, channel| {
        changes.optional(&channel.name, place(before, channel).as_ref(), place(after, channel).as_ref())
    })
}

/// Tells those who may see a channel what it is now.
pub(crate) fn updated(channel: &Channel) -> Step {
    let event = ChannelUpdated { guild_id: channel.guild_id, channel: ChannelInfo::from(channel) };
    Step::tell(Topic::Channel(channel.id), event)
}
