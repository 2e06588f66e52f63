//! Renewing the tokens of a session.

use super::sessions::ended;
use super::{Device, Grant, SESSION_LIFETIME, sql};
use crate::app::App;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::limits::Rate;

/// Gives the next pair of tokens for a refresh token that is good once. One that was used before
/// has been stolen, or its successor has: nobody can tell who has which, so the session ends for
/// both. A token that is not ours does nothing.
///
/// # Errors
/// `UNAUTHENTICATED` where it is not good (any more); `RATE_LIMITED` by address.
#[tracing::instrument(skip_all)]
pub async fn refresh(app: &App, device: &Device, token: &str) -> Result<Grant> {
    app.limits.count_address(Rate::RefreshByAddress, device.address)?;
    let token = app.accounts.read_refresh(token)?;
    let session = token.session_id;

    // Before the token is used up: an error after that would cost the session.
    let user = app.users.get(token.user_id).await.map_err(|error| match error.code {
        ErrorCode::NotFound => Error::unauthenticated(),
        _ => error,
    })?;
    let now = app.clock.now();
    let expires_at = now.plus(SESSION_LIFETIME);
    if !sql::renew_session(app.db.write(), session, token.generation, device, now, expires_at).await? {
        if sql::revoke_reused(app.db.write(), session, token.generation, now).await? {
            tracing::warn!(%session, user = %token.user_id, "a refresh token was used twice: the session ends");
            ended(app, &[session], now).await;
        }
        return Err(Error::unauthenticated());
    }
    app.accounts.grant(user, session, token.generation + 1, expires_at)
}
