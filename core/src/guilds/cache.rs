//! The guilds in memory, and the one way to change them.
//!
//! Every change of a guild's structure (channels, roles, members) holds the guild's lock from before
//! its transaction until its events are published. So a reader never keeps what a change has
//! replaced, and events of one guild are published in the order in which they were committed.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use dashmap::DashMap;
use parking_lot::Mutex;
use tokio::sync::{OwnedRwLockWriteGuard, RwLock};

use super::{GuildAccess, Membership, Snapshot, sql};
use crate::accounts::Actor;
use crate::channels;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Tx};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, UserId};

/// Above this many guilds in memory, [`Guilds::forget_idle`] drops those that nobody uses.
const MAX_GUILDS: usize = 10_000;
/// Above this many channels whose guild is remembered, they are looked up anew.
const MAX_CHANNELS: usize = 500_000;

/// The guilds that this node holds in memory.
#[derive(Debug)]
pub struct Guilds {
    db: Db,
    clock: Clock,
    cells: DashMap<GuildId, Arc<Cell>>,
    guild_of: DashMap<ChannelId, GuildId>,
}

#[derive(Debug, Default)]
struct Cell {
    snapshot: ArcSwapOption<Snapshot>,
    /// Who was asked for, and what they are; `None`: no member.
    members: DashMap<UserId, Option<Arc<Membership>>>,
    /// How many there are, once that was asked for.
    member_count: Mutex<Option<i64>>,
    /// Held for reading while something is loaded, for writing while something is changed.
    lock: Arc<RwLock<()>>,
}

impl Cell {
    /// Forgets what is held: the next reader asks the database.
    fn clear(&self) {
        self.snapshot.store(None);
        self.members.clear();
        *self.member_count.lock() = None;
    }
}

/// Makes a cell forget what it holds unless the commit is known to have gone well: not when it
/// failed, and not when nobody waited for its end.
struct ForgetUnlessDone<'a> {
    cell: &'a Cell,
    done: bool,
}

impl ForgetUnlessDone<'_> {
    async fn commit(cell: &Cell, tx: Tx) -> Result<()> {
        let mut guard = ForgetUnlessDone { cell, done: false };
        tx.commit().await?;
        guard.done = true;
        Ok(())
    }
}

impl Drop for ForgetUnlessDone<'_> {
    fn drop(&mut self) {
        if !self.done {
            self.cell.clear();
        }
    }
}

impl Guilds {
    /// None in memory yet.
    #[must_use]
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock, cells: DashMap::new(), guild_of: DashMap::new() }
    }

    fn cell(&self, id: GuildId) -> Arc<Cell> {
        if let Some(cell) = self.cells.get(&id) {
            return Arc::clone(&cell);
        }
        Arc::clone(&self.cells.entry(id).or_default())
    }

    /// The guild as it stands; `None` where there is none.
    pub async fn snapshot(&self, id: GuildId) -> Result<Option<Arc<Snapshot>>> {
        if let Some(snapshot) = self.cells.get(&id).and_then(|cell| cell.snapshot.load_full()) {
            return Ok(Some(snapshot));
        }
        let cell = self.cell(id);
        let _reading = cell.lock.read().await;
        self.load(&cell, id).await
    }

    /// Loads the snapshot into its cell, whose lock the caller holds.
    async fn load(&self, cell: &Cell, id: GuildId) -> Result<Option<Arc<Snapshot>>> {
        if let Some(snapshot) = cell.snapshot.load_full() {
            return Ok(Some(snapshot));
        }
        let Some(snapshot) = sql::load_snapshot(&self.db, id).await? else {
            // Keep nothing for ids that somebody made up.
            self.cells.remove_if(&id, |_, cell| Arc::strong_count(cell) <= 2);
            return Ok(None);
        };
        let snapshot = Arc::new(snapshot);
        cell.snapshot.store(Some(Arc::clone(&snapshot)));
        Ok(Some(snapshot))
    }

    /// What a person is in a guild; `None`: no member, or no such guild.
    pub async fn membership(&self, guild: GuildId, user: UserId) -> Result<Option<Arc<Membership>>> {
        let known =
            self.cells.get(&guild).and_then(|cell| cell.members.get(&user).map(|known| known.clone()));
        if let Some(known) = known {
            return Ok(known);
        }
        if self.snapshot(guild).await?.is_none() {
            return Ok(None);
        }
        let cell = self.cell(guild);
        let _reading = cell.lock.read().await;
        let membership = sql::load_membership(&self.db, guild, user).await?.map(Arc::new);
        cell.members.insert(user, membership.clone());
        Ok(membership)
    }

    /// How many members a guild has.
    pub async fn member_count(&self, id: GuildId) -> Result<i64> {
        let cell = self.cell(id);
        let known = *cell.member_count.lock();
        if let Some(count) = known {
            return Ok(count);
        }
        let _reading = cell.lock.read().await;
        let count = sql::count_members(self.db.read(), id).await?;
        *cell.member_count.lock() = Some(count);
        Ok(count)
    }

    /// The guild that a channel is in; `None`: no such channel.
    pub async fn guild_of(&self, channel: ChannelId) -> Result<Option<GuildId>> {
        if let Some(guild) = self.guild_of.get(&channel) {
            return Ok(Some(*guild));
        }
        let guild = channels::sql::guild_of(self.db.read(), channel).await?;
        if let Some(guild) = guild {
            // A channel never changes its guild, and access is checked on the snapshot.
            self.guild_of.insert(channel, guild);
        }
        Ok(guild)
    }

    /// Begins a change: waits for the guild's lock and gives the guild as it stands.
    ///
    /// # Errors
    /// `NOT_FOUND` where there is no such guild.
    pub async fn change(&self, id: GuildId) -> Result<Change> {
        let cell = self.cell(id);
        let guard = Arc::clone(&cell.lock).write_owned().await;
        let snapshot = self.load(&cell, id).await?.ok_or_else(|| Error::not_found("server"))?;
        Ok(Change { snapshot, db: self.db.clone(), clock: self.clock.clone(), cell, _guard: guard })
    }

    /// Begins the making of a guild: the change whose commit brings it into being.
    pub async fn new_guild(&self, snapshot: Snapshot) -> Change {
        let cell = self.cell(snapshot.guild.id);
        let guard = Arc::clone(&cell.lock).write_owned().await;
        let (db, clock) = (self.db.clone(), self.clock.clone());
        Change { snapshot: Arc::new(snapshot), db, clock, cell, _guard: guard }
    }

    /// Drops what nobody uses, when there is much.
    pub fn forget_idle(&self) {
        if self.cells.len() > MAX_GUILDS {
            self.cells.retain(|_, cell| Arc::strong_count(cell) > 1);
        }
        if self.guild_of.len() > MAX_CHANNELS {
            self.guild_of.clear();
        }
    }
}

