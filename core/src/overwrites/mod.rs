//! Overwrites: what a channel allows and denies beside the roles.
//!
//! A channel whose overwrites equal those of its category is *synced* with it: an edit of the category
//! carries over to it. Overwrites are managed by whoever has `MANAGE_ROLES` in the channel, for roles and
//! members below themself, and only of permissions that they have there themself.

mod apply;
pub mod graphql;
mod privacy;
mod rules;
mod set;
pub(crate) mod sql;
mod sync;

pub use privacy::{Privacy, set_private};
pub use set::{OverwriteEdit, set};
pub use sync::sync;

pub(crate) use privacy::{is_private, made_private};
pub(crate) use rules::{carried, find, people_in, put, require_may};
pub(crate) use set::edited;

use crate::channels::{Channel, ChannelKind};
use crate::guilds::Snapshot;
use crate::permissions::Overwrite;
use crate::platform::ids::ChannelId;

/// The most overwrites of a channel.
pub const MAX_PER_CHANNEL: usize = 500;

/// The overwrites of a channel, in their order; of a thread none, since its channel's are its own.
#[must_use]
pub fn of(snapshot: &Snapshot, channel: ChannelId) -> &[Overwrite] {
    snapshot.channels.get(&channel).map_or(&[], |entry| &entry.overwrites)
}

/// Whether a channel has just the overwrites of its category; `None` where it stands in none.
#[must_use]
pub fn synced_with_parent(snapshot: &Snapshot, channel: &Channel) -> Option<bool> {
    let parent = channel.parent_id.filter(|_| !channel.kind.is_thread())?;
    let is_category = snapshot.channels.get(&parent)?.channel.kind == ChannelKind::Category;
    is_category.then(|| of(snapshot, channel.id) == of(snapshot, parent))
}
