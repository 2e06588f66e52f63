//! Why a member may do something, or may not: the rules of [`super::evaluate`] again, one permission at a
//! time, each with the step that had the last word.

use super::{Overwrite, OverwriteTarget, Permission, Permissions, Place, Restraint, Subject};
use crate::platform::ids::RoleId;

/// The step that had the last word on a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum, poem_openapi::Enum)]
#[graphql(name = "PermissionRule")]
#[oai(rename = "PermissionRule", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Rule {
    /// Whoever owns the server may do everything.
    Owner,
    /// A role allows everything.
    Administrator,
    /// A role allows it.
    Role,
    /// `@everyone` allows it.
    EveryoneRole,
    /// No role allows it.
    NotGiven,
    /// The channel allows or denies it to `@everyone`.
    EveryoneOverwrite,
    /// The channel allows or denies it to a role.
    RoleOverwrite,
    /// The channel allows or denies it to the member.
    MemberOverwrite,
    /// Who does not see a channel can do nothing in it.
    CannotSee,
    /// In a thread it is what the channel says of writing in threads.
    ThreadOf,
    /// The channel is locked.
    Locked,
    /// A moderator silenced the member for a while.
    TimedOut,
    /// The member has yet to accept the rules.
    RulesPending,
    /// The account or the membership is too new.
    Unverified,
}

/// Whether one permission is there, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Which.
    pub permission: Permission,
    /// Whether it is there.
    pub allowed: bool,
    /// What had the last word.
    pub rule: Rule,
    /// The role of the rule, where it is one of a role: of several the highest.
    pub role: Option<RoleId>,
}

/// What each role of a member allows by itself.
#[derive(Clone, Copy, Debug)]
pub struct Grants<'a> {
    /// What `@everyone` allows.
    pub everyone: Permissions,
    /// What the member's roles allow, the highest first: those of the [`Subject`], no more and no less.
    pub roles: &'a [(RoleId, Permissions)],
}

/// Explains every permission of a member: in a channel or thread, or in the guild as a whole. It says what
/// [`super::in_channel`] and [`super::in_guild`] say.
#[must_use]
pub fn explain(subject: &Subject<'_>, grants: &Grants<'_>, place: Option<&Place<'_>>) -> Vec<Answer> {
    let case = Case { subject, grants, place };
    Permissions::all().list().into_iter().map(|permission| case.answer(permission)).collect()
}

struct Case<'a> {
    subject: &'a Subject<'a>,
    grants: &'a Grants<'a>,
    place: Option<&'a Place<'a>>,
}

impl Case<'_> {
    fn answer(&self, permission: Permission) -> Answer {
        let flag = Permissions::from(permission);
        if self.subject.owner {
            return Answer { permission, allowed: true, rule: Rule::Owner, role: None };
        }
        if let Some(role) = self.administrator() {
            return Answer { permission, allowed: true, rule: Rule::Administrator, role: Some(role) };
        }
        let said = self.said(permission);
        // What nobody gives needs nobody to take it: a later step is named only where it changed the answer.
        if !said.allowed {
            return said;
        }
        let taken = |rule| Answer { permission, allowed: false, rule, role: None };
        if let Some(place) = self.place {
            if !self.said(Permission::ViewChannel).allowed {
                return taken(Rule::CannotSee);
            }
            let keeper = if place.thread { Permission::ManageThreads } else { Permission::ManageChannels };
            if place.locked && Permissions::SPEAKING.contains(flag) && !self.said(keeper).allowed {
                return taken(Rule::Locked);
            }
        }
        match self.subject.restraint.filter(|_| !Permissions::QUIET.contains(flag)) {
            Some(Restraint::TimedOut) => taken(Rule::TimedOut),
            Some(Restraint::RulesPending) => taken(Rule::RulesPending),
            Some(Restraint::Unverified) => taken(Rule::Unverified),
            None => said,
        }
    }

    /// The role by which the member may do everything.
    fn administrator(&self) -> Option<RoleId> {
        let allows =
            |(_, permissions): &&(RoleId, Permissions)| permissions.contains(Permissions::ADMINISTRATOR);
        let everyone = (self.subject.everyone, self.grants.everyone);
        self.grants.roles.iter().chain([&everyone]).find(allows).map(|(role, _)| *role)
    }

    /// What roles and overwrites say of a permission.
    fn said(&self, permission: Permission) -> Answer {
        if permission == Permission::SendMessages && self.place.is_some_and(|place| place.thread) {
            return Answer {
                permission,
                rule: Rule::ThreadOf,
                ..self.said(Permission::SendMessagesInThreads)
            };
        }
        let given = self.given(permission);
        let overwrites = self.place.map_or(&[][..], |place| place.overwrites);
        overwritten(self.subject, self.grants, overwrites, permission).unwrap_or(given)
    }

    /// What the roles say of a permission.
    fn given(&self, permission: Permission) -> Answer {
        let flag = permission.into();
        if self.grants.everyone.contains(flag) {
            return Answer { permission, allowed: true, rule: Rule::EveryoneRole, role: None };
        }
        match self.grants.roles.iter().find(|(_, permissions)| permissions.contains(flag)) {
            Some((role, _)) => Answer { permission, allowed: true, rule: Rule::Role, role: Some(*role) },
            None => Answer { permission, allowed: false, rule: Rule::NotGiven, role: None },
        }
    }
}

