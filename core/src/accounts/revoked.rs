//! The sessions that were revoked while their access tokens may still be out, in memory: a request
//! is checked against them without asking the database.

use std::time::Duration;

use dashmap::DashMap;

use super::tokens::ACCESS_LIFETIME;
use crate::platform::clock::Timestamp;
use crate::platform::ids::SessionId;

/// How long a revoked session is remembered: as long as its last access token, and a minute for
/// clocks that differ.
pub const REMEMBERED: Duration = ACCESS_LIFETIME.saturating_add(Duration::from_mins(1));

/// The sessions revoked lately.
#[derive(Debug, Default)]
pub struct Revoked(DashMap<SessionId, Timestamp>);

impl Revoked {
    /// Remembers one; whether it is news.
    pub fn add(&self, session: SessionId, at: Timestamp) -> bool {
        self.0.insert(session, at).is_none()
    }

    /// Whether it was revoked lately.
    pub fn contains(&self, session: SessionId) -> bool {
        self.0.contains_key(&session)
    }

    /// Forgets those whose tokens have all expired.
    pub fn forget_old(&self, now: Timestamp) {
        let oldest = now.minus(REMEMBERED);
        self.0.retain(|_, at| *at >= oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revoked_session_is_remembered_while_a_token_of_it_may_be_good() {
        let now = Timestamp(1_800_000_000_000);
        let revoked = Revoked::default();
        assert!(revoked.add(SessionId(1), now));
        assert!(!revoked.add(SessionId(1), now));
        revoked.forget_old(now.plus(ACCESS_LIFETIME));
        assert!(revoked.contains(SessionId(1)));
        revoked.forget_old(now.plus(Duration::from_hours(1)));
        assert!(!revoked.contains(SessionId(1)));
    }
}
