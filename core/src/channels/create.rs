//! Making a channel or a category.

use std::collections::HashMap;
use std::sync::Arc;

use super::order::{next_position, require_nestable};
use super::{Channel, ChannelKind, MAX_NAME, MAX_PER_GUILD, MAX_TOPIC, changes, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, NewEntry, Target};
use crate::events::{AccessChange, ChannelCreated, ChannelInfo, Step, Topic};
use crate::guilds::{Change, ChannelAccess, ChannelEntry, GuildAccess, Snapshot};
use crate::overwrites::{self, Privacy};
use crate::permissions::{Overwrite, OverwriteTarget, Permission, Permissions};
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
    /// The category to stand in; its overwrites are the channel's first.
    pub parent_id: Option<ChannelId>,
    /// What it is for.
    pub topic: Option<String>,
    /// Seconds a person waits between two messages.
    pub slow_mode_seconds: Option<i32>,
    /// Whether only those who said that they are of age read it.
    pub age_restricted: bool,
    /// Of a voice channel: how many may be in it; 0: as many as like.
    pub user_limit: Option<i32>,
    /// For whom it is to be; the caller sees it in any case.
    pub privacy: Privacy,
    /// Why, for the audit log.
    pub reason: Option<String>,
}

impl NewChannel {
    /// A channel with nothing said but what must be.
    #[must_use]
    pub fn new(guild_id: GuildId, kind: ChannelKind, name: impl Into<String>) -> Self {
        Self {
            guild_id,
            name: name.into(),
            kind,
            parent_id: None,
            topic: None,
            slow_mode_seconds: None,
            age_restricted: false,
            user_limit: None,
            privacy: Privacy::default(),
            reason: None,
        }
    }
}

/// Makes a channel, last in its row. In an announcement channel `@everyone` is denied `SEND_MESSAGES` from
/// the beginning.
///
/// # Errors
/// `NOT_FOUND` for a guild, category, role or member that is not there for the caller; `FORBIDDEN` without
/// `MANAGE_CHANNELS`, and for a private one where the caller may not deny or allow the view of it;
/// `INVALID` for what a channel cannot be; `CONFLICT` where the guild is full.
#[tracing::instrument(skip_all, fields(guild = %new.guild_id))]
pub async fn create(app: &App, actor: &Actor, new: NewChannel) -> Result<ChannelAccess> {
    let change = app.guilds.change(new.guild_id).await?;
    let access = change.access(actor).await?;
    access.require(Permission::ManageChannels)?;
    let channel = Arc::new(made(app, &access, &new)?);
    let overwrites = first_overwrites(&change, &access, &channel, &new.privacy).await?;

    let mut tx = app.db.begin().await?;
    sql::insert(&mut tx, &channel).await?;
    for overwrite in &overwrites {
        overwrites::sql::put(&mut tx, &[channel.id], overwrite).await?;
    }
    let entry = NewEntry {
        guild_id: new.guild_id,
        action: Action::ChannelCreated,
        target: Target::Channel(channel.id),
        target_name: Some(channel.name.clone()),
        reason: new.reason,
        changes: changes(None, Some(&channel)),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let entry = ChannelEntry { channel: Arc::clone(&channel), overwrites };
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

/// The channel as it is to be.
fn made(app: &App, access: &GuildAccess, new: &NewChannel) -> Result<Channel> {
    if new.kind.is_thread() {
        return Err(Error::invalid("kind", "A thread begins beside a channel: use `createThread`."));
    }
    if let Some(parent) = new.parent_id {
        require_nestable(new.kind, access.channel(parent)?.channel.kind, "parentId")?;
    }
    let name = text::name("name", &new.name, MAX_NAME)?;
    let topic = new.topic.as_ref().map(|topic| text::description("topic", topic, MAX_TOPIC));
    let channels = &access.snapshot.channels;
    let siblings = channels.values().map(|entry| &*entry.channel);
    let channel = Channel {
        topic: topic.transpose()?.flatten(),
        parent_id: new.parent_id,
        position: next_position(siblings, new.kind, new.parent_id),
        slow_mode_seconds: super::slow_mode(new.slow_mode_seconds.unwrap_or(0))?,
        age_restricted: new.age_restricted,
        user_limit: super::user_limit(new.user_limit.unwrap_or(0))?,
        ..Channel::new(app.ids.next(), new.guild_id, new.kind, name)
    };
    super::require_fitting(&channel)?;
    if channels.len() >= MAX_PER_GUILD {
        return Err(Error::new(
            ErrorCode::Conflict,
            format!("The server has {MAX_PER_GUILD} channels, which is the most. Delete one first."),
        ));
    }
    Ok(channel)
}

/// What the channel says in the beginning: what its category does, and what was asked for.
async fn first_overwrites(
    change: &Change,
    access: &GuildAccess,
    channel: &Arc<Channel>,
    privacy: &Privacy,
) -> Result<Vec<Overwrite>> {
    let snapshot = &access.snapshot;
    let mut first =
        channel.parent_id.map(|parent| overwrites::of(snapshot, parent).to_vec()).unwrap_or_default();
    if channel.kind == ChannelKind::Announcement {
        let everyone = OverwriteTarget::Role(snapshot.everyone());
        let said = overwrites::find(&first, everyone);
        let silent = Permissions::SEND_MESSAGES;
        first = overwrites::put(
            &first,
            Overwrite { allow: said.allow - silent, deny: said.deny | silent, ..said },
        );
    }
    let named = privacy.named(snapshot)?;
    if !privacy.private {
        return Ok(first);
    }
    let mut people = HashMap::new();
    for user in &privacy.users {
        let member = change.membership(*user).await?.ok_or_else(|| Error::not_found("member"))?;
        people.insert(*user, member);
    }
    let private = overwrites::made_private(snapshot, channel.kind, &first, &named);
    let seen_by_caller = |overwrites: &[Overwrite]| with(access, channel, overwrites).channel(channel.id);
    overwrites::require_may(&seen_by_caller(&first)?, &first, &private, &people)?;
    if seen_by_caller(&private).is_ok() {
        return Ok(private);
    }
    // Nobody makes a channel that they do not see.
    let caller = OverwriteTarget::Member(access.member.user_id);
    Ok(overwrites::made_private(snapshot, channel.kind, &private, &[caller]))
}

/// The guild with the channel in it, as the caller sees it.
fn with(access: &GuildAccess, channel: &Arc<Channel>, overwrites: &[Overwrite]) -> GuildAccess {
    let mut snapshot = Snapshot::clone(&access.snapshot);
    let entry = ChannelEntry { channel: Arc::clone(channel), overwrites: overwrites.to_vec() };
    snapshot.channels.insert(channel.id, entry);
    GuildAccess::new(Arc::new(snapshot), Arc::clone(&access.member), access.now)
}
