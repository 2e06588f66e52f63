//! Accounts in REST: what signs people up, in and out, and who one is.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::http::{HeaderMap, Uri, header};
use poem::web::Data;
use poem::web::cookie::{Cookie, SameSite};
use poem_openapi::auth::ApiKey;
use poem_openapi::param::Cookie as CookieParameter;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object, OpenApi, SecurityScheme, Tags};

use super::rest_input::{EmailAddress, NewPassword, NewUsername};
use super::{Bearer, Device, Grant, SESSION_LIFETIME, SignIn, SignUp, User};
use crate::app::App;
use crate::caller::Caller;
use crate::platform::config::Config;
use crate::platform::error::Error;
use crate::platform::ids::UserId;
use crate::platform::openapi::Text;
use crate::platform::optional_json::OptionalJson;
use crate::platform::problem::Failure;

/// Where browsers keep the refresh token, out of reach of scripts.
const REFRESH_COOKIE: &str = "guildhall_refresh";
/// The paths that the cookie is sent to: those that renew and end sessions.
const COOKIE_PATH: &str = "/api/v1/auth";

#[derive(Tags)]
enum Tag {
    /// Signing up, in and out.
    Auth,
    /// People.
    Users,
}

/// A person, as others see them.
#[derive(Clone, Debug, Object)]
#[oai(rename = "User", rename_all = "camelCase", skip_serializing_if_is_none = true)]
pub struct UserBody {
    /// Who.
    pub id: UserId,
    /// Unique without regard to case.
    pub username: String,
    /// What to show; left out: show the username.
    pub display_name: Option<String>,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
}

impl From<&User> for UserBody {
    fn from(user: &User) -> Self {
        Self {
            id: user.id,
            username: user.username.clone(),
            display_name: user.display_name.clone(),
            created_at: user.id.created_at().to_utc(),
        }
    }
}

/// What is needed for an account.
#[derive(Debug, Object)]
#[oai(rename = "SignUp", rename_all = "camelCase")]
struct SignUpBody {
    /// 2 to 32 of a-z, A-Z, 0-9, `_`, `.` and `-`. Unique without regard to case.
    username: Text<NewUsername>,
    /// Not shown to others. Unique without regard to case.
    email: Text<EmailAddress>,
    /// 10 to 256 characters, of any kind, and not the username.
    password: Text<NewPassword>,
}

/// What is needed to sign in.
#[derive(Debug, Object)]
#[oai(rename = "SignIn", rename_all = "camelCase")]
struct SignInBody {
    /// The username or the e-mail address.
    login: String,
    /// The password.
    password: String,
    /// The code of a second factor, where one is set up.
    code: Option<String>,
}

/// What is needed to renew the tokens.
#[derive(Debug, Default, Object)]
#[oai(rename = "Refresh", rename_all = "camelCase")]
struct RefreshBody {
    /// The newest refresh token. Left out: the cookie's.
    refresh_token: Option<String>,
}

/// Tokens, and whose they are.
#[derive(Debug, Object)]
#[oai(rename = "Grant", rename_all = "camelCase")]
struct GrantBody {
    /// For `Authorization: Bearer …`.
    access_token: String,
    /// Good for one refresh. The use of an older one ends the session. Browsers get it as a cookie too,
    /// and need not keep it.
    refresh_token: String,
    /// Seconds until the access token expires.
    expires_in: u64,
    /// Who is signed in.
    user: UserBody,
}

impl From<Grant> for GrantBody {
    fn from(grant: Grant) -> Self {
        Self {
            access_token: grant.access_token,
            refresh_token: grant.refresh_token,
            expires_in: grant.expires_in.as_secs(),
            user: UserBody::from(&*grant.user),
        }
    }
}

#[derive(ApiResponse)]
enum SignedUp {
    /// The account is there, and this device is signed in.
    #[oai(status = 201)]
    Created(
        Json<GrantBody>,
        /// The refresh token, for browsers.
        #[oai(header = "Set-Cookie")]
        String,
    ),
}

#[derive(ApiResponse)]
enum Granted {
    /// This device is signed in.
    #[oai(status = 200)]
    Ok(
        Json<GrantBody>,
        /// The refresh token, for browsers.
        #[oai(header = "Set-Cookie")]
        String,
    ),
}

#[derive(ApiResponse)]
enum SignedOut {
    /// This device is signed out; its tokens are good for nothing.
    #[oai(status = 204)]
    Done(
        /// Takes the cookie away.
        #[oai(header = "Set-Cookie")]
        String,
    ),
}

/// The refresh token that a browser keeps.
#[derive(SecurityScheme)]
#[oai(rename = "RefreshCookie", ty = "api_key", key_name = "guildhall_refresh", key_in = "cookie")]
struct RefreshCookie(ApiKey);

/// Either of a device's tokens tells which device it is.
#[derive(SecurityScheme)]
enum EitherToken {
    Access(Bearer),
    Refresh(RefreshCookie),
}

/// The calls.
#[derive(Debug)]
pub struct AccountsApi;

