//! Finding guilds.

use super::{GuildAccess, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::platform::error::{ErrorCode, Result};
use crate::platform::ids::GuildId;

/// A guild that the caller is in.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member.
pub async fn find(app: &App, actor: &Actor, id: GuildId) -> Result<GuildAccess> {
    GuildAccess::of(app, actor, id).await
}

/// All guilds that the caller is in, by when they joined.
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<GuildAccess>> {
    let mut guilds = Vec::new();
    for id in sql::ids_of_user(app.db.read(), actor.user_id).await? {
        match GuildAccess::of(app, actor, id).await {
            Ok(access) => guilds.push(access),
            // Left or deleted in this very moment.
            Err(error) if error.code == ErrorCode::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(guilds)
}
