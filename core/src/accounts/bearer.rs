//! Who calls, in REST: `Authorization: Bearer <access token>`.

use std::sync::Arc;

use poem::Request;
use poem::http::Method;
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer as Token;

use super::Actor;
use crate::app::App;
use crate::platform::error::Error;
use crate::platform::limits::Rate;
use crate::platform::problem::Failure;

/// An access token, as sign-in and refresh give them. Each call counts against the person's limits.
#[derive(Debug, SecurityScheme)]
#[oai(rename = "AccessToken", ty = "bearer", bearer_format = "JWT", checker = "actor")]
pub struct Bearer(pub Actor);

#[expect(clippy::unused_async, reason = "the security scheme awaits its checker")]
async fn actor(request: &Request, token: Token) -> poem::Result<Actor> {
    let app = request
        .data::<Arc<App>>()
        .ok_or_else(|| Failure::from(Error::internal("the program is not among the request's data")))?;
    let actor = app.accounts.actor(&token.token).map_err(Failure::from)?;
    let rate = if request.method() == Method::GET { Rate::Query } else { Rate::Mutation };
    app.limits.count(rate, actor.user_id).map_err(Failure::from)?;
    Ok(actor)
}
