//! What every service is given: the parts of the running program.

use std::sync::Arc;

use crate::accounts::{Accounts, Users};
use crate::blocks::Blocks;
use crate::events::Events;
use crate::exports::Exports;
use crate::guilds::Guilds;
use crate::messages::{MessageOrder, SlowMode, Writer};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::ids::IdMaker;
use crate::platform::limits::RateLimits;
use crate::platform::metrics::Metrics;
use crate::platform::presence::Presence;
use crate::threads::Joined;

/// The running program, shared by all who serve.
#[derive(Debug)]
pub struct App {
    /// The settings.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// New ids.
    pub ids: Arc<IdMaker>,
    /// How often who may do what.
    pub limits: RateLimits,
    /// What the operator can measure.
    pub metrics: Arc<Metrics>,
    /// Where to publish what happened.
    pub events: Events,
    /// What proves who somebody is.
    pub accounts: Accounts,
    /// People in memory.
    pub users: Arc<Users>,
    /// Who is here.
    pub presence: Arc<Presence>,
    /// Who blocks whom, in memory.
    pub blocks: Blocks,
    /// Archives that are being written and read.
    pub exports: Exports,
    /// Guilds in memory.
    pub guilds: Arc<Guilds>,
    /// Where messages are made to last.
    pub writer: Writer,
    /// Who wrote last in a slow channel.
    pub slow_mode: SlowMode,
    /// Who is known to be in which public thread.
    pub joined: Joined,
    /// Keeps the events of one message in order.
    pub message_order: MessageOrder,
}
