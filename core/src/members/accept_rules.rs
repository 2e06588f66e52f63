//! Accepting a guild's rules.

use std::sync::Arc;

use super::Member;
use crate::accounts::Actor;
use crate::app::App;
use crate::guilds::{self, Membership};
use crate::platform::error::Result;
use crate::platform::ids::GuildId;

/// Notes that the caller has accepted the rules, and may speak from now on. Whoever has already is
/// answered the same.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member.
#[tracing::instrument(skip_all, fields(%guild))]
pub async fn accept_rules(app: &App, actor: &Actor, guild: GuildId) -> Result<Member> {
    let change = app.guilds.change(guild).await?;
    let access = change.access(actor).await?;
    let user = app.users.get(actor.user_id).await?;
    if !access.member.rules_pending {
        return Ok(Member::new(&access.snapshot, user, access.member, access.now));
    }

    let membership = Membership { rules_pending: false, ..Membership::clone(&access.member) };
    let mut tx = app.db.begin().await?;
    guilds::sql::update_member(&mut tx, guild, &membership).await?;
    change.commit_member(tx, actor.user_id, Some(membership.clone())).await?;

    let member = Member::new(&access.snapshot, user, Arc::new(membership), access.now);
    app.events.publish(member.clone().updated(&access.snapshot)).await;
    Ok(member)
}
