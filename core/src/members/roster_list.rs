//! The member list as people look at it: a window of it.

use std::sync::Arc;

use super::{Group, Member, Roster, with_people};
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::platform::error::Result;
use crate::platform::ids::UserId;

/// A member in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Who.
    pub member: Member,
    /// Under which of [`MemberList::groups`].
    pub group: usize,
    /// Whether they are here.
    pub online: bool,
}

/// A window of the member list.
#[derive(Clone, Debug)]
pub struct MemberList {
    /// How many members there are.
    pub total: usize,
    /// How many of them are online.
    pub online: usize,
    /// The headings, from the top of the whole list.
    pub groups: Vec<Group>,
    /// Where the window begins.
    pub offset: usize,
    /// Those in the window.
    pub entries: Vec<Listed>,
}

/// Up to `limit` members of a guild from the place `offset` of its list on.
pub async fn roster(app: &App, access: &GuildAccess, offset: usize, limit: usize) -> Result<MemberList> {
    let roster: Arc<Roster> = app.guilds.roster(access.snapshot.guild.id).await?;
    let window = roster.window(offset, limit, |user| app.presence.is_online(user));
    let ids: Vec<UserId> = window.entries.iter().map(|(user, _)| *user).collect();
    let mut members = with_people(app, access, &ids).await?.into_iter().peekable();
    let entries = window
        .entries
        .iter()
        .filter_map(|(user, group)| {
            // Who left in this very moment is left out.
            let member = members.next_if(|member| member.user.id == *user)?;
            Some(Listed { member, group: *group, online: window.groups[*group].online })
        })
        .collect();
    let online = window.groups.iter().filter(|group| group.online).map(|group| group.count).sum();
    Ok(MemberList { total: roster.len(), online, groups: window.groups, offset, entries })
}
