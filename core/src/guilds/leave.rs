//! Leaving a guild.

use std::sync::Arc;

use super::{Change, sql, system};
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{AccessChange, GuildLeft, GuildMemberLeft, Step, Topic};
use crate::messages::MessageKind;
use crate::platform::db::Tx;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{GuildId, UserId};

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

    let tx = app.db.begin().await?;
    part(app, change, tx, actor.user_id).await
}

/// Ends a membership, whoever ends it: ends `tx`, and tells all whom it concerns, in the guild's own words
/// too where it wants that.
///
/// # Errors
/// Of the database; then nothing has happened.
pub(crate) async fn part(app: &App, change: Change, mut tx: Tx, user: UserId) -> Result<()> {
    let id = change.snapshot.guild.id;
    sql::delete_member(&mut tx, id, user).await?;
    change.commit_member(tx, user, None).await?;

    app.events
        .publish(vec![
            Step::Access(AccessChange::MemberGone { guild: id, user }),
            Step::tell(Topic::User(user), GuildLeft { guild_id: id }),
            Step::tell(Topic::Guild(id), GuildMemberLeft { guild_id: id, user_id: user }),
        ])
        .await;
    let snapshot = Arc::clone(&change.snapshot);
    drop(change);
    system::tell(app, &snapshot, user, MessageKind::MemberLeft).await;
    Ok(())
}
