//! One member.

use std::sync::Arc;

use super::Member;
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::platform::error::{Error, Result};
use crate::platform::ids::UserId;

/// A member of a guild that the caller is in.
///
/// # Errors
/// `NOT_FOUND` for whoever is none.
pub async fn find(app: &App, access: &GuildAccess, user: UserId) -> Result<Member> {
    let snapshot = &access.snapshot;
    let membership = app.guilds.membership(snapshot.guild.id, user).await?;
    let membership = membership.ok_or_else(|| Error::not_found("member"))?;
    Ok(Member::new(snapshot, app.users.get(user).await?, membership, access.now))
}

/// The caller as a member.
pub async fn viewer(app: &App, access: &GuildAccess) -> Result<Member> {
    let user = app.users.get(access.member.user_id).await?;
    Ok(Member::new(&access.snapshot, user, Arc::clone(&access.member), access.now))
}
