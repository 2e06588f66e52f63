//! Putting roles in another order.

use std::sync::Arc;

use super::{order, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::events::{RolesMoved, Step, Topic};
use crate::guilds::{GuildAccess, Role, Snapshot};
use crate::permissions::Permission;
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, RoleId};

/// Puts all roles but `@everyone` into an order, the highest first. Gives all roles in it.
///
/// # Errors
/// `NOT_FOUND` for a guild or a role that is not there for the caller; `FORBIDDEN` without `MANAGE_ROLES`,
/// and where a role that is not below one's own would change its place; `INVALID` for a role named twice;
/// `CONFLICT` where not all are named.
#[tracing::instrument(skip_all, fields(guild = %guild))]
pub async fn rearrange(
    app: &App,
    actor: &Actor,
    guild: GuildId,
    order: &[RoleId],
    reason: Option<String>,
) -> Result<Vec<Role>> {
    let change = app.guilds.change(guild).await?;
    let access = change.access(actor).await?;
    access.require(Permission::ManageRoles)?;
    let everyone = access.snapshot.everyone();
    let roles = access.snapshot.roles.values().filter(|role| role.id != everyone);
    let moved = order::reordered(roles, access.snapshot.rank(&access.member), order)?;
    if moved.is_empty() {
        return Ok(access.roles());
    }

    let mut after = Snapshot::clone(&access.snapshot);
    after.roles.extend(moved.iter().map(|role| (role.id, role.clone())));
    let after = GuildAccess::new(Arc::new(after), Arc::clone(&access.member), access.now);

    let mut tx = app.db.begin().await?;
    sql::place(&mut tx, &moved).await?;
    let entry = NewEntry {
        guild_id: guild,
        action: Action::RolesMoved,
        target: Target::Guild(guild),
        target_name: Some(access.snapshot.guild.name.clone()),
        reason,
        changes: Changes::none().field("order", &in_words(&access.roles()), &in_words(&after.roles())),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    change.commit(tx, |snapshot| snapshot.clone_from(&after.snapshot)).await?;

    app.events.publish(vec![Step::tell(Topic::Guild(guild), RolesMoved { guild_id: guild })]).await;
    Ok(after.roles())
}

/// The names in their order, without `@everyone`.
fn in_words(roles: &[Role]) -> String {
    let names: Vec<&str> =
        roles.iter().filter(|role| role.position > 0).map(|role| role.name.as_str()).collect();
    names.join(", ")
}
