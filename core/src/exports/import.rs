//! Importing a server.
//!
//! The guild is built where nobody sees it: its row says that it is deleted, at a time so far ahead that the
//! [janitor](crate::guilds::janitor) leaves it alone meanwhile. At the end it is shown, all at once. What fails
//! is left to the janitor, and so is what a crash leaves behind.
//!
//! Nothing in an archive gives anybody rights here. Whoever imports it owns the guild. Others in it become
//! ghosts: they have names and no more. Only whoever imports an archive is known again in it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::sync::Arc;
use std::time::Duration;

use super::forms::{
    AuditForm, BanForm, ChannelForm, GuildForm, InviteForm, MemberForm, MessageForm, PersonForm, ReportForm,
    RoleForm, TagForm, ThreadForm, ThreadMemberForm,
};
use super::reader::{Reader, wrong};
use super::relabel::Relabel;
use super::rewrite::{Named, rewrite};
use super::{GUILD_FORMAT, PAGE, sql};
use crate::accounts::{self, Actor};
use crate::app::App;
use crate::audit::{self, Action};
use crate::channels::{self, Channel, ChannelKind, ForumSort, Thread};
use crate::events::{AccessChange, GuildJoined, Step, Topic};
use crate::guilds::{self, Guild, GuildAccess, Role, Verification, Welcome, WelcomeChannel};
use crate::invites;
use crate::members;
use crate::messages::{self, MessageKind};
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId, RoleId, TagId, UserId, time_of};
use crate::platform::text;

/// How long an import may take before the janitor takes it for one that ended without a word.
pub const PATIENCE: Duration = Duration::from_hours(2);
/// The most people in an archive.
const MAX_PEOPLE: usize = 1_000_000;
/// The most threads in an archive.
const MAX_THREADS: usize = 200_000;
/// The most roles.
const MAX_ROLES: usize = 1000;
/// The longest emoji, in Unicode scalar values.
const MAX_EMOJI: usize = 32;
/// The highest position of a role, channel or tag.
const MAX_POSITION: i32 = 100_000;
/// The latest time that anything is set to: the end of the century.
const MAX_TIME: Timestamp = Timestamp(4_102_444_800_000);
/// The entries that every archive has, beside those of messages.
const ENTRIES: [&str; 11] = [
    "guild.json",
    "people.jsonl",
    "roles.jsonl",
    "channels.jsonl",
    "threads.jsonl",
    "thread-members.jsonl",
    "members.jsonl",
    "bans.jsonl",
    "invites.jsonl",
    "audit-log.jsonl",
    "reports.jsonl",
];

/// Makes a guild of an archive, owned by the caller: all of it, or nothing.
///
/// # Errors
/// `INVALID` for what is no archive of ours, or is not whole; `CONFLICT` for whoever is in too many guilds.
#[tracing::instrument(skip_all)]
pub async fn import(app: &App, actor: &Actor, file: File) -> Result<GuildAccess> {
    let archive = Reader::open(file, GUILD_FORMAT).await?;
    let form: GuildForm = archive.single("guild.json").await?;
    let now = app.clock.now();
    past(form.id.0, now)?;
    // The guild and its @everyone role have the same number.
    let ids = Relabel::default().ids(&app.db, &["guilds", "roles"], &[form.id.0]).await?;
    let id = GuildId(ids.first().copied().unwrap_or_default());
    let name = text::name("file", &form.name, guilds::MAX_NAME)?;

    let mut tx = app.db.begin().await?;
    guilds::require_room(&mut tx, actor.user_id).await?;
    sql::insert_hidden_guild(&mut tx, id, &name, actor.user_id, now.plus(PATIENCE)).await?;
    tx.commit().await?;

    let mut import = Import {
        app,
        actor,
        archive,
        id,
        now,
        old_id: form.id,
        people: HashMap::new(),
        roles: HashMap::from([(RoleId(form.id.0), RoleId(id.0))]),
        channels: HashMap::new(),
        kinds: HashMap::new(),
        tags: HashMap::new(),
        threads: HashMap::new(),
        roots: HashMap::new(),
        messages: HashMap::new(),
        reports: HashMap::new(),
        is_member: false,
    };
    match import.build(form).await {
        Ok(access) => Ok(access),
        Err(error) => {
            // The janitor need not wait any longer.
            let mut tx = app.db.begin().await?;
            guilds::sql::mark_deleted(&mut tx, id, now).await?;
            tx.commit().await?;
            Err(error)
        }
    }
}

struct Import<'a> {
    app: &'a App,
    actor: &'a Actor,
    archive: Reader,
    id: GuildId,
    now: Timestamp,
    old_id: GuildId,
    people: HashMap<UserId, UserId>,
    roles: HashMap<RoleId, RoleId>,
    /// Channels and threads.
    channels: HashMap<ChannelId, ChannelId>,
    /// The kinds of the channels, by their old ids.
    kinds: HashMap<ChannelId, ChannelKind>,
    /// The tags, and the forums (by their old ids) that they are of.
    tags: HashMap<TagId, (TagId, ChannelId)>,
    /// The channels of the threads, both by their old ids.
    threads: HashMap<ChannelId, ChannelId>,
    /// From which messages threads began, both by their old ids.
    roots: HashMap<ChannelId, MessageId>,
    /// The messages that something refers to; those not seen yet have no new id.
    messages: HashMap<MessageId, Option<MessageId>>,
    reports: HashMap<i64, i64>,
    /// Whether the caller is a member in the archive.
    is_member: bool,
}

