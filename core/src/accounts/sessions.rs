//! The devices that a person is signed in on.

use super::{Actor, Device, SESSION_LIFETIME, sql};
use crate::app::App;
use crate::events::{AccessChange, Step};
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{SessionId, UserId};

/// A signed-in device.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Which; tells when it began.
    pub id: SessionId,
    /// What it said it is.
    pub user_agent: String,
    /// Where it last called from when it renewed its tokens.
    pub address: String,
    /// When it last renewed its tokens.
    pub last_used_at: Timestamp,
}

/// Begins a session, within the transaction that made or checked the person.
pub(super) async fn begin(
    app: &App,
    tx: &mut Tx,
    user: UserId,
    device: &Device,
    now: Timestamp,
) -> Result<SessionId> {
    if !sql::lock_person(tx.run(), user).await? {
        // The account was deleted in this very moment.
        return Err(Error::unauthenticated());
    }
    let id = app.ids.next();
    sql::insert_session(tx.run(), id, user, device, now, now.plus(SESSION_LIFETIME)).await?;
    Ok(id)
}

/// The caller's living sessions, newest first, those before `after`; at most `limit`.
///
/// # Errors
/// Of the database.
pub async fn sessions(
    app: &App,
    actor: &Actor,
    after: Option<SessionId>,
    limit: usize,
) -> Result<Vec<Session>> {
    sql::sessions(app.db.read(), actor.user_id, after, app.clock.now(), limit).await
}

/// Ends a session of the caller's, at once: its tokens are refused and its connections closed.
///
/// # Errors
/// `NOT_FOUND` where it is not the caller's, or has ended.
#[tracing::instrument(skip_all, fields(%session))]
pub async fn revoke_session(app: &App, actor: &Actor, session: SessionId) -> Result<()> {
    let now = app.clock.now();
    if !sql::revoke_session(app.db.write(), session, actor.user_id, now).await? {
        return Err(Error::not_found("session"));
    }
    ended(app, &[session], now).await;
    Ok(())
}

/// Signs the device out that has this refresh token, used before or not.
///
/// # Errors
/// `UNAUTHENTICATED` where the token is not ours, or its session has ended.
pub async fn sign_out(app: &App, refresh_token: &str) -> Result<()> {
    let token = app.accounts.read_refresh(refresh_token)?;
    let actor = Actor { user_id: token.user_id, session_id: token.session_id };
    revoke_session(app, &actor, actor.session_id).await.map_err(|_| Error::unauthenticated())
}

/// Has the ends of sessions take effect on this node, after their commit: no token of theirs is
/// good any more, and their connections are closed.
pub(super) async fn ended(app: &App, sessions: &[SessionId], at: Timestamp) {
    let mut steps = Vec::with_capacity(sessions.len());
    for &session in sessions {
        app.accounts.revoked.add(session, at);
        steps.push(Step::Access(AccessChange::SessionEnded(session)));
    }
    if !steps.is_empty() {
        app.events.publish(steps).await;
    }
}
