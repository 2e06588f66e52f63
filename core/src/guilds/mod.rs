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
mod look_again;
mod read;
pub mod rest;
mod snapshot;
pub(crate) mod sql;
mod system;
mod transfer;
mod update;

pub use access::{ChannelAccess, GuildAccess};
pub use cache::{Change, Guilds};
pub use create::create;
pub use delete::delete;
pub(crate) use join::{join, require_room};
pub use leave::leave;
pub(crate) use leave::part;
pub(crate) use look_again::look_at_member_again;
pub use read::{find, mine};
pub use snapshot::{ChannelEntry, Guild, Membership, Role, Snapshot, Verification, Welcome, WelcomeChannel};
pub use transfer::transfer;
pub use update::{GuildEdit, update};

/// The most guilds that a person is in.
pub const MAX_PER_USER: i64 = 200;
/// The longest name, in Unicode scalar values.
pub const MAX_NAME: usize = 100;
/// The longest description, in Unicode scalar values.
pub const MAX_DESCRIPTION: usize = 1024;
/// The longest welcome, in Unicode scalar values.
pub const MAX_WELCOME_TEXT: usize = 300;
/// The most channels that a welcome points to.
pub const MAX_WELCOME_CHANNELS: usize = 5;
/// The longest word on a channel of the welcome, in Unicode scalar values.
pub const MAX_WELCOME_REASON: usize = 100;
/// The most rules.
pub const MAX_RULES: usize = 16;
/// The longest rule, in Unicode scalar values.
pub const MAX_RULE: usize = 500;
