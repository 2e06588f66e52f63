//! Channels: where people write, and the categories that group them.
//!
//! Channels stand in rows, each counted from 0: those without a category, shown first; the
//! categories; and for each category those in it.

mod create;
mod delete;
pub mod graphql;
mod order;
mod read;
mod rearrange;
pub mod rest;
pub(crate) mod sql;
mod update;

pub use create::{NewChannel, create};
pub use delete::delete;
pub use order::{ChannelMove, in_order};
pub use read::{find, list};
pub use rearrange::rearrange;
pub use update::{ChannelEdit, update};

use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId};

/// The most channels and categories together in a guild.
pub const MAX_PER_GUILD: usize = 500;
/// The longest name, in Unicode scalar values.
pub const MAX_NAME: usize = 100;
/// The longest topic, in Unicode scalar values.
pub const MAX_TOPIC: usize = 1024;
/// The slowest slow mode: six hours, in seconds.
pub const MAX_SLOW_MODE: i32 = 21_600;

/// What a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum, poem_openapi::Enum)]
#[oai(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChannelKind {
    /// Messages.
    Text,
    /// A heading that channels stand under. Holds no messages and no other category.
    Category,
}

impl ChannelKind {
    /// As the database and the APIs write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Category => "CATEGORY",
        }
    }

    /// From the database.
    #[must_use]
    pub fn from_db(text: &str) -> Option<Self> {
        match text {
            "TEXT" => Some(Self::Text),
            "CATEGORY" => Some(Self::Category),
            _ => None,
        }
    }
}

/// A channel or category of a guild. Its fields do not depend on who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Which.
    pub id: ChannelId,
    /// Whose.
    pub guild_id: GuildId,
    /// What it is.
    pub kind: ChannelKind,
    /// 1 to 100 characters.
    pub name: String,
    /// What it is for, at most 1024 characters.
    pub topic: Option<String>,
    /// The category it stands under.
    pub parent_id: Option<ChannelId>,
    /// Among its siblings, from 0.
    pub position: i32,
    /// Seconds a person waits between two messages, 0 to 21,600; 0: none.
    pub slow_mode_seconds: i32,
}

/// A slow mode within its bounds.
fn slow_mode(seconds: i32) -> Result<i32> {
    if (0..=MAX_SLOW_MODE).contains(&seconds) {
        Ok(seconds)
    } else {
        Err(Error::invalid(
            "slowModeSeconds",
            format!("Slow mode is between 0 (none) and {MAX_SLOW_MODE} seconds."),
        ))
    }
}

/// A category is a heading: it has neither a topic nor slow mode. An edit that gives it one clashes
/// with what it is.
fn require_fitting(kind: ChannelKind, topic: Option<&str>, slow_mode_seconds: i32) -> Result<()> {
    match kind {
        ChannelKind::Category if topic.is_some() => {
            Err(Error::conflict("topic", "A category has no topic. Give it to one of its channels."))
        }
        ChannelKind::Category if slow_mode_seconds != 0 => Err(Error::conflict(
            "slowModeSeconds",
            "A category has no slow mode. Give it to one of its channels.",
        )),
        _ => Ok(()),
    }
}
