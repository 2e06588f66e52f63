//! What a change of roles or overwrites would mean to whom, before it is made.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::accounts::Actor;
use crate::app::App;
use crate::channels::ChannelKind;
use crate::guilds::{GuildAccess, Membership, Snapshot};
use crate::overwrites;
use crate::permissions::{self, Overwrite, OverwriteTarget, Permissions, Subject};
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, RoleId, UserId};
use crate::roles::{self, RoleEdit, RoleGift};

/// The most changes that are named.
pub const MAX_CHANGES: usize = 200;
/// How many members are looked at; in a larger guild the count is of these.
const MAX_MEMBERS: usize = 10_000;
/// How many members are read at a time.
const BATCH: usize = 1000;

/// A change that is not made yet.
#[derive(Clone, Debug)]
pub enum Edit {
    /// A role is to allow this.
    Role {
        /// Which.
        id: RoleId,
        /// What.
        permissions: Permissions,
    },
    /// A role is to go.
    DeleteRole(RoleId),
    /// A channel is to say this.
    Overwrite {
        /// Which.
        channel: ChannelId,
        /// What; where nothing is allowed or denied, nothing any more.
        overwrite: Overwrite,
    },
    /// A member is to be given roles, and to lose others.
    MemberRoles {
        /// Who.
        user: UserId,
        /// The roles to give.
        add: Vec<RoleId>,
        /// The roles to take.
        remove: Vec<RoleId>,
    },
}

/// What one member would gain and lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PermissionChange {
    /// Who.
    pub user_id: UserId,
    /// Where; `None`: in the guild as a whole, and in its channels but where another change says otherwise.
    pub channel_id: Option<ChannelId>,
    /// What they could do then and cannot now.
    pub gained: Permissions,
    /// What they can do now and could not then.
    pub lost: Permissions,
}

/// What a change would mean.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// How many members would gain or lose something; exact in guilds of up to 10,000 members.
    pub affected: usize,
    /// What they would gain and lose, in the channels that the caller sees.
    pub changes: Vec<PermissionChange>,
    /// Whether there is more than is named or counted here.
    pub truncated: bool,
    /// The guild as the caller sees it.
    pub access: Option<GuildAccess>,
}

/// What a change would mean to all members, naming up to `count` changes. What holds members back for
/// a time is left out of account.
///
/// # Errors
/// Those of the change itself, but that it need not be confirmed.
#[tracing::instrument(skip_all, fields(guild = %guild))]
pub async fn preview(app: &App, actor: &Actor, guild: GuildId, edit: Edit, count: usize) -> Result<Preview> {
    let access = GuildAccess::of(app, actor, guild).await?;
    let mut found = Preview { access: Some(access.clone()), ..Preview::default() };
    let count = count.min(MAX_CHANGES);
    if let Edit::MemberRoles { user, add, remove } = edit {
        let before = app.guilds.membership(guild, user).await?.ok_or_else(|| Error::not_found("member"))?;
        let after = roles::given(&access, &before, &RoleGift { add, remove, confirm: true, reason: None })?;
        let sight = Sight::new(&access, &access.snapshot, &access.snapshot);
        found.add(user, &sight.differences(&before, &after), count);
        return Ok(found);
    }
    let after = edited(app, &access, edit).await?;
    let sight = Sight::new(&access, &access.snapshot, &after);
    if sight.is_same() {
        return Ok(found);
    }

    let mut known: HashMap<Arc<[RoleId]>, Arc<Vec<Difference>>> = HashMap::new();
    let mut last = UserId(0);
    let mut seen = 0;
    loop {
        let people = roles::sql::people_after(app.db.read(), guild, last, BATCH).await?;
        let Some(to) = people.last().copied() else { break };
        if seen >= MAX_MEMBERS {
            found.truncated = true;
            break;
        }
        seen += people.len();
        let mut theirs: HashMap<UserId, Vec<RoleId>> = HashMap::new();
        for (user, role) in roles::sql::roles_between(app.db.read(), guild, people[0], to).await? {
            theirs.entry(user).or_default().push(role);
        }
        for user in people {
            let roles: Arc<[RoleId]> = theirs.remove(&user).unwrap_or_default().into();
            let member = || Membership { roles: Arc::clone(&roles), ..Membership::new(user, Timestamp(0)) };
            // Most members are like others: what they may do depends on their roles alone.
            let differences = if sight.singular.contains(&user) {
                Arc::new(sight.differences(&member(), &member()))
            } else if let Some(known) = known.get(&roles) {
                Arc::clone(known)
            } else {
                let differences = Arc::new(sight.differences(&member(), &member()));
                known.insert(Arc::clone(&roles), Arc::clone(&differences));
                differences
            };
            found.add(user, &differences, count);
        }
        last = to;
    }
    Ok(found)
}

