//! What a running server does about bans from time to time.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use super::{purge, sql};
use crate::app::App;
use crate::platform::error::Result;

/// How often it looks for work.
const EVERY: Duration = Duration::from_secs(5);

/// Works until `stop`: ends the bans whose time is over, and goes on deleting what bans left to delete.
pub async fn run(app: Arc<App>, stop: CancellationToken) {
    let work = async {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if let Err(error) = look(&app).await {
                // The next tick tries again.
                error.log();
            }
        }
    };
    stop.run_until_cancelled(work).await;
}

async fn look(app: &App) -> Result<()> {
    let ended = sql::end_bans(app.db.write(), app.clock.now()).await?;
    if ended > 0 {
        tracing::info!(ended, "bans have ended");
    }
    purge::go_on(app).await
}
