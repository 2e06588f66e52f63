//! Beginning a thread, or a post of a forum.

use std::sync::Arc;
use std::time::Duration;

use super::{created, of, require_room, sql, tags_of_post};
use crate::accounts::Actor;
use crate::app::App;
use crate::channels::{self, Channel, ChannelKind, MAX_NAME, Thread};
use crate::events::{AccessChange, Step};
use crate::guilds::{ChannelAccess, GuildAccess};
use crate::messages::{self, Draft, FirstMessage, Message, MessageKind};
use crate::permissions::{Permission, Permissions};
use crate::platform::db::{Tx, violates_unique};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, EPOCH, MessageId, TagId};
use crate::platform::limits::Rate;
use crate::platform::text;

/// How long a second try with the same nonce is known as one.
const RETRY: Duration = Duration::from_hours(24);

/// A thread to begin.
#[derive(Clone, Debug)]
pub struct NewThread {
    /// Beside which channel, or in which forum.
    pub channel_id: ChannelId,
    /// What it is called; of a post, its title.
    pub name: String,
    /// The message of the channel that it begins from.
    pub message_id: Option<MessageId>,
    /// Whether it is only for those who are added.
    pub private: bool,
    /// After how many minutes without a message it is archived; `None`: as the channel says.
    pub auto_archive_minutes: Option<i32>,
    /// Its first message; a post needs one.
    pub content: Option<String>,
    /// The tags that a post carries.
    pub tag_ids: Vec<TagId>,
    /// The caller's own mark of the first message: a second thread with the same nonce is the first one.
    pub nonce: Option<String>,
}

/// Begins a thread: it and its first message are there together when this answers. Who begins it is in it.
///
/// # Errors
/// `NOT_FOUND` for a channel or message that is not there for the caller; `FORBIDDEN` without
/// `CREATE_PUBLIC_THREADS` or `CREATE_PRIVATE_THREADS`, for a first message `SEND_MESSAGES_IN_THREADS`, for
/// moderated tags `MANAGE_THREADS`, and where age is asked; `INVALID` for a name or text that can be none;
/// `CONFLICT` for what does not go together, in an archived channel, for a message that has a thread, and where the guild has
/// [`super::MAX_ACTIVE`]; `RATE_LIMITED` as messages are.
#[tracing::instrument(skip_all, fields(channel = %new.channel_id))]
pub async fn create(
    app: &App,
    actor: &Actor,
    new: NewThread,
) -> Result<(ChannelAccess, Option<Arc<Message>>)> {
    // What waits for the database, or for the guild to be free, is asked before the guild is locked.
    require_may_begin(&ChannelAccess::of(app, actor, new.channel_id).await?, &new)?;
    let root = match new.message_id {
        Some(id) => Some(messages::find(app, actor, new.channel_id, id).await?),
        None => None,
    };
    let draft = match &new.content {
        Some(content) => {
            let (content, nonce) = (content.clone(), new.nonce.clone());
            Some(Draft::new(app, actor, new.channel_id, content, nonce).await?)
        }
        None => None,
    };
    let (change, access) = channels::change_of(app, actor, new.channel_id).await?;
    let parent = Arc::clone(&access.channel);
    require_may_begin(&access, &new)?;
    if root.is_some_and(|root| root.kind != MessageKind::Default) {
        return Err(Error::conflict(
            "messageId",
            "The server wrote this message. Choose what somebody said.",
        ));
    }
    let name = text::name("name", &new.name, MAX_NAME)?;
    let manages = access.permissions.contains(Permissions::MANAGE_THREADS);
    let tag_ids = tags_of_post(&parent, &[], &new.tag_ids, manages)?;
    let minutes = new.auto_archive_minutes.map_or(Ok(parent.auto_archive_minutes), channels::auto_archive)?;
    if let Some(draft) = &draft {
        app.limits.count(Rate::Send, actor.user_id)?;
        if let Some(nonce) = draft.nonce()
            && let Some((thread, message)) = begun(app, actor, parent.id, nonce).await?
        {
            drop(change);
            let message = messages::find(app, actor, thread, message).await?;
            return Ok((ChannelAccess::of(app, actor, thread).await?, Some(Arc::new(message))));
        }
    }
    require_room(&change.snapshot)?;
    let slow = parent.slow_mode_seconds > 0 && !access.permissions.contains(Permissions::BYPASS_SLOWMODE);
    let turn = if slow { Some(app.slow_mode.take_turn(app, actor.user_id, &parent).await?) } else { None };

    let kind = if new.private { ChannelKind::PrivateThread } else { ChannelKind::PublicThread };
    let thread = Arc::new(Channel {
        parent_id: Some(parent.id),
        auto_archive_minutes: minutes,
        thread: Some(Thread {
            owner_id: actor.user_id,
            root_message_id: new.message_id,
            invitable: true,
            pinned: false,
            tag_ids,
        }),
        ..Channel::new(app.ids.next(), parent.guild_id, kind, name)
    });
    let first = draft.map(|draft| draft.first_of(app, &thread));
    let _order = match &first {
        Some(first) => Some(app.message_order.of(first.message.id).await),
        None => None,
    };

    let tx = stored(app, &thread, first.as_ref()).await?;
    let member = &access.guild.member;
    let mut steps = Vec::new();
    let snapshot = if new.private {
        let member = Arc::new(member.with_thread(thread.id, true));
        let snapshot = change
            .commit_with_member(tx, Arc::clone(&member), |snapshot| snapshot.put_thread(&thread))
            .await?;
        steps.push(Step::Access(AccessChange::Member { snapshot: Arc::clone(&snapshot), member }));
        snapshot
    } else {
        let snapshot = change.commit(tx, |snapshot| snapshot.put_thread(&thread)).await?;
        app.joined.remember(thread.id, member);
        snapshot
    };
    if let Some(turn) = turn {
        turn.keep();
    }

    steps.push(Step::Access(AccessChange::Thread { snapshot: Arc::clone(&snapshot), thread: thread.id }));
    steps.push(created(&thread));
    steps.extend(first.as_ref().map(|first| first.told(app, &thread)));
    app.events.publish(steps).await;
    let member = change.membership(actor.user_id).await?.unwrap_or_else(|| Arc::clone(member));
    drop(change);

    let bare = !new.private && new.message_id.is_none() && parent.kind != ChannelKind::Forum;
    if bare {
        let content = format!("{} {}", thread.id, thread.name);
        let told = messages::send_system(app, &parent, actor.user_id, MessageKind::ThreadCreated, content);
        if let Err(error) = told.await {
            // The thread is there all the same.
            error.log();
        }
    }
    let access = GuildAccess::new(snapshot, member, app.clock.now()).thread(thread)?;
    Ok((access, first.map(|first| first.message)))
}

