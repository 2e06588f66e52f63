//! What a caller may do in a guild or a channel: the gate that every service passes first.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Membership, Role, Snapshot};
use crate::accounts::Actor;
use crate::app::App;
use crate::channels::{self, Channel, ChannelKind, in_order};
use crate::permissions::{Permission, Permissions, hierarchy};
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId};

/// A guild that the caller is a member of.
#[derive(Clone, Debug)]
pub struct GuildAccess {
    /// The guild.
    pub snapshot: Arc<Snapshot>,
    /// The caller in it.
    pub member: Arc<Membership>,
    /// What the caller may do in it as a whole.
    pub permissions: Permissions,
    /// The time at which all this is so.
    pub now: Timestamp,
}

impl GuildAccess {
    /// What the caller may do in a guild.
    ///
    /// # Errors
    /// `NOT_FOUND` for whoever is not a member: to them it does not exist.
    pub async fn of(app: &App, actor: &Actor, guild: GuildId) -> Result<Self> {
        let member = app.guilds.membership(guild, actor.user_id).await?;
        let snapshot = app.guilds.snapshot(guild).await?;
        match (member, snapshot) {
            (Some(member), Some(snapshot)) => Ok(Self::new(snapshot, member, app.clock.now())),
            _ => Err(Error::not_found("server")),
        }
    }

    /// The same from what is at hand already, such as within a [`super::Change`].
    #[must_use]
    pub fn new(snapshot: Arc<Snapshot>, member: Arc<Membership>, now: Timestamp) -> Self {
        let permissions = snapshot.permissions(&member, now);
        Self { snapshot, member, permissions, now }
    }

    /// Goes on only with this permission.
    ///
    /// # Errors
    /// `FORBIDDEN`.
    pub fn require(&self, permission: Permission) -> Result<()> {
        require(self.permissions, permission)
    }

    /// Goes on only for the owner: for what cannot be undone, whatever a role allows.
    ///
    /// # Errors
    /// `FORBIDDEN`.
    pub fn require_owner(&self) -> Result<()> {
        if self.snapshot.guild.owner_id == self.member.user_id {
            Ok(())
        } else {
            Err(Error::forbidden("Only the owner of the server can do this."))
        }
    }

    /// Goes on only for whoever stands above another member: whose highest role is above all of theirs.
    ///
    /// # Errors
    /// `FORBIDDEN`; always so about the owner, and about oneself.
    pub fn require_outranks_member(&self, target: &Membership) -> Result<()> {
        if hierarchy::outranks(self.snapshot.rank(&self.member), self.snapshot.rank(target)) {
            Ok(())
        } else if target.user_id == self.snapshot.guild.owner_id {
            Err(Error::forbidden("Nobody can do this to the owner of the server."))
        } else {
            Err(Error::forbidden("You can do this only to members whose highest role is below yours."))
        }
    }

    /// Goes on only for whoever has a role above this one, or is the owner.
    ///
    /// # Errors
    /// `FORBIDDEN`.
    pub fn require_outranks_role(&self, role: &Role) -> Result<()> {
        if hierarchy::outranks(self.snapshot.rank(&self.member), role.position) {
            Ok(())
        } else {
            Err(Error::forbidden("You can do this only with roles that are below your highest."))
        }
    }

    /// Goes on only for whoever has all these permissions themself, in the guild as a whole.
    ///
    /// # Errors
    /// `FORBIDDEN`, naming those that are missing.
    pub fn require_has(&self, permissions: Permissions) -> Result<()> {
        require_has(self.permissions, permissions)
    }

