//! Errors as REST tells them: `application/problem+json` (RFC 9457), each status documented.

use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object};

use super::error::{Error, ErrorCode};

/// What went wrong, and what to do about it.
#[derive(Clone, Debug, Object)]
#[oai(rename_all = "camelCase", skip_serializing_if_is_none = true)]
pub struct Problem {
    /// The kind of problem, for programs. Never changes its meaning.
    pub code: String,
    /// The name of the status.
    pub title: String,
    /// The HTTP status, once more.
    pub status: u16,
    /// What happened and what to do, for people.
    pub detail: String,
    /// The input field at fault.
    pub field: Option<String>,
    /// Milliseconds until another try makes sense, of `RATE_LIMITED`.
    pub retry_after_ms: Option<u64>,
}

impl Problem {
    /// A problem with a status of its own, where the code's usual one does not fit.
    #[must_use]
    pub fn new(code: ErrorCode, status: u16, detail: String) -> Self {
        let title =
            poem::http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
        Self {
            code: code.as_str().to_owned(),
            title: title.unwrap_or("Error").to_owned(),
            status,
            detail,
            field: None,
            retry_after_ms: None,
        }
    }
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        Self {
            field: error.field.map(str::to_owned),
            retry_after_ms: error
                .retry_after
                .map(|after| u64::try_from(after.as_millis()).unwrap_or(u64::MAX)),
            ..Self::new(error.code, error.code.status(), error.message.to_string())
        }
    }
}

/// The answers of a REST call that did not do what it was asked. Handlers return
/// `Result<_, Failure>`, so that `?` turns a service's [`Error`] into one.
#[derive(Debug, ApiResponse)]
pub enum Failure {
    /// No token, or one that is not good (any more).
    #[oai(status = 401, content_type = "application/problem+json")]
    Unauthenticated(
        Json<Problem>,
        /// The kind of token that is asked for.
        #[oai(header = "WWW-Authenticate")]
        String,
    ),
    /// Seen, but not allowed.
    #[oai(status = 403, content_type = "application/problem+json")]
    Forbidden(Json<Problem>),
    /// Not there, or not there for this caller.
    #[oai(status = 404, content_type = "application/problem+json")]
    NotFound(Json<Problem>),
    /// It clashes with what is there already.
    #[oai(status = 409, content_type = "application/problem+json")]
    Conflict(Json<Problem>),
    /// More than the limit allows.
    #[oai(status = 413, content_type = "application/problem+json")]
    PayloadTooLarge(Json<Problem>),
    /// The body is not of a type that is read here.
    #[oai(status = 415, content_type = "application/problem+json")]
    UnsupportedMediaType(Json<Problem>),
    /// The request makes no sense as it stands; `field` may say where.
    #[oai(status = 422, content_type = "application/problem+json")]
    Invalid(Json<Problem>),
    /// Too often.
    #[oai(status = 429, content_type = "application/problem+json")]
    RateLimited(
        Json<Problem>,
        /// Seconds until another try makes sense.
        #[oai(header = "Retry-After")]
        u64,
    ),
    /// Our fault. The operator finds the cause in the log under the request's id.
    #[oai(status = 500, content_type = "application/problem+json")]
    Internal(Json<Problem>),
    /// Something we depend on does not answer; trying again later may work.
    #[oai(status = 503, content_type = "application/problem+json")]
    Unavailable(Json<Problem>),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        error.log();
        let problem = Json(Problem::from(&error));
        match error.code {
            ErrorCode::Unauthenticated => Self::Unauthenticated(problem, "Bearer".to_owned()),
            ErrorCode::Forbidden | ErrorCode::RejectedByPlugin => Self::Forbidden(problem),
            ErrorCode::NotFound => Self::NotFound(problem),
            ErrorCode::Conflict => Self::Conflict(problem),
            ErrorCode::PayloadTooLarge => Self::PayloadTooLarge(problem),
            ErrorCode::Invalid => Self::Invalid(problem),
            ErrorCode::RateLimited => {
                let millis = error.retry_after.unwrap_or_default().as_millis();
                Self::RateLimited(problem, u64::try_from(millis.div_ceil(1000).max(1)).unwrap_or(u64::MAX))
            }
            ErrorCode::Internal => Self::Internal(problem),
            ErrorCode::Unavailable => Self::Unavailable(problem),
        }
    }
}
