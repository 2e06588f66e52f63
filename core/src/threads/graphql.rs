//! Threads and forums in GraphQL.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, OpaqueCursor};
use async_graphql::dataloader::{DataLoader, Loader};
use async_graphql::{Context, InputObject, MaybeUndefined, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{NewTag, NewThread, TagEdit, ThreadCursor, ThreadEdit, ThreadFilter, sql};
use crate::accounts::User;
use crate::caller::ContextExt;
use crate::channels::graphql::ChannelNode;
use crate::channels::{self, Channel, ForumSort, ForumTag};
use crate::guilds::ChannelAccess;
use crate::members::{Member, MemberCursor};
use crate::messages::Message;
use crate::platform::clock::Timestamp;
use crate::platform::db::Db;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{ChannelId, MessageId, TagId, UserId};
use crate::platform::limits::Rate;
use crate::platform::page;

/// How many threads or members a page holds unless told.
const PAGE: i32 = 50;

/// What the database knows of threads, asked for many at once.
#[derive(Debug)]
pub struct ThreadLoader(pub Db);

/// Asks when somebody last wrote in a thread.
#[derive(Clone, PartialEq, Eq, Hash)]
struct ActivityOf(ChannelId);

/// Asks how many members and messages a thread has.
#[derive(Clone, PartialEq, Eq, Hash)]
struct CountsOf(ChannelId);

/// Asks whether a person is in a thread.
#[derive(Clone, PartialEq, Eq, Hash)]
struct IsIn(UserId, ChannelId);

/// Asks for the active threads that a person is in.
#[derive(Clone, PartialEq, Eq, Hash)]
struct ActiveOf(UserId);

/// Asks for the thread that began from a message.
#[derive(Clone, PartialEq, Eq, Hash)]
struct BegunFrom(MessageId);

impl Loader<ActivityOf> for ThreadLoader {
    type Value = Timestamp;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[ActivityOf]) -> Result<HashMap<ActivityOf, Timestamp>, Arc<Error>> {
        let threads: Vec<ChannelId> = keys.iter().map(|key| key.0).collect();
        let rows = sql::activity(self.0.read(), &threads).await.map_err(Arc::new)?;
        Ok(rows.into_iter().map(|(thread, time)| (ActivityOf(thread), time)).collect())
    }
}

impl Loader<CountsOf> for ThreadLoader {
    /// Members, messages.
    type Value = (i64, i64);
    type Error = Arc<Error>;

    async fn load(&self, keys: &[CountsOf]) -> Result<HashMap<CountsOf, (i64, i64)>, Arc<Error>> {
        let threads: Vec<ChannelId> = keys.iter().map(|key| key.0).collect();
        let rows = sql::counts(self.0.read(), &threads).await.map_err(Arc::new)?;
        Ok(rows
            .into_iter()
            .map(|(thread, members, messages)| (CountsOf(thread), (members, messages)))
            .collect())
    }
}

impl Loader<IsIn> for ThreadLoader {
    type Value = ();
    type Error = Arc<Error>;

    async fn load(&self, keys: &[IsIn]) -> Result<HashMap<IsIn, ()>, Arc<Error>> {
        let mut by_user: BTreeMap<UserId, Vec<ChannelId>> = BTreeMap::new();
        for IsIn(user, thread) in keys {
            by_user.entry(*user).or_default().push(*thread);
        }
        let mut found = HashMap::new();
        for (user, threads) in by_user {
            let joined = sql::joined_of(self.0.read(), user, &threads).await.map_err(Arc::new)?;
            found.extend(joined.into_iter().map(|thread| (IsIn(user, thread), ())));
        }
        Ok(found)
    }
}

impl Loader<ActiveOf> for ThreadLoader {
    type Value = Arc<Vec<ChannelId>>;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[ActiveOf]) -> Result<HashMap<ActiveOf, Self::Value>, Arc<Error>> {
        let people: Vec<UserId> = keys.iter().map(|key| key.0).collect();
        let mut found: HashMap<ActiveOf, Vec<ChannelId>> = HashMap::new();
        for (user, thread) in sql::active_joined(self.0.read(), &people).await.map_err(Arc::new)? {
            found.entry(ActiveOf(user)).or_default().push(thread);
        }
        Ok(found.into_iter().map(|(key, threads)| (key, Arc::new(threads))).collect())
    }
}

