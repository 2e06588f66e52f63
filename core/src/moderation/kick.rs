//! Removing a member, who may come back.

use super::member_below;
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::guilds;
use crate::permissions::Permission;
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, UserId};

/// Ends somebody's membership.
///
/// # Errors
/// `NOT_FOUND` for a guild or member that is not there for the caller; `FORBIDDEN` without `KICK_MEMBERS`, and
/// for who does not stand below the caller; `INVALID` for a reason that is too long.
#[tracing::instrument(skip_all, fields(%guild, %user))]
pub async fn kick(
    app: &App,
    actor: &Actor,
    guild: GuildId,
    user: UserId,
    reason: Option<String>,
) -> Result<()> {
    let change = app.guilds.change(guild).await?;
    let access = change.access(actor).await?;
    access.require(Permission::KickMembers)?;
    member_below(&change, &access, user).await?;
    let person = app.users.get(user).await?;

    let mut tx = app.db.begin().await?;
    let entry = NewEntry {
        guild_id: guild,
        action: Action::MemberKicked,
        target: Target::Member(user),
        target_name: Some(person.username.clone()),
        reason,
        changes: Changes::none(),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    guilds::part(app, change, tx, user).await
}
