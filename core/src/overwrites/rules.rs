//! Who may change which overwrites, and which channels an edit reaches: pure rules.

use std::collections::HashMap;
use std::sync::Arc;

use super::{MAX_PER_CHANNEL, of};
use crate::channels::ChannelKind;
use crate::guilds::{ChannelAccess, Membership, Snapshot};
use crate::permissions::{Overwrite, OverwriteTarget, Permissions};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, UserId};
use crate::roles::role_of;

/// The order of overwrites, which is that of the database.
fn place(overwrite: &Overwrite) -> (bool, i64) {
    match overwrite.target {
        OverwriteTarget::Member(user) => (false, user.0),
        OverwriteTarget::Role(role) => (true, role.0),
    }
}

/// The overwrites with this one in the place of what was said of its target. One that says nothing is
/// none.
#[must_use]
pub(crate) fn put(overwrites: &[Overwrite], overwrite: Overwrite) -> Vec<Overwrite> {
    let mut all: Vec<Overwrite> =
        overwrites.iter().filter(|other| other.target != overwrite.target).copied().collect();
    if !(overwrite.allow.is_empty() && overwrite.deny.is_empty()) {
        all.push(overwrite);
        all.sort_by_key(place);
    }
    all
}

/// What is said of a target.
#[must_use]
pub(crate) fn find(overwrites: &[Overwrite], target: OverwriteTarget) -> Overwrite {
    let none = Overwrite { target, allow: Permissions::empty(), deny: Permissions::empty() };
    overwrites.iter().find(|overwrite| overwrite.target == target).copied().unwrap_or(none)
}

/// Of which targets something else is said, and about which permissions.
pub(super) fn differences(before: &[Overwrite], after: &[Overwrite]) -> Vec<(OverwriteTarget, Permissions)> {
    let mut targets: Vec<OverwriteTarget> = Vec::new();
    for overwrite in before.iter().chain(after) {
        if !targets.contains(&overwrite.target) {
            targets.push(overwrite.target);
        }
    }
    let difference = |target| {
        let (before, after) = (find(before, target), find(after, target));
        (target, (before.allow ^ after.allow) | (before.deny ^ after.deny))
    };
    targets.into_iter().map(difference).filter(|(_, permissions)| !permissions.is_empty()).collect()
}

/// The members of whom something else is said, whose rank [`require_may`] asks for.
pub(crate) fn people_in(before: &[Overwrite], after: &[Overwrite]) -> Vec<UserId> {
    let member = |(target, _)| match target {
        OverwriteTarget::Member(user) => Some(user),
        OverwriteTarget::Role(_) => None,
    };
    differences(before, after).into_iter().filter_map(member).collect()
}

/// Goes on only where the caller may bring the overwrites of a channel from one state to another.
/// `people` are the members among those of whom something else is said; who is none has no rank.
///
/// # Errors
/// `NOT_FOUND` for a role that is none; `FORBIDDEN` for roles and members that are not below the caller,
/// and for permissions that the caller has not in the channel; `CONFLICT` for too many.
pub(crate) fn require_may(
    access: &ChannelAccess,
    before: &[Overwrite],
    after: &[Overwrite],
    people: &HashMap<UserId, Arc<Membership>>,
) -> Result<()> {
    let guild = &access.guild;
    for (target, permissions) in differences(before, after) {
        match target {
            OverwriteTarget::Role(role) => guild.require_outranks_role(role_of(&guild.snapshot, role)?)?,
            OverwriteTarget::Member(user) if user == guild.member.user_id => {}
            OverwriteTarget::Member(user) => {
                if let Some(member) = people.get(&user) {
                    guild.require_outranks_member(member)?;
                }
            }
        }
        access.require_has(permissions)?;
    }
    if after.len() > MAX_PER_CHANNEL && after.len() > before.len() {
        let message =
            format!("A channel says something of at most {MAX_PER_CHANNEL} roles and members. Use a role.");
        return Err(Error::conflict("channelId", message));
    }
    Ok(())
}

