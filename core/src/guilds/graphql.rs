//! Guilds in GraphQL.

use std::sync::Arc;

use async_graphql::connection::Connection;
use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{GuildAccess, GuildEdit, Member, MemberCursor, Role};
use crate::accounts::User;
use crate::caller::ContextExt;
use crate::channels::graphql::ChannelNode;
use crate::invites::{self, Invite, InviteCursor};
use crate::messages::ReadState;
use crate::messages::graphql::guild_read_states;
use crate::permissions::Permission;
use crate::platform::clock::Timestamp;
use crate::platform::error::{ErrorCode, Result};
use crate::platform::ids::{GuildId, RoleId, UserId};
use crate::platform::limits::Rate;
use crate::platform::page;

/// How many members or invites a page holds unless told.
const PAGE: i32 = 50;

/// A guild as its member who asks sees it.
#[derive(Debug)]
pub struct GuildNode {
    access: GuildAccess,
}

impl GuildNode {
    /// For the member whose access it is.
    #[must_use]
    pub fn new(access: GuildAccess) -> Self {
        Self { access }
    }
}

/// A server: a community with its channels and members.
#[Object(name = "Guild")]
impl GuildNode {
    async fn id(&self) -> GuildId {
        self.access.snapshot.guild.id
    }

    async fn name(&self) -> &str {
        &self.access.snapshot.guild.name
    }

    async fn owner_id(&self) -> UserId {
        self.access.snapshot.guild.owner_id
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.access.snapshot.guild.id.created_at().to_utc()
    }

    /// Only the channels the caller may see, in the order to show them: those without a category, then
    /// each category followed by its own. A channel names its category by `parentId`.
    async fn channels(&self) -> Vec<ChannelNode> {
        self.access.channels().into_iter().map(ChannelNode::from).collect()
    }

    /// By when they joined.
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "Some(PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<page::Cursor<MemberCursor>, Member>> {
        let size = page::size("first", first, PAGE)?;
        let after = page::cursor("after", after)?;
        // Each page is a query of its own, however many servers one request lists.
        ctx.caller()?.count(ctx.app(), Rate::Query)?;
        let members = super::members(ctx.app(), &self.access, after, size + 1).await?;
        Ok(page::forwards(members, size, after.is_none(), |member| MemberCursor::from(member)))
    }

    async fn member_count(&self, ctx: &Context<'_>) -> Result<i64> {
        ctx.app().guilds.member_count(self.access.snapshot.guild.id).await
    }

    /// How far the caller has read in each channel that they may see.
    async fn read_states(&self, ctx: &Context<'_>) -> Result<Vec<ReadState>> {
        guild_read_states(ctx, &self.access).await
    }

    /// The highest first; the last is `@everyone`, which all have.
    async fn roles(&self) -> Vec<Role> {
        self.access.roles()
    }

    /// Invites that can still be used. Needs `MANAGE_GUILD`.
    async fn invites(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "Some(PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<page::Cursor<InviteCursor>, Invite>> {
        let size = page::size("first", first, PAGE)?;
        let after = page::cursor("after", after)?;
        let from_start = after.is_none();
        ctx.caller()?.count(ctx.app(), Rate::Query)?;
        let invites = invites::list(ctx.app(), &self.access, after, size + 1).await?;
        Ok(page::forwards(invites, size, from_start, |invite| InviteCursor::from(invite)))
    }

    /// What the caller may do in this server as a whole.
    async fn viewer_permissions(&self) -> Vec<Permission> {
        self.access.permissions.list()
    }
}

/// A set of permissions with a name, that members have.
#[Object]
impl Role {
    async fn id(&self) -> RoleId {
        self.id
    }

    async fn name(&self) -> &str {
        &self.name
    }

    /// Higher stands above; `@everyone` is 0.
    async fn position(&self) -> i32 {
        self.position
    }

    async fn permissions(&self) -> Vec<Permission> {
        self.permissions.list()
    }

    /// 0xRRGGBB; 0: none.
    async fn color(&self) -> i32 {
        self.color
    }

    /// An emoji.
    async fn icon(&self) -> Option<&str> {
        self.icon.as_deref()
    }

    /// Whether its members stand under a heading of their own in the member list.
    async fn hoist(&self) -> bool {
        self.hoist
    }

    /// Whether everybody may mention it.
    async fn mentionable(&self) -> bool {
        self.mentionable
    }
}

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
}

/// What can be asked about guilds.
#[derive(Debug, Default)]
pub struct GuildsQuery;

#[Object]
impl GuildsQuery {
    /// The servers the caller is in, by when they joined. At most `limits.guildsPerUser`, so not paged.
    async fn my_guilds(&self, ctx: &Context<'_>) -> Result<Vec<GuildNode>> {
        let guilds = super::mine(ctx.app(), ctx.actor()?).await?;
        Ok(guilds.into_iter().map(GuildNode::new).collect())
    }

    /// One server; null where the caller is in none such.
    async fn guild(&self, ctx: &Context<'_>, id: GuildId) -> Result<Option<GuildNode>> {
        match super::find(ctx.app(), ctx.actor()?, id).await {
            Ok(access) => Ok(Some(GuildNode::new(access))),
            Err(error) if error.code == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[derive(Debug, InputObject)]
struct CreateGuildInput {
    name: String,
}

#[derive(SimpleObject)]
struct CreateGuildPayload {
    guild: GuildNode,
}

/// A field left out stays as it is.
#[derive(Debug, InputObject)]
struct UpdateGuildInput {
    id: GuildId,
    name: Option<String>,
}

#[derive(SimpleObject)]
struct UpdateGuildPayload {
    guild: GuildNode,
}

#[derive(Debug, SimpleObject)]
struct DeleteGuildPayload {
    id: GuildId,
}

#[derive(Debug, SimpleObject)]
struct LeaveGuildPayload {
    id: GuildId,
}

/// What can be done with guilds.
#[derive(Debug, Default)]
pub struct GuildsMutation;

#[Object]
impl GuildsMutation {
    /// Makes a server that the caller owns, with one text channel "general".
    async fn create_guild(&self, ctx: &Context<'_>, input: CreateGuildInput) -> Result<CreateGuildPayload> {
        let access = super::create(ctx.app(), ctx.actor()?, &input.name).await?;
        Ok(CreateGuildPayload { guild: GuildNode::new(access) })
    }

    /// Changes a server. Needs `MANAGE_GUILD`.
    async fn update_guild(&self, ctx: &Context<'_>, input: UpdateGuildInput) -> Result<UpdateGuildPayload> {
        let edit = GuildEdit { name: input.name };
        let access = super::update(ctx.app(), ctx.actor()?, input.id, edit).await?;
        Ok(UpdateGuildPayload { guild: GuildNode::new(access) })
    }

    /// Deletes a server with all that is in it. Only its owner can.
    async fn delete_guild(&self, ctx: &Context<'_>, id: GuildId) -> Result<DeleteGuildPayload> {
        super::delete(ctx.app(), ctx.actor()?, id).await?;
        Ok(DeleteGuildPayload { id })
    }

    /// Leaves a server. Its owner cannot: they can delete it.
    async fn leave_guild(&self, ctx: &Context<'_>, id: GuildId) -> Result<LeaveGuildPayload> {
        super::leave(ctx.app(), ctx.actor()?, id).await?;
        Ok(LeaveGuildPayload { id })
    }
}
