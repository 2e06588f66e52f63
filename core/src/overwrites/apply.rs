//! Bringing a channel's overwrites from one state to another: what all edits of them end in.

use std::collections::HashMap;
use std::sync::Arc;

use super::{carried, of, people_in, require_may, rules, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::channels::updated;
use crate::events::{AccessChange, Step};
use crate::guilds::{Change, ChannelAccess, GuildAccess, Snapshot};
use crate::permissions::{Overwrite, OverwriteTarget, Permission};
use crate::platform::error::{Error, Result};
use crate::roles;

/// Why, and whether the caller knows what they do.
#[derive(Clone, Debug, Default)]
pub struct Consent {
    /// Whether the caller knows that they take `MANAGE_ROLES` from themself here.
    pub confirm: bool,
    /// Why, for the audit log.
    pub reason: Option<String>,
}

/// Gives a channel these overwrites, and to those that are synced with it. Nobody is told where nothing
/// is different.
///
/// # Errors
/// As [`require_may`]; `CONFLICT` where it takes `MANAGE_ROLES` here from the caller, unless confirmed.
pub(super) async fn apply(
    app: &App,
    actor: &Actor,
    change: Change,
    access: ChannelAccess,
    overwrites: Vec<Overwrite>,
    consent: Consent,
) -> Result<ChannelAccess> {
    let id = access.channel.id;
    let before = of(&change.snapshot, id).to_vec();
    let mut people = HashMap::new();
    for user in people_in(&before, &overwrites) {
        if let Some(member) = change.membership(user).await? {
            people.insert(user, member);
        }
    }
    require_may(&access, &before, &overwrites, &people)?;
    let differences = rules::differences(&before, &overwrites);
    if differences.is_empty() {
        return Ok(access);
    }
    let channels = carried(&change.snapshot, id);
    let mut after = Snapshot::clone(&change.snapshot);
    for channel in &channels {
        if let Some(entry) = after.channels.get_mut(channel) {
            entry.overwrites.clone_from(&overwrites);
        }
    }
    let left = after.channel_permissions(&access.guild.member, access.guild.now, id);
    roles::require_kept(access.permissions, left, consent.confirm)?;

    let mut tx = app.db.begin().await?;
    for (target, _) in &differences {
        sql::put(&mut tx, &channels, &rules::find(&overwrites, *target)).await?;
    }
    let entry = NewEntry {
        guild_id: access.channel.guild_id,
        action: Action::OverwritesUpdated,
        target: Target::Channel(id),
        target_name: Some(access.channel.name.clone()),
        reason: consent.reason,
        changes: changes(app, &after, &before, &overwrites).await?,
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change.commit(tx, |snapshot| *snapshot = after).await?;

    let mut steps = vec![Step::Access(AccessChange::Guild(Arc::clone(&snapshot)))];
    let told = channels.iter().filter_map(|channel| snapshot.channels.get(channel));
    steps.extend(told.map(|entry| updated(&entry.channel)));
    app.events.publish(steps).await;
    let now = GuildAccess::new(snapshot, Arc::clone(&access.guild.member), app.clock.now());
    // Whoever took the channel from themself sees it for the last time.
    Ok(now.channel(id).unwrap_or(access))
}

/// Goes on only for whoever manages the permissions of a channel that has some of its own.
///
/// # Errors
/// `FORBIDDEN` without `MANAGE_ROLES` there; `CONFLICT` for a thread.
pub(crate) fn require_managed(access: &ChannelAccess) -> Result<()> {
    access.require(Permission::ManageRoles)?;
    if access.channel.kind.is_thread() {
        return Err(Error::conflict(
            "channelId",
            "A thread has the permissions of its channel. Change those.",
        ));
    }
    Ok(())
}

/// What is said otherwise, for people to read.
async fn changes(
    app: &App,
    snapshot: &Snapshot,
    before: &[Overwrite],
    after: &[Overwrite],
) -> Result<Changes> {
    let named = app.users.get_many(people_in(before, after)).await?;
    let mut changes = Changes::none();
    for (target, _) in rules::differences(before, after) {
        let name = match target {
            OverwriteTarget::Role(role) => snapshot.roles.get(&role).map(|role| role.name.clone()),
            OverwriteTarget::Member(user) => named.get(&user).map(|user| user.username.clone()),
        };
        let name = name.unwrap_or_else(|| match target {
            OverwriteTarget::Role(role) => role.to_string(),
            OverwriteTarget::Member(user) => user.to_string(),
        });
        let (before, after) = (rules::find(before, target), rules::find(after, target));
        let words = |permissions| Some(roles::names(permissions)).filter(|names| !names.is_empty());
        changes = changes
            .optional(&format!("allow {name}"), words(before.allow).as_ref(), words(after.allow).as_ref())
            .optional(&format!("deny {name}"), words(before.deny).as_ref(), words(after.deny).as_ref());
    }
    Ok(changes)
}
