//! Threads in REST.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseResult, ToJSON, Type};
use poem_openapi::{Object, OpenApi, Tags};

use super::{NewThread, ThreadCursor, ThreadEdit, ThreadFilter};
use crate::accounts::Bearer;
use crate::app::App;
use crate::audit::MAX_REASON;
use crate::channels::{self, AUTO_ARCHIVE_CHOICES, ChannelKind, ForumSort, MAX_NAME};
use crate::guilds::ChannelAccess;
use crate::members::MemberCursor;
use crate::members::rest::{MemberBody, MemberPage};
use crate::messages::rest::{Content, MessageBody, Nonce};
use crate::permissions::Permission;
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId, TagId, UserId};
use crate::platform::openapi::{Created, Description, Name, NoContent, Nullable, Text, named_in_body};
use crate::platform::page;
use crate::platform::problem::Failure;

/// How many threads or members a page holds unless told.
const PAGE: i32 = 50;

#[derive(Tags)]
enum Tag {
    /// Conversations beside a channel, and the posts of a forum.
    Threads,
}

/// A conversation beside a channel, or a post of a forum.
#[derive(Debug, Object)]
#[oai(rename = "Thread", rename_all = "camelCase", skip_serializing_if_is_none = true)]
struct ThreadBody {
    /// Which. Its messages are those of the channel with this id.
    id: ChannelId,
    /// Whose.
    guild_id: GuildId,
    /// Beside which channel, or in which forum.
    parent_id: Option<ChannelId>,
    /// Whether it is for all who see the channel, or for those who are in it.
    kind: ChannelKind,
    /// What it is called.
    name: String,
    /// Who began it.
    owner_id: Option<UserId>,
    /// The message of the channel that it began from, which may be gone.
    root_message_id: Option<MessageId>,
    /// Since when it is put away; left out: it is not.
    archived_at: Option<DateTime<Utc>>,
    /// Whether only those who manage threads write in it.
    locked: bool,
    /// Seconds a person waits between two messages; 0: none.
    slow_mode_seconds: i32,
    /// After how many minutes without a message it is archived.
    auto_archive_minutes: i32,
    /// Of a private thread: whether its members may add others.
    invitable: bool,
    /// Of a post: whether it stands first in its forum.
    pinned: bool,
    /// Of a post: the tags that it carries.
    tag_ids: Vec<TagId>,
    /// What the caller may do here.
    viewer_permissions: Vec<Permission>,
}

impl From<ChannelAccess> for ThreadBody {
    fn from(access: ChannelAccess) -> Self {
        let channel = access.channel;
        let own = channel.thread.as_ref();
        Self {
            id: channel.id,
            guild_id: channel.guild_id,
            parent_id: channel.parent_id,
            kind: channel.kind,
            name: channel.name.clone(),
            owner_id: own.map(|own| own.owner_id),
            root_message_id: own.and_then(|own| own.root_message_id),
            archived_at: channel.archived_at.map(Timestamp::to_utc),
            locked: channel.locked,
            slow_mode_seconds: channel.slow_mode_seconds,
            auto_archive_minutes: channel.auto_archive_minutes,
            invitable: own.is_some_and(|own| own.invitable),
            pinned: own.is_some_and(|own| own.pinned),
            tag_ids: own.map(|own| own.tag_ids.to_vec()).unwrap_or_default(),
            viewer_permissions: access.permissions.list(),
        }
    }
}

/// A page of threads.
#[derive(Debug, Object)]
#[oai(rename = "ThreadPage", rename_all = "camelCase", skip_serializing_if_is_none = true)]
struct ThreadPage {
    /// The threads.
    threads: Vec<ThreadBody>,
    /// Where the next page begins: give it as `after`. Left out: this was the last.
    next: Option<String>,
}

/// A thread that was begun.
#[derive(Debug, Object)]
#[oai(rename = "BegunThread", rename_all = "camelCase", skip_serializing_if_is_none = true)]
struct BegunThreadBody {
    /// The thread.
    thread: ThreadBody,
    /// Its first message.
    message: Option<MessageBody>,
}

/// After how many minutes without a message a thread is archived.
#[derive(Clone, Copy, Debug)]
struct AutoArchive(i32);

impl Type for AutoArchive {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "integer(auto-archive)".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema {
            enum_items: AUTO_ARCHIVE_CHOICES.iter().map(|minutes| (*minutes).into()).collect(),
            ..MetaSchema::new("integer")
        }))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(std::iter::once(self))
    }
}

impl ParseFromJSON for AutoArchive {
    fn parse_from_json(value: Option<serde_json::Value>) -> ParseResult<Self> {
        let minutes = i32::parse_from_json(value).map_err(ParseError::propagate)?;
        Ok(Self(minutes))
    }
}

impl ToJSON for AutoArchive {
    fn to_json(&self) -> Option<serde_json::Value> {
        self.0.to_json()
    }
}

