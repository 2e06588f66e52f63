//! The hub: one task that knows who listens to what, and hands every event out.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use indexmap::IndexMap;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use super::group::{Group, Key};
use super::hearing;
use super::journal::{Cursor, Entry, Journal};
use super::outbox::{Frame, Outbox, Put};
use super::protocol::{self, Close};
use crate::accounts::Actor;
use crate::app::App;
use crate::channels::ChannelKind;
use crate::events::{
    AccessChange, Event, EventEnvelope, GuildAccessChanged, Ready, ResyncRequired, Step, Topic,
};
use crate::guilds::{Membership, Snapshot};
use crate::http::graphql::Schema;
use crate::platform::clock::Clock;
use crate::platform::ids::{ChannelId, GuildId, SessionId, UserId};
use crate::platform::metrics::Metrics;
use crate::platform::presence::Presence;

/// How many connections' wishes may wait.
const COMMANDS: usize = 1024;
/// How many publications are handed out before the sockets are written to.
const BATCH: usize = 64;
/// How many events are handed out at most before the sockets are written to: far fewer than an outbox
/// holds, so that those who read are not taken for slow because much was published at once.
const UNWRITTEN: usize = 256;
/// The sockets are not written to more often than this: what comes meanwhile leaves in the same write.
const PACE: Duration = Duration::from_millis(10);
/// How many sockets one task writes to. Where there are more, several do at the same time.
const SHARE: usize = 256;
/// After so many, who else is ready comes first: the sender who waits for an answer, above all.
const UNINTERRUPTED: usize = 32;
/// The most events that are repeated to one who resumes; beyond, a query is cheaper.
const MAX_REPLAY: usize = 1500;
/// The most bytes that are repeated: well below what an outbox holds, or whoever resumes would be sent
/// away as slow each time they come.
const MAX_REPLAY_BYTES: usize = 1 << 20;
/// Why a replay was not begun.
const TOO_MUCH: &str = "Too much has happened since.";
/// The most groups: each is a running execution. More different subscriptions are refused.
const MAX_GROUPS: usize = 1000;
/// The most groups that one person's subscriptions make: others need some too.
const MAX_GROUPS_OF_ONE: usize = 16;
/// Bytes of rendered events kept for those who resume.
const RENDERED_BYTES: u64 = 32 << 20;

/// Names a subscriber of the hub.
pub type SubscriberId = u64;

/// What a person may hear: each of their guilds, and what they are in it.
pub type Access = Vec<(Arc<Snapshot>, Arc<Membership>)>;

/// A connection's wish.
enum Command {
    /// Remember who is about to subscribe, and what changes for them until they do.
    Attach { actor: Actor, outbox: Arc<Outbox>, id: oneshot::Sender<SubscriberId> },
    /// Begin.
    Subscribe(Box<Subscribe>),
    /// End.
    Detach(SubscriberId),
}

/// A subscription about to begin.
pub struct Subscribe {
    /// As [`Handle::attach`] named it.
    pub id: SubscriberId,
    /// The client's name for it.
    pub operation: String,
    /// What is asked for.
    pub key: Key,
    /// From where on.
    pub after: Option<String>,
    /// What the person may hear, asked after [`Handle::attach`].
    pub access: Access,
}

/// Where connections say what they wish.
#[derive(Clone, Debug)]
pub struct Handle {
    commands: mpsc::Sender<Command>,
}

impl Handle {
    /// Registers a person. Ask for their access only after this: what changes later is not missed.
    pub async fn attach(&self, actor: Actor, outbox: Arc<Outbox>) -> Option<SubscriberId> {
        let (id, answer) = oneshot::channel();
        self.commands.send(Command::Attach { actor, outbox, id }).await.ok()?;
        answer.await.ok()
    }

    /// Begins a subscription.
    pub async fn subscribe(&self, subscribe: Subscribe) {
        // A hub that is gone means that the server stops, and closes the connection.
        let _ = self.commands.send(Command::Subscribe(Box::new(subscribe))).await;
    }

    /// Ends a subscription.
    pub async fn detach(&self, id: SubscriberId) {
        let _ = self.commands.send(Command::Detach(id)).await;
    }
}

