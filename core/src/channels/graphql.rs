//! Channels in GraphQL.

use std::sync::Arc;

use async_graphql::{Context, InputObject, MaybeUndefined, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{Channel, ChannelEdit, ChannelKind, ChannelMove, NewChannel};
use crate::caller::ContextExt;
use crate::guilds::ChannelAccess;
use crate::messages::graphql::{HistoryArguments, MessageConnection, channel_messages, last_message_id};
use crate::permissions::{Permission, Permissions};
use crate::platform::clock::Timestamp;
use crate::platform::error::{ErrorCode, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId};

/// A channel as the one who asks sees it.
#[derive(Debug)]
pub struct ChannelNode {
    channel: Arc<Channel>,
    permissions: Permissions,
}

impl From<ChannelAccess> for ChannelNode {
    fn from(access: ChannelAccess) -> Self {
        Self { channel: access.channel, permissions: access.permissions }
    }
}

impl From<(Arc<Channel>, Permissions)> for ChannelNode {
    fn from((channel, permissions): (Arc<Channel>, Permissions)) -> Self {
        Self { channel, permissions }
    }
}

/// A channel or a category of a server.
#[Object(name = "Channel")]
impl ChannelNode {
    async fn id(&self) -> ChannelId {
        self.channel.id
    }

    async fn guild_id(&self) -> Option<GuildId> {
        Some(self.channel.guild_id)
    }

    async fn name(&self) -> &str {
        &self.channel.name
    }

    async fn kind(&self) -> ChannelKind {
        self.channel.kind
    }

    async fn topic(&self) -> Option<&str> {
        self.channel.topic.as_deref()
    }

    /// The category it stands in.
    async fn parent_id(&self) -> Option<ChannelId> {
        self.channel.parent_id
    }

    /// Among its siblings, counted from 0: the channels without a category, the categories, or those
    /// in the same category.
    async fn position(&self) -> i32 {
        self.channel.position
    }

    /// Seconds a person waits between two messages; 0: none.
    async fn slow_mode_seconds(&self) -> i32 {
        self.channel.slow_mode_seconds
    }

    /// Whether only those who said that they are of age read it.
    async fn age_restricted(&self) -> bool {
        self.channel.age_restricted
    }

    /// Whether only those who manage it speak in it.
    async fn locked(&self) -> bool {
        self.channel.locked
    }

    /// Since when it is there only to be read.
    async fn archived_at(&self) -> Option<DateTime<Utc>> {
        self.channel.archived_at.map(Timestamp::to_utc)
    }

    /// The newest message, to tell what is unread; asked of the database.
    async fn last_message_id(&self, ctx: &Context<'_>) -> Result<Option<MessageId>> {
        if self.channel.kind.holds_messages() {
            last_message_id(ctx, self.channel.id).await
        } else {
            Ok(None)
        }
    }

    /// What the caller may do here.
    async fn viewer_permissions(&self) -> Vec<Permission> {
        self.permissions.list()
    }

    /// The last 50 unless told. Oldest first. None where no messages are, as in a category.
    async fn messages(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        around: Option<MessageId>,
    ) -> Result<MessageConnection> {
        if !self.channel.kind.holds_messages() {
            return Ok(MessageConnection::new(false, false));
        }
        channel_messages(ctx, self.channel.id, HistoryArguments { first, after, last, before, around }).await
    }
}

/// What can be asked about channels.
#[derive(Debug, Default)]
pub struct ChannelsQuery;

#[Object]
impl ChannelsQuery {
    /// One channel; null where there is none for the caller.
    async fn channel(&self, ctx: &Context<'_>, id: ChannelId) -> Result<Option<ChannelNode>> {
        match super::find(ctx.app(), ctx.actor()?, id).await {
            Ok(access) => Ok(Some(access.into())),
            Err(error) if error.code == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[derive(Debug, InputObject)]
struct CreateChannelInput {
    guild_id: GuildId,
    name: String,
    kind: ChannelKind,
    parent_id: Option<ChannelId>,
    topic: Option<String>,
    slow_mode_seconds: Option<i32>,
}

#[derive(Debug, SimpleObject)]
struct CreateChannelPayload {
    channel: ChannelNode,
}

/// A field left out stays as it is; `topic: null` and `""` clear the topic.
#[derive(Debug, InputObject)]
struct UpdateChannelInput {
    id: ChannelId,
    name: Option<String>,
    topic: MaybeUndefined<String>,
    slow_mode_seconds: Option<i32>,
}

#[derive(Debug, SimpleObject)]
struct UpdateChannelPayload {
    channel: ChannelNode,
}

#[derive(Debug, SimpleObject)]
struct DeleteChannelPayload {
    id: ChannelId,
}

#[derive(Debug, InputObject)]
struct MoveChannelsInput {
    guild_id: GuildId,
    moves: Vec<ChannelMoveInput>,
}

/// Where one channel goes. Every sibling that is to change its place is named.
#[derive(Debug, InputObject)]
#[graphql(name = "ChannelMove")]
struct ChannelMoveInput {
    id: ChannelId,
    parent_id: Option<ChannelId>,
    position: i32,
}

#[derive(Debug, SimpleObject)]
struct MoveChannelsPayload {
    /// All channels of the server that the caller may see, in the order to show them.
    channels: Vec<ChannelNode>,
}

/// What can be done with channels.
#[derive(Debug, Default)]
pub struct ChannelsMutation;

#[Object]
impl ChannelsMutation {
    /// Makes a channel or a category, last among its siblings. Needs `MANAGE_CHANNELS`.
    async fn create_channel(
        &self,
        ctx: &Context<'_>,
        input: CreateChannelInput,
    ) -> Result<CreateChannelPayload> {
        let CreateChannelInput { guild_id, name, kind, parent_id, topic, slow_mode_seconds } = input;
        let new = NewChannel { guild_id, name, kind, parent_id, topic, slow_mode_seconds };
        let channel = super::create(ctx.app(), ctx.actor()?, new).await?.into();
        Ok(CreateChannelPayload { channel })
    }

    /// Changes a channel. Needs `MANAGE_CHANNELS` there.
    async fn update_channel(
        &self,
        ctx: &Context<'_>,
        input: UpdateChannelInput,
    ) -> Result<UpdateChannelPayload> {
        let topic = match input.topic {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => Some(String::new()),
            MaybeUndefined::Value(topic) => Some(topic),
        };
        let edit = ChannelEdit { name: input.name, topic, slow_mode_seconds: input.slow_mode_seconds };
        let channel = super::update(ctx.app(), ctx.actor()?, input.id, edit).await?.into();
        Ok(UpdateChannelPayload { channel })
    }

    /// Deletes a channel with its messages. What stood in a category stands without one. Needs
    /// `MANAGE_CHANNELS` there.
    async fn delete_channel(&self, ctx: &Context<'_>, id: ChannelId) -> Result<DeleteChannelPayload> {
        super::delete(ctx.app(), ctx.actor()?, id).await?;
        Ok(DeleteChannelPayload { id })
    }

    /// Puts channels where they are to stand: all at once, or not at all. Needs `MANAGE_CHANNELS`.
    async fn move_channels(
        &self,
        ctx: &Context<'_>,
        input: MoveChannelsInput,
    ) -> Result<MoveChannelsPayload> {
        let moves: Vec<ChannelMove> = input
            .moves
            .into_iter()
            .map(|ChannelMoveInput { id, parent_id, position }| ChannelMove { id, parent_id, position })
            .collect();
        let channels = super::rearrange(ctx.app(), ctx.actor()?, input.guild_id, &moves).await?;
        Ok(MoveChannelsPayload { channels: channels.into_iter().map(ChannelNode::from).collect() })
    }
}
