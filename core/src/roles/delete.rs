//! Deleting a role.

use std::sync::Arc;

use super::update::change_of;
use super::{role_of, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, NewEntry, Target};
use crate::events::{AccessChange, RoleDeleted, Step, Topic};
use crate::guilds::{GuildAccess, Snapshot};
use crate::permissions::{OverwriteTarget, Permission};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, RoleId};

/// Deletes a role: takes it from all who have it, with what channels say of it. Gives the guild.
///
/// # Errors
/// `NOT_FOUND` where there is no such role for the caller; `FORBIDDEN` without `MANAGE_ROLES`, and for a
/// role that is not below one's own; `CONFLICT` for `@everyone`, and where it takes `MANAGE_ROLES` from
/// the caller, unless confirmed.
#[tracing::instrument(skip_all, fields(role = %id))]
pub async fn delete(
    app: &App,
    actor: &Actor,
    id: RoleId,
    confirm: bool,
    reason: Option<String>,
) -> Result<GuildId> {
    let (change, access) = change_of(app, actor, id).await?;
    let after = without(&access, id, confirm)?;
    let guild = access.snapshot.guild.id;
    let role = role_of(&access.snapshot, id)?.clone();

    let mut tx = app.db.begin().await?;
    sql::delete(&mut tx, guild, &role).await?;
    let entry = NewEntry {
        guild_id: guild,
        action: Action::RoleDeleted,
        target: Target::Role(id),
        target_name: Some(role.name.clone()),
        reason,
        changes: super::changes(Some(&role), None),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change.commit_with_members(tx, |snapshot| *snapshot = after).await?;

    app.events
        .publish(vec![
            Step::Access(AccessChange::Guild(Arc::clone(&snapshot))),
            Step::tell(Topic::Guild(guild), RoleDeleted { guild_id: guild, id }),
        ])
        .await;
    Ok(guild)
}

/// The guild without the role, where the caller may delete it.
///
/// # Errors
/// As [`delete`].
pub(crate) fn without(access: &GuildAccess, id: RoleId, confirm: bool) -> Result<Snapshot> {
    let role = role_of(&access.snapshot, id)?;
    access.require(Permission::ManageRoles)?;
    if id == access.snapshot.everyone() {
        return Err(Error::conflict("id", "@everyone cannot be deleted: it is what all members have."));
    }
    access.require_outranks_role(role)?;
    let mut after = Snapshot::clone(&access.snapshot);
    after.roles.remove(&id);
    for other in after.roles.values_mut().filter(|other| other.position > role.position) {
        other.position -= 1;
    }
    for entry in after.channels.values_mut() {
        entry.overwrites.retain(|overwrite| overwrite.target != OverwriteTarget::Role(id));
    }
    super::require_kept_in(access, &after, &access.member, confirm)?;
    Ok(after)
}
