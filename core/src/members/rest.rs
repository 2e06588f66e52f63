//! Members in REST.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi, Tags};

use super::{Listed, MAX_BIO, MAX_NICKNAME, MAX_PRONOUNS, Member, MemberCursor, MemberEdit, MemberList};
use crate::accounts::Bearer;
use crate::accounts::rest::UserBody;
use crate::app::App;
use crate::guilds;
use crate::permissions::Restraint;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, RoleId, UserId};
use crate::platform::openapi::{Clearable, Description, Line};
use crate::platform::page;
use crate::platform::problem::Failure;

/// How many members a page holds unless told.
const PAGE: i32 = 50;

#[derive(Tags)]
enum Tag {
    /// The people in a server.
    Members,
}

/// A member of a server.
#[derive(Debug, Object)]
#[oai(rename = "Member", rename_all = "camelCase", skip_serializing_if_is_none = true)]
pub struct MemberBody {
    /// Who.
    user: UserBody,
    /// Since when.
    joined_at: DateTime<Utc>,
    /// The roles given to them; `@everyone`, which all have, is not named.
    role_ids: Vec<RoleId>,
    /// What they are called here.
    nickname: Option<String>,
    /// How they are spoken of here.
    pronouns: Option<String>,
    /// What they say of themselves here.
    bio: Option<String>,
    /// Silent until then; it may have passed.
    timeout_until: Option<DateTime<Utc>>,
    /// Whether they have yet to accept the rules.
    rules_pending: bool,
    /// What holds them back now; left out: nothing.
    restraint: Option<Restraint>,
}

impl From<&Member> for MemberBody {
    fn from(member: &Member) -> Self {
        let Member { user, membership, restraint, .. } = member;
        Self {
            user: UserBody::from(&**user),
            joined_at: membership.joined_at.to_utc(),
            role_ids: membership.roles.to_vec(),
            nickname: membership.nickname.clone(),
            pronouns: membership.pronouns.clone(),
            bio: membership.bio.clone(),
            timeout_until: membership.timeout_until.map(Timestamp::to_utc),
            rules_pending: membership.rules_pending,
            restraint: *restraint,
        }
    }
}

/// A page of members, by when they joined.
#[derive(Debug, Object)]
#[oai(rename = "MemberPage", rename_all = "camelCase", skip_serializing_if_is_none = true)]
pub struct MemberPage {
    /// The members.
    pub members: Vec<MemberBody>,
    /// Where the next page begins: give it as `after`. Left out: this was the last.
    pub next: Option<String>,
}

/// A window of the member list as it is shown.
#[derive(Debug, Object)]
#[oai(rename = "MemberList", rename_all = "camelCase")]
struct MemberListBody {
    /// How many members there are.
    total: usize,
    /// How many of them are online: have a live stream open.
    online: usize,
    /// The headings of the whole list, from its top.
    groups: Vec<MemberGroupBody>,
    /// Where the window begins.
    offset: usize,
    /// The members in the window.
    entries: Vec<MemberListEntryBody>,
}

/// A heading of the member list.
#[derive(Debug, Object)]
#[oai(rename = "MemberGroup", rename_all = "camelCase", skip_serializing_if_is_none = true)]
struct MemberGroupBody {
    /// The hoisted role; left out for those without one, and for those who are offline.
    role_id: Option<RoleId>,
    /// Whether those under it are online.
    online: bool,
    /// How many stand under it.
    count: usize,
}

/// A member in the list.
#[derive(Debug, Object)]
#[oai(rename = "MemberListEntry", rename_all = "camelCase")]
struct MemberListEntryBody {
    /// Who.
    member: MemberBody,
    /// Under which of `groups`, from 0.
    group_index: usize,
    /// Whether they are online.
    online: bool,
}

impl From<MemberList> for MemberListBody {
    fn from(list: MemberList) -> Self {
        let group = |group: &super::Group| MemberGroupBody {
            role_id: group.role,
            online: group.online,
            count: group.count,
        };
        let entry = |Listed { member, group, online }: &Listed| MemberListEntryBody {
            member: MemberBody::from(member),
            group_index: *group,
            online: *online,
        };
        Self {
            total: list.total,
            online: list.online,
            groups: list.groups.iter().map(group).collect(),
            offset: list.offset,
            entries: list.entries.iter().map(entry).collect(),
        }
    }
}

/// What to change of a member; what is left out stays, and null or "" takes it away.
#[derive(Debug, Object)]
#[oai(rename = "MemberEdit", rename_all = "camelCase")]
struct MemberEditBody {
    /// What they are called here, at most 32 characters.
    nickname: Clearable<Line<MAX_NICKNAME>>,
    /// How they are spoken of, at most 40 characters. One's own only.
    pronouns: Clearable<Line<MAX_PRONOUNS>>,
    /// What they say of themselves, at most 500 characters. One's own only.
    bio: Clearable<Description<MAX_BIO>>,
}

