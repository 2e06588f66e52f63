//! Channels: where people write, and the categories that group them.

pub(crate) mod sql;

use crate::platform::ids::{ChannelId, GuildId};

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
