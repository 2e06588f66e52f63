//! Moderation in REST.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi, Tags};

use super::{Ban, BanCursor, NewBan};
use crate::accounts::Bearer;
use crate::accounts::rest::UserBody;
use crate::app::App;
use crate::audit;
use crate::guilds;
use crate::platform::clock::Timestamp;
use crate::platform::ids::{GuildId, UserId};
use crate::platform::openapi::{Description, NoContent, Nullable, Text};
use crate::platform::optional_json::OptionalJson;
use crate::platform::page;
use crate::platform::problem::Failure;

/// How many bans a page holds unless told.
const PAGE: i32 = 50;

type Reason = Nullable<Text<Description<{ audit::MAX_REASON }>>>;

#[derive(Tags)]
enum Tag {
    /// What those who keep order in a server do to its members.
    Moderation,
}

/// Somebody who may not come in.
#[derive(Debug, Object)]
#[oai(rename = "Ban", rename_all = "camelCase", skip_serializing_if_is_none = true)]
struct BanBody {
    /// Who.
    user: UserBody,
    /// By whom; left out: not known any more.
    banned_by: Option<UserBody>,
    /// Why, as the moderator said.
    reason: Option<String>,
    /// Since when.
    created_at: DateTime<Utc>,
    /// Until when; left out: for good.
    expires_at: Option<DateTime<Utc>>,
}

impl From<&Ban> for BanBody {
    fn from(ban: &Ban) -> Self {
        Self {
            user: UserBody::from(&*ban.user),
            banned_by: ban.banned_by.as_deref().map(UserBody::from),
            reason: ban.reason.clone(),
            created_at: ban.created_at.to_utc(),
            expires_at: ban.expires_at.map(Timestamp::to_utc),
        }
    }
}

/// A page of bans, the newest first.
#[derive(Debug, Object)]
#[oai(rename = "BanPage", rename_all = "camelCase", skip_serializing_if_is_none = true)]
struct BanPage {
    /// The bans.
    bans: Vec<BanBody>,
    /// Where the next page begins: give it as `after`. Left out: this was the last.
    next: Option<String>,
}

/// A ban to be.
#[derive(Debug, Default, Object)]
#[oai(rename = "NewBan", rename_all = "camelCase")]
struct NewBanBody {
    /// Why; for the audit log. At most 512 characters.
    reason: Reason,
    /// How far back their messages are deleted, up to 7 days; left out: none.
    #[oai(validator(minimum(value = "0"), maximum(value = "604800")))]
    delete_message_seconds: Nullable<i32>,
    /// After how long it ends, up to five years; left out: never.
    #[oai(validator(minimum(value = "60"), maximum(value = "157680000")))]
    duration_seconds: Nullable<i32>,
}

/// A timeout to be.
#[derive(Debug, Object)]
#[oai(rename = "NewTimeout", rename_all = "camelCase")]
struct NewTimeoutBody {
    /// How long, up to 28 days.
    #[oai(validator(minimum(value = "60"), maximum(value = "2419200")))]
    duration_seconds: i32,
    /// Why; for the audit log. At most 512 characters.
    reason: Reason,
}

/// Why something is done.
#[derive(Debug, Default, Object)]
#[oai(rename = "WithReason", rename_all = "camelCase")]
struct ReasonBody {
    /// Why; for the audit log. At most 512 characters.
    reason: Reason,
}

/// The calls.
#[derive(Debug)]
pub struct ModerationApi;

