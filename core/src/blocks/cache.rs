//! The blocks of those who were met lately, in memory: they are asked for with every notification.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{Mutex, MutexGuard};

use super::{BlockKind, sql};
use crate::platform::db::Db;
use crate::platform::error::Result;
use crate::platform::ids::UserId;

/// How many people are held, or blocked by those who are.
const CAPACITY: u64 = 500_000;

/// Whom one person blocks or ignores.
type Own = Arc<HashMap<UserId, BlockKind>>;

/// How two people stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// How the first keeps the second away.
    pub first: Option<BlockKind>,
    /// How the second keeps the first away.
    pub second: Option<BlockKind>,
}

impl Between {
    /// Whether one of them blocks the other: neither reaches the other directly.
    #[must_use]
    pub fn is_severed(self) -> bool {
        self.first == Some(BlockKind::Block) || self.second == Some(BlockKind::Block)
    }

    /// Whether the first is to be left in peace by what the second does: no notification of it.
    #[must_use]
    pub fn is_quiet(self) -> bool {
        self.first.is_some() || self.is_severed()
    }
}

/// A bounded cache over the table of blocks.
#[derive(Debug)]
pub struct Blocks {
    db: Db,
    cache: moka::sync::Cache<UserId, Own>,
    /// Counts the changes, so that a reader who was overtaken by one does not keep what it read.
    changes: AtomicU64,
    /// Held while something is changed and told, so that two changes are told in their order.
    changing: Mutex<()>,
}

impl Blocks {
    /// None in memory yet.
    #[must_use]
    pub fn new(db: Db) -> Self {
        let cache = moka::sync::Cache::builder()
            .max_capacity(CAPACITY)
            .weigher(|_, own: &Own| u32::try_from(own.len() + 1).unwrap_or(u32::MAX))
            .build();
        Self { db, cache, changes: AtomicU64::new(0), changing: Mutex::new(()) }
    }

    /// Whom a person blocks or ignores.
    pub async fn of(&self, user: UserId) -> Result<Own> {
        if let Some(own) = self.cache.get(&user) {
            return Ok(own);
        }
        let before = self.changes.load(Ordering::Acquire);
        let own: Own = Arc::new(sql::of(self.db.read(), user).await?.into_iter().collect());
        self.cache.insert(user, Arc::clone(&own));
        // Asked after it is in: a change that comes later than this takes it out.
        if self.changes.load(Ordering::Acquire) != before {
            self.cache.invalidate(&user);
        }
        Ok(own)
    }

    /// How two people stand to each other.
    pub async fn between(&self, first: UserId, second: UserId) -> Result<Between> {
        Ok(Between {
            first: self.of(first).await?.get(&second).copied(),
            second: self.of(second).await?.get(&first).copied(),
        })
    }

    /// Waits for the turn to change something; hold the guard until it is told.
    pub(super) async fn turn(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().await
    }

    /// Forgets what is held of a person, after the commit that changed it.
    pub(super) fn changed(&self, user: UserId) {
        self.changes.fetch_add(1, Ordering::AcqRel);
        self.cache.invalidate(&user);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_severs_both_and_ignoring_quiets_one() {
        let between = |first, second| Between { first, second };
        assert!(between(Some(BlockKind::Block), None).is_severed());
        assert!(between(None, Some(BlockKind::Block)).is_severed());
        assert!(between(None, Some(BlockKind::Block)).is_quiet());
        assert!(!between(Some(BlockKind::Ignore), Some(BlockKind::Ignore)).is_severed());
        assert!(between(Some(BlockKind::Ignore), None).is_quiet());
        assert!(!between(None, Some(BlockKind::Ignore)).is_quiet());
        assert_eq!((Between::default().is_severed(), Between::default().is_quiet()), (false, false));
    }
}
