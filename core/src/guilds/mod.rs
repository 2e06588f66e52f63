//! Guilds (servers, as people call them), their roles and their members.
//!
//! What the hot path needs to know of a guild is held in memory as a [`Snapshot`]; [`Guilds`] keeps
//! them, and is the one way to change a guild.

mod access;
mod cache;
mod create;
mod delete;
pub mod graphql;
pub mod janitor;
mod join;
mod leave;
mod members;
mod read;
pub mod rest;
mod snapshot;
pub(crate) mod sql;
mod update;

pub use access::{ChannelAccess, GuildAccess};
pub use cache::{Change, Guilds};
pub use create::create;
pub use delete::delete;
pub(crate) use join::join;
pub use leave::leave;
pub use members::{MemberCursor, members};
pub use read::{find, mine};
pub use snapshot::{ChannelEntry, Guild, Membership, Role, Snapshot, Verification, Welcome, WelcomeChannel};
pub use update::{GuildEdit, update};

use std::sync::Arc;

use crate::accounts::User;

/// The most guilds that a person is in.
pub const MAX_PER_USER: i64 = 200;
/// The longest name, in Unicode scalar values.
pub const MAX_NAME: usize = 100;

/// A member of a guild, as people see them.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub user: Arc<User>,
    /// What they are here.
    pub membership: Arc<Membership>,
}
