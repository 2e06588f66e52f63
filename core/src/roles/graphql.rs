//! Roles in GraphQL.

use async_graphql::dataloader::DataLoader;
use async_graphql::{Context, InputObject, MaybeUndefined, Object, SimpleObject};

use super::{MemberCounts, NewRole, RoleEdit, RoleGift};
use crate::caller::ContextExt;
use crate::guilds::Role;
use crate::members::Member;
use crate::permissions::{Permission, Permissions};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, RoleId, UserId};

/// A role as the API shows it.
#[derive(Clone, Debug)]
pub struct RoleNode {
    role: Role,
    /// How many have it, where that was asked already.
    member_count: Option<i64>,
}

impl RoleNode {
    /// With the number of its members, as an event tells it.
    #[must_use]
    pub fn counted(role: Role, member_count: i64) -> Self {
        Self { role, member_count: Some(member_count) }
    }
}

impl From<Role> for RoleNode {
    fn from(role: Role) -> Self {
        Self { role, member_count: None }
    }
}

/// A set of permissions with a name, that members have.
#[Object(name = "Role")]
impl RoleNode {
    async fn id(&self) -> RoleId {
        self.role.id
    }

    async fn name(&self) -> &str {
        &self.role.name
    }

    /// Higher stands above; `@everyone` is 0.
    async fn position(&self) -> i32 {
        self.role.position
    }

    async fn permissions(&self) -> Vec<Permission> {
        self.role.permissions.list()
    }

    /// 0xRRGGBB; 0: none.
    async fn color(&self) -> i32 {
        self.role.color
    }

    /// An emoji.
    async fn icon(&self) -> Option<&str> {
        self.role.icon.as_deref()
    }

    /// Whether its members stand under a heading of their own in the member list.
    async fn hoist(&self) -> bool {
        self.role.hoist
    }

    /// Whether everybody may mention it.
    async fn mentionable(&self) -> bool {
        self.role.mentionable
    }

    /// How many have it; of `@everyone`, all members.
    async fn member_count(&self, ctx: &Context<'_>) -> Result<i64> {
        if let Some(count) = self.member_count {
            return Ok(count);
        }
        if self.role.position == 0 {
            // `@everyone` has the number of its guild.
            return ctx.app().guilds.member_count(GuildId(self.role.id.0)).await;
        }
        let loader = ctx.data_unchecked::<DataLoader<MemberCounts>>();
        Ok(loader.load_one(self.role.id).await.map_err(Error::internal)?.unwrap_or(0))
    }
}

/// The set of these permissions.
pub(crate) fn permission_set(permissions: &[Permission]) -> Permissions {
    permissions.iter().fold(Permissions::empty(), |set, permission| set | (*permission).into())
}