/// Starts the hub.
pub fn start(app: &Arc<App>, schema: Schema, events: mpsc::Receiver<Vec<Step>>) -> Handle {
    let (commands, wishes) = mpsc::channel(COMMANDS);
    // Not to be guessed: a cursor is only what somebody was given.
    let run = rand::random::<i64>() & i64::MAX;
    let hub = Hub {
        schema,
        metrics: Arc::clone(&app.metrics),
        presence: Arc::clone(&app.presence),
        clock: app.clock.clone(),
        journal: Journal::new(run),
        rendered: moka::sync::Cache::builder()
            .max_capacity(RENDERED_BYTES)
            .weigher(|_, payload: &Arc<str>| u32::try_from(payload.len() + 64).unwrap_or(u32::MAX))
            .build(),
        next_id: 0,
        subscribers: HashMap::new(),
        topics: HashMap::new(),
        guilds: HashMap::new(),
        groups: HashMap::new(),
        group_ids: HashMap::new(),
        by_session: HashMap::new(),
        by_user: HashMap::new(),
        dirty: Vec::new(),
    };
    tokio::spawn(hub.run(events, wishes));
    Handle { commands }
}

type GroupId = u64;

/// One who listens to a topic.
struct Listener {
    outbox: Arc<Outbox>,
    /// What stands before a payload in their frames.
    prefix: Arc<str>,
}

/// Those who listen to a topic, by group.
type Listeners = HashMap<GroupId, IndexMap<SubscriberId, Listener>>;

struct Subscriber {
    actor: Actor,
    outbox: Arc<Outbox>,
    state: State,
}

enum State {
    /// Attached: these changes came before the subscription began.
    Pending(Vec<AccessChange>),
    /// Subscribed.
    Running { group: GroupId, prefix: Arc<str>, memberships: HashMap<GuildId, Arc<Membership>> },
}

struct RunningGroup {
    group: Group,
    subscribers: usize,
}

/// An event that somebody missed: its number, its topic, itself.
type Missed = (u64, Topic, Arc<Event>);

/// A guild that somebody listens to.
struct LiveGuild {
    snapshot: Arc<Snapshot>,
    subscribers: HashSet<SubscriberId>,
}

struct Hub {
    schema: Schema,
    metrics: Arc<Metrics>,
    presence: Arc<Presence>,
    clock: Clock,
    journal: Journal,
    rendered: moka::sync::Cache<(GroupId, u64), Arc<str>>,
    /// For subscribers and groups alike: never given twice.
    next_id: u64,
    subscribers: HashMap<SubscriberId, Subscriber>,
    topics: HashMap<Topic, Listeners>,
    guilds: HashMap<GuildId, LiveGuild>,
    groups: HashMap<GroupId, RunningGroup>,
    group_ids: HashMap<Key, GroupId>,
    by_session: HashMap<SessionId, HashSet<SubscriberId>>,
    by_user: HashMap<UserId, HashSet<SubscriberId>>,
    /// Outboxes that hold something which is to be written.
    dirty: Vec<Arc<Outbox>>,
}

impl Hub {
    async fn run(mut self, mut events: mpsc::Receiver<Vec<Step>>, mut wishes: mpsc::Receiver<Command>) {
        let mut batch = Vec::with_capacity(BATCH);
        let mut written = Instant::now();
        loop {
            // Something was written just now: wait a little, so that more can leave with the next.
            let pace = written + PACE;
            tokio::select! {
                biased;
                () = tokio::time::sleep_until(pace), if !self.dirty.is_empty() => {
                    written = Instant::now();
                    self.write().await;
                }
                Some(command) = wishes.recv() => self.obey(command).await,
                count = events.recv_many(&mut batch, BATCH) => {
                    if count == 0 {
                        // The services are gone: the server stops.
                        return;
                    }
                    for (done, step) in batch.drain(..).flatten().enumerate() {
                        self.take(step).await;
                        if (done + 1).is_multiple_of(UNWRITTEN) {
                            self.write().await;
                        }
                    }
                    if Instant::now() >= pace {
                        written = Instant::now();
                        self.write().await;
                    }
                }
            }
        }
    }

