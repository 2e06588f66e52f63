//! Floor 3: one poem app with all doors: GraphQL, OpenAPI, the event gateway, the web client.

mod admission;
mod documents;
pub mod gateway;
pub mod graphql;
mod graphql_door;
mod health;
mod listener;
mod methods;
mod places;
mod problem;
pub mod rest;
mod server;
mod web;

use std::sync::Arc;

use poem::{Endpoint, EndpointExt, Response, Route, get};

use crate::app::App;
use gateway::Gateway;

pub use listener::Listener;
pub use server::serve;

/// Everything that the server answers.
pub fn endpoint(
    app: Arc<App>,
    api: Arc<graphql::Api>,
    gateway: Arc<Gateway>,
) -> impl Endpoint<Output = Response> {
    let graphql = get(graphql_door::open).post(graphql_door::run);
    Route::new()
        .at("/graphql", graphql.data(api).data(gateway))
        .at("/healthz", get(health::healthz))
        .at("/readyz", get(health::readyz))
        .at("/metrics", get(health::metrics))
        .nest_no_strip("/api", rest::routes())
        .nest("/", web::WebClient)
        .with(admission::Admission(Arc::clone(&app)))
        .data(app)
}
