//! Asking for the password once more, before what cannot be undone.

use super::{Actor, sql};
use crate::app::App;
use crate::platform::error::{Error, Result};
use crate::platform::limits::Rate;

/// Goes on only where this is the caller's password.
///
/// # Errors
/// `INVALID` where it is not; `RATE_LIMITED` by person; `UNAVAILABLE` where too many passwords are checked
/// at once.
pub async fn confirm_password(app: &App, actor: &Actor, password: &str) -> Result<()> {
    app.limits.count(Rate::SignInByAccount, actor.user_id)?;
    let (_, hash) =
        sql::credentials(app.db.read(), actor.user_id).await?.ok_or_else(Error::unauthenticated)?;
    if app.accounts.passwords.verify(password, Some(hash)).await? {
        Ok(())
    } else {
        Err(Error::invalid("password", "This is not your password. Type it anew."))
    }
}
