//! Banning somebody, member or not.

use std::sync::Arc;
use std::time::Duration;

use super::purge::{self, Purge};
use super::sql::{self, BanRow};
use super::{Ban, MAX_BAN, MAX_DELETE, MIN_BAN, require_below};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::guilds;
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, UserId};

/// A ban to be.
#[derive(Clone, Debug)]
pub struct NewBan {
    /// From where.
    pub guild_id: GuildId,
    /// Who.
    pub user_id: UserId,
    /// Why: at most [`audit::MAX_REASON`] characters.
    pub reason: Option<String>,
    /// How far back their messages are deleted, 0 to [`MAX_DELETE`] seconds; 0: none.
    pub delete_message_seconds: i32,
    /// After how long it ends, [`MIN_BAN`] to [`MAX_BAN`] seconds; `None`: never.
    pub duration_seconds: Option<i32>,
}

/// Bans somebody: they are no member any more and no invite lets them in. Who is banned already is banned as
/// this says. The messages that are to go are gone when this answers, unless they are very many: those go soon
/// after, whatever happens to the program.
///
/// # Errors
/// `NOT_FOUND` for a guild or person that is not there; `FORBIDDEN` without `BAN_MEMBERS`, and for members who
/// do not stand below the caller; `INVALID` for times and reasons out of bounds.
#[tracing::instrument(skip_all, fields(guild = %new.guild_id, user = %new.user_id))]
pub async fn ban(app: &App, actor: &Actor, new: NewBan) -> Result<Ban> {
    let NewBan { guild_id, user_id, .. } = new;
    let change = app.guilds.change(guild_id).await?;
    let access = change.access(actor).await?;
    access.require(Permission::BanMembers)?;
    let member = change.membership(user_id).await?;
    if let Some(member) = &member {
        require_below(&access, member)?;
    }
    let user = app.users.get(user_id).await?;

    let reason = audit::reason(new.reason.as_deref())?;
    let back = delete_window(new.delete_message_seconds)?;
    let duration = duration(new.duration_seconds)?;
    let now = app.clock.now();
    let row = BanRow {
        user_id,
        banned_by: Some(actor.user_id),
        reason: reason.clone(),
        created_at: now,
        expires_at: duration.map(|duration| now.plus(duration)),
    };
    let purge = back.map(|back| Purge::new(guild_id, user_id, now.minus(back), now));
    let until = row.expires_at.map(|until| until.to_utc().to_rfc3339());
    let deleted = (new.delete_message_seconds > 0).then_some(new.delete_message_seconds);

    let mut tx = app.db.begin().await?;
    sql::put_ban(&mut tx, guild_id, &row).await?;
    if let Some(purge) = &purge {
        sql::insert_purge(&mut tx, purge).await?;
    }
    let entry = NewEntry {
        guild_id,
        action: Action::MemberBanned,
        target: Target::Member(user_id),
        target_name: Some(user.username.clone()),
        reason,
        changes: Changes::none().optional("expiresAt", None, until.as_ref()).optional(
            "deleteMessageSeconds",
            None,
            deleted.as_ref(),
        ),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    if member.is_some() {
        guilds::part(app, change, tx, user_id).await?;
    } else {
        tx.commit().await?;
        drop(change);
    }
    // Nobody waits for the guild's lock while messages go.
    if let Some(purge) = purge {
        purge::begin(app, purge).await;
    }
    let banned_by = app.users.get(actor.user_id).await?;
    Ok(Ban {
        user,
        banned_by: Some(Arc::clone(&banned_by)),
        reason: row.reason,
        created_at: row.created_at,
        expires_at: row.expires_at,
    })
}

/// How far back messages are deleted.
fn delete_window(seconds: i32) -> Result<Option<Duration>> {
    match u64::try_from(seconds) {
        Ok(0) => Ok(None),
        Ok(whole) if seconds <= MAX_DELETE => Ok(Some(Duration::from_secs(whole))),
        _ => Err(Error::invalid(
            "deleteMessageSeconds",
            format!("Messages of the last 0 to {MAX_DELETE} seconds (7 days) can be deleted."),
        )),
    }
}

fn duration(seconds: Option<i32>) -> Result<Option<Duration>> {
    let Some(seconds) = seconds else { return Ok(None) };
    match u64::try_from(seconds) {
        Ok(whole) if (MIN_BAN..=MAX_BAN).contains(&seconds) => Ok(Some(Duration::from_secs(whole))),
        _ => Err(Error::invalid(
            "durationSeconds",
            format!("A ban ends after {MIN_BAN} to {MAX_BAN} seconds (5 years), or never: leave it out."),
        )),
    }
}
