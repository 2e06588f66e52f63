//! Who is known to be in which public thread: so that a message of theirs costs no question.

use dashmap::DashMap;

use crate::guilds::Membership;
use crate::platform::clock::Timestamp;
use crate::platform::ids::{ChannelId, UserId};

/// Above this many, all are forgotten, and looked up anew.
const MAX_KNOWN: usize = 200_000;

/// People who are in threads, as far as it was asked lately.
#[derive(Debug, Default)]
pub struct Joined {
    /// With the time since when they are members of the guild: who left it and came back is in no thread.
    known: DashMap<(ChannelId, UserId), Timestamp>,
}

impl Joined {
    /// Whether a member is known to be in a thread.
    pub(super) fn knows(&self, thread: ChannelId, member: &Membership) -> bool {
        self.known.get(&(thread, member.user_id)).is_some_and(|since| *since == member.joined_at)
    }

    /// Keeps that a member is in a thread: call it under the guild's lock.
    pub(super) fn remember(&self, thread: ChannelId, member: &Membership) {
        if self.known.len() >= MAX_KNOWN {
            self.known.clear();
        }
        self.known.insert((thread, member.user_id), member.joined_at);
    }

    /// A person is in a thread no more: call it under the guild's lock.
    pub(super) fn forget(&self, thread: ChannelId, user: UserId) {
        self.known.remove(&(thread, user));
    }
}
