//! Members: what people are in a guild, and how they are found.
//!
//! Nobody is ever sent all members of a large guild. [`list`] gives pages by when people joined;
//! [`roster`] gives the window of the member list that somebody looks at: by hoisted role, those who
//! are here first, then by name.

mod accept_rules;
mod find;
pub mod graphql;
mod list;
pub mod rest;
mod roster;
mod roster_list;
mod search;
pub(crate) mod sql;
mod update;

pub use accept_rules::accept_rules;
pub use find::{find, viewer};
pub use list::{MemberCursor, list, with_people};
pub use roster::{Group, Names, Roster};
pub use roster_list::{Listed, MemberList, roster};
pub use search::search;
pub use update::{MemberEdit, update};

use std::sync::Arc;

use crate::accounts::User;
use crate::events::{AccessChange, GuildMemberUpdated, Step, Topic};
use crate::guilds::{Membership, Snapshot};
use crate::permissions::Restraint;
use crate::platform::clock::Timestamp;
use crate::platform::ids::GuildId;

/// The longest nickname, in Unicode scalar values.
pub const MAX_NICKNAME: usize = 32;
/// The longest pronouns, in Unicode scalar values.
pub const MAX_PRONOUNS: usize = 40;
/// The longest that somebody says of themselves, in Unicode scalar values.
pub const MAX_BIO: usize = 500;

/// A member of a guild, as people see them.
#[derive(Clone, Debug)]
pub struct Member {
    /// Where.
    pub guild_id: GuildId,
    /// Who.
    pub user: Arc<User>,
    /// What they are here.
    pub membership: Arc<Membership>,
    /// What holds them back at the time at which this was asked.
    pub restraint: Option<Restraint>,
}

impl Member {
    /// A person with what they are in a guild.
    #[must_use]
    pub fn new(snapshot: &Snapshot, user: Arc<User>, membership: Arc<Membership>, now: Timestamp) -> Self {
        let restraint = snapshot.restraint(&membership, now);
        // Neither the owner nor an administrator is ever held back.
        let restraint = restraint.filter(|_| !snapshot.may_everything(&membership));
        Self { guild_id: snapshot.guild.id, user, membership, restraint }
    }

    /// What is told when somebody has become this member: to the hub, which may let them hear of other
    /// channels from then on, and to the guild.
    #[must_use]
    pub fn updated(self, snapshot: &Arc<Snapshot>) -> Vec<Step> {
        vec![
            Step::Access(AccessChange::Member {
                snapshot: Arc::clone(snapshot),
                member: Arc::clone(&self.membership),
            }),
            Step::tell(
                Topic::Guild(self.guild_id),
                GuildMemberUpdated { guild_id: self.guild_id, member: self },
            ),
        ]
    }
}
