//! Changing a role.

use std::sync::Arc;

use super::{MAX_NAME, role_of, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, NewEntry, Target};
use crate::events::{AccessChange, RoleUpdated, Step, Topic};
use crate::guilds::{Change, GuildAccess, Role, Snapshot};
use crate::permissions::{Permission, Permissions};
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::RoleId;
use crate::platform::text;
use crate::roles::RoleNode;

/// What to change; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct RoleEdit {
    /// Another name.
    pub name: Option<String>,
    /// Another color, 0xRRGGBB; 0: none.
    pub color: Option<i32>,
    /// Another icon; `Some("")`: none.
    pub icon: Option<String>,
    /// Whether its members stand under a heading of their own.
    pub hoist: Option<bool>,
    /// Whether everybody may mention it.
    pub mentionable: Option<bool>,
    /// What it is to allow.
    pub permissions: Option<Permissions>,
    /// Whether the caller knows that they take `MANAGE_ROLES` from themself.
    pub confirm: bool,
    /// Why, for the audit log.
    pub reason: Option<String>,
}

/// Changes a role. Nobody is told where nothing is different.
///
/// # Errors
/// `NOT_FOUND` where there is no such role for the caller; `FORBIDDEN` without `MANAGE_ROLES`, for a role
/// that is not below one's own, and for permissions that the caller has not; `INVALID` for what a role
/// cannot be; `CONFLICT` where it takes `MANAGE_ROLES` from the caller, unless confirmed.
#[tracing::instrument(skip_all, fields(role = %id))]
pub async fn update(app: &App, actor: &Actor, id: RoleId, edit: RoleEdit) -> Result<Role> {
    let (change, access) = change_of(app, actor, id).await?;
    let before = role_of(&access.snapshot, id)?.clone();
    let reason = edit.reason.clone();
    let role = edited(&access, id, edit)?;
    if role == before {
        return Ok(role);
    }
    let guild = access.snapshot.guild.id;
    let count = super::members::count(app, guild, id).await?;

    let mut tx = app.db.begin().await?;
    sql::update(&mut tx, &role).await?;
    let entry = NewEntry {
        guild_id: guild,
        action: Action::RoleUpdated,
        target: Target::Role(id),
        target_name: Some(role.name.clone()),
        reason,
        changes: super::changes(Some(&before), Some(&role)),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change.commit(tx, |snapshot| put(snapshot, role.clone())).await?;

    let mut steps = Vec::new();
    if role.permissions != before.permissions {
        steps.push(Step::Access(AccessChange::Guild(Arc::clone(&snapshot))));
    }
    let updated = RoleUpdated { guild_id: guild, role: RoleNode::counted(role.clone(), count) };
    steps.push(Step::tell(Topic::Guild(guild), updated));
    app.events.publish(steps).await;
    Ok(role)
}

fn put(snapshot: &mut Snapshot, role: Role) {
    snapshot.roles.insert(role.id, role);
}

/// Begins a change of a role of a guild that the caller is in.
///
/// # Errors
/// `NOT_FOUND` where there is none for the caller.
pub(super) async fn change_of(app: &App, actor: &Actor, id: RoleId) -> Result<(Change, GuildAccess)> {
    let no_role = |error: Error| match error.code {
        // Not a word about the guild to whoever is not in it.
        ErrorCode::NotFound => Error::not_found("role"),
        _ => error,
    };
    let guild = sql::guild_of(app.db.read(), id).await?.ok_or_else(|| Error::not_found("role"))?;
    let change = app.guilds.change(guild).await.map_err(no_role)?;
    let access = change.access(actor).await.map_err(no_role)?;
    Ok((change, access))
}

/// The role as the edit makes it, where the caller may.
///
/// # Errors
/// As [`update`].
pub(crate) fn edited(access: &GuildAccess, id: RoleId, edit: RoleEdit) -> Result<Role> {
    let before = role_of(&access.snapshot, id)?;
    access.require(Permission::ManageRoles)?;
    access.require_outranks_role(before)?;
    let RoleEdit { name, color, icon, hoist, mentionable, permissions, confirm, reason: _ } = edit;
    let only_permissions =
        name.is_none() && color.is_none() && icon.is_none() && hoist.is_none() && mentionable.is_none();
    if id == access.snapshot.everyone() && !only_permissions {
        return Err(Error::conflict("id", "Of @everyone only the permissions can be changed."));
    }

    let mut role = before.clone();
    if let Some(name) = name {
        role.name = text::name("name", &name, MAX_NAME)?;
    }
    if let Some(color) = color {
        role.color = super::color(color)?;
    }
    if let Some(icon) = icon {
        role.icon = super::icon(&icon)?;
    }
    role.hoist = hoist.unwrap_or(role.hoist);
    role.mentionable = mentionable.unwrap_or(role.mentionable);
    if let Some(permissions) = permissions {
        access.require_has(permissions ^ before.permissions)?;
        role.permissions = permissions;
    }
    if role.permissions != before.permissions {
        let mut after = Snapshot::clone(&access.snapshot);
        put(&mut after, role.clone());
        super::require_kept_in(access, &after, &access.member, confirm)?;
    }
    Ok(role)
}
