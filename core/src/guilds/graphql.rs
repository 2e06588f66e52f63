//! Guilds in GraphQL.

use std::sync::Arc;

use async_graphql::Object;
use chrono::{DateTime, Utc};

use super::Member;
use crate::accounts::User;

/// A member of a server.
#[Object]
impl Member {
    /// Who.
    async fn user(&self) -> &Arc<User> {
        &self.user
    }

    /// Since when.
    async fn joined_at(&self) -> DateTime<Utc> {
        self.joined_at.to_utc()
    }
}
