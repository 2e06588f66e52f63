//! Making a channel or a category.

use std::sync::Arc;

use super::order::{next_position, require_nestable};
use super::{Channel, ChannelKind, MAX_NAME, MAX_PER_GUILD, MAX_TOPIC, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{AccessChange, ChannelCreated, ChannelInfo, Step, Topic};
use crate::guilds::{ChannelAccess, ChannelEntry, GuildAccess};
use crate::permissions::Permission;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{ChannelId, GuildId};
use crate::platform::text;

/// A channel to make.
#[derive(Clone, Debug)]
pub struct NewChannel {
    /// Where.
    pub guild_id: GuildId,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: ChannelKind,
    /// The category to stand in.
    pub parent_id: Option<ChannelId>,
    /// What it is for.
    pub topic: Option<String>,
    /// Seconds a person waits between two messages.
    pub slow_mode_seconds: Option<i32>,
}

/// Makes a channel, last in its row.
///
/// # Errors
/// `NOT_FOUND` for a guild or category that is not there for the caller; `FORBIDDEN` without
/// `MANAGE_CHANNELS`; `INVALID` for what a channel cannot be; `CONFLICT` where the guild is full.
#[tracing::instrument(skip_all, fields(guild = %new.guild_id))]
pub async fn create(app: &App, actor: &Actor, new: NewChannel) -> Result<ChannelAccess> {
    let change = app.guilds.change(new.guild_id).await?;
    let access = change.access(actor).await?;
    access.require(Permission::ManageChannels)?;

    if let Some(parent) = new.parent_id {
        require_nestable(new.kind, access.channel(parent)?.channel.kind, "parentId")?;
    }
    let name = text::name("name", &new.name, MAX_NAME)?;
    let topic = new.topic.map(|topic| text::description("topic", &topic, MAX_TOPIC)).transpose()?.flatten();
    let slow_mode_seconds = super::slow_mode(new.slow_mode_seconds.unwrap_or(0))?;
    super::require_fitting(new.kind, topic.as_deref(), slow_mode_seconds)?;
    let channels = &access.snapshot.channels;
    if channels.len() >= MAX_PER_GUILD {
        return Err(Error::new(
            ErrorCode::Conflict,
            format!("The server has {MAX_PER_GUILD} channels, which is the most. Delete one first."),
        ));
    }
    let siblings = channels.values().map(|entry| &*entry.channel);
    let channel = Arc::new(Channel {
        topic,
        parent_id: new.parent_id,
        position: next_position(siblings, new.kind, new.parent_id),
        slow_mode_seconds,
        ..Channel::new(app.ids.next(), new.guild_id, new.kind, name)
    });

    let mut tx = app.db.begin().await?;
    sql::insert(&mut tx, &channel).await?;
    let entry = ChannelEntry { channel: Arc::clone(&channel), overwrites: Vec::new() };
    let snapshot = change
        .commit(tx, |snapshot| {
            snapshot.channels.insert(channel.id, entry);
        })
        .await?;

    let created = ChannelCreated { guild_id: new.guild_id, channel: ChannelInfo::from(&*channel) };
    app.events
        .publish(vec![
            Step::Access(AccessChange::Guild(Arc::clone(&snapshot))),
            Step::tell(Topic::Channel(channel.id), created),
        ])
        .await;
    GuildAccess::new(snapshot, access.member, app.clock.now()).channel(channel.id)
}
