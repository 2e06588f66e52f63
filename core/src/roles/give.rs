//! Giving a member roles, and taking them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{role_of, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::guilds::{GuildAccess, Membership, Snapshot};
use crate::members::Member;
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, RoleId, UserId};

/// What to give and what to take.
#[derive(Clone, Debug, Default)]
pub struct RoleGift {
    /// The roles to give; those that the member has already stay.
    pub add: Vec<RoleId>,
    /// The roles to take; those that the member has not stay so.
    pub remove: Vec<RoleId>,
    /// Whether the caller knows that they take `MANAGE_ROLES` from themself.
    pub confirm: bool,
    /// Why, for the audit log.
    pub reason: Option<String>,
}

/// Gives a member roles and takes others: all at once, or not at all. Nobody is told where nothing is
/// different.
///
/// # Errors
/// `NOT_FOUND` for a guild, member or role that is not there for the caller; `FORBIDDEN` without
/// `MANAGE_ROLES`, about members and roles that are not below oneself (one's own lower roles are), and for
/// a role that allows more than the caller may; `INVALID` for `@everyone`, and for a role that is to be
/// both given and taken; `CONFLICT` where it takes `MANAGE_ROLES` from the caller, unless confirmed.
#[tracing::instrument(skip_all, fields(guild = %guild, user = %user))]
pub async fn give(app: &App, actor: &Actor, guild: GuildId, user: UserId, gift: RoleGift) -> Result<Member> {
    let change = app.guilds.change(guild).await?;
    let access = change.access(actor).await?;
    access.require(Permission::ManageRoles)?;
    let before = change.membership(user).await?.ok_or_else(|| Error::not_found("member"))?;
    let after = given(&access, &before, &gift)?;
    let person = app.users.get(user).await?;
    if after == *before {
        return Ok(Member::new(&access.snapshot, person, before, access.now));
    }
    let added: Vec<RoleId> = after.roles.iter().filter(|id| !before.roles.contains(id)).copied().collect();
    let removed: Vec<RoleId> = before.roles.iter().filter(|id| !after.roles.contains(id)).copied().collect();

    let mut tx = app.db.begin().await?;
    sql::give(&mut tx, guild, user, &added).await?;
    sql::take(&mut tx, guild, user, &removed).await?;
    let words = |member: &Membership| in_words(&access.snapshot, &member.roles);
    let entry = NewEntry {
        guild_id: guild,
        action: Action::MemberRolesUpdated,
        target: Target::Member(user),
        target_name: Some(person.username.clone()),
        reason: gift.reason,
        changes: Changes::none().field("roles", &words(&before), &words(&after)),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    change.commit_member(tx, user, Some(after.clone())).await?;

    let member = Member::new(&access.snapshot, person, Arc::new(after), access.now);
    app.events.publish(member.clone().updated(&access.snapshot)).await;
    Ok(member)
}

/// The member with the roles that they are to have, where the caller may give and take them.
///
/// # Errors
/// As [`give`].
pub(crate) fn given(access: &GuildAccess, before: &Membership, gift: &RoleGift) -> Result<Membership> {
    access.require(Permission::ManageRoles)?;
    if before.user_id != access.member.user_id {
        access.require_outranks_member(before)?;
    }
    let mut roles: BTreeSet<RoleId> =
        before.roles.iter().copied().filter(|id| access.snapshot.roles.contains_key(id)).collect();
    for &id in gift.add.iter().chain(&gift.remove) {
        role_of(&access.snapshot, id)?;
        if id == access.snapshot.everyone() {
            return Err(Error::conflict("add", "All members have @everyone: it is neither given nor taken."));
        }
    }
    if gift.add.iter().any(|id| gift.remove.contains(id)) {
        return Err(Error::invalid("add", "A role cannot be given and taken at once."));
    }
    for &id in &gift.add {
        if roles.insert(id) {
            let role = role_of(&access.snapshot, id)?;
            access.require_outranks_role(role)?;
            access.require_has(role.permissions)?;
        }
    }
    for &id in &gift.remove {
        if roles.remove(&id) {
            access.require_outranks_role(role_of(&access.snapshot, id)?)?;
        }
    }
    let after = Membership { roles: roles.into_iter().collect(), ..before.clone() };
    if before.user_id == access.member.user_id {
        super::require_kept_in(access, &access.snapshot, &after, gift.confirm)?;
    }
    Ok(after)
}

/// The names of roles, the highest first.
fn in_words(snapshot: &Snapshot, roles: &[RoleId]) -> String {
    let mut roles: Vec<_> = roles.iter().filter_map(|id| snapshot.roles.get(id)).collect();
    roles.sort_by_key(|role| std::cmp::Reverse(role.position));
    let names: Vec<&str> = roles.into_iter().map(|role| role.name.as_str()).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::guilds::{Guild, Role};
    use crate::permissions::Permissions;
    use crate::platform::clock::Timestamp;

    const OWNER: UserId = UserId(1);

    fn access(permissions: &[u64], roles: &[i64], user: UserId) -> GuildAccess {
        let all = (0..).zip(permissions).map(|(position, bits)| {
            let permissions = Permissions::from_bits_truncate(*bits);
            let id = RoleId(i64::from(position) + 100);
            (id, Role::new(id, format!("role {position}"), position, permissions))
        });
        let snapshot = Snapshot {
            guild: Guild::new(GuildId(100), "guild", OWNER),
            roles: all.collect(),
            channels: BTreeMap::new(),
            threads: BTreeMap::new(),
        };
        GuildAccess::new(Arc::new(snapshot), Arc::new(member(user, roles)), Timestamp(0))
    }

    fn member(user: UserId, roles: &[i64]) -> Membership {
        let roles = roles.iter().map(|role| RoleId(100 + role)).collect();
        Membership { roles, ..Membership::new(user, Timestamp(0)) }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Whatever somebody but the owner gives and takes: nobody rises to them or above, they do not rise,
        /// and nobody gets what they have not themself.
        #[test]
        fn nobody_gets_above_themself(
            permissions in prop::collection::vec((any::<u64>(), any::<u64>()).prop_map(|(a, b)| a & b), 6),
            own in prop::collection::btree_set(1..6_i64, 0..3),
            others in prop::collection::btree_set(1..6_i64, 0..3),
            add in prop::collection::btree_set(1..6_i64, 0..3),
            remove in prop::collection::btree_set(1..6_i64, 0..3),
            to_self in any::<bool>(),
        ) {
            let own: Vec<i64> = own.into_iter().collect();
            let others: Vec<i64> = others.into_iter().collect();
            let (me, them) = (UserId(2), UserId(3));
            let access = access(&permissions, &own, me);
            let before = if to_self { member(me, &own) } else { member(them, &others) };
            let ids = |set: BTreeSet<i64>| set.into_iter().map(|id| RoleId(100 + id)).collect();
            let gift = RoleGift { add: ids(add), remove: ids(remove), confirm: true, reason: None };
            let Ok(after) = given(&access, &before, &gift) else { return Ok(()) };
            let snapshot = &access.snapshot;
            let rank = snapshot.rank(&access.member);
            prop_assert!(access.permissions.contains(Permissions::MANAGE_ROLES));
            if to_self {
                prop_assert!(snapshot.rank(&after) <= rank);
            } else {
                prop_assert!(snapshot.rank(&after) < rank && snapshot.rank(&before) < rank);
            }
            let gained = snapshot.permissions(&after, access.now) - snapshot.permissions(&before, access.now);
            prop_assert!(access.permissions.contains(gained));
        }
    }
}
