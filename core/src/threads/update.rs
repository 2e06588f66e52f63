//! Changing a thread.

use std::sync::Arc;

use super::{Hold, change_of, of, require_open_parent, require_room, sql, tags_of_post, updated};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::channels::{self, Channel, ChannelKind, MAX_NAME, Thread};
use crate::events::{AccessChange, Step};
use crate::guilds::{ChannelAccess, GuildAccess};
use crate::messages::{self, MessageKind};
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, TagId};
use crate::platform::text;

/// What to change; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct ThreadEdit {
    /// Another name.
    pub name: Option<String>,
    /// Put away, or brought back.
    pub archived: Option<bool>,
    /// Whether only those who manage threads write in it.
    pub locked: Option<bool>,
    /// Seconds a person waits between two messages.
    pub slow_mode_seconds: Option<i32>,
    /// After how many minutes without a message it is archived.
    pub auto_archive_minutes: Option<i32>,
    /// Of a private thread: whether its members may add others.
    pub invitable: Option<bool>,
    /// Of a post: whether it stands first in its forum, where another then stands no more.
    pub pinned: Option<bool>,
    /// Of a post: the tags that it carries.
    pub tag_ids: Option<Vec<TagId>>,
    /// Why, for the audit log.
    pub reason: Option<String>,
}

/// Changes a thread. Nobody is told where nothing is different.
///
/// Who began it may name it, archive it and bring it back, say when it is archived by itself and whether
/// members add others, and give it tags; `MANAGE_THREADS` may all that with every thread, and lock, slow and
/// pin it. Whoever may write in it may bring it back.
///
/// # Errors
/// `NOT_FOUND` where there is no such thread for the caller; `FORBIDDEN` for whoever may not; `INVALID` for what
/// a thread cannot be; `CONFLICT` for what this one cannot be, beside an archived channel and where the guild has too many active threads.
#[tracing::instrument(skip_all, fields(thread = %id))]
pub async fn update(app: &App, actor: &Actor, id: ChannelId, edit: ThreadEdit) -> Result<ChannelAccess> {
    let (change, access) = change_of(app, actor, id).await?;
    let hold = Hold::of(&access)?;
    require_may(&access, hold, &edit)?;

    let before = Arc::clone(&access.channel);
    let thread = Arc::new(edited(app, &access, hold, &edit)?);
    if *thread == *before {
        return Ok(access);
    }
    let comes_back = before.archived_at.is_some() && thread.archived_at.is_none();
    if comes_back {
        require_open_parent(&access)?;
        require_room(&change.snapshot)?;
    }
    let pinned = of(&thread)?.pinned && !of(&before)?.pinned;
    let unpinned = if pinned { pinned_beside(&access, &thread) } else { None };

    let mut tx = app.db.begin().await?;
    if let Some(unpinned) = &unpinned {
        channels::sql::update(&mut tx, unpinned).await?;
    }
    channels::sql::update(&mut tx, &thread).await?;
    if of(&thread)?.tag_ids != of(&before)?.tag_ids {
        sql::set_tags(&mut tx, id, &of(&thread)?.tag_ids).await?;
    }
    if comes_back {
        // Or it would be archived again at once.
        channels::sql::note_activity(&mut tx, &[id].into(), app.clock.now()).await?;
    }
    if hold.manages && of(&thread)?.owner_id != actor.user_id {
        let entry = NewEntry {
            guild_id: thread.guild_id,
            action: Action::ThreadUpdated,
            target: Target::Channel(id),
            target_name: Some(before.name.clone()),
            reason: edit.reason,
            changes: differences(&access, &before, &thread)?,
        };
        audit::record(&mut tx, app, actor, entry).await?;
    }
    let snapshot = change
        .commit(tx, |snapshot| {
            if let Some(unpinned) = &unpinned {
                snapshot.put_thread(unpinned);
            }
            snapshot.put_thread(&thread);
        })
        .await?;

    let mut steps: Vec<Step> = unpinned.iter().map(|unpinned| updated(unpinned)).collect();
    let moved = Step::Access(AccessChange::Thread { snapshot: Arc::clone(&snapshot), thread: id });
    if comes_back {
        steps.extend([moved, updated(&thread)]);
    } else if before.archived_at.is_none() && thread.archived_at.is_some() {
        steps.extend([updated(&thread), moved]);
    } else {
        steps.push(updated(&thread));
    }
    app.events.publish(steps).await;
    drop(change);

    if thread.name != before.name && thread.archived_at.is_none() {
        let told =
            messages::send_system(app, &thread, actor.user_id, MessageKind::NameChanged, thread.name.clone());
        if let Err(error) = told.await {
            // It has its new name all the same.
            error.log();
        }
    }
    GuildAccess::new(snapshot, access.guild.member, app.clock.now()).thread(thread)
}

