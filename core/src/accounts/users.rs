//! The people that were asked for lately, in memory: authors and members are shown all the time.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{User, sql};
use crate::platform::db::Db;
use crate::platform::error::{Error, Result};
use crate::platform::ids::UserId;

/// How many people are kept.
const CAPACITY: u64 = 100_000;
/// How many are read by one statement.
const BATCH: usize = 100;

/// A bounded cache over the users table.
#[derive(Debug)]
pub struct Users {
    db: Db,
    cache: moka::sync::Cache<UserId, Arc<User>>,
    /// Counts the changes, so that a reader who was overtaken by one does not keep what it read.
    changes: AtomicU64,
}

impl Users {
    /// None in memory yet.
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self { db, cache: moka::sync::Cache::new(CAPACITY), changes: AtomicU64::new(0) }
    }

    /// One person.
    ///
    /// # Errors
    /// `NOT_FOUND` where there is none.
    pub async fn get(&self, id: UserId) -> Result<Arc<User>> {
        if let Some(user) = self.cache.get(&id) {
            return Ok(user);
        }
        self.get_many([id]).await?.remove(&id).ok_or_else(|| Error::not_found("person"))
    }

    /// Many people, those that exist.
    pub async fn get_many(
        &self,
        ids: impl IntoIterator<Item = UserId>,
    ) -> Result<HashMap<UserId, Arc<User>>> {
        let mut found = HashMap::new();
        let mut missing = Vec::new();
        for id in ids {
            match self.cache.get(&id) {
                Some(user) => {
                    found.insert(id, user);
                }
                None => missing.push(id),
            }
        }
        missing.sort_unstable();
        missing.dedup();
        let before = self.changes.load(Ordering::Acquire);
        for batch in missing.chunks(BATCH) {
            for user in sql::users(self.db.read(), batch).await? {
                let user = Arc::new(user);
                self.cache.insert(user.id, Arc::clone(&user));
                // Asked after it is in: a change that comes later than this replaces it.
                if self.changes.load(Ordering::Acquire) != before {
                    self.cache.invalidate(&user.id);
                }
                found.insert(user.id, user);
            }
        }
        Ok(found)
    }

    /// Replaces what is held of a person, after the commit that changed them.
    pub fn changed(&self, user: User) -> Arc<User> {
        self.changes.fetch_add(1, Ordering::AcqRel);
        let user = Arc::new(user);
        self.cache.insert(user.id, Arc::clone(&user));
        user
    }
}
