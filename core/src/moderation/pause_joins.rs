//! The raid brake: for a while nobody joins.

use std::sync::Arc;
use std::time::Duration;

use super::MAX_PAUSE;
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::events::{GuildUpdated, Step, Topic};
use crate::guilds::{self, Guild, GuildAccess};
use crate::permissions::{Permission, Permissions};
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::GuildId;

/// Lets nobody in for up to [`MAX_PAUSE`] seconds from now; 0 lets people in again. Invites stay as they are.
///
/// # Errors
/// `NOT_FOUND` for a guild that is not there for the caller; `FORBIDDEN` without `KICK_MEMBERS` or
/// `MANAGE_GUILD`, of which either will do; `INVALID` for a time or reason out of bounds.
#[tracing::instrument(skip_all, fields(%guild))]
pub async fn pause_joins(
    app: &App,
    actor: &Actor,
    guild: GuildId,
    seconds: i32,
    reason: Option<String>,
) -> Result<GuildAccess> {
    let change = app.guilds.change(guild).await?;
    let access = change.access(actor).await?;
    if !access.permissions.contains(Permissions::MANAGE_GUILD) {
        access.require(Permission::KickMembers)?;
    }
    let pause = duration(seconds)?;
    let in_force = change.snapshot.guild.joins_paused_until.filter(|until| *until > access.now);
    let until = pause.map(|pause| access.now.plus(pause));
    if until == in_force {
        return Ok(access);
    }
    let paused = Guild { joins_paused_until: until, ..change.snapshot.guild.clone() };

    let mut tx = app.db.begin().await?;
    guilds::sql::update(&mut tx, &paused).await?;
    let text = |time: Timestamp| time.to_utc().to_rfc3339();
    let entry = NewEntry {
        guild_id: guild,
        action: Action::JoinsPaused,
        target: Target::Guild(guild),
        target_name: Some(paused.name.clone()),
        reason,
        changes: Changes::none().optional(
            "joinsPausedUntil",
            in_force.map(text).as_ref(),
            until.map(text).as_ref(),
        ),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change.commit(tx, |snapshot| snapshot.guild = paused).await?;

    let told = GuildUpdated::from(&snapshot.guild);
    app.events.publish(vec![Step::tell(Topic::Guild(guild), told)]).await;
    Ok(GuildAccess::new(snapshot, Arc::clone(&access.member), app.clock.now()))
}

fn duration(seconds: i32) -> Result<Option<Duration>> {
    match u64::try_from(seconds) {
        Ok(0) => Ok(None),
        Ok(whole) if seconds <= MAX_PAUSE => Ok(Some(Duration::from_secs(whole))),
        _ => Err(Error::invalid(
            "durationSeconds",
            format!("Joins are paused for up to {MAX_PAUSE} seconds (a day); 0 ends a pause."),
        )),
    }
}
