//! What is left of deleted accounts goes here, in small steps, and goes on after a restart.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use super::sql;
use crate::app::App;
use crate::guilds;
use crate::messages;
use crate::platform::error::{ErrorCode, Result};
use crate::platform::ids::UserId;

/// What they wrote stays, without their name.
pub(super) const KEEP_MESSAGES: &str = "KEEP_MESSAGES";
/// What they wrote goes.
pub(super) const DELETE_MESSAGES: &str = "DELETE_MESSAGES";
/// How often it looks for work that nobody told it of.
const EVERY: Duration = Duration::from_mins(1);
/// How many accounts are looked at together.
const ACCOUNTS: i64 = 20;
/// How many rows go in one step.
const STEP: i64 = 500;
/// The pause after each full step, so that those who write are not kept waiting.
const PAUSE: Duration = Duration::from_millis(20);

/// Works until `stop`.
pub async fn erase(app: Arc<App>, stop: CancellationToken) {
    let work = async {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = app.accounts.erasures.notified() => {}
            }
            if let Err(error) = all(&app).await {
                // The next tick tries again.
                error.log();
            }
        }
    };
    stop.run_until_cancelled(work).await;
}

async fn all(app: &App) -> Result<()> {
    loop {
        let left = sql::erasures(app.db.read(), ACCOUNTS).await?;
        if left.is_empty() {
            return Ok(());
        }
        for (user, erasure) in left {
            one(app, user, erasure == DELETE_MESSAGES).await?;
            tracing::info!(%user, "cleared a deleted account");
        }
    }
}

async fn one(app: &App, user: UserId, delete_messages: bool) -> Result<()> {
    for guild in guilds::sql::ids_of_user(app.db.read(), user).await? {
        let change = match app.guilds.change(guild).await {
            Ok(change) => change,
            // Deleted in this very moment.
            Err(error) if error.code == ErrorCode::NotFound => continue,
            Err(error) => return Err(error),
        };
        if change.membership(user).await?.is_some() {
            let tx = app.db.begin().await?;
            guilds::part(app, change, tx, user).await?;
        }
    }
    while is_full(sql::forget_private(&app.db, user, STEP).await?) {
        tokio::time::sleep(PAUSE).await;
    }
    if delete_messages {
        while messages::delete_some_of(app, user).await? {
            tokio::time::sleep(PAUSE).await;
        }
    }
    sql::erased(app.db.write(), user).await
}

fn is_full(rows: u64) -> bool {
    i64::try_from(rows).is_ok_and(|rows| rows >= STEP)
}