#[OpenApi]
impl AccountsApi {
    /// Make an account
    ///
    /// Signs this device in, too. 403 where this installation takes no new accounts by itself.
    #[oai(path = "/auth/sign-up", method = "post", operation_id = "signUp", tag = "Tag::Auth")]
    async fn sign_up(
        &self,
        app: Data<&Arc<App>>,
        caller: Data<&Caller>,
        headers: &HeaderMap,
        body: Json<SignUpBody>,
    ) -> Result<SignedUp, Failure> {
        let Json(SignUpBody { username, email, password }) = body;
        let input = SignUp { username: username.text, email: email.text, password: password.text };
        let grant = super::sign_up(&app, &device(&caller, headers), input).await?;
        let cookie = refresh_cookie(&app.config, &grant.refresh_token);
        Ok(SignedUp::Created(Json(grant.into()), cookie))
    }

    /// Sign in
    ///
    /// Begins a session on this device. Attempts are limited by address and by the name typed. 401 says
    /// the same whatever was wrong.
    #[oai(path = "/auth/sign-in", method = "post", operation_id = "signIn", tag = "Tag::Auth")]
    async fn sign_in(
        &self,
        app: Data<&Arc<App>>,
        caller: Data<&Caller>,
        headers: &HeaderMap,
        body: Json<SignInBody>,
    ) -> Result<Granted, Failure> {
        let Json(SignInBody { login, password, code: _ }) = body;
        let grant = super::sign_in(&app, &device(&caller, headers), SignIn { login, password }).await?;
        let cookie = refresh_cookie(&app.config, &grant.refresh_token);
        Ok(Granted::Ok(Json(grant.into()), cookie))
    }

    /// Renew the tokens
    ///
    /// The refresh token, in the body or the cookie, is good once; the answer brings the next. One that was
    /// used before ends the session: it has been stolen, or its successor has.
    #[oai(path = "/auth/refresh", method = "post", operation_id = "refresh", tag = "Tag::Auth")]
    async fn refresh(
        &self,
        app: Data<&Arc<App>>,
        caller: Data<&Caller>,
        headers: &HeaderMap,
        #[oai(name = "guildhall_refresh")] cookie: CookieParameter<Option<String>>,
        body: OptionalJson<RefreshBody>,
    ) -> Result<Granted, Failure> {
        let token = body.0.refresh_token.or(cookie.0).ok_or_else(Error::unauthenticated)?;
        let grant = super::refresh(&app, &device(&caller, headers), &token).await?;
        let cookie = refresh_cookie(&app.config, &grant.refresh_token);
        Ok(Granted::Ok(Json(grant.into()), cookie))
    }

    /// Sign out
    ///
    /// Ends the session that the access token or the cookie is of, at once.
    #[oai(path = "/auth/sign-out", method = "post", operation_id = "signOut", tag = "Tag::Auth")]
    async fn sign_out(&self, app: Data<&Arc<App>>, token: EitherToken) -> Result<SignedOut, Failure> {
        match token {
            EitherToken::Access(Bearer(actor)) => {
                super::revoke_session(&app, &actor, actor.session_id).await?;
            }
            EitherToken::Refresh(RefreshCookie(cookie)) => super::sign_out(&app, &cookie.key).await?,
        }
        Ok(SignedOut::Done(no_cookie(&app.config)))
    }

    /// Who one is
    #[oai(path = "/users/@me", method = "get", operation_id = "viewer", tag = "Tag::Users")]
    async fn viewer(&self, app: Data<&Arc<App>>, bearer: Bearer) -> Result<Json<UserBody>, Failure> {
        let user = app.users.get(bearer.0.user_id).await?;
        Ok(Json(UserBody::from(&*user)))
    }
}

fn device(caller: &Caller, headers: &HeaderMap) -> Device {
    let user_agent = headers.get(header::USER_AGENT).map(|value| String::from_utf8_lossy(value.as_bytes()));
    Device::new(user_agent.as_deref().unwrap_or_default(), caller.address)
}

/// The value of `Set-Cookie` that keeps a refresh token.
fn refresh_cookie(config: &Config, token: &str) -> String {
    let mut cookie = cookie(config, token);
    cookie.set_max_age(SESSION_LIFETIME);
    cookie.to_string()
}

/// The value of `Set-Cookie` that takes it away.
fn no_cookie(config: &Config) -> String {
    let mut cookie = cookie(config, "");
    cookie.set_max_age(std::time::Duration::ZERO);
    cookie.to_string()
}

fn cookie(config: &Config, value: &str) -> Cookie {
    let mut cookie = Cookie::new_with_str(REFRESH_COOKIE, value);
    cookie.set_path(COOKIE_PATH);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(!is_plain_http(config.public_url.as_deref()));
    cookie
}

/// Whether people come by plain http over a network, as the operator says. Then browsers would not
/// keep a `Secure` cookie. On one's own machine they do.
fn is_plain_http(public_url: Option<&str>) -> bool {
    let Some(url) = public_url.and_then(|url| url.parse::<Uri>().ok()) else { return false };
    let Some(host) = url.host() else { return false };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let own_machine = host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    url.scheme_str() == Some("http") && !own_machine
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_secure_but_over_plain_http() {
        for url in
            [None, Some("https://chat.example.org"), Some("http://localhost:8080"), Some("http://[::1]:80/")]
        {
            assert!(!is_plain_http(url), "{url:?}");
        }
        for url in ["http://chat.example.org", "http://192.168.1.7:8080", "http://localhost.example.org"] {
            assert!(is_plain_http(Some(url)), "{url}");
        }
    }
}
