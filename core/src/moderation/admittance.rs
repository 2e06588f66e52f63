//! Who may come in at all, whatever invite they hold.

use super::sql;
use crate::app::App;
use crate::guilds::Guild;
use crate::platform::error::{Error, Result};
use crate::platform::ids::UserId;

/// Goes on only for whom the guild lets in. To be asked under the guild's lock, so that nobody slips in beside
/// their ban.
///
/// # Errors
/// `FORBIDDEN` for who is banned, without the reason; `CONFLICT` while joins are paused, with the time to wait.
pub(crate) async fn require_admittance(app: &App, guild: &Guild, user: UserId) -> Result<()> {
    let now = app.clock.now();
    if sql::is_banned(app.db.read(), guild.id, user, now).await? {
        return Err(Error::forbidden("You are banned from this server."));
    }
    match guild.joins_paused_until.filter(|until| *until > now) {
        None => Ok(()),
        Some(until) => {
            let clock = until.to_utc().format("%Y-%m-%d %H:%M UTC");
            let message = format!("This server lets nobody in until {clock}. Come back then.");
            Err(Error { retry_after: Some(until.since(now)), ..Error::conflict("code", message) })
        }
    }
}
