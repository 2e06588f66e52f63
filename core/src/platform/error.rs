//! The one error of the services, with a code that never changes its meaning.

use std::borrow::Cow;
use std::time::Duration;

/// What a service answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, for programs. In GraphQL `extensions.code`, in REST the `code` of
/// `application/problem+json` (RFC 9457).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// No token, or one that is not good (any more).
    Unauthenticated,
    /// Seen, but not allowed.
    Forbidden,
    /// Not there, or not there for this caller.
    NotFound,
    /// The request makes no sense as it stands; `field` may say where.
    Invalid,
    /// It clashes with what is there already.
    Conflict,
    /// Too often; `retry_after` says when to try again.
    RateLimited,
    /// A plugin of the community refused.
    RejectedByPlugin,
    /// More than the limit allows.
    PayloadTooLarge,
    /// Something we depend on does not answer; trying again later may work.
    Unavailable,
    /// Our fault. The cause is in the log under the request's id, and only there.
    Internal,
}

impl ErrorCode {
    /// As the APIs write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::Invalid => "INVALID",
            Self::Conflict => "CONFLICT",
            Self::RateLimited => "RATE_LIMITED",
            Self::RejectedByPlugin => "REJECTED_BY_PLUGIN",
            Self::PayloadTooLarge => "PAYLOAD_TOO_LARGE",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }

    /// The HTTP status that says the same.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::Forbidden | Self::RejectedByPlugin => 403,
            Self::NotFound => 404,
            Self::Invalid => 422,
            Self::Conflict => 409,
            Self::RateLimited => 429,
            Self::PayloadTooLarge => 413,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }
}

/// Why a service did not do what it was asked. The message is for the person who asked: what
/// happened and what to do. The cause, where there is one, is for the log.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// For programs.
    pub code: ErrorCode,
    /// For people; safe to show.
    pub message: Cow<'static, str>,
    /// The input field at fault, in the API's spelling.
    pub field: Option<&'static str>,
    /// When to try again, of `RATE_LIMITED`.
    pub retry_after: Option<Duration>,
    /// For the log only.
    #[source]
    pub cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error with a code and a message.
    pub fn new(code: ErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, message: message.into(), field: None, retry_after: None, cause: None }
    }

    /// The caller is not signed in, or not any more.
    pub fn unauthenticated() -> Self {
        Self::new(ErrorCode::Unauthenticated, "Sign in to do this.")
    }

    /// The caller may see it but not do it.
    pub fn forbidden(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorCode::Forbidden, message)
    }

    /// `what` ("channel", "message") is not there for the caller.
    pub fn not_found(what: &'static str) -> Self {
        Self::new(ErrorCode::NotFound, format!("There is no such {what}, or you may not see it."))
    }

    /// An input field makes no sense.
    pub fn invalid(field: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self { field: Some(field), ..Self::new(ErrorCode::Invalid, message) }
    }

    /// An input field clashes with what is there.
    pub fn conflict(field: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self { field: Some(field), ..Self::new(ErrorCode::Conflict, message) }
    }

    /// Too often.
    pub fn rate_limited(retry_after: Duration) -> Self {
        let seconds = retry_after.as_millis().div_ceil(1000).max(1);
        Self {
            retry_after: Some(retry_after),
            ..Self::new(ErrorCode::RateLimited, format!("Too often. Try again in {seconds} s."))
        }
    }

    /// Something we depend on does not answer.
    pub fn unavailable(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorCode::Unavailable, message)
    }

    /// Our fault; the cause goes to the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..Self::new(
                ErrorCode::Internal,
                "Something went wrong on our side. Try again; if it stays, tell the operator the request id.",
            )
        }
    }

    /// Writes the cause of a fault to the log, within the request's span, so under its id.
    pub fn log(&self) {
        match self.code {
            ErrorCode::Internal | ErrorCode::Unavailable => {
                tracing::error!(code = self.code.as_str(), cause = ?self.cause, "{}", self.message);
            }
            _ => tracing::debug!(code = self.code.as_str(), field = self.field, "{}", self.message),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        match cause {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => Self {
                cause: Some(cause.into()),
                ..Self::unavailable("The database does not answer. Try again in a moment.")
            },
            other => Self::internal(other),
        }
    }
}