/// What the overwrites of a channel say of a permission, if anything: the last word first.
fn overwritten(
    subject: &Subject<'_>,
    grants: &Grants<'_>,
    overwrites: &[Overwrite],
    permission: Permission,
) -> Option<Answer> {
    let flag = Permissions::from(permission);
    let says = |target| {
        let of_it = || overwrites.iter().filter(move |overwrite| overwrite.target == target);
        match () {
            () if of_it().any(|overwrite| overwrite.allow.contains(flag)) => Some(true),
            () if of_it().any(|overwrite| overwrite.deny.contains(flag)) => Some(false),
            () => None,
        }
    };
    if let Some(allowed) = says(OverwriteTarget::Member(subject.user)) {
        return Some(Answer { permission, allowed, rule: Rule::MemberOverwrite, role: None });
    }
    for wanted in [true, false] {
        let role = grants.roles.iter().find(|(role, _)| says(OverwriteTarget::Role(*role)) == Some(wanted));
        if let Some((role, _)) = role {
            return Some(Answer {
                permission,
                allowed: wanted,
                rule: Rule::RoleOverwrite,
                role: Some(*role),
            });
        }
    }
    let allowed = says(OverwriteTarget::Role(subject.everyone))?;
    Some(Answer { permission, allowed, rule: Rule::EveryoneOverwrite, role: None })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::permissions::{in_channel, in_guild};
    use crate::platform::ids::UserId;

    const EVERYONE: RoleId = RoleId(1);
    const ME: UserId = UserId(1000);

    fn permissions() -> impl Strategy<Value = Permissions> {
        (any::<u64>(), any::<u64>(), any::<bool>(), prop::bool::weighted(0.02)).prop_map(
            |(a, b, view, administrator)| {
                let mut some = Permissions::from_bits_truncate(a & b);
                some.set(Permissions::VIEW_CHANNEL, view);
                some.set(Permissions::ADMINISTRATOR, administrator);
                some
            },
        )
    }

    fn overwrites() -> impl Strategy<Value = Vec<Overwrite>> {
        let target = prop_oneof![
            (1_i64..6).prop_map(|role| OverwriteTarget::Role(RoleId(role))),
            (1000_i64..1002).prop_map(|user| OverwriteTarget::Member(UserId(user))),
        ];
        let overwrite = (target, permissions(), permissions()).prop_map(|(target, allow, deny)| Overwrite {
            target,
            allow,
            deny,
        });
        prop::collection::vec(overwrite, 0..7)
    }

    fn restraint() -> impl Strategy<Value = Option<Restraint>> {
        let some =
            prop::sample::select(vec![Restraint::TimedOut, Restraint::RulesPending, Restraint::Unverified]);
        prop::option::weighted(0.2, some)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// The explanation never says anything else than what is so.
        #[test]
        fn the_explanation_agrees_with_the_evaluation(
            everyone in permissions(),
            given in prop::collection::btree_map(2_i64..6, permissions(), 0..4),
            overwrites in overwrites(),
            owner in prop::bool::weighted(0.05), restraint in restraint(),
            thread in any::<bool>(), locked in any::<bool>(),
        ) {
            let given: Vec<(RoleId, Permissions)> =
                given.into_iter().rev().map(|(id, permissions)| (RoleId(id), permissions)).collect();
            let roles: Vec<RoleId> = given.iter().map(|(role, _)| *role).collect();
            let allowed = given.iter().fold(everyone, |all, (_, permissions)| all | *permissions);
            let subject = Subject { user: ME, owner, everyone: EVERYONE, roles: &roles, allowed, restraint };
            let grants = Grants { everyone, roles: &given };
            let place = Place { overwrites: &overwrites, thread, locked };

            for (place, so) in [(Some(&place), in_channel(&subject, &place)), (None, in_guild(&subject))] {
                let answers = explain(&subject, &grants, place);
                prop_assert_eq!(answers.len(), Permissions::all().iter().count());
                for answer in answers {
                    prop_assert_eq!(answer.allowed, so.contains(answer.permission.into()), "{:?}", answer);
                    let of_a_role = matches!(answer.rule, Rule::Administrator | Rule::Role | Rule::RoleOverwrite);
                    prop_assert!(!of_a_role || answer.role.is_some(), "{:?}", answer);
                    let may_allow = !matches!(
                        answer.rule,
                        Rule::NotGiven | Rule::CannotSee | Rule::Locked | Rule::TimedOut | Rule::RulesPending
                            | Rule::Unverified
                    );
                    prop_assert!(may_allow || !answer.allowed, "{:?}", answer);
                }
            }
        }
    }

    #[test]
    fn of_several_roles_the_highest_is_named() {
        let (high, low) = (RoleId(3), RoleId(2));
        let given = [(high, Permissions::SEND_MESSAGES), (low, Permissions::SEND_MESSAGES)];
        let subject = Subject {
            user: ME,
            owner: false,
            everyone: EVERYONE,
            roles: &[low, high],
            allowed: Permissions::SEND_MESSAGES,
            restraint: None,
        };
        let grants = Grants { everyone: Permissions::empty(), roles: &given };
        let answers = explain(&subject, &grants, None);
        let send = answers.iter().find(|answer| answer.permission == Permission::SendMessages).unwrap();
        assert_eq!((send.allowed, send.rule, send.role), (true, Rule::Role, Some(high)));
    }
}
