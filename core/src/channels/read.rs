//! Finding channels.

use super::Channel;
use crate::accounts::Actor;
use crate::app::App;
use crate::guilds::{Change, ChannelAccess, GuildAccess};
use crate::permissions::Permissions;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{ChannelId, GuildId};

/// A channel that the caller may see.
///
/// # Errors
/// `NOT_FOUND` where there is none for the caller.
pub async fn find(app: &App, actor: &Actor, id: ChannelId) -> Result<ChannelAccess> {
    ChannelAccess::of(app, actor, id).await
}

/// The channels of a guild that the caller may see, in the order to show them.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member.
pub async fn list(
    app: &App,
    actor: &Actor,
    guild: GuildId,
) -> Result<Vec<(std::sync::Arc<Channel>, Permissions)>> {
    Ok(GuildAccess::of(app, actor, guild).await?.channels())
}

/// As [`change_of`], of a channel or category that is no thread.
///
/// # Errors
/// `NOT_FOUND` where there is none for the caller; `CONFLICT` for a thread.
pub(super) async fn change_of_channel(
    app: &App,
    actor: &Actor,
    id: ChannelId,
) -> Result<(Change, ChannelAccess)> {
    let (change, access) = change_of(app, actor, id).await?;
    if access.channel.kind.is_thread() {
        return Err(Error::conflict("id", "This is a thread. Threads have calls of their own: use those."));
    }
    Ok((change, access))
}

/// Begins a change of a channel or an active thread that the caller may see.
///
/// # Errors
/// `NOT_FOUND` where there is none for the caller; `CONFLICT` for a thread.
pub(crate) async fn change_of(app: &App, actor: &Actor, id: ChannelId) -> Result<(Change, ChannelAccess)> {
    let no_channel = |error: Error| match error.code {
        // Not a word about the guild to whoever may not see it.
        ErrorCode::NotFound => Error::not_found("channel"),
        _ => error,
    };
    let guild = app.guilds.guild_of(id).await?.ok_or_else(|| Error::not_found("channel"))?;
    let change = app.guilds.change(guild).await.map_err(no_channel)?;
    let access = change.access(actor).await.map_err(no_channel)?.channel_or_thread(app, id).await?;
    if access.channel.kind.is_thread() {
        return Err(Error::conflict("id", "This is a thread. What can be done with threads has their name."));
    }
    Ok((change, access))
}
