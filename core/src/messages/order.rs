//! Edits and deletions of one message are published in the order in which they were stored.

use std::collections::BTreeSet;

use tokio::sync::{Mutex, MutexGuard};

use crate::platform::ids::MessageId;

const STRIPES: usize = 64;

/// Locks shared by messages: enough that two that are edited at once seldom meet.
#[derive(Debug)]
pub struct MessageOrder {
    stripes: [Mutex<()>; STRIPES],
}

impl Default for MessageOrder {
    fn default() -> Self {
        Self { stripes: std::array::from_fn(|_| Mutex::new(())) }
    }
}

impl MessageOrder {
    /// Waits for a message's turn; hold the guard until its event is published.
    pub async fn of(&self, id: MessageId) -> MutexGuard<'_, ()> {
        self.stripes[stripe(id)].lock().await
    }

    /// Waits for the turn of many messages at once.
    pub async fn of_all(&self, ids: &[MessageId]) -> Vec<MutexGuard<'_, ()>> {
        // Always in the same order, so that two who wait for many never wait for each other.
        let stripes: BTreeSet<usize> = ids.iter().map(|id| stripe(*id)).collect();
        let mut guards = Vec::with_capacity(stripes.len());
        for stripe in stripes {
            guards.push(self.stripes[stripe].lock().await);
        }
        guards
    }
}

fn stripe(id: MessageId) -> usize {
    // Ids made in different milliseconds differ above the sequence; mixing spreads them.
    let mixed = id.0.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58;
    usize::try_from(mixed).unwrap_or(0) % STRIPES
}
