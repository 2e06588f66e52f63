//! Invites in GraphQL.

use std::sync::Arc;

use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{Invite, NewInvite, Preview};
use crate::accounts::User;
use crate::caller::ContextExt;
use crate::guilds::graphql::GuildNode;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, GuildId};

/// A link that makes whoever follows it a member.
#[Object]
impl Invite {
    async fn code(&self) -> &str {
        &self.code
    }

    /// The link to hand on.
    #[expect(clippy::unused_async, reason = "resolvers are async")]
    async fn url(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.link(&ctx.caller()?.base_url))
    }

    async fn guild_id(&self) -> GuildId {
        self.guild_id
    }

    async fn channel_id(&self) -> Option<ChannelId> {
        self.channel_id
    }

    async fn inviter(&self) -> Option<&Arc<User>> {
        self.inviter.as_ref()
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.created_at.to_utc()
    }

    /// null: never.
    async fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.expires_at.map(Timestamp::to_utc)
    }

    /// null: as often as one likes.
    async fn max_uses(&self) -> Option<i32> {
        self.max_uses
    }

    async fn uses(&self) -> i32 {
        self.uses
    }
}

/// What an invite shows to whoever has it.
#[Object(name = "InvitePreview")]
impl Preview {
    async fn code(&self) -> &str {
        &self.code
    }

    async fn guild_id(&self) -> GuildId {
        self.guild_id
    }

    async fn guild_name(&self) -> &str {
        &self.guild_name
    }

    /// What the server is about.
    async fn guild_description(&self) -> Option<&str> {
        self.guild_description.as_deref()
    }

    async fn member_count(&self) -> i64 {
        self.member_count
    }

    async fn inviter(&self) -> Option<&Arc<User>> {
        self.inviter.as_ref()
    }

    async fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.expires_at.map(Timestamp::to_utc)
    }

    /// Whether the caller is in already. false without a token.
    async fn joined(&self) -> bool {
        self.joined
    }
}

/// What can be asked about invites.
#[derive(Debug, Default)]
pub struct InvitesQuery;

#[Object]
impl InvitesQuery {
    /// What an invite leads to, for someone not in yet. No token needed. null: no such invite, or no
    /// longer good.
    async fn invite(&self, ctx: &Context<'_>, code: String) -> Result<Option<Preview>> {
        super::preview(ctx.app(), ctx.caller()?.actor.as_ref(), &code).await
    }
}

/// `maxUses` 1 to 1000, `expiresInSeconds` 60 to 30 days; left out: no limit. Default of the client: 7 days.
#[derive(Debug, InputObject)]
struct CreateInviteInput {
    guild_id: GuildId,
    channel_id: Option<ChannelId>,
    max_uses: Option<i32>,
    expires_in_seconds: Option<i32>,
}

#[derive(Debug, SimpleObject)]
struct CreateInvitePayload {
    invite: Invite,
}

#[derive(Debug, SimpleObject)]
struct RevokeInvitePayload {
    code: String,
}

#[derive(SimpleObject)]
struct AcceptInvitePayload {
    guild: GuildNode,
}

/// What can be done with invites.
#[derive(Debug, Default)]
pub struct InvitesMutation;

#[Object]
impl InvitesMutation {
    /// Makes an invite. Needs `CREATE_INVITE`.
    async fn create_invite(
        &self,
        ctx: &Context<'_>,
        input: CreateInviteInput,
    ) -> Result<CreateInvitePayload> {
        let CreateInviteInput { guild_id, channel_id, max_uses, expires_in_seconds } = input;
        let new = NewInvite { guild_id, channel_id, max_uses, expires_in_seconds };
        let invite = super::create(ctx.app(), ctx.actor()?, new).await?;
        Ok(CreateInvitePayload { invite })
    }

    /// Ends an invite: one's own, or with `MANAGE_GUILD` anyone's.
    async fn revoke_invite(&self, ctx: &Context<'_>, code: String) -> Result<RevokeInvitePayload> {
        super::revoke(ctx.app(), ctx.actor()?, &code).await?;
        Ok(RevokeInvitePayload { code })
    }

    /// Joins the server that an invite leads to. Whoever is in already uses nothing up.
    async fn accept_invite(&self, ctx: &Context<'_>, code: String) -> Result<AcceptInvitePayload> {
        let access = super::accept(ctx.app(), ctx.actor()?, &code).await?;
        Ok(AcceptInvitePayload { guild: GuildNode::new(access) })
    }
}
