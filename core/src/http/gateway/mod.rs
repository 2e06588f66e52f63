//! The event gateway: `graphql-transport-ws` sockets, and the hub that fans events out to them.
//!
//! ```text
//! services ── events ──> hub ──(one execution per group of equal subscriptions)──> outboxes ──> sockets
//! ```
//!
//! The [`hub`] is one task: what it does, it does in one order. It keeps who is in which topic, runs
//! each event once for every group of equal subscriptions ([`group`]), and puts the shared bytes
//! into the bounded [`outbox`] of each socket. It wakes the sockets together and waits until they
//! have taken what it gave, so that under load several events leave in one write, and a server that
//! cannot write faster slows its senders instead of losing its listeners. A socket whose *client*
//! does not read fills its own outbox and is sent away with a code that says "resume".

mod connection;
mod group;
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

pub use group::Source;
pub use upgrade::{upgrade, wants_socket};

/// The gateway's end that HTTP holds: it makes connections.
#[derive(Clone)]
pub struct Gateway {
    app: Arc<App>,
    api: Api,
    hub: hub::Handle,
    /// Cancelled when the server stops: connections say so and close.
    stop: CancellationToken,
    connections: TaskTracker,
}

impl Gateway {
    /// Starts the hub on what the services publish.
    #[must_use]
    pub fn start(app: Arc<App>, api: Api, events: mpsc::Receiver<Vec<Step>>) -> Self {
        let hub = hub::start(&app, api.schema.clone(), events);
        Self { app, api, hub, stop: CancellationToken::new(), connections: TaskTracker::new() }
    }

    /// Tells every client to come back, and waits until the connections are closed.
    pub async fn stop(&self) {
        self.stop.cancel();
        self.connections.close();
        self.connections.wait().await;
    }
}
