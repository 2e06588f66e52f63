//! Members in GraphQL.

use std::sync::Arc;

use async_graphql::{Context, InputObject, MaybeUndefined, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{Listed, Member, MemberEdit, MemberList};
use crate::accounts::User;
use crate::caller::ContextExt;
use crate::guilds::GuildAccess;
use crate::permissions::{Permissions, Restraint};
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, RoleId, UserId};
use crate::platform::limits::Rate;
use crate::platform::page;
use crate::roles::RoleNode;

/// Who acts on members, and so may know who let them in.
const MODERATORS: Permissions = Permissions::KICK_MEMBERS
    .union(Permissions::BAN_MEMBERS)
    .union(Permissions::MODERATE_MEMBERS)
    .union(Permissions::MANAGE_GUILD);

/// A member of a server.
#[Object]
impl Member {
    /// Who.
    async fn user(&self) -> &Arc<User> {
        &self.user
    }

    /// Since when.
    async fn joined_at(&self) -> DateTime<Utc> {
        self.membership.joined_at.to_utc()
    }

    /// The roles given to them; `@everyone`, which all have, is not named.
    async fn role_ids(&self) -> &[RoleId] {
        &self.membership.roles
    }

    /// What they are called here.
    async fn nickname(&self) -> Option<&str> {
        self.membership.nickname.as_deref()
    }

    /// How they are spoken of here.
    async fn pronouns(&self) -> Option<&str> {
        self.membership.pronouns.as_deref()
    }

    /// What they say of themselves here.
    async fn bio(&self) -> Option<&str> {
        self.membership.bio.as_deref()
    }

    /// Silent until then; it may have passed.
    async fn timeout_until(&self) -> Option<DateTime<Utc>> {
        self.membership.timeout_until.map(Timestamp::to_utc)
    }

    /// Whether a moderator muted them in voice.
    async fn voice_muted(&self) -> bool {
        self.membership.voice_muted
    }

    /// Whether a moderator deafened them in voice.
    async fn voice_deafened(&self) -> bool {
        self.membership.voice_deafened
    }

    /// Whether they have yet to accept the rules.
    async fn rules_pending(&self) -> bool {
        self.membership.rules_pending
    }

    /// What holds them back, when this was asked or told; null: nothing.
    async fn restraint(&self) -> Option<Restraint> {
        self.restraint
    }

    /// Who invited them, where it is known; null, too, for whoever may not act on members.
    async fn invited_by(&self, ctx: &Context<'_>) -> Result<Option<Arc<User>>> {
        let (Some(inviter), Ok(actor)) = (self.membership.invited_by, ctx.actor()) else { return Ok(None) };
        let access = GuildAccess::of(ctx.app(), actor, self.guild_id).await?;
        if !access.permissions.intersects(MODERATORS) {
            return Ok(None);
        }
        Ok(ctx.app().users.get_many([inviter]).await?.remove(&inviter))
    }
}

/// A window of the member list.
#[derive(Debug, SimpleObject)]
#[graphql(name = "MemberList")]
pub struct MemberListNode {
    /// How many members there are.
    total: usize,
    /// How many of them are online: have a live stream open.
    online: usize,
    /// The headings of the whole list, from its top.
    groups: Vec<MemberGroup>,
    /// Where the window begins.
    offset: usize,
    /// The members in the window.
    entries: Vec<MemberListEntry>,
}

/// A heading of the member list.
#[derive(Debug, SimpleObject)]
struct MemberGroup {
    /// The hoisted role; null for those without one, and for those who are offline.
    role: Option<RoleNode>,
    /// Whether those under it are online.
    online: bool,
    /// How many stand under it.
    count: usize,
}

/// A member in the list.
#[derive(Debug, SimpleObject)]
struct MemberListEntry {
    /// Who.
    member: Member,
    /// Under which of `groups`, from 0.
    group_index: usize,
    /// Whether they are online.
    online: bool,
}

impl MemberListNode {
    fn new(access: &GuildAccess, list: MemberList) -> Self {
        let role = |id: RoleId| access.snapshot.roles.get(&id).cloned().map(RoleNode::from);
        let group = |group: super::Group| MemberGroup {
            role: group.role.and_then(role),
            online: group.online,
            count: group.count,
        };
        let entry = |Listed { member, group, online }| MemberListEntry { member, group_index: group, online };
        Self {
            total: list.total,
            online: list.online,
            groups: list.groups.into_iter().map(group).collect(),
            offset: list.offset,
            entries: list.entries.into_iter().map(entry).collect(),
        }
    }
}

/// A guild's `memberList`.
pub async fn member_list(
    ctx: &Context<'_>,
    access: &GuildAccess,
    offset: i32,
    limit: i32,
) -> Result<MemberListNode> {
    let offset =
        usize::try_from(offset).map_err(|_| Error::invalid("offset", "The list begins at the offset 0."))?;
    let limit = page::size("limit", Some(limit), limit)?;
    ctx.caller()?.count(ctx.app(), Rate::Query)?;
    let list = super::roster(ctx.app(), access, offset, limit).await?;
    Ok(MemberListNode::new(access, list))
}

/// A guild's `memberSearch`.
pub async fn member_search(
    ctx: &Context<'_>,
    access: &GuildAccess,
    query: &str,
    first: i32,
) -> Result<Vec<Member>> {
    let limit = page::size("first", Some(first), first)?;
    ctx.caller()?.count(ctx.app(), Rate::Query)?;
    super::search(ctx.app(), access, query, limit).await
}

/// A field left out stays as it is; null and "" take it away.
#[derive(Debug, InputObject)]
struct UpdateMemberInput {
    guild_id: GuildId,
    user_id: UserId,
    /// At most 32 characters.
    nickname: MaybeUndefined<String>,
    /// At most 40 characters. One's own only.
    pronouns: MaybeUndefined<String>,
    /// At most 500 characters. One's own only.
    bio: MaybeUndefined<String>,
    /// For the audit log, where it is somebody else's.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct UpdateMemberPayload {
    member: Member,
}

#[derive(Debug, SimpleObject)]
struct AcceptRulesPayload {
    member: Member,
}

/// What can be done with members.
#[derive(Debug, Default)]
pub struct MembersMutation;

#[Object]
impl MembersMutation {
    /// Changes what a member is called and says of themselves: oneself with `CHANGE_NICKNAME`, another's
    /// nickname with `MANAGE_NICKNAMES` where they stand below the caller.
    async fn update_member(
        &self,
        ctx: &Context<'_>,
        input: UpdateMemberInput,
    ) -> Result<UpdateMemberPayload> {
        let UpdateMemberInput { guild_id, user_id, nickname, pronouns, bio, reason } = input;
        let edit = MemberEdit {
            nickname: clearable(nickname),
            pronouns: clearable(pronouns),
            bio: clearable(bio),
            reason,
        };
        let member = super::update(ctx.app(), ctx.actor()?, guild_id, user_id, edit).await?;
        Ok(UpdateMemberPayload { member })
    }

    /// Accepts the rules of a server, so that the caller may speak there.
    async fn accept_rules(&self, ctx: &Context<'_>, guild_id: GuildId) -> Result<AcceptRulesPayload> {
        let member = super::accept_rules(ctx.app(), ctx.actor()?, guild_id).await?;
        Ok(AcceptRulesPayload { member })
    }
}

fn clearable(field: MaybeUndefined<String>) -> Option<String> {
    match field {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(String::new()),
        MaybeUndefined::Value(text) => Some(text),
    }
}
