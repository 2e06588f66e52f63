//! Taking an invite back.

use super::{code, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::guilds::GuildAccess;
use crate::permissions::Permission;
use crate::platform::error::{Error, ErrorCode, Result};

/// Ends an invite: one's own, or with `MANAGE_GUILD` anyone's.
///
/// # Errors
/// `NOT_FOUND` where it is not good any more, or for whoever is no member of its guild; `FORBIDDEN`
/// for other members.
#[tracing::instrument(skip_all)]
pub async fn revoke(app: &App, actor: &Actor, code: &str) -> Result<()> {
    let no_invite = || Error::not_found("invite");
    if !code::is_possible(code) {
        return Err(no_invite());
    }
    let invite = sql::find(app.db.read(), code, app.clock.now()).await?.ok_or_else(no_invite)?;
    let access = GuildAccess::of(app, actor, invite.guild_id).await.map_err(|error| match error.code {
        ErrorCode::NotFound => no_invite(),
        _ => error,
    })?;
    if invite.inviter_id != Some(actor.user_id) {
        access.require(Permission::ManageGuild)?;
    }

    let mut tx = app.db.begin().await?;
    if !sql::delete(&mut tx, code).await? {
        return Err(no_invite());
    }
    let entry = NewEntry {
        guild_id: invite.guild_id,
        action: Action::InviteRevoked,
        target: Target::Invite(invite.code.clone()),
        target_name: Some(invite.code),
        reason: None,
        changes: Changes::none(),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    tx.commit().await
}