#[OpenApi]
impl ModerationApi {
    /// Remove a member
    ///
    /// They may come back. Needs `KICK_MEMBERS`, and a role above theirs. Why can be said in the body.
    #[oai(
        path = "/guilds/:id/members/:user/kick",
        method = "post",
        operation_id = "kickMember",
        tag = "Tag::Moderation"
    )]
    async fn kick_member(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        user: Path<UserId>,
        body: OptionalJson<ReasonBody>,
    ) -> Result<NoContent, Failure> {
        super::kick(&app, &bearer.0, id.0, user.0, text(body.0.reason)).await?;
        Ok(NoContent::Done)
    }

    /// Silence a member for a while
    ///
    /// They see and read, no more. Needs `MODERATE_MEMBERS`, and a role above theirs. 409 for administrators.
    #[oai(
        path = "/guilds/:id/members/:user/timeout",
        method = "put",
        operation_id = "timeoutMember",
        tag = "Tag::Moderation"
    )]
    async fn timeout_member(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        user: Path<UserId>,
        body: Json<NewTimeoutBody>,
    ) -> Result<NoContent, Failure> {
        let NewTimeoutBody { duration_seconds, reason } = body.0;
        super::timeout(&app, &bearer.0, id.0, user.0, Some(duration_seconds), text(reason)).await?;
        Ok(NoContent::Done)
    }

    /// End a timeout
    ///
    /// Needs `MODERATE_MEMBERS`, and a role above theirs.
    #[oai(
        path = "/guilds/:id/members/:user/timeout",
        method = "delete",
        operation_id = "endTimeout",
        tag = "Tag::Moderation"
    )]
    async fn end_timeout(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        user: Path<UserId>,
    ) -> Result<NoContent, Failure> {
        super::timeout(&app, &bearer.0, id.0, user.0, None, None).await?;
        Ok(NoContent::Done)
    }

    /// Who is banned
    ///
    /// The newest first, in pages. Needs `BAN_MEMBERS`.
    #[oai(path = "/guilds/:id/bans", method = "get", operation_id = "bans", tag = "Tag::Moderation")]
    async fn bans(
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
    ) -> Result<Json<BanPage>, Failure> {
        let size = page::size("limit", limit.0, PAGE)?;
        let access = guilds::find(&app, &bearer.0, id.0).await?;
        let after = after.0.as_deref().map(cursor);
        let bans = super::bans(&app, &access, None, after, size + 1).await?;
        let next = (bans.len() > size).then(|| bans.get(size - 1)).flatten();
        Ok(Json(BanPage {
            bans: bans.iter().take(size).map(BanBody::from).collect(),
            next: next.map(|ban| format!("{}-{}", ban.created_at.0, ban.user.id)),
        }))
    }

    /// Ban somebody
    ///
    /// Member or not: no invite lets them in. Who is banned already is banned anew. Needs `BAN_MEMBERS`, and a
    /// role above theirs.
    #[oai(
        path = "/guilds/:id/bans/:user",
        method = "put",
        operation_id = "banMember",
        tag = "Tag::Moderation"
    )]
    async fn ban_member(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        user: Path<UserId>,
        body: OptionalJson<NewBanBody>,
    ) -> Result<Json<BanBody>, Failure> {
        let NewBanBody { reason, delete_message_seconds, duration_seconds } = body.0;
        let new = NewBan {
            guild_id: id.0,
            user_id: user.0,
            reason: text(reason),
            delete_message_seconds: delete_message_seconds.0.unwrap_or(0),
            duration_seconds: duration_seconds.0,
        };
        let ban = super::ban(&app, &bearer.0, new).await?;
        Ok(Json(BanBody::from(&ban)))
    }

    /// Lift a ban
    ///
    /// Needs `BAN_MEMBERS`.
    #[oai(
        path = "/guilds/:id/bans/:user",
        method = "delete",
        operation_id = "unbanMember",
        tag = "Tag::Moderation"
    )]
    async fn unban_member(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        user: Path<UserId>,
    ) -> Result<NoContent, Failure> {
        super::unban(&app, &bearer.0, id.0, user.0, None).await?;
        Ok(NoContent::Done)
    }
}

fn text(reason: Reason) -> Option<String> {
    reason.0.map(|reason| reason.text)
}

/// Reads a place in the list of bans, in the form that the parameter's pattern lets through.
fn cursor(text: &str) -> BanCursor {
    let number = |text: &str| text.parse().unwrap_or(i64::MAX);
    let (created_at, user) = text.split_once('-').unwrap_or((text, "0"));
    BanCursor(Timestamp(number(created_at)), UserId(number(user)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_as_it_was_written() {
        assert_eq!(cursor("1763862000000-7"), BanCursor(Timestamp(1_763_862_000_000), UserId(7)));
    }
}
