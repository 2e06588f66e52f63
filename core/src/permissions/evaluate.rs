//! The rules themselves.

use super::Permissions;
use crate::platform::ids::{RoleId, UserId};

/// Whom an overwrite is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OverwriteTarget {
    /// All who have the role; the role with the guild's own id is `@everyone`.
    Role(RoleId),
    /// One person.
    Member(UserId),
}

/// What a channel denies and allows beside the roles. Where both name a permission, it is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overwrite {
    /// Whom.
    pub target: OverwriteTarget,
    /// What it gives.
    pub allow: Permissions,
    /// What it takes.
    pub deny: Permissions,
}

/// The member who asks, with what the rules need to know.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Who.
    pub user: UserId,
    /// Whether it is the guild's owner.
    pub owner: bool,
    /// The guild's `@everyone` role.
    pub everyone: RoleId,
    /// The member's roles, without `@everyone`.
    pub roles: &'a [RoleId],
    /// What `@everyone` and all these roles allow together.
    pub allowed: Permissions,
    /// What holds the member back.
    pub restraint: Option<Restraint>,
}

/// Why a member is held back, whatever their roles allow. It holds neither the owner nor whoever has
/// `ADMINISTRATOR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum, poem_openapi::Enum)]
#[oai(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Restraint {
    /// A moderator silenced them for a while.
    TimedOut,
    /// They have yet to accept the guild's rules.
    RulesPending,
    /// Their account or membership is newer than the guild asks for.
    Unverified,
}

/// A channel or thread, with what the rules need to know.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The channel's own overwrites; of a thread, those of its channel.
    pub overwrites: &'a [Overwrite],
    /// Whether it is a thread.
    pub thread: bool,
    /// Whether only those who manage it may speak.
    pub locked: bool,
}

impl Subject<'_> {
    /// Whether nothing is kept from the member.
    #[must_use]
    pub fn may_everything(&self) -> bool {
        self.owner || self.allowed.contains(Permissions::ADMINISTRATOR)
    }

    fn held_back(&self, permissions: Permissions) -> Permissions {
        if self.restraint.is_some() { permissions & Permissions::QUIET } else { permissions }
    }
}

/// What a member may do in the guild as a whole.
#[must_use]
pub fn in_guild(subject: &Subject<'_>) -> Permissions {
    if subject.may_everything() { Permissions::all() } else { subject.held_back(subject.allowed) }
}

/// What a member may do in a channel or a thread.
#[must_use]
pub fn in_channel(subject: &Subject<'_>, place: &Place<'_>) -> Permissions {
    if subject.may_everything() {
        return Permissions::all();
    }
    let (mut everyone, mut roles, mut member) = (Layer::NONE, Layer::NONE, Layer::NONE);
    for overwrite in place.overwrites {
        match overwrite.target {
            OverwriteTarget::Role(role) if role == subject.everyone => everyone.add(overwrite),
            OverwriteTarget::Role(role) if subject.roles.contains(&role) => roles.add(overwrite),
            OverwriteTarget::Member(user) if user == subject.user => member.add(overwrite),
            _ => {}
        }
    }
    let mut permissions = member.over(roles.over(everyone.over(subject.allowed)));
    if !permissions.contains(Permissions::VIEW_CHANNEL) {
        return Permissions::empty();
    }
    if place.thread {
        permissions
            .set(Permissions::SEND_MESSAGES, permissions.contains(Permissions::SEND_MESSAGES_IN_THREADS));
    }
    let keeper = if place.thread { Permissions::MANAGE_THREADS } else { Permissions::MANAGE_CHANNELS };
    if place.locked && !permissions.contains(keeper) {
        permissions -= Permissions::SPEAKING;
    }
    subject.held_back(permissions)
}

/// The overwrites of one step, taken together.
struct Layer {
    deny: Permissions,
    allow: Permissions,
}

impl Layer {
    const NONE: Self = Self { deny: Permissions::empty(), allow: Permissions::empty() };

    fn add(&mut self, overwrite: &Overwrite) {
        self.deny |= overwrite.deny;
        self.allow |= overwrite.allow;
    }

    fn over(&self, below: Permissions) -> Permissions {
        (below - self.deny) | self.allow
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EVERYONE: RoleId = RoleId(1);
    const ME: UserId = UserId(1000);

    /// The rules again, as slow and plain as can be: one permission at a time, the last word wins.
    fn model(subject: &Subject<'_>, place: &Place<'_>, flag: Permissions) -> bool {
        let overwrites = place.overwrites;
        if subject.owner || subject.allowed.contains(Permissions::ADMINISTRATOR) {
            return true;
        }
        let decide = |flag: Permissions| {
            let mut answer = subject.allowed.contains(flag);
            let steps: [&dyn Fn(OverwriteTarget) -> bool; 3] = [
                &|target| target == OverwriteTarget::Role(EVERYONE),
                &|target| matches!(target, OverwriteTarget::Role(role) if role != EVERYONE && subject.roles.contains(&role)),
                &|target| target == OverwriteTarget::Member(subject.user),
            ];
            for applies in steps {
                let ours = || overwrites.iter().filter(|overwrite| applies(overwrite.target));
                if ours().any(|overwrite| overwrite.deny.contains(flag)) {
                    answer = false;
                }
                if ours().any(|overwrite| overwrite.allow.contains(flag)) {
                    answer = true;
                }
            }
            answer
        };
        if !decide(Permissions::VIEW_CHANNEL) {
            return false;
        }
        if subject.restraint.is_some()
            && ![Permissions::VIEW_CHANNEL, Permissions::READ_MESSAGE_HISTORY].contains(&flag)
        {
            return false;
        }
        let keeps =
            decide(if place.thread { Permissions::MANAGE_THREADS } else { Permissions::MANAGE_CHANNELS });
        let speaks = [
            Permissions::SEND_MESSAGES,
            Permissions::SEND_MESSAGES_IN_THREADS,
            Permissions::CREATE_PUBLIC_THREADS,
            Permissions::CREATE_PRIVATE_THREADS,
            Permissions::ADD_REACTIONS,
            Permissions::SPEAK,
            Permissions::STREAM,
        ];
        if place.locked && !keeps && speaks.contains(&flag) {
            return false;
        }
        match flag {
            Permissions::SEND_MESSAGES if place.thread => decide(Permissions::SEND_MESSAGES_IN_THREADS),
            flag => decide(flag),
        }
    }

    fn open(overwrites: &[Overwrite]) -> Place<'_> {
        Place { overwrites, thread: false, locked: false }
    }

