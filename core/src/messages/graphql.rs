//! Messages in GraphQL.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, OpaqueCursor};
use async_graphql::dataloader::{DataLoader, Loader};
use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::read_state::read_states_in;
use super::{Message, MessageKind, NewMessage, ReadState, Window, sql};
use crate::accounts::User;
use crate::caller::ContextExt;
use crate::channels::graphql::ChannelNode;
use crate::guilds::GuildAccess;
use crate::platform::db::Db;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::platform::limits::Rate;
use crate::platform::page;
use crate::threads::graphql::{active_threads_of, thread_of};

/// A message, with all that is shown of it.
#[Object]
impl Message {
    async fn id(&self) -> MessageId {
        self.id
    }

    async fn channel_id(&self) -> ChannelId {
        self.channel_id
    }

    /// Whether somebody wrote it, or the server tells in it what somebody did.
    async fn kind(&self) -> MessageKind {
        self.kind
    }

    /// Who wrote it, or did what it tells.
    async fn author(&self) -> &Arc<User> {
        &self.author
    }

    /// Markdown, as it was written. People are named as `<@id>`, channels as `<#id>`.
    async fn content(&self) -> &str {
        &self.content
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.id.created_at().to_utc()
    }

    async fn edited_at(&self) -> Option<DateTime<Utc>> {
        self.edited_at.map(crate::platform::clock::Timestamp::to_utc)
    }

    /// The thread that began from it. Null in events, which are for nobody in particular.
    async fn thread(&self, ctx: &Context<'_>) -> Result<Option<ChannelNode>> {
        thread_of(ctx, self).await
    }

    /// The members of the server that the text names.
    async fn mentions(&self) -> &[Arc<User>] {
        &self.mentions
    }
}

/// A list of messages as connections have it, oldest first.
pub type MessageConnection = Connection<page::Cursor<MessageId>, Message>;

/// The arguments of a channel's `messages`.
#[derive(Clone, Debug, Default)]
pub struct HistoryArguments {
    /// From the oldest, or after `after`.
    pub first: Option<i32>,
    /// A cursor.
    pub after: Option<String>,
    /// From the newest, or before `before`.
    pub last: Option<i32>,
    /// A cursor.
    pub before: Option<String>,
    /// A message to have in the middle.
    pub around: Option<MessageId>,
}

/// A channel's `messages`: the last 50 unless told.
pub async fn channel_messages(
    ctx: &Context<'_>,
    channel: ChannelId,
    arguments: HistoryArguments,
) -> Result<MessageConnection> {
    let (window, size) = window(arguments)?;
    // Each page is a query of its own, however many channels one request lists.
    ctx.caller()?.count(ctx.app(), Rate::Query)?;
    let page = super::history(ctx.app(), ctx.actor()?, channel, window, size).await?;
    let mut connection = Connection::new(page.has_previous, page.has_next);
    connection
        .edges
        .extend(page.messages.into_iter().map(|message| Edge::new(OpaqueCursor(message.id), message)));
    Ok(connection)
}

fn window(arguments: HistoryArguments) -> Result<(Window, usize)> {
    const DEFAULT: i32 = 50;
    let HistoryArguments { first, after, last, before, around } = arguments;
    if let Some(id) = around {
        if after.is_some() || before.is_some() {
            return Err(Error::invalid("around", "Give `around`, or a cursor, not both."));
        }
        return Ok((Window::Around(id), page::size("first", first.or(last), DEFAULT)?));
    }
    let after = page::cursor("after", after)?;
    let before = page::cursor("before", before)?;
    match (after, before) {
        (Some(_), Some(_)) => Err(Error::invalid("before", "Give `after` or `before`, not both.")),
        (Some(id), None) if last.is_none() => Ok((Window::After(id), page::size("first", first, DEFAULT)?)),
        (Some(_), None) => Err(Error::invalid("last", "`after` goes with `first`.")),
        (None, Some(id)) if first.is_none() => Ok((Window::Before(id), page::size("last", last, DEFAULT)?)),
        (None, Some(_)) => Err(Error::invalid("first", "`before` goes with `last`.")),
        (None, None) => match (first, last) {
            (Some(_), Some(_)) => Err(Error::invalid("last", "Give `first` or `last`, not both.")),
            (Some(_), None) => Ok((Window::Oldest, page::size("first", first, DEFAULT)?)),
            (None, _) => Ok((Window::Latest, page::size("last", last, DEFAULT)?)),
        },
    }
}

/// The newest message of many channels by one query.
#[derive(Debug)]
pub struct NewestMessages(pub Db);

impl Loader<ChannelId> for NewestMessages {
    type Value = MessageId;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[ChannelId]) -> Result<HashMap<ChannelId, MessageId>, Arc<Error>> {
        Ok(sql::newest(self.0.read(), keys).await.map_err(Arc::new)?.into_iter().collect())
    }
}

