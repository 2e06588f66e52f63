//! `/graphql`: operations by POST, sockets by upgrade, an explorer for browsers.

use std::sync::Arc;

use async_graphql::{BatchRequest, BatchResponse, Value};
use poem::http::{StatusCode, header};
use poem::web::Data;
use poem::{Body, Request, Response, handler};

use super::gateway::{self, Gateway};
use super::graphql::{self, Api};
use crate::app::App;
use crate::caller::Caller;
use crate::platform::error::{Error, ErrorCode};
use crate::platform::limits::Rate;

/// The largest body, in bytes.
const MAX_BODY: usize = 256 << 10;
/// How many operations one request may carry.
const MAX_BATCH: usize = 10;

/// Runs one operation, or a few. What is refused before anything runs is told in GraphQL's own shape,
/// which is what GraphQL clients read, under the status that says the same.
#[handler]
pub async fn run(request: &Request, body: Body, app: Data<&Arc<App>>, api: Data<&Arc<Api>>) -> Response {
    match answer(request, body, &app, &api).await {
        Ok(response) => send(StatusCode::OK, &response),
        Err((status, error)) => send(status, &BatchResponse::Single(graphql::refusal(error))),
    }
}

async fn answer(
    request: &Request,
    body: Body,
    app: &App,
    api: &Api,
) -> Result<BatchResponse, (StatusCode, Error)> {
    let refuse = |code, status, message: String| Err((status, Error::new(code, message)));
    let Some(mut caller) = request.extensions().get::<Caller>().cloned() else {
        return Err((StatusCode::INTERNAL_SERVER_ERROR, Error::internal("a request without a caller")));
    };
    let json = request.content_type().is_some_and(|kind| {
        let essence = kind.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
    });
    if !json {
        // Other types can be sent by any page in the person's browser, without asking us first.
        let message = "Send application/json, as {\"query\": …, \"variables\": …}.".to_owned();
        return refuse(ErrorCode::Invalid, StatusCode::UNSUPPORTED_MEDIA_TYPE, message);
    }
    if let Some(authorization) = request.header(header::AUTHORIZATION) {
        let actor = graphql::actor(app, authorization).map_err(|error| (StatusCode::UNAUTHORIZED, error))?;
        caller.actor = Some(actor);
    }
    let Ok(body) = body.into_bytes_limit(MAX_BODY).await else {
        let message = format!("A request has at most {} KiB.", MAX_BODY >> 10);
        return refuse(ErrorCode::PayloadTooLarge, StatusCode::PAYLOAD_TOO_LARGE, message);
    };
    // Looked at first, since to try the one and then the other would read everything twice.
    let is_list = body.trim_ascii_start().first() == Some(&b'[');
    let batch = if is_list {
        serde_json::from_slice(&body).map(BatchRequest::Batch)
    } else {
        serde_json::from_slice(&body).map(BatchRequest::Single)
    };
    let batch = match batch {
        Ok(batch) => batch,
        Err(error) => {
            let message = format!("The body is not a GraphQL request: {error}.");
            return refuse(ErrorCode::Invalid, StatusCode::BAD_REQUEST, message);
        }
    };
    match batch {
        BatchRequest::Single(request) => {
            Ok(BatchResponse::Single(graphql::execute(app, api, caller, request).await))
        }
        BatchRequest::Batch(requests) if requests.is_empty() => {
            let message = "The list of operations is empty.".to_owned();
            refuse(ErrorCode::Invalid, StatusCode::BAD_REQUEST, message)
        }
        BatchRequest::Batch(requests) if requests.len() > MAX_BATCH => {
            let message = format!("One request carries at most {MAX_BATCH} operations.");
            refuse(ErrorCode::PayloadTooLarge, StatusCode::PAYLOAD_TOO_LARGE, message)
        }
        BatchRequest::Batch(requests) => {
            let mut responses = Vec::with_capacity(requests.len());
            for request in requests {
                responses.push(graphql::execute(app, api, caller.clone(), request).await);
            }
            Ok(BatchResponse::Batch(responses))
        }
    }
}

fn send(status: StatusCode, response: &BatchResponse) -> Response {
    let json = serde_json::to_vec(response).unwrap_or_else(|_| br#"{"data":null}"#.to_vec());
    let mut answer = Response::builder().status(status).content_type("application/json");
    if let Some(seconds) = retry_after(response) {
        answer = answer.header(header::RETRY_AFTER, seconds);
    }
    answer.body(json)
}

/// The seconds until another try makes sense, where something came too often: the longest of all waits.
fn retry_after(response: &BatchResponse) -> Option<u64> {
    let responses = match response {
        BatchResponse::Single(response) => std::slice::from_ref(response),
        BatchResponse::Batch(responses) => responses,
    };
    let waits = responses.iter().flat_map(|response| &response.errors).filter_map(|error| {
        match error.extensions.as_ref()?.get("retryAfterMs")? {
            Value::Number(millis) => millis.as_u64(),
            _ => None,
        }
    });
    waits.max().map(|millis| millis.div_ceil(1000).max(1))
}

/// Opens a socket, or shows a browser the explorer.
#[handler]
pub fn open(request: &Request, app: Data<&Arc<App>>, gateway: Data<&Arc<Gateway>>) -> Response {
    if !gateway::wants_socket(request.headers()) {
        return super::web::explorer();
    }
    let refused = |status, error| send(status, &BatchResponse::Single(graphql::refusal(error)));
    let Some(caller) = request.extensions().get::<Caller>().cloned() else {
        return refused(StatusCode::INTERNAL_SERVER_ERROR, Error::internal("a request without a caller"));
    };
    if let Err(error) = app.limits.count_address(Rate::Connect, caller.address) {
        return refused(StatusCode::TOO_MANY_REQUESTS, error);
    }
    gateway::upgrade(&gateway, request, caller)
}
