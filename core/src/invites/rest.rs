//! Invites in REST.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi, Tags};

use super::{Invite, InviteCursor, NewInvite, Preview};
use crate::accounts::Bearer;
use crate::accounts::rest::UserBody;
use crate::app::App;
use crate::caller::Caller;
use crate::guilds;
use crate::guilds::rest::GuildBody;
use crate::platform::clock::Timestamp;
use crate::platform::error::Error;
use crate::platform::ids::{ChannelId, GuildId};
use crate::platform::limits::Rate;
use crate::platform::openapi::{Created, NoContent, Nullable, named_in_body};
use crate::platform::page;
use crate::platform::problem::Failure;

/// How many invites a page holds unless told.
const PAGE: i32 = 50;

#[derive(Tags)]
enum Tag {
    /// Links that make whoever follows them a member.
    Invites,
}

/// An invite, as those who manage it see it.
#[derive(Debug, Object)]
#[oai(rename = "Invite", rename_all = "camelCase", skip_serializing_if_is_none = true)]
struct InviteBody {
    /// What the link ends in.
    code: String,
    /// The link to hand on.
    url: String,
    /// Where it leads.
    guild_id: GuildId,
    /// The channel to show first.
    channel_id: Option<ChannelId>,
    /// Who made it.
    inviter: Option<UserBody>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it ends; left out: never.
    expires_at: Option<DateTime<Utc>>,
    /// How often it can be used; left out: as often as one likes.
    max_uses: Option<i32>,
    /// How often it was.
    uses: i32,
}

impl InviteBody {
    fn new(invite: &Invite, base_url: &str) -> Self {
        Self {
            url: invite.link(base_url),
            code: invite.code.clone(),
            guild_id: invite.guild_id,
            channel_id: invite.channel_id,
            inviter: invite.inviter.as_deref().map(UserBody::from),
            created_at: invite.created_at.to_utc(),
            expires_at: invite.expires_at.map(Timestamp::to_utc),
            max_uses: invite.max_uses,
            uses: invite.uses,
        }
    }
}

/// A page of invites, by when they were made.
#[derive(Debug, Object)]
#[oai(rename = "InvitePage", rename_all = "camelCase", skip_serializing_if_is_none = true)]
struct InvitePage {
    /// The invites.
    invites: Vec<InviteBody>,
    /// Where the next page begins: give it as `after`. Left out: this was the last.
    next: Option<String>,
}

/// What an invite shows to whoever has it.
#[derive(Debug, Object)]
#[oai(rename = "InvitePreview", rename_all = "camelCase", skip_serializing_if_is_none = true)]
struct PreviewBody {
    /// The invite.
    code: String,
    /// Where it leads.
    guild_id: GuildId,
    /// What that is called.
    guild_name: String,
    /// What that is about.
    guild_description: Option<String>,
    /// How many are there.
    member_count: i64,
    /// Who made it.
    inviter: Option<UserBody>,
    /// When it ends; left out: never.
    expires_at: Option<DateTime<Utc>>,
}

impl From<Preview> for PreviewBody {
    fn from(preview: Preview) -> Self {
        Self {
            code: preview.code,
            guild_id: preview.guild_id,
            guild_name: preview.guild_name,
            guild_description: preview.guild_description,
            member_count: preview.member_count,
            inviter: preview.inviter.as_deref().map(UserBody::from),
            expires_at: preview.expires_at.map(Timestamp::to_utc),
        }
    }
}

/// An invite to make.
#[derive(Debug, Object)]
#[oai(rename = "NewInvite", rename_all = "camelCase")]
struct NewInviteBody {
    /// The channel to show first.
    channel_id: Nullable<ChannelId>,
    /// How often it can be used; left out: as often as one likes.
    #[oai(validator(minimum(value = "1"), maximum(value = "1000")))]
    max_uses: Nullable<i32>,
    /// How long it is good, up to 30 days; left out: for ever.
    #[oai(validator(minimum(value = "60"), maximum(value = "2592000")))]
    expires_in_seconds: Nullable<i32>,
}

/// The calls.
#[derive(Debug)]
pub struct InvitesApi;

