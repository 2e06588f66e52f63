//! Silencing a member for a while.

use std::sync::Arc;
use std::time::Duration;

use super::{MAX_TIMEOUT, MIN_TIMEOUT, member_below};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::guilds::{self, Membership};
use crate::members::Member;
use crate::permissions::{Permission, Permissions};
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, UserId};

/// Silences a member for [`MIN_TIMEOUT`] to [`MAX_TIMEOUT`] seconds from now, or with `None` lets them speak
/// again. Until then they see and read, no more.
///
/// # Errors
/// `NOT_FOUND` for a guild or member that is not there for the caller; `FORBIDDEN` without `MODERATE_MEMBERS`,
/// and for who does not stand below the caller; `CONFLICT` for administrators, whom nothing holds back;
/// `INVALID` for a time or reason out of bounds.
#[tracing::instrument(skip_all, fields(%guild, %user))]
pub async fn timeout(
    app: &App,
    actor: &Actor,
    guild: GuildId,
    user: UserId,
    seconds: Option<i32>,
    reason: Option<String>,
) -> Result<Member> {
    let change = app.guilds.change(guild).await?;
    let access = change.access(actor).await?;
    access.require(Permission::ModerateMembers)?;
    let before = member_below(&change, &access, user).await?;
    let duration = seconds.map(duration).transpose()?;
    let allowed = change.snapshot.subject(&before, access.now).allowed;
    if duration.is_some() && allowed.contains(Permissions::ADMINISTRATOR) {
        let message = "An administrator cannot be timed out. Take the role from them first.";
        return Err(Error::conflict("userId", message));
    }
    let person = app.users.get(user).await?;
    let in_force = before.timeout_until.filter(|until| *until > access.now);
    let until = duration.map(|duration| access.now.plus(duration));
    if until == in_force {
        return Ok(Member::new(&change.snapshot, person, before, access.now));
    }
    let after = Membership { timeout_until: until, ..Membership::clone(&before) };

    let mut tx = app.db.begin().await?;
    guilds::sql::update_member(&mut tx, guild, &after).await?;
    let text = |time: Timestamp| time.to_utc().to_rfc3339();
    let entry = NewEntry {
        guild_id: guild,
        action: Action::MemberTimedOut,
        target: Target::Member(user),
        target_name: Some(person.username.clone()),
        reason,
        changes: Changes::none().optional(
            "timeoutUntil",
            in_force.map(text).as_ref(),
            until.map(text).as_ref(),
        ),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    change.commit_member(tx, user, Some(after.clone())).await?;

    let member = Member::new(&change.snapshot, person, Arc::new(after), access.now);
    app.events.publish(member.clone().updated(&change.snapshot)).await;
    Ok(member)
}

fn duration(seconds: i32) -> Result<Duration> {
    match u64::try_from(seconds) {
        Ok(whole) if (MIN_TIMEOUT..=MAX_TIMEOUT).contains(&seconds) => Ok(Duration::from_secs(whole)),
        _ => Err(Error::invalid(
            "durationSeconds",
            format!(
                "A timeout lasts {MIN_TIMEOUT} to {MAX_TIMEOUT} seconds (28 days); leave it out to end one."
            ),
        )),
    }
}
