//! The threads of a channel.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::sql;
use crate::accounts::Actor;
use crate::app::App;
use crate::channels::{self, Channel, ForumSort};
use crate::guilds::ChannelAccess;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, TagId};

/// The most tags that one filters by: all of a forum.
const MAX_FILTER: usize = super::MAX_TAGS;

/// Where a page of threads begins: after the one that is sorted by this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ThreadCursor(i64, ChannelId);

impl ThreadCursor {
    /// From its text; what cannot be one stands before the first or behind the last.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let number = |text: &str| text.parse().unwrap_or(i64::MAX);
        let (key, id) = text.split_once('-').unwrap_or((text, "0"));
        Self(number(key), ChannelId(number(id)))
    }
}

impl fmt::Display for ThreadCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.1)
    }
}

/// Which threads.
#[derive(Clone, Debug, Default)]
pub struct ThreadFilter {
    /// Those that are archived, or those that are not.
    pub archived: bool,
    /// Those with one of these tags; empty: whatever they carry.
    pub tag_ids: Vec<TagId>,
    /// Those that the caller is in, or is not in.
    pub joined: Option<bool>,
}

/// Up to `count` threads of a channel that the caller may see, each with its place in the list: the pinned
/// first, then as `sort` says, or else the channel.
///
/// # Errors
/// `NOT_FOUND` where there is no such channel for the caller; `FORBIDDEN` where age is asked; `INVALID` for too
/// many tags.
pub async fn list(
    app: &App,
    actor: &Actor,
    channel: ChannelId,
    filter: &ThreadFilter,
    sort: Option<ForumSort>,
    after: Option<ThreadCursor>,
    count: usize,
) -> Result<Vec<(ThreadCursor, ChannelAccess)>> {
    let access = ChannelAccess::of(app, actor, channel).await?;
    access.require_age()?;
    if filter.tag_ids.len() > MAX_FILTER {
        return Err(Error::invalid("tagIds", format!("Ask for at most {MAX_FILTER} tags at once.")));
    }
    let guild = &access.guild;
    let mut found = Vec::new();
    let pinned = guild.snapshot.pinned(channel).filter(|_| after.is_none() && !filter.archived && count > 0);
    if let Some(pinned) = pinned
        && matches(app, actor, filter, pinned).await?
    {
        found.push((ThreadCursor(i64::MAX, pinned.id), guild.thread(Arc::clone(pinned))?));
    }
    let listing = sql::Listing {
        parent: channel,
        viewer: actor.user_id,
        all_private: guild.snapshot.keeps_threads(&guild.member, channel),
        archived: filter.archived,
        tags: &filter.tag_ids,
        joined: filter.joined,
        sort: sort.unwrap_or(access.channel.default_sort),
    };
    let ThreadCursor(key, id) = after.unwrap_or(ThreadCursor(i64::MAX, ChannelId(i64::MAX)));
    let rows = sql::list(app.db.read(), listing, (key, id), count - found.len()).await?;
    let unknown: Vec<ChannelId> =
        rows.iter().map(|(_, id)| *id).filter(|id| !guild.snapshot.threads.contains_key(id)).collect();
    let mut archived: HashMap<ChannelId, Channel> = channels::sql::find_many(&app.db, &unknown)
        .await?
        .into_iter()
        .map(|thread| (thread.id, thread))
        .collect();
    for (key, id) in rows {
        let active = guild.snapshot.threads.get(&id).map(Arc::clone);
        let Some(thread) = active.or_else(|| archived.remove(&id).map(Arc::new)) else { continue };
        // Changed in this very moment: then it is not theirs to see, or is listed elsewhere.
        if let Ok(thread) = guild.thread(thread) {
            found.push((ThreadCursor(key, id), thread));
        }
    }
    Ok(found)
}

async fn matches(app: &App, actor: &Actor, filter: &ThreadFilter, thread: &Channel) -> Result<bool> {
    let carries = |tags: &[TagId]| filter.tag_ids.iter().any(|tag| tags.contains(tag));
    if !filter.tag_ids.is_empty() && !thread.thread.as_ref().is_some_and(|own| carries(&own.tag_ids)) {
        return Ok(false);
    }
    let Some(joined) = filter.joined else { return Ok(true) };
    let is_in = !sql::joined_of(app.db.read(), actor.user_id, &[thread.id]).await?.is_empty();
    Ok(is_in == joined)
}
