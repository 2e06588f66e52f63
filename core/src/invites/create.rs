//! Making an invite.

use std::time::Duration;

use super::{Invite, InviteRow, MAX_LIFE, MAX_PER_GUILD, MAX_USES, MIN_LIFE, code, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::channels::ChannelKind;
use crate::guilds::GuildAccess;
use crate::permissions::Permission;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{ChannelId, GuildId};

/// An invite to make.
#[derive(Clone, Debug)]
pub struct NewInvite {
    /// Where it leads.
    pub guild_id: GuildId,
    /// The channel to show first.
    pub channel_id: Option<ChannelId>,
    /// How often it can be used, 1 to [`MAX_USES`]; `None`: as often as one likes.
    pub max_uses: Option<i32>,
    /// How long it is good, [`MIN_LIFE`] to [`MAX_LIFE`] seconds; `None`: for ever.
    pub expires_in_seconds: Option<i32>,
}

/// Makes an invite.
///
/// # Errors
/// `NOT_FOUND` for a guild or text channel that is not there for the caller; `FORBIDDEN` without
/// `CREATE_INVITE` there; `INVALID` for limits that cannot be; `CONFLICT` where the guild has
/// [`MAX_PER_GUILD`] already.
#[tracing::instrument(skip_all, fields(guild = %new.guild_id))]
pub async fn create(app: &App, actor: &Actor, new: NewInvite) -> Result<Invite> {
    let access = GuildAccess::of(app, actor, new.guild_id).await?;
    match new.channel_id {
        Some(channel) => {
            let channel = access.channel(channel)?;
            channel.require(Permission::CreateInvite)?;
            if channel.channel.kind == ChannelKind::Category || channel.channel.kind.is_thread() {
                return Err(Error::not_found("text channel"));
            }
        }
        None => access.require(Permission::CreateInvite)?,
    }
    if new.max_uses.is_some_and(|uses| !(1..=MAX_USES).contains(&uses)) {
        return Err(Error::invalid(
            "maxUses",
            format!("An invite can be limited to 1 to {MAX_USES} uses, or not at all."),
        ));
    }
    let life = match new.expires_in_seconds {
        None => None,
        Some(seconds) if (MIN_LIFE..=MAX_LIFE).contains(&seconds) => {
            Some(Duration::from_secs(u64::from(seconds.unsigned_abs())))
        }
        Some(_) => {
            return Err(Error::invalid(
                "expiresInSeconds",
                format!("An invite is good for {MIN_LIFE} to {MAX_LIFE} seconds (30 days), or for ever."),
            ));
        }
    };
    let now = app.clock.now();
    let row = InviteRow {
        code: code::new(),
        guild_id: new.guild_id,
        channel_id: new.channel_id,
        inviter_id: Some(actor.user_id),
        created_at: now,
        expires_at: life.map(|life| now.plus(life)),
        max_uses: new.max_uses.map(i64::from),
        uses: 0,
    };

    let mut tx = app.db.begin().await?;
    // Here, so that spent invites do not pile up where they are made, and no more work is needed.
    sql::clear_spent(&mut tx, new.guild_id, now).await?;
    if sql::count(&mut tx, new.guild_id).await? >= MAX_PER_GUILD {
        return Err(Error::new(
            ErrorCode::Conflict,
            format!("The server has {MAX_PER_GUILD} invites, which is the most. Revoke some first."),
        ));
    }
    sql::insert(&mut tx, &row).await?;
    let expires_at = row.expires_at.map(|at| at.to_utc().to_rfc3339());
    let entry = NewEntry {
        guild_id: row.guild_id,
        action: Action::InviteCreated,
        target: Target::Invite(row.code.clone()),
        target_name: Some(row.code.clone()),
        reason: None,
        changes: Changes::none().optional("maxUses", None, row.max_uses.as_ref()).optional(
            "expiresAt",
            None,
            expires_at.as_ref(),
        ),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    tx.commit().await?;

    InviteRow::complete(app, vec![row]).await?.pop().ok_or_else(|| Error::internal("the invite is gone"))
}