impl Loader<BegunFrom> for ThreadLoader {
    type Value = Arc<Channel>;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[BegunFrom]) -> Result<HashMap<BegunFrom, Arc<Channel>>, Arc<Error>> {
        let messages: Vec<MessageId> = keys.iter().map(|key| key.0).collect();
        let ids = sql::begun_from(self.0.read(), &messages).await.map_err(Arc::new)?;
        let threads = channels::sql::find_many(&self.0, &ids).await.map_err(Arc::new)?;
        let keyed = threads.into_iter().filter_map(|thread| {
            let root = thread.thread.as_ref()?.root_message_id?;
            Some((BegunFrom(root), Arc::new(thread)))
        });
        Ok(keyed.collect())
    }
}

fn loader<'a>(ctx: &Context<'a>) -> &'a DataLoader<ThreadLoader> {
    ctx.data_unchecked()
}

/// A list of channels as connections have it.
pub type ThreadConnection = Connection<page::Cursor<ThreadCursor>, ChannelNode>;
/// The members of a thread as connections have it.
pub type ThreadMemberConnection = Connection<page::Cursor<MemberCursor>, Member>;

/// The thread that began from a message; null where there is none for the caller, and in events, which are
/// for nobody in particular.
pub async fn thread_of(ctx: &Context<'_>, message: &Message) -> Result<Option<ChannelNode>> {
    let Ok(actor) = ctx.actor() else { return Ok(None) };
    let found = loader(ctx).load_one(BegunFrom(message.id)).await.map_err(Error::internal)?;
    let Some(thread) = found else { return Ok(None) };
    match ChannelAccess::of_thread(ctx.app(), actor, thread).await {
        Ok(access) => Ok(Some(access.into())),
        Err(error) if error.code == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The active threads, of whichever servers, that a person is in.
pub async fn active_threads_of(ctx: &Context<'_>, user: UserId) -> Result<Arc<Vec<ChannelId>>> {
    let found = loader(ctx).load_one(ActiveOf(user)).await.map_err(Error::internal)?;
    Ok(found.unwrap_or_default())
}

/// What a channel has of forums and threads.
#[derive(Debug)]
pub struct ThreadFields(pub Arc<Channel>);

impl ThreadFields {
    async fn counts(&self, ctx: &Context<'_>) -> Result<Option<(i64, i64)>> {
        if !self.0.kind.is_thread() {
            return Ok(None);
        }
        loader(ctx).load_one(CountsOf(self.0.id)).await.map_err(Error::internal)
    }
}

/// What a channel has of forums and threads.
#[Object]
impl ThreadFields {
    /// Of a forum: the tags that its posts can carry, in the order to show them. At most 20.
    async fn forum_tags(&self) -> &[ForumTag] {
        &self.0.forum_tags
    }

    /// Of a thread: who began it.
    async fn owner(&self, ctx: &Context<'_>) -> Result<Option<Arc<User>>> {
        match &self.0.thread {
            Some(thread) => ctx.app().users.get(thread.owner_id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Of a thread: the message of its channel that it began from, which may be gone.
    async fn root_message_id(&self) -> Option<MessageId> {
        self.0.thread.as_ref().and_then(|thread| thread.root_message_id)
    }

    /// Of a post: whether it stands first in its forum.
    async fn pinned(&self) -> bool {
        self.0.thread.as_ref().is_some_and(|thread| thread.pinned)
    }

    /// Of a private thread: whether its members may add others.
    async fn invitable(&self) -> bool {
        self.0.thread.as_ref().is_some_and(|thread| thread.invitable)
    }

    /// Of a post: the tags that it carries. At most 5.
    async fn tag_ids(&self) -> &[TagId] {
        self.0.thread.as_ref().map_or(&[], |thread| &thread.tag_ids)
    }

    /// Of a thread: how many are in it.
    async fn member_count(&self, ctx: &Context<'_>) -> Result<Option<i64>> {
        Ok(self.counts(ctx).await?.map(|(members, _)| members))
    }

    /// Of a thread: how many messages are in it.
    async fn message_count(&self, ctx: &Context<'_>) -> Result<Option<i64>> {
        Ok(self.counts(ctx).await?.map(|(_, messages)| messages))
    }

    /// Of a thread: when somebody last wrote in it, or brought it back.
    async fn last_activity_at(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        if !self.0.kind.is_thread() {
            return Ok(None);
        }
        let time = loader(ctx).load_one(ActivityOf(self.0.id)).await.map_err(Error::internal)?;
        Ok(time.map(Timestamp::to_utc))
    }

    /// Of a thread: whether the caller is in it.
    async fn viewer_joined(&self, ctx: &Context<'_>) -> Result<Option<bool>> {
        if !self.0.kind.is_thread() {
            return Ok(None);
        }
        let key = IsIn(ctx.actor()?.user_id, self.0.id);
        let found = loader(ctx).load_one(key).await.map_err(Error::internal)?;
        Ok(Some(found.is_some()))
    }

    /// The threads beside it, of a forum the posts, which the caller may see: the pinned first, then as
    /// `sort` says, or else the forum's `defaultSort`.
    async fn threads(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: ThreadFilterInput,
        sort: Option<ForumSort>,
        #[graphql(default_with = "Some(PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<ThreadConnection> {
        let size = page::size("first", first, PAGE)?;
        let after = page::cursor("after", after)?;
        let from_start = after.is_none();
        // Each page is a query of its own, however many channels one request lists.
        ctx.caller()?.count(ctx.app(), Rate::Query)?;
        let ThreadFilterInput { archived, tag_ids, joined } = filter;
        let filter = ThreadFilter { archived, tag_ids, joined };
        let threads = super::list(ctx.app(), ctx.actor()?, self.0.id, &filter, sort, after, size + 1).await?;
        Ok(connection(threads, size, from_start, ChannelNode::from))
    }

    /// Of a thread: who is in it, by when they came. Null elsewhere.
    async fn thread_members(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "Some(PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<Option<ThreadMemberConnection>> {
        let size = page::size("first", first, PAGE)?;
        let after = page::cursor("after", after)?;
        if !self.0.kind.is_thread() {
            return Ok(None);
        }
        let from_start = after.is_none();
        ctx.caller()?.count(ctx.app(), Rate::Query)?;
        let members = super::members(ctx.app(), ctx.actor()?, self.0.id, after, size + 1).await?;
        Ok(Some(connection(members, size, from_start, |member| member)))
    }
}

/// A page of items, each with its place, of which there is one more than `size` where there are more.
fn connection<K, T, N: async_graphql::OutputType>(
    mut items: Vec<(K, T)>,
    size: usize,
    from_start: bool,
    node: impl Fn(T) -> N,
) -> Connection<page::Cursor<K>, N>
where
    OpaqueCursor<K>: async_graphql::connection::CursorType + Send + Sync,
{
    let more = items.len() > size;
    items.truncate(size);
    let mut connection = Connection::new(!from_start, more);
    let edges = items.into_iter().map(|(key, item)| Edge::new(OpaqueCursor(key), node(item)));
    connection.edges.extend(edges);
    connection
}

/// Which threads to list.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "ThreadFilter")]
struct ThreadFilterInput {
    /// Those that are archived, or those that are not.
    #[graphql(default = false)]
    archived: bool,
    /// Those with one of these tags.
    #[graphql(default)]
    tag_ids: Vec<TagId>,
    /// Those that the caller is in, or is not in.
    joined: Option<bool>,
}

/// `content`: the first message, which a post of a forum needs; `nonce`: at most 64 characters of the caller's
/// choice; a second thread with the same nonce beside the same channel answers with the first.
#[derive(Debug, InputObject)]
struct CreateThreadInput {
    channel_id: ChannelId,
    name: String,
    message_id: Option<MessageId>,
    #[graphql(default = false)]
    private: bool,
    auto_archive_minutes: Option<i32>,
    content: Option<String>,
    #[graphql(default)]
    tag_ids: Vec<TagId>,
    nonce: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct CreateThreadPayload {
    thread: ChannelNode,
    message: Option<Arc<Message>>,
}

/// A field left out stays as it is.
#[derive(Debug, InputObject)]
struct UpdateThreadInput {
    id: ChannelId,
    name: Option<String>,
    archived: Option<bool>,
    locked: Option<bool>,
    slow_mode_seconds: Option<i32>,
    auto_archive_minutes: Option<i32>,
    invitable: Option<bool>,
    pinned: Option<bool>,
    tag_ids: Option<Vec<TagId>>,
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct UpdateThreadPayload {
    thread: ChannelNode,
}

#[derive(Debug, InputObject)]
struct DeleteThreadInput {
    id: ChannelId,
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct DeleteThreadPayload {
    id: ChannelId,
}

#[derive(Debug, SimpleObject)]
struct JoinThreadPayload {
    thread: ChannelNode,
}

#[derive(Debug, SimpleObject)]
struct LeaveThreadPayload {
    /// Null where the caller sees it no more.
    thread: Option<ChannelNode>,
}

#[derive(Debug, InputObject)]
struct AddThreadMemberInput {
    thread_id: ChannelId,
    user_id: UserId,
}

#[derive(Debug, SimpleObject)]
struct AddThreadMemberPayload {
    thread: ChannelNode,
}

#[derive(Debug, InputObject)]
struct RemoveThreadMemberInput {
    thread_id: ChannelId,
    user_id: UserId,
}

#[derive(Debug, SimpleObject)]
struct RemoveThreadMemberPayload {
    /// Null where the caller sees it no more.
    thread: Option<ChannelNode>,
}

#[derive(Debug, InputObject)]
struct CreateForumTagInput {
    channel_id: ChannelId,
    name: String,
    emoji: Option<String>,
    #[graphql(default = false)]
    moderated: bool,
}

#[derive(Debug, SimpleObject)]
struct CreateForumTagPayload {
    tag: ForumTag,
    /// The forum.
    channel: ChannelNode,
}

/// A field left out stays as it is; `emoji: null` and `""` take it away.
#[derive(Debug, InputObject)]
struct UpdateForumTagInput {
    id: TagId,
    name: Option<String>,
    emoji: MaybeUndefined<String>,
    moderated: Option<bool>,
}

#[derive(Debug, SimpleObject)]
struct UpdateForumTagPayload {
    tag: ForumTag,
    /// The forum.
    channel: ChannelNode,
}

#[derive(Debug, SimpleObject)]
struct DeleteForumTagPayload {
    id: TagId,
    /// The forum.
    channel: ChannelNode,
}

#[derive(Debug, InputObject)]
struct MoveForumTagsInput {
    channel_id: ChannelId,
    /// All tags of the forum, the first first.
    order: Vec<TagId>,
}

#[derive(Debug, SimpleObject)]
struct MoveForumTagsPayload {
    /// The forum.
    channel: ChannelNode,
}

/// What can be done with threads and forums.
#[derive(Debug, Default)]
pub struct ThreadsMutation;

#[Object]
impl ThreadsMutation {
    /// Begins a thread, or a post of a forum; the caller is in it. Needs `CREATE_PUBLIC_THREADS` or
    /// `CREATE_PRIVATE_THREADS`, with a first message `SEND_MESSAGES_IN_THREADS` too.
    async fn create_thread(
        &self,
        ctx: &Context<'_>,
        input: CreateThreadInput,
    ) -> Result<CreateThreadPayload> {
        let CreateThreadInput {
            channel_id,
            name,
            message_id,
            private,
            auto_archive_minutes,
            content,
            tag_ids,
            nonce,
        } = input;
        let new = NewThread {
            channel_id,
            name,
            message_id,
            private,
            auto_archive_minutes,
            content,
            tag_ids,
            nonce,
        };
        let (thread, message) = super::create(ctx.app(), ctx.actor()?, new).await?;
        Ok(CreateThreadPayload { thread: thread.into(), message })
    }

    /// Changes a thread. Who began it may name it, archive it and bring it back, set `autoArchiveMinutes`,
    /// `invitable` and `tagIds`; all else needs `MANAGE_THREADS`. Whoever may write there may bring it back.
    async fn update_thread(
        &self,
        ctx: &Context<'_>,
        input: UpdateThreadInput,
    ) -> Result<UpdateThreadPayload> {
        let UpdateThreadInput {
            id,
            name,
            archived,
            locked,
            slow_mode_seconds,
            auto_archive_minutes,
            invitable,
            pinned,
            tag_ids,
            reason,
        } = input;
        let edit = ThreadEdit {
            name,
            archived,
            locked,
            slow_mode_seconds,
            auto_archive_minutes,
            invitable,
            pinned,
            tag_ids,
            reason,
        };
        let thread = super::update(ctx.app(), ctx.actor()?, id, edit).await?.into();
        Ok(UpdateThreadPayload { thread })
    }

    /// Deletes a thread with its messages. Needs `MANAGE_THREADS`.
    async fn delete_thread(
        &self,
        ctx: &Context<'_>,
        input: DeleteThreadInput,
    ) -> Result<DeleteThreadPayload> {
        super::delete(ctx.app(), ctx.actor()?, input.id, input.reason).await?;
        Ok(DeleteThreadPayload { id: input.id })
    }

    /// Joins a thread that the caller may see.
    async fn join_thread(&self, ctx: &Context<'_>, id: ChannelId) -> Result<JoinThreadPayload> {
        let thread = super::join(ctx.app(), ctx.actor()?, id).await?.into();
        Ok(JoinThreadPayload { thread })
    }

    /// Leaves a thread.
    async fn leave_thread(&self, ctx: &Context<'_>, id: ChannelId) -> Result<LeaveThreadPayload> {
        let thread = super::leave(ctx.app(), ctx.actor()?, id).await?.map(ChannelNode::from);
        Ok(LeaveThreadPayload { thread })
    }

    /// Adds a member of the server to a thread. Whoever may write there may; to a private one that is not
    /// `invitable`, who began it and who manages threads.
    async fn add_thread_member(
        &self,
        ctx: &Context<'_>,
        input: AddThreadMemberInput,
    ) -> Result<AddThreadMemberPayload> {
        let thread = super::add(ctx.app(), ctx.actor()?, input.thread_id, input.user_id).await?.into();
        Ok(AddThreadMemberPayload { thread })
    }

    /// Takes somebody out of a thread. Needs `MANAGE_THREADS`; who began a private one may, too.
    async fn remove_thread_member(
        &self,
        ctx: &Context<'_>,
        input: RemoveThreadMemberInput,
    ) -> Result<RemoveThreadMemberPayload> {
        let access = super::remove(ctx.app(), ctx.actor()?, input.thread_id, input.user_id).await?;
        Ok(RemoveThreadMemberPayload { thread: access.map(ChannelNode::from) })
    }

    /// Makes a tag for the posts of a forum, its last. Needs `MANAGE_CHANNELS` there.
    async fn create_forum_tag(
        &self,
        ctx: &Context<'_>,
        input: CreateForumTagInput,
    ) -> Result<CreateForumTagPayload> {
        let CreateForumTagInput { channel_id, name, emoji, moderated } = input;
        let new = NewTag { channel_id, name, emoji, moderated };
        let (tag, forum) = super::create_tag(ctx.app(), ctx.actor()?, new).await?;
        Ok(CreateForumTagPayload { tag, channel: forum.into() })
    }

    /// Changes a tag of a forum. Needs `MANAGE_CHANNELS` there.
    async fn update_forum_tag(
        &self,
        ctx: &Context<'_>,
        input: UpdateForumTagInput,
    ) -> Result<UpdateForumTagPayload> {
        let emoji = match input.emoji {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => Some(String::new()),
            MaybeUndefined::Value(emoji) => Some(emoji),
        };
        let edit = TagEdit { name: input.name, emoji, moderated: input.moderated };
        let (tag, forum) = super::update_tag(ctx.app(), ctx.actor()?, input.id, edit).await?;
        Ok(UpdateForumTagPayload { tag, channel: forum.into() })
    }

    /// Deletes a tag of a forum, whose posts carry it no more. Needs `MANAGE_CHANNELS` there.
    async fn delete_forum_tag(&self, ctx: &Context<'_>, id: TagId) -> Result<DeleteForumTagPayload> {
        let forum = super::delete_tag(ctx.app(), ctx.actor()?, id).await?;
        Ok(DeleteForumTagPayload { id, channel: forum.into() })
    }

    /// Puts the tags of a forum in another order. Needs `MANAGE_CHANNELS` there.
    async fn move_forum_tags(
        &self,
        ctx: &Context<'_>,
        input: MoveForumTagsInput,
    ) -> Result<MoveForumTagsPayload> {
        let forum = super::move_tags(ctx.app(), ctx.actor()?, input.channel_id, &input.order).await?;
        Ok(MoveForumTagsPayload { channel: forum.into() })
    }
}