/// Goes on only for whoever may change what is to be changed.
fn require_may(access: &ChannelAccess, hold: Hold, edit: &ThreadEdit) -> Result<()> {
    if edit.locked.is_some() || edit.slow_mode_seconds.is_some() || edit.pinned.is_some() {
        access.require(Permission::ManageThreads)?;
    }
    let of_owner = edit.name.is_some()
        || edit.archived == Some(true)
        || edit.auto_archive_minutes.is_some()
        || edit.invitable.is_some()
        || edit.tag_ids.is_some();
    if of_owner {
        hold.require(access)?;
    }
    if edit.archived == Some(false) && !hold.manages {
        access.require(Permission::SendMessages)?;
    }
    Ok(())
}

/// The thread as it is to be.
fn edited(app: &App, access: &ChannelAccess, hold: Hold, edit: &ThreadEdit) -> Result<Channel> {
    let before = &access.channel;
    let parent = before.parent_id.and_then(|parent| access.guild.snapshot.channels.get(&parent));
    let forum = parent.map(|entry| &entry.channel).filter(|parent| parent.kind == ChannelKind::Forum);
    let mut thread = Channel::clone(before);
    let mut own = of(before)?.clone();
    if let Some(name) = &edit.name {
        thread.name = text::name("name", name, MAX_NAME)?;
    }
    if let Some(locked) = edit.locked {
        thread.locked = locked;
    }
    if let Some(seconds) = edit.slow_mode_seconds {
        thread.slow_mode_seconds = channels::slow_mode(seconds)?;
    }
    if let Some(minutes) = edit.auto_archive_minutes {
        thread.auto_archive_minutes = channels::auto_archive(minutes)?;
    }
    if let Some(invitable) = edit.invitable {
        if before.kind != ChannelKind::PrivateThread {
            let message = "Into a public thread everybody may add others. Leave `invitable` out.";
            return Err(Error::conflict("invitable", message));
        }
        own.invitable = invitable;
    }
    if let Some(tags) = &edit.tag_ids {
        let parent = parent.map_or(before, |entry| &entry.channel);
        own.tag_ids = tags_of_post(parent, &own.tag_ids, tags, hold.manages)?;
    }
    match edit.archived {
        Some(true) if before.archived_at.is_none() => thread.archived_at = Some(app.clock.now()),
        Some(false) => thread.archived_at = None,
        _ => {}
    }
    if let Some(pinned) = edit.pinned {
        if forum.is_none() {
            return Err(Error::conflict("pinned", "Only posts of a forum are pinned. Leave `pinned` out."));
        }
        if pinned && thread.archived_at.is_some() {
            return Err(Error::conflict("pinned", "The post is archived. Bring it back to pin it."));
        }
        own.pinned = pinned;
    }
    // What is put away does not stand first.
    own.pinned &= thread.archived_at.is_none();
    Ok(Channel { thread: Some(own), ..thread })
}

/// The post that is pinned in the same forum, as it is without that.
fn pinned_beside(access: &ChannelAccess, thread: &Channel) -> Option<Arc<Channel>> {
    let beside = access.guild.snapshot.pinned(thread.parent_id?).filter(|beside| beside.id != thread.id)?;
    let own = Thread { pinned: false, ..beside.thread.clone()? };
    Some(Arc::new(Channel { thread: Some(own), ..Channel::clone(beside) }))
}

/// What an edit changed, for the audit log.
fn differences(access: &ChannelAccess, before: &Channel, after: &Channel) -> Result<Changes> {
    let forum = before.parent_id.and_then(|parent| access.guild.snapshot.channels.get(&parent));
    let named = |thread: &Thread| {
        let tags = forum.map(|forum| &forum.channel.forum_tags);
        let names =
            tags.into_iter().flat_map(|tags| tags.iter()).filter(|tag| thread.tag_ids.contains(&tag.id));
        names.map(|tag| tag.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (own, now) = (of(before)?, of(after)?);
    Ok(channels::changes(Some(before), Some(after))
        .field("invitable", &own.invitable, &now.invitable)
        .field("pinned", &own.pinned, &now.pinned)
        .field("tags", &named(own), &named(now)))
}
