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
/// How often it is asked what became of those messages.
const ASK_AGAIN: Duration = Duration::from_secs(1);
/// How long it is asked. No statement takes longer: the database gives up on it by itself.
const ASKED_FOR: Duration = Duration::from_mins(2);
/// How many of them are remembered; the oldest are forgotten first.
const MAX_UNKNOWN: usize = 4096;

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

/// The messages that may be in the database and are not told.
#[derive(Clone, Debug, Default)]
struct InFlight {
    /// Those that are being stored: the first and the last of a batch, told all at once.
    batch: Option<(MessageId, MessageId)>,
    /// Those whose commit did not end in time.
    unknown: Arc<[MessageId]>,
}

impl InFlight {
    fn contains(&self, id: MessageId) -> bool {
        self.batch.is_some_and(|(first, last)| first <= id && id <= last) || self.unknown.contains(&id)
    }
}

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
        let (stored, in_flight) = watch::channel(InFlight::default());
        let task = Task {
            in_flight: stored,
            db,
            users,
            guilds,
            ids,
            events,
            metrics,
            deadline: DEADLINE,
            unknown: Vec::new(),
        };
        (Self { queue, in_flight }, tokio::spawn(task.run(jobs, stop)))
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
        // A writer that is gone tells nothing any more.
        let _ = self.in_flight.clone().wait_for(|in_flight| !in_flight.contains(id)).await;
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
    /// [`DEADLINE`]; tests are not as patient.
    deadline: Duration,
    /// Messages that may have been stored, or may yet be, in the order of their ids.
    unknown: Vec<Unknown>,
}

