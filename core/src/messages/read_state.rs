//! How far somebody has read.

use std::collections::HashMap;

use super::{history, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{ReadStateChanged, Step, Topic};
use crate::guilds::GuildAccess;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId};
use crate::threads;

/// How far the caller has read in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::SimpleObject)]
pub struct ReadState {
    /// Where.
    pub channel_id: ChannelId,
    /// The last message read; null: none.
    pub last_read_message_id: Option<MessageId>,
}

/// Marks a channel as read up to a message. Never moves backwards.
///
/// # Errors
/// `NOT_FOUND` where the caller may not see the message.
pub async fn acknowledge(
    app: &App,
    actor: &Actor,
    channel: ChannelId,
    message: MessageId,
) -> Result<ReadState> {
    let (row, _) = history::visible(app, actor, message).await?;
    if row.channel_id != channel {
        return Err(Error::not_found("message"));
    }
    if sql::acknowledge(&app.db, actor.user_id, channel, message).await? {
        let event = ReadStateChanged { channel_id: channel, last_read_message_id: message };
        app.events.publish(vec![Step::tell(Topic::User(actor.user_id), event)]).await;
        return Ok(ReadState { channel_id: channel, last_read_message_id: Some(message) });
    }
    let known = sql::read_states(app.db.read(), actor.user_id, &[channel]).await?;
    Ok(ReadState { channel_id: channel, last_read_message_id: known.first().map(|(_, id)| *id) })
}

/// How far the caller has read in each channel of a guild that they may see, and in each active thread that
/// they are in.
///
/// # Errors
/// `NOT_FOUND` for whoever is not a member.
pub async fn read_states(app: &App, actor: &Actor, guild: GuildId) -> Result<Vec<ReadState>> {
    let access = GuildAccess::of(app, actor, guild).await?;
    let joined = threads::sql::active_joined(app.db.read(), &[actor.user_id]).await?;
    let joined: Vec<ChannelId> = joined.into_iter().map(|(_, thread)| thread).collect();
    let channels: Vec<ChannelId> = read_in(&access, &joined).collect();
    let known = sql::read_states(app.db.read(), actor.user_id, &channels).await?;
    Ok(read_states_in(&access, &known.into_iter().collect(), &joined))
}

/// The same of what is known of the caller already: how far they have read, and in which active threads,
/// of whichever guilds, they are.
pub(super) fn read_states_in(
    access: &GuildAccess,
    known: &HashMap<ChannelId, MessageId>,
    joined: &[ChannelId],
) -> Vec<ReadState> {
    read_in(access, joined)
        .map(|channel_id| ReadState { channel_id, last_read_message_id: known.get(&channel_id).copied() })
        .collect()
}

fn read_in(access: &GuildAccess, joined: &[ChannelId]) -> impl Iterator<Item = ChannelId> {
    let channels =
        access.snapshot.visible_channels(&access.member, access.now).map(|(channel, _)| channel.id);
    let held = |thread: &ChannelId| access.snapshot.threads.contains_key(thread);
    let threads =
        joined.iter().copied().filter(move |thread| held(thread) && access.channel(*thread).is_ok());
    channels.chain(threads)
}
