//! How far somebody has read.

use std::collections::HashMap;

use super::{history, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{ReadStateChanged, Step, Topic};
use crate::guilds::GuildAccess;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId};

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

/// How far the caller has read in each channel of a guild that they may see.
///
/// # Errors
/// `NOT_FOUND` for whoever is not a member.
pub async fn read_states(app: &App, actor: &Actor, guild: GuildId) -> Result<Vec<ReadState>> {
    let access = GuildAccess::of(app, actor, guild).await?;
    let channels: Vec<ChannelId> = visible(&access).collect();
    let known = sql::read_states(app.db.read(), actor.user_id, &channels).await?;
    Ok(read_states_in(&access, &known.into_iter().collect()))
}

/// The same of what is known of the caller already.
pub(super) fn read_states_in(access: &GuildAccess, known: &HashMap<ChannelId, MessageId>) -> Vec<ReadState> {
    visible(access)
        .map(|channel_id| ReadState { channel_id, last_read_message_id: known.get(&channel_id).copied() })
        .collect()
}

fn visible(access: &GuildAccess) -> impl Iterator<Item = ChannelId> {
    access.snapshot.visible_channels(&access.member, access.now).map(|(channel, _)| channel.id)
}
