//! The events of the last while, so that a client that was away can go on where it was.

use std::collections::VecDeque;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::events::{Event, Topic};
use crate::platform::clock::Timestamp;

/// The most events that are kept.
const MAX_EVENTS: usize = 20_000;
/// The most bytes of text that are kept, about.
const MAX_BYTES: usize = 32 << 20;

/// A place in the stream. It is of one run of one server: another run knows nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Which run.
    pub run: i64,
    /// Which event of it; 0 stands before the first.
    pub sequence: u64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}-{:x}", self.run, self.sequence)
    }
}

/// Not a cursor of ours.
#[derive(Debug)]
pub struct NotACursor;

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (run, sequence) = text.split_once('-').ok_or(NotACursor)?;
        Ok(Self {
            run: i64::from_str_radix(run, 16).map_err(|_| NotACursor)?,
            sequence: u64::from_str_radix(sequence, 16).map_err(|_| NotACursor)?,
        })
    }
}

/// An event that is kept.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number.
    pub sequence: u64,
    /// When it was told.
    pub told_at: Timestamp,
    /// Who heard of it.
    pub topic: Topic,
    /// What it was.
    pub event: Arc<Event>,
    bytes: usize,
}

/// The retained window.
#[derive(Debug)]
pub struct Journal {
    run: i64,
    last: u64,
    entries: VecDeque<Entry>,
    bytes: usize,
}

impl Journal {
    /// Empty, for this run.
    #[must_use]
    pub fn new(run: i64) -> Self {
        Self { run, last: 0, entries: VecDeque::new(), bytes: 0 }
    }

    /// Where the stream stands.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        self.at(self.last)
    }

    /// The cursor of an event.
    #[must_use]
    pub fn at(&self, sequence: u64) -> Cursor {
        Cursor { run: self.run, sequence }
    }

    /// Keeps an event, and drops the oldest where there is too much.
    pub fn add(&mut self, told_at: Timestamp, topic: Topic, event: Arc<Event>) -> u64 {
        self.last += 1;
        let bytes = weigh(&event);
        self.bytes += bytes;
        self.entries.push_back(Entry { sequence: self.last, told_at, topic, event, bytes });
        while self.entries.len() > MAX_EVENTS || self.bytes > MAX_BYTES {
            let Some(oldest) = self.entries.pop_front() else { break };
            self.bytes -= oldest.bytes;
        }
        self.last
    }

    /// The events after a cursor; `None` where that cannot be told any more.
    #[must_use]
    pub fn after(&self, cursor: Cursor) -> Option<impl Iterator<Item = &Entry>> {
        let oldest = self.entries.front().map_or(self.last + 1, |entry| entry.sequence);
        let known = cursor.run == self.run && cursor.sequence <= self.last && cursor.sequence + 1 >= oldest;
        let skip = usize::try_from(cursor.sequence.saturating_add(1).saturating_sub(oldest)).ok()?;
        known.then(|| self.entries.iter().skip(skip))
    }
}

/// About how many bytes an event holds.
fn weigh(event: &Event) -> usize {
    let text = match event {
        Event::MessageCreated(created) => created.message.content.len(),
        Event::MessageUpdated(updated) => updated.message.content.len(),
        _ => 0,
    };
    text + 300
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::events::GuildLeft;
    use crate::platform::ids::{GuildId, UserId};

    fn journal(events: u64) -> Journal {
        let mut journal = Journal::new(42);
        for id in 1..=events {
            let event = GuildLeft { guild_id: GuildId(i64::try_from(id).unwrap()) };
            journal.add(Timestamp(0), Topic::User(UserId(1)), Arc::new(event.into()));
        }
        journal
    }

    fn after(journal: &Journal, sequence: u64) -> Option<Vec<u64>> {
        Some(journal.after(journal.at(sequence))?.map(|entry| entry.sequence).collect())
    }

    #[test]
    fn one_goes_on_where_one_was() {
        let journal = journal(5);
        assert_eq!(after(&journal, 0), Some(vec![1, 2, 3, 4, 5]));
        assert_eq!(after(&journal, 3), Some(vec![4, 5]));
        assert_eq!(after(&journal, 5), Some(vec![]));
    }

    #[test]
    fn what_is_not_known_is_said() {
        let full = journal(MAX_EVENTS as u64 + 10);
        assert_eq!(after(&full, 9), None);
        assert_eq!(after(&full, 10).map(|entries| entries.len()), Some(MAX_EVENTS));
        assert_eq!(after(&journal(5), 6), None);
        assert!(journal(5).after(Cursor { run: 41, sequence: 3 }).is_none());
        assert!(journal(5).after(Cursor { run: 42, sequence: u64::MAX - 1 }).is_none());
        assert_eq!(after(&journal(0), 0), Some(vec![]));
    }

    proptest! {
        #[test]
        fn cursors_survive_their_text(run in any::<i64>(), sequence in any::<u64>()) {
            // A run is numbered by an id, which is never negative.
            let cursor = Cursor { run: run & i64::MAX, sequence };
            prop_assert_eq!(cursor.to_string().parse::<Cursor>().ok(), Some(cursor));
        }

        #[test]
        fn any_text_is_a_cursor_or_refused(text in "\\PC{0,60}") {
            if let Ok(cursor) = text.parse::<Cursor>() {
                let _ = journal(3).after(cursor).map(Iterator::count);
            }
        }
    }
}
