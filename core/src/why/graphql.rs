//! "Why?" in GraphQL.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, InputObject, Object, OneofObject, SimpleObject};

use super::{Edit, Explained, MAX_CHANGES, Preview};
use crate::accounts::User;
use crate::caller::ContextExt;
use crate::channels::graphql::ChannelNode;
use crate::overwrites::graphql::target;
use crate::permissions::{Overwrite, Permission, Rule};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, RoleId, UserId};
use crate::platform::limits::Rate;
use crate::roles::RoleNode;
use crate::roles::graphql::permission_set;

/// How many changes are named unless told.
const CHANGES: i32 = 50;
/// A preview looks at all members: it counts as so many queries.
const COST: usize = 10;

#[derive(Debug, InputObject)]
#[expect(clippy::struct_field_names, reason = "the API names ids so")]
struct ExplainPermissionsInput {
    guild_id: GuildId,
    /// Whose; others' need `MANAGE_ROLES`.
    user_id: UserId,
    /// In this channel or thread, which the caller must see; left out: in the server as a whole.
    channel_id: Option<ChannelId>,
}

/// Whether a member has a permission, and why.
#[derive(Debug, SimpleObject)]
struct PermissionAnswer {
    permission: Permission,
    allowed: bool,
    /// What had the last word.
    rule: Rule,
    /// The role of the rule, where it is one of a role: of several the highest.
    role: Option<RoleNode>,
    /// The rule for people to read, in English.
    sentence: String,
}

impl From<Explained> for PermissionAnswer {
    fn from(explained: Explained) -> Self {
        Self {
            permission: explained.answer.permission,
            allowed: explained.answer.allowed,
            rule: explained.answer.rule,
            role: explained.role.map(RoleNode::from),
            sentence: explained.sentence,
        }
    }
}

#[derive(Debug, InputObject)]
struct RoleChangeInput {
    id: RoleId,
    permissions: Vec<Permission>,
}

#[derive(Debug, InputObject)]
struct OverwriteChangeInput {
    channel_id: ChannelId,
    /// Of this role, or
    role_id: Option<RoleId>,
    /// of this member.
    user_id: Option<UserId>,
    allow: Vec<Permission>,
    deny: Vec<Permission>,
}

#[derive(Debug, InputObject)]
struct MemberRolesChangeInput {
    user_id: UserId,
    #[graphql(default)]
    add: Vec<RoleId>,
    #[graphql(default)]
    remove: Vec<RoleId>,
}

/// A change that is not made yet: one of these.
#[derive(Debug, OneofObject)]
enum PermissionChangeInput {
    /// What `updateRole` would do to the permissions.
    EditRole(RoleChangeInput),
    /// What `deleteRole` would do.
    DeleteRole(RoleId),
    /// What `setOverwrite` would do.
    SetOverwrite(OverwriteChangeInput),
    /// What `setMemberRoles` would do.
    SetMemberRoles(MemberRolesChangeInput),
}

impl PermissionChangeInput {
    fn edit(self) -> Result<Edit> {
        Ok(match self {
            Self::EditRole(RoleChangeInput { id, permissions }) => {
                Edit::Role { id, permissions: permission_set(&permissions) }
            }
            Self::DeleteRole(id) => Edit::DeleteRole(id),
            Self::SetOverwrite(input) => Edit::Overwrite {
                channel: input.channel_id,
                overwrite: Overwrite {
                    target: target(input.role_id, input.user_id)?,
                    allow: permission_set(&input.allow),
                    deny: permission_set(&input.deny),
                },
            },
            Self::SetMemberRoles(MemberRolesChangeInput { user_id, add, remove }) => {
                Edit::MemberRoles { user: user_id, add, remove }
            }
        })
    }
}

#[derive(Debug, InputObject)]
struct PreviewPermissionsInput {
    guild_id: GuildId,
    change: PermissionChangeInput,
    /// How many changes to name, at most 200.
    #[graphql(default_with = "Some(CHANGES)")]
    first: Option<i32>,
}

/// What a change would mean, before it is made. What holds members back for a time is left out of account.
#[derive(Debug, SimpleObject)]
struct PermissionPreview {
    /// How many members would gain or lose something; exact in servers of up to 10,000 members.
    affected_members: usize,
    /// What they would gain and lose.
    changes: Vec<PermissionChange>,
    /// Whether there is more than is named or counted here.
    truncated: bool,
}

/// What one member would gain and lose.
#[derive(Debug, SimpleObject)]
struct PermissionChange {
    user: Arc<User>,
    /// Where; null: in the server as a whole, and in its channels but where another change says otherwise.
    channel: Option<ChannelNode>,
    gained: Vec<Permission>,
    lost: Vec<Permission>,
}

/// What can be asked about permissions.
#[derive(Debug, Default)]
pub struct WhyQuery;

#[Object]
impl WhyQuery {
    /// Explains each permission of a member: whether it is there, and which rule decided. One's own anybody
    /// may ask about; others' need `MANAGE_ROLES`.
    async fn explain_permissions(
        &self,
        ctx: &Context<'_>,
        input: ExplainPermissionsInput,
    ) -> Result<Vec<PermissionAnswer>> {
        let ExplainPermissionsInput { guild_id, user_id, channel_id } = input;
        let explained = super::explain(ctx.app(), ctx.actor()?, guild_id, user_id, channel_id).await?;
        Ok(explained.into_iter().map(PermissionAnswer::from).collect())
    }

    /// What a change of roles or overwrites would mean to whom, before it is made. Needs what the change
    /// itself needs.
    async fn preview_permissions(
        &self,
        ctx: &Context<'_>,
        input: PreviewPermissionsInput,
    ) -> Result<PermissionPreview> {
        let first = input.first.unwrap_or(CHANGES);
        let count = usize::try_from(first).ok().filter(|count| *count <= MAX_CHANGES);
        let count = count.ok_or_else(|| {
            Error::invalid("first", format!("`first` must be between 0 and {MAX_CHANGES}."))
        })?;
        for _ in 1..COST {
            ctx.caller()?.count(ctx.app(), Rate::Query)?;
        }
        let edit = input.change.edit()?;
        let preview = super::preview(ctx.app(), ctx.actor()?, input.guild_id, edit, count).await?;
        shown(ctx, preview).await
    }
}

async fn shown(ctx: &Context<'_>, preview: Preview) -> Result<PermissionPreview> {
    let Preview { affected, changes, truncated, access } = preview;
    let people: HashMap<UserId, Arc<User>> =
        ctx.app().users.get_many(changes.iter().map(|change| change.user_id)).await?;
    let changes = changes.into_iter().filter_map(|change| {
        let seen = change.channel_id.map(|id| access.as_ref()?.channel(id).ok());
        Some(PermissionChange {
            user: Arc::clone(people.get(&change.user_id)?),
            channel: seen.flatten().map(ChannelNode::from),
            gained: change.gained.list(),
            lost: change.lost.list(),
        })
    });
    Ok(PermissionPreview { affected_members: affected, changes: changes.collect(), truncated })
}