    /// Writes to all sockets that got something. While it does, the hub takes in no more: so a server that
    /// cannot write faster has its senders wait instead of losing its listeners.
    async fn write(&mut self) {
        if self.dirty.len() <= SHARE {
            return flush(&mut self.dirty).await;
        }
        let mut dirty = std::mem::take(&mut self.dirty).into_iter();
        let mut shares = Vec::new();
        while dirty.len() > 0 {
            let mut share: Vec<_> = dirty.by_ref().take(SHARE).collect();
            shares.push(tokio::spawn(async move { flush(&mut share).await }));
        }
        for share in shares {
            // Nothing in it panics; if it did, the connections concerned would still be called later.
            let _ = share.await;
        }
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::Tell(topic, event) => {
                self.metrics.events.inc();
                let sequence = self.journal.add(self.clock.now(), topic, Arc::clone(&event));
                self.deliver(sequence, topic, &event, None).await;
            }
            Step::Access(change) => {
                for subscriber in self.subscribers.values_mut() {
                    if let State::Pending(changes) = &mut subscriber.state {
                        changes.push(change.clone());
                    }
                }
                if let Some(seen) = self.apply(&change) {
                    self.tell_seen(seen).await;
                }
            }
        }
    }

    /// Tells those who see other channels than before that they do, and the journal for those who are away.
    async fn tell_seen(&mut self, seen: SeenAnew) {
        let SeenAnew { guild, kept_for, subscribers } = seen;
        let event: Arc<Event> = Arc::new(GuildAccessChanged { guild_id: guild }.into());
        self.metrics.events.inc();
        let sequence = self.journal.add(self.clock.now(), kept_for, Arc::clone(&event));
        self.deliver(sequence, Topic::Guild(guild), &event, Some(&subscribers)).await;
    }

    /// Gives an event to all who listen to its topic, or of them to these only.
    async fn deliver(
        &mut self,
        sequence: u64,
        topic: Topic,
        event: &Arc<Event>,
        only: Option<&HashSet<SubscriberId>>,
    ) {
        let Some(listeners) = self.topics.get(&topic) else { return };
        let is_meant = |id: &SubscriberId| only.is_none_or(|only| only.contains(id));
        let mut delivered = 0;
        for (&id, members) in listeners {
            if !members.keys().any(is_meant) {
                continue;
            }
            let Some(running) = self.groups.get_mut(&id) else { continue };
            let cursor = self.journal.at(sequence).to_string();
            let Some(payload) =
                running.group.render(EventEnvelope { cursor, event: Arc::clone(event) }).await
            else {
                continue;
            };
            // Clients of one kind mostly give the same id: then the whole frame is shared.
            let mut shared: Option<(&Arc<str>, Bytes)> = None;
            for (_, listener) in members.iter().filter(|(id, _)| is_meant(id)) {
                let bytes = match &shared {
                    Some((prefix, bytes)) if **prefix == listener.prefix => bytes.clone(),
                    _ => {
                        let bytes = protocol::next(&listener.prefix, &payload);
                        shared = Some((&listener.prefix, bytes.clone()));
                        bytes
                    }
                };
                // The last word of a topic is not of the topic: it stays when the topic is lost.
                let topic = (!is_last_word(topic, event)).then_some(topic);
                match listener.outbox.put(Frame { bytes, topic }) {
                    Put::Closed => continue,
                    Put::First => self.dirty.push(Arc::clone(&listener.outbox)),
                    Put::Behind => {}
                }
                delivered += 1;
            }
            self.rendered.insert((id, sequence), payload);
        }
        self.metrics.deliveries.inc_by(delivered);
    }

    async fn obey(&mut self, command: Command) {
        match command {
            Command::Attach { actor, outbox, id } => {
                self.next_id += 1;
                let state = State::Pending(Vec::new());
                self.subscribers.insert(self.next_id, Subscriber { actor, outbox, state });
                self.by_session.entry(actor.session_id).or_default().insert(self.next_id);
                self.by_user.entry(actor.user_id).or_default().insert(self.next_id);
                if id.send(self.next_id).is_err() {
                    self.detach(self.next_id);
                }
            }
            Command::Subscribe(subscribe) => self.subscribe(*subscribe).await,
            Command::Detach(id) => self.detach(id),
        }
    }

    async fn subscribe(&mut self, subscribe: Subscribe) {
        let Subscribe { id, operation, key, after, access } = subscribe;
        let Some(group) = self.group(key, id) else {
            if let Some(subscriber) = self.subscribers.get(&id) {
                subscriber.outbox.close(Close::TooManyOperations);
            }
            return self.detach(id);
        };
        let prefix: Arc<str> = protocol::next_prefix(&operation).into();
        let Some(subscriber) = self.subscribers.get_mut(&id) else {
            // Ended before it began.
            return self.leave_group(group);
        };
        let running = State::Running { group, prefix: Arc::clone(&prefix), memberships: HashMap::new() };
        let State::Pending(changes) = std::mem::replace(&mut subscriber.state, running) else { return };
        let (actor, outbox) = (subscriber.actor, Arc::clone(&subscriber.outbox));
        self.metrics.subscribers.inc();
        self.presence.came(actor.user_id);
        self.listen(id, Topic::User(actor.user_id));
        for (snapshot, member) in access {
            self.join(id, &snapshot, &member);
        }
        for (at, change) in changes.iter().enumerate() {
            match change {
                AccessChange::Member { member, .. } if member.user_id != actor.user_id => {}
                AccessChange::MemberGone { user, .. } if *user != actor.user_id => {}
                // Others have come beyond this already: to go back would take from them what waits.
                _ if changes[at + 1..].iter().any(|later| outdates(later, change)) => {}
                // They may have missed more of the guild's threads than this one.
                AccessChange::Thread { snapshot, .. } => {
                    drop(self.apply(&AccessChange::Guild(Arc::clone(snapshot))));
                }
                // What happened to a guild of theirs, or made one theirs, while they were coming in.
                // They are about to ask for what they see, or are told it from the journal.
                _ => drop(self.apply(change)),
            }
        }
        self.begin(id, group, &prefix, &outbox, actor, after).await;
        self.dirty.push(outbox);
    }

    /// Says `Ready`, or goes on after a cursor.
    async fn begin(
        &mut self,
        id: SubscriberId,
        group: GroupId,
        prefix: &str,
        outbox: &Outbox,
        actor: Actor,
        after: Option<String>,
    ) {
        let event = match after {
            None => Event::Ready(Ready { user_id: actor.user_id }),
            Some(after) => {
                let replay = match self.missed(id, &after) {
                    Ok(missed) => self.replay(group, prefix, missed).await.ok_or(TOO_MUCH),
                    Err(reason) => Err(reason),
                };
                match replay {
                    Ok(frames) => {
                        self.metrics.deliveries.inc_by(frames.len() as u64);
                        for frame in frames {
                            outbox.put(frame);
                        }
                        return;
                    }
                    Err(reason) => Event::ResyncRequired(ResyncRequired { reason: reason.to_owned() }),
                }
            }
        };
        let cursor = self.journal.cursor().to_string();
        let Some(running) = self.groups.get_mut(&group) else { return };
        if let Some(payload) = running.group.render(EventEnvelope { cursor, event: Arc::new(event) }).await {
            outbox.put(Frame { bytes: protocol::next(prefix, &payload), topic: None });
        }
    }

    /// The frames of what was missed; `None` where they are too large.
    async fn replay(&mut self, group: GroupId, prefix: &str, missed: Vec<Missed>) -> Option<Vec<Frame>> {
        let running = self.groups.get_mut(&group)?;
        let mut frames = Vec::with_capacity(missed.len());
        let mut bytes = 0;
        for (sequence, topic, event) in missed {
            let payload = if let Some(payload) = self.rendered.get(&(group, sequence)) {
                payload
            } else {
                let cursor = self.journal.at(sequence).to_string();
                let Some(payload) = running.group.render(EventEnvelope { cursor, event }).await else {
                    continue;
                };
                self.rendered.insert((group, sequence), Arc::clone(&payload));
                payload
            };
            let frame = Frame { bytes: protocol::next(prefix, &payload), topic: Some(topic) };
            bytes += frame.bytes.len();
            if bytes > MAX_REPLAY_BYTES {
                return None;
            }
            frames.push(frame);
        }
        Some(frames)
    }

    /// What a subscriber has missed since a cursor, of the topics that they have now.
    fn missed(&self, id: SubscriberId, after: &str) -> Result<Vec<Missed>, &'static str> {
        let cursor: Cursor = after.parse().map_err(|_| "This is not a cursor of this server.")?;
        let entries =
            self.journal.after(cursor).ok_or("The cursor is too old, or of another run of the server.")?;
        let added = self.added_to(id, cursor);
        let mut missed = Vec::new();
        for entry in entries {
            let before_added = added.iter().any(|&(topic, at)| entry.topic == topic && entry.sequence < at);
            if before_added || self.was_before(id, entry) {
                // Old cursors open no past: what was told before one came is not told again.
            } else if self.listens(id, entry.topic) || is_farewell(entry) {
                missed.push((entry.sequence, entry.topic, Arc::clone(&entry.event)));
            } else if self.may_concern(id, entry) {
                return Err("What you can see has changed since.");
            }
            if missed.len() > MAX_REPLAY {
                return Err(TOO_MUCH);
            }
        }
        Ok(missed)
    }

    /// Whether an event was told before a subscriber became a member of its guild.
    fn was_before(&self, id: SubscriberId, entry: &Entry) -> bool {
        let Some(Subscriber { state: State::Running { memberships, .. }, .. }) = self.subscribers.get(&id)
        else {
            return true;
        };
        let of = |guild: GuildId| match entry.topic {
            Topic::Guild(topic) => topic == guild,
            Topic::Channel(channel) => {
                self.guilds.get(&guild).is_some_and(|live| live.snapshot.holds(channel))
            }
            Topic::User(_) => false,
        };
        // Seldom has one joined a server while one was away: the first comparison mostly decides.
        memberships.iter().any(|(&guild, member)| entry.told_at < member.joined_at && of(guild))
    }

    /// The private threads that a subscriber was last added to after a cursor, each with the event that
    /// says so, where they would not hear of it otherwise.
    fn added_to(&self, id: SubscriberId, cursor: Cursor) -> Vec<(Topic, u64)> {
        let Some(Subscriber { actor, state: State::Running { memberships, .. }, .. }) =
            self.subscribers.get(&id)
        else {
            return Vec::new();
        };
        let mut added = HashMap::new();
        for entry in self.journal.after(cursor).into_iter().flatten() {
            if let (Topic::Channel(topic), Event::ThreadMembersChanged(changed)) =
                (entry.topic, &*entry.event)
                && topic == changed.thread_id
                && changed.added.contains(&actor.user_id)
            {
                added.insert(topic, entry.sequence);
            }
        }
        let hears_anyway = |thread: ChannelId| {
            memberships.iter().any(|(guild, member)| {
                let snapshot = self.guilds.get(guild).map(|live| &live.snapshot);
                let parent = snapshot.and_then(|snapshot| snapshot.threads.get(&thread)?.parent_id);
                snapshot.zip(parent).is_some_and(|(snapshot, parent)| snapshot.keeps_threads(member, parent))
            })
        };
        added
            .into_iter()
            .filter(|(thread, _)| !hears_anyway(*thread))
            .map(|(thread, at)| (Topic::Channel(thread), at))
            .collect()
    }

    /// Whether an event of a topic that is gone might have been for a subscriber who was away: who
    /// was in the topic cannot be told any more, so they are to look for themselves.
    fn may_concern(&self, id: SubscriberId, entry: &Entry) -> bool {
        let Some(Subscriber { state: State::Running { memberships, .. }, .. }) = self.subscribers.get(&id)
        else {
            return false;
        };
        let keeps_threads = |guild: GuildId, channel: Option<ChannelId>| {
            let (live, member) = (self.guilds.get(&guild), memberships.get(&guild));
            live.zip(member)
                .zip(channel)
                .is_some_and(|((live, member), channel)| live.snapshot.keeps_threads(member, channel))
        };
        let thread_is_gone = match &*entry.event {
            Event::ChannelDeleted(gone) => return self.listens(id, Topic::Guild(gone.guild_id)),
            Event::ThreadDeleted(gone) => keeps_threads(gone.guild_id, gone.parent_id),
            Event::ThreadUpdated(updated) if updated.thread.archived_at.is_some() => {
                keeps_threads(updated.guild_id, updated.thread.parent_id)
            }
            _ => false,
        };
        let was_in = |thread: ChannelId| {
            memberships.iter().any(|(guild, member)| {
                member.is_in(thread)
                    && !self.guilds.get(guild).is_some_and(|live| live.snapshot.holds(thread))
            })
        };
        thread_is_gone || matches!(entry.topic, Topic::Channel(thread) if was_in(thread))
    }

    fn listens(&self, id: SubscriberId, topic: Topic) -> bool {
        let Some(Subscriber { state: State::Running { group, .. }, .. }) = self.subscribers.get(&id) else {
            return false;
        };
        self.topics
            .get(&topic)
            .and_then(|listeners| listeners.get(group))
            .is_some_and(|members| members.contains_key(&id))
    }

    fn detach(&mut self, id: SubscriberId) {
        let Some(subscriber) = self.subscribers.get(&id) else { return };
        let Actor { user_id, session_id } = subscriber.actor;
        if let State::Running { group, memberships, .. } = &subscriber.state {
            let group = *group;
            let guilds: Vec<GuildId> = memberships.keys().copied().collect();
            for guild in guilds {
                self.part(id, guild, Self::stop_listening);
            }
            self.stop_listening(id, Topic::User(user_id));
            self.leave_group(group);
            self.metrics.subscribers.dec();
            self.presence.went(user_id);
        }
        self.subscribers.remove(&id);
        forget(&mut self.by_session, session_id, id);
        forget(&mut self.by_user, user_id, id);
    }

    /// The group of a key, with one more subscriber. `None` where there are too many groups.
    fn group(&mut self, key: Key, subscriber: SubscriberId) -> Option<GroupId> {
        if let Some(&id) = self.group_ids.get(&key) {
            if let Some(running) = self.groups.get_mut(&id) {
                running.subscribers += 1;
            }
            return Some(id);
        }
        if self.groups.len() >= MAX_GROUPS || self.has_many_groups(subscriber) {
            return None;
        }
        self.next_id += 1;
        let group = Group::new(&self.schema, key.clone());
        self.groups.insert(self.next_id, RunningGroup { group, subscribers: 1 });
        self.group_ids.insert(key, self.next_id);
        self.metrics.groups.inc();
        Some(self.next_id)
    }

    /// Whether the person behind a subscriber has as many different subscriptions as one may.
    fn has_many_groups(&self, id: SubscriberId) -> bool {
        let Some(subscriber) = self.subscribers.get(&id) else { return false };
        let own: HashSet<GroupId> = self
            .subscribers_of(subscriber.actor.user_id)
            .iter()
            .filter_map(|id| match self.subscribers.get(id)?.state {
                State::Running { group, .. } => Some(group),
                State::Pending(_) => None,
            })
            .collect();
        own.len() >= MAX_GROUPS_OF_ONE
    }

    fn leave_group(&mut self, id: GroupId) {
        let Some(running) = self.groups.get_mut(&id) else { return };
        running.subscribers -= 1;
        if running.subscribers == 0 {
            self.group_ids.remove(&running.group.key);
            self.groups.remove(&id);
            self.metrics.groups.dec();
        }
    }

    fn listen(&mut self, id: SubscriberId, topic: Topic) {
        let Some(Subscriber { outbox, state: State::Running { group, prefix, .. }, .. }) =
            self.subscribers.get(&id)
        else {
            return;
        };
        let listener = || Listener { outbox: Arc::clone(outbox), prefix: Arc::clone(prefix) };
        self.topics.entry(topic).or_default().entry(*group).or_default().entry(id).or_insert_with(listener);
    }

    /// Takes a topic from one who may not hear it any more, with what waits of it.
    fn lose(&mut self, id: SubscriberId, topic: Topic) {
        if !self.listens(id, topic) {
            return;
        }
        self.stop_listening(id, topic);
        if let Some(subscriber) = self.subscribers.get(&id) {
            // The order of the rest is as it was.
            subscriber.outbox.forget(|waiting| waiting == topic);
        }
    }

    /// Ends a subscriber's part in a topic. What waits stays: another operation of the same connection
    /// may be waiting for it.
    fn stop_listening(&mut self, id: SubscriberId, topic: Topic) {
        let Some(Subscriber { state: State::Running { group, .. }, .. }) = self.subscribers.get(&id) else {
            return;
        };
        let Some(listeners) = self.topics.get_mut(&topic) else { return };
        let Some(members) = listeners.get_mut(group) else { return };
        if members.swap_remove(&id).is_none() {
            return;
        }
        if members.is_empty() {
            listeners.remove(group);
        }
        if listeners.is_empty() {
            self.topics.remove(&topic);
        }
    }

    /// Puts a subscriber into a guild and the channels that they may see, as the hub knows it. Whether they
    /// were in it before, and see other channels now.
    fn join(&mut self, id: SubscriberId, snapshot: &Arc<Snapshot>, member: &Arc<Membership>) -> bool {
        let guild = snapshot.guild.id;
        let Some(Subscriber { state: State::Running { memberships, .. }, .. }) =
            self.subscribers.get_mut(&id)
        else {
            return false;
        };
        let before = memberships.insert(guild, Arc::clone(member));
        let live = self
            .guilds
            .entry(guild)
            .or_insert_with(|| LiveGuild { snapshot: Arc::clone(snapshot), subscribers: HashSet::new() });
        live.subscribers.insert(id);
        let snapshot = Arc::clone(&live.snapshot);
        self.listen(id, Topic::Guild(guild));
        let heard: HashSet<ChannelId> = snapshot.heard_by(member).collect();
        let mut different = false;
        for channel in snapshot.topics() {
            let is_channel = snapshot.channels.contains_key(&channel);
            different |= is_channel && heard.contains(&channel) != self.listens(id, Topic::Channel(channel));
            if heard.contains(&channel) {
                self.listen(id, Topic::Channel(channel));
            } else {
                self.lose(id, Topic::Channel(channel));
            }
        }
        let Some(before) = before else { return false };
        let left = before.private_threads.iter().copied().filter(|thread| !member.is_in(*thread));
        self.forget_threads(id, left);
        different
    }

    /// Drops what waits of private threads that a subscriber is in no more. Those that are archived are
    /// topics no longer, and what was told before may still wait.
    fn forget_threads(&self, id: SubscriberId, threads: impl Iterator<Item = ChannelId>) {
        let Some(subscriber) = self.subscribers.get(&id) else { return };
        for topic in threads.map(Topic::Channel).filter(|topic| !self.listens(id, *topic)) {
            subscriber.outbox.forget(|waiting| waiting == topic);
        }
    }

    /// Takes a subscriber out of a guild and all its channels, each in the way that is named.
    fn part(
        &mut self,
        id: SubscriberId,
        guild: GuildId,
        end: fn(&mut Self, SubscriberId, Topic),
    ) -> Option<Arc<Membership>> {
        let member = match self.subscribers.get_mut(&id) {
            Some(Subscriber { state: State::Running { memberships, .. }, .. }) => memberships.remove(&guild),
            _ => None,
        };
        let Some(live) = self.guilds.get_mut(&guild) else { return member };
        live.subscribers.remove(&id);
        let snapshot = Arc::clone(&live.snapshot);
        if live.subscribers.is_empty() {
            self.guilds.remove(&guild);
        }
        end(self, id, Topic::Guild(guild));
        for channel in snapshot.topics() {
            end(self, id, Topic::Channel(channel));
        }
        member
    }

    /// Takes a subscriber who is no member any more out of a guild, with what waits of it.
    fn expel(&mut self, id: SubscriberId, guild: GuildId) {
        if let Some(member) = self.part(id, guild, Self::lose) {
            self.forget_threads(id, member.private_threads.iter().copied());
        }
    }

    /// A thread came to life, or lives no more.
    fn look_at_thread(&mut self, snapshot: &Arc<Snapshot>, thread: ChannelId) {
        let guild = snapshot.guild.id;
        let Some(live) = self.guilds.get_mut(&guild) else { return };
        live.snapshot = Arc::clone(snapshot);
        let topic = Topic::Channel(thread);
        let Some(thread) = snapshot.threads.get(&thread) else {
            // Nobody loses anything: what waits is of a time when they heard it.
            self.topics.remove(&topic);
            return;
        };
        if thread.kind != ChannelKind::PrivateThread {
            // It is heard with its channel.
            return;
        }
        let subscribers: Vec<SubscriberId> = live.subscribers.iter().copied().collect();
        for id in subscribers {
            let Some(Subscriber { state: State::Running { memberships, .. }, .. }) =
                self.subscribers.get(&id)
            else {
                continue;
            };
            if memberships.get(&guild).is_some_and(|member| snapshot.hears_thread(member, thread)) {
                self.listen(id, topic);
            } else {
                self.lose(id, topic);
            }
        }
    }

    /// Changes who hears what. Gives those who see other channels of a guild than before, where some may.
    fn apply(&mut self, change: &AccessChange) -> Option<SeenAnew> {
        match change {
            AccessChange::Guild(snapshot) => {
                let guild = snapshot.guild.id;
                let mut seen = SeenAnew { guild, kept_for: Topic::Guild(guild), subscribers: HashSet::new() };
                // Nobody is here, so it is not known what was before.
                let Some(live) = self.guilds.get_mut(&guild) else { return Some(seen) };
                let before = std::mem::replace(&mut live.snapshot, Arc::clone(snapshot));
                let subscribers: Vec<SubscriberId> = live.subscribers.iter().copied().collect();
                // What each hears by now is what `before` lets them hear: only what differs is to be done, and
                // for most that is nothing.
                let mut change = hearing::Change::new(&before, snapshot);
                for id in subscribers {
                    let Some(Subscriber { state: State::Running { memberships, .. }, .. }) =
                        self.subscribers.get(&id)
                    else {
                        continue;
                    };
                    let Some(member) = memberships.get(&guild) else { continue };
                    let difference = change.of(member);
                    for &channel in &difference.gained {
                        self.listen(id, Topic::Channel(channel));
                    }
                    for &channel in &difference.lost {
                        self.lose(id, Topic::Channel(channel));
                    }
                    // What came or went itself is told by an event of its own.
                    let is_old = |channel| {
                        before.channels.contains_key(channel) && snapshot.channels.contains_key(channel)
                    };
                    if difference.gained.iter().chain(&difference.lost).any(is_old) {
                        seen.subscribers.insert(id);
                    }
                }
                may_show_otherwise(&before, snapshot).then_some(seen)
            }
            AccessChange::Thread { snapshot, thread } => {
                self.look_at_thread(snapshot, *thread);
                None
            }
            AccessChange::Member { snapshot, member } => {
                let here = self.subscribers_of(member.user_id);
                let is_here = !here.is_empty();
                let subscribers: HashSet<SubscriberId> =
                    here.into_iter().filter(|id| self.join(*id, snapshot, member)).collect();
                let kept_for = Topic::User(member.user_id);
                let seen = SeenAnew { guild: snapshot.guild.id, kept_for, subscribers };
                (!is_here || !seen.subscribers.is_empty()).then_some(seen)
            }
            AccessChange::MemberGone { guild, user } => {
                for id in self.subscribers_of(*user) {
                    self.expel(id, *guild);
                }
                None
            }
            AccessChange::GuildGone(guild) => {
                let live = self.guilds.get(guild)?;
                let subscribers: Vec<SubscriberId> = live.subscribers.iter().copied().collect();
                for id in subscribers {
                    self.expel(id, *guild);
                }
                None
            }
            AccessChange::SessionEnded(session) => {
                for id in self.by_session.get(session).into_iter().flatten() {
                    if let Some(subscriber) = self.subscribers.get(id) {
                        subscriber.outbox.close(Close::Unauthorized);
                    }
                }
                None
            }
        }
    }

    fn subscribers_of(&self, user: UserId) -> Vec<SubscriberId> {
        self.by_user.get(&user).into_iter().flatten().copied().collect()
    }
}

