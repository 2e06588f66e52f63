//! `guildhall serve`: the server, from start to a clean end.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::Outcome;
use crate::accounts::{self, Accounts, Users};
use crate::app::App;
use crate::blocks::Blocks;
use crate::events::Events;
use crate::guilds::{self, Guilds};
use crate::http::gateway::Gateway;
use crate::http::{self, Listener};
use crate::messages::Writer;
use crate::moderation;
use crate::platform::clock::Clock;
use crate::platform::config::{Config, Switch};
use crate::platform::ids::{IdMaker, MAX_NODE};
use crate::platform::limits::RateLimits;
use crate::platform::metrics::Metrics;
use crate::threads;

/// How long requests under way may take to finish once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(3);
/// How long each part may take to end after that: all together stay under 10 s.
const GOODBYE: Duration = Duration::from_secs(1);
/// How often what is idle is forgotten.
const HOUSEKEEPING: Duration = Duration::from_mins(1);
/// How often what others did to keys and sessions is taken up.
const CATCH_UP: Duration = Duration::from_secs(5);

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// Where the data folder, the database or the address cannot be had.
pub async fn serve(config: Config) -> Outcome {
    if config.limits == Switch::Off {
        tracing::warn!("rate limits are off: do this only for load tests on a machine of your own");
    }
    if config.node > MAX_NODE {
        return Err(format!("the node number {} is above the highest, {MAX_NODE}", config.node).into());
    }
    let db = super::open_database(&config).await?;
    let listener = Listener::bind(&config.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}", config.listen))?;
    let address = listener.address();

    let clock = Clock::System;
    let ids = Arc::new(IdMaker::new(clock.clone(), config.node, db.highest_id().await?));
    let metrics = Arc::new(Metrics::new());
    let users = Arc::new(Users::new(db.clone()));
    let guilds = Arc::new(Guilds::new(db.clone(), clock.clone(), Arc::clone(&users)));
    let (events, published) = Events::channel();
    let stop_writing = CancellationToken::new();
    let (writer, writing) = Writer::start(
        stop_writing.clone(),
        db.clone(),
        Arc::clone(&users),
        Arc::clone(&guilds),
        Arc::clone(&ids),
        events.clone(),
        Arc::clone(&metrics),
    );
    let app = Arc::new(App {
        limits: RateLimits::new(config.limits),
        accounts: Accounts::open(&config, &db, &clock).await?,
        users,
        blocks: Blocks::new(db.clone()),
        guilds,
        presence: Arc::default(),
        exports: crate::exports::Exports::default(),
        slow_mode: crate::messages::SlowMode::default(),
        joined: threads::Joined::default(),
        message_order: crate::messages::MessageOrder::default(),
        config,
        db: db.clone(),
        clock,
        ids,
        metrics,
        events,
        writer,
    });
    let api = Arc::new(http::graphql::Api::new(&app));
    let gateway = Gateway::start(Arc::clone(&app), Arc::clone(&api), published);
    let (stop, chores) = (CancellationToken::new(), TaskTracker::new());
    chores.spawn(guilds::janitor::run(Arc::clone(&app), stop.clone()));
    chores.spawn(threads::auto_archive::run(Arc::clone(&app), stop.clone()));
    chores.spawn(moderation::run(Arc::clone(&app), stop.clone()));
    chores.spawn(accounts::erase(Arc::clone(&app), stop.clone()));
    chores.spawn(stop.clone().run_until_cancelled_owned(keep_house(Arc::clone(&app))));
    chores.spawn(stop.clone().run_until_cancelled_owned(catch_up(Arc::clone(&app))));

    let endpoint = http::endpoint(Arc::clone(&app), api, Arc::clone(&gateway));
    // Before it is said that the server is there: whoever hears it may already want it to stop.
    let told_to_stop = told_to_stop()?;
    announce(address);
    let stopped = async {
        told_to_stop.await;
        tracing::info!("stopping");
        // Clients are told at the same time as the door is shut: they come back to the next server.
        let gateway = Arc::clone(&gateway);
        tokio::spawn(async move { gateway.stop().await });
    };
    http::serve(listener, &app, endpoint, stopped, DRAIN).await;

    let _ = tokio::time::timeout(GOODBYE, gateway.stop()).await;
    stop.cancel();
    chores.close();
    let _ = tokio::time::timeout(GOODBYE, chores.wait()).await;
    // Nobody can hand in a message any more; what was taken in is stored first.
    stop_writing.cancel();
    let _ = tokio::time::timeout(DRAIN, writing).await;
    let _ = tokio::time::timeout(GOODBYE, db.close()).await;
    tracing::info!("stopped");
    Ok(())
}

/// The one line on standard output, for people and for programs that wait for it.
fn announce(address: std::net::SocketAddr) {
    // A closed pipe at the other end is no reason to stop.
    let _ = writeln!(std::io::stdout(), "listening on http://{address}");
    let _ = std::io::stdout().flush();
}

/// Listens for SIGTERM and SIGINT from now on; resolves when one comes.
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Forgets what is idle, now and then.
async fn keep_house(app: Arc<App>) {
    let mut timer = tokio::time::interval(HOUSEKEEPING);
    loop {
        timer.tick().await;
        app.limits.forget_idle();
        app.guilds.forget_idle();
        if let Err(error) = accounts::forget_ended(&app).await {
            error.log();
        }
    }
}

/// Takes up what the operator's commands and other nodes did to keys and sessions.
async fn catch_up(app: Arc<App>) {
    let mut timer = tokio::time::interval(CATCH_UP);
    loop {
        timer.tick().await;
        if let Err(error) = accounts::catch_up(&app).await {
            error.log();
        }
    }
}
