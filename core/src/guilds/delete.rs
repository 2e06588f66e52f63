//! Deleting a guild.

use super::sql;
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{AccessChange, GuildLeft, Step, Topic};
use crate::platform::error::Result;
use crate::platform::ids::GuildId;

/// Deletes a guild with all that is in it. It is gone at once for everybody; the
/// [janitor](super::janitor) clears the rows later.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member; `FORBIDDEN` for all but the owner.
#[tracing::instrument(skip_all, fields(guild = %id))]
pub async fn delete(app: &App, actor: &Actor, id: GuildId) -> Result<()> {
    let change = app.guilds.change(id).await?;
    change.access(actor).await?.require_owner()?;

    let mut tx = app.db.begin().await?;
    sql::mark_deleted(&mut tx, id, app.clock.now()).await?;
    change.commit_deleted(tx).await?;

    app.events
        .publish(vec![
            Step::tell(Topic::Guild(id), GuildLeft { guild_id: id }),
            Step::Access(AccessChange::GuildGone(id)),
        ])
        .await;
    Ok(())
}
