//! All members of a guild in the order of the member list: pure, held in memory while somebody looks.
//!
//! It keeps no more of a member than their names and under which heading they stand. Who is online
//! changes all the time and is asked when a window is cut out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::accounts::User;
use crate::guilds::Role;
use crate::platform::ids::{RoleId, UserId};

/// What somebody is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// In the guild.
    pub nickname: Option<String>,
    /// Everywhere.
    pub display_name: Option<String>,
    /// To sign in.
    pub username: String,
}

impl Names {
    /// Of a person whom a guild calls so.
    #[must_use]
    pub fn of(user: &User, nickname: Option<&str>) -> Self {
        Self {
            nickname: nickname.map(str::to_owned),
            display_name: user.display_name.clone(),
            username: user.username.clone(),
        }
    }
}

/// A member.
#[derive(Debug)]
struct Person {
    user: UserId,
    names: Names,
    /// The name that is shown, as it is sorted and searched: see [`fold`].
    shown: String,
    /// Their other names, as they are searched.
    others: Vec<String>,
    /// Under which heading they stand while they are online: an index of [`Roster::hoisted`], or its
    /// length.
    heading: usize,
}

impl Person {
    fn new(user: UserId, names: Names, heading: usize) -> Self {
        let mut names_in_order =
            [names.nickname.as_deref(), names.display_name.as_deref(), Some(names.username.as_str())]
                .into_iter()
                .flatten()
                .map(fold);
        let shown = names_in_order.next().unwrap_or_default();
        let others = names_in_order.collect();
        Self { user, names, shown, others, heading }
    }

    /// Where they stand in a list by name.
    fn by_name(&self) -> (&str, UserId) {
        (&self.shown, self.user)
    }

    /// How well they fit what is looked for, the best first; `None`: not at all.
    fn fits(&self, folded: &str) -> Option<u8> {
        let mut others = self.others.iter();
        if self.shown.starts_with(folded) {
            Some(0)
        } else if others.any(|name| name.starts_with(folded)) {
            Some(1)
        } else if self.shown.contains(folded) || self.others.iter().any(|name| name.contains(folded)) {
            Some(2)
        } else {
            None
        }
    }
}

/// A heading of the member list and how many stand under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The hoisted role; `None` for those without one, and for those who are offline.
    pub role: Option<RoleId>,
    /// Whether they are here.
    pub online: bool,
    /// How many.
    pub count: usize,
}

/// The part of the list that somebody looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// All headings under which anybody stands, from the top of the list.
    pub groups: Vec<Group>,
    /// Those in the window, with the number of their heading.
    pub entries: Vec<(UserId, usize)>,
}

/// All members of a guild in the order of the member list.
#[derive(Clone, Debug)]
pub struct Roster {
    /// The roles with a heading of their own, the highest first.
    hoisted: Vec<RoleId>,
    people: HashMap<UserId, Arc<Person>>,
    by_name: Vec<Arc<Person>>,
}

impl Roster {
    /// From the roles of a guild, and its members with their hoisted roles.
    #[must_use]
    pub fn new(
        roles: &BTreeMap<RoleId, Role>,
        members: impl IntoIterator<Item = (UserId, Names, Vec<RoleId>)>,
    ) -> Self {
        let hoisted = hoisted(roles);
        let mut by_name: Vec<Arc<Person>> = members
            .into_iter()
            .map(|(user, names, roles)| Arc::new(Person::new(user, names, heading(&hoisted, &roles))))
            .collect();
        by_name.sort_unstable_by(|a, b| a.by_name().cmp(&b.by_name()));
        let people = by_name.iter().map(|person| (person.user, Arc::clone(person))).collect();
        Self { hoisted, people, by_name }
    }

