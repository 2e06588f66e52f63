//! What one person wants to have to do with another: nothing (a block), or to see less of them (ignoring).
//!
//! A block works both ways where people meet of their own accord: neither writes to the other directly, and
//! neither is notified when the other names them ([`Between::is_severed`], for those who deliver). In the
//! servers that both are in, both go on seeing what is written there; the client of the one who blocks folds it
//! away, which is a matter of display and not of the server's answers. Ignoring works one way: it mutes, and
//! keeps nothing from anybody. Whoever is blocked or ignored is never told, and no answer differs for them
//! in a way that says so.

mod cache;
pub mod graphql;
mod list;
mod set;
pub(crate) mod sql;
mod unblock;

use std::sync::Arc;

pub use cache::{Between, Blocks};
pub use list::{BlockCursor, list};
pub use set::set;
pub use unblock::unblock;

use crate::accounts::User;
use crate::platform::clock::Timestamp;

/// The most people that one person blocks and ignores together.
pub const MAX_BLOCKS: usize = 1000;

/// How much somebody wants to be left alone by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum)]
pub enum BlockKind {
    /// Have nothing to do with them.
    Block,
    /// See less of them.
    Ignore,
}

impl BlockKind {
    /// As the database writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Block => "BLOCK",
            Self::Ignore => "IGNORE",
        }
    }

    /// From the database; what it does not know is the stronger of the two.
    #[must_use]
    pub fn from_db(text: &str) -> Self {
        if text == "IGNORE" { Self::Ignore } else { Self::Block }
    }
}

/// Somebody whom the caller blocks or ignores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Whom.
    pub user: Arc<User>,
    /// How.
    pub kind: BlockKind,
    /// Since when.
    pub created_at: Timestamp,
}
