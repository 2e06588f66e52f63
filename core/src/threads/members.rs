//! Coming into a thread and leaving it.

use std::sync::Arc;

use super::{Hold, MAX_PRIVATE_MEMBERS, change_of, of, require_open_parent, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::channels::{Channel, ChannelKind};
use crate::events::{AccessChange, ChannelInfo, Step, ThreadCreated, ThreadMembersChanged, Topic};
use crate::guilds::{Change, ChannelAccess, GuildAccess, Membership};
use crate::members::{Member, MemberCursor, with_people};
use crate::permissions::{Permission, Permissions};
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{ChannelId, UserId};

/// Joins a thread that the caller may see. Nothing happens to who is in it.
///
/// # Errors
/// `NOT_FOUND` where there is no such thread for the caller; `FORBIDDEN` where age is asked; `CONFLICT` where
/// a private thread is full.
#[tracing::instrument(skip_all, fields(thread = %id))]
pub async fn join(app: &App, actor: &Actor, id: ChannelId) -> Result<ChannelAccess> {
    let (change, access) = change_of(app, actor, id).await?;
    access.require_age()?;
    let member = Arc::clone(&access.guild.member);
    put_in(app, change, access, &member).await
}

/// Adds another member of the guild to a thread. Nothing happens to who is in it.
///
/// # Errors
/// `NOT_FOUND` where there is no such thread or member for the caller; `FORBIDDEN` for whoever may not write
/// there, or in a private thread whose members do not add others; `CONFLICT` for whoever may not see the
/// channel, and where a private thread is full.
#[tracing::instrument(skip_all, fields(thread = %id, user = %user))]
pub async fn add(app: &App, actor: &Actor, id: ChannelId, user: UserId) -> Result<ChannelAccess> {
    let (change, access) = change_of(app, actor, id).await?;
    access.require_age()?;
    let hold = Hold::of(&access)?;
    if !hold.manages {
        access.require(Permission::SendMessages)?;
        if access.channel.kind == ChannelKind::PrivateThread && !of(&access.channel)?.invitable {
            hold.require(&access)?;
        }
    }
    require_open_parent(&access)?;
    let member = change.membership(user).await?.ok_or_else(|| Error::not_found("member"))?;
    let parent = access.channel.parent_id.unwrap_or(id);
    let sees = change.snapshot.channel_permissions(&member, access.guild.now, parent);
    if !sees.contains(Permissions::VIEW_CHANNEL) {
        let message = "They may not see the thread's channel, so they cannot be in the thread.";
        return Err(Error::conflict("userId", message));
    }
    put_in(app, change, access, &member).await
}

/// Leaves a thread; gives it where the caller still sees it. Nothing happens to who is not in it.
///
/// # Errors
/// `NOT_FOUND` where there is no such thread for the caller.
#[tracing::instrument(skip_all, fields(thread = %id))]
pub async fn leave(app: &App, actor: &Actor, id: ChannelId) -> Result<Option<ChannelAccess>> {
    let (change, access) = change_of(app, actor, id).await?;
    let mut tx = app.db.begin().await?;
    if sql::delete_member(&mut tx, id, actor.user_id).await? {
        let steps = settle(app, &change, tx, &access.channel, &access.guild.member, false).await?;
        app.events.publish(steps).await;
    }
    seen_now(&change, access).await
}

/// Takes somebody out of a thread; gives it where the caller still sees it. Nothing happens to who is not in
/// it.
///
/// # Errors
/// `NOT_FOUND` where there is no such thread or member for the caller; `FORBIDDEN` for whoever does not manage
/// threads; who began a private one may, too.
#[tracing::instrument(skip_all, fields(thread = %id, user = %user))]
pub async fn remove(app: &App, actor: &Actor, id: ChannelId, user: UserId) -> Result<Option<ChannelAccess>> {
    let (change, access) = change_of(app, actor, id).await?;
    let hold = Hold::of(&access)?;
    if access.channel.kind == ChannelKind::PrivateThread {
        hold.require(&access)?;
    } else {
        access.require(Permission::ManageThreads)?;
    }
    let member = change.membership(user).await?.ok_or_else(|| Error::not_found("member"))?;
    let name = app.users.get(user).await?.username.clone();

    let mut tx = app.db.begin().await?;
    if !sql::delete_member(&mut tx, id, user).await? {
        return Ok(Some(access));
    }
    if of(&access.channel)?.owner_id != actor.user_id && user != actor.user_id {
        let entry = NewEntry {
            guild_id: access.channel.guild_id,
            action: Action::ThreadUpdated,
            target: Target::Channel(id),
            target_name: Some(access.channel.name.clone()),
            reason: None,
            changes: Changes::none().optional("member", Some(&name), None),
        };
        audit::record(&mut tx, app, actor, entry).await?;
    }
    let steps = settle(app, &change, tx, &access.channel, &member, false).await?;
    app.events.publish(steps).await;
    seen_now(&change, access).await
}

/// Up to `count` members of a thread, by when they came, each with its place in the list.
///
/// # Errors
/// `NOT_FOUND` where there is no such thread for the caller.
pub async fn members(
    app: &App,
    actor: &Actor,
    thread: ChannelId,
    after: Option<MemberCursor>,
    count: usize,
) -> Result<Vec<(MemberCursor, Member)>> {
    let access = ChannelAccess::of(app, actor, thread).await?;
    if !access.channel.kind.is_thread() {
        return Err(Error::not_found("thread"));
    }
    let after = after.map_or((Timestamp(i64::MIN), UserId(0)), |MemberCursor(time, user)| (time, user));
    let rows = sql::members_after(app.db.read(), thread, after, count).await?;
    let ids: Vec<UserId> = rows.iter().map(|(_, user)| *user).collect();
    let members = with_people(app, &access.guild, &ids).await?;
    let time_of = |user: UserId| rows.iter().find(|(_, id)| *id == user).map(|(time, _)| *time);
    let placed = |member: Member| {
        let user = member.user.id;
        time_of(user).map(|time| (MemberCursor(time, user), member))
    };
    Ok(members.into_iter().filter_map(placed).collect())
}

/// Puts a member of the guild into a thread, and tells of it.
async fn put_in(
    app: &App,
    change: Change,
    access: ChannelAccess,
    member: &Arc<Membership>,
) -> Result<ChannelAccess> {
    let thread = Arc::clone(&access.channel);
    let mut tx = app.db.begin().await?;
    if sql::insert_member(&mut tx, thread.id, member.user_id, app.clock.now()).await? {
        require_room_in(&mut tx, &thread).await?;
        let steps = settle(app, &change, tx, &thread, member, true).await?;
        app.events.publish(steps).await;
    }
    seen_now(&change, access).await?.ok_or_else(|| Error::not_found("thread"))
}

/// The thread as the caller sees it after the change; nothing where they see it no more.
async fn seen_now(change: &Change, access: ChannelAccess) -> Result<Option<ChannelAccess>> {
    let caller = change.membership(access.guild.member.user_id).await?.unwrap_or(access.guild.member);
    let guild = GuildAccess::new(access.guild.snapshot, caller, access.guild.now);
    Ok(guild.thread(access.channel).ok())
}

/// Goes on only where a private thread does not have too many members, the newest counted.
pub(super) async fn require_room_in(tx: &mut Tx, thread: &Channel) -> Result<()> {
    if thread.kind != ChannelKind::PrivateThread
        || sql::count_members(tx.run(), thread.id).await? <= MAX_PRIVATE_MEMBERS
    {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::Conflict,
        format!("The thread has {MAX_PRIVATE_MEMBERS} members, which is the most a private one can have."),
    ))
}

