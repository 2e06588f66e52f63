//! Guilds in GraphQL.

use async_graphql::connection::Connection;
use async_graphql::{Context, InputObject, MaybeUndefined, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{GuildAccess, GuildEdit, Verification, Welcome, WelcomeChannel};
use crate::audit;
use crate::audit::graphql::AuditLogFilter;
use crate::caller::ContextExt;
use crate::channels::graphql::ChannelNode;
use crate::invites::{self, Invite, InviteCursor};
use crate::members::graphql::{MemberListNode, member_list, member_search};
use crate::members::{self, Member, MemberCursor};
use crate::messages::ReadState;
use crate::messages::graphql::guild_read_states;
use crate::moderation::{self, Ban, BanCursor};
use crate::permissions::Permission;
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{AuditEntryId, ChannelId, GuildId, RoleId, UserId};
use crate::platform::limits::Rate;
use crate::platform::page;
use crate::reports::graphql::{ReportConnection, ReportNode};
use crate::reports::{self, ReportStatus};
use crate::roles::{self, RoleNode};

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

    /// What it is about.
    async fn description(&self) -> Option<&str> {
        self.access.snapshot.guild.description.as_deref()
    }

    /// Where the server itself speaks, where the caller sees it.
    async fn system_channel_id(&self) -> Option<ChannelId> {
        let channel = self.access.snapshot.guild.system_channel_id?;
        self.access.channel(channel).ok().map(|access| access.channel.id)
    }

    /// Whether it tells there who joined.
    async fn tells_joins(&self) -> bool {
        self.access.snapshot.guild.tells_joins
    }

    /// Whether it tells there who left.
    async fn tells_leaves(&self) -> bool {
        self.access.snapshot.guild.tells_leaves
    }

    /// What an account must be before it may speak.
    async fn verification(&self) -> Verification {
        self.access.snapshot.guild.verification
    }

    /// Nobody joins before this; null: all may.
    async fn joins_paused_until(&self) -> Option<DateTime<Utc>> {
        let until = self.access.snapshot.guild.joins_paused_until;
        until.filter(|until| *until > self.access.now).map(Timestamp::to_utc)
    }

    /// What newcomers are shown first.
    async fn welcome(&self) -> Option<WelcomeNode> {
        self.access.snapshot.guild.welcome.as_ref().map(|welcome| WelcomeNode::new(&self.access, welcome))
    }

    /// The rules, in their order.
    async fn rules(&self) -> &[String] {
        &self.access.snapshot.guild.rules
    }

    /// Whether newcomers must accept the rules before they may speak.
    async fn rules_required(&self) -> bool {
        self.access.snapshot.guild.rules_required
    }

    /// The caller as a member.
    async fn viewer_member(&self, ctx: &Context<'_>) -> Result<Member> {
        members::viewer(ctx.app(), &self.access).await
    }

    /// One member; null where they are none.
    async fn member(&self, ctx: &Context<'_>, user_id: UserId) -> Result<Option<Member>> {
        match members::find(ctx.app(), &self.access, user_id).await {
            Ok(member) => Ok(Some(member)),
            Err(error) if error.code == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The member list as it is shown, a window of at most 100: those online under their hoisted roles,
    /// the highest first; the others who are online; those offline; each by name.
    async fn member_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = 0)] offset: i32,
        #[graphql(default = 100)] limit: i32,
    ) -> Result<MemberListNode> {
        member_list(ctx, &self.access, offset, limit).await
    }

    /// Members whose nickname, display name or username begins with the text, then those in whose name it
    /// stands elsewhere; or the one with exactly this id. At most 100.
    async fn member_search(
        &self,
        ctx: &Context<'_>,
        query: String,
        #[graphql(default = 25)] first: i32,
    ) -> Result<Vec<Member>> {
        member_search(ctx, &self.access, &query, first).await
    }

    /// Those among at most 100 people who are members here.
    async fn members_by_id(&self, ctx: &Context<'_>, ids: Vec<UserId>) -> Result<Vec<Member>> {
        if i32::try_from(ids.len()).map_or(true, |count| count > page::MAX_PAGE) {
            return Err(Error::invalid("ids", format!("Ask for at most {} people at once.", page::MAX_PAGE)));
        }
        ctx.caller()?.count(ctx.app(), Rate::Query)?;
        members::with_people(ctx.app(), &self.access, &ids).await
    }

    /// Only the channels the caller may see, in the order to show them: those without a category, then
    /// each category followed by its own. A channel names its category by `parentId`.
    async fn channels(&self) -> Vec<ChannelNode> {
        self.access.channels().into_iter().map(ChannelNode::from).collect()
    }

    /// The threads that are not archived and that the caller may see and read, the newest first. At most 1000.
    async fn active_threads(&self) -> Vec<ChannelNode> {
        self.access.threads().into_iter().map(ChannelNode::from).collect()
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
        let members = members::list(ctx.app(), &self.access, after, size + 1).await?;
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
    async fn roles(&self) -> Vec<RoleNode> {
        self.access.roles().into_iter().map(RoleNode::from).collect()
    }

    /// One role; null where there is none.
    async fn role(&self, id: RoleId) -> Option<RoleNode> {
        self.access.snapshot.roles.get(&id).cloned().map(RoleNode::from)
    }

    /// Those who have a role, by when their accounts were made. Not for `@everyone`, which all have.
    async fn role_members(
        &self,
        ctx: &Context<'_>,
        role_id: RoleId,
        #[graphql(default_with = "Some(PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<page::Cursor<MemberCursor>, Member>> {
        let size = page::size("first", first, PAGE)?;
        let after = page::cursor("after", after)?;
        let from_start = after.is_none();
        ctx.caller()?.count(ctx.app(), Rate::Query)?;
        let members = roles::members(ctx.app(), &self.access, role_id, after, size + 1).await?;
        Ok(page::forwards(members, size, from_start, |member| MemberCursor::from(member)))
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

    /// Who is banned, the newest first; with `query` those whose name holds it. Needs `BAN_MEMBERS`.
    async fn bans(
        &self,
        ctx: &Context<'_>,
        query: Option<String>,
        #[graphql(default_with = "Some(PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<page::Cursor<BanCursor>, Ban>> {
        let size = page::size("first", first, PAGE)?;
        let after = page::cursor("after", after)?;
        let from_start = after.is_none();
        ctx.caller()?.count(ctx.app(), Rate::Query)?;
        let bans = moderation::bans(ctx.app(), &self.access, query.as_deref(), after, size + 1).await?;
        Ok(page::forwards(bans, size, from_start, |ban| BanCursor::from(ban)))
    }

    /// Who did what to whom, the newest first. Needs `VIEW_AUDIT_LOG`.
    async fn audit_log(
        &self,
        ctx: &Context<'_>,
        filter: Option<AuditLogFilter>,
        #[graphql(default_with = "Some(PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<page::Cursor<AuditEntryId>, audit::Line>> {
        let size = page::size("first", first, PAGE)?;
        let after = page::cursor("after", after)?;
        let filter = filter.unwrap_or_default().into();
        ctx.caller()?.count(ctx.app(), Rate::Query)?;
        let lines = audit::list(ctx.app(), &self.access, filter, after, size + 1).await?;
        Ok(page::forwards(lines, size, after.is_none(), |line| line.entry.id))
    }

    /// The reports that are for its moderators to decide, the newest first; none about the caller. Needs
    /// `MODERATE_MEMBERS`.
    async fn reports(
        &self,
        ctx: &Context<'_>,
        status: Option<ReportStatus>,
        #[graphql(default_with = "Some(reports::graphql::PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<ReportConnection> {
        let size = page::size("first", first, reports::graphql::PAGE)?;
        let after = page::cursor("after", after)?;
        ctx.caller()?.count(ctx.app(), Rate::Query)?;
        let cases = reports::of_guild(ctx.app(), ctx.actor()?, &self.access, status, after, size + 1).await?;
        Ok(reports::graphql::connection(cases, size, after.is_none(), ReportNode::for_decider))
    }

    /// What the caller may do in this server as a whole.
    async fn viewer_permissions(&self) -> Vec<Permission> {
        self.access.permissions.list()
    }
}

/// What newcomers are shown first.
#[derive(Debug, SimpleObject)]
#[graphql(name = "Welcome")]
struct WelcomeNode {
    /// A few words.
    text: String,
    /// Where to go first: those that the caller sees.
    channels: Vec<WelcomeChannelNode>,
}

/// A channel that newcomers are pointed to.
#[derive(Debug, SimpleObject)]
#[graphql(name = "WelcomeChannel")]
struct WelcomeChannelNode {
    /// Which.
    channel_id: ChannelId,
    /// Why.
    text: String,
    /// An emoji to stand before it.
    emoji: Option<String>,
}

impl WelcomeNode {
    fn new(access: &GuildAccess, welcome: &Welcome) -> Self {
        let seen = welcome.channels.iter().filter(|place| access.channel(place.channel_id).is_ok());
        let node = |place: &WelcomeChannel| {
            let WelcomeChannel { channel_id, text, emoji } = place.clone();
            WelcomeChannelNode { channel_id, text, emoji }
        };
        Self { text: welcome.text.clone(), channels: seen.map(node).collect() }
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
    /// At most 1024 characters; null and "" take it away.
    description: MaybeUndefined<String>,
    /// A text channel; null: the server says nothing.
    system_channel_id: MaybeUndefined<ChannelId>,
    tells_joins: Option<bool>,
    tells_leaves: Option<bool>,
    verification: Option<Verification>,
    /// null takes it away.
    welcome: MaybeUndefined<WelcomeInput>,
    /// At most 16, each of at most 500 characters.
    rules: Option<Vec<String>>,
    rules_required: Option<bool>,
    /// For the audit log.
    reason: Option<String>,
}

/// What newcomers are shown first.
#[derive(Debug, InputObject)]
struct WelcomeInput {
    /// At most 300 characters.
    text: String,
    /// At most 5, each seen by everybody.
    channels: Vec<WelcomeChannelInput>,
}

#[derive(Debug, InputObject)]
struct WelcomeChannelInput {
    channel_id: ChannelId,
    /// At most 100 characters.
    text: String,
    emoji: Option<String>,
}

impl From<WelcomeInput> for Welcome {
    fn from(input: WelcomeInput) -> Self {
        let place =
            |WelcomeChannelInput { channel_id, text, emoji }| WelcomeChannel { channel_id, text, emoji };
        Self { text: input.text, channels: input.channels.into_iter().map(place).collect() }
    }
}

impl From<UpdateGuildInput> for GuildEdit {
    fn from(input: UpdateGuildInput) -> Self {
        let description = match input.description {
            MaybeUndefined::Null => Some(String::new()),
            other => other.take(),
        };
        Self {
            name: input.name,
            description,
            system_channel_id: input.system_channel_id.into(),
            tells_joins: input.tells_joins,
            tells_leaves: input.tells_leaves,
            verification: input.verification,
            welcome: input.welcome.map_value(Welcome::from).into(),
            rules: input.rules,
            rules_required: input.rules_required,
            reason: input.reason,
        }
    }
}

#[derive(SimpleObject)]
struct UpdateGuildPayload {
    guild: GuildNode,
}

#[derive(Debug, InputObject)]
struct TransferOwnershipInput {
    guild_id: GuildId,
    /// The member who is to own it.
    user_id: UserId,
    /// The caller's own.
    password: String,
}

#[derive(SimpleObject)]
struct TransferOwnershipPayload {
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
        let access = super::update(ctx.app(), ctx.actor()?, input.id, input.into()).await?;
        Ok(UpdateGuildPayload { guild: GuildNode::new(access) })
    }

    /// Deletes a server with all that is in it. Only its owner can.
    async fn delete_guild(&self, ctx: &Context<'_>, id: GuildId) -> Result<DeleteGuildPayload> {
        super::delete(ctx.app(), ctx.actor()?, id).await?;
        Ok(DeleteGuildPayload { id })
    }

    /// Makes another member the owner. Only the owner can, with their password. They stay a member, with the
    /// roles that they have.
    async fn transfer_ownership(
        &self,
        ctx: &Context<'_>,
        input: TransferOwnershipInput,
    ) -> Result<TransferOwnershipPayload> {
        let TransferOwnershipInput { guild_id, user_id, password } = input;
        let access = super::transfer(ctx.app(), ctx.actor()?, guild_id, user_id, &password).await?;
        Ok(TransferOwnershipPayload { guild: GuildNode::new(access) })
    }

    /// Leaves a server. Its owner cannot: they can delete it.
    async fn leave_guild(&self, ctx: &Context<'_>, id: GuildId) -> Result<LeaveGuildPayload> {
        super::leave(ctx.app(), ctx.actor()?, id).await?;
        Ok(LeaveGuildPayload { id })
    }
}
