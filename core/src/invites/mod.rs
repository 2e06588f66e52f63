//! Invites: links that make whoever follows them a member.
//!
//! A code is as good as a key, so it cannot be guessed. One that is no longer good (revoked, expired,
//! used up, its guild deleted) looks like one that never was.

mod accept;
mod code;
mod create;
pub mod graphql;
mod list;
mod preview;
pub mod rest;
mod revoke;
pub(crate) mod sql;

use std::sync::Arc;

pub use accept::accept;
pub(crate) use code::new as new_code;
pub use create::{NewInvite, create};
pub use list::{InviteCursor, list};
pub use preview::{Preview, preview};
pub use revoke::revoke;

use crate::accounts::User;
use crate::app::App;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, GuildId, UserId};

/// The most uses that an invite can be limited to.
pub const MAX_USES: i32 = 1000;
/// The shortest life that an invite can be given, in seconds: a minute.
pub const MIN_LIFE: i32 = 60;
/// The longest life that an invite can be given, in seconds: 30 days.
pub const MAX_LIFE: i32 = 30 * 24 * 60 * 60;
/// The most invites of one guild that are good at a time.
pub const MAX_PER_GUILD: i64 = 1000;

/// An invite, as those who manage it see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// What the link ends in.
    pub code: String,
    /// Where it leads.
    pub guild_id: GuildId,
    /// The channel to show first.
    pub channel_id: Option<ChannelId>,
    /// Who made it.
    pub inviter: Option<Arc<User>>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends; `None`: never.
    pub expires_at: Option<Timestamp>,
    /// How often it can be used; `None`: as often as one likes.
    pub max_uses: Option<i32>,
    /// How often it was.
    pub uses: i32,
}

impl Invite {
    /// The link to hand on.
    #[must_use]
    pub fn link(&self, base: &str) -> String {
        format!("{base}/invite/{}", self.code)
    }
}

/// An invite as the database holds it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct InviteRow {
    pub(crate) code: String,
    pub(crate) guild_id: GuildId,
    pub(crate) channel_id: Option<ChannelId>,
    pub(crate) inviter_id: Option<UserId>,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) max_uses: Option<i64>,
    pub(crate) uses: i64,
}

impl InviteRow {
    /// Completes rows with the people who made them, who are looked up all at once.
    async fn complete(app: &App, rows: Vec<Self>) -> Result<Vec<Invite>> {
        let people = app.users.get_many(rows.iter().filter_map(|row| row.inviter_id)).await?;
        Ok(rows
            .into_iter()
            .map(|row| Invite {
                inviter: row.inviter_id.and_then(|id| people.get(&id)).map(Arc::clone),
                code: row.code,
                guild_id: row.guild_id,
                channel_id: row.channel_id,
                created_at: row.created_at,
                expires_at: row.expires_at,
                max_uses: row.max_uses.and_then(|uses| i32::try_from(uses).ok()),
                uses: i32::try_from(row.uses).unwrap_or(i32::MAX),
            })
            .collect())
    }
}
