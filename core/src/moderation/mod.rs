//! Moderation: what those who keep order in a guild do to its members and their messages.
//!
//! Every act asks for a permission, and one about a member also that the caller stands above them. It is
//! written to the audit log in its own transaction, and takes effect on every live stream at once.

mod admittance;
mod ban;
mod bans;
mod delete_messages;
pub mod graphql;
mod kick;
mod pause_joins;
mod prune;
mod purge;
pub mod rest;
mod sql;
mod timeout;
mod unban;
mod upkeep;
mod voice;

use std::sync::Arc;

pub(crate) use admittance::require_admittance;
pub use ban::{NewBan, ban};
pub use bans::{BanCursor, bans};
pub use delete_messages::delete_messages;
pub use kick::kick;
pub use pause_joins::pause_joins;
pub use prune::{PruneFilter, PrunePreview, prune, prune_preview};
pub use timeout::timeout;
pub use unban::unban;
pub use upkeep::run;
pub use voice::{VoiceEdit, set_voice};

use crate::accounts::User;
use crate::guilds::{Change, GuildAccess, Membership};
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::UserId;

/// How far back a ban deletes messages at most: a week, in seconds.
pub const MAX_DELETE: i32 = 7 * 24 * 60 * 60;
/// The shortest ban that ends by itself, in seconds: a minute.
pub const MIN_BAN: i32 = 60;
/// The longest ban that ends by itself, in seconds: five years.
pub const MAX_BAN: i32 = 5 * 365 * 24 * 60 * 60;
/// The shortest timeout, in seconds: a minute.
pub const MIN_TIMEOUT: i32 = 60;
/// The longest timeout, in seconds: four weeks.
pub const MAX_TIMEOUT: i32 = 28 * 24 * 60 * 60;
/// The longest pause of joins, in seconds: a day.
pub const MAX_PAUSE: i32 = 24 * 60 * 60;
/// The fewest messages that are deleted as many.
pub const MIN_BULK: usize = 2;
/// The most messages that are deleted at once.
pub const MAX_BULK: usize = 100;
/// The longest time that somebody was not seen, after which they are pruned, in days.
pub const MAX_PRUNE_DAYS: i32 = 30;

/// Somebody who may not come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ban {
    /// Who.
    pub user: Arc<User>,
    /// By whom, where that is known.
    pub banned_by: Option<Arc<User>>,
    /// Why, as the moderator said.
    pub reason: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when; `None`: for good.
    pub expires_at: Option<Timestamp>,
}

/// A member whom the caller may act on.
///
/// # Errors
/// `NOT_FOUND` for who is no member; `FORBIDDEN` for oneself, the owner, and who does not stand below the
/// caller.
async fn member_below(change: &Change, access: &GuildAccess, user: UserId) -> Result<Arc<Membership>> {
    let member = change.membership(user).await?.ok_or_else(|| Error::not_found("member"))?;
    require_below(access, &member)?;
    Ok(member)
}

fn require_below(access: &GuildAccess, member: &Membership) -> Result<()> {
    if member.user_id == access.member.user_id {
        return Err(Error::forbidden("This is you. Choose somebody else."));
    }
    access.require_outranks_member(member)
}