/// Ends a transaction in which a member of the guild came into a thread or left it. Gives what to tell of it,
/// so that those who left hear nothing after that they left.
pub(super) async fn settle(
    app: &App,
    change: &Change,
    tx: Tx,
    thread: &Channel,
    member: &Arc<Membership>,
    came: bool,
) -> Result<Vec<Step>> {
    let user = member.user_id;
    let changed = if came { changed(thread, &[user], &[]) } else { changed(thread, &[], &[user]) };
    if thread.kind != ChannelKind::PrivateThread {
        if !came {
            app.joined.forget(thread.id, user);
        }
        // Nothing of this is held in memory with the guild.
        tx.commit().await?;
        if came {
            app.joined.remember(thread.id, member);
        }
        return Ok(vec![changed]);
    }
    let now = Arc::new(member.with_thread(thread.id, came));
    change.commit_member(tx, user, Some(Membership::clone(&now))).await?;
    let access = Step::Access(AccessChange::Member { snapshot: Arc::clone(&change.snapshot), member: now });
    let own = Topic::User(user);
    if came {
        let event = ThreadCreated { guild_id: thread.guild_id, thread: ChannelInfo::from(thread) };
        return Ok(vec![access, Step::tell(own, event), changed]);
    }
    let farewell = ThreadMembersChanged { thread_id: thread.id, added: Vec::new(), removed: vec![user] };
    Ok(vec![access, changed, Step::tell(own, farewell)])
}

/// Tells those who hear of a thread who came and who left.
pub(super) fn changed(thread: &Channel, added: &[UserId], removed: &[UserId]) -> Step {
    let (added, removed) = (added.to_vec(), removed.to_vec());
    Step::tell(thread.topic_of_events(), ThreadMembersChanged { thread_id: thread.id, added, removed })
}
