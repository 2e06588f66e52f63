//! Giving a channel the overwrites of its category.

use super::apply::{Consent, apply, require_managed};
use super::of;
use crate::accounts::Actor;
use crate::app::App;
use crate::channels::change_of;
use crate::guilds::ChannelAccess;
use crate::platform::error::{Error, Result};
use crate::platform::ids::ChannelId;

/// Gives a channel the overwrites of its category, in the place of its own.
///
/// # Errors
/// `NOT_FOUND` where there is no such channel for the caller; `FORBIDDEN` without `MANAGE_ROLES` there, and
/// where the difference is about roles, members or permissions that are not the caller's to change;
/// `CONFLICT` for a channel without a category, and where it takes `MANAGE_ROLES` from the caller, unless
/// confirmed.
#[tracing::instrument(skip_all, fields(channel = %id))]
pub async fn sync(
    app: &App,
    actor: &Actor,
    id: ChannelId,
    confirm: bool,
    reason: Option<String>,
) -> Result<ChannelAccess> {
    let (change, access) = change_of(app, actor, id).await?;
    require_managed(&access)?;
    let parent = access.channel.parent_id;
    let parent = parent.ok_or_else(|| Error::conflict("channelId", "This channel stands in no category."))?;
    let overwrites = of(&change.snapshot, parent).to_vec();
    apply(app, actor, change, access, overwrites, Consent { confirm, reason }).await
}
