//! The first message of a thread, which is stored together with it.

use std::sync::Arc;

use super::send::{check_content, check_nonce, named};
use super::sql::{self, Insert};
use super::{Message, MessageKind};
use crate::accounts::{Actor, User};
use crate::app::App;
use crate::channels::Channel;
use crate::events::{MessageCreated, Step};
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::ids::ChannelId;

/// A message whose thread is not there yet.
#[derive(Debug)]
pub(crate) struct Draft {
    author: Arc<User>,
    mentions: Vec<Arc<User>>,
    content: String,
    nonce: Option<String>,
}

impl Draft {
    /// A text that can be a message, with the people that it names. Ask for it before the guild is locked:
    /// its members are looked up.
    ///
    /// # Errors
    /// `INVALID` for a text or a nonce that can be none.
    pub async fn new(
        app: &App,
        actor: &Actor,
        parent: ChannelId,
        content: String,
        nonce: Option<String>,
    ) -> Result<Self> {
        check_content(&content)?;
        check_nonce(nonce.as_deref())?;
        let (author, mentions) = (app.users.get(actor.user_id).await?, named(app, parent, &content).await?);
        Ok(Self { author, mentions, content, nonce })
    }

    /// The sender's own mark.
    pub fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    /// The message in its thread, which is about to be made. Nobody can have written there before, so it
    /// needs no place in the [writer](super::Writer)'s queue.
    pub fn first_of(self, app: &App, thread: &Channel) -> FirstMessage {
        let Self { author, mentions, content, nonce } = self;
        let message = Message {
            id: app.ids.next(),
            channel_id: thread.id,
            kind: MessageKind::Default,
            author,
            content,
            edited_at: None,
            mentions,
        };
        FirstMessage { message: Arc::new(message), nonce }
    }
}

/// A message that is stored with its thread.
#[derive(Debug)]
pub(crate) struct FirstMessage {
    /// The message.
    pub message: Arc<Message>,
    nonce: Option<String>,
}

impl FirstMessage {
    /// Stores it within the transaction that makes its thread.
    pub async fn insert(&self, tx: &mut Tx) -> Result<()> {
        let Message { id, channel_id, kind, author, content, .. } = &*self.message;
        let insert = Insert {
            id: *id,
            channel_id: *channel_id,
            kind: *kind,
            author_id: author.id,
            content: content.clone(),
            nonce: self.nonce.clone(),
            in_thread: true,
        };
        sql::insert_on(tx.run(), &[&insert]).await.map(|_| ())
    }

    /// Tells of it, after the commit.
    pub fn told(&self, app: &App, thread: &Channel) -> Step {
        app.metrics.messages.inc();
        let event = MessageCreated { message: Arc::clone(&self.message), nonce: self.nonce.clone() };
        Step::tell(thread.topic_of_events(), event)
    }
}
