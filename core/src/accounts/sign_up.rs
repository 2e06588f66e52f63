//! Making an account.

use std::sync::Arc;

use super::rules::{self, AskedBy};
use super::sql::{self, NewUser};
use super::{Device, Grant, User, sessions};
use crate::app::App;
use crate::platform::db::{Tx, violates_unique};
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::UserId;
use crate::platform::limits::Rate;

/// What somebody types to have an account.
#[derive(Clone, Debug)]
pub struct SignUp {
    /// See [`super::User::username`].
    pub username: String,
    /// Not shown to others.
    pub email: String,
    /// 10 to 256 characters.
    pub password: String,
}

/// An e-mail address that is taken weighs as much as this many sign-ups.
const TAKEN_EMAIL: u32 = 15;

/// Makes an account and signs its device in.
///
/// It says when an e-mail address is taken, so it can be asked who has an account here. Hiding that takes a
/// mail to the address, whose owner alone then learns it: as long as no mail is sent, whoever has forgotten
/// that they have an account would be left with an error that nobody can explain, or with a success that
/// signs them in nowhere. Instead such questions are made dear: four of them, and an address has none
/// left for ten minutes, then one in two and a half; and since it then can make no account either, it
/// cannot tell by success what it is not told by failure. Usernames are public and need no such care.
///
/// # Errors
/// `INVALID` and `CONFLICT` with the field at fault; `FORBIDDEN` where strangers may not;
/// `RATE_LIMITED` by address; `UNAVAILABLE` where too many sign in at once.
#[tracing::instrument(skip_all)]
pub async fn sign_up(app: &App, device: &Device, input: SignUp) -> Result<Grant> {
    if !app.config.sign_up {
        return Err(Error::forbidden(
            "This installation takes no new accounts by itself. Ask whoever runs it for one.",
        ));
    }
    check(&input, AskedBy::Stranger)?;
    app.limits.count_address(Rate::SignUpByAddress, device.address)?;
    let hash = app.accounts.passwords.hash(&input.password).await?;

    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let id = insert(&mut tx, app.ids.next(), &input, &hash).await.inspect_err(|error| {
        if error.code == ErrorCode::Conflict && error.field == Some("email") {
            app.limits.charge_address(Rate::SignUpByAddress, device.address, TAKEN_EMAIL - 1);
        }
    })?;
    let session = sessions::begin(app, &mut tx, id, device, now).await?;
    tx.commit().await?;

    let user = User { id, username: input.username, display_name: None, ghost: false };
    app.accounts.grant(Arc::new(user), session, 0, now.plus(super::SESSION_LIFETIME))
}

/// Checks what was typed, field by field, in the order in which a form shows them.
pub(super) fn check(input: &SignUp, asked_by: AskedBy) -> Result<()> {
    rules::username(&input.username, asked_by)?;
    rules::email(&input.email)?;
    rules::password("password", &input.password, &input.username)
}

/// Adds the person, or says what is taken.
pub(super) async fn insert(tx: &mut Tx, id: UserId, input: &SignUp, hash: &str) -> Result<UserId> {
    let user = NewUser {
        id,
        username: &input.username,
        username_key: &rules::key(&input.username),
        email: &input.email,
        email_key: &rules::key(&input.email),
        password_hash: hash,
    };
    sql::insert_user(tx.run(), user).await.map_err(|error| {
        if violates_unique(&error, "users", "username_key") {
            Error::conflict("username", "Somebody has this username already. Choose another.")
        } else if violates_unique(&error, "users", "email_key") {
            Error::conflict("email", "There is an account with this e-mail address already. Sign in instead.")
        } else {
            error
        }
    })?;
    Ok(id)
}
