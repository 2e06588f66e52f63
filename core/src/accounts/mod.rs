//! People: their accounts, their signed-in devices, and who is calling.

pub mod graphql;
pub(crate) mod sql;
mod users;

pub use users::Users;

use crate::platform::ids::{SessionId, UserId};

/// A person, as others see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Who.
    pub id: UserId,
    /// 2 to 32 of `a-z 0-9 _ . -`, unique without regard to case.
    pub username: String,
    /// What to show instead, 1 to 32 characters.
    pub display_name: Option<String>,
}

/// Who is calling. Every service takes one; only the doors make them, from a token that is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub user_id: UserId,
    /// The device they signed in with.
    pub session_id: SessionId,
}
