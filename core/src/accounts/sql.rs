//! The only SQL about people and their sessions.

use super::User;
use crate::platform::db::{Executor, placeholders, query_with};
use crate::platform::error::Result;
use crate::platform::ids::UserId;

/// These people, in no order; those who do not exist are left out.
pub async fn users(on: Executor<'_>, ids: &[UserId]) -> Result<Vec<User>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = query_with(format!(
        "SELECT id, username, display_name FROM users WHERE id IN {}",
        placeholders(1, 1, ids.len())
    ))
    .bind_all(ids.iter().copied())
    .fetch_all::<(UserId, String, Option<String>)>(on)
    .await?;
    Ok(rows.into_iter().map(|(id, username, display_name)| User { id, username, display_name }).collect())
}
