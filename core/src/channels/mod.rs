//! Channels: where people write, and the categories that group them.
//!
//! Channels stand in rows, each counted from 0: those without a category, shown first; the
//! categories; and for each category those in it.

mod create;
mod delete;
pub mod graphql;
mod lock;
mod order;
mod read;
mod rearrange;
pub mod rest;
pub(crate) mod sql;
mod update;

pub use create::{NewChannel, create};
pub use delete::delete;
pub use lock::{archive, lock};
pub use order::{ChannelMove, in_order};
pub(crate) use read::change_of;
pub use read::{find, list};
pub use rearrange::rearrange;
pub use update::{ChannelEdit, update};

pub(crate) use rearrange::updated;

use std::sync::Arc;

use crate::audit::Changes;
use crate::events::Topic;
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId, TagId, UserId};

/// The most channels and categories together in a guild.
pub const MAX_PER_GUILD: usize = 500;
/// The longest name, in Unicode scalar values.
pub const MAX_NAME: usize = 100;
/// The longest topic, in Unicode scalar values.
pub const MAX_TOPIC: usize = 1024;
/// The slowest slow mode: six hours, in seconds.
pub const MAX_SLOW_MODE: i32 = 21_600;
/// The most people that a voice channel's limit names.
pub const MAX_USER_LIMIT: i32 = 99;
/// After how many minutes without a message threads can be archived: an hour, a day, three, a week.
pub const AUTO_ARCHIVE_CHOICES: [i32; 4] = [60, 1440, 4320, 10_080];

/// What a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum, poem_openapi::Enum)]
#[oai(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChannelKind {
    /// Messages.
    Text,
    /// Messages that few write and many read.
    Announcement,
    /// People who talk, and messages beside it.
    Voice,
    /// Posts, each a thread of its own. Holds no messages itself.
    Forum,
    /// A heading that channels stand under. Holds no messages and no other category.
    Category,
    /// A conversation beside a channel, for all who see the channel.
    PublicThread,
    /// A conversation beside a channel, for those who were added.
    PrivateThread,
}

impl ChannelKind {
    /// As the database and the APIs write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Announcement => "ANNOUNCEMENT",
            Self::Voice => "VOICE",
            Self::Forum => "FORUM",
            Self::Category => "CATEGORY",
            Self::PublicThread => "PUBLIC_THREAD",
            Self::PrivateThread => "PRIVATE_THREAD",
        }
    }

    /// From the database.
    #[must_use]
    pub fn from_db(text: &str) -> Option<Self> {
        match text {
            "TEXT" => Some(Self::Text),
            "ANNOUNCEMENT" => Some(Self::Announcement),
            "VOICE" => Some(Self::Voice),
            "FORUM" => Some(Self::Forum),
            "CATEGORY" => Some(Self::Category),
            "PUBLIC_THREAD" => Some(Self::PublicThread),
            "PRIVATE_THREAD" => Some(Self::PrivateThread),
            _ => None,
        }
    }

    /// Whether it is a thread, which stands beside a channel and not in the guild's own rows.
    #[must_use]
    pub fn is_thread(self) -> bool {
        matches!(self, Self::PublicThread | Self::PrivateThread)
    }

    /// Whether messages can be in it.
    #[must_use]
    pub fn holds_messages(self) -> bool {
        !matches!(self, Self::Category | Self::Forum)
    }

    /// Whether threads can stand beside it.
    #[must_use]
    pub fn holds_threads(self) -> bool {
        matches!(self, Self::Text | Self::Announcement | Self::Forum)
    }
}

/// How the posts of a forum are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, async_graphql::Enum, poem_openapi::Enum)]
#[oai(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ForumSort {
    /// Where somebody wrote last comes first.
    #[default]
    LatestActivity,
    /// What was begun last comes first.
    CreationDate,
}