/// What is left out is none, or `false`.
#[derive(Debug, InputObject)]
struct CreateRoleInput {
    guild_id: GuildId,
    /// 1 to 100 characters.
    name: String,
    /// 0xRRGGBB; 0: none.
    color: Option<i32>,
    /// One emoji.
    icon: Option<String>,
    hoist: Option<bool>,
    mentionable: Option<bool>,
    permissions: Option<Vec<Permission>>,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct CreateRolePayload {
    role: RoleNode,
}

/// A field left out stays as it is; `icon: null` and `""` clear the icon.
#[derive(Debug, InputObject)]
struct UpdateRoleInput {
    id: RoleId,
    name: Option<String>,
    color: Option<i32>,
    icon: MaybeUndefined<String>,
    hoist: Option<bool>,
    mentionable: Option<bool>,
    permissions: Option<Vec<Permission>>,
    /// That the caller knows that they take `MANAGE_ROLES` from themself.
    #[graphql(default)]
    confirm: bool,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct UpdateRolePayload {
    role: RoleNode,
}

#[derive(Debug, InputObject)]
struct DeleteRoleInput {
    id: RoleId,
    /// That the caller knows that they take `MANAGE_ROLES` from themself.
    #[graphql(default)]
    confirm: bool,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct DeleteRolePayload {
    id: RoleId,
}

#[derive(Debug, InputObject)]
struct MoveRolesInput {
    guild_id: GuildId,
    /// All roles but `@everyone`, the highest first.
    order: Vec<RoleId>,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct MoveRolesPayload {
    /// All roles, the highest first.
    roles: Vec<RoleNode>,
}

#[derive(Debug, InputObject)]
struct SetMemberRolesInput {
    guild_id: GuildId,
    user_id: UserId,
    /// The roles to give.
    #[graphql(default)]
    add: Vec<RoleId>,
    /// The roles to take.
    #[graphql(default)]
    remove: Vec<RoleId>,
    /// That the caller knows that they take `MANAGE_ROLES` from themself.
    #[graphql(default)]
    confirm: bool,
    /// Why, for the audit log; at most 512 characters.
    reason: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct SetMemberRolesPayload {
    member: Member,
}

/// What can be done with roles.
#[derive(Debug, Default)]
pub struct RolesMutation;

#[Object]
impl RolesMutation {
    /// Makes a role, the lowest but for `@everyone`. Needs `MANAGE_ROLES`, a role of one's own for it to
    /// stand below, and all that it allows.
    async fn create_role(&self, ctx: &Context<'_>, input: CreateRoleInput) -> Result<CreateRolePayload> {
        let new = NewRole {
            guild_id: input.guild_id,
            name: input.name,
            color: input.color.unwrap_or(0),
            icon: input.icon,
            hoist: input.hoist.unwrap_or(false),
            mentionable: input.mentionable.unwrap_or(false),
            permissions: permission_set(&input.permissions.unwrap_or_default()),
            reason: input.reason,
        };
        let role = super::create(ctx.app(), ctx.actor()?, new).await?;
        Ok(CreateRolePayload { role: RoleNode::counted(role, 0) })
    }

    /// Changes a role below one's own. Needs `MANAGE_ROLES`, and each permission that is given or taken.
    /// Of `@everyone` only the permissions change.
    async fn update_role(&self, ctx: &Context<'_>, input: UpdateRoleInput) -> Result<UpdateRolePayload> {
        let icon = match input.icon {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => Some(String::new()),
            MaybeUndefined::Value(icon) => Some(icon),
        };
        let edit = RoleEdit {
            name: input.name,
            color: input.color,
            icon,
            hoist: input.hoist,
            mentionable: input.mentionable,
            permissions: input.permissions.as_deref().map(permission_set),
            confirm: input.confirm,
            reason: input.reason,
        };
        let role = super::update(ctx.app(), ctx.actor()?, input.id, edit).await?;
        Ok(UpdateRolePayload { role: role.into() })
    }

    /// Deletes a role below one's own: all who have it lose it. Needs `MANAGE_ROLES`.
    async fn delete_role(&self, ctx: &Context<'_>, input: DeleteRoleInput) -> Result<DeleteRolePayload> {
        let DeleteRoleInput { id, confirm, reason } = input;
        super::delete(ctx.app(), ctx.actor()?, id, confirm, reason).await?;
        Ok(DeleteRolePayload { id })
    }

    /// Puts the roles in an order. Needs `MANAGE_ROLES`; only roles below one's own change their places.
    async fn move_roles(&self, ctx: &Context<'_>, input: MoveRolesInput) -> Result<MoveRolesPayload> {
        let MoveRolesInput { guild_id, order, reason } = input;
        let roles = super::rearrange(ctx.app(), ctx.actor()?, guild_id, &order, reason).await?;
        Ok(MoveRolesPayload { roles: roles.into_iter().map(RoleNode::from).collect() })
    }

    /// Gives a member roles and takes others. Needs `MANAGE_ROLES`; members and roles must be below
    /// oneself, but one may change one's own lower roles; a role that is given allows no more than the
    /// caller may.
    async fn set_member_roles(
        &self,
        ctx: &Context<'_>,
        input: SetMemberRolesInput,
    ) -> Result<SetMemberRolesPayload> {
        let SetMemberRolesInput { guild_id, user_id, add, remove, confirm, reason } = input;
        let gift = RoleGift { add, remove, confirm, reason };
        let member = super::give(ctx.app(), ctx.actor()?, guild_id, user_id, gift).await?;
        Ok(SetMemberRolesPayload { member })
    }
}
