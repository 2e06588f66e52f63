//! Which channels a change of a guild gives to its members to hear, and which it takes.
//!
//! Most members are like many others: what they hear depends on their roles and on whether they are of
//! age, and is found out once for all who are alike.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::guilds::{Membership, Snapshot};
use crate::permissions::OverwriteTarget;
use crate::platform::ids::{ChannelId, RoleId, UserId};

/// The channels that somebody hears from now on, and those that they hear no more.
#[derive(Debug)]
pub struct Difference {
    /// Heard now and not before.
    pub gained: Vec<ChannelId>,
    /// Heard before and not now.
    pub lost: Vec<ChannelId>,
}

/// From one state of a guild to the next.
#[derive(Debug)]
pub struct Change<'a> {
    before: &'a Snapshot,
    after: &'a Snapshot,
    /// Those of whom the rules say something in person.
    singular: HashSet<UserId>,
    of_those_alike: HashMap<(Arc<[RoleId]>, bool), Arc<Difference>>,
}

impl<'a> Change<'a> {
    /// Between two snapshots of one guild.
    #[must_use]
    pub fn new(before: &'a Snapshot, after: &'a Snapshot) -> Self {
        let singular = [before, after].into_iter().flat_map(|snapshot| {
            let overwrites = snapshot.channels.values().flat_map(|entry| &entry.overwrites);
            let named = overwrites.filter_map(|overwrite| match overwrite.target {
                OverwriteTarget::Member(user) => Some(user),
                OverwriteTarget::Role(_) => None,
            });
            named.chain([snapshot.guild.owner_id])
        });
        Self { before, after, singular: singular.collect(), of_those_alike: HashMap::new() }
    }

    /// What it is to a member.
    pub fn of(&mut self, member: &Membership) -> Arc<Difference> {
        let difference = || Arc::new(difference(self.before, self.after, member));
        let held = |thread: &ChannelId| self.before.holds(*thread) || self.after.holds(*thread);
        if self.singular.contains(&member.user_id) || member.private_threads.iter().any(held) {
            return difference();
        }
        let alike = (Arc::clone(&member.roles), member.of_age);
        Arc::clone(self.of_those_alike.entry(alike).or_insert_with(difference))
    }
}

fn difference(before: &Snapshot, after: &Snapshot, member: &Membership) -> Difference {
    let before: HashSet<ChannelId> = before.heard_by(member).collect();
    let after: HashSet<ChannelId> = after.heard_by(member).collect();
    Difference {
        gained: after.difference(&before).copied().collect(),
        lost: before.difference(&after).copied().collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::channels::{Channel, ChannelKind};
    use crate::guilds::{ChannelEntry, Guild, Role};
    use crate::permissions::{Overwrite, Permissions};
    use crate::platform::clock::Timestamp;
    use crate::platform::ids::GuildId;

    const GUILD: GuildId = GuildId(1);
    const ROLES: [i64; 3] = [1, 2, 3];
    const PEOPLE: i64 = 4;

    fn flags(given: bool, flags: Permissions) -> Permissions {
        if given { flags } else { Permissions::empty() }
    }

    fn overwrite() -> impl Strategy<Value = Overwrite> {
        let target = prop_oneof![
            prop::sample::select(&ROLES).prop_map(|role| OverwriteTarget::Role(RoleId(role))),
            (1..=PEOPLE).prop_map(|user| OverwriteTarget::Member(UserId(user))),
        ];
        (target, any::<bool>()).prop_map(|(target, allows)| Overwrite {
            target,
            allow: flags(allows, Permissions::VIEW_CHANNEL),
            deny: flags(!allows, Permissions::VIEW_CHANNEL),
        })
    }

    fn snapshot() -> impl Strategy<Value = Snapshot> {
        let channel = (prop::collection::vec(overwrite(), 0..3), any::<bool>(), any::<bool>());
        let channels = prop::collection::btree_map(10..14_i64, channel, 0..4);
        (1..=PEOPLE, channels, any::<[(bool, bool); 3]>()).prop_map(|(owner, channels, roles)| {
            let named = |id, kind| Channel::new(ChannelId(id), GUILD, kind, "x");
            let role = |(id, (sees, manages)): (i64, (bool, bool))| {
                let allowed =
                    flags(sees, Permissions::VIEW_CHANNEL) | flags(manages, Permissions::MANAGE_THREADS);
                (RoleId(id), Role::new(RoleId(id), "x", 0, allowed))
            };
            // A private thread, with the channel's number and 100, stands beside some.
            let threads = channels.iter().filter(|(_, (_, has_thread, _))| *has_thread).map(|(id, _)| {
                let thread = named(id + 100, ChannelKind::PrivateThread);
                (thread.id, Arc::new(Channel { parent_id: Some(ChannelId(*id)), ..thread }))
            });
            Snapshot {
                guild: Guild::new(GUILD, "x", UserId(owner)),
                threads: threads.collect(),
                roles: ROLES.into_iter().zip(roles).map(role).collect(),
                channels: channels
                    .into_iter()
                    .map(|(id, (overwrites, _, age_restricted))| {
                        let channel = Channel { age_restricted, ..named(id, ChannelKind::Text) };
                        (channel.id, ChannelEntry { channel: Arc::new(channel), overwrites })
                    })
                    .collect(),
            }
        })
    }

    fn member() -> impl Strategy<Value = Membership> {
        let roles = prop::sample::subsequence(&[RoleId(2), RoleId(3)], 0..=2);
        let threads = prop::sample::subsequence(&[ChannelId(110), ChannelId(111)], 0..=2);
        (1..=PEOPLE + 4, roles, any::<bool>(), threads).prop_map(|(user, roles, of_age, threads)| {
            Membership {
                roles: roles.into(),
                of_age,
                private_threads: threads.into(),
                ..Membership::new(UserId(user), Timestamp(0))
            }
        })
    }

    proptest! {
        /// Who is taken together with others gets what they would have got alone.
        #[test]
        fn everybody_gets_their_own(
            before in snapshot(),
            after in snapshot(),
            members in prop::collection::vec(member(), 1..12),
        ) {
            let mut change = Change::new(&before, &after);
            for member in members {
                let given = change.of(&member);
                let mut heard: HashSet<ChannelId> = before.heard_by(&member).collect();
                heard.retain(|channel| !given.lost.contains(channel));
                heard.extend(&given.gained);
                prop_assert_eq!(heard, after.heard_by(&member).collect::<HashSet<_>>());
            }
        }
    }
}
