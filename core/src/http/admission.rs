//! What happens to every request before it reaches its door, and to every answer after.
//!
//! It gets an id, a deadline and a [`Caller`]; it is counted; and it runs in a task of its own, so
//! that a client that hangs up does not tear a use case apart between its commit and its event.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use poem::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response};
use tracing::Instrument;

use super::rest;
use crate::app::App;
use crate::caller::Caller;
use crate::exports;
use crate::platform::config::Config;
use crate::platform::error::ErrorCode;
use crate::platform::metrics::RequestLabels;
use crate::platform::problem::Problem;

/// How long a request may take, its body's arrival included.
const DEADLINE: Duration = Duration::from_secs(30);
/// In every answer, and in every line of the log about the request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The middleware.
#[derive(Debug)]
pub struct Admission(pub Arc<App>);

impl<E: Endpoint + 'static> Middleware<E> for Admission {
    type Output = Admitted<E>;

    fn transform(&self, inner: E) -> Admitted<E> {
        Admitted { app: Arc::clone(&self.0), inner: Arc::new(inner) }
    }
}

/// An endpoint behind the middleware.
#[derive(Debug)]
pub struct Admitted<E> {
    app: Arc<App>,
    inner: Arc<E>,
}

impl<E: Endpoint + 'static> Endpoint for Admitted<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let started = Instant::now();
        let id = request_id(request.headers());
        let door = door(request.uri().path());
        let peer = request.remote_addr().as_socket_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| {
            // On a socket for both, IPv4 comes in the clothes of IPv6.
            peer.ip().to_canonical()
        });
        let (address, scheme) = origin(&self.app.config, peer, request.headers());
        let host = request.header(header::HOST);
        let base_url = Caller::base_url(&self.app.config, scheme, host);
        request.extensions_mut().insert(Caller { actor: None, address, base_url });

        let path = without_codes(request.uri().path());
        let span = tracing::info_span!("request", %id, method = %request.method(), %path);
        let deadline = if rest::takes_long(request.uri().path()) { exports::PATIENCE } else { DEADLINE };
        let inner = Arc::clone(&self.inner);
        let task = tokio::spawn(
            async move {
                let answer = match tokio::time::timeout(deadline, inner.call(request)).await {
                    Ok(Ok(answer)) => answer.into_response(),
                    Ok(Err(error)) => refused(error),
                    Err(_) => {
                        problem(ErrorCode::Unavailable, StatusCode::REQUEST_TIMEOUT, "This took too long.")
                    }
                };
                tracing::debug!(
                    status = answer.status().as_u16(),
                    ms = started.elapsed().as_millis(),
                    "answered"
                );
                answer
            }
            .instrument(span),
        );
        let mut answer = task.await.unwrap_or_else(|error| {
            tracing::error!(%error, "a request panicked");
            problem(
                ErrorCode::Internal,
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something went wrong on our side.",
            )
        });
        let headers = answer.headers_mut();
        if let Ok(id) = HeaderValue::from_str(&id) {
            headers.insert(REQUEST_ID, id);
        }
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        let labels = RequestLabels { door, status: answer.status().as_u16() };
        self.app.metrics.requests.get_or_create(&labels).inc();
        self.app.metrics.request_seconds.observe(started.elapsed().as_secs_f64());
        Ok(answer)
    }
}

/// What poem itself refuses (no such route, a method that is not there), as a problem.
fn refused(error: poem::Error) -> Response {
    if error.is_from_response() {
        return error.into_response();
    }
    let status = error.status();
    let code = match status {
        StatusCode::NOT_FOUND => ErrorCode::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::PayloadTooLarge,
        StatusCode::UNAUTHORIZED => ErrorCode::Unauthenticated,
        status if status.is_server_error() => {
            tracing::error!(%error, "a request failed");
            return problem(ErrorCode::Internal, status, "Something went wrong on our side.");
        }
        _ => ErrorCode::Invalid,
    };
    problem(code, status, &error.to_string())
}

/// An answer of `application/problem+json`.
pub fn problem(code: ErrorCode, status: StatusCode, detail: &str) -> Response {
    use poem_openapi::types::ToJSON;

    Response::builder()
        .status(status)
        .content_type("application/problem+json")
        .body(Problem::new(code, status.as_u16(), detail.to_owned()).to_json_string())
}

