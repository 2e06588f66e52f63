//! From an HTTP request to a socket (RFC 6455, 4.2).

use std::sync::Arc;

use poem::http::{HeaderMap, HeaderValue, StatusCode, header};
use poem::{Request, Response};
use tokio::net::tcp::OwnedWriteHalf;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::connection::Connection;
use super::outbox::Outbox;
use super::{Gateway, protocol};
use crate::caller::Caller;

/// Whether a request asks for a socket.
#[must_use]
pub fn wants_socket(headers: &HeaderMap) -> bool {
    has_token(headers, &header::UPGRADE, "websocket")
}

/// Answers a request for a socket, and serves the socket from then on.
pub fn upgrade(gateway: &Arc<Gateway>, request: &Request, caller: Caller) -> Response {
    let headers = request.headers();
    let key = headers.get(header::SEC_WEBSOCKET_KEY);
    let version = headers.get(header::SEC_WEBSOCKET_VERSION).is_some_and(|version| version == "13");
    let (Some(key), true, true) = (key, version, has_token(headers, &header::CONNECTION, "upgrade")) else {
        return Response::builder()
            .status(StatusCode::UPGRADE_REQUIRED)
            .header(header::SEC_WEBSOCKET_VERSION, "13")
            .body("This address speaks WebSocket version 13.");
    };
    if !has_token(headers, &header::SEC_WEBSOCKET_PROTOCOL, protocol::SUBPROTOCOL) {
        return Response::builder()
            .status(StatusCode::BAD_REQUEST)
            .body("Ask for the subprotocol graphql-transport-ws.");
    }
    let writes = request.extensions().get::<Arc<OwnedWriteHalf>>();
    let (Some(writes), Ok(upgrade)) = (writes, request.take_upgrade()) else {
        return Response::builder()
            .status(StatusCode::BAD_REQUEST)
            .body("This connection cannot be upgraded.");
    };
    let accept = derive_accept_key(key.as_bytes());
    let connections = gateway.connections.clone();
    let gateway = Arc::clone(gateway);
    let outbox = Outbox::new(Arc::clone(writes));
    connections.spawn(async move {
        // It resolves when hyper has written the answer, and writes nothing more.
        let Ok(stream) = upgrade.await else { return };
        let metrics = Arc::clone(&gateway.app.metrics);
        metrics.connections.inc();
        Connection::new(gateway, stream, outbox, caller).await.run().await;
        metrics.connections.dec();
    });
    Response::builder()
        .status(StatusCode::SWITCHING_PROTOCOLS)
        .header(header::CONNECTION, "upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_PROTOCOL, protocol::SUBPROTOCOL)
        .header(
            header::SEC_WEBSOCKET_ACCEPT,
            HeaderValue::from_str(&accept).unwrap_or(HeaderValue::from_static("")),
        )
        .finish()
}

/// Whether a header that is a list of tokens has this one.
fn has_token(headers: &HeaderMap, name: &header::HeaderName, token: &str) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|part| part.trim().eq_ignore_ascii_case(token))
}
