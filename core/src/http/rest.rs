//! REST, put together from the rooms, with its document and a page to read it.

use std::sync::Arc;

use bytes::Bytes;
use poem::endpoint::make_sync;
use poem::http::header;
use poem::middleware::SetHeader;
use poem::{Endpoint, EndpointExt, IntoEndpoint, Request, Response, Route, get};
use poem_openapi::{LicenseObject, OpenApiService};

use super::methods::Methods;
use super::problem;
use crate::accounts::AccountsApi;
use crate::audit::rest::AuditApi;
use crate::channels::rest::ChannelsApi;
use crate::exports::rest::ExportsApi;
use crate::guilds::rest::GuildsApi;
use crate::invites::rest::InvitesApi;
use crate::members::rest::MembersApi;
use crate::messages::rest::MessagesApi;
use crate::moderation::rest::ModerationApi;
use crate::threads::rest::ThreadsApi;

/// Where the calls are.
const BASE: &str = "/api/v1";
/// The largest body, in bytes.
const MAX_BODY: usize = 256 << 10;

type Apis = (
    AccountsApi,
    GuildsApi,
    MembersApi,
    ChannelsApi,
    InvitesApi,
    MessagesApi,
    ThreadsApi,
    ModerationApi,
    AuditApi,
    ExportsApi,
);

fn service() -> OpenApiService<Apis, ()> {
    let apis = (
        AccountsApi,
        GuildsApi,
        MembersApi,
        ChannelsApi,
        InvitesApi,
        MessagesApi,
        ThreadsApi,
        ModerationApi,
        AuditApi,
        ExportsApi,
    );
    OpenApiService::new(apis, "Guildhall", env!("CARGO_PKG_VERSION"))
        .summary("The community chat platform, for scripts and for what plain HTTP does better.")
        .description(
            "Beside it stands GraphQL at `/graphql`, which can do everything a person can do, and tells what \
             happens as it happens.\n\n\
             Errors are `application/problem+json` (RFC 9457) with a `code` that never changes its meaning. Ids are \
             numbers in strings. Times are RFC 3339 in UTC.",
        )
        .license(LicenseObject::new("Apache-2.0").identifier("Apache-2.0"))
        .server(BASE)
}

/// The OpenAPI document, as JSON.
#[must_use]
pub fn document() -> String {
    service().spec()
}

/// A text that is made once and sent as it is.
fn fixed(content_type: &'static str, text: String) -> impl Endpoint {
    let body = Bytes::from(text);
    make_sync(move |_| Response::builder().content_type(content_type).body(body.clone()))
}

/// Whether a call is one that is sent an archive: larger than others, and longer at work.
pub fn takes_long(path: &str) -> bool {
    path.strip_prefix(BASE) == Some("/guilds/import")
}

/// Reads the body before anything else, and no further than allowed.
async fn bounded(mut request: Request) -> poem::Result<Request> {
    if takes_long(request.uri().path()) {
        // It bounds what it reads itself.
        return Ok(request);
    }
    let body = request.take_body().into_bytes_limit(MAX_BODY).await?;
    request.set_body(body);
    Ok(request)
}

/// Everything under `/api`.
pub fn routes() -> Route {
    let service = service();
    // Answers hold tokens, and what only the caller may see.
    let unkept = SetHeader::new().overriding(header::CACHE_CONTROL, "no-store");
    let methods = Arc::new(Methods::of::<Apis>());
    let document = fixed("application/json", service.spec());
    let page = fixed("text/html; charset=utf-8", service.swagger_ui_html());
    let rest = service
        .into_endpoint()
        .map_to_response()
        .before(bounded)
        .around(move |rest, request| {
            let methods = Arc::clone(&methods);
            async move { problem::answer(rest, request, &methods).await }
        })
        .with(unkept);
    Route::new().at("/api/openapi.json", get(document)).at("/api/docs", get(page)).nest(BASE, rest)
}
