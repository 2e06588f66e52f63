//! A guild as it is held in memory: all that a permission depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use crate::channels::{Channel, ChannelKind};
use crate::permissions::{self, Overwrite, Permissions, Place, Restraint, Subject, hierarchy};
use crate::platform::clock::Timestamp;
use crate::platform::ids::{ChannelId, GuildId, RoleId, UserId};

/// How old an account is at [`Verification::Low`] before it may speak.
const YOUNG: Duration = Duration::from_mins(5);
/// The same from [`Verification::Medium`] on.
const NEW: Duration = Duration::from_hours(24);
/// How long one has been a member at [`Verification::High`] before one may speak.
const NEWCOMER: Duration = Duration::from_mins(10);

/// The guild itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guild {
    /// Which.
    pub id: GuildId,
    /// 1 to 100 characters.
    pub name: String,
    /// May do everything.
    pub owner_id: UserId,
    /// What it is about, at most 1024 characters: shown with its invites.
    pub description: Option<String>,
    /// The channel in which the guild itself speaks. It may be gone by now.
    pub system_channel_id: Option<ChannelId>,
    /// Whether it tells there who joined.
    pub tells_joins: bool,
    /// Whether it tells there who left.
    pub tells_leaves: bool,
    /// What an account must be before it may speak.
    pub verification: Verification,
    /// Nobody joins before this.
    pub joins_paused_until: Option<Timestamp>,
    /// What newcomers are shown first.
    pub welcome: Option<Welcome>,
    /// The rules, one text each, in their order.
    pub rules: Vec<String>,
    /// Whether newcomers must accept the rules before they may speak.
    pub rules_required: bool,
}

impl Guild {
    /// A guild with nothing set but what it must have.
    #[must_use]
    pub fn new(id: GuildId, name: impl Into<String>, owner_id: UserId) -> Self {
        Self {
            id,
            name: name.into(),
            owner_id,
            description: None,
            system_channel_id: None,
            tells_joins: false,
            tells_leaves: false,
            verification: Verification::None,
            joins_paused_until: None,
            welcome: None,
            rules: Vec::new(),
            rules_required: false,
        }
    }
}

/// What an account must be before it may speak. Members with a role are trusted and need not wait.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, async_graphql::Enum, poem_openapi::Enum,
)]
#[oai(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Verification {
    /// Anything.
    #[default]
    None,
    /// An account older than five minutes.
    Low,
    /// An account older than a day.
    Medium,
    /// An account older than a day that has been a member for ten minutes.
    High,
}

impl Verification {
    /// As the database writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::Low => "LOW",
            Self::Medium => "MEDIUM",
            Self::High => "HIGH",
        }
    }

    /// From the database; what it does not know asks for nothing.
    #[must_use]
    pub fn from_db(text: &str) -> Self {
        match text {
            "LOW" => Self::Low,
            "MEDIUM" => Self::Medium,
            "HIGH" => Self::High,
            _ => Self::None,
        }
    }

    /// Whether an account of this age, a member for so long, may speak.
    fn is_met(self, account: Duration, membership: Duration) -> bool {
        match self {
            Self::None => true,
            Self::Low => account >= YOUNG,
            Self::Medium => account >= NEW,
            Self::High => account >= NEW && membership >= NEWCOMER,
        }
    }
}

/// What newcomers are shown first.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Welcome {
    /// A few words, at most 300 characters.
    pub text: String,
    /// Where to go first, at most 5.
    pub channels: Vec<WelcomeChannel>,
}

/// A channel that newcomers are pointed to. It may be gone, or not to be seen by who looks.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct WelcomeChannel {
    /// Which.
    pub channel_id: ChannelId,
    /// Why, at most 100 characters.
    pub text: String,
    /// An emoji to stand before it.
    pub emoji: Option<String>,
}

/// A set of permissions with a name, that members have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Which; the guild's own number for `@everyone`.
    pub id: RoleId,
    /// Shown to people.
    pub name: String,
    /// Higher stands above; `@everyone` is 0.
    pub position: i32,
    /// What it allows.
    pub permissions: Permissions,
    /// 0xRRGGBB; 0: none.
    pub color: i32,
    /// An emoji.
    pub icon: Option<String>,
    /// Whether its members stand under a heading of their own in the member list.
    pub hoist: bool,
    /// Whether everybody may mention it.
    pub mentionable: bool,
}

