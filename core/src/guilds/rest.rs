//! Guilds in REST.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi, Tags};

use super::{GuildAccess, GuildEdit, MAX_DESCRIPTION, MAX_NAME, Role, Verification};
use crate::accounts::Bearer;
use crate::app::App;
use crate::channels::rest::ChannelBody;
use crate::permissions::Permission;
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, RoleId, UserId};
use crate::platform::openapi::{Clearable, Created, Description, Name, NoContent, Nullable, Text};
use crate::platform::problem::Failure;

#[derive(Tags)]
enum Tag {
    /// Servers: communities with their channels and members.
    Guilds,
}

/// A server: a community with its channels and members.
#[derive(Debug, Object)]
#[oai(rename = "Guild", rename_all = "camelCase")]
pub struct GuildBody {
    /// Which.
    pub id: GuildId,
    /// What it is called.
    pub name: String,
    /// May do everything.
    pub owner_id: UserId,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// What it is about.
    #[oai(skip_serializing_if_is_none = true)]
    pub description: Option<String>,
    /// What an account must be before it may speak.
    pub verification: Verification,
    /// The rules, in their order.
    pub rules: Vec<String>,
    /// Whether newcomers must accept the rules before they may speak.
    pub rules_required: bool,
    /// Whether the server tells who joined.
    pub tells_joins: bool,
    /// Whether the server tells who left.
    pub tells_leaves: bool,
    /// How many are in it.
    pub member_count: i64,
    /// Those the caller may see, in the order to show them.
    pub channels: Vec<ChannelBody>,
    /// The highest first; the last is `@everyone`, which all have.
    pub roles: Vec<RoleBody>,
    /// What the caller may do in the server as a whole.
    pub viewer_permissions: Vec<Permission>,
}

impl GuildBody {
    /// A guild as its member sees it.
    pub async fn of(app: &App, access: &GuildAccess) -> Result<Self> {
        let guild = &access.snapshot.guild;
        Ok(Self {
            id: guild.id,
            name: guild.name.clone(),
            owner_id: guild.owner_id,
            created_at: guild.id.created_at().to_utc(),
            description: guild.description.clone(),
            verification: guild.verification,
            rules: guild.rules.clone(),
            rules_required: guild.rules_required,
            tells_joins: guild.tells_joins,
            tells_leaves: guild.tells_leaves,
            member_count: app.guilds.member_count(guild.id).await?,
            channels: access.channels().into_iter().map(ChannelBody::from).collect(),
            roles: access.roles().into_iter().map(RoleBody::from).collect(),
            viewer_permissions: access.permissions.list(),
        })
    }
}

/// A set of permissions with a name, that members have.
#[derive(Debug, Object)]
#[oai(rename = "Role", rename_all = "camelCase")]
pub struct RoleBody {
    /// Which; the server's own id for `@everyone`.
    pub id: RoleId,
    /// What it is called.
    pub name: String,
    /// Higher stands above; `@everyone` is 0.
    pub position: i32,
    /// What it allows.
    pub permissions: Vec<Permission>,
    /// 0xRRGGBB; 0: none.
    pub color: i32,
    /// An emoji.
    #[oai(skip_serializing_if_is_none = true)]
    pub icon: Option<String>,
    /// Whether its members stand under a heading of their own in the member list.
    pub hoist: bool,
    /// Whether everybody may mention it.
    pub mentionable: bool,
}

impl From<Role> for RoleBody {
    fn from(role: Role) -> Self {
        Self {
            id: role.id,
            name: role.name,
            position: role.position,
            permissions: role.permissions.list(),
            color: role.color,
            icon: role.icon,
            hoist: role.hoist,
            mentionable: role.mentionable,
        }
    }
}

/// A server to make.
#[derive(Debug, Object)]
#[oai(rename = "NewGuild", rename_all = "camelCase")]
struct NewGuildBody {
    /// 1 to 100 characters.
    name: Text<Name<MAX_NAME>>,
}

