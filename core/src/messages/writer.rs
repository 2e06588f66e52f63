//! Group commit: messages that wait at the same time share a transaction.
//!
//! One task takes what is waiting, gives ids, stores all by one statement, publishes, and only then
//! answers. While it commits, the next batch gathers. So ids rise in the order in which messages are
//! told, and a thousand senders cost one fsync at a time.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::sql::{self, Insert};
use super::{Message, MessageKind, NewMessage};
use crate::accounts::{User, Users};
use crate::channels::Channel;
use crate::events::{Events, MessageCreated, Step, Topic};
use crate::guilds::Guilds;
use crate::platform::db::Db;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{ChannelId, IdMaker, MessageId, UserId};
use crate::platform::metrics::Metrics;

/// How many messages may wait; a sender beyond waits for a place.
const QUEUE: usize = 4096;
/// How many are stored at once.
const BATCH: usize = 256;
/// How long one commit may take before its senders hear that its end is not known.
const DEADLINE: Duration = Duration::from_secs(10);

type Answer = oneshot::Sender<Result<Arc<Message>>>;

#[derive(Debug)]
struct Job {
    author: Arc<User>,
    mentions: Vec<Arc<User>>,
    kind: MessageKind,
    topic: Topic,
    in_thread: bool,
    new: NewMessage,
    answer: Answer,
}

/// Where messages are handed in.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: mpsc::Sender<Job>,
    in_flight: watch::Receiver<InFlight>,
}

/// The messages that are being stored: the first and the last of a batch, told all at once.
type InFlight = Option<(MessageId, MessageId)>;

impl Writer {
    /// Starts the task. After `stop` it takes in nothing more, and ends with everything stored.
    #[must_use]
    pub fn start(
        stop: CancellationToken,
        db: Db,
        users: Arc<Users>,
        guilds: Arc<Guilds>,
        ids: Arc<IdMaker>,
        events: Events,
        metrics: Arc<Metrics>,
    ) -> (Self, JoinHandle<()>) {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let (stored, in_flight) = watch::channel(None);
        let task =
            tokio::spawn(Task { db, users, guilds, ids, events, metrics, in_flight: stored }.run(jobs, stop));
        (Self { queue, in_flight }, task)
    }

    /// Stores a message in the channel and tells those who hear of it, together with others that wait.
    ///
    /// # Errors
    /// `UNAVAILABLE` when the database does not answer: the message may or may not be stored.
    pub async fn write(
        &self,
        author: Arc<User>,
        mentions: Vec<Arc<User>>,
        kind: MessageKind,
        channel: &Channel,
        new: NewMessage,
    ) -> Result<Arc<Message>> {
        let (answer, answered) = oneshot::channel();
        let stopping = || Error::unavailable("The server is stopping. Try again in a moment.");
        let (topic, in_thread) = (channel.topic_of_events(), channel.kind.is_thread());
        let job = Job { author, mentions, kind, topic, in_thread, new, answer };
        self.queue.send(job).await.map_err(|_| stopping())?;
        answered.await.map_err(|_| stopping())?
    }

    /// Waits until a message that is being stored is told, so that what happens to it next is not told
    /// before it: others can read it between its commit and its event.
    pub async fn settled(&self, id: MessageId) {
        let told = |batch: &InFlight| batch.is_none_or(|(first, last)| id < first || last < id);
        // A writer that is gone tells nothing any more.
        let _ = self.in_flight.clone().wait_for(told).await;
    }

    /// Whether its task still runs.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        !self.queue.is_closed()
    }
}

struct Task {
    in_flight: watch::Sender<InFlight>,
    db: Db,
    users: Arc<Users>,
    guilds: Arc<Guilds>,
    ids: Arc<IdMaker>,
    events: Events,
    metrics: Arc<Metrics>,
}

/// A message of the batch, and all who wait for it: a retry that met its first try waits beside it.
struct Entry {
    insert: Insert,
    author: Arc<User>,
    mentions: Vec<Arc<User>>,
    topic: Topic,
    answers: Vec<Answer>,
}

