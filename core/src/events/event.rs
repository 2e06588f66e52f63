//! The events, as GraphQL shows them. The union is open: clients ignore what they do not know.

use std::sync::Arc;

use async_graphql::{SimpleObject, Union};
use chrono::{DateTime, Utc};

use crate::accounts::User;
use crate::blocks::BlockKind;
use crate::channels::{Channel, ChannelKind, ForumSort, ForumTag};
use crate::guilds::{Guild, Verification};
use crate::members::Member;
use crate::messages::Message;
use crate::platform::clock::Timestamp;
use crate::platform::ids::{ChannelId, GuildId, MessageId, ReportId, RoleId, TagId, UserId};
use crate::reports::ReportStatus;
use crate::roles::RoleNode;

/// An event with its place in the stream.
#[derive(Clone, Debug, SimpleObject)]
pub struct EventEnvelope {
    /// Give it as `after` to go on from here.
    pub cursor: String,
    /// What happened.
    pub event: Arc<Event>,
}

/// What happened. New members may come: ignore what you do not know.
#[derive(Clone, Debug, Union)]
pub enum Event {
    /// The subscription runs.
    Ready(Ready),
    /// Ask again by query.
    ResyncRequired(ResyncRequired),
    /// A message is there.
    MessageCreated(MessageCreated),
    /// A message was edited.
    MessageUpdated(MessageUpdated),
    /// A message is gone.
    MessageDeleted(MessageDeleted),
    /// Many messages are gone.
    MessagesDeleted(MessagesDeleted),
    /// A channel is there.
    ChannelCreated(ChannelCreated),
    /// A channel was edited, or stands elsewhere.
    ChannelUpdated(ChannelUpdated),
    /// A channel is gone.
    ChannelDeleted(ChannelDeleted),
    /// A thread is there.
    ThreadCreated(ThreadCreated),
    /// A thread was edited, archived or brought back.
    ThreadUpdated(ThreadUpdated),
    /// A thread is gone.
    ThreadDeleted(ThreadDeleted),
    /// Somebody came into a thread or left it.
    ThreadMembersChanged(ThreadMembersChanged),
    /// The viewer is in a server.
    GuildJoined(GuildJoined),
    /// A server was edited.
    GuildUpdated(GuildUpdated),
    /// The viewer is in a server no more.
    GuildLeft(GuildLeft),
    /// Somebody joined.
    GuildMemberJoined(GuildMemberJoined),
    /// Somebody is something else in a server: another name, other roles.
    GuildMemberUpdated(GuildMemberUpdated),
    /// Somebody left.
    GuildMemberLeft(GuildMemberLeft),
    /// Many who were not seen for long were removed.
    GuildMembersPruned(GuildMembersPruned),
    /// The viewer sees other channels of a server than before.
    GuildAccessChanged(GuildAccessChanged),
    /// A role is there.
    RoleCreated(RoleCreated),
    /// A role was edited.
    RoleUpdated(RoleUpdated),
    /// A role is gone.
    RoleDeleted(RoleDeleted),
    /// The roles stand in another order.
    RolesMoved(RolesMoved),
    /// The viewer read on, on some device.
    ReadStateChanged(ReadStateChanged),
    /// Somebody changed their profile.
    UserUpdated(UserUpdated),
    /// The viewer blocks, ignores or lets somebody be, on some device.
    BlockChanged(BlockChanged),
    /// There is a report for the viewer to look at.
    ReportCreated(ReportCreated),
    /// Somebody decided on a report of the viewer's.
    ReportUpdated(ReportUpdated),
}

/// First on a fresh subscription: from now on nothing is missed.
#[derive(Clone, Debug, SimpleObject)]
pub struct Ready {
    /// Who is listening.
    pub user_id: UserId,
}

/// The cursor is too old, or of another run of the server: ask again by query. The stream goes on
/// from here.
#[derive(Clone, Debug, SimpleObject)]
pub struct ResyncRequired {
    /// For people.
    pub reason: String,
}

/// A message is there.
#[derive(Clone, Debug, SimpleObject)]
pub struct MessageCreated {
    /// The message.
    pub message: Arc<Message>,
    /// The sender's own mark, by which their devices know it again.
    pub nonce: Option<String>,
}

/// A message was edited.
#[derive(Clone, Debug, SimpleObject)]
pub struct MessageUpdated {
    /// The message as it is now.
    pub message: Arc<Message>,
}

/// A message is gone.
#[derive(Clone, Debug, SimpleObject)]
pub struct MessageDeleted {
    /// Which.
    pub id: MessageId,
    /// Where it was.
    pub channel_id: ChannelId,
}

/// Many messages of a channel are gone.
#[derive(Clone, Debug, SimpleObject)]
pub struct MessagesDeleted {
    /// Where they were.
    pub channel_id: ChannelId,
    /// Which.
    pub ids: Vec<MessageId>,
}

