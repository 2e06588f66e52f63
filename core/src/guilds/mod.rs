//! Guilds (servers, as people call them), their roles and their members.
//!
//! What the hot path needs to know of a guild is held in memory as a [`Snapshot`]; [`Guilds`] keeps
//! them, and is the one way to change a guild.

pub mod graphql;
mod access;
mod cache;
mod snapshot;
pub(crate) mod sql;

pub use access::{ChannelAccess, GuildAccess};
pub use cache::{Change, Guilds};
pub use snapshot::{ChannelEntry, Guild, Membership, Role, Snapshot};

use std::sync::Arc;

use crate::accounts::User;
use crate::platform::clock::Timestamp;

/// A member of a guild, as people see them.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub user: Arc<User>,
    /// Since when.
    pub joined_at: Timestamp,
}