async fn flush(outboxes: &mut Vec<Arc<Outbox>>) {
    for (done, outbox) in (1..).zip(outboxes.drain(..)) {
        outbox.flush();
        if done % UNINTERRUPTED == 0 {
            tokio::task::yield_now().await;
        }
    }
}

/// Those who see other channels of a guild than before, though the channels are the same.
struct SeenAnew {
    guild: GuildId,
    /// Whoever comes back later hears it if they are in this topic: they may be among those whom it concerns.
    kept_for: Topic,
    subscribers: HashSet<SubscriberId>,
}

/// Whether there may be somebody to whom a guild shows other channels than before, of those that were
/// there before.
fn may_show_otherwise(before: &Snapshot, after: &Snapshot) -> bool {
    let channels = before.channels.iter().any(|(id, old)| {
        after.channels.get(id).is_some_and(|new| {
            new.overwrites != old.overwrites || new.channel.age_restricted != old.channel.age_restricted
        })
    });
    let permissions = |snapshot: &Snapshot| -> Vec<_> {
        let roles = snapshot.roles.values().filter(|role| !role.permissions.is_empty());
        roles.map(|role| (role.id, role.permissions)).collect()
    };
    channels || permissions(before) != permissions(after) || before.guild.owner_id != after.guild.owner_id
}

