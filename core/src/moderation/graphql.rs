//! Moderation in GraphQL.

use std::sync::Arc;

use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{Ban, NewBan, PruneFilter, PrunePreview, VoiceEdit};
use crate::accounts::User;
use crate::caller::ContextExt;
use crate::guilds::graphql::GuildNode;
use crate::members::Member;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, GuildId, MessageId, RoleId, UserId};
use crate::platform::limits::Rate;

/// Somebody who may not come in.
#[Object]
impl Ban {
    async fn user(&self) -> &Arc<User> {
        &self.user
    }

    /// null: not known any more.
    async fn banned_by(&self) -> Option<&Arc<User>> {
        self.banned_by.as_ref()
    }

    async fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.created_at.to_utc()
    }

    /// null: never.
    async fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.expires_at.map(Timestamp::to_utc)
    }
}

/// What a prune would do.
#[Object]
impl PrunePreview {
    /// How many members would be removed.
    async fn count(&self) -> i64 {
        self.count
    }

    /// Some of them, at most 25: those first who have been members for the longest.
    async fn sample(&self) -> &[Member] {
        &self.sample
    }
}

/// What can be asked about moderation.
#[derive(Debug, Default)]
pub struct ModerationQuery;

#[Object]
impl ModerationQuery {
    /// Whom `pruneMembers` would remove: members who were not seen for `days`, 1 to 30, and have no role or
    /// only such as are named. Needs `KICK_MEMBERS` and `MANAGE_GUILD`.
    async fn prune_preview(
        &self,
        ctx: &Context<'_>,
        guild_id: GuildId,
        days: i32,
        #[graphql(default)] role_ids: Vec<RoleId>,
    ) -> Result<PrunePreview> {
        let actor = ctx.actor()?;
        // It looks at every member.
        ctx.caller()?.count(ctx.app(), Rate::Mutation)?;
        super::prune_preview(ctx.app(), actor, PruneFilter { guild_id, days, role_ids }).await
    }
}

#[derive(Debug, InputObject)]
struct KickMemberInput {
    guild_id: GuildId,
    user_id: UserId,
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct KickMemberPayload {
    user_id: UserId,
}

/// `deleteMessageSeconds` 0 to 604800 (7 days); `durationSeconds` 60 to five years, left out: for good.
#[derive(Debug, InputObject)]
struct BanMemberInput {
    guild_id: GuildId,
    user_id: UserId,
    reason: Option<String>,
    #[graphql(default = 0)]
    delete_message_seconds: i32,
    duration_seconds: Option<i32>,
}

#[derive(Debug, SimpleObject)]
struct BanMemberPayload {
    ban: Ban,
}

#[derive(Debug, InputObject)]
struct UnbanMemberInput {
    guild_id: GuildId,
    user_id: UserId,
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct UnbanMemberPayload {
    user_id: UserId,
}

/// `durationSeconds` 60 to 2419200 (28 days); null or left out: ends it.
#[derive(Debug, InputObject)]
struct TimeoutMemberInput {
    guild_id: GuildId,
    user_id: UserId,
    duration_seconds: Option<i32>,
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct TimeoutMemberPayload {
    member: Member,
}

/// A flag left out stays as it is.
#[derive(Debug, InputObject)]
struct SetMemberVoiceInput {
    guild_id: GuildId,
    user_id: UserId,
    muted: Option<bool>,
    deafened: Option<bool>,
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct SetMemberVoicePayload {
    member: Member,
}

/// 2 to 100 messages.
#[derive(Debug, InputObject)]
struct DeleteMessagesInput {
    channel_id: ChannelId,
    ids: Vec<MessageId>,
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct DeleteMessagesPayload {
    /// Those that were there.
    ids: Vec<MessageId>,
}

/// `durationSeconds` up to 86400 (a day); 0 ends a pause.
#[derive(Debug, InputObject)]
struct PauseJoinsInput {
    guild_id: GuildId,
    duration_seconds: i32,
    reason: Option<String>,
}

#[derive(SimpleObject)]
struct PauseJoinsPayload {
    guild: GuildNode,
}

/// `days` 1 to 30. Members with roles stay, unless all their roles are named.
#[derive(Debug, InputObject)]
struct PruneMembersInput {
    guild_id: GuildId,
    days: i32,
    #[graphql(default)]
    role_ids: Vec<RoleId>,
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct PruneMembersPayload {
    /// How many were removed.
    count: usize,
}

/// What moderators can do.
#[derive(Debug, Default)]
pub struct ModerationMutation;

#[Object]
impl ModerationMutation {
    /// Removes a member, who may come back. Needs `KICK_MEMBERS`, and a role above theirs.
    async fn kick_member(&self, ctx: &Context<'_>, input: KickMemberInput) -> Result<KickMemberPayload> {
        let KickMemberInput { guild_id, user_id, reason } = input;
        super::kick(ctx.app(), ctx.actor()?, guild_id, user_id, reason).await?;
        Ok(KickMemberPayload { user_id })
    }