/// The channels that have these overwrites when a channel gets them: itself, and if it is a category
/// those that were synced with it.
pub(crate) fn carried(snapshot: &Snapshot, channel: ChannelId) -> Vec<ChannelId> {
    let before = of(snapshot, channel);
    let category =
        snapshot.channels.get(&channel).map(|entry| entry.channel.kind) == Some(ChannelKind::Category);
    let synced = snapshot
        .channels
        .values()
        .filter(|entry| category && entry.channel.parent_id == Some(channel) && entry.overwrites == before)
        .map(|entry| entry.channel.id);
    [channel].into_iter().chain(synced).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::channels::Channel;
    use crate::guilds::{ChannelEntry, Guild, GuildAccess, Role};
    use crate::platform::clock::Timestamp;
    use crate::platform::ids::{GuildId, RoleId};

    const HERE: ChannelId = ChannelId(10);
    const ME: UserId = UserId(2);

    fn some_permissions() -> impl Strategy<Value = Permissions> {
        (any::<u64>(), any::<u64>(), any::<u64>())
            .prop_map(|(a, b, c)| Permissions::from_bits_truncate(a & b & c))
    }

    fn overwrite() -> impl Strategy<Value = Overwrite> {
        let target = prop_oneof![
            (100..104_i64).prop_map(|role| OverwriteTarget::Role(RoleId(role))),
            (2..5_i64).prop_map(|user| OverwriteTarget::Member(UserId(user))),
        ];
        (target, some_permissions(), some_permissions()).prop_map(|(target, allow, deny)| {
            let (allow, deny) = (allow & Permissions::CHANNEL, deny & Permissions::CHANNEL);
            Overwrite { target, allow, deny: deny - allow }
        })
    }

    fn overwrites() -> impl Strategy<Value = Vec<Overwrite>> {
        prop::collection::vec(overwrite(), 0..4)
            .prop_map(|all| all.into_iter().fold(Vec::new(), |all, one| put(&all, one)))
    }

    fn member(user: UserId, roles: &[i64]) -> Membership {
        let roles = roles.iter().map(|role| RoleId(100 + role)).collect();
        Membership { roles, ..Membership::new(user, Timestamp(0)) }
    }

    fn access(roles: &[Permissions], overwrites: &[Overwrite], own: &[i64]) -> Option<ChannelAccess> {
        let all = (0..).zip(roles).map(|(position, permissions)| {
            let id = RoleId(i64::from(position) + 100);
            (id, Role::new(id, "role", position, *permissions | Permissions::VIEW_CHANNEL))
        });
        let channel = Arc::new(Channel::new(HERE, GuildId(100), ChannelKind::Text, "here"));
        let snapshot = Snapshot {
            guild: Guild::new(GuildId(100), "guild", UserId(1)),
            roles: all.collect(),
            channels: BTreeMap::from([(HERE, ChannelEntry { channel, overwrites: overwrites.to_vec() })]),
            threads: BTreeMap::new(),
        };
        let member = Arc::new(member(ME, own));
        GuildAccess::new(Arc::new(snapshot), member, Timestamp(0)).channel(HERE).ok()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        /// Whatever somebody does with overwrites: nobody, and they themself neither, gets in the channel
        /// what they had not, and nobody at their rank or above loses or gains anything by a word about them.
        #[test]
        fn one_hands_on_only_what_one_has_and_only_downwards(
            roles in prop::collection::vec(some_permissions(), 4),
            own in prop::collection::btree_set(1..4_i64, 0..3),
            theirs in prop::collection::btree_set(1..4_i64, 0..3),
            (before, after) in (overwrites(), overwrites()),
        ) {
            let (own, theirs): (Vec<i64>, Vec<i64>) = (own.into_iter().collect(), theirs.into_iter().collect());
            let Some(access) = access(&roles, &before, &own) else { return Ok(()) };
            let (me, other) = (Arc::clone(&access.guild.member), Arc::new(member(UserId(3), &theirs)));
            let people = HashMap::from([(ME, Arc::clone(&me)), (UserId(3), Arc::clone(&other))]);
            if require_may(&access, &before, &after, &people).is_err() {
                return Ok(());
            }
            let mut changed = Snapshot::clone(&access.guild.snapshot);
            if let Some(entry) = changed.channels.get_mut(&HERE) {
                entry.overwrites.clone_from(&after);
            }
            let unchanged = &access.guild.snapshot;
            for member in [&me, &other] {
                let gained = changed.channel_permissions(member, Timestamp(0), HERE)
                    - unchanged.channel_permissions(member, Timestamp(0), HERE);
                // Seeing a channel anew brings what the roles give there: that was theirs before.
                let theirs_anyway = unchanged.permissions(member, Timestamp(0));
                if !theirs_anyway.contains(Permissions::ADMINISTRATOR) {
                    let said = before.iter().fold(Permissions::empty(), |all, one| all | one.allow);
                    prop_assert!((access.permissions | theirs_anyway | said).contains(gained));
                }
            }
            if unchanged.rank(&other) >= unchanged.rank(&me) {
                let target = OverwriteTarget::Member(UserId(3));
                prop_assert_eq!(find(&before, target), find(&after, target));
            }
        }

        #[test]
        fn overwrites_are_kept_once_for_each_target(all in overwrites(), one in overwrite()) {
            let now = put(&all, one);
            prop_assert_eq!(now.iter().filter(|other| other.target == one.target).count(),
                usize::from(!(one.allow.is_empty() && one.deny.is_empty())));
            let mut sorted = now.clone();
            sorted.sort_by_key(place);
            prop_assert_eq!(&sorted, &now);
            prop_assert!(differences(&all, &now).iter().all(|(target, _)| *target == one.target));
            prop_assert!(differences(&now, &now).is_empty());
        }
    }
}