impl Task {
    async fn run(self, mut jobs: mpsc::Receiver<Job>, stop: CancellationToken) {
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled(), if !jobs.is_closed() => jobs.close(),
                count = jobs.recv_many(&mut batch, BATCH) => {
                    if count == 0 {
                        return;
                    }
                    self.store(batch.drain(..)).await;
                }
            }
        }
    }

    async fn store(&self, jobs: impl Iterator<Item = Job>) {
        let entries = self.gather(jobs);
        self.in_flight
            .send_replace(entries.first().zip(entries.last()).map(|(a, b)| (a.insert.id, b.insert.id)));
        self.store_entries(entries).await;
        self.in_flight.send_replace(None);
    }

    async fn store_entries(&self, entries: Vec<Entry>) {
        let started = Instant::now();
        let inserts: Vec<&Insert> = entries.iter().map(|entry| &entry.insert).collect();
        let stored = self.insert(&inserts).await;
        self.metrics.commit_seconds.observe(started.elapsed().as_secs_f64());
        #[expect(clippy::cast_precision_loss, reason = "a batch holds at most 256")]
        self.metrics.commit_messages.observe(entries.len() as f64);
        match stored {
            Ok(stored) => self.settle(entries, &stored).await,
            // One message may be at fault, such as one for a channel whose row is gone: the others
            // must not suffer, so each is tried on its own.
            Err(error) if error.code == ErrorCode::Internal && entries.len() > 1 => {
                error.log();
                for entry in entries {
                    match self.insert(&[&entry.insert]).await {
                        Ok(stored) => self.settle(vec![entry], &stored).await,
                        Err(error) => refuse(entry.answers, &error),
                    }
                }
            }
            Err(error) => {
                error.log();
                for entry in entries {
                    refuse(entry.answers, &error);
                }
            }
        }
    }

    /// Gives ids, and puts retries of one message together.
    fn gather(&self, jobs: impl Iterator<Item = Job>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut by_nonce: HashMap<(ChannelId, UserId, String), usize> = HashMap::new();
        for job in jobs {
            let key = job.new.nonce.clone().map(|nonce| (job.new.channel_id, job.author.id, nonce));
            if let Some(&first) = key.as_ref().and_then(|key| by_nonce.get(key)) {
                entries[first].answers.push(job.answer);
                continue;
            }
            if let Some(key) = key {
                by_nonce.insert(key, entries.len());
            }
            entries.push(Entry {
                insert: Insert {
                    id: self.ids.next(),
                    channel_id: job.new.channel_id,
                    kind: job.kind,
                    author_id: job.author.id,
                    content: job.new.content,
                    nonce: job.new.nonce,
                    in_thread: job.in_thread,
                },
                author: job.author,
                mentions: job.mentions,
                topic: job.topic,
                answers: vec![job.answer],
            });
        }
        entries
    }

    /// Stores; which were stored, where not all were.
    async fn insert(&self, inserts: &[&Insert]) -> Result<Stored> {
        let work = async {
            let count = sql::insert(&self.db, inserts).await?;
            if usize::try_from(count).is_ok_and(|count| count == inserts.len()) {
                return Ok(Stored::All);
            }
            let ids: Vec<MessageId> = inserts.iter().map(|insert| insert.id).collect();
            // Asked of the writing side: it certainly sees what was just written.
            Ok(Stored::Some(sql::stored(self.db.write(), &ids).await?.into_iter().collect()))
        };
        tokio::time::timeout(DEADLINE, work).await.unwrap_or_else(|_| {
            Err(Error::unavailable(
                "The database does not answer. Your message may or may not have been kept: try again, it will not come twice.",
            ))
        })
    }

    /// Publishes what was stored, then answers everybody.
    async fn settle(&self, entries: Vec<Entry>, stored: &Stored) {
        let mut steps = Vec::with_capacity(entries.len());
        let mut answers = Vec::with_capacity(entries.len());
        let mut retries = Vec::new();
        for entry in entries {
            if !stored.contains(entry.insert.id) {
                retries.push(entry);
                continue;
            }
            let Insert { id, channel_id, kind, content, nonce, .. } = entry.insert;
            let message = Arc::new(Message {
                id,
                channel_id,
                kind,
                author: entry.author,
                content,
                edited_at: None,
                mentions: entry.mentions,
            });
            let event = MessageCreated { message: Arc::clone(&message), nonce };
            steps.push(Step::tell(entry.topic, event));
            answers.push((message, entry.answers));
        }
        self.metrics.messages.inc_by(steps.len() as u64);
        self.events.publish(steps).await;
        for (message, waiting) in answers {
            for answer in waiting {
                // Whoever gave up waiting does not need the answer.
                let _ = answer.send(Ok(Arc::clone(&message)));
            }
        }
        for entry in retries {
            match self.first_try(&entry).await {
                Ok(message) => {
                    for answer in entry.answers {
                        let _ = answer.send(Ok(Arc::clone(&message)));
                    }
                }
                Err(error) => refuse(entry.answers, &error),
            }
        }
    }

    /// The message that an entry repeats.
    async fn first_try(&self, entry: &Entry) -> Result<Arc<Message>> {
        let Insert { channel_id, author_id, nonce, .. } = &entry.insert;
        let nonce = nonce.as_deref().unwrap_or_default();
        let row = sql::by_nonce(self.db.write(), *channel_id, *author_id, nonce).await?;
        let row = row.ok_or_else(|| Error::not_found("message"))?;
        let mut messages = Message::complete(&self.users, &self.guilds, vec![row]).await?;
        messages.pop().map(Arc::new).ok_or_else(|| Error::not_found("message"))
    }
}

enum Stored {
    All,
    Some(HashSet<MessageId>),
}

impl Stored {
    fn contains(&self, id: MessageId) -> bool {
        match self {
            Self::All => true,
            Self::Some(ids) => ids.contains(&id),
        }
    }
}

/// Tells everybody that it failed; the cause is in the log already.
fn refuse(answers: Vec<Answer>, error: &Error) {
    for answer in answers {
        let _ = answer.send(Err(Error::new(error.code, error.message.clone())));
    }
}
