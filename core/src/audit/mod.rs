//! The audit log: who did what to whom in a guild, before and after, and why.
//!
//! An entry is written in the transaction of the act itself ([`record`]), so there is no act without
//! its entry and no entry without its act. Entries are never changed; they go with their guild.

mod entry;
mod export;
pub mod graphql;
mod list;
pub mod rest;
pub(crate) mod sql;

pub use entry::{Action, Change, Changes, Entry, NewEntry, Target, TargetKind, reason, record};
pub use export::{Format, export};
pub use list::{Filter, Line, list};

/// The longest reason that somebody gives, in Unicode scalar values.
pub const MAX_REASON: usize = 512;