impl ForumSort {
    /// As the database writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LatestActivity => "LATEST_ACTIVITY",
            Self::CreationDate => "CREATION_DATE",
        }
    }

    /// From the database; what it does not know is the usual.
    #[must_use]
    pub fn from_db(text: &str) -> Self {
        if text == "CREATION_DATE" { Self::CreationDate } else { Self::LatestActivity }
    }
}

/// A channel or category of a guild, or a thread beside a channel. Its fields do not depend on who looks.
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
    /// The category it stands under; of a thread, its channel.
    pub parent_id: Option<ChannelId>,
    /// Among its siblings, from 0. Of threads always 0.
    pub position: i32,
    /// Seconds a person waits between two messages, 0 to 21,600; 0: none.
    pub slow_mode_seconds: i32,
    /// Whether only those who said that they are of age read it.
    pub age_restricted: bool,
    /// Whether only those who manage it speak in it.
    pub locked: bool,
    /// Since when it is there only to be read.
    pub archived_at: Option<Timestamp>,
    /// Of a voice channel: how many may be in it, 0 to 99; 0: as many as like.
    pub user_limit: i32,
    /// Of a forum: how posts are sorted unless the reader says otherwise.
    pub default_sort: ForumSort,
    /// Of a forum: whether each post needs a tag.
    pub tag_required: bool,
    /// After how many minutes without a message a thread is archived; of a channel, its new threads.
    pub auto_archive_minutes: i32,
    /// Of a forum: the tags that its posts can carry, in the order to show them.
    pub forum_tags: Arc<[ForumTag]>,
    /// What only threads have.
    pub thread: Option<Thread>,
}

/// A tag that posts of a forum can carry.
#[derive(Clone, Debug, PartialEq, Eq, async_graphql::SimpleObject)]
pub struct ForumTag {
    /// Which.
    pub id: TagId,
    /// What it is called.
    pub name: String,
    /// An emoji to stand before it.
    pub emoji: Option<String>,
    /// Whether only those who manage threads give and take it.
    pub moderated: bool,
}

/// What a thread has beside what every channel has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Who began it.
    pub owner_id: UserId,
    /// The message of the parent channel that it began from.
    pub root_message_id: Option<MessageId>,
    /// Of a private thread: whether its members may add others, or only those who manage threads.
    pub invitable: bool,
    /// Whether it stands first in its forum.
    pub pinned: bool,
    /// The tags of its forum that it carries, in order of their ids.
    pub tag_ids: Arc<[TagId]>,
}

/// After how many minutes without a message a thread is archived unless told: three days.
pub const AUTO_ARCHIVE: i32 = 4320;

impl Channel {
    /// A channel with nothing set but what it must have.
    #[must_use]
    pub fn new(id: ChannelId, guild_id: GuildId, kind: ChannelKind, name: impl Into<String>) -> Self {
        Self {
            id,
            guild_id,
            kind,
            name: name.into(),
            topic: None,
            parent_id: None,
            position: 0,
            slow_mode_seconds: 0,
            age_restricted: false,
            locked: false,
            archived_at: None,
            user_limit: 0,
            default_sort: ForumSort::default(),
            tag_required: false,
            auto_archive_minutes: AUTO_ARCHIVE,
            forum_tags: Arc::default(),
            thread: None,
        }
    }

    /// Who hears of its messages. What is said in a public thread is for all who hear of its channel.
    #[must_use]
    pub fn topic_of_events(&self) -> Topic {
        match (self.kind, self.parent_id) {
            (ChannelKind::PublicThread, Some(parent)) => Topic::Channel(parent),
            _ => Topic::Channel(self.id),
        }
    }
}

/// A slow mode within its bounds.
pub(crate) fn slow_mode(seconds: i32) -> Result<i32> {
    if (0..=MAX_SLOW_MODE).contains(&seconds) {
        Ok(seconds)
    } else {
        Err(Error::invalid(
            "slowModeSeconds",
            format!("Slow mode is between 0 (none) and {MAX_SLOW_MODE} seconds."),
        ))
    }
}

