//! Exporting a server.
//!
//! What the guild is (its roles, its channels, what they allow) is one snapshot. The rest is read page by
//! page up to an id that is made at the start, and what it refers to that is not in the archive is left out of
//! it. So every reference in an archive leads somewhere; of what somebody changes or deletes meanwhile, the
//! archive has either state.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::archive::{Archive, Stream};
use super::forms::{
    ChannelForm, GuildForm, Names, OverwriteForm, PersonForm, RoleForm, WelcomeChannelForm, WelcomeForm,
};
use super::{GUILD_FORMAT, PAGE, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::channels::{Channel, ChannelKind};
use crate::guilds::{ChannelEntry, GuildAccess, Role, Snapshot};
use crate::permissions::{Overwrite, OverwriteTarget};
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::platform::limits::Rate;

/// Begins to write a server's archive, for its owner. What fails later ends the stream with an error.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member; `FORBIDDEN` for all but the owner; `RATE_LIMITED` by person;
/// `UNAVAILABLE` where enough archives are being written.
#[tracing::instrument(skip_all, fields(guild = %id))]
pub async fn export(app: &Arc<App>, actor: &Actor, id: GuildId) -> Result<Stream> {
    let access = GuildAccess::of(app, actor, id).await?;
    access.require_owner()?;
    app.limits.count(Rate::Archive, actor.user_id)?;
    let turn = app.exports.write()?;

    // Before the entry about it, which is about this archive and not in it.
    let until: MessageId = app.ids.next();
    let mut tx = app.db.begin().await?;
    let entry = NewEntry {
        guild_id: id,
        action: Action::GuildExported,
        target: Target::Guild(id),
        target_name: Some(access.snapshot.guild.name.clone()),
        reason: None,
        changes: Changes::none(),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    tx.commit().await?;

    let (archive, stream) = Archive::new();
    let out = archive.out();
    let (app, snapshot, now) = (Arc::clone(app), access.snapshot, app.clock.now());
    tokio::spawn(async move {
        let _turn = turn;
        let exporter = Exporter { app: &app, snapshot: &snapshot, until: until.0, people: BTreeSet::new() };
        if let Err(error) = exporter.write(archive, now).await {
            error.log();
            Archive::failed(&out).await;
        }
    });
    Ok(stream)
}

struct Exporter<'a> {
    app: &'a App,
    snapshot: &'a Snapshot,
    /// What was made later is not in the archive.
    until: i64,
    /// All who are named in what was written.
    people: BTreeSet<UserId>,
}

impl Exporter<'_> {
    async fn write(mut self, mut archive: Archive, now: Timestamp) -> Result<()> {
        archive.begin("guild.json")?;
        archive.line(&self.guild()).await?;
        self.people.insert(self.snapshot.guild.owner_id);
        archive.begin("roles.jsonl")?;
        for role in self.snapshot.roles.values() {
            archive.line(&role_form(role)).await?;
        }
        self.channels(&mut archive).await?;
        let threads = self.threads(&mut archive).await?;
        self.members(&mut archive).await?;
        self.bans(&mut archive).await?;
        self.invites(&mut archive).await?;
        self.messages(&mut archive, &threads).await?;
        self.audit_log(&mut archive).await?;
        self.reports(&mut archive).await?;
        self.people(&mut archive).await?;
        archive.finish(GUILD_FORMAT, now).await
    }

    /// Whether a channel is in the archive.
    fn has_channel(&self, channel: ChannelId) -> bool {
        self.snapshot.channels.contains_key(&channel)
    }

    fn guild(&self) -> GuildForm {
        let guild = self.snapshot.guild.clone();
        let welcome = guild.welcome.map(|welcome| WelcomeForm {
            text: welcome.text,
            channels: welcome
                .channels
                .into_iter()
                .filter(|place| self.has_channel(place.channel_id))
                .map(|place| WelcomeChannelForm {
                    channel_id: place.channel_id,
                    text: place.text,
                    emoji: place.emoji,
                })
                .collect(),
        });
        GuildForm {
            id: guild.id,
            name: guild.name,
            owner_id: guild.owner_id,
            description: guild.description,
            system_channel_id: guild.system_channel_id.filter(|channel| self.has_channel(*channel)),
            tells_joins: guild.tells_joins,
            tells_leaves: guild.tells_leaves,
            verification: guild.verification.as_str().to_owned(),
            joins_paused_until: guild.joins_paused_until,
            welcome,
            rules: guild.rules,
            rules_required: guild.rules_required,
        }
    }

    async fn channels(&mut self, archive: &mut Archive) -> Result<()> {
        let mut tags = sql::tags(self.app.db.read(), self.snapshot.guild.id).await?;
        archive.begin("channels.jsonl")?;
        for ChannelEntry { channel, overwrites } in self.snapshot.channels.values() {
            let overwrites: Vec<OverwriteForm> =
                overwrites.iter().filter_map(|overwrite| self.overwrite(overwrite)).collect();
            self.named(&overwrites);
            let tags = tags.remove(&channel.id).unwrap_or_default();
            archive.line(&channel_form(channel, overwrites, tags)).await?;
        }
        Ok(())
    }

    fn overwrite(&self, overwrite: &Overwrite) -> Option<OverwriteForm> {
        let (role_id, user_id) = match overwrite.target {
            OverwriteTarget::Role(role) => (Some(role), None),
            OverwriteTarget::Member(user) => (None, Some(user)),
        };
        let known = role_id.is_none_or(|role| self.snapshot.roles.contains_key(&role));
        let (allow, deny) = (Names(overwrite.allow), Names(overwrite.deny));
        known.then_some(OverwriteForm { role_id, user_id, allow, deny })
    }

    fn named(&mut self, overwrites: &[OverwriteForm]) {
        self.people.extend(overwrites.iter().filter_map(|overwrite| overwrite.user_id));
    }

    /// Writes the threads and who is in them; which there are, by their channel.
    async fn threads(&mut self, archive: &mut Archive) -> Result<BTreeMap<ChannelId, Vec<ChannelId>>> {
        let guild = self.snapshot.guild.id;
        let mut by_parent: BTreeMap<ChannelId, Vec<ChannelId>> = BTreeMap::new();
        let mut all = BTreeSet::new();
        archive.begin("threads.jsonl")?;
        let mut after = ChannelId(0);
        loop {
            let page = sql::threads(self.app.db.read(), guild, after, self.until, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.id;
            let mut tags = sql::thread_tags(self.app.db.read(), &page).await?;
            for mut thread in page {
                if !self.has_channel(thread.parent_id) {
                    continue;
                }
                thread.tag_ids = tags.remove(&thread.id).unwrap_or_default();
                self.people.insert(thread.owner_id);
                by_parent.entry(thread.parent_id).or_default().push(thread.id);
                all.insert(thread.id);
                archive.line(&thread).await?;
            }
        }
        archive.begin("thread-members.jsonl")?;
        let mut after = (ChannelId(0), UserId(0));
        loop {
            let page = sql::thread_members(self.app.db.read(), guild, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = (last.thread_id, last.user_id);
            for member in page.iter().filter(|member| all.contains(&member.thread_id)) {
                self.people.insert(member.user_id);
                archive.line(member).await?;
            }
        }
        Ok(by_parent)
    }

    async fn members(&mut self, archive: &mut Archive) -> Result<()> {
        archive.begin("members.jsonl")?;
        let guild = self.snapshot.guild.id;
        let mut after = UserId(0);
        loop {
            let page = sql::members(&self.app.db, guild, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.user_id;
            for mut member in page {
                member.role_ids.retain(|role| self.snapshot.roles.contains_key(role));
                self.people.insert(member.user_id);
                self.people.extend(member.invited_by);
                archive.line(&member).await?;
            }
        }
        Ok(())
    }

    async fn bans(&mut self, archive: &mut Archive) -> Result<()> {
        archive.begin("bans.jsonl")?;
        let mut after = UserId(0);
        loop {
            let page = sql::bans(self.app.db.read(), self.snapshot.guild.id, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.user_id;
            for ban in page {
                self.people.insert(ban.user_id);
                self.people.extend(ban.banned_by);
                archive.line(&ban).await?;
            }
        }
        Ok(())
    }

    async fn invites(&mut self, archive: &mut Archive) -> Result<()> {
        archive.begin("invites.jsonl")?;
        for mut invite in sql::invites(self.app.db.read(), self.snapshot.guild.id).await? {
            invite.channel_id = invite.channel_id.filter(|channel| self.has_channel(*channel));
            self.people.extend(invite.inviter_id);
            archive.line(&invite).await?;
        }
        Ok(())
    }

    /// The messages of each channel, and behind them those of its threads.
    async fn messages(
        &mut self,
        archive: &mut Archive,
        threads: &BTreeMap<ChannelId, Vec<ChannelId>>,
    ) -> Result<()> {
        for entry in self.snapshot.channels.values() {
            let channel = &entry.channel;
            if channel.kind == ChannelKind::Category {
                continue;
            }
            archive.begin(format!("messages/{}.jsonl", channel.id))?;
            let own = channel.kind.holds_messages().then_some(&channel.id);
            for &place in own.into_iter().chain(threads.get(&channel.id).into_iter().flatten()) {
                self.messages_of(archive, place).await?;
            }
        }
        Ok(())
    }

    async fn messages_of(&mut self, archive: &mut Archive, channel: ChannelId) -> Result<()> {
        let mut after = MessageId(0);
        loop {
            let page = sql::messages(self.app.db.read(), channel, after, self.until, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.id;
            for message in page {
                self.people.insert(message.author_id);
                archive.line(&message).await?;
            }
        }
    }

    async fn audit_log(&mut self, archive: &mut Archive) -> Result<()> {
        archive.begin("audit-log.jsonl")?;
        let mut after = 0;
        loop {
            let page =
                sql::audit_log(self.app.db.read(), self.snapshot.guild.id, after, self.until, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.id.0;
            for entry in page {
                self.people.insert(entry.actor_id);
                if entry.target_kind == "MEMBER" {
                    self.people.extend(entry.target_id.parse::<UserId>());
                }
                archive.line(&entry).await?;
            }
        }
    }

    async fn reports(&mut self, archive: &mut Archive) -> Result<()> {
        archive.begin("reports.jsonl")?;
        let mut after = 0;
        loop {
            let page =
                sql::reports(self.app.db.read(), self.snapshot.guild.id, after, self.until, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.id.0;
            for report in page {
                self.people.extend([report.reporter_id, report.user_id]);
                self.people.extend(report.resolved_by);
                self.people.extend(witnesses(&report.evidence));
                archive.line(&report).await?;
            }
        }
    }

    /// All who were named.
    async fn people(&mut self, archive: &mut Archive) -> Result<()> {
        archive.begin("people.jsonl")?;
        let ids: Vec<UserId> = std::mem::take(&mut self.people).into_iter().collect();
        for page in ids.chunks(PAGE) {
            let people = self.app.users.get_many(page.iter().copied()).await?;
            for person in page.iter().filter_map(|id| people.get(id)) {
                let form = PersonForm {
                    id: person.id,
                    username: person.username.clone(),
                    display_name: person.display_name.clone(),
                };
                archive.line(&form).await?;
            }
        }
        Ok(())
    }
}

/// Who wrote what stands around a reported message.
fn witnesses(evidence: &serde_json::Value) -> impl Iterator<Item = UserId> {
    let lines = evidence["context"].as_array().into_iter().flatten();
    lines.filter_map(|line| line["authorId"].as_str()?.parse().ok())
}

fn role_form(role: &Role) -> RoleForm {
    RoleForm {
        id: role.id,
        name: role.name.clone(),
        position: role.position,
        permissions: Names(role.permissions),
        color: role.color,
        icon: role.icon.clone(),
        hoist: role.hoist,
        mentionable: role.mentionable,
    }
}

fn channel_form(
    channel: &Channel,
    overwrites: Vec<OverwriteForm>,
    tags: Vec<super::forms::TagForm>,
) -> ChannelForm {
    ChannelForm {
        id: channel.id,
        kind: channel.kind.as_str().to_owned(),
        name: channel.name.clone(),
        topic: channel.topic.clone(),
        parent_id: channel.parent_id,
        position: channel.position,
        slow_mode_seconds: channel.slow_mode_seconds,
        age_restricted: channel.age_restricted,
        locked: channel.locked,
        archived_at: channel.archived_at,
        user_limit: channel.user_limit,
        default_sort: channel.default_sort.as_str().to_owned(),
        tag_required: channel.tag_required,
        auto_archive_minutes: channel.auto_archive_minutes,
        overwrites,
        tags,
    }
}
