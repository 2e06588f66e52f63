//! What the driver writes into each message, to know it again: who sent it, the how manieth it is, and when.

use std::sync::LazyLock;
use std::time::Instant;

use memchr::memmem::Finder;

/// The text of a message begins with this; behind it numbers of fixed width, and words up to a usual length.
const BEGIN: &str = "load ";
const SENDER: usize = 3;
const NUMBER: usize = 8;
const TIME: usize = 16;
const WORDS: &str = "the lamps along the mill stream are lit, come when you like";

/// How long a stamp is, from the first digit to the last.
const LENGTH: usize = SENDER + 1 + NUMBER + 1 + TIME;

/// Nanoseconds since this program began.
pub fn now() -> u64 {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    u64::try_from(BEGUN.elapsed().as_nanos()).unwrap_or(u64::MAX)
}

/// A mark in a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Which of the senders.
    pub sender: usize,
    /// Counted from 1 by each sender.
    pub number: u64,
    /// When it was sent, by [`now`].
    pub at: u64,
}

impl Stamp {
    fn digits(&self) -> String {
        format!("{:0SENDER$} {:0NUMBER$} {:0TIME$}", self.sender, self.number, self.at)
    }

    /// The nonce of a message with this stamp.
    pub fn nonce(&self) -> String {
        format!("{BEGIN}{}", self.digits())
    }

    /// The text of a message with this stamp. All texts have the same length.
    pub fn text(&self) -> String {
        format!("{BEGIN}{} {WORDS}", self.digits())
    }

    /// Writes it over another one, at a place of [`places`].
    pub fn write(&self, bytes: &mut [u8], place: usize) {
        bytes[place..place + LENGTH].copy_from_slice(self.digits().as_bytes());
    }

    fn read(digits: &[u8]) -> Option<Self> {
        let number = |from: usize, length: usize| number(digits.get(from..from + length)?);
        Some(Self {
            sender: usize::try_from(number(0, SENDER)?).ok()?,
            number: number(SENDER + 1, NUMBER)?,
            at: number(SENDER + NUMBER + 2, TIME)?,
        })
    }
}

/// Where the stamps stand in some bytes.
pub fn places(bytes: &[u8]) -> Vec<usize> {
    memchr::memmem::find_iter(bytes, BEGIN).map(|place| place + BEGIN.len()).collect()
}

/// Finds stamps in frames.
#[derive(Debug)]
pub struct Reader {
    content: Finder<'static>,
    id: Finder<'static>,
}

impl Default for Reader {
    fn default() -> Self {
        Self { content: Finder::new(r#""content":"load "#), id: Finder::new(r#""message":{"id":""#) }
    }
}

impl Reader {
    /// The stamp of a message's event, and the message's id; nothing where it is another event.
    pub fn read(&self, frame: &[u8]) -> Option<(Stamp, u64)> {
        let content = self.content.find(frame)?;
        let stamp = Stamp::read(&frame[content + self.content.needle().len()..])?;
        let id = &frame[self.id.find(frame)? + self.id.needle().len()..];
        let end = memchr::memchr(b'"', id)?;
        Some((stamp, number(&id[..end])?))
    }
}

fn number(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |sum, &digit| {
        digit.is_ascii_digit().then(|| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0')))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(text: &str) -> String {
        format!(
            r#"{{"id":"e","type":"next","payload":{{"data":{{"events":{{"event":{{"message":{{"id":"7301","content":"{text}"}}}}}}}}}}}}"#
        )
    }

    #[test]
    fn what_was_written_is_read() {
        let stamp = Stamp { sender: 12, number: 345, at: 678_901_234 };
        assert_eq!(Reader::default().read(frame(&stamp.text()).as_bytes()), Some((stamp, 7301)));
    }

    #[test]
    fn a_stamp_can_be_written_over() {
        let mut bytes = frame(&Stamp::default().text()).into_bytes();
        let places = places(&bytes);
        let stamp = Stamp { sender: 1, number: 2, at: 3 };
        stamp.write(&mut bytes, places[0]);
        assert_eq!((places.len(), bytes), (1, frame(&stamp.text()).into_bytes()));
    }

    #[test]
    fn other_events_have_none() {
        assert_eq!(Reader::default().read(frame("hello").as_bytes()), None);
    }
}
