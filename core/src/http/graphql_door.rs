//! `/graphql`: operations by POST, sockets by upgrade, an explorer for browsers.

use std::sync::Arc;

use async_graphql::{BatchRequest, BatchResponse};
use poem::http::{StatusCode, header};
use poem::web::Data;
use poem::{Request, Response, handler};

use super::admission::problem;
use super::gateway::{self, Gateway};
use super::graphql::{self, Schema};
use crate::app::App;
use crate::caller::Caller;
use crate::platform::error::ErrorCode;
use crate::platform::limits::Rate;

/// The largest body, in bytes.
const MAX_BODY: usize = 256 << 10;
/// How many operations one request may carry.
const MAX_BATCH: usize = 10;

/// Runs one operation, or a few.
#[handler]
pub async fn run(request: &Request, body: poem::Body, app: Data<&Arc<App>>, schema: Data<&Schema>) -> Response {
    let Some(mut caller) = request.extensions().get::<Caller>().cloned() else {
        return problem(ErrorCode::Internal, StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side.");
    };
    let json = request.content_type().is_some_and(|kind| {
        let essence = kind.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
    });
    if !json {
        // Other types can be sent by any page in the person's browser, without asking us first.
        return problem(
            ErrorCode::Invalid,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send application/json, as {\"query\": …, \"variables\": …}.",
        );
    }
    if let Some(authorization) = request.header(header::AUTHORIZATION) {
        match graphql::actor(&app, authorization) {
            Ok(actor) => caller.actor = Some(actor),
            Err(error) => return problem(error.code, StatusCode::UNAUTHORIZED, "The access token is not good (any more). Refresh it or sign in."),
        }
    }
    let body = match body.into_bytes_limit(MAX_BODY).await {
        Ok(body) => body,
        Err(_) => {
            return problem(ErrorCode::PayloadTooLarge, StatusCode::PAYLOAD_TOO_LARGE, "A request has at most 256 KiB.");
        }
    };
    let batch = match serde_json::from_slice::<BatchRequest>(&body) {
        Ok(batch) => batch,
        Err(error) => {
            let detail = format!("The body is not a GraphQL request: {error}.");
            return problem(ErrorCode::Invalid, StatusCode::BAD_REQUEST, &detail);
        }
    };
    let response = match batch {
        BatchRequest::Single(request) => {
            BatchResponse::Single(graphql::execute(&app, &schema, caller, request).await)
        }
        BatchRequest::Batch(requests) if requests.len() > MAX_BATCH => {
            let detail = format!("One request carries at most {MAX_BATCH} operations.");
            return problem(ErrorCode::PayloadTooLarge, StatusCode::PAYLOAD_TOO_LARGE, &detail);
        }
        BatchRequest::Batch(requests) => {
            let mut responses = Vec::with_capacity(requests.len());
            for request in requests {
                responses.push(graphql::execute(&app, &schema, caller.clone(), request).await);
            }
            BatchResponse::Batch(responses)
        }
    };
    match serde_json::to_vec(&response) {
        Ok(json) => Response::builder().content_type("application/json").body(json),
        Err(_) => problem(ErrorCode::Internal, StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side."),
    }
}

/// Opens a socket, or shows a browser the explorer.
#[handler]
pub fn open(request: &Request, app: Data<&Arc<App>>, gateway: Data<&Gateway>) -> Response {
    if !gateway::wants_socket(request.headers()) {
        return super::web::explorer();
    }
    let Some(caller) = request.extensions().get::<Caller>().cloned() else {
        return problem(ErrorCode::Internal, StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side.");
    };
    if let Err(error) = app.limits.count_address(Rate::Connect, caller.address) {
        return problem(error.code, StatusCode::TOO_MANY_REQUESTS, &error.message);
    }
    gateway::upgrade(&gateway, request, caller)
}
