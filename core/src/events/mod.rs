//! What happened, told to whoever may know: the domain's side of the live stream.
//!
//! A service publishes after its commit. Events are neutral: their fields never depend on who looks,
//! so that equal subscriptions share one execution. Who gets an event is said by its [`Topic`]; who
//! is in a topic changes only by an [`AccessChange`] published in the same order, so a permission
//! that was lost is lost before the next event.

mod event;

pub use event::*;

use std::sync::Arc;

use tokio::sync::mpsc;

use crate::guilds::{Membership, Snapshot};
use crate::platform::ids::{ChannelId, GuildId, SessionId, UserId};

/// How many publications may wait for the hub. A publisher waits when it is full.
const QUEUE: usize = 1024;

/// Who is to hear of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// All members of a guild.
    Guild(GuildId),
    /// All who may see a channel.
    Channel(ChannelId),
    /// One person, on all devices.
    User(UserId),
}

/// A change of who is in which topic.
#[derive(Clone, Debug)]
pub enum AccessChange {
    /// The guild's channels, roles or overwrites changed: its members are looked at again.
    Guild(Arc<Snapshot>),
    /// A thread came to life, or lives no more. Only who hears of it changes.
    Thread {
        /// The guild as it stands.
        snapshot: Arc<Snapshot>,
        /// Which.
        thread: ChannelId,
    },
    /// Somebody became a member, has other roles, or is in other private threads.
    Member {
        /// The guild as it stands.
        snapshot: Arc<Snapshot>,
        /// Who, with which roles, since when.
        member: Arc<Membership>,
    },
    /// Somebody is no member any more.
    MemberGone {
        /// Of which guild.
        guild: GuildId,
        /// Who.
        user: UserId,
    },
    /// The guild is gone, for everybody.
    GuildGone(GuildId),
    /// A device was signed out: its connections are closed.
    SessionEnded(SessionId),
}

/// One step of a publication.
#[derive(Clone, Debug)]
pub enum Step {
    /// Tell a topic.
    Tell(Topic, Arc<Event>),
    /// Change who is told from here on.
    Access(AccessChange),
}

impl Step {
    /// Tells a topic of an event.
    pub fn tell(topic: Topic, event: impl Into<Event>) -> Self {
        Self::Tell(topic, Arc::new(event.into()))
    }
}

/// Where services publish.
#[derive(Clone, Debug)]
pub struct Events {
    queue: mpsc::Sender<Vec<Step>>,
}

impl Events {
    /// The services' end, and the hub's.
    #[must_use]
    pub fn channel() -> (Self, mpsc::Receiver<Vec<Step>>) {
        let (queue, receiver) = mpsc::channel(QUEUE);
        (Self { queue }, receiver)
    }

    /// Whether the hub still runs.
    #[must_use]
    pub fn are_heard(&self) -> bool {
        !self.queue.is_closed()
    }

    /// Publishes steps that stay together and in order. Waits where the hub is behind.
    pub async fn publish(&self, steps: Vec<Step>) {
        // Without a hub (the admin's commands, a server that is stopping) there is nobody to tell.
        let _ = self.queue.send(steps).await;
    }
}
