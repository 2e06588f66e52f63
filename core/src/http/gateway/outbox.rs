//! What waits to be written to one socket. Bounded: whoever does not read is sent away.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use super::protocol::Close;
use crate::events::Topic;

/// The most frames that wait.
pub const MAX_FRAMES: usize = 2048;
/// The most bytes that wait.
const MAX_BYTES: usize = 2 << 20;
/// Above this many places, an emptied queue gives its memory back.
const KEPT_PLACES: usize = 16;

/// A text to write.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The text, shared by all who get the same.
    pub text: Utf8Bytes,
    /// By which topic it came: when the topic is lost, so is what waits of it.
    pub topic: Option<Topic>,
}

/// How many sockets were woken and have not yet taken what waits for them: the hub's brake.
#[derive(Debug, Default)]
pub struct Backlog {
    woken: AtomicUsize,
    caught_up: Notify,
}

impl Backlog {
    /// Waits until all woken sockets have taken what waited for them.
    pub async fn caught_up(&self) {
        loop {
            let notified = self.caught_up.notified();
            if self.woken.load(Ordering::Acquire) == 0 {
                return;
            }
            notified.await;
        }
    }

    fn taken(&self) {
        if self.woken.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.caught_up.notify_one();
        }
    }
}

/// The queue of one socket: the hub and others put in, the connection takes out.
#[derive(Debug)]
pub struct Outbox {
    state: Mutex<State>,
    ready: Notify,
    backlog: Arc<Backlog>,
}

#[derive(Debug, Default)]
struct State {
    frames: VecDeque<Frame>,
    bytes: usize,
    close: Option<Close>,
    /// The connection is told that something waits, and has not come for it yet.
    woken: bool,
    /// The connection is busy and will look again by itself.
    busy: bool,
}

/// What a connection found waiting.
#[derive(Debug)]
pub enum Taken {
    /// Frames, now in the connection's buffer.
    Frames,
    /// Nothing: wait for [`Outbox::ready`].
    Nothing,
    /// Close the connection.
    Close(Close),
}

impl Outbox {
    /// An empty one.
    #[must_use]
    pub fn new(backlog: Arc<Backlog>) -> Arc<Self> {
        Arc::new(Self { state: Mutex::default(), ready: Notify::new(), backlog })
    }

    /// Puts a frame in; the connection hears of it by [`Outbox::wake`]. Whether it is still open.
    pub fn put(&self, frame: Frame) -> bool {
        let mut state = self.state.lock();
        if state.close.is_some() {
            return false;
        }
        let bytes = state.bytes + frame.text.len();
        if state.frames.len() >= MAX_FRAMES || bytes > MAX_BYTES {
            state.shut(Close::Slow);
            drop(state);
            self.ready.notify_one();
            return false;
        }
        state.bytes = bytes;
        state.frames.push_back(frame);
        true
    }

    /// Tells the connection to come for what waits, unless it will come anyway.
    pub fn wake(&self) {
        let mut state = self.state.lock();
        if state.woken || state.busy || state.frames.is_empty() {
            return;
        }
        state.woken = true;
        self.backlog.woken.fetch_add(1, Ordering::AcqRel);
        drop(state);
        self.ready.notify_one();
    }

    /// Puts a frame in and wakes at once: for answers, which wait for nobody.
    pub fn send(&self, text: Utf8Bytes) {
        if self.put(Frame { text, topic: None }) {
            self.wake();
        }
    }

    /// Has the connection closed. What waits is dropped: the client resumes from what it has read.
    pub fn close(&self, close: Close) {
        self.state.lock().shut(close);
        self.ready.notify_one();
    }

    /// The connection does something else, after which it calls [`Outbox::take`] unasked: the hub does
    /// not wait for it meanwhile, and may itself be what it waits for.
    pub fn busy(&self) {
        let mut state = self.state.lock();
        state.busy = true;
        if std::mem::take(&mut state.woken) {
            self.backlog.taken();
        }
    }

    /// The connection takes nothing any more: whatever comes is dropped, and the hub waits for it no
    /// longer, however long the goodbye takes.
    pub fn leave(&self, close: Close) {
        let mut state = self.state.lock();
        state.shut(close);
        if std::mem::take(&mut state.woken) {
            self.backlog.taken();
        }
    }

