//! Hashing passwords: Argon2id, a few at a time, off the threads that serve.

use std::sync::Arc;
use std::thread::available_parallelism;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::platform::error::{Error, Result};

/// How many may wait for their turn. One takes some 20 ms, so whoever waits longest waits a second
/// or two; beyond that an honest "later" is better.
const MAX_WAITING: usize = 64;

/// A hash of a password that nobody has, by the same cost as all others: what is verified where
/// there is no such account, so that it takes the same time.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$Z3VpbGRoYWxsLW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and verifies.
#[derive(Debug)]
pub struct Passwords {
    /// Those who wait, and those whose turn it is.
    admitted: Arc<Semaphore>,
    /// Those whose turn it is. Half of the processors: the others serve.
    running: Arc<Semaphore>,
}

impl Passwords {
    /// With nobody waiting.
    #[must_use]
    pub fn new() -> Self {
        let running = available_parallelism().map_or(1, |processors| processors.get().div_ceil(2));
        Self {
            admitted: Arc::new(Semaphore::new(MAX_WAITING + running)),
            running: Arc::new(Semaphore::new(running)),
        }
    }

    /// The hash to keep of a password.
    ///
    /// # Errors
    /// `UNAVAILABLE` where too many wait already.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = normalised(password);
        self.take_turn(move || {
            let hash: PasswordHash =
                argon2().hash_password(password.as_bytes()).map_err(|e| Error::internal(e.to_string()))?;
            Ok(hash.to_string())
        })
        .await?
    }

    /// Whether a password is the one of a hash. Without a hash (no such account) it is not, after
    /// the same time.
    ///
    /// # Errors
    /// `UNAVAILABLE` where too many wait already.
    pub async fn verify(&self, password: &str, hash: Option<String>) -> Result<bool> {
        let password = normalised(password);
        self.take_turn(move || {
            let exists = hash.is_some();
            let hash = hash.as_deref().unwrap_or(NOBODYS);
            let hash =
                PasswordHash::new(hash).map_err(|e| Error::internal(format!("a password's hash: {e}")))?;
            Ok(argon2().verify_password(password.as_bytes(), &hash).is_ok() && exists)
        })
        .await?
    }

    async fn take_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| {
            Error::unavailable("Too many people are signing in right now. Try again in a moment.")
        })?;
        let turn = Arc::clone(&self.running).acquire_owned().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || {
            // The work goes on when nobody waits for it any more: so the turn lasts as long as it.
            let _turn = (admitted, turn);
            work()
        })
        .await
        .map_err(Error::internal)
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

/// OWASP's parameters for Argon2id (19 MiB, two passes, one lane), which are the crate's defaults.
fn argon2() -> Argon2<'static> {
    Argon2::default()
}

/// In Unicode's composed form: keyboards differ in how they write the same letter.
fn normalised(password: &str) -> String {
    password.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::error::ErrorCode;

    #[tokio::test]
    async fn a_password_is_known_however_its_letters_were_composed() {
        let passwords = Passwords::new();
        let hash = passwords.hash("caf\u{e9} au lait").await.unwrap();
        assert!(passwords.verify("cafe\u{301} au lait", Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify("cafe au lait", Some(hash)).await.unwrap());
    }

    #[tokio::test]
    async fn nobodys_password_is_never_right() {
        assert!(!Passwords::new().verify("", None).await.unwrap());
    }

    #[tokio::test]
    async fn nobodys_hash_costs_as_much_as_any() {
        let nobodys = PasswordHash::new(NOBODYS).unwrap();
        let hash = Passwords::new().hash("a password").await.unwrap();
        let other = PasswordHash::new(&hash).unwrap();
        assert_eq!(nobodys.algorithm, other.algorithm);
        assert_eq!(nobodys.version, other.version);
        assert_eq!(nobodys.params, other.params);
        assert_eq!(nobodys.hash.unwrap().len(), other.hash.unwrap().len());
    }

    #[tokio::test]
    async fn a_crowd_is_told_to_come_back_and_the_first_are_served() {
        let passwords = Passwords::new();
        let tries = (0..200).map(|_| passwords.verify("guess", None));
        let results = futures_util::future::join_all(tries).await;
        let refused = results.iter().filter(|result| result.is_err()).count();
        assert!((1..200).contains(&refused), "{refused} of 200 were refused");
        assert!(
            results
                .iter()
                .filter_map(|result| result.as_ref().err())
                .all(|e| e.code == ErrorCode::Unavailable)
        );
        assert!(passwords.verify("guess", None).await.is_ok());
    }
}
