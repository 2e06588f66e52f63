//! Threads: conversations beside a channel, and the posts of a forum.
//!
//! A thread is a [`Channel`] with a channel for its parent, whose permissions and overwrites count in it. A
//! public thread is for all who see that channel, and its events are told with the channel's. A private one
//! is for its members, and for those who manage threads; it is heard by itself.
//!
//! Threads that are not archived are held in memory with their guild. One in which nobody writes for a while
//! is archived ([`auto_archive`]), and comes back when somebody writes in it ([`enter`]).

pub mod auto_archive;
mod create;
mod delete;
mod enter;
pub mod graphql;
mod joined;
mod list;
mod members;
pub mod rest;
pub(crate) mod sql;
mod tags;
mod update;

pub use create::{NewThread, create};
pub use delete::delete;
pub(crate) use enter::enter;
pub use joined::Joined;
pub use list::{ThreadCursor, ThreadFilter, list};
pub use members::{add, join, leave, members, remove};
pub use tags::{NewTag, TagEdit, create_tag, delete_tag, move_tags, update_tag};
pub use update::{ThreadEdit, update};

use std::sync::Arc;

use crate::accounts::Actor;
use crate::app::App;
use crate::channels::{Channel, ChannelKind, Thread};
use crate::events::{ChannelInfo, Step, ThreadCreated, ThreadUpdated};
use crate::guilds::{Change, ChannelAccess, Snapshot};
use crate::permissions::{Permission, Permissions};
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{ChannelId, TagId};

/// The most threads of a guild that are not archived.
pub const MAX_ACTIVE: usize = 1000;
/// The most members of a private thread.
pub const MAX_PRIVATE_MEMBERS: i64 = 1000;
/// The most tags of a forum.
pub const MAX_TAGS: usize = 20;
/// The most tags that a post carries.
pub const MAX_TAGS_OF_POST: usize = 5;
/// The longest name of a tag, in Unicode scalar values.
pub const MAX_TAG_NAME: usize = 30;
/// The longest emoji of a tag, in Unicode scalar values: some are made of many.
pub const MAX_TAG_EMOJI: usize = 32;

/// Begins a change of a thread that the caller may see.
///
/// # Errors
/// `NOT_FOUND` where there is no such thread for the caller.
async fn change_of(app: &App, actor: &Actor, id: ChannelId) -> Result<(Change, ChannelAccess)> {
    // Not a word about the guild or the channel to whoever may not see the thread.
    let no_thread = |error: Error| match error.code {
        ErrorCode::NotFound => Error::not_found("thread"),
        _ => error,
    };
    let guild = app.guilds.guild_of(id).await?.ok_or_else(|| Error::not_found("thread"))?;
    let change = app.guilds.change(guild).await.map_err(no_thread)?;
    let access = change.access(actor).await.map_err(no_thread)?;
    let access = access.channel_or_thread(app, id).await.map_err(no_thread)?;
    if access.channel.kind.is_thread() { Ok((change, access)) } else { Err(Error::not_found("thread")) }
}

/// What a thread has beside what every channel has.
fn of(thread: &Channel) -> Result<&Thread> {
    thread.thread.as_ref().ok_or_else(|| Error::internal(format!("the thread {} has no owner", thread.id)))
}

/// What the caller may do with a thread beside talking in it.
#[derive(Clone, Copy, Debug)]
struct Hold {
    /// They manage threads there.
    manages: bool,
    /// They began it, and nothing keeps them from speaking in it.
    owns: bool,
}

impl Hold {
    fn of(access: &ChannelAccess) -> Result<Self> {
        let began = of(&access.channel)?.owner_id == access.guild.member.user_id;
        Ok(Self {
            manages: access.permissions.contains(Permissions::MANAGE_THREADS),
            owns: began && access.permissions.contains(Permissions::SEND_MESSAGES),
        })
    }

    /// Goes on only for those who manage threads and for the thread's owner.
    fn require(self, access: &ChannelAccess) -> Result<()> {
        if self.owns { Ok(()) } else { access.require(Permission::ManageThreads) }
    }
}

/// Goes on only where the guild can have one more thread that is not archived.
fn require_room(snapshot: &Snapshot) -> Result<()> {
    if snapshot.threads.len() < MAX_ACTIVE {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::Conflict,
        format!("The server has {MAX_ACTIVE} active threads, which is the most. Archive one first."),
    ))
}