/// The id that the caller or a proxy gave, where it is a plain one, else a new one.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let plain = |id: &&str| {
        (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    given.filter(plain).map_or_else(|| format!("{:016x}", rand::random::<u64>()), str::to_owned)
}

/// Where a request comes from and how it was asked for: as the connection says, or a proxy that is
/// trusted.
fn origin(config: &Config, peer: IpAddr, headers: &HeaderMap) -> (IpAddr, &'static str) {
    if !config.is_trusted_proxy(peer) {
        return (peer, "http");
    }
    let https = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    // From the right, the first address that no trusted proxy has: what stands left of it is hearsay, of
    // whatever form.
    let forwarded: Vec<_> = headers
        .get_all("x-forwarded-for")
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .collect();
    let address = forwarded
        .iter()
        .rev()
        .flat_map(|value| value.rsplit(','))
        .map_while(|part| part.trim().parse::<IpAddr>().ok())
        .find(|address| !config.is_trusted_proxy(*address))
        .unwrap_or(peer);
    (address, if https { "https" } else { "http" })
}

/// A path as the log may have it: the codes of invites open servers to whoever reads them there.
fn without_codes(path: &str) -> String {
    let mut after_invites = false;
    let mut parts = path.split('/').map(|part| {
        let secret = after_invites && !part.is_empty();
        // The web client's router takes its own addresses in any case.
        after_invites = ["invite", "invites"].iter().any(|word| part.eq_ignore_ascii_case(word));
        if secret { "…" } else { part }
    });
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + "/" + part)
}

/// Which door a path leads to, for the metrics.
fn door(path: &str) -> &'static str {
    match path.split('/').nth(1) {
        Some("graphql") => "graphql",
        Some("api") => "rest",
        Some("healthz" | "readyz" | "metrics") => "operator",
        _ => "web",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(trusted: &str) -> Config {
        let flags = crate::platform::config::Flags {
            trusted_proxies: Some(vec![trusted.parse().unwrap()]),
            ..confique::Layer::empty()
        };
        Config::load(flags, None).unwrap()
    }

    fn headers(forwarded: &str) -> HeaderMap {
        HeaderMap::from_iter([(HeaderName::from_static("x-forwarded-for"), forwarded.parse().unwrap())])
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let config = config("10.0.0.0/8");
        let stranger: IpAddr = "203.0.113.9".parse().unwrap();
        assert_eq!(origin(&config, stranger, &headers("1.2.3.4")).0, stranger);
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        assert_eq!(origin(&config, proxy, &headers("1.2.3.4, 203.0.113.9, 10.0.0.2")).0, stranger);
        assert_eq!(origin(&config, proxy, &headers("nonsense")).0, proxy);
        for hearsay in ["1.2.3.4, x, 203.0.113.9", "x, 203.0.113.9, 10.0.0.2", ",203.0.113.9"] {
            assert_eq!(origin(&config, proxy, &headers(hearsay)).0, stranger, "{hearsay}");
        }
    }

    #[test]
    fn the_log_gets_no_codes_of_invites() {
        for (path, logged) in [
            ("/invite/Ab3dEf9hJk", "/invite/…"),
            ("/INVITE/Ab3dEf9hJk/", "/INVITE/…/"),
            ("/api/v1/invites/Ab3dEf9hJk/accept", "/api/v1/invites/…/accept"),
            ("/api/v1/guilds/17/invites", "/api/v1/guilds/17/invites"),
            ("/api/v1/channels/17/messages/18", "/api/v1/channels/17/messages/18"),
            ("/", "/"),
            ("", ""),
        ] {
            assert_eq!(without_codes(path), logged);
        }
    }

    #[test]
    fn request_ids_are_taken_only_when_plain() {
        let with = |id: &str| request_id(&HeaderMap::from_iter([(REQUEST_ID, id.parse().unwrap())]));
        assert_eq!(with("0123abcd-ef"), "0123abcd-ef");
        assert_ne!(with("evil id\t\"}"), "evil id\t\"}");
        assert_ne!(with("short"), "short");
    }
}