impl Role {
    /// A role with nothing set but what it must have.
    #[must_use]
    pub fn new(id: RoleId, name: impl Into<String>, position: i32, permissions: Permissions) -> Self {
        let name = name.into();
        Self { id, name, position, permissions, color: 0, icon: None, hoist: false, mentionable: false }
    }
}

/// A member as the rules and the other members see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Who.
    pub user_id: UserId,
    /// Since when.
    pub joined_at: Timestamp,
    /// The roles given to them, without `@everyone`.
    pub roles: Arc<[RoleId]>,
    /// What they are called here.
    pub nickname: Option<String>,
    /// How they are spoken of here.
    pub pronouns: Option<String>,
    /// What they say of themselves here.
    pub bio: Option<String>,
    /// Silent until then.
    pub timeout_until: Option<Timestamp>,
    /// Whether a moderator muted them in voice.
    pub voice_muted: bool,
    /// Whether a moderator deafened them in voice.
    pub voice_deafened: bool,
    /// Whether they have yet to accept the rules.
    pub rules_pending: bool,
    /// Who invited them, where it is known.
    pub invited_by: Option<UserId>,
    /// Whether they said that they are of age.
    pub of_age: bool,
    /// The private threads that they are in, those that are archived too, in order of their ids.
    pub private_threads: Arc<[ChannelId]>,
}

impl Membership {
    /// A member who just came in.
    #[must_use]
    pub fn new(user_id: UserId, joined_at: Timestamp) -> Self {
        Self {
            user_id,
            joined_at,
            roles: Arc::default(),
            nickname: None,
            pronouns: None,
            bio: None,
            timeout_until: None,
            voice_muted: false,
            voice_deafened: false,
            rules_pending: false,
            invited_by: None,
            of_age: false,
            private_threads: Arc::default(),
        }
    }

    /// Whether they are in a private thread.
    #[must_use]
    pub fn is_in(&self, thread: ChannelId) -> bool {
        self.private_threads.binary_search(&thread).is_ok()
    }

    /// The same member in a private thread, or in it no more.
    #[must_use]
    pub fn with_thread(&self, thread: ChannelId, is_in: bool) -> Self {
        let mut threads: BTreeSet<ChannelId> = self.private_threads.iter().copied().collect();
        if is_in {
            threads.insert(thread);
        } else {
            threads.remove(&thread);
        }
        Self { private_threads: threads.into_iter().collect(), ..self.clone() }
    }
}

/// A channel and its overwrites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelEntry {
    /// The channel.
    pub channel: Arc<Channel>,
    /// What it allows and denies beside the roles.
    pub overwrites: Vec<Overwrite>,
}

impl ChannelEntry {
    /// The channel as the rules see it.
    #[must_use]
    pub fn place(&self) -> Place<'_> {
        Place { overwrites: &self.overwrites, thread: false, locked: self.channel.locked }
    }
}

/// A guild with its roles, channels and active threads, at one moment. Never changed, only replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The guild.
    pub guild: Guild,
    /// Its roles.
    pub roles: BTreeMap<RoleId, Role>,
    /// Its channels and categories.
    pub channels: BTreeMap<ChannelId, ChannelEntry>,
    /// The threads that are not archived.
    pub threads: BTreeMap<ChannelId, Arc<Channel>>,
}

impl Snapshot {
    /// The role that everyone has.
    #[must_use]
    pub fn everyone(&self) -> RoleId {
        RoleId(self.guild.id.0)
    }

