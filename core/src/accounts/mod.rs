//! People: their accounts, their signed-in devices, and who is calling.
//!
//! Whoever signs up or in on a device has a session there: an access token for 15 minutes
//! ([`Accounts::actor`] reads it without asking the database) and a refresh token that is good once
//! and brings the next two. A session lasts [`SESSION_LIFETIME`] after its last use.

pub mod admin;
mod bearer;
mod change_password;
mod confirm_age;
mod confirm_password;
mod delete_account;
mod erase;
pub mod graphql;
mod keys;
mod passwords;
mod refresh;
pub mod rest;
mod rest_input;
mod revoked;
mod rules;
mod sessions;
mod sign_in;
mod sign_up;
pub(crate) mod sql;
mod tokens;
mod update_profile;
mod upkeep;
mod users;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use arc_swap::ArcSwap;

pub use self::bearer::Bearer;
pub use self::change_password::{ChangePasswordOutcome, change_password};
pub use self::confirm_age::confirm_age;
pub use self::confirm_password::confirm_password;
pub use self::delete_account::{DeleteAccountOutcome, delete_account};
pub use self::erase::erase;
pub use self::graphql::{AccountsMutation, AccountsQuery};
pub use self::refresh::refresh;
pub use self::rest::AccountsApi;
pub(crate) use self::rules::is_username;
pub use self::sessions::{Session, revoke_session, sessions, sign_out};
pub use self::sign_in::{SignIn, sign_in};
pub use self::sign_up::{SignUp, sign_up};
pub use self::update_profile::{ProfileEdit, update_profile};
pub use self::upkeep::{catch_up, forget_ended};
pub use self::users::Users;

use self::keys::KeyRing;
use self::passwords::Passwords;
use self::revoked::Revoked;
use self::tokens::{Refresh, write_access, write_refresh};
use crate::app::App;
use crate::platform::clock::{Clock, Timestamp};
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{SessionId, UserId};

/// The shortest username.
pub const MIN_USERNAME: usize = 2;
/// The longest username.
pub const MAX_USERNAME: usize = 32;
/// The longest display name, in Unicode scalar values.
pub const MAX_DISPLAY_NAME: usize = 32;
/// The longest e-mail address, in bytes (RFC 5321 allows no more).
pub const MAX_EMAIL: usize = 254;
/// The shortest password, in Unicode scalar values.
pub const MIN_PASSWORD: usize = 10;
/// The longest password, in Unicode scalar values.
pub const MAX_PASSWORD: usize = 256;
/// How long a session lasts after its last use.
pub const SESSION_LIFETIME: Duration = Duration::from_hours(30 * 24);
/// How much is kept of what a device says it is, in Unicode scalar values.
const MAX_USER_AGENT: usize = 256;

/// A person, as others see them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct User {
    /// Who.
    pub id: UserId,
    /// 2 to 32 of `a-z A-Z 0-9 _ . -`, as the person wrote it; unique without regard to case.
    pub username: String,
    /// What to show instead, 1 to 32 characters.
    pub display_name: Option<String>,
    /// Whether nobody can sign in as them: somebody of an imported server, or a deleted account.
    pub ghost: bool,
}

/// Who is calling. Every service takes one; only the doors make them, from a token that is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub user_id: UserId,
    /// The device they signed in with.
    pub session_id: SessionId,
}

/// The device at the other end, for the list of one's sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// What it said it is (User-Agent), cut where it says too much.
    pub user_agent: String,
    /// Where it called from.
    pub address: std::net::IpAddr,
}

impl Device {
    /// From what came with the request.
    #[must_use]
    pub fn new(user_agent: &str, address: std::net::IpAddr) -> Self {
        let user_agent = user_agent.chars().filter(|c| !c.is_control()).take(MAX_USER_AGENT).collect();
        Self { user_agent, address }
    }
}