/// A thread to begin.
#[derive(Debug, Object)]
#[oai(rename = "NewThread", rename_all = "camelCase")]
struct NewThreadBody {
    /// 1 to 100 characters; of a post, its title.
    name: Text<Name<MAX_NAME>>,
    /// The message of the channel that it begins from. Not in a forum, and not for a private thread.
    message_id: Nullable<MessageId>,
    /// Whether it is only for those who are added. Not in a forum.
    private: Nullable<bool>,
    /// 60, 1440, 4320 or 10080; left out: as the channel says.
    auto_archive_minutes: Nullable<AutoArchive>,
    /// Its first message, 1 to 4000 characters; a post of a forum needs one.
    content: Nullable<Text<Content>>,
    /// The tags of its forum that a post carries.
    #[oai(validator(max_items = 5))]
    tag_ids: Nullable<Vec<TagId>>,
    /// A mark of the caller's choice for the first message, 1 to 64 characters: a second thread with the same
    /// nonce beside the same channel answers with the first.
    nonce: Nullable<Text<Nonce>>,
}

/// What to change of a thread; what is left out stays.
#[derive(Debug, Object)]
#[oai(rename = "ThreadEdit", rename_all = "camelCase")]
struct ThreadEditBody {
    /// 1 to 100 characters.
    name: Nullable<Text<Name<MAX_NAME>>>,
    /// Put away, or brought back.
    archived: Nullable<bool>,
    /// Whether only those who manage threads write in it.
    locked: Nullable<bool>,
    /// Seconds a person waits between two messages; 0: none.
    #[oai(validator(minimum(value = "0"), maximum(value = "21600")))]
    slow_mode_seconds: Nullable<i32>,
    /// 60, 1440, 4320 or 10080.
    auto_archive_minutes: Nullable<AutoArchive>,
    /// Of a private thread: whether its members may add others.
    invitable: Nullable<bool>,
    /// Of a post: whether it stands first in its forum.
    pinned: Nullable<bool>,
    /// Of a post: the tags that it carries.
    #[oai(validator(max_items = 5))]
    tag_ids: Nullable<Vec<TagId>>,
    /// Why, for the audit log, at most 512 characters.
    reason: Nullable<Text<Description<MAX_REASON>>>,
}

/// The calls.
#[derive(Debug)]
pub struct ThreadsApi;

#[OpenApi]
impl ThreadsApi {
    /// The threads of a channel
    ///
    /// Of a forum, its posts. Those the caller may see: the pinned first, then the latest activity unless told.
    #[oai(path = "/channels/:id/threads", method = "get", operation_id = "threads", tag = "Tag::Threads")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the call")]
    async fn threads(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        /// Those that are archived, or those that are not.
        archived: Query<Option<bool>>,
        /// Those that the caller is in, or is not in.
        joined: Query<Option<bool>>,
        /// Those that carry this tag.
        tag: Query<Option<TagId>>,
        /// The order; left out: as the channel says.
        sort: Query<Option<ForumSort>>,
        /// How many, 50 unless told.
        #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<Option<i32>>,
        /// The `next` of the page before.
        #[oai(validator(pattern = r"^[0-9]{1,19}-[1-9][0-9]{0,18}$"))]
        after: Query<Option<String>>,
    ) -> Result<Json<ThreadPage>, Failure> {
        let size = page::size("limit", limit.0, PAGE)?;
        let filter = ThreadFilter {
            archived: archived.0.unwrap_or(false),
            tag_ids: tag.0.into_iter().collect(),
            joined: joined.0,
        };
        let after = after.0.as_deref().map(ThreadCursor::read);
        let mut threads = super::list(&app, &bearer.0, id.0, &filter, sort.0, after, size + 1).await?;
        let more = threads.len() > size;
        threads.truncate(size);
        let next = threads.last().filter(|_| more).map(|(cursor, _)| cursor.to_string());
        let threads = threads.into_iter().map(|(_, thread)| ThreadBody::from(thread)).collect();
        Ok(Json(ThreadPage { threads, next }))
    }

