//! Lifting a ban.

use super::sql;
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, UserId};

/// Lets somebody who was banned come in again, by an invite like everybody.
///
/// # Errors
/// `NOT_FOUND` for a guild that is not there for the caller, and for who is not banned; `FORBIDDEN` without
/// `BAN_MEMBERS`; `INVALID` for a reason that is too long.
#[tracing::instrument(skip_all, fields(%guild, %user))]
pub async fn unban(
    app: &App,
    actor: &Actor,
    guild: GuildId,
    user: UserId,
    reason: Option<String>,
) -> Result<()> {
    let change = app.guilds.change(guild).await?;
    change.access(actor).await?.require(Permission::BanMembers)?;
    let name = app.users.get_many([user]).await?.remove(&user).map(|user| user.username.clone());
    let now = app.clock.now();

    let mut tx = app.db.begin().await?;
    if !sql::delete_ban(&mut tx, guild, user, now).await? {
        return Err(Error::not_found("ban"));
    }
    // What they write from now on is none of what the ban was to delete.
    sql::end_purges(&mut tx, guild, user, now).await?;
    let entry = NewEntry {
        guild_id: guild,
        action: Action::MemberUnbanned,
        target: Target::Member(user),
        target_name: name,
        reason,
        changes: Changes::none(),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    tx.commit().await
}
