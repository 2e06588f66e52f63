//! One line of the log, and how it comes to be written.

use serde::{Deserialize, Serialize};

use super::{MAX_REASON, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::ids::{AuditEntryId, ChannelId, GuildId, MessageId, ReportId, RoleId, UserId};
use crate::platform::text;

macro_rules! actions {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal,)*) => {
        /// What somebody did.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum, poem_openapi::Enum)]
        #[graphql(name = "AuditAction")]
        #[oai(rename = "AuditAction", rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum Action {
            $($(#[doc = $doc])* $name,)*
        }

        impl Action {
            /// As the database and the APIs write it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// From the database; `None` for what a newer program wrote.
            #[must_use]
            pub fn from_db(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

actions! {
    /// Changed the server itself.
    GuildUpdated = "GUILD_UPDATED",
    /// Handed the server over.
    OwnershipTransferred = "OWNERSHIP_TRANSFERRED",
    /// Made a channel or category.
    ChannelCreated = "CHANNEL_CREATED",
    /// Changed a channel or category.
    ChannelUpdated = "CHANNEL_UPDATED",
    /// Put channels elsewhere.
    ChannelsMoved = "CHANNELS_MOVED",
    /// Deleted a channel or category.
    ChannelDeleted = "CHANNEL_DELETED",
    /// Set or took away what a channel allows and denies.
    OverwritesUpdated = "OVERWRITES_UPDATED",
    /// Changed a thread that somebody else began.
    ThreadUpdated = "THREAD_UPDATED",
    /// Deleted a thread.
    ThreadDeleted = "THREAD_DELETED",
    /// Made a role.
    RoleCreated = "ROLE_CREATED",
    /// Changed a role.
    RoleUpdated = "ROLE_UPDATED",
    /// Put roles in another order.
    RolesMoved = "ROLES_MOVED",
    /// Deleted a role.
    RoleDeleted = "ROLE_DELETED",
    /// Gave a member roles or took them.
    MemberRolesUpdated = "MEMBER_ROLES_UPDATED",
    /// Changed a member: a name, a voice flag.
    MemberUpdated = "MEMBER_UPDATED",
    /// Removed a member, who may come back.
    MemberKicked = "MEMBER_KICKED",
    /// Removed many who were not seen for long.
    MembersPruned = "MEMBERS_PRUNED",
    /// Banned somebody.
    MemberBanned = "MEMBER_BANNED",
    /// Lifted a ban.
    MemberUnbanned = "MEMBER_UNBANNED",
    /// Silenced a member for a while, or let them speak again.
    MemberTimedOut = "MEMBER_TIMED_OUT",
    /// Deleted a message that somebody else wrote.
    MessageDeleted = "MESSAGE_DELETED",
    /// Deleted many messages at once.
    MessagesDeleted = "MESSAGES_DELETED",
    /// Made an invite.
    InviteCreated = "INVITE_CREATED",
    /// Revoked an invite.
    InviteRevoked = "INVITE_REVOKED",
    /// Paused joins, or let people in again.
    JoinsPaused = "JOINS_PAUSED",
    /// Decided on a report.
    ReportResolved = "REPORT_RESOLVED",
    /// Exported the server.
    GuildExported = "GUILD_EXPORTED",
}

/// To what or whom it was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The server itself.
    Guild(GuildId),
    /// A channel, category or thread.
    Channel(ChannelId),
    /// A role.
    Role(RoleId),
    /// A person.
    Member(UserId),
    /// A message.
    Message(MessageId),
    /// An invite, by its code.
    Invite(String),
    /// A report.
    Report(ReportId),
}

impl Target {
    /// The kind and the id as the database and the APIs write them.
    #[must_use]
    pub fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Guild(id) => ("GUILD", id.to_string()),
            Self::Channel(id) => ("CHANNEL", id.to_string()),
            Self::Role(id) => ("ROLE", id.to_string()),
            Self::Member(id) => ("MEMBER", id.to_string()),
            Self::Message(id) => ("MESSAGE", id.to_string()),
            Self::Invite(code) => ("INVITE", code.clone()),
            Self::Report(id) => ("REPORT", id.to_string()),
        }
    }
}

/// The kinds of targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum)]
#[graphql(name = "AuditTargetKind")]
pub enum TargetKind {
    /// The server itself.
    Guild,
    /// A channel, category or thread.
    Channel,
    /// A role.
    Role,
    /// A person.
    Member,
    /// A message.
    Message,
    /// An invite.
    Invite,
    /// A report.
    Report,
}

impl TargetKind {
    /// From the database; `None` for what a newer program wrote.
    #[must_use]
    pub fn from_db(text: &str) -> Option<Self> {
        match text {
            "GUILD" => Some(Self::Guild),
            "CHANNEL" => Some(Self::Channel),
            "ROLE" => Some(Self::Role),
            "MEMBER" => Some(Self::Member),
            "MESSAGE" => Some(Self::Message),
            "INVITE" => Some(Self::Invite),
            "REPORT" => Some(Self::Report),
            _ => None,
        }
    }
}

/// One field, before and after, as people read it; `None`: there was or is nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, async_graphql::SimpleObject)]
#[graphql(name = "AuditChange")]
pub struct Change {
    /// The field, in the API's spelling.
    pub field: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// The fields that an act changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(pub Vec<Change>);

impl Changes {
    /// None.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a field, where it differs.
    #[must_use]
    pub fn field<T: PartialEq + ToString>(mut self, field: &str, before: &T, after: &T) -> Self {
        if before != after {
            let (before, after) = (Some(before.to_string()), Some(after.to_string()));
            self.0.push(Change { field: field.to_owned(), before, after });
        }
        self
    }

    /// Adds a field that may be empty, where it differs.
    #[must_use]
    pub fn optional<T: PartialEq + ToString>(
        mut self,
        field: &str,
        before: Option<&T>,
        after: Option<&T>,
    ) -> Self {
        if before != after {
            let (before, after) = (before.map(T::to_string), after.map(T::to_string));
            self.0.push(Change { field: field.to_owned(), before, after });
        }
        self
    }
}

/// A line of the log.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which; tells its time.
    pub id: AuditEntryId,
    /// Who did it.
    pub actor_id: UserId,
    /// What; `None` for what a newer program wrote.
    pub action: Option<Action>,
    /// The kind of target, as [`Target::parts`] writes it.
    pub target_kind: String,
    /// The target's id or code.
    pub target_id: String,
    /// What the target was called then.
    pub target_name: Option<String>,
    /// Why, as the actor said.
    pub reason: Option<String>,
    /// Before and after.
    pub changes: Vec<Change>,
}

impl Entry {
    /// The person it was done to, where the target is one.
    #[must_use]
    pub fn target_user_id(&self) -> Option<UserId> {
        if self.target_kind == "MEMBER" { self.target_id.parse().ok() } else { None }
    }
}

/// A line to be written.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// Where.
    pub guild_id: GuildId,
    /// What.
    pub action: Action,
    /// To what or whom.
    pub target: Target,
    /// What the target is called.
    pub target_name: Option<String>,
    /// Why, as the actor said: at most [`MAX_REASON`] characters; not checked yet.
    pub reason: Option<String>,
    /// Before and after.
    pub changes: Changes,
}

/// Why, as the actor said: trimmed; nothing left is none.
///
/// # Errors
/// `INVALID` where it is longer than [`MAX_REASON`] characters.
pub fn reason(text: Option<&str>) -> Result<Option<String>> {
    Ok(text.map(|text| text::description("reason", text, MAX_REASON)).transpose()?.flatten())
}

/// Writes a line within the transaction of the act.
///
/// # Errors
/// `INVALID` for a reason that is too long.
pub async fn record(tx: &mut Tx, app: &App, actor: &Actor, entry: NewEntry) -> Result<AuditEntryId> {
    let reason = reason(entry.reason.as_deref())?;
    let id: AuditEntryId = app.ids.next();
    let (target_kind, target_id) = entry.target.parts();
    sql::insert(
        tx,
        entry.guild_id,
        &Entry {
            id,
            actor_id: actor.user_id,
            action: Some(entry.action),
            target_kind: target_kind.to_owned(),
            target_id,
            target_name: entry.target_name,
            reason,
            changes: entry.changes.0,
        },
    )
    .await?;
    Ok(id)
}
