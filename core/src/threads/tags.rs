//! The tags that a forum's posts can carry.

use std::sync::Arc;

use super::{MAX_TAG_EMOJI, MAX_TAG_NAME, MAX_TAGS, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::channels::{self, Channel, ChannelKind, ForumTag};
use crate::events::{ChannelInfo, ChannelUpdated, Step};
use crate::guilds::{Change, ChannelAccess, GuildAccess};
use crate::permissions::Permission;
use crate::platform::db::Tx;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{ChannelId, TagId};
use crate::platform::text;

/// A tag to make.
#[derive(Clone, Debug)]
pub struct NewTag {
    /// Of which forum.
    pub channel_id: ChannelId,
    /// What it is called.
    pub name: String,
    /// An emoji to stand before it.
    pub emoji: Option<String>,
    /// Whether only those who manage threads give and take it.
    pub moderated: bool,
}

/// What to change of a tag; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct TagEdit {
    /// Another name.
    pub name: Option<String>,
    /// Another emoji; `Some("")`: none.
    pub emoji: Option<String>,
    /// Whether only those who manage threads give and take it.
    pub moderated: Option<bool>,
}

/// Makes a tag, the last of its forum.
///
/// # Errors
/// `NOT_FOUND` where there is no such channel for the caller; `FORBIDDEN` without `MANAGE_CHANNELS`; `INVALID` for
/// what a tag cannot be and where the channel is no forum; `CONFLICT` for a name that is taken and where the
/// forum has [`MAX_TAGS`].
#[tracing::instrument(skip_all, fields(channel = %new.channel_id))]
pub async fn create_tag(app: &App, actor: &Actor, new: NewTag) -> Result<(ForumTag, ChannelAccess)> {
    let (change, access) = forum(app, actor, new.channel_id).await?;
    let mut tags = access.channel.forum_tags.to_vec();
    if tags.len() >= MAX_TAGS {
        let message = format!("The forum has {MAX_TAGS} tags, which is the most. Delete one first.");
        return Err(Error::new(ErrorCode::Conflict, message));
    }
    let tag = ForumTag {
        id: app.ids.next(),
        name: name(&tags, None, &new.name)?,
        emoji: new.emoji.map(|emoji| self::emoji(&emoji)).transpose()?.flatten(),
        moderated: new.moderated,
    };
    let changes = Changes::none().optional("tag", None, Some(&tag.name));

    let mut tx = app.db.begin().await?;
    sql::put_tag(&mut tx, new.channel_id, &tag, tags.len()).await?;
    tags.push(tag.clone());
    let access = save(app, actor, change, access, tx, tags, changes).await?;
    Ok((tag, access))
}

/// Changes a tag. Nobody is told where nothing is different.
///
/// # Errors
/// `NOT_FOUND` where there is no such tag for the caller; `FORBIDDEN` without `MANAGE_CHANNELS`; `INVALID` for what
/// a tag cannot be; `CONFLICT` for a name that is taken.
#[tracing::instrument(skip_all, fields(tag = %id))]
pub async fn update_tag(
    app: &App,
    actor: &Actor,
    id: TagId,
    edit: TagEdit,
) -> Result<(ForumTag, ChannelAccess)> {
    let (change, access, at) = forum_of(app, actor, id).await?;
    let mut tags = access.channel.forum_tags.to_vec();
    let before = tags[at].clone();
    let mut tag = before.clone();
    if let Some(text) = &edit.name {
        tag.name = name(&tags, Some(id), text)?;
    }
    if let Some(text) = &edit.emoji {
        tag.emoji = emoji(text)?;
    }
    tag.moderated = edit.moderated.unwrap_or(tag.moderated);
    if tag == before {
        return Ok((tag, access));
    }
    let changes = Changes::none()
        .field("tag", &before.name, &tag.name)
        .optional("tagEmoji", before.emoji.as_ref(), tag.emoji.as_ref())
        .field("tagModerated", &before.moderated, &tag.moderated);

    let mut tx = app.db.begin().await?;
    sql::put_tag(&mut tx, access.channel.id, &tag, at).await?;
    tags[at] = tag.clone();
    let access = save(app, actor, change, access, tx, tags, changes).await?;
    Ok((tag, access))
}

/// Deletes a tag; its posts stay, and carry it no more.
///
/// # Errors
/// `NOT_FOUND` where there is no such tag for the caller; `FORBIDDEN` without `MANAGE_CHANNELS`.
#[tracing::instrument(skip_all, fields(tag = %id))]
pub async fn delete_tag(app: &App, actor: &Actor, id: TagId) -> Result<ChannelAccess> {
    let (change, access, at) = forum_of(app, actor, id).await?;
    let mut tags = access.channel.forum_tags.to_vec();
    let gone = tags.remove(at);
    let changes = Changes::none().optional("tag", Some(&gone.name), None);

    let mut tx = app.db.begin().await?;
    sql::delete_tag(&mut tx, id).await?;
    put_in_order(&mut tx, access.channel.id, &tags).await?;
    save(app, actor, change, access, tx, tags, changes).await
}

