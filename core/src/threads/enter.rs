//! What happens to a thread before somebody's message is stored in it.

use std::sync::Arc;

use super::members::{require_room_in, settle};
use super::{change_of, require_open_parent, require_room, sql, updated};
use crate::accounts::Actor;
use crate::app::App;
use crate::channels::{self, Channel, ChannelKind};
use crate::events::{AccessChange, Step};
use crate::guilds::ChannelAccess;
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};

/// Has whoever writes in a thread join it, and an archived thread come back. Mostly there is nothing to do,
/// and nothing is asked.
///
/// # Errors
/// `NOT_FOUND` and `FORBIDDEN` where the caller may not write there any more; `CONFLICT` in a thread that is
/// archived and locked, or beside an archived channel, and where the guild has too many active threads or
/// the thread too many members.
pub(crate) async fn enter(app: &App, actor: &Actor, access: &ChannelAccess) -> Result<()> {
    require_open_parent(access)?;
    let thread = &access.channel;
    let is_in = match thread.kind {
        ChannelKind::PrivateThread => access.guild.member.is_in(thread.id),
        _ => app.joined.knows(thread.id, &access.guild.member),
    };
    if is_in && thread.archived_at.is_none() {
        return Ok(());
    }

    let (change, access) = change_of(app, actor, thread.id).await?;
    access.require(Permission::SendMessages)?;
    require_open_parent(&access)?;
    let member = Arc::clone(&access.guild.member);
    let mut thread = Arc::clone(&access.channel);
    let archived = thread.archived_at.is_some();
    if archived && thread.locked {
        return Err(Error::conflict("channelId", "This thread is archived and locked. Bring it back first."));
    }
    let known = !sql::joined_of(app.db.read(), member.user_id, &[thread.id]).await?.is_empty();
    if known && !archived {
        // It was only not known here.
        app.joined.remember(thread.id, &member);
        return Ok(());
    }

    let mut tx = app.db.begin().await?;
    let mut steps = Vec::new();
    if archived {
        require_room(&change.snapshot)?;
        thread = Arc::new(Channel { archived_at: None, ..Channel::clone(&thread) });
        channels::sql::update(&mut tx, &thread).await?;
        channels::sql::note_activity(&mut tx, &[thread.id].into(), app.clock.now()).await?;
    }
    let came = sql::insert_member(&mut tx, thread.id, member.user_id, app.clock.now()).await?;
    if came {
        require_room_in(&mut tx, &thread).await?;
    }
    if archived {
        let is_private = thread.kind == ChannelKind::PrivateThread;
        let now = if came && is_private { Arc::new(member.with_thread(thread.id, true)) } else { member };
        let snapshot =
            change.commit_with_member(tx, Arc::clone(&now), |snapshot| snapshot.put_thread(&thread)).await?;
        if came && is_private {
            let member = Arc::clone(&now);
            steps.push(Step::Access(AccessChange::Member { snapshot: Arc::clone(&snapshot), member }));
        }
        steps.push(Step::Access(AccessChange::Thread { snapshot, thread: thread.id }));
        steps.push(updated(&thread));
        if came {
            steps.push(super::members::changed(&thread, &[now.user_id], &[]));
        }
        app.joined.remember(thread.id, &now);
    } else {
        steps.extend(settle(app, &change, tx, &thread, &member, true).await?);
    }
    app.events.publish(steps).await;
    Ok(())
}
