//! Who stands above whom: pure rules over ranks.
//!
//! A rank is the position of a member's highest role: 0 with no role but `@everyone`, [`OWNER`] for the
//! owner. One acts only on roles and members below one's own rank, so nobody acts on the owner, and
//! nobody on their equals.

use super::Permissions;

/// The rank of the owner: above every role.
pub const OWNER: i32 = i32::MAX;

/// The rank of a member whose roles stand at these positions.
#[must_use]
pub fn highest(owner: bool, positions: impl IntoIterator<Item = i32>) -> i32 {
    if owner { OWNER } else { positions.into_iter().fold(0, i32::max) }
}

/// Whether who has one rank may act on who, or what, has another.
#[must_use]
pub fn outranks(actor: i32, target: i32) -> bool {
    actor > target
}

/// What of `given` somebody who has `own` may not hand on: one gives, and takes, only what one has.
#[must_use]
pub fn missing(own: Permissions, given: Permissions) -> Permissions {
    if own.contains(Permissions::ADMINISTRATOR) { Permissions::empty() } else { given - own }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_owner_is_above_all_and_nobody_above_the_owner(positions in prop::collection::vec(0_i32..1000, 0..9)) {
            let (owner, other) = (highest(true, positions.clone()), highest(false, positions));
            prop_assert!(outranks(owner, other) && !outranks(other, owner) && !outranks(owner, owner));
        }

        #[test]
        fn a_member_stands_where_their_highest_role_does(positions in prop::collection::vec(1_i32..1000, 1..9)) {
            let rank = highest(false, positions.iter().copied());
            prop_assert!(positions.contains(&rank));
            prop_assert!(positions.iter().all(|position| !outranks(*position, rank)));
        }

        #[test]
        fn one_gives_only_what_one_has(own in any::<u64>(), given in any::<u64>()) {
            let own = Permissions::from_bits_truncate(own) - Permissions::ADMINISTRATOR;
            let given = Permissions::from_bits_truncate(given);
            prop_assert!(own.contains(given - missing(own, given)));
            prop_assert!((missing(own, given) & own).is_empty());
            prop_assert!(missing(own | Permissions::ADMINISTRATOR, given).is_empty());
        }
    }

    #[test]
    fn with_no_role_one_stands_below_every_role() {
        assert_eq!(highest(false, []), 0);
        assert!(!outranks(highest(false, []), 1) && !outranks(0, 0));
    }
}
