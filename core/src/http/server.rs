//! The loop that takes connections in and answers the requests that come over them.
//!
//! It stands on hyper itself, since poem's server sets no deadline for the head of a request and none
//! for a connection that says nothing. It speaks HTTP/1.1: browsers speak HTTP/2 only through TLS,
//! and that ends at the proxy.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use poem::http::uri::Scheme;
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Endpoint, Request, Response};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::listener::{self, Connection, Listener};
use super::places::Places;
use crate::app::App;
use crate::platform::config::Switch;
use crate::platform::limits::household;

/// The largest head of a request, in bytes.
const MAX_HEAD: usize = 32 << 10;
/// How often the log says that connections are turned away.
const COMPLAIN_EVERY: Duration = Duration::from_mins(1);
/// What those hear who are turned away at the door.
const TURNED_AWAY: &str = "HTTP/1.1 429 Too Many Requests\r\n\
     retry-after: 30\r\n\
     content-type: text/plain; charset=utf-8\r\n\
     content-length: 65\r\n\
     connection: close\r\n\r\n\
     Your address has too many connections open. Close some, or wait.\n";

/// Serves until `stop` resolves. Requests under way then have `drain` to finish, and connections
/// without one end at once.
pub async fn serve(
    listener: Listener,
    app: &App,
    endpoint: impl Endpoint<Output = Response> + 'static,
    stop: impl Future<Output = ()>,
    drain: Duration,
) {
    let endpoint = Arc::new(endpoint);
    let limited = app.config.limits == Switch::On;
    let places = Places::new(limited.then_some(app.config.connections_per_address));
    let keep_alive = Duration::from_secs(app.config.keep_alive_seconds.max(1).into());
    let (stopping, connections) = (CancellationToken::new(), TaskTracker::new());
    let take_in = async {
        let mut complained = None;
        loop {
            let (stream, peer) = match listener.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, most likely: without a pause this would spin.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            };
            // On a socket for both, IPv4 comes in the clothes of IPv6.
            let address = peer.ip().to_canonical();
            let proxy = app.config.is_trusted_proxy(address);
            let entered = if proxy { Ok(None) } else { places.enter(household(address)) };
            let Ok(place) = entered else {
                app.metrics.connections_refused.inc();
                complain(&mut complained, address);
                listener::turn_away(stream, TURNED_AWAY);
                continue;
            };
            connections.spawn(converse(
                Connection::new(stream, place),
                (LocalAddr(listener.address().into()), RemoteAddr(peer.into())),
                Arc::clone(&endpoint),
                keep_alive,
                stopping.clone(),
                drain,
            ));
        }
    };
    tokio::select! {
        () = take_in => {}
        () = stop => {}
    }
    drop(listener);
    stopping.cancel();
    connections.close();
    connections.wait().await;
}

/// Answers the requests of one connection, until it ends or changes to another protocol.
async fn converse<E: Endpoint<Output = Response> + 'static>(
    connection: Connection,
    (local, remote): (LocalAddr, RemoteAddr),
    endpoint: Arc<E>,
    keep_alive: Duration,
    stopping: CancellationToken,
    drain: Duration,
) {
    // A socket of the event gateway is written to directly.
    let writes = connection.writes();
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let mut request = Request::from((request, local.clone(), remote.clone(), Scheme::HTTP));
        request.extensions_mut().insert(Arc::clone(&writes));
        let endpoint = Arc::clone(&endpoint);
        async move { Ok::<hyper::Response<_>, Infallible>(endpoint.get_response(request).await.into()) }
    });
    let conversation = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(keep_alive)
        .max_header_size(MAX_HEAD)
        .serve_connection(TokioIo::new(connection), service)
        .with_upgrades();
    tokio::pin!(conversation);
    // How a conversation ends is the client's business: it may hang up in the middle of a word.
    tokio::select! {
        _ = conversation.as_mut() => {}
        () = stopping.cancelled() => {
            conversation.as_mut().graceful_shutdown();
            let _ = tokio::time::timeout(drain, conversation).await;
        }
    }
}

/// Tells the operator, now and then.
fn complain(complained: &mut Option<Instant>, address: IpAddr) {
    if complained.is_none_or(|last| last.elapsed() > COMPLAIN_EVERY) {
        *complained = Some(Instant::now());
        tracing::warn!(
            %address,
            "connections are turned away, since this address has as many as `connections_per_address` allows; \
             if it is your proxy, name it in `trusted_proxies`"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_turned_away_get_a_whole_answer() {
        let (head, body) = TURNED_AWAY.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("\r\ncontent-length: {}\r\n", body.len())), "{}", body.len());
    }
}
