//! What poem refuses before a REST handler runs, told like all other errors of REST.

use std::sync::Arc;

use poem::error::MethodNotAllowedError;
use poem::http::{HeaderValue, StatusCode, header};
use poem::{Endpoint, IntoResponse, Request, Response};
use poem_openapi::error::{
    AuthorizationError, ContentTypeError, ParseParamError, ParsePathError, ParseRequestPayloadError,
};
use poem_openapi::payload::Json;

use super::admission::problem;
use super::methods::Methods;
use crate::platform::error::{Error, ErrorCode};
use crate::platform::problem::{Failure, Problem};

/// Calls REST and answers its errors. A path that is not there goes on to whoever answers that for
/// all doors.
pub async fn answer<E: Endpoint<Output = Response>>(
    rest: Arc<E>,
    request: Request,
    methods: &Methods,
) -> poem::Result<Response> {
    let path = request.uri().path().to_owned();
    match rest.call(request).await {
        Err(error) if error.is::<MethodNotAllowedError>() => Ok(method_not_allowed(methods.allow(&path))),
        Err(error) if !error.is_from_response() => match failure(&error) {
            Some(failure) => Ok(failure.into_response()),
            None => Err(error),
        },
        other => other,
    }
}

fn method_not_allowed(allow: Option<&str>) -> Response {
    let detail = "This path does not have that method; `Allow` says which it has.";
    let mut answer = problem(ErrorCode::Invalid, StatusCode::METHOD_NOT_ALLOWED, detail);
    if let Some(allow) = allow.and_then(|allow| HeaderValue::from_str(allow).ok()) {
        answer.headers_mut().insert(header::ALLOW, allow);
    }
    answer
}

fn failure(error: &poem::Error) -> Option<Failure> {
    if error.is::<AuthorizationError>() {
        return Some(Error::unauthenticated().into());
    }
    if error.is::<ParsePathError>() {
        // What cannot be an id or a code names nothing.
        return Some(Error::not_found("thing").into());
    }
    if let Some(error) = error.downcast_ref::<ParseParamError>() {
        return Some(Error::invalid(error.name, format!("`{}`: {}", error.name, error.reason)).into());
    }
    if let Some(error) = error.downcast_ref::<ParseRequestPayloadError>() {
        return Some(
            Error::new(ErrorCode::Invalid, format!("The body cannot be read: {}", error.reason)).into(),
        );
    }
    if error.is::<ContentTypeError>() {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE.as_u16();
        let detail = "The body must be JSON, with Content-Type: application/json.".to_owned();
        return Some(Failure::UnsupportedMediaType(Json(Problem::new(ErrorCode::Invalid, status, detail))));
    }
    match error.status() {
        StatusCode::BAD_REQUEST => {
            Some(Error::new(ErrorCode::Invalid, format!("The request cannot be read: {error}")).into())
        }
        StatusCode::PAYLOAD_TOO_LARGE => Some(
            Error::new(
                ErrorCode::PayloadTooLarge,
                "The body is larger than 256 KiB, the most that is taken.",
            )
            .into(),
        ),
        _ => None,
    }
}
