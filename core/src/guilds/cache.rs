//! The guilds in memory, and the one way to change them.
//!
//! Every change of a guild's structure (channels, roles, members) holds the guild's lock from before
//! its transaction until its events are published. So a reader never keeps what a change has
//! replaced, and events of one guild are published in the order in which they were committed.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arc_swap::ArcSwapOption;
use dashmap::DashMap;
use parking_lot::Mutex;
use tokio::sync::{OwnedRwLockWriteGuard, RwLock};

use super::{GuildAccess, Membership, Snapshot, sql};
use crate::accounts::{Actor, User, Users};
use crate::channels;
use crate::members::{self, Names, Roster};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Tx};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, UserId};

/// Above this many guilds in memory, [`Guilds::forget_idle`] drops those that nobody uses.
const MAX_GUILDS: usize = 10_000;
/// Above this many channels whose guild is remembered, they are looked up anew.
const MAX_CHANNELS: usize = 500_000;
/// How many memberships are read by one statement.
const BATCH: usize = 100;

/// The guilds that this node holds in memory.
#[derive(Debug)]
pub struct Guilds {
    db: Db,
    clock: Clock,
    users: Arc<Users>,
    cells: DashMap<GuildId, Arc<Cell>>,
    guild_of: DashMap<ChannelId, GuildId>,
    /// Counts the people who changed their names, so that a roster that was overtaken by one is not kept.
    renames: Arc<AtomicU64>,
}

#[derive(Debug, Default)]
struct Cell {
    snapshot: ArcSwapOption<Snapshot>,
    /// Who was asked for, and what they are; `None`: no member.
    members: DashMap<UserId, Option<Arc<Membership>>>,
    /// How many there are, once that was asked for.
    member_count: Mutex<Option<i64>>,
    /// The member list, once somebody looked at it.
    roster: Mutex<Option<Arc<Roster>>>,
    /// Held while the member list is made, so that it is made once.
    listing: tokio::sync::Mutex<()>,
    /// Held for reading while something is loaded, for writing while something is changed.
    lock: Arc<RwLock<()>>,
}

impl Cell {
    /// Forgets what is held: the next reader asks the database.
    fn clear(&self) {
        self.snapshot.store(None);
        self.members.clear();
        *self.member_count.lock() = None;
        *self.roster.lock() = None;
    }

