//! The member list.

use std::collections::HashMap;
use std::sync::Arc;

use super::{GuildAccess, Member, Membership, sql};
use crate::app::App;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, UserId};

/// Where a page of members begins: after the one who joined then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MemberCursor(pub Timestamp, pub UserId);

impl From<&Member> for MemberCursor {
    fn from(member: &Member) -> Self {
        Self(member.membership.joined_at, member.user.id)
    }
}

/// Up to `count` members of a guild that the caller is in, by when they joined.
pub async fn members(
    app: &App,
    access: &GuildAccess,
    after: Option<MemberCursor>,
    count: usize,
) -> Result<Vec<Member>> {
    let after = after.unwrap_or(MemberCursor(Timestamp(i64::MIN), UserId(0)));
    let guild = access.snapshot.guild.id;
    let ids = sql::members_after(app.db.read(), guild, after, count).await?;
    with_people(app, guild, &ids).await
}

/// These members with the people they are, in the order of `ids`; those who are gone are left out.
pub async fn with_people(app: &App, guild: GuildId, ids: &[UserId]) -> Result<Vec<Member>> {
    let mut people = app.users.get_many(ids.iter().copied()).await?;
    let memberships = sql::load_memberships(&app.db, guild, ids).await?;
    let mut memberships: HashMap<UserId, Membership> =
        memberships.into_iter().map(|membership| (membership.user_id, membership)).collect();
    let member = |id: &UserId| {
        let (user, membership) = (people.remove(id)?, memberships.remove(id)?);
        Some(Member { user, membership: Arc::new(membership) })
    };
    Ok(ids.iter().filter_map(member).collect())
}
