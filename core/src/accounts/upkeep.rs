//! What a running server does about accounts from time to time.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::keys::KeyRing;
use super::sessions::ended;
use super::{keys_unavailable, sql};
use crate::app::App;
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::SessionId;

/// Ended sessions are kept this long: enough for every node to hear of the end.
const ENDED_KEPT: Duration = Duration::from_hours(24);

/// How far one looks back behind the last look: for clocks that differ, and for commits on their way.
const OVERLAP: Duration = Duration::from_mins(2);

/// Takes up what others did: the keys that `guildhall admin rotate-keys` made, and the sessions that
/// another process revoked. To be called every few seconds; asks the database once, by an index.
///
/// # Errors
/// Of the file or the database; then all stays as it was, and the next call tries again.
pub async fn catch_up(app: &App) -> Result<()> {
    let data = app.accounts.data.clone();
    let keys = tokio::task::spawn_blocking(move || {
        KeyRing::read(&data).map_err(|error| keys_unavailable(&data, error))
    })
    .await
    .map_err(Error::internal)??;
    if !keys.is_same(&app.accounts.keys.load()) {
        tracing::info!("the keys of the tokens have changed");
        app.accounts.keys.store(Arc::new(keys));
    }

    let now = app.clock.now();
    app.accounts.revoked.forget_old(now);
    let since = app.accounts.caught_up.swap(now.0, Ordering::AcqRel);
    let revoked = match sql::revoked_since(app.db.read(), Timestamp(since).minus(OVERLAP)).await {
        Ok(revoked) => revoked,
        Err(error) => {
            app.accounts.caught_up.store(since, Ordering::Release);
            return Err(error);
        }
    };
    let news: Vec<SessionId> =
        revoked.into_iter().map(|(id, _)| id).filter(|&id| !app.accounts.revoked.contains(id)).collect();
    ended(app, &news, now).await;
    Ok(())
}

/// Removes sessions that ended long ago; how many. To be called now and then.
///
/// # Errors
/// Of the database.
pub async fn forget_ended(app: &App) -> Result<u64> {
    sql::delete_ended(app.db.write(), app.clock.now().minus(ENDED_KEPT)).await
}
