//! Making a role.

use std::sync::Arc;

use super::{MAX_NAME, MAX_PER_GUILD, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, NewEntry, Target};
use crate::events::{AccessChange, RoleCreated, Step, Topic};
use crate::guilds::{self, Role};
use crate::permissions::{Permission, Permissions, hierarchy};
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::GuildId;
use crate::platform::text;
use crate::roles::RoleNode;

/// A role to make.
#[derive(Clone, Debug)]
pub struct NewRole {
    /// Where.
    pub guild_id: GuildId,
    /// What it is called.
    pub name: String,
    /// 0xRRGGBB; 0: none.
    pub color: i32,
    /// An emoji.
    pub icon: Option<String>,
    /// Whether its members stand under a heading of their own in the member list.
    pub hoist: bool,
    /// Whether everybody may mention it.
    pub mentionable: bool,
    /// What it allows.
    pub permissions: Permissions,
    /// Why, for the audit log.
    pub reason: Option<String>,
}

/// Makes a role, the lowest but for `@everyone`.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member; `FORBIDDEN` without `MANAGE_ROLES`, without a role of one's own
/// for it to stand below, and for permissions that the caller has not; `INVALID` for what a role cannot
/// be; `CONFLICT` where the guild has [`MAX_PER_GUILD`].
#[tracing::instrument(skip_all, fields(guild = %new.guild_id))]
pub async fn create(app: &App, actor: &Actor, new: NewRole) -> Result<Role> {
    let change = app.guilds.change(new.guild_id).await?;
    let access = change.access(actor).await?;
    access.require(Permission::ManageRoles)?;
    if !hierarchy::outranks(access.snapshot.rank(&access.member), 0) {
        return Err(Error::forbidden(
            "A new role stands below yours, and you have none. Ask to be given one.",
        ));
    }
    access.require_has(new.permissions)?;

    let role = Role {
        color: super::color(new.color)?,
        icon: new.icon.as_deref().map(super::icon).transpose()?.flatten(),
        hoist: new.hoist,
        mentionable: new.mentionable,
        ..Role::new(app.ids.next(), text::name("name", &new.name, MAX_NAME)?, 1, new.permissions)
    };
    if access.snapshot.roles.len() > MAX_PER_GUILD {
        return Err(Error::new(
            ErrorCode::Conflict,
            format!("The server has {MAX_PER_GUILD} roles, which is the most. Delete one first."),
        ));
    }

    let mut tx = app.db.begin().await?;
    sql::make_room(&mut tx, new.guild_id).await?;
    guilds::sql::insert_role(&mut tx, new.guild_id, &role).await?;
    let entry = NewEntry {
        guild_id: new.guild_id,
        action: Action::RoleCreated,
        target: Target::Role(role.id),
        target_name: Some(role.name.clone()),
        reason: new.reason,
        changes: super::changes(None, Some(&role)),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change
        .commit(tx, |snapshot| {
            for other in snapshot.roles.values_mut().filter(|other| other.position > 0) {
                other.position += 1;
            }
            snapshot.roles.insert(role.id, role.clone());
        })
        .await?;

    let created = RoleCreated { guild_id: new.guild_id, role: RoleNode::counted(role.clone(), 0) };
    app.events
        .publish(vec![
            Step::Access(AccessChange::Guild(Arc::clone(&snapshot))),
            Step::tell(Topic::Guild(new.guild_id), created),
        ])
        .await;
    Ok(role)
}
