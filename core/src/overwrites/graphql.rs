//! Overwrites in GraphQL.

use std::sync::Arc;

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::{OverwriteEdit, Privacy};
use crate::accounts::User;
use crate::caller::ContextExt;
use crate::channels::Channel;
use crate::channels::graphql::ChannelNode;
use crate::guilds::Snapshot;
use crate::permissions::{Overwrite, OverwriteTarget, Permission, Permissions};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, RoleId, UserId};
use crate::roles::RoleNode;
use crate::roles::graphql::permission_set;

/// What a channel denies and allows a role or a member, beside the roles. Of `role` and `user` one is
/// there.
#[derive(Debug, SimpleObject)]
#[graphql(name = "Overwrite")]
pub struct OverwriteNode {
    role: Option<RoleNode>,
    user: Option<Arc<User>>,
    allow: Vec<Permission>,
    deny: Vec<Permission>,
}

async fn snapshot_of(ctx: &Context<'_>, channel: &Channel) -> Result<Arc<Snapshot>> {
    let snapshot = ctx.app().guilds.snapshot(channel.guild_id).await?;
    snapshot.ok_or_else(|| Error::not_found("channel"))
}

/// A channel's `overwrites`: those of roles, the highest first, then those of members.
pub async fn overwrites(ctx: &Context<'_>, channel: &Channel) -> Result<Vec<OverwriteNode>> {
    let snapshot = snapshot_of(ctx, channel).await?;
    let overwrites = super::of(&snapshot, channel.id);
    let named = overwrites.iter().filter_map(|overwrite| match overwrite.target {
        OverwriteTarget::Member(user) => Some(user),
        OverwriteTarget::Role(_) => None,
    });
    let people = ctx.app().users.get_many(named).await?;
    let mut of_roles = Vec::new();
    let mut of_members = Vec::new();
    for overwrite in overwrites {
        let node = |role, user| OverwriteNode {
            role,
            user,
            allow: overwrite.allow.list(),
            deny: overwrite.deny.list(),
        };
        match overwrite.target {
            OverwriteTarget::Role(role) => of_roles.extend(
                snapshot.roles.get(&role).map(|role| (role.position, node(Some(role.clone().into()), None))),
            ),
            OverwriteTarget::Member(user) => {
                of_members.extend(people.get(&user).map(|user| node(None, Some(Arc::clone(user)))));
            }
        }
    }
    of_roles.sort_by_key(|(position, _)| std::cmp::Reverse(*position));
    Ok(of_roles.into_iter().map(|(_, node)| node).chain(of_members).collect())
}

/// A channel's `private`.
pub async fn private(ctx: &Context<'_>, channel: &Channel) -> Result<bool> {
    Ok(super::is_private(&*snapshot_of(ctx, channel).await?, channel))
}

/// A channel's `syncedWithParent`.
pub async fn synced_with_parent(ctx: &Context<'_>, channel: &Channel) -> Result<Option<bool>> {
    Ok(super::synced_with_parent(&*snapshot_of(ctx, channel).await?, channel))
}

/// The one target that is named.
pub(crate) fn target(role: Option<RoleId>, user: Option<UserId>) -> Result<OverwriteTarget> {
    match (role, user) {
        (Some(role), None) => Ok(OverwriteTarget::Role(role)),
        (None, Some(user)) => Ok(OverwriteTarget::Member(user)),
        _ => Err(Error::invalid("roleId", "Name either a role or a member.")),
    }
}