/// A change of a guild in progress: it holds the guild's lock until dropped, so keep it until the
/// events of the change are published.
#[derive(Debug)]
#[must_use = "the guild is locked only as long as this lives"]
pub struct Change {
    /// The guild as it stood before.
    pub snapshot: Arc<Snapshot>,
    db: Db,
    clock: Clock,
    cell: Arc<Cell>,
    _guard: OwnedRwLockWriteGuard<()>,
}

impl Change {
    /// What a person is in the guild; `None`: no member.
    pub async fn membership(&self, user: UserId) -> Result<Option<Arc<Membership>>> {
        if let Some(known) = self.cell.members.get(&user) {
            return Ok(known.clone());
        }
        let membership = sql::load_membership(&self.db, self.snapshot.guild.id, user).await?.map(Arc::new);
        self.cell.members.insert(user, membership.clone());
        Ok(membership)
    }

    /// What the caller may do in the guild as it stands.
    ///
    /// # Errors
    /// `NOT_FOUND` for whoever is not a member.
    pub async fn access(&self, actor: &Actor) -> Result<GuildAccess> {
        let member = self.membership(actor.user_id).await?.ok_or_else(|| Error::not_found("server"))?;
        Ok(GuildAccess::new(Arc::clone(&self.snapshot), member, self.clock.now()))
    }

    /// Commits the transaction and replaces the guild in memory by what `edit` makes of it.
    ///
    /// # Errors
    /// Of the commit; the guild is then read anew by the next who asks.
    pub async fn commit(&self, tx: Tx, edit: impl FnOnce(&mut Snapshot)) -> Result<Arc<Snapshot>> {
        let mut snapshot = Snapshot::clone(&self.snapshot);
        edit(&mut snapshot);
        let snapshot = Arc::new(snapshot);
        ForgetUnlessDone::commit(&self.cell, tx).await?;
        self.cell.snapshot.store(Some(Arc::clone(&snapshot)));
        Ok(snapshot)
    }

    /// As [`Change::commit`], where the transaction also changed what members are, in a way that only the
    /// database knows: those in memory are read anew.
    ///
    /// # Errors
    /// Of the commit; the guild is then read anew by the next who asks.
    pub async fn commit_with_members(
        &self,
        tx: Tx,
        edit: impl FnOnce(&mut Snapshot),
    ) -> Result<Arc<Snapshot>> {
        let snapshot = self.commit(tx, edit).await?;
        self.cell.members.clear();
        *self.cell.member_count.lock() = None;
        Ok(snapshot)
    }

    /// Commits a transaction that changed only one person's membership.
    ///
    /// # Errors
    /// Of the commit; the guild is then read anew by the next who asks.
    pub async fn commit_member(&self, tx: Tx, user: UserId, now: Option<Membership>) -> Result<()> {
        ForgetUnlessDone::commit(&self.cell, tx).await?;
        self.cell.members.insert(user, now.map(Arc::new));
        *self.cell.member_count.lock() = None;
        Ok(())
    }

    /// Commits the transaction that deleted the guild.
    ///
    /// # Errors
    /// Of the commit.
    pub async fn commit_deleted(&self, tx: Tx) -> Result<()> {
        // Whether it went well or not, and whether or not anybody waits: what was held is void.
        let _void = ForgetUnlessDone { cell: &self.cell, done: false };
        tx.commit().await
    }
}
