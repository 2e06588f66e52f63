//! Changing a channel itself.

use super::read::change_of;
use super::rearrange::updated;
use super::{Channel, MAX_NAME, MAX_TOPIC, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::guilds::{ChannelAccess, GuildAccess};
use crate::permissions::Permission;
use crate::platform::error::Result;
use crate::platform::ids::ChannelId;
use crate::platform::text;

/// What to change; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct ChannelEdit {
    /// Another name.
    pub name: Option<String>,
    /// Another topic; `Some("")`: none.
    pub topic: Option<String>,
    /// Another slow mode, in seconds.
    pub slow_mode_seconds: Option<i32>,
}

/// Changes a channel. Nobody is told where nothing is different.
///
/// # Errors
/// `NOT_FOUND` where there is no such channel for the caller; `FORBIDDEN` without `MANAGE_CHANNELS`;
/// `INVALID` for what a channel cannot be.
#[tracing::instrument(skip_all, fields(channel = %id))]
pub async fn update(app: &App, actor: &Actor, id: ChannelId, edit: ChannelEdit) -> Result<ChannelAccess> {
    let (change, access) = change_of(app, actor, id).await?;
    access.require(Permission::ManageChannels)?;

    let mut channel = Channel::clone(&access.channel);
    if let Some(name) = edit.name {
        channel.name = text::name("name", &name, MAX_NAME)?;
    }
    if let Some(topic) = edit.topic {
        channel.topic = text::description("topic", &topic, MAX_TOPIC)?;
    }
    if let Some(seconds) = edit.slow_mode_seconds {
        channel.slow_mode_seconds = super::slow_mode(seconds)?;
    }
    super::require_fitting(channel.kind, channel.topic.as_deref(), channel.slow_mode_seconds)?;
    if channel == *access.channel {
        return Ok(access);
    }

    let mut tx = app.db.begin().await?;
    sql::update(&mut tx, &channel).await?;
    let snapshot = change.commit(tx, |snapshot| snapshot.put_channels([&channel])).await?;

    app.events.publish(vec![updated(&channel)]).await;
    GuildAccess::new(snapshot, access.guild.member, app.clock.now()).channel(id)
}
