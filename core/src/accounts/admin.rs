//! What the operator does to accounts, at the command line. These work on the database and the data
//! folder, beside a running server or without one; a running server catches up in seconds.

use std::path::Path;

use super::keys::KeyRing;
use super::passwords::Passwords;
use super::rules::{self, AskedBy};
use super::{SignUp, keys_unavailable, sign_up, sql};
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{IdMaker, UserId};

/// Makes an account, whether or not strangers may.
///
/// # Errors
/// `INVALID` and `CONFLICT` with the field at fault.
pub async fn create_user(db: &Db, ids: &IdMaker, input: SignUp) -> Result<UserId> {
    sign_up::check(&input, AskedBy::Operator)?;
    let hash = Passwords::new().hash(&input.password).await?;
    let mut tx = db.begin().await?;
    let id = sign_up::insert(&mut tx, ids.next(), &input, &hash).await?;
    tx.commit().await?;
    Ok(id)
}

/// Gives an account a new password and ends its sessions; how many.
///
/// # Errors
/// `NOT_FOUND` where nobody has this username or e-mail address; `INVALID` where the password will
/// not do.
pub async fn reset_password(db: &Db, clock: &Clock, login: &str, password: &str) -> Result<usize> {
    let (id, old_hash) =
        sql::login(db.read(), &rules::key(login)).await?.ok_or_else(|| Error::not_found("account"))?;
    let (username, _) = sql::credentials(db.read(), id).await?.ok_or_else(|| Error::not_found("account"))?;
    rules::password("password", password, &username)?;
    let new_hash = Passwords::new().hash(password).await?;

    let mut tx = db.begin().await?;
    if !sql::replace_password(tx.run(), id, &old_hash, &new_hash).await? {
        return Err(Error::conflict("password", "The password was changed at the same time. Try again."));
    }
    let ended = sql::revoke_others(tx.run(), id, None, clock.now()).await?;
    tx.commit().await?;
    Ok(ended.len())
}

/// Makes somebody an operator of the installation, or not any more. It counts from their next request on.
///
/// # Errors
/// `NOT_FOUND` where nobody has this username or e-mail address.
pub async fn set_operator(db: &Db, login: &str, operator: bool) -> Result<()> {
    let (id, _) =
        sql::login(db.read(), &rules::key(login)).await?.ok_or_else(|| Error::not_found("account"))?;
    sql::set_operator(db.write(), id, operator).await
}

/// Has tokens signed with a new key from now on. The old keys go on verifying, so nobody notices;
/// where they are dropped, all sessions end, and how many is told.
///
/// # Errors
/// Where the file of the keys cannot be read or written; of the database.
pub async fn rotate_keys(db: &Db, clock: &Clock, data: &Path, drop_old: bool) -> Result<u64> {
    KeyRing::rotate(data, clock.now(), drop_old).map_err(|error| keys_unavailable(data, error))?;
    if drop_old { sql::revoke_all(db.write(), clock.now()).await } else { Ok(0) }
}
