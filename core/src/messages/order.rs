//! Edits and deletions of one message are published in the order in which they were stored.

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
        // Ids made in different milliseconds differ above the sequence; mixing spreads them.
        let mixed = id.0.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58;
        self.stripes[usize::try_from(mixed).unwrap_or(0) % STRIPES].lock().await
    }
}
