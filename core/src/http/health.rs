//! How the program is, for whoever runs it.

use std::sync::Arc;
use std::time::Duration;

use poem::http::StatusCode;
use poem::web::Data;
use poem::{IntoResponse, Response, handler};

use crate::app::App;

/// How long the database may take to answer before the program is not ready.
const DATABASE_DEADLINE: Duration = Duration::from_secs(2);

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

/// What can be measured, as Prometheus reads it.
#[handler]
pub fn metrics(app: Data<&Arc<App>>) -> Response {
    Response::builder()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(app.metrics.render())
}
