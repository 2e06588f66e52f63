//! Deleting one's account.

use std::sync::Arc;

use super::sessions::ended;
use super::{Actor, rules, sql};
use crate::app::App;
use crate::events::{Step, Topic, UserUpdated};
use crate::guilds;
use crate::platform::error::{Error, Result};
use crate::platform::ids::GuildId;
use crate::platform::limits::Rate;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeleteAccountOutcome {
    /// The account is gone.
    Deleted,
    /// The password was not right; nothing changed.
    WrongPassword,
    /// These guilds would be left without an owner; nothing changed.
    OwnsServers(Vec<(GuildId, String)>),
}

/// Deletes the caller's account. Who they were is gone when this answers: their names and address, their
/// password, their devices. What stays is a ghost without a name, as which nobody can sign in, for what they
/// did is part of what others did. The [rest](super::erase) goes in steps that outlast a crash.
///
/// # Errors
/// `RATE_LIMITED` by person; `UNAVAILABLE` where too many passwords are checked at once.
#[tracing::instrument(skip_all)]
pub async fn delete_account(
    app: &App,
    actor: &Actor,
    password: &str,
    delete_messages: bool,
) -> Result<DeleteAccountOutcome> {
    let user = actor.user_id;
    let (_, hash) = sql::credentials(app.db.read(), user).await?.ok_or_else(Error::unauthenticated)?;
    app.limits.count(Rate::SignInByAccount, user)?;
    if !app.accounts.passwords.verify(password, Some(hash)).await? {
        return Ok(DeleteAccountOutcome::WrongPassword);
    }

    let _in_order = app.accounts.profiles.lock().await;
    // Whatever can fail comes first: what is stored is told.
    let shared = guilds::sql::ids_of_user(app.db.read(), user).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if !sql::lock_person(tx.run(), user).await? {
        return Err(Error::unauthenticated());
    }
    let owned = guilds::sql::owned_by(&mut tx, user).await?;
    if !owned.is_empty() {
        return Ok(DeleteAccountOutcome::OwnsServers(owned));
    }
    let name = format!("{}{user}", rules::DELETED);
    let erasure = if delete_messages { super::erase::DELETE_MESSAGES } else { super::erase::KEEP_MESSAGES };
    let ghost = sql::make_ghost(tx.run(), user, &name, erasure).await?.ok_or_else(Error::unauthenticated)?;
    let sessions = sql::revoke_others(tx.run(), user, None, now).await?;
    sql::forget_devices(tx.run(), user).await?;
    tx.commit().await?;

    let ghost = app.users.changed(ghost);
    app.guilds.renamed(&ghost, &shared);
    let event = Arc::new(UserUpdated { user: ghost }.into());
    let steps = shared.into_iter().map(|guild| Step::Tell(Topic::Guild(guild), Arc::clone(&event)));
    app.events.publish(steps.collect()).await;
    ended(app, &sessions, now).await;
    app.accounts.erasures.notify_one();
    Ok(DeleteAccountOutcome::Deleted)
}