    fn restraint() -> impl Strategy<Value = Option<Restraint>> {
        prop::option::weighted(
            0.2,
            prop_oneof![
                Just(Restraint::TimedOut),
                Just(Restraint::RulesPending),
                Just(Restraint::Unverified)
            ],
        )
    }

    fn permissions() -> impl Strategy<Value = Permissions> {
        // Few flags at a time, VIEW_CHANNEL often: so that the steps meet.
        (any::<u64>(), any::<u64>(), any::<bool>()).prop_map(|(a, b, view)| {
            let some = Permissions::from_bits_truncate(a & b) - Permissions::ADMINISTRATOR;
            if view { some | Permissions::VIEW_CHANNEL } else { some }
        })
    }

    fn target() -> impl Strategy<Value = OverwriteTarget> {
        prop_oneof![
            (1_i64..8).prop_map(|role| OverwriteTarget::Role(RoleId(role))),
            (1000_i64..1003).prop_map(|user| OverwriteTarget::Member(UserId(user))),
        ]
    }

    fn overwrites() -> impl Strategy<Value = Vec<Overwrite>> {
        prop::collection::vec(
            (target(), permissions(), permissions()).prop_map(|(target, allow, deny)| Overwrite {
                target,
                allow,
                deny,
            }),
            0..8,
        )
    }

    fn roles() -> impl Strategy<Value = Vec<RoleId>> {
        prop::collection::btree_set(2_i64..8, 0..5).prop_map(|set| set.into_iter().map(RoleId).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn the_rules_are_the_models(
            roles in roles(), allowed in permissions(), overwrites in overwrites(),
            owner in prop::bool::weighted(0.05), administrator in prop::bool::weighted(0.05),
            restraint in restraint(), thread in any::<bool>(), locked in any::<bool>(),
        ) {
            let allowed = if administrator { allowed | Permissions::ADMINISTRATOR } else { allowed };
            let subject = Subject { user: ME, owner, everyone: EVERYONE, roles: &roles, allowed, restraint };
            let place = Place { overwrites: &overwrites, thread, locked };
            let answer = in_channel(&subject, &place);
            for flag in Permissions::all().iter() {
                prop_assert_eq!(answer.contains(flag), model(&subject, &place, flag), "{:?}", flag);
            }
        }

        #[test]
        fn without_the_view_there_is_nothing(
            roles in roles(), allowed in permissions(), overwrites in overwrites(),
        ) {
            let subject =
                Subject { user: ME, owner: false, everyone: EVERYONE, roles: &roles, allowed, restraint: None };
            let answer = in_channel(&subject, &open(&overwrites));
            prop_assert!(answer.is_empty() || answer.contains(Permissions::VIEW_CHANNEL));
        }

        #[test]
        fn the_order_of_overwrites_does_not_matter(
            roles in roles(), allowed in permissions(), mut overwrites in overwrites(),
        ) {
            let subject =
                Subject { user: ME, owner: false, everyone: EVERYONE, roles: &roles, allowed, restraint: None };
            let answer = in_channel(&subject, &open(&overwrites));
            overwrites.reverse();
            prop_assert_eq!(in_channel(&subject, &open(&overwrites)), answer);
        }

        #[test]
        fn others_overwrites_are_not_mine(allowed in permissions(), overwrites in overwrites()) {
            let user = UserId(9999);
            let subject =
                Subject { user, owner: false, everyone: RoleId(99), roles: &[], allowed, restraint: None };
            let expected = if allowed.contains(Permissions::VIEW_CHANNEL) { allowed } else { Permissions::empty() };
            prop_assert_eq!(in_channel(&subject, &open(&overwrites)), expected);
        }
    }

    #[test]
    fn the_owner_may_what_everyone_is_denied() {
        let subject = Subject {
            user: ME,
            owner: true,
            everyone: EVERYONE,
            roles: &[],
            allowed: Permissions::empty(),
            restraint: Some(Restraint::TimedOut),
        };
        let deny = Overwrite {
            target: OverwriteTarget::Member(ME),
            allow: Permissions::empty(),
            deny: Permissions::all(),
        };
        let place = Place { overwrites: &[deny], thread: false, locked: true };
        assert_eq!(in_channel(&subject, &place), Permissions::all());
    }
}
