//! The only SQL about people and their sessions.

use super::{Device, Session, User};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Executor, placeholders, query, query_with};
use crate::platform::error::Result;
use crate::platform::ids::{SessionId, UserId};

/// These people, in no order; those who do not exist are left out.
pub async fn users(on: Executor<'_>, ids: &[UserId]) -> Result<Vec<User>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    query_with(format!(
        "SELECT id, username, display_name, kind = 'GHOST' AS ghost FROM users WHERE id IN {}",
        placeholders(1, 1, ids.len())
    ))
    .bind_all(ids.iter().copied())
    .fetch_all(on)
    .await
}

/// A new person.
#[derive(Clone, Copy, Debug)]
pub struct NewUser<'a> {
    /// Who.
    pub id: UserId,
    /// As they wrote it.
    pub username: &'a str,
    /// As it is compared.
    pub username_key: &'a str,
    /// As they wrote it.
    pub email: &'a str,
    /// As it is compared.
    pub email_key: &'a str,
    /// What to verify the password against.
    pub password_hash: &'a str,
}

/// Adds a person. Fails on the unique indexes over both keys.
pub async fn insert_user(on: Executor<'_>, user: NewUser<'_>) -> Result<()> {
    query(
        "INSERT INTO users (id, username, username_key, email, email_key, password_hash)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(user.id)
    .bind(user.username)
    .bind(user.username_key)
    .bind(user.email)
    .bind(user.email_key)
    .bind(user.password_hash)
    .execute(on)
    .await?;
    Ok(())
}

/// The person whose username or e-mail address compares as `key`, with their password's hash. No
/// username has an @ and every address has one, so it is one person at most.
pub async fn login(on: Executor<'_>, key: &str) -> Result<Option<(UserId, String)>> {
    query(
        "SELECT id, password_hash FROM users WHERE (username_key = $1 OR email_key = $1) AND kind = 'PERSON'",
    )
    .bind(key)
    .fetch_optional(on)
    .await
}

/// A person's username and password hash.
pub async fn credentials(on: Executor<'_>, id: UserId) -> Result<Option<(String, String)>> {
    query("SELECT username, password_hash FROM users WHERE id = $1").bind(id).fetch_optional(on).await
}

/// A person's e-mail address.
pub async fn email(on: Executor<'_>, id: UserId) -> Result<Option<String>> {
    let row = query("SELECT email FROM users WHERE id = $1").bind(id).fetch_optional::<(String,)>(on).await?;
    Ok(row.map(|(email,)| email))
}

/// Whether a person runs the installation.
pub async fn is_operator(on: Executor<'_>, id: UserId) -> Result<bool> {
    let row =
        query("SELECT operator FROM users WHERE id = $1").bind(id).fetch_optional::<(bool,)>(on).await?;
    Ok(row.is_some_and(|(operator,)| operator))
}

/// Notes whether a person runs the installation.
pub async fn set_operator(on: Executor<'_>, id: UserId, operator: bool) -> Result<()> {
    query("UPDATE users SET operator = $2 WHERE id = $1").bind(id).bind(operator).execute(on).await?;
    Ok(())
}

/// Replaces a password that is still the one of `old_hash`; whether it was.
pub async fn replace_password(on: Executor<'_>, id: UserId, old_hash: &str, new_hash: &str) -> Result<bool> {
    let rows = query("UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2")
        .bind(id)
        .bind(old_hash)
        .bind(new_hash)
        .execute(on)
        .await?;
    Ok(rows == 1)
}

/// Sets a display name, or clears it; the person as they are then.
pub async fn set_display_name(on: Executor<'_>, id: UserId, name: Option<&str>) -> Result<Option<User>> {
    query(
        "UPDATE users SET display_name = $2 WHERE id = $1 AND kind = 'PERSON'
         RETURNING id, username, display_name, kind = 'GHOST' AS ghost",
    )
    .bind(id)
    .bind(name.map(str::to_owned))
    .fetch_optional(on)
    .await
}

/// Lets the end of an account wait for the end of this transaction; whether there is one still. By a write
/// that changes nothing, since SQLite knows no other lock on a row.
pub async fn lock_person(on: Executor<'_>, id: UserId) -> Result<bool> {
    let sql = "UPDATE users SET kind = kind WHERE id = $1 AND kind = 'PERSON'";
    Ok(query(sql).bind(id).execute(on).await? == 1)
}

/// Takes from an account all that tells whose it was; who they are then. What is left to do is noted.
pub async fn make_ghost(on: Executor<'_>, id: UserId, name: &str, erasure: &str) -> Result<Option<User>> {
    query(
        "UPDATE users SET kind = 'GHOST', username = $2, username_key = $2, email = '', email_key = $3,
         password_hash = '', display_name = NULL, operator = FALSE, of_age_since = NULL, erasure = $4
         WHERE id = $1 AND kind = 'PERSON'
         RETURNING id, username, display_name, kind = 'GHOST' AS ghost",
    )
    .bind(id)
    .bind(name)
    // No address is without an @, so this can neither be taken nor typed.
    .bind(name)
    .bind(erasure)
    .fetch_optional(on)
    .await
}

/// Forgets from which devices somebody called.
pub async fn forget_devices(on: Executor<'_>, id: UserId) -> Result<()> {
    query("UPDATE sessions SET user_agent = '', address = '' WHERE user_id = $1")
        .bind(id)
        .execute(on)
        .await?;
    Ok(())
}

/// Those whose accounts were deleted and of whom something is left, with what is to be done.
pub async fn erasures(on: Executor<'_>, count: i64) -> Result<Vec<(UserId, String)>> {
    query("SELECT id, erasure FROM users WHERE erasure IS NOT NULL ORDER BY id LIMIT $1")
        .bind(count)
        .fetch_all(on)
        .await
}

/// Keeps since when a person says that they are of age; `None`: they do not.
pub async fn set_of_age(on: Executor<'_>, id: UserId, since: Option<Timestamp>) -> Result<()> {
    query("UPDATE users SET of_age_since = $2 WHERE id = $1").bind(id).bind(since).execute(on).await?;
    Ok(())
}

/// Whether a person says that they are of age.
pub async fn is_of_age(on: Executor<'_>, id: UserId) -> Result<bool> {
    let row = query("SELECT id FROM users WHERE id = $1 AND of_age_since IS NOT NULL")
        .bind(id)
        .fetch_optional::<(UserId,)>(on)
        .await?;
    Ok(row.is_some())
}

/// Whether somebody can sign in as this account.
pub async fn is_person(on: Executor<'_>, id: UserId) -> Result<bool> {
    let row = query("SELECT id FROM users WHERE id = $1 AND kind = 'PERSON'")
        .bind(id)
        .fetch_optional::<(UserId,)>(on)
        .await?;
    Ok(row.is_some())
}

/// Nothing is left of a deleted account.
pub async fn erased(on: Executor<'_>, id: UserId) -> Result<()> {
    query("UPDATE users SET erasure = NULL WHERE id = $1").bind(id).execute(on).await?;
    Ok(())
}

/// Forgets what only the person saw: how far they had read, whom they blocked; and what others wrote down
/// of their name. Up to `count` of each; how many there were.
pub async fn forget_private(on: &crate::platform::db::Db, id: UserId, count: i64) -> Result<u64> {
    let steps = [
        "DELETE FROM read_states WHERE user_id = $1 AND channel_id IN
         (SELECT channel_id FROM read_states WHERE user_id = $1 LIMIT $2)",
        "DELETE FROM blocks WHERE user_id = $1 AND target_id IN
         (SELECT target_id FROM blocks WHERE user_id = $1 LIMIT $2)",
        "DELETE FROM thread_members WHERE user_id = $1 AND thread_id IN
         (SELECT thread_id FROM thread_members WHERE user_id = $1 LIMIT $2)",
    ];
    let mut most = 0;
    for step in steps {
        most = most.max(query(step).bind(id).bind(count).execute(on.write()).await?);
    }
    let names = query(
        "UPDATE audit_entries SET target_name = NULL WHERE id IN
         (SELECT id FROM audit_entries
          WHERE target_kind = 'MEMBER' AND target_id = $1 AND target_name IS NOT NULL LIMIT $2)",
    )
    .bind(id.to_string())
    .bind(count)
    .execute(on.write())
    .await?;
    Ok(most.max(names))
}

/// Begins a session, at generation 0.
pub async fn insert_session(
    on: Executor<'_>,
    id: SessionId,
    user: UserId,
    device: &Device,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<()> {
    query(
        "INSERT INTO sessions (id, user_id, generation, user_agent, address, last_used_at, expires_at)
         VALUES ($1, $2, 0, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(user)
    .bind(device.user_agent.as_str())
    .bind(device.address.to_string())
    .bind(now)
    .bind(expires_at)
    .execute(on)
    .await?;
    Ok(())
}

/// Moves a living session on from this generation to the next; whether it was at this one.
pub async fn renew_session(
    on: Executor<'_>,
    id: SessionId,
    generation: i64,
    device: &Device,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<bool> {
    let rows = query(
        "UPDATE sessions
         SET generation = generation + 1, user_agent = $3, address = $4, last_used_at = $5, expires_at = $6
         WHERE id = $1 AND generation = $2 AND revoked_at IS NULL AND expires_at > $5",
    )
    .bind(id)
    .bind(generation)
    .bind(device.user_agent.as_str())
    .bind(device.address.to_string())
    .bind(now)
    .bind(expires_at)
    .execute(on)
    .await?;
    Ok(rows == 1)
}

/// Revokes a living session that has gone beyond this generation; whether there was one.
pub async fn revoke_reused(on: Executor<'_>, id: SessionId, generation: i64, now: Timestamp) -> Result<bool> {
    let rows =
        query("UPDATE sessions SET revoked_at = $3 WHERE id = $1 AND generation > $2 AND revoked_at IS NULL")
            .bind(id)
            .bind(generation)
            .bind(now)
            .execute(on)
            .await?;
    Ok(rows == 1)
}

/// Revokes one living session of a person; whether there was one.
pub async fn revoke_session(on: Executor<'_>, id: SessionId, user: UserId, now: Timestamp) -> Result<bool> {
    let rows = query(
        "UPDATE sessions SET revoked_at = $3
         WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL AND expires_at > $3",
    )
    .bind(id)
    .bind(user)
    .bind(now)
    .execute(on)
    .await?;
    Ok(rows == 1)
}

/// Revokes all living sessions of a person but one; which they were.
pub async fn revoke_others(
    on: Executor<'_>,
    user: UserId,
    kept: Option<SessionId>,
    now: Timestamp,
) -> Result<Vec<SessionId>> {
    let rows = query(
        "UPDATE sessions SET revoked_at = $3
         WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL RETURNING id",
    )
    .bind(user)
    // No session has the number 0.
    .bind(kept.unwrap_or(SessionId(0)))
    .bind(now)
    .fetch_all::<(SessionId,)>(on)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Revokes everybody's sessions; how many.
pub async fn revoke_all(on: Executor<'_>, now: Timestamp) -> Result<u64> {
    query("UPDATE sessions SET revoked_at = $1 WHERE revoked_at IS NULL").bind(now).execute(on).await
}

/// The sessions revoked since then, with when.
pub async fn revoked_since(on: Executor<'_>, since: Timestamp) -> Result<Vec<(SessionId, Timestamp)>> {
    query("SELECT id, revoked_at FROM sessions WHERE revoked_at IS NOT NULL AND revoked_at >= $1")
        .bind(since)
        .fetch_all(on)
        .await
}

/// A person's living sessions, newest first, those older than `after`.
pub async fn sessions(
    on: Executor<'_>,
    user: UserId,
    after: Option<SessionId>,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<Session>> {
    query(
        "SELECT id, user_agent, address, last_used_at FROM sessions
         WHERE user_id = $1 AND id < $2 AND revoked_at IS NULL AND expires_at > $3
         ORDER BY id DESC LIMIT $4",
    )
    .bind(user)
    .bind(after.unwrap_or(SessionId(i64::MAX)))
    .bind(now)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(on)
    .await
}

/// Removes sessions that ended before then; how many.
pub async fn delete_ended(on: Executor<'_>, before: Timestamp) -> Result<u64> {
    query("DELETE FROM sessions WHERE expires_at < $1 OR (revoked_at IS NOT NULL AND revoked_at < $1)")
        .bind(before)
        .execute(on)
        .await
}
