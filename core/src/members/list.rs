//! The members of a guild by when they joined, page by page.

use super::{Member, sql};
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::UserId;

/// Where a page of members begins: after the one who joined then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MemberCursor(pub Timestamp, pub UserId);

impl From<&Member> for MemberCursor {
    fn from(member: &Member) -> Self {
        Self(member.membership.joined_at, member.user.id)
    }
}

/// Up to `count` members of a guild that the caller is in, by when they joined.
pub async fn list(
    app: &App,
    access: &GuildAccess,
    after: Option<MemberCursor>,
    count: usize,
) -> Result<Vec<Member>> {
    let after = after.unwrap_or(MemberCursor(Timestamp(i64::MIN), UserId(0)));
    let ids = sql::joined_after(app.db.read(), access.snapshot.guild.id, after, count).await?;
    with_people(app, access, &ids).await
}

/// These members with the people they are, in the order of `ids`; those who are gone are left out.
pub async fn with_people(app: &App, access: &GuildAccess, ids: &[UserId]) -> Result<Vec<Member>> {
    let snapshot = &access.snapshot;
    let mut people = app.users.get_many(ids.iter().copied()).await?;
    let mut memberships = app.guilds.memberships(snapshot.guild.id, ids).await?;
    let member = |id: &UserId| {
        let (user, membership) = (people.remove(id)?, memberships.remove(id)?);
        Some(Member::new(snapshot, user, membership, access.now))
    };
    Ok(ids.iter().filter_map(member).collect())
}
