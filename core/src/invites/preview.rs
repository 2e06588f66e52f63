//! What an invite leads to, for someone not in yet.

use std::sync::Arc;

use super::{code, sql};
use crate::accounts::{Actor, User};
use crate::app::App;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::GuildId;

/// What an invite shows to whoever has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The invite.
    pub code: String,
    /// Where it leads.
    pub guild_id: GuildId,
    /// What that is called.
    pub guild_name: String,
    /// What that is about.
    pub guild_description: Option<String>,
    /// How many are there.
    pub member_count: i64,
    /// Who made it.
    pub inviter: Option<Arc<User>>,
    /// When it ends; `None`: never.
    pub expires_at: Option<Timestamp>,
    /// Whether the caller is there already; never for a stranger.
    pub joined: bool,
}

/// What an invite leads to. `None`: no such invite, or no longer good.
pub async fn preview(app: &App, actor: Option<&Actor>, code: &str) -> Result<Option<Preview>> {
    if !code::is_possible(code) {
        return Ok(None);
    }
    let Some(invite) = sql::find(app.db.read(), code, app.clock.now()).await? else { return Ok(None) };
    let Some(snapshot) = app.guilds.snapshot(invite.guild_id).await? else { return Ok(None) };
    let joined = match actor {
        Some(actor) => app.guilds.membership(invite.guild_id, actor.user_id).await?.is_some(),
        None => false,
    };
    let inviter = match invite.inviter_id {
        Some(id) => app.users.get_many([id]).await?.remove(&id),
        None => None,
    };
    Ok(Some(Preview {
        code: invite.code,
        guild_id: invite.guild_id,
        guild_name: snapshot.guild.name.clone(),
        guild_description: snapshot.guild.description.clone(),
        member_count: app.guilds.member_count(invite.guild_id).await?,
        inviter,
        expires_at: invite.expires_at,
        joined,
    }))
}
