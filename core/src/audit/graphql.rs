//! The audit log in GraphQL.

use std::sync::Arc;

use async_graphql::{InputObject, Object};
use chrono::{DateTime, Utc};

use super::{Action, Change, Filter, Line, TargetKind};
use crate::accounts::User;
use crate::platform::clock::Timestamp;
use crate::platform::ids::{AuditEntryId, UserId};

/// Who did what to whom, and why.
#[Object(name = "AuditEntry")]
impl Line {
    async fn id(&self) -> AuditEntryId {
        self.entry.id
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.entry.id.created_at().to_utc()
    }

    /// Who did it. null: the account is gone.
    async fn actor(&self) -> Option<&Arc<User>> {
        self.actor.as_ref()
    }

    /// null: something that this version does not know.
    async fn action(&self) -> Option<Action> {
        self.entry.action
    }

    /// To what it was done. null: something that this version does not know.
    async fn target_kind(&self) -> Option<TargetKind> {
        TargetKind::from_db(&self.entry.target_kind)
    }

    /// An id, or an invite's code.
    async fn target_id(&self) -> &str {
        &self.entry.target_id
    }

    /// What the target was called then: it may be gone. Of a message, who wrote it.
    async fn target_name(&self) -> Option<&str> {
        self.entry.target_name.as_deref()
    }

    /// To whom it was done, where the target is a person whose account is there still.
    async fn target_user(&self) -> Option<&Arc<User>> {
        self.target_user.as_ref()
    }

    async fn reason(&self) -> Option<&str> {
        self.entry.reason.as_deref()
    }

    /// What was different before.
    async fn changes(&self) -> &[Change] {
        &self.entry.changes
    }
}

/// Which entries; what is left out asks for nothing. `before` and `after` are times, `query` is looked for in
/// the target's name and the reason.
#[derive(Debug, Default, InputObject)]
pub struct AuditLogFilter {
    actor_id: Option<UserId>,
    target_id: Option<async_graphql::ID>,
    action: Option<Action>,
    before: Option<DateTime<Utc>>,
    after: Option<DateTime<Utc>>,
    query: Option<String>,
}

impl From<AuditLogFilter> for Filter {
    fn from(filter: AuditLogFilter) -> Self {
        let time = |time: DateTime<Utc>| Timestamp(time.timestamp_millis());
        Self {
            actor_id: filter.actor_id,
            target_id: filter.target_id.map(|id| id.0),
            action: filter.action,
            before: filter.before.map(time),
            after: filter.after.map(time),
            query: filter.query,
        }
    }
}
