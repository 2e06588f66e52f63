//! Removing those who were not seen for long.

use std::time::Duration;

use super::{MAX_PRUNE_DAYS, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::events::{AccessChange, GuildLeft, GuildMembersPruned, Step, Topic};
use crate::guilds::GuildAccess;
use crate::members::{self, Member};
use crate::permissions::{Permission, hierarchy};
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, RoleId, UserId};

/// The most members removed at once; more are removed by asking again.
const MAX_AT_ONCE: usize = 5_000;
/// How many of them a preview shows.
const SAMPLE: usize = 25;
/// The most roles that can be named.
const MAX_ROLES: usize = 100;

/// Whom to remove: members who were not seen for `days`, and have no role or only such as are named.
#[derive(Clone, Debug)]
pub struct PruneFilter {
    /// Where.
    pub guild_id: GuildId,
    /// For how long they were not seen, 1 to [`MAX_PRUNE_DAYS`] days: not signed in, nothing written or read.
    pub days: i32,
    /// Roles that do not protect.
    pub role_ids: Vec<RoleId>,
}

/// What a prune would do.
#[derive(Clone, Debug)]
pub struct PrunePreview {
    /// How many would be removed.
    pub count: i64,
    /// Some of them, who have been members for the longest.
    pub sample: Vec<Member>,
}

/// What of a filter the database is asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub guild: GuildId,
    /// Never removed: the owner and the caller.
    pub kept: [UserId; 2],
    /// Who was seen since then stays.
    pub since: Timestamp,
    /// Roles that do not protect.
    pub roles: Vec<RoleId>,
}

/// Whom a prune would remove.
///
/// # Errors
/// As [`prune`].
pub async fn prune_preview(app: &App, actor: &Actor, filter: PruneFilter) -> Result<PrunePreview> {
    let access = GuildAccess::of(app, actor, filter.guild_id).await?;
    let asked = check(&access, &filter)?;
    let count = sql::count_unseen(app.db.read(), &asked).await?;
    let ids = sql::unseen(app.db.read(), &asked, SAMPLE).await?;
    Ok(PrunePreview { count, sample: members::with_people(app, &access, &ids).await? })
}

/// Removes members who were not seen for long, up to [`MAX_AT_ONCE`]; how many. They may come back. The others
/// are told once, not of each.
///
/// # Errors
/// `NOT_FOUND` for a guild or role that is not there for the caller; `FORBIDDEN` without `KICK_MEMBERS` and
/// `MANAGE_GUILD`, for roles that do not stand below the caller, and for a caller without any role, who stands
/// above nobody; `INVALID` for days or a reason out of bounds.
#[tracing::instrument(skip_all, fields(guild = %filter.guild_id))]
pub async fn prune(app: &App, actor: &Actor, filter: PruneFilter, reason: Option<String>) -> Result<usize> {
    let guild = filter.guild_id;
    let change = app.guilds.change(guild).await?;
    let access = change.access(actor).await?;
    let asked = check(&access, &filter)?;

    let mut tx = app.db.begin().await?;
    let gone = sql::unseen(tx.run(), &asked, MAX_AT_ONCE).await?;
    if gone.is_empty() {
        return Ok(0);
    }
    sql::delete_members(&mut tx, guild, &gone).await?;
    let entry = NewEntry {
        guild_id: guild,
        action: Action::MembersPruned,
        target: Target::Guild(guild),
        target_name: Some(change.snapshot.guild.name.clone()),
        reason,
        changes: Changes::none().optional("days", None, Some(&filter.days)).optional(
            "count",
            None,
            Some(&gone.len()),
        ),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    change.commit_with_members(tx, |_| {}).await?;

    let mut steps = Vec::with_capacity(gone.len() * 2 + 1);
    for &user in &gone {
        steps.push(Step::Access(AccessChange::MemberGone { guild, user }));
        steps.push(Step::tell(Topic::User(user), GuildLeft { guild_id: guild }));
    }
    let count = i32::try_from(gone.len()).unwrap_or(i32::MAX);
    steps.push(Step::tell(Topic::Guild(guild), GuildMembersPruned { guild_id: guild, count }));
    app.events.publish(steps).await;
    Ok(gone.len())
}

/// Whether the caller may, and what they ask for.
fn check(access: &GuildAccess, filter: &PruneFilter) -> Result<Asked> {
    access.require(Permission::KickMembers)?;
    access.require(Permission::ManageGuild)?;
    if !hierarchy::outranks(access.snapshot.rank(&access.member), 0) {
        return Err(Error::forbidden("Your highest role must stand above the members that you remove."));
    }
    let days = u64::try_from(filter.days).ok().filter(|_| (1..=MAX_PRUNE_DAYS).contains(&filter.days));
    let days = days.ok_or_else(|| {
        Error::invalid("days", format!("Members are pruned after 1 to {MAX_PRUNE_DAYS} days."))
    })?;
    if filter.role_ids.len() > MAX_ROLES {
        return Err(Error::invalid("roleIds", format!("At most {MAX_ROLES} roles can be named.")));
    }
    for id in &filter.role_ids {
        let role = access.snapshot.roles.get(id).ok_or_else(|| Error::not_found("role"))?;
        access.require_outranks_role(role)?;
    }
    Ok(Asked {
        guild: access.snapshot.guild.id,
        kept: [access.snapshot.guild.owner_id, access.member.user_id],
        since: access.now.minus(Duration::from_hours(24 * days)),
        roles: filter.role_ids.clone(),
    })
}