/// The calls.
#[derive(Debug)]
pub struct MembersApi;

#[OpenApi]
impl MembersApi {
    /// The members of a server
    ///
    /// By when they joined, in pages.
    #[oai(path = "/guilds/:id/members", method = "get", operation_id = "members", tag = "Tag::Members")]
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
        let access = guilds::find(&app, &bearer.0, id.0).await?;
        let after = after.0.as_deref().map(cursor);
        let members = super::list(&app, &access, after, size + 1).await?;
        let next = (members.len() > size).then(|| members.get(size - 1)).flatten();
        Ok(Json(MemberPage {
            members: members.iter().take(size).map(MemberBody::from).collect(),
            next: next.map(|member| format!("{}-{}", member.membership.joined_at.0, member.user.id)),
        }))
    }

    /// The member list as it is shown
    ///
    /// A window of it: those online under their hoisted roles, the highest first; the others who are online;
    /// those offline; each by name.
    #[oai(
        path = "/guilds/:id/member-list",
        method = "get",
        operation_id = "memberList",
        tag = "Tag::Members"
    )]
    async fn member_list(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        /// Where the window begins, 0 unless told.
        #[oai(validator(minimum(value = "0"), maximum(value = "2147483647")))]
        offset: Query<Option<i32>>,
        /// How many, 100 unless told.
        #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<Option<i32>>,
    ) -> Result<Json<MemberListBody>, Failure> {
        let limit = page::size("limit", limit.0, page::MAX_PAGE)?;
        let access = guilds::find(&app, &bearer.0, id.0).await?;
        let offset = usize::try_from(offset.0.unwrap_or(0)).unwrap_or(0);
        Ok(Json(super::roster(&app, &access, offset, limit).await?.into()))
    }

    /// Find members by name
    ///
    /// Those whose nickname, display name or username begins with the text, then those in whose name it
    /// stands elsewhere; or the one with exactly this id.
    #[oai(
        path = "/guilds/:id/member-search",
        method = "get",
        operation_id = "memberSearch",
        tag = "Tag::Members"
    )]
    async fn member_search(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        /// What to look for.
        #[oai(validator(max_length = 100))]
        query: Query<String>,
        /// How many, 25 unless told.
        #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<Option<i32>>,
    ) -> Result<Json<Vec<MemberBody>>, Failure> {
        let limit = page::size("limit", limit.0, 25)?;
        let access = guilds::find(&app, &bearer.0, id.0).await?;
        let found = super::search(&app, &access, &query.0, limit).await?;
        Ok(Json(found.iter().map(MemberBody::from).collect()))
    }

    /// One member
    #[oai(
        path = "/guilds/:id/members/:user_id",
        method = "get",
        operation_id = "member",
        tag = "Tag::Members"
    )]
    async fn member(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        user_id: Path<UserId>,
    ) -> Result<Json<MemberBody>, Failure> {
        let access = guilds::find(&app, &bearer.0, id.0).await?;
        let member = super::find(&app, &access, user_id.0).await?;
        Ok(Json(MemberBody::from(&member)))
    }

    /// Change a member
    ///
    /// Oneself with `CHANGE_NICKNAME`; another's nickname with `MANAGE_NICKNAMES`, where they stand below.
    #[oai(
        path = "/guilds/:id/members/:user_id",
        method = "patch",
        operation_id = "updateMember",
        tag = "Tag::Members"
    )]
    async fn update_member(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        user_id: Path<UserId>,
        body: Json<MemberEditBody>,
    ) -> Result<Json<MemberBody>, Failure> {
        let MemberEditBody { nickname, pronouns, bio } = body.0;
        let (nickname, pronouns, bio) = (nickname.edit, pronouns.edit, bio.edit);
        let edit = MemberEdit { nickname, pronouns, bio, reason: None };
        let member = super::update(&app, &bearer.0, id.0, user_id.0, edit).await?;
        Ok(Json(MemberBody::from(&member)))
    }

    /// Accept the rules of a server
    ///
    /// So that one may speak there.
    #[oai(
        path = "/guilds/:id/rules/acceptance",
        method = "put",
        operation_id = "acceptRules",
        tag = "Tag::Members"
    )]
    async fn accept_rules(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
    ) -> Result<Json<MemberBody>, Failure> {
        let member = super::accept_rules(&app, &bearer.0, id.0).await?;
        Ok(Json(MemberBody::from(&member)))
    }
}

/// Reads a place in the member list, in the form that the parameter's pattern lets through.
pub fn cursor(text: &str) -> MemberCursor {
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
