//! A guild as it is held in memory: all that a permission depends on.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::channels::Channel;
use crate::permissions::{self, Overwrite, Permissions, Subject};
use crate::platform::clock::Timestamp;
use crate::platform::ids::{ChannelId, GuildId, RoleId, UserId};

/// The guild itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guild {
    /// Which.
    pub id: GuildId,
    /// 1 to 100 characters.
    pub name: String,
    /// May do everything.
    pub owner_id: UserId,
}

/// A set of permissions with a name, that members have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Which; the guild's own number for `@everyone`.
    pub id: RoleId,
    /// Shown to people.
    pub name: String,
    /// Higher stands above; `@everyone` is 0.
    pub position: i32,
    /// What it allows.
    pub permissions: Permissions,
}

/// A member as the rules see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Who.
    pub user_id: UserId,
    /// Since when.
    pub joined_at: Timestamp,
    /// The roles given to them, without `@everyone`.
    pub roles: Arc<[RoleId]>,
}

/// A channel and its overwrites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelEntry {
    /// The channel.
    pub channel: Arc<Channel>,
    /// What it allows and denies beside the roles.
    pub overwrites: Vec<Overwrite>,
}

/// A guild with its roles and channels, at one moment. Never changed, only replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The guild.
    pub guild: Guild,
    /// Its roles.
    pub roles: BTreeMap<RoleId, Role>,
    /// Its channels and categories.
    pub channels: BTreeMap<ChannelId, ChannelEntry>,
}

impl Snapshot {
    /// The role that everyone has.
    #[must_use]
    pub fn everyone(&self) -> RoleId {
        RoleId(self.guild.id.0)
    }

    fn subject<'a>(&self, user: UserId, roles: &'a [RoleId]) -> Subject<'a> {
        let everyone = self.everyone();
        let allowed = roles
            .iter()
            .chain([&everyone])
            .filter_map(|id| self.roles.get(id))
            .fold(Permissions::empty(), |sum, role| sum | role.permissions);
        Subject { user, owner: self.guild.owner_id == user, everyone, roles, allowed }
    }

    /// What a member may do in the guild as a whole.
    #[must_use]
    pub fn permissions(&self, user: UserId, roles: &[RoleId]) -> Permissions {
        permissions::in_guild(&self.subject(user, roles))
    }

    /// What a member may do in a channel; nothing where it does not exist.
    #[must_use]
    pub fn channel_permissions(&self, user: UserId, roles: &[RoleId], channel: ChannelId) -> Permissions {
        match self.channels.get(&channel) {
            Some(entry) => permissions::in_channel(&self.subject(user, roles), &entry.overwrites),
            None => Permissions::empty(),
        }
    }

    /// Replaces what is held of these channels by what they are now.
    pub fn put_channels<'a>(&mut self, channels: impl IntoIterator<Item = &'a Channel>) {
        for channel in channels {
            if let Some(entry) = self.channels.get_mut(&channel.id) {
                entry.channel = Arc::new(channel.clone());
            }
        }
    }

    /// The channels that a member may see.
    pub fn visible_channels(
        &self,
        user: UserId,
        roles: &[RoleId],
    ) -> impl Iterator<Item = (&Arc<Channel>, Permissions)> {
        let subject = self.subject(user, roles);
        self.channels.values().filter_map(move |entry| {
            let permissions = permissions::in_channel(&subject, &entry.overwrites);
            permissions.contains(Permissions::VIEW_CHANNEL).then_some((&entry.channel, permissions))
        })
    }
}