impl Import<'_> {
    async fn build(&mut self, form: GuildForm) -> Result<GuildAccess> {
        self.people().await?;
        let owner_is_known = self.people.contains_key(&form.owner_id);
        if !owner_is_known {
            return Err(wrong("guild.json names an owner who is not among the people."));
        }
        self.roles().await?;
        self.channels().await?;
        self.has_these_entries()?;
        self.threads().await?;
        self.thread_members().await?;
        self.members().await?;
        self.bans().await?;
        self.invites().await?;
        self.referred_messages().await?;
        self.messages().await?;
        self.set_roots().await?;
        self.reports().await?;
        self.audit_log().await?;
        let guild = self.guild(form)?;
        self.show(&guild).await
    }

    /// The entries must be those that the channels ask for, and no others.
    fn has_these_entries(&self) -> Result<()> {
        let places = self.kinds.iter().filter(|(_, kind)| **kind != ChannelKind::Category);
        let wanted: HashSet<String> = ENTRIES
            .into_iter()
            .map(str::to_owned)
            .chain(places.map(|(channel, _)| messages_of(*channel)))
            .collect();
        match self.archive.names().find(|name| !wanted.contains(*name)) {
            Some(_) => Err(wrong("The archive holds entries that no channel asks for.")),
            None => Ok(()),
        }
    }

    fn person(&self, id: UserId) -> Result<UserId> {
        let known = self.people.get(&id).copied();
        known.ok_or_else(|| wrong(format!("The person {id} is named and not among the people.")))
    }

    fn some_person(&self, id: Option<UserId>) -> Result<Option<UserId>> {
        id.map(|id| self.person(id)).transpose()
    }

    fn role(&self, id: RoleId) -> Result<RoleId> {
        let known = self.roles.get(&id).copied();
        known.ok_or_else(|| wrong(format!("The role {id} is named and not among the roles.")))
    }

    fn channel(&self, id: ChannelId) -> Result<ChannelId> {
        let known = self.channels.get(&id).copied();
        known.ok_or_else(|| wrong(format!("The channel {id} is named and not among the channels.")))
    }

    async fn ids(&self, table: &'static str, old: &[i64]) -> Result<Vec<i64>> {
        rising(old)?;
        for id in old {
            past(*id, self.now)?;
        }
        Relabel::default().ids(&self.app.db, &[table], old).await
    }

    async fn people(&mut self) -> Result<()> {
        let importer = self.app.users.get(self.actor.user_id).await?;
        let mut relabel = Relabel::default();
        let mut last = 0;
        let mut lines = self.archive.lines::<PersonForm>("people.jsonl");
        while let Some(page) = lines.next().await? {
            let old: Vec<i64> = std::iter::once(last).chain(page.iter().map(|person| person.id.0)).collect();
            rising(&old)?;
            last = old.last().copied().unwrap_or(last);
            past(last, self.now)?;
            if self.people.len() + page.len() > MAX_PEOPLE {
                return Err(wrong(format!("The archive names more than {MAX_PEOPLE} people.")));
            }
            let new = relabel.ids(&self.app.db, &["users"], &old[1..]).await?;
            let mut ghosts = Vec::with_capacity(page.len());
            for (person, new) in page.into_iter().zip(new) {
                if person.id == importer.id && person.username == importer.username {
                    self.people.insert(person.id, importer.id);
                    continue;
                }
                if !accounts::is_username(&person.username) {
                    return Err(wrong(format!("{:?} is no username.", person.username)));
                }
                let display_name =
                    person.display_name.map(|name| text::name("file", &name, accounts::MAX_DISPLAY_NAME));
                ghosts.push((UserId(new), person.username, display_name.transpose()?));
                self.people.insert(person.id, UserId(new));
            }
            let mut tx = self.app.db.begin().await?;
            sql::insert_ghosts(&mut tx, self.id, &ghosts).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn roles(&mut self) -> Result<()> {
        let forms: Vec<RoleForm> = self.archive.all("roles.jsonl", MAX_ROLES).await?;
        let everyone = RoleId(self.old_id.0);
        if !forms.iter().any(|form| form.id == everyone) {
            return Err(wrong("roles.jsonl has no role for everyone."));
        }
        let old: Vec<i64> = forms.iter().map(|form| form.id.0).collect();
        let new = self.ids("roles", &old).await?;
        let mut tx = self.app.db.begin().await?;
        for (form, new) in forms.into_iter().zip(new) {
            let id = if form.id == everyone { RoleId(self.id.0) } else { RoleId(new) };
            let fits = (form.position == 0) == (form.id == everyone)
                && (0..=MAX_POSITION).contains(&form.position)
                && (0..=0xff_ffff).contains(&form.color);
            if !fits {
                return Err(wrong(format!("The role {} has a position or colour that cannot be.", form.id)));
            }
            let role = Role {
                color: form.color,
                icon: emoji(form.icon)?,
                hoist: form.hoist,
                mentionable: form.mentionable,
                ..Role::new(id, text::name("file", &form.name, 100)?, form.position, form.permissions.0)
            };
            guilds::sql::insert_role(&mut tx, self.id, &role).await?;
            self.roles.insert(form.id, id);
        }
        tx.commit().await
    }

    async fn channels(&mut self) -> Result<()> {
        let mut forms: Vec<ChannelForm> = self.archive.all("channels.jsonl", channels::MAX_PER_GUILD).await?;
        let old: Vec<i64> = forms.iter().map(|form| form.id.0).collect();
        for (form, new) in forms.iter().zip(self.ids("channels", &old).await?) {
            let kind = ChannelKind::from_db(&form.kind).filter(|kind| !kind.is_thread());
            let kind = kind.ok_or_else(|| wrong(format!("There is no kind of channel {:?}.", form.kind)))?;
            self.kinds.insert(form.id, kind);
            self.channels.insert(form.id, ChannelId(new));
        }
        self.name_tags(&forms).await?;
        // Categories first: others refer to them.
        forms.sort_by_key(|form| form.parent_id.is_some());
        let mut tx = self.app.db.begin().await?;
        for form in forms {
            let channel = self.channel_of(&form)?;
            channels::sql::insert(&mut tx, &channel).await?;
            let mut overwrites = Vec::with_capacity(form.overwrites.len());
            for overwrite in &form.overwrites {
                let target = match (overwrite.role_id, overwrite.user_id) {
                    (Some(role), None) => (Some(self.role(role)?), None),
                    (None, Some(user)) => (None, Some(self.person(user)?)),
                    _ => return Err(wrong("An overwrite is for a role or for a person.")),
                };
                overwrites.push((target.0, target.1, overwrite.allow.0, overwrite.deny.0));
            }
            distinct(overwrites.iter().map(|(role, user, ..)| (*role, *user)))?;
            for overwrites in overwrites.chunks(PAGE) {
                sql::insert_overwrites(&mut tx, channel.id, overwrites).await?;
            }
            let tags = form.tags.iter().map(|tag| self.tag_of(tag)).collect::<Result<Vec<TagForm>>>()?;
            sql::insert_tags(&mut tx, channel.id, &tags).await?;
        }
        tx.commit().await
    }

    async fn name_tags(&mut self, forms: &[ChannelForm]) -> Result<()> {
        let tags: BTreeMap<TagId, ChannelId> =
            forms.iter().flat_map(|form| form.tags.iter().map(|tag| (tag.id, form.id))).collect();
        let count: usize = forms.iter().map(|form| form.tags.len()).sum();
        if tags.len() != count || count > PAGE * 20 {
            return Err(wrong("channels.jsonl has a tag twice, or too many."));
        }
        let old: Vec<i64> = tags.keys().map(|tag| tag.0).collect();
        let new = self.ids("forum_tags", &old).await?;
        self.tags = tags.into_iter().zip(new).map(|((old, forum), new)| (old, (TagId(new), forum))).collect();
        Ok(())
    }

    fn tag_of(&self, form: &TagForm) -> Result<TagForm> {
        let id = self.tags.get(&form.id).map_or(form.id, |(id, _)| *id);
        if !(0..=MAX_POSITION).contains(&form.position) {
            return Err(wrong("A tag has a position that cannot be."));
        }
        let name = text::name("file", &form.name, 100)?;
        Ok(TagForm { id, name, emoji: emoji(form.emoji.clone())?, ..form.clone() })
    }

    fn channel_of(&self, form: &ChannelForm) -> Result<Channel> {
        let kind = self.kinds.get(&form.id).copied().unwrap_or(ChannelKind::Text);
        let fits = (0..=MAX_POSITION).contains(&form.position)
            && (0..=channels::MAX_SLOW_MODE).contains(&form.slow_mode_seconds)
            && (0..=1000).contains(&form.user_limit)
            && (1..=100_000).contains(&form.auto_archive_minutes)
            && ForumSort::from_db(&form.default_sort).as_str() == form.default_sort
            && (form.tags.is_empty() || kind == ChannelKind::Forum);
        if !fits {
            return Err(wrong(format!("The channel {} has a value that cannot be.", form.id)));
        }
        let parent_id = match form.parent_id {
            None => None,
            Some(parent)
                if kind == ChannelKind::Category
                    || self.kinds.get(&parent) != Some(&ChannelKind::Category) =>
            {
                return Err(wrong(format!("The channel {} stands in what is no category.", form.id)));
            }
            Some(parent) => Some(self.channel(parent)?),
        };
        let topic = form.topic.as_deref().map(|topic| text::description("file", topic, channels::MAX_TOPIC));
        Ok(Channel {
            topic: topic.transpose()?.flatten(),
            parent_id,
            position: form.position,
            slow_mode_seconds: form.slow_mode_seconds,
            age_restricted: form.age_restricted,
            locked: form.locked,
            archived_at: some_time(form.archived_at)?,
            user_limit: form.user_limit,
            default_sort: ForumSort::from_db(&form.default_sort),
            tag_required: form.tag_required,
            auto_archive_minutes: form.auto_archive_minutes,
            ..Channel::new(
                self.channel(form.id)?,
                self.id,
                kind,
                text::name("file", &form.name, channels::MAX_NAME)?,
            )
        })
    }

    async fn threads(&mut self) -> Result<()> {
        let mut relabel = Relabel::default();
        let mut last = 0;
        let mut lines = self.archive.lines::<ThreadForm>("threads.jsonl");
        while let Some(page) = lines.next().await? {
            let old: Vec<i64> = std::iter::once(last).chain(page.iter().map(|thread| thread.id.0)).collect();
            rising(&old)?;
            last = old.last().copied().unwrap_or(last);
            past(last, self.now)?;
            if self.threads.len() + page.len() > MAX_THREADS {
                return Err(wrong(format!("The archive has more than {MAX_THREADS} threads.")));
            }
            let new = relabel.ids(&self.app.db, &["channels"], &old[1..]).await?;
            let mut tx = self.app.db.begin().await?;
            for (form, new) in page.into_iter().zip(new) {
                let id = ChannelId(new);
                let (channel, form) = self.thread_of(id, form)?;
                channels::sql::insert(&mut tx, &channel).await?;
                sql::finish_thread(&mut tx, &form).await?;
            }
            tx.commit().await?;
        }
        let roots: HashSet<MessageId> = self.roots.values().copied().collect();
        if roots.len() != self.roots.len() {
            return Err(wrong("threads.jsonl has two threads from one message."));
        }
        self.messages.extend(roots.into_iter().map(|id| (id, None)));
        Ok(())
    }

    /// A thread without its first message, which is not there yet.
    fn thread_of(&mut self, id: ChannelId, form: ThreadForm) -> Result<(Channel, ThreadForm)> {
        let kind = ChannelKind::from_db(&form.kind).filter(|kind| kind.is_thread());
        let kind = kind.ok_or_else(|| wrong(format!("There is no kind of thread {:?}.", form.kind)))?;
        let parent = self.kinds.get(&form.parent_id);
        let fits = parent.is_some_and(|kind| kind.holds_threads())
            && (0..=channels::MAX_SLOW_MODE).contains(&form.slow_mode_seconds)
            && (1..=100_000).contains(&form.auto_archive_minutes)
            && !self.channels.contains_key(&form.id);
        if !fits {
            return Err(wrong(format!("The thread {} has a value that cannot be.", form.id)));
        }
        let of_forum = |tag: &TagId| match self.tags.get(tag) {
            Some((new, place)) if *place == form.parent_id => Ok(*new),
            _ => Err(wrong(format!("The thread {} has a tag that is not of its forum.", form.id))),
        };
        let tag_ids = form.tag_ids.iter().map(of_forum).collect::<Result<Vec<TagId>>>()?;
        distinct(tag_ids.iter().copied())?;
        let thread = Thread {
            owner_id: self.person(form.owner_id)?,
            root_message_id: None,
            invitable: form.invitable,
            pinned: form.pinned,
            tag_ids: tag_ids.as_slice().into(),
        };
        let channel = Channel {
            parent_id: Some(self.channel(form.parent_id)?),
            slow_mode_seconds: form.slow_mode_seconds,
            locked: form.locked,
            archived_at: some_time(form.archived_at)?,
            auto_archive_minutes: form.auto_archive_minutes,
            thread: Some(thread),
            ..Channel::new(id, self.id, kind, text::name("file", &form.name, channels::MAX_NAME)?)
        };
        self.channels.insert(form.id, id);
        self.threads.insert(form.id, form.parent_id);
        self.roots.extend(form.root_message_id.map(|root| (form.id, root)));
        let last_activity_at = time(form.last_activity_at)?;
        Ok((channel, ThreadForm { id, last_activity_at, tag_ids, ..form }))
    }

    async fn thread_members(&mut self) -> Result<()> {
        let mut lines = self.archive.lines::<ThreadMemberForm>("thread-members.jsonl");
        let mut seen = HashSet::new();
        while let Some(page) = lines.next().await? {
            let mut members = Vec::with_capacity(page.len());
            for form in page {
                if !self.threads.contains_key(&form.thread_id) {
                    return Err(wrong(format!("{} is no thread, and somebody is in it.", form.thread_id)));
                }
                members.push(ThreadMemberForm {
                    thread_id: self.channel(form.thread_id)?,
                    user_id: self.person(form.user_id)?,
                    joined_at: self.happened(form.joined_at)?,
                });
            }
            once(&mut seen, members.iter().map(|member| (member.thread_id, member.user_id)))?;
            let mut tx = self.app.db.begin().await?;
            sql::insert_thread_members(&mut tx, &members).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn members(&mut self) -> Result<()> {
        let mut lines = self.archive.lines::<MemberForm>("members.jsonl");
        let mut seen = HashSet::new();
        while let Some(page) = lines.next().await? {
            let members =
                page.into_iter().map(|form| self.member_of(form)).collect::<Result<Vec<MemberForm>>>()?;
            once(&mut seen, members.iter().map(|member| member.user_id))?;
            let mut tx = self.app.db.begin().await?;
            sql::insert_members(&mut tx, self.id, &members).await?;
            tx.commit().await?;
        }
        self.is_member = seen.contains(&self.actor.user_id);
        Ok(())
    }

    fn member_of(&self, form: MemberForm) -> Result<MemberForm> {
        let everyone = RoleId(self.old_id.0);
        let mut role_ids = Vec::with_capacity(form.role_ids.len());
        for role in form.role_ids {
            if role == everyone {
                return Err(wrong("A member is given the role that everyone has."));
            }
            role_ids.push(self.role(role)?);
        }
        distinct(role_ids.iter().copied())?;
        let line = |value: Option<String>, max| {
            value.map(|value| text::line("file", &value, max)).transpose().map(Option::flatten)
        };
        let bio = form.bio.map(|bio| text::description("file", &bio, members::MAX_BIO)).transpose()?;
        Ok(MemberForm {
            user_id: self.person(form.user_id)?,
            joined_at: self.happened(form.joined_at)?,
            role_ids,
            nickname: line(form.nickname, members::MAX_NICKNAME)?,
            pronouns: line(form.pronouns, members::MAX_PRONOUNS)?,
            bio: bio.flatten(),
            timeout_until: some_time(form.timeout_until)?,
            invited_by: self.some_person(form.invited_by)?,
            ..form
        })
    }

    async fn bans(&mut self) -> Result<()> {
        let mut lines = self.archive.lines::<BanForm>("bans.jsonl");
        let mut seen = HashSet::new();
        while let Some(page) = lines.next().await? {
            let mut bans = Vec::with_capacity(page.len());
            for form in page {
                let user_id = self.person(form.user_id)?;
                if user_id == self.actor.user_id {
                    // Whoever imports a server is not kept out of it.
                    continue;
                }
                bans.push(BanForm {
                    user_id,
                    banned_by: self.some_person(form.banned_by)?,
                    reason: said(form.reason, audit::MAX_REASON)?,
                    created_at: self.happened(form.created_at)?,
                    expires_at: some_time(form.expires_at)?,
                });
            }
            once(&mut seen, bans.iter().map(|ban| ban.user_id))?;
            let mut tx = self.app.db.begin().await?;
            sql::insert_bans(&mut tx, self.id, &bans).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn invites(&mut self) -> Result<()> {
        let most = usize::try_from(invites::MAX_PER_GUILD).unwrap_or(usize::MAX);
        let forms: Vec<InviteForm> = self.archive.all("invites.jsonl", most).await?;
        let mut tx = self.app.db.begin().await?;
        for form in forms {
            let uses = 0..=i64::from(i32::MAX);
            let max_uses = 1..=i64::from(invites::MAX_USES);
            if !uses.contains(&form.uses) || form.max_uses.is_some_and(|most| !max_uses.contains(&most)) {
                return Err(wrong("An invite has uses that cannot be."));
            }
            let invite = InviteForm {
                channel_id: form.channel_id.map(|channel| self.channel(channel)).transpose()?,
                inviter_id: self.some_person(form.inviter_id)?,
                created_at: self.happened(form.created_at)?,
                expires_at: some_time(form.expires_at)?,
                ..form
            };
            sql::insert_invite(&mut tx, self.id, &invites::new_code(), &invite).await?;
        }
        tx.commit().await
    }

    /// Remembers which messages the reports and the audit log refer to.
    async fn referred_messages(&mut self) -> Result<()> {
        let mut lines = self.archive.lines::<ReportForm>("reports.jsonl");
        while let Some(page) = lines.next().await? {
            self.messages.extend(page.iter().filter_map(|form| Some((form.message_id?, None))));
        }
        let mut lines = self.archive.lines::<AuditForm>("audit-log.jsonl");
        while let Some(page) = lines.next().await? {
            let targets = page.iter().filter(|form| form.target_kind == "MESSAGE");
            self.messages.extend(targets.filter_map(|form| Some((form.target_id.parse().ok()?, None))));
        }
        Ok(())
    }

    async fn messages(&mut self) -> Result<()> {
        let places: Vec<ChannelId> = self
            .kinds
            .iter()
            .filter(|(_, kind)| **kind != ChannelKind::Category)
            .map(|(channel, _)| *channel)
            .collect();
        for channel in places {
            self.messages_in(channel).await?;
        }
        Ok(())
    }

    /// The messages of a channel, and behind them those of its threads.
    async fn messages_in(&mut self, channel: ChannelId) -> Result<()> {
        let mut relabel = Relabel::default();
        let mut before: Option<(ChannelId, MessageId)> = None;
        let mut ended = HashSet::new();
        let mut lines = self.archive.lines::<MessageForm>(&messages_of(channel));
        while let Some(page) = lines.next().await? {
            for form in &page {
                self.is_message_of(form, channel)?;
                match before {
                    Some((place, id)) if place == form.channel_id && id >= form.id => {
                        return Err(wrong(format!("The message {} comes out of order.", form.id)));
                    }
                    Some((place, _)) if place == form.channel_id => {}
                    _ if !ended.insert(form.channel_id) => {
                        return Err(wrong(format!("The message {} comes out of order.", form.id)));
                    }
                    _ => {}
                }
                before = Some((form.channel_id, form.id));
            }
            self.store(page, &mut relabel).await?;
        }
        Ok(())
    }

    fn is_message_of(&self, form: &MessageForm, channel: ChannelId) -> Result<()> {
        let own =
            form.channel_id == channel && self.kinds.get(&channel).is_some_and(|kind| kind.holds_messages());
        if !own && self.threads.get(&form.channel_id) != Some(&channel) {
            return Err(wrong(format!("The message {} is where it cannot be.", form.id)));
        }
        past(form.id.0, self.now)
    }

    async fn store(&mut self, page: Vec<MessageForm>, relabel: &mut Relabel) -> Result<()> {
        let mut stored = Vec::with_capacity(page.len());
        // Within one place the ids rise; where the next place begins they may go back in time.
        for run in page.chunk_by(|a, b| a.channel_id == b.channel_id) {
            let old: Vec<i64> = run.iter().map(|form| form.id.0).collect();
            let new = relabel.ids(&self.app.db, &["messages"], &old).await?;
            for (form, new) in run.iter().zip(new) {
                let id = MessageId(new);
                if let Some(referred) = self.messages.get_mut(&form.id) {
                    *referred = Some(id);
                }
                stored.push(self.message_of(id, form)?);
            }
        }
        let distinct: HashSet<MessageId> = stored.iter().map(|message| message.id).collect();
        if distinct.len() != stored.len() {
            return Err(Error::unavailable("No free ids were found for the archive. Try again."));
        }
        let mut tx = self.app.db.begin().await?;
        sql::insert_messages(&mut tx, &stored).await?;
        tx.commit().await
    }

    fn message_of(&self, id: MessageId, form: &MessageForm) -> Result<MessageForm> {
        let kind = MessageKind::from_db(&form.kind);
        if kind.as_str() != form.kind {
            return Err(wrong(format!("There is no kind of message {:?}.", form.kind)));
        }
        if form.content.chars().count() > messages::MAX_LENGTH {
            return Err(wrong(format!("The message {} is longer than messages are.", form.id)));
        }
        let content = match (kind, form.content.split_once(' ')) {
            // It begins with the id of the thread.
            (MessageKind::ThreadCreated, Some((thread, name))) => {
                let thread: Option<ChannelId> = thread.parse().ok();
                let thread = thread.and_then(|thread| self.channels.get(&thread)).copied();
                thread.map_or_else(|| form.content.clone(), |thread| format!("{thread} {name}"))
            }
            _ => self.renamed(&form.content),
        };
        Ok(MessageForm {
            id,
            channel_id: self.channel(form.channel_id)?,
            kind: form.kind.clone(),
            author_id: self.person(form.author_id)?,
            content,
            edited_at: some_time(form.edited_at)?,
        })
    }

    /// A text with the ids that things have here.
    fn renamed(&self, text: &str) -> String {
        rewrite(text, |named| match named {
            Named::Person(id) => self.people.get(&UserId(id)).map(|id| id.0),
            Named::Channel(id) => self.channels.get(&ChannelId(id)).map(|id| id.0),
            Named::Role(id) => self.roles.get(&RoleId(id)).map(|id| id.0),
        })
    }

    async fn set_roots(&mut self) -> Result<()> {
        let roots: Vec<(ChannelId, MessageId)> = self
            .roots
            .iter()
            .filter_map(|(thread, root)| {
                // The message may have been deleted; the thread stays.
                Some((*self.channels.get(thread)?, self.messages.get(root).copied().flatten()?))
            })
            .collect();
        for roots in roots.chunks(PAGE) {
            let mut tx = self.app.db.begin().await?;
            sql::set_roots(&mut tx, roots).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn reports(&mut self) -> Result<()> {
        let mut relabel = Relabel::default();
        let mut last = 0;
        let mut lines = self.archive.lines::<ReportForm>("reports.jsonl");
        while let Some(page) = lines.next().await? {
            let old: Vec<i64> = std::iter::once(last).chain(page.iter().map(|report| report.id.0)).collect();
            rising(&old)?;
            last = old.last().copied().unwrap_or(last);
            past(last, self.now)?;
            let new = relabel.ids(&self.app.db, &["reports"], &old[1..]).await?;
            let mut reports = Vec::with_capacity(page.len());
            for (form, new) in page.into_iter().zip(new) {
                self.reports.insert(form.id.0, new);
                reports.push(self.report_of(new, form)?);
            }
            let mut tx = self.app.db.begin().await?;
            sql::insert_reports(&mut tx, self.id, &reports).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    fn report_of(&self, id: i64, form: ReportForm) -> Result<ReportForm> {
        let known = |word: &str, words: &[&str]| words.contains(&word);
        let categories =
            ["SPAM", "HARASSMENT", "HATE", "VIOLENCE", "SEXUAL", "SELF_HARM", "ILLEGAL", "OTHER"];
        let outcomes = ["NONE", "MESSAGE_DELETED", "WARNED", "TIMED_OUT", "KICKED", "BANNED"];
        let fits = known(&form.category, &categories)
            && known(&form.status, &["OPEN", "RESOLVED", "DISMISSED"])
            && form.outcome.as_deref().is_none_or(|outcome| known(outcome, &outcomes));
        if !fits {
            return Err(wrong(format!("The report {} has a value that cannot be.", form.id)));
        }
        Ok(ReportForm {
            id: id.into(),
            reporter_id: self.person(form.reporter_id)?,
            user_id: self.person(form.user_id)?,
            // Both may be gone.
            channel_id: form.channel_id.and_then(|channel| self.channels.get(&channel)).copied(),
            message_id: form.message_id.and_then(|message| self.messages.get(&message).copied().flatten()),
            note: said(form.note, 4000)?,
            evidence: self.evidence(form.evidence)?,
            resolution_note: said(form.resolution_note, 4000)?,
            resolved_by: self.some_person(form.resolved_by)?,
            resolved_at: some_time(form.resolved_at)?,
            ..form
        })
    }

    /// What was reported, with the people that it names as they are here.
    fn evidence(&self, mut evidence: serde_json::Value) -> Result<serde_json::Value> {
        for line in evidence["context"].as_array_mut().into_iter().flatten() {
            let author = line["authorId"].as_str().and_then(|id| id.parse().ok());
            let author = author.ok_or_else(|| wrong("A report has evidence that cannot be read."))?;
            line["authorId"] = self.person(author)?.to_string().into();
        }
        Ok(evidence)
    }

    async fn audit_log(&mut self) -> Result<()> {
        let mut relabel = Relabel::default();
        let mut last = 0;
        let mut lines = self.archive.lines::<AuditForm>("audit-log.jsonl");
        while let Some(page) = lines.next().await? {
            let old: Vec<i64> = std::iter::once(last).chain(page.iter().map(|entry| entry.id.0)).collect();
            rising(&old)?;
            last = old.last().copied().unwrap_or(last);
            past(last, self.now)?;
            let new = relabel.ids(&self.app.db, &["audit_entries"], &old[1..]).await?;
            let mut entries = Vec::with_capacity(page.len());
            for (form, new) in page.into_iter().zip(new) {
                entries.push(self.audit_entry(new, form)?);
            }
            let mut tx = self.app.db.begin().await?;
            sql::insert_audit(&mut tx, self.id, &entries).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    fn audit_entry(&self, id: i64, form: AuditForm) -> Result<AuditForm> {
        if Action::from_db(&form.action).is_none() {
            return Err(wrong(format!("There is no act {:?}.", form.action)));
        }
        let value = |value: Option<String>| value.map(|value| self.value(value));
        let changes = form
            .changes
            .into_iter()
            .map(|change| audit::Change {
                field: change.field,
                before: value(change.before),
                after: value(change.after),
            })
            .collect();
        Ok(AuditForm {
            id: id.into(),
            actor_id: self.person(form.actor_id)?,
            target_id: self.target(&form.target_kind, form.target_id)?,
            target_name: said(form.target_name, 1000)?,
            reason: said(form.reason, audit::MAX_REASON)?,
            changes,
            action: form.action,
            target_kind: form.target_kind,
        })
    }

    /// The target of an act as it is called here. What is gone keeps the number that it had, but for people:
    /// here the number may be somebody else's.
    fn target(&self, kind: &str, id: String) -> Result<String> {
        let number = id.parse::<UserId>().map(|id| id.0).ok();
        let known = |found: Option<i64>| found.map_or_else(|| id.clone(), |found| found.to_string());
        let number = |find: &dyn Fn(i64) -> Option<i64>| number.and_then(find);
        Ok(match kind {
            "GUILD" => self.id.to_string(),
            "CHANNEL" => known(number(&|id| self.channels.get(&ChannelId(id)).map(|id| id.0))),
            "ROLE" => known(number(&|id| self.roles.get(&RoleId(id)).map(|id| id.0))),
            "MESSAGE" => {
                known(number(&|id| self.messages.get(&MessageId(id)).copied().flatten().map(|id| id.0)))
            }
            "REPORT" => known(number(&|id| self.reports.get(&id).copied())),
            "MEMBER" => number(&|id| self.people.get(&UserId(id)).map(|id| id.0))
                .map_or_else(|| "0".to_owned(), |id| id.to_string()),
            "INVITE" => said(Some(id), 100)?.unwrap_or_default(),
            _ => return Err(wrong(format!("There is no kind of target {kind:?}."))),
        })
    }

    /// A value in the audit log: an id alone, or a text.
    fn value(&self, value: String) -> String {
        let Ok(id) = value.parse::<UserId>() else { return self.renamed(&value) };
        let channel = self.channels.get(&ChannelId(id.0)).map(|id| id.0);
        let role = self.roles.get(&RoleId(id.0)).map(|id| id.0);
        let person = self.people.get(&id).map(|id| id.0);
        channel.or(role).or(person).map_or(value, |id| id.to_string())
    }

    fn guild(&self, form: GuildForm) -> Result<Guild> {
        let verification = Verification::from_db(&form.verification);
        let fits = verification.as_str() == form.verification
            && form.rules.len() <= guilds::MAX_RULES
            && !(form.rules_required && form.rules.is_empty());
        if !fits {
            return Err(wrong("guild.json has a value that cannot be."));
        }
        let rule = |rule: String| {
            let rule = said(Some(rule), guilds::MAX_RULE)?;
            rule.ok_or_else(|| wrong("guild.json has an empty rule."))
        };
        let welcome = form.welcome.map(|welcome| {
            if welcome.channels.len() > guilds::MAX_WELCOME_CHANNELS {
                return Err(wrong("guild.json has too long a welcome."));
            }
            let place = |place: super::forms::WelcomeChannelForm| {
                Ok(WelcomeChannel {
                    channel_id: self.channel(place.channel_id)?,
                    text: said(Some(place.text), guilds::MAX_WELCOME_REASON)?.unwrap_or_default(),
                    emoji: emoji(place.emoji)?,
                })
            };
            Ok(Welcome {
                text: said(Some(welcome.text), guilds::MAX_WELCOME_TEXT)?.unwrap_or_default(),
                channels: welcome.channels.into_iter().map(place).collect::<Result<_>>()?,
            })
        });
        Ok(Guild {
            description: said(form.description, guilds::MAX_DESCRIPTION)?,
            system_channel_id: form.system_channel_id.map(|channel| self.channel(channel)).transpose()?,
            tells_joins: form.tells_joins,
            tells_leaves: form.tells_leaves,
            verification,
            joins_paused_until: some_time(form.joins_paused_until)?,
            welcome: welcome.transpose()?,
            rules: form.rules.into_iter().map(rule).collect::<Result<_>>()?,
            rules_required: form.rules_required,
            ..Guild::new(self.id, text::name("file", &form.name, guilds::MAX_NAME)?, self.actor.user_id)
        })
    }

    /// Shows the guild, all at once.
    async fn show(&self, guild: &Guild) -> Result<GuildAccess> {
        let mut tx = self.app.db.begin().await?;
        let of_age = guilds::require_room(&mut tx, self.actor.user_id).await?;
        if !self.is_member {
            let owner = guilds::Membership {
                of_age,
                ..guilds::Membership::new(self.actor.user_id, self.app.clock.now())
            };
            guilds::sql::insert_member(&mut tx, self.id, &owner).await?;
        }
        guilds::sql::update(&mut tx, guild).await?;
        if !sql::show(&mut tx, self.id).await? {
            return Err(Error::unavailable("The import took too long, and was given up. Try again."));
        }
        tx.commit().await?;

        // Nobody has heard of it, so nobody has changed it; the lock keeps it so until it is told.
        let change = self.app.guilds.change(self.id).await?;
        let access = change.access(self.actor).await?;
        let joined = GuildJoined { guild_id: self.id, name: guild.name.clone() };
        self.app
            .events
            .publish(vec![
                Step::Access(AccessChange::Member {
                    snapshot: Arc::clone(&access.snapshot),
                    member: Arc::clone(&access.member),
                }),
                Step::tell(Topic::User(self.actor.user_id), joined),
            ])
            .await;
        Ok(access)
    }

    /// A time at which something happened.
    fn happened(&self, at: Timestamp) -> Result<Timestamp> {
        if at > self.now { Err(wrong("Something in the archive has yet to happen.")) } else { time(at) }
    }
}

fn messages_of(channel: ChannelId) -> String {
    format!("messages/{channel}.jsonl")
}

/// Ids made in the time to come would make all later ones wait for it.
fn past(id: i64, now: Timestamp) -> Result<()> {
    if time_of(id) > now {
        Err(wrong(format!("The id {id} is of a time that has yet to come.")))
    } else {
        Ok(())
    }
}

fn rising(ids: &[i64]) -> Result<()> {
    match ids.windows(2).find(|pair| pair[0] >= pair[1]) {
        Some(pair) => Err(wrong(format!("The id {} comes out of order, or twice.", pair[1]))),
        None => Ok(()),
    }
}

fn distinct<T: Eq + std::hash::Hash>(things: impl Iterator<Item = T>) -> Result<()> {
    once(&mut HashSet::new(), things)
}

/// Goes on where none of these were seen before.
fn once<T: Eq + std::hash::Hash>(seen: &mut HashSet<T>, things: impl Iterator<Item = T>) -> Result<()> {
    for thing in things {
        if !seen.insert(thing) {
            return Err(wrong("The archive names the same thing twice where it can be there once."));
        }
    }
    Ok(())
}

fn time(at: Timestamp) -> Result<Timestamp> {
    if (Timestamp(0)..=MAX_TIME).contains(&at) {
        Ok(at)
    } else {
        Err(wrong("The archive has a time that cannot be."))
    }
}

fn some_time(at: Option<Timestamp>) -> Result<Option<Timestamp>> {
    at.map(time).transpose()
}

fn emoji(emoji: Option<String>) -> Result<Option<String>> {
    emoji.map(|emoji| text::name("file", &emoji, MAX_EMOJI)).transpose()
}

/// What somebody said.
fn said(text: Option<String>, max: usize) -> Result<Option<String>> {
    text.map(|text| text::description("file", &text, max)).transpose().map(Option::flatten)
}
