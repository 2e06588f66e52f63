//! Finding members by name.

use super::{Member, with_people};
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::platform::error::{Error, Result};
use crate::platform::ids::UserId;

/// The longest that is looked for, in Unicode scalar values.
const MAX_QUERY: usize = 100;

/// Up to `limit` members whose nickname, display name or username begins with the text, then those
/// where it stands elsewhere; or the one who has exactly this id.
///
/// # Errors
/// `INVALID` for a text that is no name.
pub async fn search(app: &App, access: &GuildAccess, text: &str, limit: usize) -> Result<Vec<Member>> {
    if text.chars().count() > MAX_QUERY {
        return Err(Error::invalid("query", format!("At most {MAX_QUERY} characters can be looked for.")));
    }
    let roster = app.guilds.roster(access.snapshot.guild.id).await?;
    let named = text.trim().parse::<UserId>().ok().filter(|id| roster.names(*id).is_some());
    let found = roster.search(text, limit);
    let ids: Vec<UserId> =
        named.into_iter().chain(found.into_iter().filter(|id| named != Some(*id))).take(limit).collect();
    with_people(app, access, &ids).await
}
