//! People: their accounts, their signed-in devices, and who is calling.

mod bearer;
pub mod graphql;
pub(crate) mod sql;
mod users;

pub use bearer::Bearer;
pub use users::Users;

use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::error::{Error, Result};
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

/// What proves who somebody is: the keys of the tokens, the sessions revoked lately, the passwords'
/// hasher.
#[derive(Debug)]
pub struct Accounts {
    clock: Clock,
}

impl Accounts {
    /// Reads the keys in the data folder, or makes them, and reads which sessions were revoked
    /// while their access tokens may still be out.
    ///
    /// # Errors
    /// Where the keys can neither be read nor made, or the database does not answer.
    pub async fn open(config: &Config, db: &Db, clock: &Clock) -> Result<Self> {
        let _ = (config, db);
        Ok(Self { clock: clock.clone() })
    }

    /// Who an access token stands for. Asks no database.
    ///
    /// # Errors
    /// `UNAUTHENTICATED` where it is not ours, has expired, or its session was revoked.
    pub fn actor(&self, token: &str) -> Result<Actor> {
        let _ = (token, self.clock.now());
        Err(Error::unauthenticated())
    }
}