/// A transaction in which the thread, who begins it, its tags and its first message are stored.
async fn stored(app: &App, thread: &Channel, first: Option<&FirstMessage>) -> Result<Tx> {
    let own = of(thread)?;
    let mut tx = app.db.begin().await?;
    channels::sql::insert(&mut tx, thread).await.map_err(|error| {
        if violates_unique(&error, "channels", "root_message_id") {
            Error::conflict("messageId", "This message has a thread already. Open that one.")
        } else {
            error
        }
    })?;
    sql::insert_member(&mut tx, thread.id, own.owner_id, app.clock.now()).await?;
    sql::set_tags(&mut tx, thread.id, &own.tag_ids).await?;
    if let Some(first) = first {
        first.insert(&mut tx).await?;
    }
    Ok(tx)
}

/// Goes on only for whoever may begin such a thread there.
fn require_may_begin(access: &ChannelAccess, new: &NewThread) -> Result<()> {
    let kind = access.channel.kind;
    if !kind.holds_threads() {
        let message =
            "Threads stand beside text and announcement channels and in forums. Choose one of these.";
        return Err(Error::conflict("channelId", message));
    }
    access.require_age()?;
    let permission =
        if new.private { Permission::CreatePrivateThreads } else { Permission::CreatePublicThreads };
    access.require(permission)?;
    if new.content.is_some() {
        access.require(Permission::SendMessagesInThreads)?;
    }
    if access.channel.archived_at.is_some() {
        return Err(Error::conflict("channelId", "This is archived. Whoever manages it can bring it back."));
    }
    let forum = kind == ChannelKind::Forum;
    if forum && new.private {
        return Err(Error::conflict("private", "Posts of a forum are for all who see it."));
    }
    if forum && new.message_id.is_some() {
        return Err(Error::conflict(
            "messageId",
            "A forum has no messages. Give the post a text of its own.",
        ));
    }
    if forum && new.content.is_none() {
        return Err(Error::conflict("content", "A post begins with a message. Write one."));
    }
    if new.private && new.message_id.is_some() {
        let message = "All who see the channel see this message. Begin a private thread without one.";
        return Err(Error::conflict("messageId", message));
    }
    Ok(())
}

/// The thread that the caller began lately with this nonce, and its first message.
async fn begun(
    app: &App,
    actor: &Actor,
    parent: ChannelId,
    nonce: &str,
) -> Result<Option<(ChannelId, MessageId)>> {
    let since = app.clock.now().minus(RETRY).since(EPOCH).as_millis();
    let since = MessageId(i64::try_from(since << 21).unwrap_or(0));
    sql::begun_with(app.db.read(), parent, actor.user_id, nonce, since).await
}
