//! Messages in REST.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::registry::MetaSchema;
use poem_openapi::{Object, OpenApi, Tags};

use super::{MAX_LENGTH, MAX_NONCE, Message, NewMessage, Window};
use crate::accounts::rest::UserBody;
use crate::accounts::{Actor, Bearer};
use crate::app::App;
use crate::channels;
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, MessageId};
use crate::platform::openapi::{Created, NoContent, Nullable, Text, TextForm};
use crate::platform::page;
use crate::platform::problem::Failure;

/// How many messages a page holds unless told.
const PAGE: i32 = 50;

#[derive(Tags)]
enum Tag {
    /// What people write in channels.
    Messages,
}

/// A message, with all that is shown of it.
#[derive(Debug, Object)]
#[oai(rename = "Message", rename_all = "camelCase", skip_serializing_if_is_none = true)]
pub struct MessageBody {
    /// Which.
    id: MessageId,
    /// Where.
    channel_id: ChannelId,
    /// Who wrote it.
    author: UserBody,
    /// Markdown, as it was written. People are named as `<@id>`, channels as `<#id>`.
    content: String,
    /// When it was sent.
    created_at: DateTime<Utc>,
    /// When it was last edited; left out: never.
    edited_at: Option<DateTime<Utc>>,
    /// The members of the server that the text names.
    mentions: Vec<UserBody>,
}

impl From<&Message> for MessageBody {
    fn from(message: &Message) -> Self {
        Self {
            id: message.id,
            channel_id: message.channel_id,
            author: UserBody::from(&*message.author),
            content: message.content.clone(),
            created_at: message.id.created_at().to_utc(),
            edited_at: message.edited_at.map(Timestamp::to_utc),
            mentions: message.mentions.iter().map(|user| UserBody::from(&**user)).collect(),
        }
    }
}

/// What the text of a message looks like.
#[derive(Clone, Debug)]
pub struct Content;

impl TextForm for Content {
    fn schema() -> MetaSchema {
        MetaSchema {
            min_length: Some(1),
            max_length: Some(MAX_LENGTH),
            // No NUL, and not only white space.
            pattern: Some(format!(r"^[^\u0000]*[^\u0000{}][^\u0000]*$", crate::platform::text::SPACE)),
            example: Some("See you at *eight*.".into()),
            ..MetaSchema::new("string")
        }
    }
}

/// What the sender's own mark of a message looks like.
#[derive(Clone, Debug)]
pub struct Nonce;

impl TextForm for Nonce {
    fn schema() -> MetaSchema {
        MetaSchema {
            min_length: Some(1),
            max_length: Some(MAX_NONCE),
            pattern: Some(r"^[^\u0000]*$".to_owned()),
            ..MetaSchema::new("string")
        }
    }
}

/// A message to send.
#[derive(Debug, Object)]
#[oai(rename = "NewMessage", rename_all = "camelCase")]
struct NewMessageBody {
    /// Markdown, 1 to 4000 characters, not only white space.
    content: Text<Content>,
    /// A mark of the sender's choice, 1 to 64 characters: a second send with the same nonce in the same
    /// channel answers with the first message. So a send that got no answer can be tried again.
    nonce: Nullable<Text<Nonce>>,
}

/// What to change of a message.
#[derive(Debug, Object)]
#[oai(rename = "MessageEdit", rename_all = "camelCase")]
struct MessageEditBody {
    /// Markdown, 1 to 4000 characters, not only white space.
    content: Text<Content>,
}

/// The calls.
#[derive(Debug)]
pub struct MessagesApi;

#[OpenApi]
impl MessagesApi {
    /// The messages of a channel
    ///
    /// The newest unless told, the oldest of them first. `around` goes before `before`, and that before
    /// `after`. None without `READ_MESSAGE_HISTORY`.
    #[oai(path = "/channels/:id/messages", method = "get", operation_id = "messages", tag = "Tag::Messages")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the call")]
    async fn messages(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        /// Those next before this message.
        before: Query<Option<MessageId>>,
        /// Those next after this message.
        after: Query<Option<MessageId>>,
        /// This message in the middle.
        around: Query<Option<MessageId>>,
        /// How many, 50 unless told.
        #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<Option<i32>>,
    ) -> Result<Json<Vec<MessageBody>>, Failure> {
        let window = match (around.0, before.0, after.0) {
            (Some(id), _, _) => Window::Around(id),
            (None, Some(id), _) => Window::Before(id),
            (None, None, Some(id)) => Window::After(id),
            (None, None, None) => Window::Latest,
        };
        let size = page::size("limit", limit.0, PAGE)?;
        require_messages(&app, &bearer.0, id.0).await?;
        let page = super::history(&app, &bearer.0, id.0, window, size).await?;
        Ok(Json(page.messages.iter().map(MessageBody::from).collect()))
    }

    /// Send a message
    ///
    /// It is in the database when this answers. Needs `SEND_MESSAGES`.
    #[oai(
        path = "/channels/:id/messages",
        method = "post",
        operation_id = "sendMessage",
        tag = "Tag::Messages"
    )]
    async fn send_message(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        body: Json<NewMessageBody>,
    ) -> Result<Created<MessageBody>, Failure> {
        require_messages(&app, &bearer.0, id.0).await?;
        let NewMessageBody { content, nonce } = body.0;
        let new =
            NewMessage { channel_id: id.0, content: content.text, nonce: nonce.0.map(|nonce| nonce.text) };
        let message = super::send(&app, &bearer.0, new).await?;
        Ok(Created::Created(Json(MessageBody::from(&*message))))
    }

    /// One message
    #[oai(
        path = "/channels/:id/messages/:message",
        method = "get",
        operation_id = "message",
        tag = "Tag::Messages"
    )]
    async fn message(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        message: Path<MessageId>,
    ) -> Result<Json<MessageBody>, Failure> {
        let message = super::find(&app, &bearer.0, id.0, message.0).await?;
        Ok(Json(MessageBody::from(&message)))
    }

    /// Edit a message
    ///
    /// One's own.
    #[oai(
        path = "/channels/:id/messages/:message",
        method = "patch",
        operation_id = "editMessage",
        tag = "Tag::Messages"
    )]
    async fn edit_message(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        message: Path<MessageId>,
        body: Json<MessageEditBody>,
    ) -> Result<Json<MessageBody>, Failure> {
        // By its address: a message of another channel is not there.
        super::find(&app, &bearer.0, id.0, message.0).await?;
        let message = super::edit(&app, &bearer.0, message.0, body.0.content.text).await?;
        Ok(Json(MessageBody::from(&*message)))
    }

    /// Delete a message
    ///
    /// One's own, or with `MANAGE_MESSAGES` anyone's.
    #[oai(
        path = "/channels/:id/messages/:message",
        method = "delete",
        operation_id = "deleteMessage",
        tag = "Tag::Messages"
    )]
    async fn delete_message(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        message: Path<MessageId>,
    ) -> Result<NoContent, Failure> {
        super::find(&app, &bearer.0, id.0, message.0).await?;
        super::delete(&app, &bearer.0, message.0).await?;
        Ok(NoContent::Done)
    }
}

/// Under the address of a category or a forum there are no messages, whatever one would do with them.
async fn require_messages(app: &App, actor: &Actor, channel: ChannelId) -> Result<()> {
    if channels::find(app, actor, channel).await?.channel.kind.holds_messages() {
        Ok(())
    } else {
        Err(Error::not_found("text channel"))
    }
}