    /// Whether the headings are still those of these roles.
    #[must_use]
    pub fn has_headings_of(&self, roles: &BTreeMap<RoleId, Role>) -> bool {
        self.hoisted == hoisted(roles)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    /// Whether there is nobody, which is never so in a guild.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// What a member is called; `None`: no member.
    #[must_use]
    pub fn names(&self, user: UserId) -> Option<&Names> {
        self.people.get(&user).map(|person| &person.names)
    }

    /// Puts a member where they belong now.
    pub fn put(&mut self, user: UserId, names: Names, roles: &[RoleId]) {
        self.remove(user);
        let person = Arc::new(Person::new(user, names, heading(&self.hoisted, roles)));
        let at = self.by_name.partition_point(|other| other.by_name() < person.by_name());
        self.by_name.insert(at, Arc::clone(&person));
        self.people.insert(user, person);
    }

    /// Calls a member otherwise who has another name everywhere.
    pub fn rename(&mut self, user: &User) {
        let Some(person) = self.people.get(&user.id) else { return };
        let names = Names::of(user, person.names.nickname.as_deref());
        let roles: Vec<RoleId> = self.hoisted.get(person.heading).copied().into_iter().collect();
        self.put(user.id, names, &roles);
    }

    /// Takes somebody out who is no member any more.
    pub fn remove(&mut self, user: UserId) {
        if let Some(person) = self.people.remove(&user)
            && let Ok(at) = self.by_name.binary_search_by(|other| other.by_name().cmp(&person.by_name()))
        {
            self.by_name.remove(at);
        }
    }

    /// Up to `limit` members from the place `offset` on: those online under their hoisted roles, the
    /// others who are online, those offline; under each heading by name.
    pub fn window(&self, offset: usize, limit: usize, is_online: impl Fn(UserId) -> bool) -> Window {
        // The last two headings: online without a hoisted role, offline.
        let headings = self.hoisted.len() + 2;
        let mut under: Vec<Vec<UserId>> = vec![Vec::new(); headings];
        for person in &self.by_name {
            let heading = if is_online(person.user) { person.heading } else { headings - 1 };
            under[heading].push(person.user);
        }
        let mut window = Window::default();
        let mut before = 0;
        for (heading, people) in under.into_iter().enumerate() {
            if people.is_empty() {
                continue;
            }
            let number = window.groups.len();
            window.groups.push(Group {
                role: self.hoisted.get(heading).copied(),
                online: heading + 1 < headings,
                count: people.len(),
            });
            let left = limit - window.entries.len();
            let seen = people.iter().skip(offset.saturating_sub(before)).take(left);
            window.entries.extend(seen.map(|&user| (user, number)));
            before += people.len();
        }
        window
    }

    /// Up to `limit` members whose name begins with what is looked for, and then those whose name holds
    /// it; regardless of case and accents.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<UserId> {
        let folded = fold(text);
        let mut found: [Vec<UserId>; 3] = Default::default();
        for person in &self.by_name {
            if let Some(fit) = person.fits(&folded) {
                let found = &mut found[usize::from(fit)];
                if found.len() < limit {
                    found.push(person.user);
                }
                if found.len() == limit && fit == 0 {
                    break;
                }
            }
        }
        found.into_iter().flatten().take(limit).collect()
    }
}

/// The roles with a heading of their own, the highest first.
fn hoisted(roles: &BTreeMap<RoleId, Role>) -> Vec<RoleId> {
    let mut hoisted: Vec<&Role> = roles.values().filter(|role| role.hoist && role.position > 0).collect();
    hoisted.sort_by_key(|role| (Reverse(role.position), role.id));
    hoisted.into_iter().map(|role| role.id).collect()
}

/// The highest heading that any of these roles gives.
fn heading(hoisted: &[RoleId], roles: &[RoleId]) -> usize {
    hoisted.iter().position(|role| roles.contains(role)).unwrap_or(hoisted.len())
}