/// Puts a forum's tags in another order, in which each is named once.
///
/// # Errors
/// `NOT_FOUND` where there is no such channel for the caller; `FORBIDDEN` without `MANAGE_CHANNELS`; `INVALID` for
/// an order that is none and where the channel is no forum.
#[tracing::instrument(skip_all, fields(channel = %id))]
pub async fn move_tags(app: &App, actor: &Actor, id: ChannelId, order: &[TagId]) -> Result<ChannelAccess> {
    let (change, access) = forum(app, actor, id).await?;
    let before = &access.channel.forum_tags;
    let tags: Vec<ForumTag> =
        order.iter().filter_map(|id| before.iter().find(|tag| tag.id == *id)).cloned().collect();
    let (mut wanted, mut known) = (order.to_vec(), before.iter().map(|tag| tag.id).collect::<Vec<_>>());
    wanted.sort_unstable();
    known.sort_unstable();
    if wanted != known {
        return Err(Error::invalid("order", "Name every tag of the forum, each once."));
    }
    if *tags == **before {
        return Ok(access);
    }
    let listed = |tags: &[ForumTag]| tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>().join(", ");
    let changes = Changes::none().field("tags", &listed(before), &listed(&tags));

    let mut tx = app.db.begin().await?;
    put_in_order(&mut tx, id, &tags).await?;
    save(app, actor, change, access, tx, tags, changes).await
}

/// Begins a change of a forum that the caller manages.
async fn forum(app: &App, actor: &Actor, id: ChannelId) -> Result<(Change, ChannelAccess)> {
    let (change, access) = channels::change_of(app, actor, id).await?;
    access.require(Permission::ManageChannels)?;
    if access.channel.kind != ChannelKind::Forum {
        return Err(Error::invalid("channelId", "Only a forum has tags. Choose one."));
    }
    Ok((change, access))
}

/// Begins a change of the forum that a tag is of, in which it stands at the place that is given too.
async fn forum_of(app: &App, actor: &Actor, tag: TagId) -> Result<(Change, ChannelAccess, usize)> {
    let no_tag = || Error::not_found("tag");
    let id = sql::forum_of(app.db.read(), tag).await?.ok_or_else(no_tag)?;
    let (change, access) = forum(app, actor, id).await.map_err(|error| match error.code {
        ErrorCode::NotFound => no_tag(),
        _ => error,
    })?;
    let at = access.channel.forum_tags.iter().position(|known| known.id == tag).ok_or_else(no_tag)?;
    Ok((change, access, at))
}

async fn put_in_order(tx: &mut Tx, forum: ChannelId, tags: &[ForumTag]) -> Result<()> {
    for (position, tag) in tags.iter().enumerate() {
        sql::put_tag(tx, forum, tag, position).await?;
    }
    Ok(())
}

/// Ends the transaction in which a forum got these tags, and tells of it.
async fn save(
    app: &App,
    actor: &Actor,
    change: Change,
    access: ChannelAccess,
    mut tx: Tx,
    tags: Vec<ForumTag>,
    changes: Changes,
) -> Result<ChannelAccess> {
    let forum = Channel { forum_tags: tags.into(), ..Channel::clone(&access.channel) };
    let entry = NewEntry {
        guild_id: forum.guild_id,
        action: Action::ChannelUpdated,
        target: Target::Channel(forum.id),
        target_name: Some(forum.name.clone()),
        reason: None,
        changes,
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change
        .commit(tx, |snapshot| {
            snapshot.put_channels([&forum]);
            for thread in snapshot.threads.values_mut().filter(|thread| thread.parent_id == Some(forum.id)) {
                drop_unknown_tags(thread, &forum);
            }
        })
        .await?;

    let event = ChannelUpdated { guild_id: forum.guild_id, channel: ChannelInfo::from(&forum) };
    app.events.publish(vec![Step::tell(forum.topic_of_events(), event)]).await;
    GuildAccess::new(snapshot, access.guild.member, app.clock.now()).channel(forum.id)
}

/// Takes from a post the tags that its forum has no more.
fn drop_unknown_tags(thread: &mut Arc<Channel>, forum: &Channel) {
    let known = |id: &TagId| forum.forum_tags.iter().any(|tag| tag.id == *id);
    let Some(own) = &thread.thread else { return };
    if own.tag_ids.iter().all(known) {
        return;
    }
    let mut own = own.clone();
    own.tag_ids = own.tag_ids.iter().copied().filter(known).collect();
    *thread = Arc::new(Channel { thread: Some(own), ..Channel::clone(thread) });
}

/// A name for a tag that no other of the forum has, without regard to case.
fn name(tags: &[ForumTag], own: Option<TagId>, name: &str) -> Result<String> {
    let name = text::name("name", name, MAX_TAG_NAME)?;
    let key = name.to_lowercase();
    if tags.iter().any(|tag| Some(tag.id) != own && tag.name.to_lowercase() == key) {
        return Err(Error::conflict("name", "The forum has a tag with this name. Choose another."));
    }
    Ok(name)
}

fn emoji(emoji: &str) -> Result<Option<String>> {
    if emoji.trim().is_empty() {
        return Ok(None);
    }
    text::name("emoji", emoji, MAX_TAG_EMOJI).map(Some)
}
