//! Messages: what people write in channels.
//!
//! Markdown is kept as written; clients render it. People are named in it as `<@id>` and channels as
//! `<#id>`. Sends share their commits (see [`Writer`]).

mod delete;
mod delete_some_of;
mod edit;
mod first;
pub mod graphql;
mod history;
mod markup;
mod mentions;
mod order;
mod read_state;
pub mod rest;
mod send;
mod slow_mode;
pub(crate) mod sql;
mod writer;

use std::sync::Arc;

pub use delete::delete;
pub(crate) use delete_some_of::delete_some_of;
pub use edit::edit;
pub(crate) use first::{Draft, FirstMessage};
pub(crate) use history::visible;
pub use history::{Page, Window, find, history};
pub use order::MessageOrder;
pub use read_state::{ReadState, acknowledge, read_states};
pub use send::{NewMessage, send, send_system};
pub use slow_mode::SlowMode;
pub use writer::Writer;

use crate::accounts::{User, Users};
use crate::guilds::Guilds;
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, MessageId, UserId};

/// The longest message, in Unicode scalar values.
pub const MAX_LENGTH: usize = 4000;
/// The longest nonce, in Unicode scalar values.
pub const MAX_NONCE: usize = 64;

/// Whether somebody wrote a message, or the server tells in it what somebody did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, async_graphql::Enum, poem_openapi::Enum)]
#[oai(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MessageKind {
    /// Its author wrote it.
    #[default]
    Default,
    /// Its author joined the server.
    MemberJoined,
    /// Its author left the server.
    MemberLeft,
    /// Its author began a thread; the text is `id name` of the thread.
    ThreadCreated,
    /// Its author gave the thread or group another name, which is the text.
    NameChanged,
}

impl MessageKind {
    /// As the database writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "DEFAULT",
            Self::MemberJoined => "MEMBER_JOINED",
            Self::MemberLeft => "MEMBER_LEFT",
            Self::ThreadCreated => "THREAD_CREATED",
            Self::NameChanged => "NAME_CHANGED",
        }
    }

    /// From the database; what it does not know is shown as what somebody wrote.
    #[must_use]
    pub fn from_db(text: &str) -> Self {
        match text {
            "MEMBER_JOINED" => Self::MemberJoined,
            "MEMBER_LEFT" => Self::MemberLeft,
            "THREAD_CREATED" => Self::ThreadCreated,
            "NAME_CHANGED" => Self::NameChanged,
            _ => Self::Default,
        }
    }
}

/// A message, with all that is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Which; tells its time.
    pub id: MessageId,
    /// Where.
    pub channel_id: ChannelId,
    /// What it is.
    pub kind: MessageKind,
    /// Who wrote it, or did what it tells.
    pub author: Arc<User>,
    /// Markdown, as written, 1 to [`MAX_LENGTH`] characters.
    pub content: String,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
    /// The members of the server that the text names.
    pub mentions: Vec<Arc<User>>,
}

/// A message as the database holds it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MessageRow {
    /// Which.
    pub id: MessageId,
    /// Where.
    pub channel_id: ChannelId,
    /// What it is.
    pub kind: String,
    /// Who wrote it, or did what it tells.
    pub author_id: UserId,
    /// Markdown, as written.
    pub content: String,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
}

impl Message {
    /// Completes rows with the people that they name, who are looked up all at once.
    pub async fn complete(users: &Users, guilds: &Guilds, rows: Vec<MessageRow>) -> Result<Vec<Self>> {
        let named: Vec<Vec<UserId>> = rows.iter().map(|row| markup::mentioned_people(&row.content)).collect();
        let ids = rows.iter().map(|row| row.author_id).chain(named.iter().flatten().copied());
        let people = users.get_many(ids).await?;
        let mut messages = Vec::with_capacity(rows.len());
        for (row, named) in rows.into_iter().zip(named) {
            let author = people
                .get(&row.author_id)
                .ok_or_else(|| Error::internal(format!("message {} has no author", row.id)))?;
            messages.push(Self {
                id: row.id,
                channel_id: row.channel_id,
                kind: MessageKind::from_db(&row.kind),
                author: Arc::clone(author),
                content: row.content,
                edited_at: row.edited_at,
                mentions: mentions::members(guilds, row.channel_id, &named, &people).await?,
            });
        }
        Ok(messages)
    }
}
