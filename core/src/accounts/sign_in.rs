//! Signing in on a device.

use super::{Device, Grant, MAX_EMAIL, rules, sessions, sql};
use crate::app::App;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::limits::Rate;

/// What somebody types to sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The username or the e-mail address.
    pub login: String,
    /// The password.
    pub password: String,
}

/// Signs a device in. What is wrong, it does not tell: neither in its words nor by its time.
///
/// # Errors
/// `UNAUTHENTICATED` where the two do not belong together; `RATE_LIMITED` by address and by the name
/// typed; `UNAVAILABLE` where too many sign in at once.
#[tracing::instrument(skip_all)]
pub async fn sign_in(app: &App, device: &Device, input: SignIn) -> Result<Grant> {
    let login = rules::key(&input.login);
    app.limits.count_address(Rate::SignInByAddress, device.address)?;
    // By what was typed, not by whose it is: otherwise the limit would tell which names are one
    // person's.
    app.limits.count(Rate::SignInByAccount, &login)?;

    let found = if can_be_login(&login) { sql::login(app.db.read(), &login).await? } else { None };
    let (id, hash) = found.unzip();
    let right = app.accounts.passwords.verify(&input.password, hash).await?;
    let Some(id) = id.filter(|_| right) else {
        return Err(Error::new(ErrorCode::Unauthenticated, "The name or the password is wrong."));
    };

    let user = app.users.get(id).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let session = sessions::begin(app, &mut tx, id, device, now).await?;
    tx.commit().await?;
    app.accounts.grant(user, session, 0, now.plus(super::SESSION_LIFETIME))
}

/// Whether it is worth asking the database: PostgreSQL takes no NUL, and nothing this long is there.
fn can_be_login(login: &str) -> bool {
    login.len() <= MAX_EMAIL && !login.chars().any(char::is_control)
}