/// What a device gets when its session begins or is renewed.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Proves who calls, for [`Grant::expires_in`].
    pub access_token: String,
    /// Good for one renewal.
    pub refresh_token: String,
    /// How long the access token is good.
    pub expires_in: Duration,
    /// Who is signed in.
    pub user: Arc<User>,
}

/// What proves who somebody is: the keys of the tokens, the sessions revoked lately, the passwords'
/// hasher.
#[derive(Debug)]
pub struct Accounts {
    clock: Clock,
    data: PathBuf,
    keys: ArcSwap<KeyRing>,
    revoked: Revoked,
    passwords: Passwords,
    /// Up to when the sessions that others revoked are known, in milliseconds since 1970.
    caught_up: AtomicI64,
    /// Held while a profile is changed and told, so that two changes are told in their order.
    profiles: tokio::sync::Mutex<()>,
    /// Told when an account was deleted, so that the rest of it goes at once.
    erasures: tokio::sync::Notify,
}

impl Accounts {
    /// Reads the keys in the data folder, or makes them, and reads which sessions were revoked
    /// while their access tokens may still be out.
    ///
    /// # Errors
    /// Where the keys can neither be read nor made, or the database does not answer.
    pub async fn open(config: &Config, db: &Db, clock: &Clock) -> Result<Self> {
        let now = clock.now();
        let keys = KeyRing::open(&config.data, now).map_err(|error| keys_unavailable(&config.data, error))?;
        let accounts = Self {
            clock: clock.clone(),
            data: config.data.clone(),
            keys: ArcSwap::from_pointee(keys),
            revoked: Revoked::default(),
            passwords: Passwords::new(),
            caught_up: AtomicI64::new(now.0),
            profiles: tokio::sync::Mutex::new(()),
            erasures: tokio::sync::Notify::new(),
        };
        for (session, at) in sql::revoked_since(db.read(), now.minus(revoked::REMEMBERED)).await? {
            accounts.revoked.add(session, at);
        }
        Ok(accounts)
    }

    /// Who an access token stands for. Asks no database.
    ///
    /// # Errors
    /// `UNAUTHENTICATED` where it is not ours, has expired, or its session was revoked.
    pub fn actor(&self, token: &str) -> Result<Actor> {
        tokens::read_access(&self.keys.load(), token, self.clock.now())
            .filter(|actor| !self.revoked.contains(actor.session_id))
            .ok_or_else(Error::unauthenticated)
    }

    /// Whether a session that had a good access token was not ended since. For those who stay
    /// longer than one request. Asks no database.
    #[must_use]
    pub fn is_live(&self, session: SessionId) -> bool {
        !self.revoked.contains(session)
    }

    /// Writes the tokens of a session at its present generation.
    fn grant(
        &self,
        user: Arc<User>,
        session: SessionId,
        generation: i64,
        expires_at: Timestamp,
    ) -> Result<Grant> {
        let keys = self.keys.load();
        let actor = Actor { user_id: user.id, session_id: session };
        let refresh = Refresh { user_id: user.id, session_id: session, generation };
        Ok(Grant {
            access_token: write_access(&keys, actor, self.clock.now())?,
            refresh_token: write_refresh(&keys, refresh, expires_at)?,
            expires_in: tokens::ACCESS_LIFETIME,
            user,
        })
    }

    /// What a refresh token says, if it is ours.
    fn read_refresh(&self, token: &str) -> Result<Refresh> {
        tokens::read_refresh(&self.keys.load(), token, self.clock.now()).ok_or_else(Error::unauthenticated)
    }
}

/// Whether the caller runs this installation. Asks the database: it is seldom asked, and taken away at once.
///
/// # Errors
/// Of the database.
pub async fn is_operator(app: &App, actor: &Actor) -> Result<bool> {
    sql::is_operator(app.db.read(), actor.user_id).await
}

fn keys_unavailable(data: &Path, cause: std::io::Error) -> Error {
    Error {
        cause: Some(cause.into()),
        ..Error::unavailable(format!("The keys in {} can neither be read nor made.", data.display()))
    }
}
