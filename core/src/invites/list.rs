//! The invites of a guild.

use super::{Invite, InviteRow, sql};
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::permissions::Permission;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;

/// Where a page of invites begins: after the one made then.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InviteCursor(pub Timestamp, pub String);

impl From<&Invite> for InviteCursor {
    fn from(invite: &Invite) -> Self {
        Self(invite.created_at, invite.code.clone())
    }
}

/// Up to `count` invites of a guild that can still be used, by when they were made.
///
/// # Errors
/// `FORBIDDEN` without `MANAGE_GUILD`.
pub async fn list(
    app: &App,
    access: &GuildAccess,
    after: Option<InviteCursor>,
    count: usize,
) -> Result<Vec<Invite>> {
    access.require(Permission::ManageGuild)?;
    let after = after.unwrap_or(InviteCursor(Timestamp(i64::MIN), String::new()));
    let guild = access.snapshot.guild.id;
    let rows = sql::good_after(app.db.read(), guild, app.clock.now(), &after, count).await?;
    InviteRow::complete(app, rows).await
}