/// A name as it is compared: without regard to case, accents and the ways to write the same letter.
fn fold(name: &str) -> String {
    name.trim().nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::permissions::Permissions;

    fn names(username: &str) -> Names {
        Names { nickname: None, display_name: None, username: username.to_owned() }
    }

    /// Roles 1 to 3, of which 2 and 3 have headings; 3 stands above.
    fn roles() -> BTreeMap<RoleId, Role> {
        (1..=3)
            .map(|id| {
                let role = Role::new(RoleId(id), "role", i32::try_from(id).unwrap(), Permissions::empty());
                (role.id, Role { hoist: id > 1, ..role })
            })
            .collect()
    }

    fn roster() -> Roster {
        let member = |id, name, roles: &[i64]| {
            (UserId(id), names(name), roles.iter().copied().map(RoleId).collect::<Vec<_>>())
        };
        Roster::new(
            &roles(),
            [
                member(1, "zoe", &[2, 3]),
                member(2, "ben", &[1]),
                member(3, "Ana", &[]),
                member(4, "carl", &[2]),
                member(5, "dora", &[3]),
            ],
        )
    }

    fn ids(window: &Window) -> Vec<(i64, usize)> {
        window.entries.iter().map(|(user, group)| (user.0, *group)).collect()
    }

    #[test]
    fn the_list_goes_by_hoisted_role_then_presence_then_name() {
        let roster = roster();
        let window = roster.window(0, 100, |user| user != UserId(5));
        assert_eq!(ids(&window), [(1, 0), (4, 1), (3, 2), (2, 2), (5, 3)]);
        let groups: Vec<_> = window
            .groups
            .iter()
            .map(|group| (group.role.map(|role| role.0), group.online, group.count))
            .collect();
        assert_eq!(groups, [(Some(3), true, 1), (Some(2), true, 1), (None, true, 2), (None, false, 1)]);
    }

    #[test]
    fn a_window_is_cut_out_across_headings() {
        let roster = roster();
        let window = roster.window(1, 2, |user| user != UserId(5));
        assert_eq!(ids(&window), [(4, 1), (3, 2)]);
        assert_eq!(window.groups.len(), 4);
        assert!(roster.window(9, 2, |_| true).entries.is_empty());
    }

    #[test]
    fn names_are_found_by_their_beginning_first_and_without_regard_to_accents() {
        let mut roster = roster();
        let nick = Names { nickname: Some("José Ben".to_owned()), ..names("xaver") };
        roster.put(UserId(6), nick, &[]);
        assert_eq!(roster.search("BEN", 10), [UserId(2), UserId(6)]);
        assert_eq!(roster.search("jose", 10), [UserId(6)]);
        assert_eq!(roster.search("xav", 10), [UserId(6)]);
        assert_eq!(roster.search("", 2), [UserId(3), UserId(2)]);
        assert!(roster.search("nobody", 10).is_empty());
    }

    #[test]
    fn ten_thousand_members_are_sorted_once_and_cut_quickly() {
        let members =
            (1..=10_000).map(|id| (UserId(id), names(&format!("person-{}", id * 7919 % 10_000)), vec![]));
        let roster = Roster::new(&roles(), members);
        let window = roster.window(9_950, 100, |user| user.0 % 3 == 0);
        assert_eq!(window.entries.len(), 50);
        assert_eq!(window.groups.iter().map(|group| group.count).sum::<usize>(), 10_000);
    }

    proptest! {
        /// A list that was kept in step is the one that would be made anew.
        #[test]
        fn what_is_kept_in_step_is_what_would_be_made_anew(
            changes in prop::collection::vec((1_i64..8, prop::option::of(("[a-cA-Cé]{1,3}", prop::collection::vec(1_i64..5, 0..3)))), 0..40)
        ) {
            let mut kept = Roster::new(&roles(), []);
            let mut members: BTreeMap<UserId, (Names, Vec<RoleId>)> = BTreeMap::new();
            for (user, change) in changes {
                let user = UserId(user);
                if let Some((name, roles)) = change {
                    let roles: Vec<RoleId> = roles.into_iter().map(RoleId).collect();
                    kept.put(user, names(&name), &roles);
                    members.insert(user, (names(&name), roles));
                } else {
                    kept.remove(user);
                    members.remove(&user);
                }
            }
            let anew = Roster::new(&roles(), members.into_iter().map(|(user, (names, roles))| (user, names, roles)));
            let is_online = |user: UserId| user.0 % 2 == 0;
            prop_assert_eq!(kept.window(0, 100, is_online), anew.window(0, 100, is_online));
            prop_assert_eq!(kept.len(), anew.len());
        }

        /// Windows laid side by side are the whole list.
        #[test]
        fn windows_side_by_side_are_the_whole_list(step in 1_usize..4) {
            let roster = roster();
            let is_online = |user: UserId| user.0 % 2 == 0;
            let whole = roster.window(0, 100, is_online).entries;
            let parts: Vec<_> =
                (0..5).step_by(step).flat_map(|offset| roster.window(offset, step, is_online).entries).collect();
            prop_assert_eq!(parts, whole);
        }
    }
}