    /// What the rules need to know of a member.
    #[must_use]
    pub fn subject<'a>(&self, member: &'a Membership, now: Timestamp) -> Subject<'a> {
        let everyone = self.everyone();
        let roles: &[RoleId] = &member.roles;
        let allowed = roles
            .iter()
            .chain([&everyone])
            .filter_map(|id| self.roles.get(id))
            .fold(Permissions::empty(), |sum, role| sum | role.permissions);
        Subject {
            user: member.user_id,
            owner: self.guild.owner_id == member.user_id,
            everyone,
            roles,
            allowed,
            restraint: self.restraint(member, now),
        }
    }

    /// What holds a member back at a time.
    #[must_use]
    pub fn restraint(&self, member: &Membership, now: Timestamp) -> Option<Restraint> {
        if member.timeout_until.is_some_and(|until| until > now) {
            return Some(Restraint::TimedOut);
        }
        if member.rules_pending && self.guild.rules_required && !self.guild.rules.is_empty() {
            return Some(Restraint::RulesPending);
        }
        let account = now.since(member.user_id.created_at());
        let verified = self.guild.verification.is_met(account, now.since(member.joined_at));
        (!verified && member.roles.is_empty()).then_some(Restraint::Unverified)
    }

    /// Where a member stands in the order of roles, as [`hierarchy`] counts it.
    #[must_use]
    pub fn rank(&self, member: &Membership) -> i32 {
        let roles = member.roles.iter().filter_map(|id| self.roles.get(id));
        hierarchy::highest(self.guild.owner_id == member.user_id, roles.map(|role| role.position))
    }

    /// Whether nothing is kept from a member: the owner, and whoever has `ADMINISTRATOR`.
    #[must_use]
    pub fn may_everything(&self, member: &Membership) -> bool {
        // It does not depend on the time: nothing holds them back.
        self.subject(member, Timestamp(0)).may_everything()
    }

    /// Whether everybody who comes in sees a channel.
    #[must_use]
    pub fn is_public(&self, channel: ChannelId) -> bool {
        let newcomer = Membership::new(UserId(0), Timestamp(0));
        self.channel_permissions(&newcomer, Timestamp(0), channel).contains(Permissions::VIEW_CHANNEL)
    }

    /// The channel in which the guild itself speaks, where it can.
    #[must_use]
    pub fn system_channel(&self) -> Option<&Arc<Channel>> {
        let entry = self.guild.system_channel_id.and_then(|id| self.channels.get(&id))?;
        Some(&entry.channel).filter(|channel| channel.archived_at.is_none())
    }

    /// What a member may do in the guild as a whole.
    #[must_use]
    pub fn permissions(&self, member: &Membership, now: Timestamp) -> Permissions {
        permissions::in_guild(&self.subject(member, now))
    }

    /// What a member may do in a channel or an active thread; nothing where it does not exist.
    #[must_use]
    pub fn channel_permissions(
        &self,
        member: &Membership,
        now: Timestamp,
        channel: ChannelId,
    ) -> Permissions {
        if let Some(entry) = self.channels.get(&channel) {
            return permissions::in_channel(&self.subject(member, now), &entry.place());
        }
        match self.threads.get(&channel) {
            Some(thread) => self.thread_permissions(member, now, thread),
            None => Permissions::empty(),
        }
    }

    /// What a member may do in a thread, active or not: what its channel says; nothing in a private one
    /// that they are not in, unless they manage threads.
    #[must_use]
    pub fn thread_permissions(&self, member: &Membership, now: Timestamp, thread: &Channel) -> Permissions {
        let Some(parent) = thread.parent_id.and_then(|parent| self.channels.get(&parent)) else {
            return Permissions::empty();
        };
        if thread.kind == ChannelKind::PrivateThread
            && !member.is_in(thread.id)
            && !self.keeps_threads(member, parent.channel.id)
        {
            return Permissions::empty();
        }
        let place = Place {
            overwrites: &parent.overwrites,
            thread: true,
            locked: thread.locked || parent.channel.locked,
        };
        permissions::in_channel(&self.subject(member, now), &place)
    }

    /// Whether a member manages the threads of a channel, and so sees the private ones too.
    #[must_use]
    pub fn keeps_threads(&self, member: &Membership, channel: ChannelId) -> bool {
        self.channels.get(&channel).is_some_and(|entry| {
            permissions::in_channel(&self.unrestrained(member), &entry.place())
                .contains(Permissions::MANAGE_THREADS)
        })
    }

    /// A member whom nothing holds back: what one sees does not depend on that, so that it does not
    /// change by itself when time passes.
    fn unrestrained<'a>(&self, member: &'a Membership) -> Subject<'a> {
        Subject { restraint: None, ..self.subject(member, Timestamp(0)) }
    }

    /// Whether a channel, or the one that a thread stands beside, is only for those of age.
    #[must_use]
    pub fn is_age_restricted(&self, channel: &Channel) -> bool {
        let parent = channel.parent_id.filter(|_| channel.kind.is_thread());
        let parent = parent.and_then(|parent| self.channels.get(&parent));
        channel.age_restricted || parent.is_some_and(|parent| parent.channel.age_restricted)
    }

    /// Whether a channel or thread is held here: it lives, and is no archived thread.
    #[must_use]
    pub fn holds(&self, channel: ChannelId) -> bool {
        self.channels.contains_key(&channel) || self.threads.contains_key(&channel)
    }

    /// Replaces what is held of these channels by what they are now.
    pub fn put_channels<'a>(&mut self, channels: impl IntoIterator<Item = &'a Channel>) {
        for channel in channels {
            if let Some(entry) = self.channels.get_mut(&channel.id) {
                entry.channel = Arc::new(channel.clone());
            }
        }
    }

    /// The post that stands first in a forum.
    #[must_use]
    pub fn pinned(&self, forum: ChannelId) -> Option<&Arc<Channel>> {
        // Pinned posts are never archived, so they are all here.
        let pinned = |thread: &Channel| thread.thread.as_ref().is_some_and(|own| own.pinned);
        self.threads.values().find(|thread| thread.parent_id == Some(forum) && pinned(thread))
    }

    /// Holds a thread as it is now, or no longer where it is archived.
    pub fn put_thread(&mut self, thread: &Arc<Channel>) {
        if thread.archived_at.is_none() {
            self.threads.insert(thread.id, Arc::clone(thread));
        } else {
            self.threads.remove(&thread.id);
        }
    }

    /// The channels that a member may see.
    pub fn visible_channels(
        &self,
        member: &Membership,
        now: Timestamp,
    ) -> impl Iterator<Item = (&Arc<Channel>, Permissions)> {
        let subject = self.subject(member, now);
        self.channels.values().filter_map(move |entry| {
            let permissions = permissions::in_channel(&subject, &entry.place());
            permissions.contains(Permissions::VIEW_CHANNEL).then_some((&entry.channel, permissions))
        })
    }

    /// The channels and private threads of which a member hears: what they may see, but not what is for
    /// those of age where they did not say that they are. Public threads are heard with their channel.
    pub fn heard_by(&self, member: &Membership) -> impl Iterator<Item = ChannelId> {
        let subject = self.unrestrained(member);
        let of_age = |channel: &Channel| member.of_age || !channel.age_restricted;
        let channels: BTreeMap<ChannelId, Permissions> = self
            .channels
            .values()
            .filter(|entry| of_age(&entry.channel))
            .map(|entry| (entry.channel.id, permissions::in_channel(&subject, &entry.place())))
            .filter(|(_, permissions)| permissions.contains(Permissions::VIEW_CHANNEL))
            .collect();
        let heard = |thread: &&Arc<Channel>| {
            let parent = thread.parent_id.and_then(|parent| channels.get(&parent));
            let manages = |may: &Permissions| may.contains(Permissions::MANAGE_THREADS);
            of_age(thread) && parent.is_some_and(|may| member.is_in(thread.id) || manages(may))
        };
        let threads: Vec<ChannelId> = self.private_threads().filter(heard).map(|thread| thread.id).collect();
        channels.into_keys().chain(threads)
    }

    /// Whether a member hears of a private thread, active or not.
    #[must_use]
    pub fn hears_thread(&self, member: &Membership, thread: &Channel) -> bool {
        let sees = || self.thread_permissions(member, Timestamp(0), thread);
        (member.of_age || !self.is_age_restricted(thread)) && sees().contains(Permissions::VIEW_CHANNEL)
    }

    fn private_threads(&self) -> impl Iterator<Item = &Arc<Channel>> {
        self.threads.values().filter(|thread| thread.kind == ChannelKind::PrivateThread)
    }

    /// All that one hears of by itself: the channels, and the private threads that are active.
    pub fn topics(&self) -> impl Iterator<Item = ChannelId> {
        self.channels.keys().copied().chain(self.private_threads().map(|thread| thread.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::ids::EPOCH;

    const NOW: Timestamp = Timestamp(EPOCH.0 + 10 * 24 * 3_600_000);

    /// An id made so long before now.
    fn made(before: Duration) -> UserId {
        UserId((NOW.minus(before).0 - EPOCH.0) << 21 | 1)
    }

    fn guild() -> Snapshot {
        let id = GuildId(7);
        let everyone = Role::new(RoleId(7), "@everyone", 0, Permissions::EVERYONE);
        let channel = Arc::new(Channel::new(ChannelId(70), id, ChannelKind::Text, "general"));
        let thread = |id: i64, kind| {
            Arc::new(Channel {
                parent_id: Some(ChannelId(70)),
                ..Channel::new(ChannelId(id), GuildId(7), kind, "thread")
            })
        };
        Snapshot {
            guild: Guild::new(id, "Mill Lane", UserId(1)),
            roles: BTreeMap::from([(everyone.id, everyone)]),
            channels: BTreeMap::from([(channel.id, ChannelEntry { channel, overwrites: Vec::new() })]),
            threads: BTreeMap::from([
                (ChannelId(71), thread(71, ChannelKind::PublicThread)),
                (ChannelId(72), thread(72, ChannelKind::PrivateThread)),
            ]),
        }
    }

    fn member(account: Duration, membership: Duration) -> Membership {
        Membership::new(made(account), NOW.minus(membership))
    }

    #[test]
    fn verification_asks_for_age_and_lets_the_trusted_through() {
        let mut guild = guild();
        let minutes = |count| Duration::from_mins(count);
        let cases = [
            (Verification::None, minutes(0), minutes(0), true),
            (Verification::Low, minutes(4), minutes(1), false),
            (Verification::Low, minutes(6), minutes(0), true),
            (Verification::Medium, minutes(60), minutes(60), false),
            (Verification::Medium, minutes(1500), minutes(0), true),
            (Verification::High, minutes(1500), minutes(9), false),
            (Verification::High, minutes(1500), minutes(11), true),
        ];
        for (verification, account, membership, speaks) in cases {
            guild.guild.verification = verification;
            let mut member = member(account, membership);
            let restraint = guild.restraint(&member, NOW);
            assert_eq!(restraint.is_none(), speaks, "{verification:?} {account:?} {membership:?}");
            member.roles = Arc::new([RoleId(9)]);
            assert_eq!(guild.restraint(&member, NOW), None);
        }
    }

    #[test]
    fn a_timeout_ends_by_itself() {
        let guild = guild();
        let mut member = member(Duration::from_hours(48), Duration::from_hours(1));
        member.timeout_until = Some(NOW);
        let send =
            |now| guild.channel_permissions(&member, now, ChannelId(70)).contains(Permissions::SEND_MESSAGES);
        assert!(!send(NOW.minus(Duration::from_millis(1))));
        assert!(send(NOW));
    }

    #[test]
    fn private_threads_are_for_those_who_were_added() {
        let guild = guild();
        let mut member = member(Duration::from_hours(48), Duration::from_hours(1));
        let sees =
            |member: &Membership, id| !guild.channel_permissions(member, NOW, ChannelId(id)).is_empty();
        let hears = |member: &Membership| guild.heard_by(member).map(|id| id.0).collect::<Vec<_>>();
        assert!(sees(&member, 71) && !sees(&member, 72));
        assert_eq!(hears(&member), [70]);
        member.private_threads = Arc::new([ChannelId(72)]);
        assert!(sees(&member, 72));
        assert_eq!(hears(&member), [70, 72]);
    }

    #[test]
    fn what_is_for_those_of_age_is_seen_and_not_heard_by_others() {
        let mut guild = guild();
        let entry = guild.channels.get_mut(&ChannelId(70)).unwrap();
        entry.channel = Arc::new(Channel { age_restricted: true, ..Channel::clone(&entry.channel) });
        let mut member = member(Duration::from_hours(48), Duration::from_hours(1));
        member.private_threads = Arc::new([ChannelId(72)]);
        assert_eq!(guild.visible_channels(&member, NOW).count(), 1);
        assert_eq!(guild.heard_by(&member).count(), 0);
        member.of_age = true;
        assert_eq!(guild.heard_by(&member).count(), 2);
    }
}
