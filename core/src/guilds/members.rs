//! The member list.

use super::{GuildAccess, Member, sql};
use crate::app::App;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::UserId;

/// Where a page of members begins: after the one who joined then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MemberCursor(pub Timestamp, pub UserId);

impl From<&Member> for MemberCursor {
    fn from(member: &Member) -> Self {
        Self(member.joined_at, member.user.id)
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
    let rows = sql::members_after(app.db.read(), access.snapshot.guild.id, after, count).await?;
    let mut people = app.users.get_many(rows.iter().map(|(user, _)| *user)).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(user, joined_at)| people.remove(&user).map(|user| Member { user, joined_at }))
        .collect())
}
