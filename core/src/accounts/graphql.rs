//! Accounts in GraphQL.

use async_graphql::Object;
use chrono::{DateTime, Utc};

use super::User;
use crate::platform::ids::UserId;

/// A person, as others see them.
#[Object]
impl User {
    async fn id(&self) -> UserId {
        self.id
    }

    async fn username(&self) -> &str {
        &self.username
    }

    /// What to show; null: show the username.
    async fn display_name(&self) -> Option<&str> {
        self.display_name.as_deref()
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.id.created_at().to_utc()
    }
}