    /// The guild's roles, the highest first.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = self.snapshot.roles.values().cloned().collect();
        roles.sort_by_key(|role| (Reverse(role.position), role.id));
        roles
    }

    /// The channels that the caller may see, in the order to show them.
    #[must_use]
    pub fn channels(&self) -> Vec<(Arc<Channel>, Permissions)> {
        let visible = self.snapshot.visible_channels(&self.member, self.now);
        let permissions: BTreeMap<ChannelId, Permissions> =
            visible.map(|(channel, permissions)| (channel.id, permissions)).collect();
        // The order is that of all channels, so that it is the same for everybody.
        in_order(self.snapshot.channels.values().map(|entry| &entry.channel))
            .into_iter()
            .filter_map(|channel| permissions.get(&channel.id).map(|may| (Arc::clone(channel), *may)))
            .collect()
    }

    /// The active threads that the caller may see and read, the newest first.
    #[must_use]
    pub fn threads(&self) -> Vec<(Arc<Channel>, Permissions)> {
        let of_age = |thread: &Channel| self.member.of_age || !self.snapshot.is_age_restricted(thread);
        let threads = self.snapshot.threads.values().rev().filter(|thread| of_age(thread));
        threads
            .map(|thread| {
                (Arc::clone(thread), self.snapshot.thread_permissions(&self.member, self.now, thread))
            })
            .filter(|(_, permissions)| permissions.contains(Permissions::VIEW_CHANNEL))
            .collect()
    }

    /// A channel or thread of the guild, active or not, as the caller sees it.
    ///
    /// # Errors
    /// `NOT_FOUND` where there is none, or the caller may not see it.
    pub async fn channel_or_thread(&self, app: &App, id: ChannelId) -> Result<ChannelAccess> {
        if self.snapshot.holds(id) {
            return self.channel(id);
        }
        // Archived threads are not held in memory.
        let thread = channels::sql::find(&app.db, id).await?;
        let thread = thread.filter(|thread| thread.kind.is_thread());
        let thread = thread.ok_or_else(|| Error::not_found("channel"))?;
        self.thread(Arc::new(thread))
    }

    /// A thread that was looked up already, as the caller sees it.
    ///
    /// # Errors
    /// `NOT_FOUND` where the caller may not see it.
    pub fn thread(&self, thread: Arc<Channel>) -> Result<ChannelAccess> {
        let permissions = self.snapshot.thread_permissions(&self.member, self.now, &thread);
        if permissions.contains(Permissions::VIEW_CHANNEL) {
            Ok(ChannelAccess { guild: self.clone(), channel: thread, permissions })
        } else {
            Err(Error::not_found("channel"))
        }
    }

    /// A channel or an active thread of the guild, as the caller sees it.
    ///
    /// # Errors
    /// `NOT_FOUND` where there is none, or the caller may not see it.
    pub fn channel(&self, id: ChannelId) -> Result<ChannelAccess> {
        let permissions = self.snapshot.channel_permissions(&self.member, self.now, id);
        let entry = self.snapshot.channels.get(&id).map(|entry| &entry.channel);
        match entry.or_else(|| self.snapshot.threads.get(&id)) {
            Some(channel) if permissions.contains(Permissions::VIEW_CHANNEL) => {
                Ok(ChannelAccess { guild: self.clone(), channel: Arc::clone(channel), permissions })
            }
            _ => Err(Error::not_found("channel")),
        }
    }
}

/// A channel that the caller may see.
#[derive(Clone, Debug)]
pub struct ChannelAccess {
    /// The guild it is in.
    pub guild: GuildAccess,
    /// The channel.
    pub channel: Arc<Channel>,
    /// What the caller may do there.
    pub permissions: Permissions,
}

impl ChannelAccess {
    /// What the caller may do in a thread that was looked up already.
    ///
    /// # Errors
    /// `NOT_FOUND` where the caller may not see it.
    pub async fn of_thread(app: &App, actor: &Actor, thread: Arc<Channel>) -> Result<Self> {
        GuildAccess::of(app, actor, thread.guild_id).await?.thread(thread)
    }

    /// What the caller may do in a channel.
    ///
    /// # Errors
    /// `NOT_FOUND` where there is none, or the caller may not see it.
    pub async fn of(app: &App, actor: &Actor, channel: ChannelId) -> Result<Self> {
        let guild = app.guilds.guild_of(channel).await?.ok_or_else(|| Error::not_found("channel"))?;
        match GuildAccess::of(app, actor, guild).await {
            Ok(access) => access.channel_or_thread(app, channel).await,
            Err(error) if error.code == crate::platform::error::ErrorCode::NotFound => {
                Err(Error::not_found("channel"))
            }
            Err(error) => Err(error),
        }
    }

    /// Goes on only with this permission.
    ///
    /// # Errors
    /// `FORBIDDEN`.
    pub fn require(&self, permission: Permission) -> Result<()> {
        require(self.permissions, permission)
    }

    /// Goes on only for whoever has all these permissions themself in this channel.
    ///
    /// # Errors
    /// `FORBIDDEN`, naming those that are missing.
    pub fn require_has(&self, permissions: Permissions) -> Result<()> {
        require_has(self.permissions, permissions)
    }

    /// Goes on only where messages can be.
    ///
    /// # Errors
    /// `INVALID` for a category or a forum.
    pub fn require_text(&self) -> Result<()> {
        match self.channel.kind {
            ChannelKind::Category => {
                Err(Error::invalid("channelId", "A category holds no messages. Choose one of its channels."))
            }
            ChannelKind::Forum => {
                Err(Error::invalid("channelId", "A forum holds posts. Choose one, or begin one."))
            }
            _ => Ok(()),
        }
    }

    /// Goes on only for who may read here as far as age goes.
    ///
    /// # Errors
    /// `FORBIDDEN` for whoever did not say that they are of age, where that is asked.
    pub fn require_age(&self) -> Result<()> {
        if self.guild.member.of_age || !self.guild.snapshot.is_age_restricted(&self.channel) {
            return Ok(());
        }
        Err(Error::forbidden("This channel is for adults. Say that you are one to read it."))
    }
}

fn require(permissions: Permissions, permission: Permission) -> Result<()> {
    if permissions.contains(permission.into()) {
        Ok(())
    } else {
        Err(Error::forbidden(format!("You need the permission {} for this.", permission.as_str())))
    }
}

fn require_has(own: Permissions, permissions: Permissions) -> Result<()> {
    let missing = hierarchy::missing(own, permissions).list();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.into_iter().map(Permission::as_str).collect();
    Err(Error::forbidden(format!("One gives and takes only what one has. You lack {}.", names.join(", "))))
}
