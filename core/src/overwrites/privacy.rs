//! Private channels: seen only by those who are named.

use super::apply::{Consent, apply, require_managed};
use super::{of, put, rules};
use crate::accounts::Actor;
use crate::app::App;
use crate::channels::{Channel, ChannelKind, change_of};
use crate::guilds::{ChannelAccess, Snapshot};
use crate::permissions::{Overwrite, OverwriteTarget, Permissions};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, RoleId, UserId};
use crate::roles;

/// For whom a channel is to be.
#[derive(Clone, Debug, Default)]
pub struct Privacy {
    /// Whether only for those named, or for all.
    pub private: bool,
    /// The roles that see it.
    pub roles: Vec<RoleId>,
    /// The members who see it.
    pub users: Vec<UserId>,
}

impl Privacy {
    /// Those who are named, each once.
    ///
    /// # Errors
    /// `NOT_FOUND` for a role that is none of the guild; `INVALID` where somebody is named for what all see.
    pub(crate) fn named(&self, snapshot: &Snapshot) -> Result<Vec<OverwriteTarget>> {
        let names = !self.roles.is_empty() || !self.users.is_empty();
        if names && !self.private {
            return Err(Error::invalid("private", "Name roles and members only for a private channel."));
        }
        for role in &self.roles {
            roles::role_of(snapshot, *role)?;
        }
        let roles = self.roles.iter().map(|role| OverwriteTarget::Role(*role));
        Ok(roles.chain(self.users.iter().map(|user| OverwriteTarget::Member(*user))).collect())
    }
}

/// Makes a channel private, for the roles and members named and those who saw it by an overwrite before;
/// or opens it to all.
///
/// # Errors
/// `NOT_FOUND` for a channel, role or member that is not there for the caller; `FORBIDDEN` without
/// `MANAGE_ROLES` there, and for roles and members that are not below oneself; `INVALID` where somebody is
/// named for what all see; `CONFLICT` for a thread, and where the caller takes it from themself, unless
/// confirmed.
#[tracing::instrument(skip_all, fields(channel = %id))]
pub async fn set_private(
    app: &App,
    actor: &Actor,
    id: ChannelId,
    privacy: Privacy,
    confirm: bool,
    reason: Option<String>,
) -> Result<ChannelAccess> {
    let (change, access) = change_of(app, actor, id).await?;
    require_managed(&access)?;
    let named = privacy.named(&change.snapshot)?;
    for user in &privacy.users {
        change.membership(*user).await?.ok_or_else(|| Error::not_found("member"))?;
    }
    let before = of(&change.snapshot, id);
    let kind = access.channel.kind;
    let overwrites = if privacy.private {
        made_private(&change.snapshot, kind, before, &named)
    } else {
        made_public(&change.snapshot, kind, before)
    };
    apply(app, actor, change, access, overwrites, Consent { confirm, reason }).await
}

/// What seeing a channel is: voice is nothing without being in it.
fn seeing(kind: ChannelKind) -> Permissions {
    match kind {
        ChannelKind::Voice => Permissions::VIEW_CHANNEL | Permissions::CONNECT,
        _ => Permissions::VIEW_CHANNEL,
    }
}

fn everyone(snapshot: &Snapshot) -> OverwriteTarget {
    OverwriteTarget::Role(snapshot.everyone())
}

/// The overwrites by which `@everyone` sees no channel of this kind, and those named do.
#[must_use]
pub(crate) fn made_private(
    snapshot: &Snapshot,
    kind: ChannelKind,
    overwrites: &[Overwrite],
    named: &[OverwriteTarget],
) -> Vec<Overwrite> {
    let seeing = seeing(kind);
    let all = rules::find(overwrites, everyone(snapshot));
    let mut overwrites =
        put(overwrites, Overwrite { allow: all.allow - seeing, deny: all.deny | seeing, ..all });
    for target in named {
        let own = rules::find(&overwrites, *target);
        overwrites =
            put(&overwrites, Overwrite { allow: own.allow | seeing, deny: own.deny - seeing, ..own });
    }
    overwrites
}

/// The overwrites by which `@everyone` sees a channel of this kind.
fn made_public(snapshot: &Snapshot, kind: ChannelKind, overwrites: &[Overwrite]) -> Vec<Overwrite> {
    let seeing = seeing(kind);
    let all = rules::find(overwrites, everyone(snapshot));
    let given =
        snapshot.roles.get(&snapshot.everyone()).map_or(Permissions::empty(), |role| role.permissions);
    // What the role gives already need not be said again.
    put(overwrites, Overwrite { allow: all.allow | (seeing - given), deny: all.deny - seeing, ..all })
}

/// Whether a channel is not seen by members without a role; a thread, where its channel is not, or itself
/// is for those who were added.
#[must_use]
pub(crate) fn is_private(snapshot: &Snapshot, channel: &Channel) -> bool {
    let holder: ChannelId = match (channel.kind, channel.parent_id) {
        (ChannelKind::PrivateThread, _) => return true,
        (ChannelKind::PublicThread, Some(parent)) => parent,
        _ => channel.id,
    };
    let said = rules::find(of(snapshot, holder), everyone(snapshot));
    let given =
        snapshot.roles.get(&snapshot.everyone()).map_or(Permissions::empty(), |role| role.permissions);
    !((given - said.deny) | said.allow).intersects(Permissions::VIEW_CHANNEL | Permissions::ADMINISTRATOR)
}
