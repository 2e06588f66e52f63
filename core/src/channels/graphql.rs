//! Channels in GraphQL.

use std::sync::Arc;

use async_graphql::{Context, InputObject, MaybeUndefined, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{Channel, ChannelEdit, ChannelKind, ChannelMove, ForumSort, NewChannel};
use crate::caller::ContextExt;
use crate::guilds::ChannelAccess;
use crate::messages::graphql::{HistoryArguments, MessageConnection, channel_messages, last_message_id};
use crate::overwrites::graphql::OverwriteNode;
use crate::overwrites::{self, Privacy};
use crate::permissions::{Permission, Permissions};
use crate::platform::clock::Timestamp;
use crate::platform::error::{ErrorCode, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId, RoleId, UserId};
use crate::threads::graphql::ThreadFields;

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

    /// The category it stands in; of a thread, its channel.
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

    /// Of a voice channel: how many may be in it; 0: as many as like.
    async fn user_limit(&self) -> i32 {
        self.channel.user_limit
    }

    /// After how many minutes without a message a thread is archived; of a channel, its new threads.
    async fn auto_archive_minutes(&self) -> i32 {
        self.channel.auto_archive_minutes
    }

    /// Of a forum: how posts are sorted unless the reader says otherwise.
    async fn default_sort(&self) -> ForumSort {
        self.channel.default_sort
    }

    /// Of a forum: whether each post needs a tag.
    async fn tag_required(&self) -> bool {
        self.channel.tag_required
    }

    /// What it allows and denies beside the roles: of roles, the highest first, then of members. A thread
    /// has none: those of its channel are its own.
    async fn overwrites(&self, ctx: &Context<'_>) -> Result<Vec<OverwriteNode>> {
        overwrites::graphql::overwrites(ctx, &self.channel).await
    }

    /// Whether it is not seen by members without a role.
    async fn private(&self, ctx: &Context<'_>) -> Result<bool> {
        overwrites::graphql::private(ctx, &self.channel).await
    }

    /// Whether it has just the overwrites of its category, and follows them; null where it stands in none.
    async fn synced_with_parent(&self, ctx: &Context<'_>) -> Result<Option<bool>> {
        overwrites::graphql::synced_with_parent(ctx, &self.channel).await
    }

    /// The newest message, to tell what is unread; asked of the database.
    async fn last_message_id(&self, ctx: &Context<'_>) -> Result<Option<MessageId>> {
        if self.channel.kind.holds_messages() {
            last_message_id(ctx, self.channel.id).await
        } else {
            Ok(None)
        }
    }

    #[graphql(flatten)]
    async fn thread(&self) -> ThreadFields {
        ThreadFields(Arc::clone(&self.channel))
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
    age_restricted: Option<bool>,
    /// Of a voice channel: 0 (as many as like) to 99.
    user_limit: Option<i32>,
    /// Whether only the caller and those named see it.
    private: Option<bool>,
    /// The roles that see it, where it is private.
    #[graphql(default)]
    role_ids: Vec<RoleId>,
    /// The members who see it, where it is private.
    #[graphql(default)]
    user_ids: Vec<UserId>,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
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
    age_restricted: Option<bool>,
    /// Of a voice channel: 0 (as many as like) to 99.
    user_limit: Option<i32>,
    /// After how many minutes without a message new threads are archived: 60, 1440, 4320 or 10080.
    auto_archive_minutes: Option<i32>,
    /// Of a forum.
    default_sort: Option<ForumSort>,
    /// Of a forum.
    tag_required: Option<bool>,
    /// `TEXT` becomes `ANNOUNCEMENT`, and back; what the channel allows and denies stays.
    kind: Option<ChannelKind>,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
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
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
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

#[derive(Debug, InputObject)]
struct LockChannelInput {
    channel_id: ChannelId,
    locked: bool,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct LockChannelPayload {
    channel: ChannelNode,
}

#[derive(Debug, InputObject)]
struct ArchiveChannelInput {
    channel_id: ChannelId,
    archived: bool,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct ArchiveChannelPayload {
    channel: ChannelNode,
}

/// What can be done with channels.
#[derive(Debug, Default)]
pub struct ChannelsMutation;

#[Object]
impl ChannelsMutation {
    /// Makes a channel or a category, last among its siblings. In a category it begins with the
    /// overwrites of that; in an announcement channel `@everyone` is denied `SEND_MESSAGES`. Needs
    /// `MANAGE_CHANNELS`; for a private one also what `setChannelPrivate` needs, but for `MANAGE_ROLES`.
    async fn create_channel(
        &self,
        ctx: &Context<'_>,
        input: CreateChannelInput,
    ) -> Result<CreateChannelPayload> {
        let new = NewChannel {
            guild_id: input.guild_id,
            name: input.name,
            kind: input.kind,
            parent_id: input.parent_id,
            topic: input.topic,
            slow_mode_seconds: input.slow_mode_seconds,
            age_restricted: input.age_restricted.unwrap_or(false),
            user_limit: input.user_limit,
            privacy: Privacy {
                private: input.private.unwrap_or(false),
                roles: input.role_ids,
                users: input.user_ids,
            },
            reason: input.reason,
        };
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
        let edit = ChannelEdit {
            name: input.name,
            topic,
            slow_mode_seconds: input.slow_mode_seconds,
            age_restricted: input.age_restricted,
            user_limit: input.user_limit,
            auto_archive_minutes: input.auto_archive_minutes,
            default_sort: input.default_sort,
            tag_required: input.tag_required,
            kind: input.kind,
            reason: input.reason,
        };
        let channel = super::update(ctx.app(), ctx.actor()?, input.id, edit).await?.into();
        Ok(UpdateChannelPayload { channel })
    }

    /// Deletes a channel with its messages. What stood in a category stands without one. Needs
    /// `MANAGE_CHANNELS` there.
    async fn delete_channel(
        &self,
        ctx: &Context<'_>,
        id: ChannelId,
        #[graphql(desc = "Why, for the audit log; at most 512 characters.")] reason: Option<String>,
    ) -> Result<DeleteChannelPayload> {
        super::delete(ctx.app(), ctx.actor()?, id, reason).await?;
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
        let channels =
            super::rearrange(ctx.app(), ctx.actor()?, input.guild_id, &moves, input.reason).await?;
        Ok(MoveChannelsPayload { channels: channels.into_iter().map(ChannelNode::from).collect() })
    }

    /// Locks a channel, so that only those who manage it speak in it, or unlocks it. Needs
    /// `MANAGE_CHANNELS` there.
    async fn lock_channel(&self, ctx: &Context<'_>, input: LockChannelInput) -> Result<LockChannelPayload> {
        let LockChannelInput { channel_id, locked, reason } = input;
        let channel = super::lock(ctx.app(), ctx.actor()?, channel_id, locked, reason).await?.into();
        Ok(LockChannelPayload { channel })
    }

    /// Archives a channel, so that it is there only to be read, or brings it back. Needs
    /// `MANAGE_CHANNELS` there.
    async fn archive_channel(
        &self,
        ctx: &Context<'_>,
        input: ArchiveChannelInput,
    ) -> Result<ArchiveChannelPayload> {
        let ArchiveChannelInput { channel_id, archived, reason } = input;
        let channel = super::archive(ctx.app(), ctx.actor()?, channel_id, archived, reason).await?.into();
        Ok(ArchiveChannelPayload { channel })
    }
}