/// A message whose senders have heard that its end is not known.
struct Unknown {
    entry: Entry,
    since: Instant,
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
    async fn run(mut self, mut jobs: mpsc::Receiver<Job>, stop: CancellationToken) {
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            let asks = !self.unknown.is_empty();
            tokio::select! {
                biased;
                () = stop.cancelled(), if !jobs.is_closed() => jobs.close(),
                count = jobs.recv_many(&mut batch, BATCH) => {
                    if count == 0 {
                        return;
                    }
                    // Requests that are at hand come first: under load far more messages then share a commit,
                    // and where there are none this costs nothing.
                    tokio::task::yield_now().await;
                    while batch.len() < BATCH
                        && let Ok(job) = jobs.try_recv()
                    {
                        batch.push(job);
                    }
                    self.store(batch.drain(..)).await;
                }
                () = tokio::time::sleep(ASK_AGAIN), if asks => self.tell_late().await,
            }
        }
    }

    async fn store(&mut self, jobs: impl Iterator<Item = Job>) {
        let entries = self.gather(jobs);
        let batch = entries.first().zip(entries.last()).map(|(a, b)| (a.insert.id, b.insert.id));
        self.in_flight.send_modify(|in_flight| in_flight.batch = batch);
        self.store_entries(entries).await;
        self.in_flight.send_modify(|in_flight| in_flight.batch = None);
    }

    async fn store_entries(&mut self, entries: Vec<Entry>) {
        let started = Instant::now();
        let inserts: Vec<&Insert> = entries.iter().map(|entry| &entry.insert).collect();
        let stored = self.insert(&inserts).await;
        self.metrics.commit_seconds.observe(started.elapsed().as_secs_f64());
        #[expect(clippy::cast_precision_loss, reason = "a batch holds at most 256")]
        self.metrics.commit_messages.observe(entries.len() as f64);
        match stored {
            Ok(stored) => {
                // Those that were stored before these are told before them.
                self.tell_late().await;
                self.settle(entries, &stored).await;
            }
            // One message may be at fault, such as one for a channel whose row is gone: the others
            // must not suffer, so each is tried on its own.
            Err(error) if error.code == ErrorCode::Internal && entries.len() > 1 => {
                error.log();
                for entry in entries {
                    match self.insert(&[&entry.insert]).await {
                        Ok(stored) => self.settle(vec![entry], &stored).await,
                        Err(error) => self.give_up([entry], &error),
                    }
                }
            }
            Err(error) => {
                error.log();
                self.give_up(entries, &error);
            }
        }
    }

    /// Tells the senders that it failed, and remembers what may have been stored all the same.
    fn give_up(&mut self, entries: impl IntoIterator<Item = Entry>, error: &Error) {
        for mut entry in entries {
            refuse(std::mem::take(&mut entry.answers), error);
            if error.code == ErrorCode::Unavailable {
                self.unknown.push(Unknown { entry, since: Instant::now() });
            }
        }
        self.unknown.drain(..self.unknown.len().saturating_sub(MAX_UNKNOWN));
        self.show_unknown();
    }

    /// Asks what became of the messages whose commit did not end in time, and tells those that are stored.
    async fn tell_late(&mut self) {
        if self.unknown.is_empty() {
            return;
        }
        let ids: Vec<MessageId> = self.unknown.iter().map(|unknown| unknown.entry.insert.id).collect();
        let asked = tokio::time::timeout(self.deadline, sql::stored(self.db.write(), &ids)).await;
        // Where the database does not answer, it is asked again.
        let Ok(Ok(stored)) = asked else { return };
        let stored: HashSet<MessageId> = stored.into_iter().collect();
        let (late, unknown): (Vec<_>, Vec<_>) = std::mem::take(&mut self.unknown)
            .into_iter()
            .partition(|unknown| stored.contains(&unknown.entry.insert.id));
        self.settle(late.into_iter().map(|unknown| unknown.entry).collect(), &Stored::All).await;
        self.unknown = unknown;
        self.unknown.retain(|unknown| unknown.since.elapsed() < ASKED_FOR);
        self.show_unknown();
    }

    fn show_unknown(&self) {
        let ids = self.unknown.iter().map(|unknown| unknown.entry.insert.id).collect();
        self.in_flight.send_modify(|in_flight| in_flight.unknown = ids);
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
        tokio::time::timeout(self.deadline, work).await.unwrap_or_else(|_| {
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
        if !steps.is_empty() {
            self.metrics.messages.inc_by(steps.len() as u64);
            self.events.publish(steps).await;
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::Event;
    use crate::platform::clock::{Clock, Timestamp};
    use crate::platform::db::query;
    use crate::platform::ids::GuildId;

    /// Somebody with a writer that waits for 200 ms.
    struct Hasty {
        writer: Writer,
        ana: Arc<User>,
        channel: Arc<Channel>,
        published: mpsc::Receiver<Vec<Step>>,
    }

    async fn hasty(folder: &std::path::Path) -> Hasty {
        let clock = Clock::fixed(Timestamp(1_800_000_000_000));
        let db = Db::open(&Db::sqlite_url(folder), 1).await.unwrap();
        db.migrate().await.unwrap();
        for sql in [
            "INSERT INTO users (id, username, username_key, email, email_key, password_hash)
             VALUES (1, 'ana', 'ana', 'a@example.org', 'a@example.org', '')",
            "INSERT INTO guilds (id, name, owner_id) VALUES (10, 'a', 1)",
            "INSERT INTO roles (id, guild_id, name, position, permissions) VALUES (10, 10, '@everyone', 0, 0)",
            "INSERT INTO channels (id, guild_id, kind, name, position) VALUES (11, 10, 'TEXT', 'a', 0)",
        ] {
            query(sql).execute(db.write()).await.unwrap();
        }
        let users = Arc::new(Users::new(db.clone()));
        let ana = users.get(UserId(1)).await.unwrap();
        let guilds = Arc::new(Guilds::new(db.clone(), clock.clone(), Arc::clone(&users)));
        let snapshot = guilds.snapshot(GuildId(10)).await.unwrap().unwrap();
        let channel = Arc::clone(&snapshot.channels[&ChannelId(11)].channel);
        let (events, published) = Events::channel();
        let (queue, jobs) = mpsc::channel(QUEUE);
        let (stored, in_flight) = watch::channel(InFlight::default());
        let task = Task {
            in_flight: stored,
            ids: Arc::new(IdMaker::new(clock, 0, 0)),
            metrics: Arc::new(Metrics::new()),
            deadline: Duration::from_millis(200),
            unknown: Vec::new(),
            guilds,
            db,
            users,
            events,
        };
        tokio::spawn(task.run(jobs, CancellationToken::new()));
        Hasty { writer: Writer { queue, in_flight }, ana, channel, published }
    }

    impl Hasty {
        async fn write(&self, content: &str) -> Result<Arc<Message>> {
            let nonce = Some(format!("nonce of {content}"));
            let new = NewMessage { channel_id: self.channel.id, content: content.to_owned(), nonce };
            let (author, kind) = (Arc::clone(&self.ana), MessageKind::Default);
            self.writer.write(author, Vec::new(), kind, &self.channel, new).await
        }

        /// The messages that are told next.
        async fn told(&mut self, count: usize) -> Vec<Arc<Message>> {
            let mut told = Vec::new();
            while told.len() < count {
                let steps = tokio::time::timeout(Duration::from_secs(10), self.published.recv()).await;
                told.extend(steps.unwrap().unwrap().into_iter().map(|step| match step {
                    Step::Tell(_, event) => match &*event {
                        Event::MessageCreated(created) => Arc::clone(&created.message),
                        other => panic!("{other:?}"),
                    },
                    Step::Access(change) => panic!("{change:?}"),
                }));
            }
            told
        }

        /// Has two messages meet a database that another program has locked, and gives it free again.
        async fn overtake_the_deadline(&self, folder: &std::path::Path) {
            let other = Db::open(&Db::sqlite_url(folder), 1).await.unwrap();
            let lock = other.begin().await.unwrap();
            let (first, second) = tokio::join!(self.write("first"), self.write("second"));
            for result in [first, second] {
                assert_eq!(result.unwrap_err().code, ErrorCode::Unavailable);
            }
            drop(lock);
            other.close().await;
        }
    }

    fn contents(messages: &[Arc<Message>]) -> Vec<&str> {
        messages.iter().map(|message| message.content.as_str()).collect()
    }

    #[tokio::test]
    async fn what_was_stored_too_late_is_told_when_it_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let mut hasty = hasty(folder.path()).await;
        hasty.overtake_the_deadline(folder.path()).await;

        let told = hasty.told(2).await;

        assert_eq!(contents(&told), ["first", "second"]);
        assert!(told.is_sorted_by_key(|message| message.id));
        // What happens to it next has waited for this, and waits no longer.
        let settled = hasty.writer.settled(told[0].id);
        tokio::time::timeout(Duration::from_secs(10), settled).await.unwrap();
        let again = hasty.write("first").await.unwrap();
        assert_eq!(again.id, told[0].id, "a retry is the same message");
        assert!(hasty.published.try_recv().is_err(), "and is not told again");
    }

    #[tokio::test]
    async fn what_comes_later_is_told_later() {
        let folder = tempfile::tempdir().unwrap();
        let mut hasty = hasty(folder.path()).await;
        hasty.overtake_the_deadline(folder.path()).await;

        // It may meet the lock's last moments itself, and is sent again, as clients do.
        while hasty.write("third").await.is_err() {}

        let told = hasty.told(3).await;
        assert_eq!(contents(&told), ["first", "second", "third"]);
        assert!(told.is_sorted_by_key(|message| message.id));
    }
}
