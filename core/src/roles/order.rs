//! The order of a guild's roles: a pure rule.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::guilds::Role;
use crate::permissions::hierarchy;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::RoleId;

/// Puts roles, without `@everyone`, into an order, the highest first, for somebody of a rank. Gives
/// those that stand elsewhere than before.
///
/// # Errors
/// `NOT_FOUND` for a role that is none of these; `INVALID` for one named twice; `CONFLICT` where not all
/// are named; `FORBIDDEN` where one that is not below the rank would change its place.
pub(super) fn reordered<'a>(
    roles: impl IntoIterator<Item = &'a Role>,
    rank: i32,
    order: &[RoleId],
) -> Result<Vec<Role>> {
    let mut roles: Vec<&Role> = roles.into_iter().collect();
    roles.sort_by_key(|role| (Reverse(role.position), role.id));
    let mut named = BTreeSet::new();
    for id in order {
        if !roles.iter().any(|role| role.id == *id) {
            return Err(Error::not_found("role"));
        }
        if !named.insert(*id) {
            return Err(Error::invalid("order", "A role is named twice. Name each once."));
        }
    }
    if order.len() != roles.len() {
        return Err(Error::new(
            ErrorCode::Conflict,
            "Name all roles but @everyone. There may be a new one: look again.",
        ));
    }
    let fixed = roles.iter().filter(|role| !hierarchy::outranks(rank, role.position)).count();
    if roles[..fixed].iter().zip(order).any(|(role, id)| role.id != *id) {
        return Err(Error::forbidden("Only roles below your highest can change their places."));
    }
    let mut moved = Vec::new();
    for (position, id) in (1..).zip(order.iter().rev()) {
        if let Some(role) = roles.iter().find(|role| role.id == *id && role.position != position) {
            moved.push(Role { position, ..(*role).clone() });
        }
    }
    Ok(moved)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::permissions::Permissions;

    fn roles(count: i32) -> Vec<Role> {
        (1..=count)
            .map(|position| Role::new(RoleId(position.into()), "role", position, Permissions::empty()))
            .collect()
    }

    fn positions<'a>(roles: impl IntoIterator<Item = &'a Role>) -> BTreeMap<RoleId, i32> {
        roles.into_iter().map(|role| (role.id, role.position)).collect()
    }

    proptest! {
        /// Whatever somebody asks for: what was not below them stays where it is, and nothing rises to them.
        #[test]
        fn nothing_rises_above_whoever_moves_it(
            (count, order) in (0..9_i32).prop_flat_map(|count| {
                let ids: Vec<RoleId> = (1..=count).map(|id| RoleId(id.into())).collect();
                (Just(count), Just(ids).prop_shuffle())
            }),
            rank in 0..10_i32,
        ) {
            let before = roles(count);
            let Ok(moved) = reordered(&before, rank, &order) else { return Ok(()) };
            let (old, mut new) = (positions(&before), positions(&before));
            new.extend(positions(&moved));
            for (id, position) in &new {
                prop_assert_eq!(hierarchy::outranks(rank, old[id]), hierarchy::outranks(rank, *position));
                prop_assert!(hierarchy::outranks(rank, old[id]) || old[id] == *position);
            }
            let mut places: Vec<i32> = new.values().copied().collect();
            places.sort_unstable();
            prop_assert_eq!(places, (1..=count).collect::<Vec<_>>());
        }

        /// The owner gets any order.
        #[test]
        fn the_owner_orders_as_they_like(order in Just((1..=6).map(RoleId).collect::<Vec<_>>()).prop_shuffle()) {
            let before = roles(6);
            let mut after = positions(&before);
            after.extend(positions(&reordered(&before, hierarchy::OWNER, &order).unwrap()));
            let mut ids: Vec<RoleId> = after.keys().copied().collect();
            ids.sort_by_key(|id| Reverse(after[id]));
            prop_assert_eq!(ids, order);
        }
    }

    #[test]
    fn an_order_names_each_role_once() {
        let three = roles(3);
        let code = |order: &[i64]| {
            let order: Vec<RoleId> = order.iter().copied().map(RoleId).collect();
            reordered(&three, hierarchy::OWNER, &order).unwrap_err().code
        };
        assert_eq!(code(&[3, 2]), ErrorCode::Conflict);
        assert_eq!(code(&[3, 2, 2]), ErrorCode::Invalid);
        assert_eq!(code(&[3, 2, 9]), ErrorCode::NotFound);
    }
}
