//! Who is here: how many live streams each person has open on this node.

use dashmap::DashMap;
use dashmap::mapref::entry::Entry;

use super::ids::UserId;

/// Counts live streams by person.
#[derive(Debug, Default)]
pub struct Presence {
    streams: DashMap<UserId, usize>,
}

impl Presence {
    /// A live stream of this person began.
    pub fn came(&self, user: UserId) {
        *self.streams.entry(user).or_default() += 1;
    }

    /// One of their live streams ended.
    pub fn went(&self, user: UserId) {
        if let Entry::Occupied(mut streams) = self.streams.entry(user) {
            *streams.get_mut() -= 1;
            if *streams.get() == 0 {
                streams.remove();
            }
        }
    }

    /// Whether they have any.
    #[must_use]
    pub fn is_online(&self, user: UserId) -> bool {
        self.streams.contains_key(&user)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_online_until_the_last_stream_ends() {
        let (presence, ana) = (Presence::default(), UserId(1));
        assert!(!presence.is_online(ana));
        presence.came(ana);
        presence.came(ana);
        presence.went(ana);
        assert!(presence.is_online(ana));
        presence.went(ana);
        assert!(!presence.is_online(ana));
        presence.went(ana);
        assert!(!presence.is_online(ana));
    }
}
