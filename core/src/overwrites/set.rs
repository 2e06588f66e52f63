//! Saying what one role or member may do in a channel, beside the roles.

use super::apply::{Consent, apply, require_managed};
use super::{of, put};
use crate::accounts::Actor;
use crate::app::App;
use crate::channels::change_of;
use crate::guilds::ChannelAccess;
use crate::permissions::{Overwrite, OverwriteTarget, Permissions};
use crate::platform::error::{Error, Result};
use crate::platform::ids::ChannelId;
use crate::roles;

/// What to say of one target.
#[derive(Clone, Debug)]
pub struct OverwriteEdit {
    /// In which channel or category.
    pub channel_id: ChannelId,
    /// Of whom, what to give and what to take; where nothing, it is as if nothing had been said.
    pub overwrite: Overwrite,
    /// Whether the caller knows that they take `MANAGE_ROLES` from themself here.
    pub confirm: bool,
    /// Why, for the audit log.
    pub reason: Option<String>,
}

/// Says what a role or a member may do in a channel, and in those that are synced with it.
///
/// # Errors
/// `NOT_FOUND` for a channel, role or member that is not there for the caller; `FORBIDDEN` without
/// `MANAGE_ROLES` there, for a role or member that is not below oneself, and for permissions that the
/// caller has not there; `INVALID` for permissions that are both given and taken, or that are none of a
/// channel; `CONFLICT` for a thread, for too many, and where it takes `MANAGE_ROLES` from the caller,
/// unless confirmed.
#[tracing::instrument(skip_all, fields(channel = %edit.channel_id))]
pub async fn set(app: &App, actor: &Actor, edit: OverwriteEdit) -> Result<ChannelAccess> {
    let (change, access) = change_of(app, actor, edit.channel_id).await?;
    let overwrites = edited(&access, edit.overwrite)?;
    match edit.overwrite.target {
        // What was said of somebody who left can only be taken back.
        OverwriteTarget::Member(user) if !is_empty(&edit.overwrite) => {
            change.membership(user).await?.ok_or_else(|| Error::not_found("member"))?;
        }
        _ => {}
    }
    let consent = Consent { confirm: edit.confirm, reason: edit.reason };
    apply(app, actor, change, access, overwrites, consent).await
}

fn is_empty(overwrite: &Overwrite) -> bool {
    overwrite.allow.is_empty() && overwrite.deny.is_empty()
}

/// The channel's overwrites with this one, as far as the caller may manage the channel and it makes sense.
/// Whether they may say just this is for [`super::require_may`].
///
/// # Errors
/// As [`set`].
pub(crate) fn edited(access: &ChannelAccess, overwrite: Overwrite) -> Result<Vec<Overwrite>> {
    require_managed(access)?;
    if let OverwriteTarget::Role(role) = overwrite.target {
        roles::role_of(&access.guild.snapshot, role)?;
    }
    if overwrite.allow.intersects(overwrite.deny) {
        return Err(Error::invalid("deny", "A permission cannot be allowed and denied at once."));
    }
    let strange = (overwrite.allow | overwrite.deny) - Permissions::CHANNEL;
    if !strange.is_empty() {
        let message = format!("{} belongs to roles, not to channels.", roles::names(strange));
        return Err(Error::invalid("allow", message));
    }
    Ok(put(of(&access.guild.snapshot, access.channel.id), overwrite))
}