/// A channel's `lastMessageId`.
pub async fn last_message_id(ctx: &Context<'_>, channel: ChannelId) -> Result<Option<MessageId>> {
    let loader = ctx.data_unchecked::<DataLoader<NewestMessages>>();
    loader.load_one(channel).await.map_err(Error::internal)
}

/// All read states of many people by one query.
#[derive(Debug)]
pub struct ReadStatesOf(pub Db);

impl Loader<UserId> for ReadStatesOf {
    type Value = Arc<HashMap<ChannelId, MessageId>>;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[UserId]) -> Result<HashMap<UserId, Self::Value>, Arc<Error>> {
        let mut people: HashMap<UserId, HashMap<ChannelId, MessageId>> = HashMap::new();
        for (person, channel, message) in sql::read_states_of(self.0.read(), keys).await.map_err(Arc::new)? {
            people.entry(person).or_default().insert(channel, message);
        }
        Ok(people.into_iter().map(|(person, states)| (person, Arc::new(states))).collect())
    }
}

/// A server's `readStates`; those of all servers that one request lists are read together.
pub async fn guild_read_states(ctx: &Context<'_>, access: &GuildAccess) -> Result<Vec<ReadState>> {
    let loader = ctx.data_unchecked::<DataLoader<ReadStatesOf>>();
    let known = loader.load_one(access.member.user_id).await.map_err(Error::internal)?;
    let joined = active_threads_of(ctx, access.member.user_id).await?;
    Ok(read_states_in(access, &known.unwrap_or_default(), &joined))
}

/// What can be asked about messages.
#[derive(Debug, Default)]
pub struct MessagesQuery;

#[Object]
impl MessagesQuery {
    /// One message; null where there is none for the caller.
    async fn message(
        &self,
        ctx: &Context<'_>,
        channel_id: ChannelId,
        id: MessageId,
    ) -> Result<Option<Message>> {
        match super::find(ctx.app(), ctx.actor()?, channel_id, id).await {
            Ok(message) => Ok(Some(message)),
            Err(error) if error.code == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// How far the caller has read in each channel of a server. For many servers at once, ask
    /// `myGuilds { readStates { … } }`.
    async fn read_states(&self, ctx: &Context<'_>, guild_id: GuildId) -> Result<Vec<ReadState>> {
        super::read_states(ctx.app(), ctx.actor()?, guild_id).await
    }
}

/// `nonce`: at most 64 characters of the sender's choice; a second send with the same nonce in the
/// same channel answers with the first message.
#[derive(Debug, InputObject)]
struct SendMessageInput {
    channel_id: ChannelId,
    content: String,
    nonce: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct SendMessagePayload {
    message: Arc<Message>,
}

#[derive(Debug, InputObject)]
struct EditMessageInput {
    id: MessageId,
    content: String,
}

#[derive(Debug, SimpleObject)]
struct EditMessagePayload {
    message: Arc<Message>,
}

#[derive(Debug, SimpleObject)]
struct DeleteMessagePayload {
    id: MessageId,
}

#[derive(Debug, SimpleObject)]
struct AcknowledgePayload {
    read_state: ReadState,
}

/// What can be done with messages.
#[derive(Debug, Default)]
pub struct MessagesMutation;

#[Object]
impl MessagesMutation {
    /// Sends a message. Needs `SEND_MESSAGES`.
    async fn send_message(&self, ctx: &Context<'_>, input: SendMessageInput) -> Result<SendMessagePayload> {
        let SendMessageInput { channel_id, content, nonce } = input;
        let message = super::send(ctx.app(), ctx.actor()?, NewMessage { channel_id, content, nonce }).await?;
        Ok(SendMessagePayload { message })
    }

    /// Replaces the text of one's own message.
    async fn edit_message(&self, ctx: &Context<'_>, input: EditMessageInput) -> Result<EditMessagePayload> {
        let message = super::edit(ctx.app(), ctx.actor()?, input.id, input.content).await?;
        Ok(EditMessagePayload { message })
    }

    /// Deletes a message: one's own, or with `MANAGE_MESSAGES` anyone's.
    async fn delete_message(&self, ctx: &Context<'_>, id: MessageId) -> Result<DeleteMessagePayload> {
        super::delete(ctx.app(), ctx.actor()?, id).await?;
        Ok(DeleteMessagePayload { id })
    }

    /// Read up to here. Never moves backwards.
    async fn acknowledge(
        &self,
        ctx: &Context<'_>,
        channel_id: ChannelId,
        message_id: MessageId,
    ) -> Result<AcknowledgePayload> {
        let read_state = super::acknowledge(ctx.app(), ctx.actor()?, channel_id, message_id).await?;
        Ok(AcknowledgePayload { read_state })
    }
}