/// Goes on only where the thread's channel is not archived itself.
fn require_open_parent(access: &ChannelAccess) -> Result<()> {
    let parent = access.channel.parent_id.and_then(|id| access.guild.snapshot.channels.get(&id));
    if parent.is_some_and(|parent| parent.channel.archived_at.is_some()) {
        return Err(Error::conflict("channelId", "The thread's channel is archived: there is only to read."));
    }
    Ok(())
}

/// The tags that a post is to carry, in order of their ids, each once.
fn tags_of_post(forum: &Channel, before: &[TagId], wanted: &[TagId], manages: bool) -> Result<Arc<[TagId]>> {
    if forum.kind != ChannelKind::Forum {
        return if wanted.is_empty() {
            Ok(Arc::default())
        } else {
            Err(Error::conflict("tagIds", "Only posts of a forum carry tags. Leave `tagIds` out."))
        };
    }
    let mut tags = wanted.to_vec();
    tags.sort_unstable();
    tags.dedup();
    if tags.len() > MAX_TAGS_OF_POST {
        let message = format!("A post carries at most {MAX_TAGS_OF_POST} tags. Choose fewer.");
        return Err(Error::invalid("tagIds", message));
    }
    if tags.iter().any(|id| forum.forum_tags.iter().all(|tag| tag.id != *id)) {
        return Err(Error::conflict("tagIds", "The forum has no such tag. Choose among its own."));
    }
    let changed = |id: TagId| tags.contains(&id) != before.contains(&id);
    if let Some(tag) = forum.forum_tags.iter().find(|tag| tag.moderated && changed(tag.id))
        && !manages
    {
        return Err(Error::forbidden(format!(
            "Only those who manage threads give and take the tag \"{}\".",
            tag.name
        )));
    }
    if forum.tag_required && tags.is_empty() && !forum.forum_tags.is_empty() {
        return Err(Error::conflict("tagIds", "Posts of this forum carry a tag. Choose one."));
    }
    Ok(tags.into())
}

/// Tells those who hear of a thread that it is there.
fn created(thread: &Channel) -> Step {
    let event = ThreadCreated { guild_id: thread.guild_id, thread: ChannelInfo::from(thread) };
    Step::tell(thread.topic_of_events(), event)
}

/// Tells those who hear of a thread what it is now.
fn updated(thread: &Channel) -> Step {
    let event = ThreadUpdated { guild_id: thread.guild_id, thread: ChannelInfo::from(thread) };
    Step::tell(thread.topic_of_events(), event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channels::ForumTag;
    use crate::platform::ids::GuildId;

    fn forum(tag_required: bool) -> Channel {
        let tag =
            |id, moderated| ForumTag { id: TagId(id), name: format!("tag {id}"), emoji: None, moderated };
        Channel {
            tag_required,
            forum_tags: (1..8).map(|id| tag(id, id == 7)).collect(),
            ..Channel::new(ChannelId(1), GuildId(1), ChannelKind::Forum, "help")
        }
    }

    fn ids(ids: &[i64]) -> Vec<TagId> {
        ids.iter().copied().map(TagId).collect()
    }

    #[test]
    fn tags_are_of_the_forum_few_and_each_once() {
        let tags = |wanted: &[i64]| tags_of_post(&forum(false), &[], &ids(wanted), false);
        assert_eq!(*tags(&[3, 1, 3]).unwrap(), *ids(&[1, 3]));
        assert_eq!(*tags(&[]).unwrap(), []);
        assert!(tags(&[1, 2, 3, 4, 5]).is_ok());
        for wrong in [&[1, 2, 3, 4, 5, 6][..], &[99], &[7]] {
            assert!(tags(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_moderated_tag_is_neither_given_nor_taken_by_others() {
        let tags = |before: &[i64], wanted: &[i64], manages| {
            tags_of_post(&forum(false), &ids(before), &ids(wanted), manages).is_ok()
        };
        assert!(tags(&[], &[7], true) && tags(&[7], &[], true));
        assert!(!tags(&[], &[7], false) && !tags(&[7], &[1], false));
        assert!(tags(&[7], &[1, 7], false), "what was there stays");
    }

    #[test]
    fn a_forum_may_ask_for_a_tag_and_a_channel_has_none() {
        assert!(tags_of_post(&forum(true), &[], &[], false).is_err());
        let without_tags = Channel { forum_tags: Arc::default(), ..forum(true) };
        assert!(tags_of_post(&without_tags, &[], &[], false).is_ok(), "there is none to choose");
        let text = Channel::new(ChannelId(1), GuildId(1), ChannelKind::Text, "general");
        assert!(tags_of_post(&text, &[], &[], false).is_ok());
        assert!(tags_of_post(&text, &[], &ids(&[1]), true).is_err());
    }
}
