//! How the program is, for whoever runs it.

use std::sync::Arc;
use std::time::Duration;

use poem::http::StatusCode;
use poem::web::Data;
use poem::{IntoResponse, Request, Response, handler};

use super::admission::problem;
use crate::app::App;
use crate::caller::Caller;
use crate::platform::error::ErrorCode;

/// How long the database may take to answer before the program is not ready.
const DATABASE_DEADLINE: Duration = Duration::from_secs(2);

/// By these a proxy says that it asks for somebody else.
const FORWARDED: [&str; 4] = ["forwarded", "via", "x-forwarded-for", "x-real-ip"];

/// The process is up.
#[handler]
pub fn healthz() -> &'static str {
    "ok\n"
}

/// Ready to serve: the database answers, messages are stored and events told.
#[handler]
pub async fn readyz(app: Data<&Arc<App>>) -> Response {
    if !app.writer.is_alive() || !app.events.are_heard() {
        return (StatusCode::SERVICE_UNAVAILABLE, "a part of the program has failed: restart it\n")
            .into_response();
    }
    match tokio::time::timeout(DATABASE_DEADLINE, app.db.ping()).await {
        Ok(Ok(())) => "ready\n".into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
    }
}

/// What can be measured, as Prometheus reads it; for those of the networks that the settings name, and
/// only without a proxy between: one on this machine would make the whole world look like a neighbour.
#[handler]
pub fn metrics(request: &Request, app: Data<&Arc<App>>, caller: Data<&Caller>) -> Response {
    let forwarded = FORWARDED.iter().any(|name| request.headers().contains_key(*name));
    if forwarded || !app.config.metrics_from.iter().any(|network| network.contains(&caller.address)) {
        tracing::debug!(from = %caller.address, forwarded, "metrics were refused: see `metrics_from`");
        let detail = "There is no such page, or you may not see it.";
        return problem(ErrorCode::NotFound, StatusCode::NOT_FOUND, detail);
    }
    Response::builder()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(app.metrics.render())
}