/// The neutral fields of a channel: what does not depend on who looks.
#[derive(Clone, Debug, SimpleObject)]
pub struct ChannelInfo {
    /// Which.
    pub id: ChannelId,
    /// Whose.
    pub guild_id: Option<GuildId>,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ChannelKind,
    /// What it is for.
    pub topic: Option<String>,
    /// The category it stands under; of a thread, its channel.
    pub parent_id: Option<ChannelId>,
    /// Among its siblings, from 0.
    pub position: i32,
    /// Seconds a person waits between two messages; 0: none.
    pub slow_mode_seconds: i32,
    /// Whether only those who said that they are of age read it.
    pub age_restricted: bool,
    /// Whether only those who manage it speak in it.
    pub locked: bool,
    /// Since when it is there only to be read.
    pub archived_at: Option<DateTime<Utc>>,
    /// After how many minutes without a message a thread is archived; of a channel, its new threads.
    pub auto_archive_minutes: i32,
    /// Of a forum: how posts are sorted unless the reader says otherwise.
    pub default_sort: ForumSort,
    /// Of a forum: whether each post needs a tag.
    pub tag_required: bool,
    /// Of a forum: the tags that its posts can carry, in the order to show them.
    pub forum_tags: Vec<ForumTag>,
    /// Of a thread: who began it.
    pub owner_id: Option<UserId>,
    /// Of a thread: the message of its channel that it began from.
    pub root_message_id: Option<MessageId>,
    /// Of a private thread: whether its members may add others.
    pub invitable: bool,
    /// Of a post: whether it stands first in its forum.
    pub pinned: bool,
    /// Of a post: the tags that it carries.
    pub tag_ids: Vec<TagId>,
}

impl From<&Channel> for ChannelInfo {
    fn from(channel: &Channel) -> Self {
        let thread = channel.thread.as_ref();
        Self {
            id: channel.id,
            guild_id: Some(channel.guild_id),
            name: channel.name.clone(),
            kind: channel.kind,
            topic: channel.topic.clone(),
            parent_id: channel.parent_id,
            position: channel.position,
            slow_mode_seconds: channel.slow_mode_seconds,
            age_restricted: channel.age_restricted,
            locked: channel.locked,
            archived_at: channel.archived_at.map(Timestamp::to_utc),
            auto_archive_minutes: channel.auto_archive_minutes,
            default_sort: channel.default_sort,
            tag_required: channel.tag_required,
            forum_tags: channel.forum_tags.to_vec(),
            owner_id: thread.map(|thread| thread.owner_id),
            root_message_id: thread.and_then(|thread| thread.root_message_id),
            invitable: thread.is_some_and(|thread| thread.invitable),
            pinned: thread.is_some_and(|thread| thread.pinned),
            tag_ids: thread.map(|thread| thread.tag_ids.to_vec()).unwrap_or_default(),
        }
    }
}

/// A channel is there.
#[derive(Clone, Debug, SimpleObject)]
pub struct ChannelCreated {
    /// Where.
    pub guild_id: GuildId,
    /// The channel.
    pub channel: ChannelInfo,
}

/// A channel was edited, or stands elsewhere.
#[derive(Clone, Debug, SimpleObject)]
pub struct ChannelUpdated {
    /// Where.
    pub guild_id: GuildId,
    /// The channel as it is now.
    pub channel: ChannelInfo,
}

/// A channel is gone, or not to be seen any more.
#[derive(Clone, Debug, SimpleObject)]
pub struct ChannelDeleted {
    /// Where.
    pub guild_id: GuildId,
    /// Which.
    pub id: ChannelId,
}

/// A thread is there for those who hear this: it was begun, or they were added to it. Who began it is in it.
#[derive(Clone, Debug, SimpleObject)]
pub struct ThreadCreated {
    /// Where.
    pub guild_id: GuildId,
    /// The thread.
    pub thread: ChannelInfo,
}

/// A thread was edited, archived or brought back.
#[derive(Clone, Debug, SimpleObject)]
pub struct ThreadUpdated {
    /// Where.
    pub guild_id: GuildId,
    /// The thread as it is now.
    pub thread: ChannelInfo,
}

/// A thread is gone.
#[derive(Clone, Debug, SimpleObject)]
pub struct ThreadDeleted {
    /// Where.
    pub guild_id: GuildId,
    /// Its channel.
    pub parent_id: Option<ChannelId>,
    /// Which.
    pub id: ChannelId,
}

/// Somebody came into a thread or left it. Who is taken out of a private thread hears this last of it.
#[derive(Clone, Debug, SimpleObject)]
pub struct ThreadMembersChanged {
    /// Which.
    pub thread_id: ChannelId,
    /// Who came.
    pub added: Vec<UserId>,
    /// Who left, or was taken out.
    pub removed: Vec<UserId>,
}