#[derive(Debug, InputObject)]
struct SetOverwriteInput {
    channel_id: ChannelId,
    /// Of this role, or
    role_id: Option<RoleId>,
    /// of this member.
    user_id: Option<UserId>,
    allow: Vec<Permission>,
    deny: Vec<Permission>,
    /// That the caller knows that they take `MANAGE_ROLES` from themself here.
    #[graphql(default)]
    confirm: bool,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct SetOverwritePayload {
    channel: ChannelNode,
}

#[derive(Debug, InputObject)]
struct DeleteOverwriteInput {
    channel_id: ChannelId,
    /// Of this role, or
    role_id: Option<RoleId>,
    /// of this member.
    user_id: Option<UserId>,
    /// That the caller knows that they take `MANAGE_ROLES` from themself here.
    #[graphql(default)]
    confirm: bool,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct DeleteOverwritePayload {
    channel: ChannelNode,
}

#[derive(Debug, InputObject)]
struct SyncChannelInput {
    channel_id: ChannelId,
    /// That the caller knows that they take `MANAGE_ROLES` from themself here.
    #[graphql(default)]
    confirm: bool,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct SyncChannelPayload {
    channel: ChannelNode,
}

#[derive(Debug, InputObject)]
struct SetChannelPrivateInput {
    channel_id: ChannelId,
    private: bool,
    /// The roles that see it, where it is private.
    #[graphql(default)]
    role_ids: Vec<RoleId>,
    /// The members who see it, where it is private.
    #[graphql(default)]
    user_ids: Vec<UserId>,
    /// That the caller knows that they take the channel from themself.
    #[graphql(default)]
    confirm: bool,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct SetChannelPrivatePayload {
    channel: ChannelNode,
}

/// What can be done with overwrites.
#[derive(Debug, Default)]
pub struct OverwritesMutation;

#[Object]
impl OverwritesMutation {
    /// Says what a role or a member may do in a channel, beside the roles; `[]` for both says nothing any
    /// more. Channels that are synced with a category follow it. Needs `MANAGE_ROLES` there; only roles and
    /// members below oneself, and only permissions that one has there.
    async fn set_overwrite(
        &self,
        ctx: &Context<'_>,
        input: SetOverwriteInput,
    ) -> Result<SetOverwritePayload> {
        let edit = OverwriteEdit {
            channel_id: input.channel_id,
            overwrite: Overwrite {
                target: target(input.role_id, input.user_id)?,
                allow: permission_set(&input.allow),
                deny: permission_set(&input.deny),
            },
            confirm: input.confirm,
            reason: input.reason,
        };
        let channel = super::set(ctx.app(), ctx.actor()?, edit).await?.into();
        Ok(SetOverwritePayload { channel })
    }

    /// Has a channel say nothing of a role or a member any more. Needs what `setOverwrite` needs.
    async fn delete_overwrite(
        &self,
        ctx: &Context<'_>,
        input: DeleteOverwriteInput,
    ) -> Result<DeleteOverwritePayload> {
        let (allow, deny) = (Permissions::empty(), Permissions::empty());
        let edit = OverwriteEdit {
            channel_id: input.channel_id,
            overwrite: Overwrite { target: target(input.role_id, input.user_id)?, allow, deny },
            confirm: input.confirm,
            reason: input.reason,
        };
        let channel = super::set(ctx.app(), ctx.actor()?, edit).await?.into();
        Ok(DeleteOverwritePayload { channel })
    }

    /// Gives a channel the overwrites of its category. Needs what `setOverwrite` needs for each difference.
    async fn sync_channel(&self, ctx: &Context<'_>, input: SyncChannelInput) -> Result<SyncChannelPayload> {
        let SyncChannelInput { channel_id, confirm, reason } = input;
        let access = super::sync(ctx.app(), ctx.actor()?, channel_id, confirm, reason).await?;
        Ok(SyncChannelPayload { channel: access.into() })
    }

    /// Makes a channel private: `@everyone` is denied `VIEW_CHANNEL` (in voice `CONNECT`, too), and those
    /// named are allowed it; or opens it to all. Needs what `setOverwrite` needs.
    async fn set_channel_private(
        &self,
        ctx: &Context<'_>,
        input: SetChannelPrivateInput,
    ) -> Result<SetChannelPrivatePayload> {
        let SetChannelPrivateInput { channel_id, private, role_ids, user_ids, confirm, reason } = input;
        let privacy = Privacy { private, roles: role_ids, users: user_ids };
        let access =
            super::set_private(ctx.app(), ctx.actor()?, channel_id, privacy, confirm, reason).await?;
        Ok(SetChannelPrivatePayload { channel: access.into() })
    }
}