    /// Keeps a member list, unless somebody has changed their name since it was made.
    fn keep_roster(&self, roster: &Arc<Roster>, renames: &AtomicU64, before: u64) {
        let mut kept = self.roster.lock();
        // Asked while nobody else can change what is kept: who changes their name later finds it.
        if renames.load(Ordering::Acquire) == before {
            *kept = Some(Arc::clone(roster));
        }
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
    pub fn new(db: Db, clock: Clock, users: Arc<Users>) -> Self {
        let (cells, guild_of) = (DashMap::new(), DashMap::new());
        Self { db, clock, users, cells, guild_of, renames: Arc::default() }
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

    /// What these people are in a guild; those who are no members are left out.
    pub async fn memberships(
        &self,
        guild: GuildId,
        users: &[UserId],
    ) -> Result<HashMap<UserId, Arc<Membership>>> {
        let cell = self.cell(guild);
        let mut found = HashMap::with_capacity(users.len());
        let mut missing = Vec::new();
        for user in users {
            match cell.members.get(user).map(|known| known.clone()) {
                Some(known) => found.extend(known.map(|membership| (*user, membership))),
                None => missing.push(*user),
            }
        }
        if missing.is_empty() {
            return Ok(found);
        }
        let _reading = cell.lock.read().await;
        for batch in missing.chunks(BATCH) {
            for membership in sql::load_memberships(&self.db, guild, batch).await? {
                let (user, membership) = (membership.user_id, Arc::new(membership));
                cell.members.insert(user, Some(Arc::clone(&membership)));
                found.insert(user, membership);
            }
        }
        Ok(found)
    }

    /// All members of a guild in the order of the member list. Made when it is first asked for, and kept
    /// in step from then on.
    ///
    /// # Errors
    /// `NOT_FOUND` where there is no such guild.
    pub async fn roster(&self, id: GuildId) -> Result<Arc<Roster>> {
        let cell = self.cell(id);
        let known = || cell.roster.lock().clone();
        if let Some(roster) = known() {
            return Ok(roster);
        }
        let _reading = cell.lock.read().await;
        let _listing = cell.listing.lock().await;
        if let Some(roster) = known() {
            return Ok(roster);
        }
        let snapshot = self.load(&cell, id).await?.ok_or_else(|| Error::not_found("server"))?;
        let renames = self.renames.load(Ordering::Acquire);
        let mut hoisted = members::sql::hoisted_roles(self.db.read(), id).await?;
        let names = members::sql::names(self.db.read(), id).await?;
        let members = names.into_iter().map(|(user, names)| {
            let roles = hoisted.remove(&user).unwrap_or_default();
            (user, names, roles)
        });
        let roster = Arc::new(Roster::new(&snapshot.roles, members));
        cell.keep_roster(&roster, &self.renames, renames);
        Ok(roster)
    }

    /// Has the member lists of these guilds show a person by the names they have now.
    pub fn renamed(&self, user: &User, guilds: &[GuildId]) {
        self.renames.fetch_add(1, Ordering::AcqRel);
        for guild in guilds {
            let Some(cell) = self.cells.get(guild).map(|cell| Arc::clone(&cell)) else { continue };
            if let Some(roster) = cell.roster.lock().as_mut() {
                Arc::make_mut(roster).rename(user);
            }
        }
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
        Ok(self.change_of(snapshot, cell, guard))
    }

    /// Begins the making of a guild: the change whose commit brings it into being.
    pub async fn new_guild(&self, snapshot: Snapshot) -> Change {
        let cell = self.cell(snapshot.guild.id);
        let guard = Arc::clone(&cell.lock).write_owned().await;
        self.change_of(Arc::new(snapshot), cell, guard)
    }

    fn change_of(
        &self,
        snapshot: Arc<Snapshot>,
        cell: Arc<Cell>,
        guard: OwnedRwLockWriteGuard<()>,
    ) -> Change {
        Change {
            snapshot,
            db: self.db.clone(),
            clock: self.clock.clone(),
            users: Arc::clone(&self.users),
            renames: Arc::clone(&self.renames),
            cell,
            _guard: guard,
        }
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
    users: Arc<Users>,
    renames: Arc<AtomicU64>,
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

    /// Reads a member anew, where something changed about the person; `None`: no member.
    pub async fn read_member(&self, user: UserId) -> Result<Option<Arc<Membership>>> {
        self.cell.members.remove(&user);
        self.membership(user).await
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
        self.cell.roster.lock().take_if(|roster| !roster.has_headings_of(&snapshot.roles));
        Ok(snapshot)
    }

    /// As [`Change::commit`], where the transaction also changed what one who stays a member is.
    ///
    /// # Errors
    /// Of the commit; the guild is then read anew by the next who asks.
    pub async fn commit_with_member(
        &self,
        tx: Tx,
        now: Arc<Membership>,
        edit: impl FnOnce(&mut Snapshot),
    ) -> Result<Arc<Snapshot>> {
        let snapshot = self.commit(tx, edit).await?;
        self.cell.members.insert(now.user_id, Some(now));
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
        *self.cell.roster.lock() = None;
        Ok(snapshot)
    }

    /// Commits a transaction that changed only one person's membership.
    ///
    /// # Errors
    /// Of the commit; the guild is then read anew by the next who asks.
    pub async fn commit_member(&self, tx: Tx, user: UserId, now: Option<Membership>) -> Result<()> {
        // Taken out meanwhile, so that it is not there where this goes wrong or nobody waits for its end.
        let renames = self.renames.load(Ordering::Acquire);
        let roster = self.cell.roster.lock().take();
        ForgetUnlessDone::commit(&self.cell, tx).await?;
        let now = now.map(Arc::new);
        self.cell.members.insert(user, now.clone());
        *self.cell.member_count.lock() = None;
        if let Some(mut roster) = roster
            && self.list(&mut roster, user, now.as_deref()).await.is_ok()
        {
            self.cell.keep_roster(&roster, &self.renames, renames);
        }
        Ok(())
    }

    /// Puts somebody into the member list as they are now.
    async fn list(&self, roster: &mut Arc<Roster>, user: UserId, now: Option<&Membership>) -> Result<()> {
        let Some(membership) = now else {
            Arc::make_mut(roster).remove(user);
            return Ok(());
        };
        let nickname = membership.nickname.as_deref();
        let names = Names::of(&*self.users.get(user).await?, nickname);
        Arc::make_mut(roster).put(user, names, &membership.roles);
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