/// To all devices of a person who made or joined a server.
#[derive(Clone, Debug, SimpleObject)]
pub struct GuildJoined {
    /// Which.
    pub guild_id: GuildId,
    /// Its name.
    pub name: String,
}

/// A server was edited. What else it has (welcome, rules, channel of its own words) is to be asked again.
#[derive(Clone, Debug, SimpleObject)]
pub struct GuildUpdated {
    /// Which.
    pub guild_id: GuildId,
    /// Its name now.
    pub name: String,
    /// Its owner now.
    pub owner_id: UserId,
    /// What it is about.
    pub description: Option<String>,
    /// What an account must be before it may speak.
    pub verification: Verification,
    /// Whether newcomers must accept the rules before they may speak.
    pub rules_required: bool,
    /// Nobody joins before this.
    pub joins_paused_until: Option<DateTime<Utc>>,
}

impl From<&Guild> for GuildUpdated {
    fn from(guild: &Guild) -> Self {
        Self {
            guild_id: guild.id,
            name: guild.name.clone(),
            owner_id: guild.owner_id,
            description: guild.description.clone(),
            verification: guild.verification,
            rules_required: guild.rules_required,
            joins_paused_until: guild.joins_paused_until.map(Timestamp::to_utc),
        }
    }
}

/// To all devices of a person who is no longer in a server: left, or the server is gone.
#[derive(Clone, Debug, SimpleObject)]
pub struct GuildLeft {
    /// Which.
    pub guild_id: GuildId,
}

/// Somebody joined.
#[derive(Clone, Debug, SimpleObject)]
pub struct GuildMemberJoined {
    /// Where.
    pub guild_id: GuildId,
    /// Who.
    pub member: Member,
}

/// Somebody is something else in a server: another name, other roles.
#[derive(Clone, Debug, SimpleObject)]
pub struct GuildMemberUpdated {
    /// Where.
    pub guild_id: GuildId,
    /// The member as they are now.
    pub member: Member,
}

/// To those who see other channels of a server than before, because of roles, overwrites or age: ask
/// for its channels again. It comes before whatever happens in a channel that was gained, and nothing
/// of a channel that was lost comes after it.
#[derive(Clone, Debug, SimpleObject)]
pub struct GuildAccessChanged {
    /// Which.
    pub guild_id: GuildId,
}

/// A role is there.
#[derive(Clone, Debug, SimpleObject)]
pub struct RoleCreated {
    /// Where.
    pub guild_id: GuildId,
    /// The role.
    pub role: RoleNode,
}

/// A role was edited.
#[derive(Clone, Debug, SimpleObject)]
pub struct RoleUpdated {
    /// Where.
    pub guild_id: GuildId,
    /// The role as it is now.
    pub role: RoleNode,
}

/// A role is gone, from all who had it and from all channels.
#[derive(Clone, Debug, SimpleObject)]
pub struct RoleDeleted {
    /// Where.
    pub guild_id: GuildId,
    /// Which.
    pub id: RoleId,
}

/// The roles stand in another order: ask for them again.
#[derive(Clone, Debug, SimpleObject)]
pub struct RolesMoved {
    /// Where.
    pub guild_id: GuildId,
}

/// Somebody left.
#[derive(Clone, Debug, SimpleObject)]
pub struct GuildMemberLeft {
    /// Where.
    pub guild_id: GuildId,
    /// Who.
    pub user_id: UserId,
}

/// Many who were not seen for long were removed: ask for the members again.
#[derive(Clone, Debug, SimpleObject)]
pub struct GuildMembersPruned {
    /// Where.
    pub guild_id: GuildId,
    /// How many.
    pub count: i32,
}

/// The viewer read on, on some device.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReadStateChanged {
    /// Where.
    pub channel_id: ChannelId,
    /// Up to which message.
    pub last_read_message_id: MessageId,
}

/// Somebody changed their profile.
#[derive(Clone, Debug, SimpleObject)]
pub struct UserUpdated {
    /// The person as they are now.
    pub user: Arc<User>,
}

/// The viewer blocks, ignores or lets somebody be, on some device. Nobody else is told.
#[derive(Clone, Debug, SimpleObject)]
pub struct BlockChanged {
    /// Whom.
    pub user_id: UserId,
    /// How; null: neither any more.
    pub kind: Option<BlockKind>,
}

/// There is a report for the viewer to look at. What it says is to be asked for.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReportCreated {
    /// In whose queue; null: the operator's, about nothing in a server.
    pub guild_id: Option<GuildId>,
    /// Which.
    pub report_id: ReportId,
}

/// Somebody decided on a report of the viewer's.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReportUpdated {
    /// Which.
    pub report_id: ReportId,
    /// How far it has come.
    pub status: ReportStatus,
}
