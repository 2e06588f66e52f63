//! Slow mode: who wrote last when, in channels where people wait between messages.

use std::time::Duration;

use dashmap::DashMap;
use dashmap::mapref::entry::Entry;

use super::sql;
use crate::app::App;
use crate::channels::Channel;
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, UserId};

/// Above this many turns in memory, those long over are dropped.
const MAX_TURNS: usize = 100_000;
/// The longest slow mode.
const LONGEST: Duration = Duration::from_hours(6);

/// The turns that people took lately.
#[derive(Debug, Default)]
pub struct SlowMode {
    turns: DashMap<(ChannelId, UserId), Timestamp>,
}

impl SlowMode {
    /// Takes a person's turn in a slow channel. It is given back when the result is dropped without
    /// [`Turn::keep`], so that a failed send costs nothing.
    ///
    /// # Errors
    /// `RATE_LIMITED` with the time still to wait.
    pub async fn take_turn<'a>(&'a self, app: &App, user: UserId, channel: &Channel) -> Result<Turn<'a>> {
        let key = (channel.id, user);
        let pause = Duration::from_secs(u64::try_from(channel.slow_mode_seconds).unwrap_or(0));
        // What was written before this program started counts too.
        if !self.turns.contains_key(&key)
            && let Some(last) = sql::last_by(app.db.read(), channel.id, user).await?
        {
            self.turns.entry(key).or_insert(last.created_at());
        }
        let now = app.clock.now();
        if self.turns.len() > MAX_TURNS {
            self.turns.retain(|_, taken| now.since(*taken) < LONGEST);
        }
        let before = match self.turns.entry(key) {
            Entry::Occupied(mut turn) => {
                let waited = now.since(*turn.get());
                if waited < pause {
                    return Err(Error::rate_limited(pause.saturating_sub(waited)));
                }
                Some(turn.insert(now))
            }
            Entry::Vacant(turn) => {
                turn.insert(now);
                None
            }
        };
        Ok(Turn { turns: &self.turns, key, before, keep: false })
    }
}

/// A turn that was taken.
#[derive(Debug)]
#[must_use = "a turn that is not kept is given back"]
pub struct Turn<'a> {
    turns: &'a DashMap<(ChannelId, UserId), Timestamp>,
    key: (ChannelId, UserId),
    before: Option<Timestamp>,
    keep: bool,
}

impl Turn<'_> {
    /// The message was sent.
    pub fn keep(mut self) {
        self.keep = true;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if self.keep {
            return;
        }
        match self.before {
            Some(before) => {
                self.turns.insert(self.key, before);
            }
            None => {
                self.turns.remove(&self.key);
            }
        }
    }
}
