//! Changing a guild itself.

use std::sync::Arc;

use super::{GuildAccess, MAX_NAME, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{GuildUpdated, Step, Topic};
use crate::permissions::Permission;
use crate::platform::error::Result;
use crate::platform::ids::GuildId;
use crate::platform::text;

/// What to change; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct GuildEdit {
    /// Another name.
    pub name: Option<String>,
}

/// Changes a guild. Nobody is told where nothing is different.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member; `FORBIDDEN` without `MANAGE_GUILD`; `INVALID` for a name that
/// cannot be.
#[tracing::instrument(skip_all, fields(guild = %id))]
pub async fn update(app: &App, actor: &Actor, id: GuildId, edit: GuildEdit) -> Result<GuildAccess> {
    let change = app.guilds.change(id).await?;
    let access = change.access(actor).await?;
    access.require(Permission::ManageGuild)?;
    let mut guild = access.snapshot.guild.clone();
    if let Some(name) = edit.name {
        guild.name = text::name("name", &name, MAX_NAME)?;
    }
    if guild == access.snapshot.guild {
        return Ok(access);
    }

    let mut tx = app.db.begin().await?;
    sql::update(&mut tx, &guild).await?;
    let snapshot = change.commit(tx, |snapshot| snapshot.guild = guild).await?;

    let guild = &snapshot.guild;
    let updated = GuildUpdated { guild_id: id, name: guild.name.clone(), owner_id: guild.owner_id };
    app.events.publish(vec![Step::tell(Topic::Guild(id), updated)]).await;
    Ok(GuildAccess::new(snapshot, Arc::clone(&access.member), app.clock.now()))
}
