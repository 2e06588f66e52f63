//! Taking things along: a server as an archive that its owner keeps or brings to another Guildhall, and
//! people's own data.
//!
//! The form of the archives is written down in `docs/export.md`. [`archive`] writes one as a stream, holding
//! a page of it at a time; [`reader`] reads one that somebody brought, and believes nothing of it.

mod account;
mod archive;
mod export;
pub(crate) mod forms;
mod import;
mod reader;
mod relabel;
pub mod rest;
mod rewrite;
mod sql;

pub use account::export_account;
pub use archive::Stream;
pub use export::export;
pub use import::{PATIENCE, import};

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::platform::db::Db;
use crate::platform::error::{Error, Result};
use crate::platform::ids::GuildId;

/// What archives of servers say they are.
pub const GUILD_FORMAT: &str = "guildhall-server";
/// What archives of people's own data say they are.
pub const ACCOUNT_FORMAT: &str = "guildhall-account";
/// The version of both forms.
pub const VERSION: u32 = 1;
/// How many rows are read, and written, at once.
const PAGE: usize = 500;
/// How many archives are written, and how many are read, at once on this node.
const AT_ONCE: usize = 2;

/// Removes up to `count` people who came with an imported guild that is gone; how many there were.
pub(crate) async fn clear_ghosts(db: &Db, guild: GuildId, count: i64) -> Result<u64> {
    sql::clear_ghosts(db.write(), guild, count).await
}

/// How many archives are being written and read.
#[derive(Debug)]
pub struct Exports {
    writing: Arc<Semaphore>,
    reading: Arc<Semaphore>,
}

impl Default for Exports {
    fn default() -> Self {
        Self { writing: Arc::new(Semaphore::new(AT_ONCE)), reading: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Exports {
    fn turn(of: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit> {
        Arc::clone(of).try_acquire_owned().map_err(|_| {
            Error::unavailable("Others are exporting or importing right now. Try again in a few minutes.")
        })
    }

    /// A turn to write an archive.
    ///
    /// # Errors
    /// `UNAVAILABLE` where enough are being written.
    fn write(&self) -> Result<OwnedSemaphorePermit> {
        Self::turn(&self.writing)
    }

    /// A turn to read an archive.
    ///
    /// # Errors
    /// `UNAVAILABLE` where enough are being read.
    pub fn read(&self) -> Result<OwnedSemaphorePermit> {
        Self::turn(&self.reading)
    }
}
