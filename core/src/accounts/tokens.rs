//! The tokens: access tokens that prove who calls, refresh tokens that renew them. Both are JWTs
//! (RFC 7519) signed with HS256; their audience keeps the one from being taken for the other.

use std::sync::LazyLock;
use std::time::Duration;

use jsonwebtoken::{Algorithm, Header, Validation};

use super::Actor;
use super::keys::KeyRing;
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{SessionId, UserId};

/// How long an access token is good.
pub const ACCESS_LIFETIME: Duration = Duration::from_mins(15);
/// The longest text that is looked at: ours are a third of that.
const MAX_TOKEN_BYTES: usize = 1024;

const ACCESS: &str = "access";
const REFRESH: &str = "refresh";

#[derive(serde::Serialize, serde::Deserialize)]
struct Claims {
    aud: String,
    sub: UserId,
    sid: SessionId,
    /// Seconds since 1970.
    exp: i64,
    /// Of refresh tokens: which of the session's it is.
    #[serde(default, rename = "gen", skip_serializing_if = "Option::is_none")]
    generation: Option<i64>,
}

/// What a refresh token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refresh {
    /// Whose.
    pub user_id: UserId,
    /// Of which session.
    pub session_id: SessionId,
    /// Which of the session's tokens it is.
    pub generation: i64,
}

/// What an access token of ours says.
#[derive(Clone, Copy, Debug)]
pub struct Checked {
    actor: Actor,
    /// Until when it is good, in seconds since 1970.
    expires: i64,
}

/// Writes an access token, good from `now` for [`ACCESS_LIFETIME`].
pub fn write_access(keys: &KeyRing, actor: Actor, now: Timestamp) -> Result<String> {
    write(
        keys,
        &Claims {
            aud: ACCESS.to_owned(),
            sub: actor.user_id,
            sid: actor.session_id,
            exp: seconds(now.plus(ACCESS_LIFETIME)),
            generation: None,
        },
    )
}

/// Writes a refresh token, good until its session expires, or the next is asked for.
pub fn write_refresh(keys: &KeyRing, refresh: Refresh, expires_at: Timestamp) -> Result<String> {
    write(
        keys,
        &Claims {
            aud: REFRESH.to_owned(),
            sub: refresh.user_id,
            sid: refresh.session_id,
            exp: seconds(expires_at),
            generation: Some(refresh.generation),
        },
    )
}

/// Reads an access token of ours that has not expired.
pub fn read_access(keys: &KeyRing, token: &str, now: Timestamp) -> Option<Actor> {
    if let Some(checked) = keys.checked.get(token) {
        return (seconds(now) < checked.expires).then_some(checked.actor);
    }
    let claims = read(keys, token, ACCESS, now)?;
    let actor = Actor { user_id: claims.sub, session_id: claims.sid };
    keys.checked.insert(token.into(), Checked { actor, expires: claims.exp });
    Some(actor)
}

/// Reads a refresh token of ours that has not expired; it may have been used before.
pub fn read_refresh(keys: &KeyRing, token: &str, now: Timestamp) -> Option<Refresh> {
    let claims = read(keys, token, REFRESH, now)?;
    Some(Refresh { user_id: claims.sub, session_id: claims.sid, generation: claims.generation? })
}

fn write(keys: &KeyRing, claims: &Claims) -> Result<String> {
    let key = keys.newest();
    let header = Header { kid: Some(key.id.clone()), ..Header::new(Algorithm::HS256) };
    jsonwebtoken::encode(&header, claims, &key.signing).map_err(Error::internal)
}

fn read(keys: &KeyRing, token: &str, audience: &str, now: Timestamp) -> Option<Claims> {
    if token.len() > MAX_TOKEN_BYTES {
        return None;
    }
    let header = jsonwebtoken::decode_header(token).ok()?;
    let key = keys.get(header.kid.as_deref()?)?;
    let claims: Claims = jsonwebtoken::decode(token, &key.verifying, &VALIDATION).ok()?.claims;
    (claims.aud == audience && seconds(now) < claims.exp).then_some(claims)
}

/// What every token must be. Made once: each request is asked for one.
static VALIDATION: LazyLock<Validation> = LazyLock::new(|| {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_required_spec_claims(&["aud", "exp", "sub"]);
    // The audience is compared by hand, since there are two; the time by our own clock, which tests can set.
    validation.validate_aud = false;
    validation.validate_exp = false;
    validation
});

fn seconds(time: Timestamp) -> i64 {
    time.0.div_euclid(1000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);
    const ANA: Actor = Actor { user_id: UserId(11), session_id: SessionId(22) };
    const RENEWAL: Refresh = Refresh { user_id: UserId(11), session_id: SessionId(22), generation: 3 };

    fn keys() -> KeyRing {
        KeyRing::open(tempfile::tempdir().unwrap().path(), NOW).unwrap()
    }

    #[test]
    fn an_access_token_is_good_for_fifteen_minutes() {
        let keys = keys();
        let token = write_access(&keys, ANA, NOW).unwrap();
        assert_eq!(read_access(&keys, &token, NOW), Some(ANA));
        assert_eq!(read_access(&keys, &token, NOW.plus(Duration::from_secs(899))), Some(ANA));
        assert_eq!(read_access(&keys, &token, NOW.plus(Duration::from_mins(15))), None);
    }

    #[test]
    fn neither_token_passes_for_the_other() {
        let keys = keys();
        let access = write_access(&keys, ANA, NOW).unwrap();
        let refresh = write_refresh(&keys, RENEWAL, NOW.plus(ACCESS_LIFETIME)).unwrap();
        assert_eq!(read_refresh(&keys, &refresh, NOW), Some(RENEWAL));
        assert_eq!(read_refresh(&keys, &access, NOW), None);
        assert_eq!(read_access(&keys, &refresh, NOW), None);
    }

    #[test]
    fn keys_of_others_sign_nothing_of_ours() {
        let token = write_access(&keys(), ANA, NOW).unwrap();
        assert_eq!(read_access(&keys(), &token, NOW), None);
    }

    #[test]
    fn an_unsigned_token_is_none() {
        let keys = keys();
        let token = write_access(&keys, ANA, NOW).unwrap();
        let (unsigned, _) = token.rsplit_once('.').unwrap();
        assert_eq!(read_access(&keys, &format!("{unsigned}."), NOW), None);
        assert_eq!(read_access(&keys, unsigned, NOW), None);
    }

    proptest! {
        /// One bit changed anywhere, and a token is no token; and nothing makes reading panic.
        #[test]
        fn a_changed_token_is_none(at in 0_usize..400, bit in 0_u8..7) {
            let keys = keys();
            let token = write_refresh(&keys, RENEWAL, NOW.plus(ACCESS_LIFETIME)).unwrap();
            let mut bytes = token.clone().into_bytes();
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            if let Ok(changed) = String::from_utf8(bytes) {
                prop_assert_eq!(read_refresh(&keys, &changed, NOW), None);
            }
        }
    }
}
