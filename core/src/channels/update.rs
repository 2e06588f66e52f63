//! Changing a channel itself.

use std::sync::Arc;

use super::read::change_of_channel;
use super::rearrange::updated;
use super::{Channel, ChannelKind, ForumSort, MAX_NAME, MAX_TOPIC, changes, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, NewEntry, Target};
use crate::events::{AccessChange, Step};
use crate::guilds::{Change, ChannelAccess, GuildAccess};
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
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
    /// Whether only those who said that they are of age read it.
    pub age_restricted: Option<bool>,
    /// Of a voice channel: how many may be in it, 0 to 99; 0: as many as like.
    pub user_limit: Option<i32>,
    /// After how many minutes without a message new threads are archived: one of
    /// [`super::AUTO_ARCHIVE_CHOICES`].
    pub auto_archive_minutes: Option<i32>,
    /// Of a forum: how posts are sorted unless the reader says otherwise.
    pub default_sort: Option<ForumSort>,
    /// Of a forum: whether each post needs a tag.
    pub tag_required: Option<bool>,
    /// Between text and announcement: the other.
    pub kind: Option<ChannelKind>,
    /// Why, for the audit log.
    pub reason: Option<String>,
}

/// Changes a channel. Nobody is told where nothing is different.
///
/// # Errors
/// `NOT_FOUND` where there is no such channel for the caller; `FORBIDDEN` without `MANAGE_CHANNELS`;
/// `INVALID` for what a channel cannot be; `CONFLICT` for what a channel of its kind has not.
#[tracing::instrument(skip_all, fields(channel = %id))]
pub async fn update(app: &App, actor: &Actor, id: ChannelId, edit: ChannelEdit) -> Result<ChannelAccess> {
    let (change, access) = change_of_channel(app, actor, id).await?;
    access.require(Permission::ManageChannels)?;
    let reason = edit.reason.clone();
    let channel = edited(&access.channel, edit)?;
    store(app, actor, change, access, channel, reason).await
}

/// Stores what was changed of a channel, with its line in the audit log, and tells it.
pub(super) async fn store(
    app: &App,
    actor: &Actor,
    change: Change,
    access: ChannelAccess,
    channel: Channel,
    reason: Option<String>,
) -> Result<ChannelAccess> {
    if channel == *access.channel {
        return Ok(access);
    }
    let mut tx = app.db.begin().await?;
    sql::update(&mut tx, &channel).await?;
    let entry = NewEntry {
        guild_id: channel.guild_id,
        action: Action::ChannelUpdated,
        target: Target::Channel(channel.id),
        target_name: Some(channel.name.clone()),
        reason,
        changes: changes(Some(&access.channel), Some(&channel)),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change.commit(tx, |snapshot| snapshot.put_channels([&channel])).await?;

    let mut steps = Vec::new();
    if channel.age_restricted != access.channel.age_restricted {
        steps.push(Step::Access(AccessChange::Guild(Arc::clone(&snapshot))));
    }
    steps.push(updated(&channel));
    app.events.publish(steps).await;
    GuildAccess::new(snapshot, access.guild.member, app.clock.now()).channel(channel.id)
}

/// The channel as the edit makes it.
fn edited(before: &Channel, edit: ChannelEdit) -> Result<Channel> {
    let mut channel = before.clone();
    if let Some(kind) = edit.kind {
        channel.kind = other_kind(before.kind, kind)?;
    }
    if let Some(name) = edit.name {
        channel.name = text::name("name", &name, MAX_NAME)?;
    }
    if let Some(topic) = edit.topic {
        channel.topic = text::description("topic", &topic, MAX_TOPIC)?;
    }
    if let Some(seconds) = edit.slow_mode_seconds {
        channel.slow_mode_seconds = super::slow_mode(seconds)?;
    }
    if let Some(limit) = edit.user_limit {
        channel.user_limit = super::user_limit(limit)?;
    }
    if let Some(minutes) = edit.auto_archive_minutes {
        channel.auto_archive_minutes = super::auto_archive(minutes)?;
    }
    channel.age_restricted = edit.age_restricted.unwrap_or(channel.age_restricted);
    channel.default_sort = edit.default_sort.unwrap_or(channel.default_sort);
    channel.tag_required = edit.tag_required.unwrap_or(channel.tag_required);
    super::require_fitting(&channel)?;
    Ok(channel)
}

fn other_kind(before: ChannelKind, after: ChannelKind) -> Result<ChannelKind> {
    let writable = |kind| matches!(kind, ChannelKind::Text | ChannelKind::Announcement);
    if before == after || (writable(before) && writable(after)) {
        Ok(after)
    } else {
        Err(Error::conflict("kind", "Only a text channel becomes an announcement channel, and back."))
    }
}
