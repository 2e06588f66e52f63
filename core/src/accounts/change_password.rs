//! Changing one's password.

use super::sessions::ended;
use super::{Actor, rules, sql};
use crate::app::App;
use crate::platform::error::{Error, Result};
use crate::platform::limits::Rate;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangePasswordOutcome {
    /// The new one is in force, and all other devices are signed out.
    Changed,
    /// The current one was not right; nothing changed.
    WrongPassword,
}

/// Replaces the caller's password and ends all their other sessions.
///
/// # Errors
/// `INVALID` where the new one will not do; `RATE_LIMITED` by person; `UNAVAILABLE` where too many
/// passwords are checked at once.
#[tracing::instrument(skip_all)]
pub async fn change_password(
    app: &App,
    actor: &Actor,
    current: &str,
    new: &str,
) -> Result<ChangePasswordOutcome> {
    let (username, old_hash) =
        sql::credentials(app.db.read(), actor.user_id).await?.ok_or_else(Error::unauthenticated)?;
    rules::password("newPassword", new, &username)?;
    app.limits.count(Rate::SignInByAccount, actor.user_id)?;
    if !app.accounts.passwords.verify(current, Some(old_hash.clone())).await? {
        return Ok(ChangePasswordOutcome::WrongPassword);
    }
    let new_hash = app.accounts.passwords.hash(new).await?;

    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if !sql::replace_password(tx.run(), actor.user_id, &old_hash, &new_hash).await? {
        // Another change came first: what was typed as the current one is it no more.
        return Ok(ChangePasswordOutcome::WrongPassword);
    }
    let others = sql::revoke_others(tx.run(), actor.user_id, Some(actor.session_id), now).await?;
    tx.commit().await?;

    ended(app, &others, now).await;
    Ok(ChangePasswordOutcome::Changed)
}