#[OpenApi]
impl InvitesApi {
    /// Make an invite
    ///
    /// Needs `CREATE_INVITE`. 409 where the server has 1000 that can still be used, or
    /// not the channel.
    #[oai(path = "/guilds/:id/invites", method = "post", operation_id = "createInvite", tag = "Tag::Invites")]
    async fn create_invite(
        &self,
        app: Data<&Arc<App>>,
        caller: Data<&Caller>,
        bearer: Bearer,
        id: Path<GuildId>,
        body: Json<NewInviteBody>,
    ) -> Result<Created<InviteBody>, Failure> {
        guilds::find(&app, &bearer.0, id.0).await?;
        let new = NewInvite {
            guild_id: id.0,
            channel_id: body.0.channel_id.0,
            max_uses: body.0.max_uses.0,
            expires_in_seconds: body.0.expires_in_seconds.0,
        };
        let invite = super::create(&app, &bearer.0, new).await.map_err(named_in_body("channelId"))?;
        Ok(Created::Created(Json(InviteBody::new(&invite, &caller.base_url))))
    }

    /// The invites of a server
    ///
    /// Those that can still be used, by when they were made, in pages. Needs `MANAGE_GUILD`.
    #[oai(path = "/guilds/:id/invites", method = "get", operation_id = "invites", tag = "Tag::Invites")]
    async fn invites(
        &self,
        app: Data<&Arc<App>>,
        caller: Data<&Caller>,
        bearer: Bearer,
        id: Path<GuildId>,
        /// How many, 50 unless told.
        #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<Option<i32>>,
        /// The `next` of the page before.
        #[oai(validator(pattern = r"^[0-9]{1,15}-[1-9A-HJ-NP-Za-km-z]{10}$"))]
        after: Query<Option<String>>,
    ) -> Result<Json<InvitePage>, Failure> {
        let size = page::size("limit", limit.0, PAGE)?;
        let access = guilds::find(&app, &bearer.0, id.0).await?;
        let after = after.0.as_deref().map(cursor);
        let invites = super::list(&app, &access, after, size + 1).await?;
        let next = (invites.len() > size).then(|| invites.get(size - 1)).flatten();
        Ok(Json(InvitePage {
            next: next.map(|invite| format!("{}-{}", invite.created_at.0, invite.code)),
            invites: invites
                .iter()
                .take(size)
                .map(|invite| InviteBody::new(invite, &caller.base_url))
                .collect(),
        }))
    }

    /// What an invite leads to
    ///
    /// For someone not in yet: no token needed. 404: no such invite, or no longer good.
    #[oai(path = "/invites/:code", method = "get", operation_id = "invite", tag = "Tag::Invites")]
    async fn invite(
        &self,
        app: Data<&Arc<App>>,
        caller: Data<&Caller>,
        code: Path<String>,
    ) -> Result<Json<PreviewBody>, Failure> {
        caller.count(&app, Rate::Query)?;
        let preview = super::preview(&app, None, &code).await?;
        Ok(Json(preview.ok_or_else(|| Error::not_found("invite"))?.into()))
    }

    /// Join a server by an invite
    ///
    /// Whoever is in already uses nothing up and is answered the same. 404: no such invite, or no longer
    /// good. 409 for whoever is in 200 servers.
    #[oai(
        path = "/invites/:code/accept",
        method = "post",
        operation_id = "acceptInvite",
        tag = "Tag::Invites"
    )]
    async fn accept_invite(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        code: Path<String>,
    ) -> Result<Json<GuildBody>, Failure> {
        let access = super::accept(&app, &bearer.0, &code).await?;
        Ok(Json(GuildBody::of(&app, &access).await?))
    }

    /// Revoke an invite
    ///
    /// One's own, or with `MANAGE_GUILD` anyone's.
    #[oai(path = "/invites/:code", method = "delete", operation_id = "revokeInvite", tag = "Tag::Invites")]
    async fn revoke_invite(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        code: Path<String>,
    ) -> Result<NoContent, Failure> {
        super::revoke(&app, &bearer.0, &code).await?;
        Ok(NoContent::Done)
    }
}

/// Reads a place in the list of invites, in the form that the parameter's pattern lets through.
fn cursor(text: &str) -> InviteCursor {
    let (created_at, code) = text.split_once('-').unwrap_or((text, ""));
    InviteCursor(Timestamp(created_at.parse().unwrap_or(i64::MAX)), code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_as_it_was_written() {
        let place = InviteCursor(Timestamp(1_763_862_000_000), "abcdefghij".to_owned());
        assert_eq!(cursor("1763862000000-abcdefghij"), place);
    }
}
