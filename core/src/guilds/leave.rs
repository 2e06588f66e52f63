//! Leaving a guild.

use super::sql;
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{AccessChange, GuildLeft, GuildMemberLeft, Step, Topic};
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::GuildId;

/// Ends the caller's membership.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member; `CONFLICT` for the owner, without whom there is no guild.
#[tracing::instrument(skip_all, fields(guild = %id))]
pub async fn leave(app: &App, actor: &Actor, id: GuildId) -> Result<()> {
    let change = app.guilds.change(id).await?;
    let access = change.access(actor).await?;
    if access.require_owner().is_ok() {
        return Err(Error::new(
            ErrorCode::Conflict,
            "This server is yours, and it cannot be without an owner. Delete it instead of leaving it.",
        ));
    }

    let mut tx = app.db.begin().await?;
    sql::delete_member(&mut tx, id, actor.user_id).await?;
    change.commit_member(tx, actor.user_id, None).await?;

    app.events
        .publish(vec![
            Step::Access(AccessChange::MemberGone { guild: id, user: actor.user_id }),
            Step::tell(Topic::User(actor.user_id), GuildLeft { guild_id: id }),
            Step::tell(Topic::Guild(id), GuildMemberLeft { guild_id: id, user_id: actor.user_id }),
        ])
        .await;
    Ok(())
}
