//! Accepting an invite.

use super::{code, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::guilds::{self, GuildAccess};
use crate::moderation;
use crate::platform::error::{Error, ErrorCode, Result};

/// Makes the caller a member of the guild that an invite leads to. Whoever is one already uses nothing
/// up and is answered the same.
///
/// # Errors
/// `NOT_FOUND` where the invite is not good; `FORBIDDEN` for who is banned; `CONFLICT` while joins are paused,
/// and for whoever is in too many guilds.
#[tracing::instrument(skip_all)]
pub async fn accept(app: &App, actor: &Actor, code: &str) -> Result<GuildAccess> {
    let no_invite = || Error::not_found("invite");
    if !code::is_possible(code) {
        return Err(no_invite());
    }
    let invite = sql::find(app.db.read(), code, app.clock.now()).await?.ok_or_else(no_invite)?;
    let user = app.users.get(actor.user_id).await?;
    let change = app.guilds.change(invite.guild_id).await.map_err(|error| match error.code {
        ErrorCode::NotFound => no_invite(),
        _ => error,
    })?;
    if change.membership(actor.user_id).await?.is_some() {
        return change.access(actor).await;
    }
    moderation::require_admittance(app, &change.snapshot.guild, actor.user_id).await?;

    let mut tx = app.db.begin().await?;
    if !sql::count_use(&mut tx, code, app.clock.now()).await? {
        return Err(no_invite());
    }
    guilds::join(app, change, tx, user, invite.inviter_id).await
}