/// Whether a later change leaves nothing of an earlier one.
fn outdates(later: &AccessChange, earlier: &AccessChange) -> bool {
    fn about(change: &AccessChange) -> Option<(GuildId, Option<UserId>)> {
        match change {
            // Both bring the guild as it stood then.
            AccessChange::Guild(snapshot) | AccessChange::Thread { snapshot, .. } => {
                Some((snapshot.guild.id, None))
            }
            AccessChange::Member { snapshot, member } => Some((snapshot.guild.id, Some(member.user_id))),
            AccessChange::MemberGone { guild, user } => Some((*guild, Some(*user))),
            AccessChange::GuildGone(_) | AccessChange::SessionEnded(_) => None,
        }
    }
    about(earlier).is_some_and(|earlier| about(later) == Some(earlier))
}

/// Whether an event says to all who were in a guild that it is gone. Who was cannot be told any more,
/// and it names no more than an id: everybody may hear it.
fn is_farewell(entry: &Entry) -> bool {
    matches!((entry.topic, &*entry.event), (Topic::Guild(_), Event::GuildLeft(_)))
}

/// Whether an event says that what its topic is about is gone.
fn is_last_word(topic: Topic, event: &Event) -> bool {
    matches!(
        (topic, event),
        (Topic::Channel(_), Event::ChannelDeleted(_)) | (Topic::Guild(_), Event::GuildLeft(_))
    )
}

fn forget<K: std::hash::Hash + Eq>(index: &mut HashMap<K, HashSet<SubscriberId>>, key: K, id: SubscriberId) {
    if let Some(ids) = index.get_mut(&key) {
        ids.remove(&id);
        if ids.is_empty() {
            index.remove(&key);
        }
    }
}
