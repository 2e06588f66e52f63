//! The event gateway: `graphql-transport-ws` sockets, and the hub that fans events out to them.
//!
//! ```text
//! services ── events ──> hub ──(one execution per group of equal subscriptions)──> outboxes ──> sockets
//! ```
//!
//! The [`hub`] is one task: what it does, it does in one order. It keeps who is in which topic, runs
//! each event once for every group of equal subscriptions ([`group`]), and puts the shared bytes
//! into the bounded [`outbox`] of each socket. It writes to all of them together, a few milliseconds
//! apart at least, so that under load several events leave in one write, and a server that cannot
//! write faster slows its senders instead of losing its listeners. The task of a [`connection`] is not
//! woken for it: a socket takes what it is given there and then, or, where its *client* does not read,
//! keeps it in its outbox, fills that, and is sent away with a code that says "resume".

mod connection;
mod group;
mod hearing;
mod hub;
mod journal;
mod outbox;
mod protocol;
mod upgrade;

use std::sync::Arc;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::events::Step;
use crate::http::graphql::Api;
use crate::http::places::Places;
use crate::platform::config::Switch;
use crate::platform::ids::UserId;

pub use group::Source;
pub use upgrade::{upgrade, wants_socket};

/// How many connections a person may have: on all devices, in all windows, and their programs.
const MOST_OF_ONE: u32 = 50;

/// The gateway's end that HTTP holds: it makes connections.
pub struct Gateway {
    app: Arc<App>,
    api: Arc<Api>,
    hub: hub::Handle,
    /// Cancelled when the server stops: connections say so and close.
    stop: CancellationToken,
    connections: TaskTracker,
    /// Those of each person.
    places: Places<UserId>,
}

impl Gateway {
    /// Starts the hub on what the services publish.
    #[must_use]
    pub fn start(app: Arc<App>, api: Arc<Api>, events: mpsc::Receiver<Vec<Step>>) -> Arc<Self> {
        let hub = hub::start(&app, api.schema.clone(), events);
        let places = Places::new((app.config.limits == Switch::On).then_some(MOST_OF_ONE));
        let (stop, connections) = (CancellationToken::new(), TaskTracker::new());
        Arc::new(Self { app, api, hub, stop, connections, places })
    }

    /// Tells every client to come back, and waits until the connections are closed.
    pub async fn stop(&self) {
        self.stop.cancel();
        self.connections.close();
        self.connections.wait().await;
    }
}
