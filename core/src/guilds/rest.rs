//! Guilds in REST.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi, Tags};

use super::{GuildAccess, GuildEdit, MAX_NAME, Member, MemberCursor, Role};
use crate::accounts::Bearer;
use crate::accounts::rest::UserBody;
use crate::app::App;
use crate::channels::rest::ChannelBody;
use crate::permissions::Permission;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, RoleId, UserId};
use crate::platform::openapi::{Created, Name, NoContent, Nullable, Text};
use crate::platform::page;
use crate::platform::problem::Failure;

/// How many members a page holds unless told.
const PAGE: i32 = 50;

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

/// A member of a server.
#[derive(Debug, Object)]
#[oai(rename = "Member", rename_all = "camelCase")]
struct MemberBody {
    /// Who.
    user: UserBody,
    /// Since when.
    joined_at: DateTime<Utc>,
    /// The roles given to them; `@everyone`, which all have, is not named.
    role_ids: Vec<RoleId>,
    /// What they are called here.
    #[oai(skip_serializing_if_is_none = true)]
    nickname: Option<String>,
}

impl From<&Member> for MemberBody {
    fn from(member: &Member) -> Self {
        let Member { user, membership } = member;
        Self {
            user: UserBody::from(&**user),
            joined_at: membership.joined_at.to_utc(),
            role_ids: membership.roles.to_vec(),
            nickname: membership.nickname.clone(),
        }
    }
}

/// A page of members, by when they joined.
#[derive(Debug, Object)]
#[oai(rename = "MemberPage", rename_all = "camelCase", skip_serializing_if_is_none = true)]
struct MemberPage {
    /// The members.
    members: Vec<MemberBody>,
    /// Where the next page begins: give it as `after`. Left out: this was the last.
    next: Option<String>,
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
        let edit = GuildEdit { name: body.0.name.0.map(|name| name.text) };
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

    /// The members of a server
    ///
    /// By when they joined, in pages.
    #[oai(path = "/guilds/:id/members", method = "get", operation_id = "members", tag = "Tag::Guilds")]
    async fn members(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        /// How many, 50 unless told.
        #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<Option<i32>>,
        /// The `next` of the page before.
        #[oai(validator(pattern = r"^[0-9]{1,15}-[1-9][0-9]{0,18}$"))]
        after: Query<Option<String>>,
    ) -> Result<Json<MemberPage>, Failure> {
        let size = page::size("limit", limit.0, PAGE)?;
        let access = super::find(&app, &bearer.0, id.0).await?;
        let after = after.0.as_deref().map(cursor);
        let members = super::members(&app, &access, after, size + 1).await?;
        let next = (members.len() > size).then(|| members.get(size - 1)).flatten();
        Ok(Json(MemberPage {
            members: members.iter().take(size).map(MemberBody::from).collect(),
            next: next.map(|member| format!("{}-{}", member.membership.joined_at.0, member.user.id)),
        }))
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

/// Reads a place in the member list, in the form that the parameter's pattern lets through.
fn cursor(text: &str) -> MemberCursor {
    let number = |text: &str| text.parse().unwrap_or(i64::MAX);
    let (joined_at, user) = text.split_once('-').unwrap_or((text, "0"));
    MemberCursor(Timestamp(number(joined_at)), UserId(number(user)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_member_list_is_read_as_it_was_written() {
        assert_eq!(cursor("1763862000000-7"), MemberCursor(Timestamp(1_763_862_000_000), UserId(7)));
        assert_eq!(cursor("1-9999999999999999999"), MemberCursor(Timestamp(1), UserId(i64::MAX)));
    }
}