    /// Drops what waits of topics that were lost.
    pub fn forget(&self, lost: impl Fn(Topic) -> bool) {
        let mut state = self.state.lock();
        let mut dropped = 0;
        state.frames.retain(|frame| {
            let keep = !frame.topic.is_some_and(&lost);
            if !keep {
                dropped += frame.text.len();
            }
            keep
        });
        state.bytes -= dropped;
    }

    /// Resolves when something waits or the connection is to be closed.
    pub async fn ready(&self) {
        self.ready.notified().await;
    }

    /// Why the connection is to be closed, where it is.
    pub fn closing(&self) -> Option<Close> {
        self.state.lock().close
    }

    /// Moves what waits into `buffer`, which must be empty.
    pub fn take(&self, buffer: &mut VecDeque<Frame>) -> Taken {
        let mut state = self.state.lock();
        if state.woken {
            state.woken = false;
            self.backlog.taken();
        }
        if let Some(close) = state.close {
            return Taken::Close(close);
        }
        state.busy = !state.frames.is_empty();
        if !state.busy {
            if state.frames.capacity() > KEPT_PLACES {
                state.frames = VecDeque::new();
            }
            return Taken::Nothing;
        }
        std::mem::swap(&mut state.frames, buffer);
        state.bytes = 0;
        Taken::Frames
    }
}

impl State {
    fn shut(&mut self, close: Close) {
        if self.close.is_none() {
            self.close = Some(close);
            self.frames = VecDeque::new();
            self.bytes = 0;
        }
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        // A connection that died before it came for its frames must not hold the hub up.
        if self.state.get_mut().woken {
            self.backlog.taken();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::ids::ChannelId;

    fn frame(text: &'static str, channel: i64) -> Frame {
        Frame { text: Utf8Bytes::from_static(text), topic: Some(Topic::Channel(ChannelId(channel))) }
    }

    #[test]
    fn whoever_does_not_read_is_told_to_resume() {
        let outbox = Outbox::new(Arc::default());
        for _ in 0..MAX_FRAMES {
            assert!(outbox.put(frame("x", 1)));
        }
        assert!(!outbox.put(frame("x", 1)));
        assert_eq!(outbox.closing(), Some(Close::Slow));
        assert!(matches!(outbox.take(&mut VecDeque::new()), Taken::Close(Close::Slow)));
    }

    #[test]
    fn bytes_count_too() {
        let outbox = Outbox::new(Arc::default());
        let large: Utf8Bytes = "x".repeat(MAX_BYTES / 4 + 1).into();
        let put = || outbox.put(Frame { text: large.clone(), topic: None });
        assert!(put() && put() && put() && !put());
    }

    #[test]
    fn what_waits_of_a_lost_topic_is_dropped() {
        let outbox = Outbox::new(Arc::default());
        outbox.put(frame("kept", 1));
        outbox.put(frame("lost", 2));
        outbox.forget(|topic| topic == Topic::Channel(ChannelId(2)));
        let mut buffer = VecDeque::new();
        assert!(matches!(outbox.take(&mut buffer), Taken::Frames));
        assert_eq!(buffer.iter().map(|frame| frame.text.as_str()).collect::<Vec<_>>(), ["kept"]);
    }

    #[tokio::test]
    async fn the_hub_waits_for_the_woken_and_not_for_the_dead() {
        let backlog = Arc::new(Backlog::default());
        let (alive, dead) = (Outbox::new(Arc::clone(&backlog)), Outbox::new(Arc::clone(&backlog)));
        for outbox in [&alive, &dead] {
            outbox.put(frame("x", 1));
            outbox.wake();
        }
        drop(dead);
        let waiting = tokio::spawn(async move { backlog.caught_up().await });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        alive.take(&mut VecDeque::new());
        waiting.await.unwrap();
    }

    #[tokio::test]
    async fn the_hub_does_not_wait_for_one_that_says_goodbye() {
        let backlog = Arc::new(Backlog::default());
        let outbox = Outbox::new(Arc::clone(&backlog));
        outbox.put(frame("x", 1));
        outbox.wake();
        outbox.leave(Close::BadRequest);
        assert!(!outbox.put(frame("y", 1)));
        outbox.wake();
        backlog.caught_up().await;
    }
}