    /// Bans somebody, member or not: no invite lets them in. Who is banned already is banned anew. Needs
    /// `BAN_MEMBERS`, and a role above theirs.
    async fn ban_member(&self, ctx: &Context<'_>, input: BanMemberInput) -> Result<BanMemberPayload> {
        let BanMemberInput { guild_id, user_id, reason, delete_message_seconds, duration_seconds } = input;
        let new = NewBan { guild_id, user_id, reason, delete_message_seconds, duration_seconds };
        Ok(BanMemberPayload { ban: super::ban(ctx.app(), ctx.actor()?, new).await? })
    }

    /// Lets somebody who was banned come in again. Needs `BAN_MEMBERS`.
    async fn unban_member(&self, ctx: &Context<'_>, input: UnbanMemberInput) -> Result<UnbanMemberPayload> {
        let UnbanMemberInput { guild_id, user_id, reason } = input;
        super::unban(ctx.app(), ctx.actor()?, guild_id, user_id, reason).await?;
        Ok(UnbanMemberPayload { user_id })
    }

    /// Silences a member for a while: they see and read, no more. Needs `MODERATE_MEMBERS`, and a role above
    /// theirs.
    async fn timeout_member(
        &self,
        ctx: &Context<'_>,
        input: TimeoutMemberInput,
    ) -> Result<TimeoutMemberPayload> {
        let TimeoutMemberInput { guild_id, user_id, duration_seconds, reason } = input;
        let member =
            super::timeout(ctx.app(), ctx.actor()?, guild_id, user_id, duration_seconds, reason).await?;
        Ok(TimeoutMemberPayload { member })
    }

    /// Mutes or deafens a member in voice. Needs `MUTE_MEMBERS` or `DEAFEN_MEMBERS`, and a role above theirs.
    async fn set_member_voice(
        &self,
        ctx: &Context<'_>,
        input: SetMemberVoiceInput,
    ) -> Result<SetMemberVoicePayload> {
        let SetMemberVoiceInput { guild_id, user_id, muted, deafened, reason } = input;
        let edit = VoiceEdit { muted, deafened };
        let member = super::set_voice(ctx.app(), ctx.actor()?, guild_id, user_id, edit, reason).await?;
        Ok(SetMemberVoicePayload { member })
    }

    /// Deletes many messages of a channel at once. What is not there (any more) is passed over. Needs
    /// `MANAGE_MESSAGES`.
    async fn delete_messages(
        &self,
        ctx: &Context<'_>,
        input: DeleteMessagesInput,
    ) -> Result<DeleteMessagesPayload> {
        let DeleteMessagesInput { channel_id, ids, reason } = input;
        let ids = super::delete_messages(ctx.app(), ctx.actor()?, channel_id, ids, reason).await?;
        Ok(DeleteMessagesPayload { ids })
    }

    /// Lets nobody join for a while. Needs `KICK_MEMBERS` or `MANAGE_GUILD`.
    async fn pause_joins(&self, ctx: &Context<'_>, input: PauseJoinsInput) -> Result<PauseJoinsPayload> {
        let PauseJoinsInput { guild_id, duration_seconds, reason } = input;
        let access = super::pause_joins(ctx.app(), ctx.actor()?, guild_id, duration_seconds, reason).await?;
        Ok(PauseJoinsPayload { guild: GuildNode::new(access) })
    }

    /// Removes members who were not seen for long, at most 5000 at once; ask again for more. They may come
    /// back. Needs `KICK_MEMBERS` and `MANAGE_GUILD`.
    async fn prune_members(
        &self,
        ctx: &Context<'_>,
        input: PruneMembersInput,
    ) -> Result<PruneMembersPayload> {
        let PruneMembersInput { guild_id, days, role_ids, reason } = input;
        let filter = PruneFilter { guild_id, days, role_ids };
        Ok(PruneMembersPayload { count: super::prune(ctx.app(), ctx.actor()?, filter, reason).await? })
    }
}