/// What to change of a server; what is left out stays.
#[derive(Debug, Object)]
#[oai(rename = "GuildEdit", rename_all = "camelCase")]
struct GuildEditBody {
    /// 1 to 100 characters.
    name: Nullable<Text<Name<MAX_NAME>>>,
    /// What it is about, at most 1024 characters; null and "" take it away.
    description: Clearable<Description<MAX_DESCRIPTION>>,
    /// Whether it tells who joined.
    tells_joins: Nullable<bool>,
    /// Whether it tells who left.
    tells_leaves: Nullable<bool>,
    /// What an account must be before it may speak.
    verification: Nullable<Verification>,
}

/// The calls.
#[derive(Debug)]
pub struct GuildsApi;

#[OpenApi]
impl GuildsApi {
    /// The servers one is in
    ///
    /// By when one joined. At most 200.
    #[oai(path = "/guilds", method = "get", operation_id = "myGuilds", tag = "Tag::Guilds")]
    async fn my_guilds(&self, app: Data<&Arc<App>>, bearer: Bearer) -> Result<Json<Vec<GuildBody>>, Failure> {
        let mut guilds = Vec::new();
        for access in super::mine(&app, &bearer.0).await? {
            guilds.push(GuildBody::of(&app, &access).await?);
        }
        Ok(Json(guilds))
    }

    /// Make a server
    ///
    /// The caller owns it. It has one text channel, "general". 409 for whoever is in 200 servers.
    #[oai(path = "/guilds", method = "post", operation_id = "createGuild", tag = "Tag::Guilds")]
    async fn create_guild(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        body: Json<NewGuildBody>,
    ) -> Result<Created<GuildBody>, Failure> {
        let access = super::create(&app, &bearer.0, &body.name.text).await?;
        Ok(Created::Created(Json(GuildBody::of(&app, &access).await?)))
    }

    /// One server
    #[oai(path = "/guilds/:id", method = "get", operation_id = "guild", tag = "Tag::Guilds")]
    async fn guild(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
    ) -> Result<Json<GuildBody>, Failure> {
        let access = super::find(&app, &bearer.0, id.0).await?;
        Ok(Json(GuildBody::of(&app, &access).await?))
    }

    /// Change a server
    ///
    /// Needs `MANAGE_GUILD`.
    #[oai(path = "/guilds/:id", method = "patch", operation_id = "updateGuild", tag = "Tag::Guilds")]
    async fn update_guild(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        body: Json<GuildEditBody>,
    ) -> Result<Json<GuildBody>, Failure> {
        let GuildEditBody { name, description, tells_joins, tells_leaves, verification } = body.0;
        let edit = GuildEdit {
            name: name.0.map(|name| name.text),
            description: description.edit,
            tells_joins: tells_joins.0,
            tells_leaves: tells_leaves.0,
            verification: verification.0,
            ..GuildEdit::default()
        };
        let access = super::update(&app, &bearer.0, id.0, edit).await?;
        Ok(Json(GuildBody::of(&app, &access).await?))
    }

    /// Delete a server
    ///
    /// With all that is in it. Only its owner can.
    #[oai(path = "/guilds/:id", method = "delete", operation_id = "deleteGuild", tag = "Tag::Guilds")]
    async fn delete_guild(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
    ) -> Result<NoContent, Failure> {
        super::delete(&app, &bearer.0, id.0).await?;
        Ok(NoContent::Done)
    }

    /// Leave a server
    ///
    /// 409 for its owner, who can delete it instead.
    #[oai(
        path = "/guilds/:id/members/@me",
        method = "delete",
        operation_id = "leaveGuild",
        tag = "Tag::Guilds"
    )]
    async fn leave_guild(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
    ) -> Result<NoContent, Failure> {
        super::leave(&app, &bearer.0, id.0).await?;
        Ok(NoContent::Done)
    }
}