/// The guild as it would be after a change of it, where the caller may make it.
async fn edited(app: &App, access: &GuildAccess, edit: Edit) -> Result<Snapshot> {
    let mut after = Snapshot::clone(&access.snapshot);
    match edit {
        Edit::Role { id, permissions } => {
            let edit = RoleEdit { permissions: Some(permissions), confirm: true, ..RoleEdit::default() };
            after.roles.insert(id, roles::edited(access, id, edit)?);
        }
        Edit::DeleteRole(id) => after = roles::without(access, id, true)?,
        Edit::Overwrite { channel, overwrite } => {
            let seen = access.channel(channel)?;
            let before = overwrites::of(&access.snapshot, channel);
            let now = overwrites::edited(&seen, overwrite)?;
            let mut people = HashMap::new();
            for user in overwrites::people_in(before, &now) {
                if let Some(member) = app.guilds.membership(access.snapshot.guild.id, user).await? {
                    people.insert(user, member);
                }
            }
            overwrites::require_may(&seen, before, &now, &people)?;
            for channel in overwrites::carried(&access.snapshot, channel) {
                if let Some(entry) = after.channels.get_mut(&channel) {
                    entry.overwrites.clone_from(&now);
                }
            }
        }
        Edit::MemberRoles { .. } => {}
    }
    Ok(after)
}

impl Preview {
    fn add(&mut self, user: UserId, differences: &[Difference], count: usize) {
        if differences.is_empty() {
            return;
        }
        self.affected += 1;
        let room = count.saturating_sub(self.changes.len());
        self.truncated |= differences.len() > room;
        self.changes.extend(differences.iter().take(room).map(|difference| PermissionChange {
            user_id: user,
            channel_id: difference.channel,
            gained: difference.gained,
            lost: difference.lost,
        }));
    }
}

struct Difference {
    channel: Option<ChannelId>,
    gained: Permissions,
    lost: Permissions,
}

impl Difference {
    fn between(channel: Option<ChannelId>, before: Permissions, after: Permissions) -> Self {
        Self { channel, gained: after - before, lost: before - after }
    }
}

/// Two states of a guild, and where to look for what differs.
struct Sight<'a> {
    before: &'a Snapshot,
    after: &'a Snapshot,
    /// The channels that the caller sees and that may differ, in the order to show them.
    channels: Vec<ChannelId>,
    /// Those of whom the rules say something beside their roles.
    singular: HashSet<UserId>,
}

impl<'a> Sight<'a> {
    fn new(access: &GuildAccess, before: &'a Snapshot, after: &'a Snapshot) -> Self {
        let same_guild = std::ptr::eq(before, after);
        let may_differ = |id: &ChannelId| {
            same_guild
                || before.roles != after.roles
                || overwrites::of(before, *id) != overwrites::of(after, *id)
        };
        let channels: Vec<ChannelId> = access
            .channels()
            .into_iter()
            .filter(|(channel, _)| channel.kind != ChannelKind::Category)
            .map(|(channel, _)| channel.id)
            .filter(may_differ)
            .collect();
        let named = channels.iter().flat_map(|id| {
            let said = overwrites::of(before, *id).iter().chain(overwrites::of(after, *id));
            said.filter_map(|overwrite| match overwrite.target {
                OverwriteTarget::Member(user) => Some(user),
                OverwriteTarget::Role(_) => None,
            })
        });
        let singular = named.chain([before.guild.owner_id]).collect();
        Self { before, after, channels, singular }
    }

    fn is_same(&self) -> bool {
        self.channels.is_empty() && self.before.roles == self.after.roles
    }

    /// What a member gains and loses by being another in another state.
    fn differences(&self, before: &Membership, after: &Membership) -> Vec<Difference> {
        let (was, is) = (unrestrained(self.before, before), unrestrained(self.after, after));
        let guild = Difference::between(None, permissions::in_guild(&was), permissions::in_guild(&is));
        let mut found = Vec::new();
        for id in &self.channels {
            let (Some(old), Some(new)) = (self.before.channels.get(id), self.after.channels.get(id)) else {
                continue;
            };
            let old = permissions::in_channel(&was, &old.place()) & Permissions::CHANNEL;
            let new = permissions::in_channel(&is, &new.place()) & Permissions::CHANNEL;
            let here = Difference::between(Some(*id), old, new);
            let as_everywhere = here.gained == guild.gained & Permissions::CHANNEL
                && here.lost == guild.lost & Permissions::CHANNEL;
            if old != new && !as_everywhere {
                found.push(here);
            }
        }
        if !(guild.gained | guild.lost).is_empty() {
            found.insert(0, guild);
        }
        found
    }
}

/// A member as they are when nothing holds them back.
fn unrestrained<'a>(snapshot: &Snapshot, member: &'a Membership) -> Subject<'a> {
    Subject { restraint: None, ..snapshot.subject(member, Timestamp(0)) }
}