    /// Begin a thread
    ///
    /// In a forum, a post. The caller is in it. Needs `CREATE_PUBLIC_THREADS` or `CREATE_PRIVATE_THREADS`, with a
    /// first message `SEND_MESSAGES_IN_THREADS` too. 409 for what does not go together, for a message that has
    /// a thread or is not there, in an archived channel, and where the server has 1000 active threads.
    #[oai(
        path = "/channels/:id/threads",
        method = "post",
        operation_id = "createThread",
        tag = "Tag::Threads"
    )]
    async fn create_thread(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        body: Json<NewThreadBody>,
    ) -> Result<Created<BegunThreadBody>, Failure> {
        let parent = channels::find(&app, &bearer.0, id.0).await?;
        if !parent.channel.kind.holds_threads() {
            return Err(Error::not_found("channel with threads").into());
        }
        let body = body.0;
        let new = NewThread {
            channel_id: id.0,
            name: body.name.text,
            message_id: body.message_id.0,
            private: body.private.0.unwrap_or(false),
            auto_archive_minutes: body.auto_archive_minutes.0.map(|minutes| minutes.0),
            content: body.content.0.map(|content| content.text),
            tag_ids: body.tag_ids.0.unwrap_or_default(),
            nonce: body.nonce.0.map(|nonce| nonce.text),
        };
        let outcome = super::create(&app, &bearer.0, new).await;
        let (thread, message) = outcome.map_err(named_in_body("messageId"))?;
        let message = message.map(|message| MessageBody::from(&*message));
        Ok(Created::Created(Json(BegunThreadBody { thread: thread.into(), message })))
    }

    /// Change a thread
    ///
    /// Who began it may name it, archive it and bring it back, set `autoArchiveMinutes`, `invitable` and `tagIds`;
    /// all else needs `MANAGE_THREADS`. Whoever may write there may bring it back. 409 for what this thread
    /// cannot be.
    #[oai(path = "/threads/:id", method = "patch", operation_id = "updateThread", tag = "Tag::Threads")]
    async fn update_thread(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        body: Json<ThreadEditBody>,
    ) -> Result<Json<ThreadBody>, Failure> {
        let body = body.0;
        let edit = ThreadEdit {
            name: body.name.0.map(|name| name.text),
            archived: body.archived.0,
            locked: body.locked.0,
            slow_mode_seconds: body.slow_mode_seconds.0,
            auto_archive_minutes: body.auto_archive_minutes.0.map(|minutes| minutes.0),
            invitable: body.invitable.0,
            pinned: body.pinned.0,
            tag_ids: body.tag_ids.0,
            reason: body.reason.0.map(|reason| reason.text),
        };
        Ok(Json(super::update(&app, &bearer.0, id.0, edit).await?.into()))
    }

    /// Delete a thread
    ///
    /// With its messages. Needs `MANAGE_THREADS`.
    #[oai(path = "/threads/:id", method = "delete", operation_id = "deleteThread", tag = "Tag::Threads")]
    async fn delete_thread(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
    ) -> Result<NoContent, Failure> {
        super::delete(&app, &bearer.0, id.0, None).await?;
        Ok(NoContent::Done)
    }

    /// Who is in a thread
    ///
    /// By when they came, in pages.
    #[oai(
        path = "/threads/:id/members",
        method = "get",
        operation_id = "threadMembers",
        tag = "Tag::Threads"
    )]
    async fn thread_members(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        /// How many, 50 unless told.
        #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<Option<i32>>,
        /// The `next` of the page before.
        #[oai(validator(pattern = r"^[0-9]{1,15}-[1-9][0-9]{0,18}$"))]
        after: Query<Option<String>>,
    ) -> Result<Json<MemberPage>, Failure> {
        let size = page::size("limit", limit.0, PAGE)?;
        let after = after.0.as_deref().map(crate::members::rest::cursor);
        let mut members = super::members(&app, &bearer.0, id.0, after, size + 1).await?;
        let more = members.len() > size;
        members.truncate(size);
        let next = members.last().filter(|_| more);
        Ok(Json(MemberPage {
            next: next.map(|(MemberCursor(time, user), _)| format!("{}-{user}", time.0)),
            members: members.iter().map(|(_, member)| MemberBody::from(member)).collect(),
        }))
    }

    /// Put somebody into a thread
    ///
    /// Oneself, or another member of the server. Whoever may write there may; to a private one that is not
    /// `invitable`, who began it and who manages threads. 409 for whoever may not see the channel, and where a
    /// private thread has 1000 members.
    #[oai(
        path = "/threads/:id/members/:user",
        method = "put",
        operation_id = "addThreadMember",
        tag = "Tag::Threads"
    )]
    async fn add_thread_member(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        user: Path<UserId>,
    ) -> Result<NoContent, Failure> {
        if user.0 == bearer.0.user_id {
            super::join(&app, &bearer.0, id.0).await?;
        } else {
            super::add(&app, &bearer.0, id.0, user.0).await?;
        }
        Ok(NoContent::Done)
    }

    /// Take somebody out of a thread
    ///
    /// Oneself, or with `MANAGE_THREADS` anyone; who began a private thread may, too.
    #[oai(
        path = "/threads/:id/members/:user",
        method = "delete",
        operation_id = "removeThreadMember",
        tag = "Tag::Threads"
    )]
    async fn remove_thread_member(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        user: Path<UserId>,
    ) -> Result<NoContent, Failure> {
        if user.0 == bearer.0.user_id {
            super::leave(&app, &bearer.0, id.0).await?;
        } else {
            super::remove(&app, &bearer.0, id.0, user.0).await?;
        }
        Ok(NoContent::Done)
    }
}