/// A limit of a voice channel within its bounds.
fn user_limit(limit: i32) -> Result<i32> {
    if (0..=MAX_USER_LIMIT).contains(&limit) {
        Ok(limit)
    } else {
        Err(Error::invalid(
            "userLimit",
            format!("The limit is between 0 (none) and {MAX_USER_LIMIT} people."),
        ))
    }
}

/// A time after which threads are archived.
pub(crate) fn auto_archive(minutes: i32) -> Result<i32> {
    if AUTO_ARCHIVE_CHOICES.contains(&minutes) {
        Ok(minutes)
    } else {
        Err(Error::invalid(
            "autoArchiveMinutes",
            "Threads are archived after 60, 1440, 4320 or 10080 minutes: an hour, a day, three, a week.",
        ))
    }
}

/// Not every kind of channel has everything. An edit that gives it what it cannot have clashes with what
/// it is.
fn require_fitting(channel: &Channel) -> Result<()> {
    let kind = channel.kind;
    let without =
        |fits: bool, field, message| if fits { Ok(()) } else { Err(Error::conflict(field, message)) };
    let no_category = kind != ChannelKind::Category;
    without(
        no_category || channel.topic.is_none(),
        "topic",
        "A category has no topic. Give it to one of its channels.",
    )?;
    without(
        no_category || channel.slow_mode_seconds == 0,
        "slowModeSeconds",
        "A category has no slow mode. Give it to one of its channels.",
    )?;
    without(
        no_category || !channel.age_restricted,
        "ageRestricted",
        "A category holds nothing to read. Restrict its channels.",
    )?;
    without(
        kind == ChannelKind::Voice || channel.user_limit == 0,
        "userLimit",
        "Only a voice channel has a limit of people.",
    )?;
    without(
        kind.holds_threads() || channel.auto_archive_minutes == AUTO_ARCHIVE,
        "autoArchiveMinutes",
        "Only channels that have threads archive them.",
    )?;
    without(
        kind == ChannelKind::Forum || channel.default_sort == ForumSort::default(),
        "defaultSort",
        "Only a forum has posts to sort.",
    )?;
    without(
        kind == ChannelKind::Forum || !channel.tag_required,
        "tagRequired",
        "Only the posts of a forum have tags.",
    )
}

/// What is different between two states of a channel, for the audit log; `None`: it is not there.
pub(crate) fn changes(before: Option<&Channel>, after: Option<&Channel>) -> Changes {
    fn field<T: PartialEq + ToString>(
        changes: Changes,
        name: &str,
        (before, after): (Option<&Channel>, Option<&Channel>),
        of: impl Fn(&Channel) -> Option<T>,
    ) -> Changes {
        changes.optional(name, before.and_then(&of).as_ref(), after.and_then(&of).as_ref())
    }
    let both = (before, after);
    let changes = field(Changes::none(), "name", both, |channel| Some(channel.name.clone()));
    let changes = field(changes, "kind", both, |channel| Some(channel.kind.as_str()));
    let changes = field(changes, "topic", both, |channel| channel.topic.clone());
    let changes = field(changes, "slowModeSeconds", both, |channel| Some(channel.slow_mode_seconds));
    let changes = field(changes, "ageRestricted", both, |channel| Some(channel.age_restricted));
    let changes = field(changes, "locked", both, |channel| Some(channel.locked));
    let changes = field(changes, "archived", both, |channel| Some(channel.archived_at.is_some()));
    let changes = field(changes, "userLimit", both, |channel| Some(channel.user_limit));
    let changes = field(changes, "autoArchiveMinutes", both, |channel| Some(channel.auto_archive_minutes));
    let changes = field(changes, "defaultSort", both, |channel| Some(channel.default_sort.as_str()));
    field(changes, "tagRequired", both, |channel| Some(channel.tag_required))
}
