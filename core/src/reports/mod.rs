//! Reports: people say that a message or a person is not as it should be, and somebody looks at it.
//!
//! A report goes to one of two queues: that of the guild, for its members with `MODERATE_MEMBERS`, or that of
//! the operator of the installation. What was reported is kept in it as it was then ([`Evidence`]), and stays
//! when the original is deleted. Whoever is reported never sees a report about themselves, so one about a
//! guild's owner goes to the operator.

mod evidence;
pub mod graphql;
mod list;
mod report_message;
mod report_user;
mod resolve;
pub(crate) mod sql;
mod tell;

use std::collections::HashMap;
use std::sync::Arc;

pub use evidence::{Evidence, Line};
pub use list::{mine, of_guild, of_operator};
pub use report_message::{MessageReport, report_message};
pub use report_user::{UserReport, report_user};
pub use resolve::{Resolution, resolve};

use crate::accounts::{Actor, User};
use crate::app::App;
use crate::guilds::{ChannelAccess, GuildAccess, Snapshot};
use crate::messages::{self, Message};
use crate::permissions::Permission;
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId, ReportId, UserId};
use crate::platform::text;

/// The longest note, of who reports and of who decides, in Unicode scalar values.
pub const MAX_NOTE: usize = 1000;

macro_rules! words {
    ($(#[doc = $doc:literal])* $type:ident { $($(#[doc = $variant_doc:literal])* $name:ident = $text:literal,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum)]
        pub enum $type {
            $($(#[doc = $variant_doc])* $name,)*
        }

        impl $type {
            /// As the database and the API write it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// From the database.
            fn from_db(text: &str) -> Result<Self> {
                match text {
                    $($text => Ok(Self::$name),)*
                    _ => Err(Error::internal(format!("a report holds the unknown word {text}"))),
                }
            }
        }
    };
}

words! {
    /// What is wrong.
    ReportCategory {
        /// Unwanted advertising, or the same again and again.
        Spam = "SPAM",
        /// Somebody is not left in peace.
        Harassment = "HARASSMENT",
        /// Hatred of people for what they are.
        Hate = "HATE",
        /// Violence, or the threat of it.
        Violence = "VIOLENCE",
        /// Sexual content where it does not belong.
        Sexual = "SEXUAL",
        /// Somebody may harm themselves.
        SelfHarm = "SELF_HARM",
        /// Against the law.
        Illegal = "ILLEGAL",
        /// What the note says.
        Other = "OTHER",
    }
}

words! {
    /// How far a report has come.
    ReportStatus {
        /// Nobody has decided yet.
        Open = "OPEN",
        /// Somebody saw to it.
        Resolved = "RESOLVED",
        /// Somebody found nothing to do.
        Dismissed = "DISMISSED",
    }
}

words! {
    /// What was done.
    ReportOutcome {
        /// Nothing, or what the note says.
        None = "NONE",
        /// The message was deleted.
        MessageDeleted = "MESSAGE_DELETED",
        /// The person was warned.
        Warned = "WARNED",
        /// The person was silenced for a while.
        TimedOut = "TIMED_OUT",
        /// The person was removed.
        Kicked = "KICKED",
        /// The person was banned.
        Banned = "BANNED",
    }
}

words! {
    /// Who decides on a report.
    ReportQueue {
        /// The moderators of the server.
        Guild = "GUILD",
        /// The operator of the installation.
        Operator = "OPERATOR",
    }
}

/// A report.
#[derive(Clone, Debug)]
pub struct Report {
    /// Which; tells its time.
    pub id: ReportId,
    /// Where it happened; `None`: in no guild, or one that is gone.
    pub guild_id: Option<GuildId>,
    /// Who decides.
    pub queue: ReportQueue,
    /// Who reported.
    pub reporter_id: UserId,
    /// Who is reported: the person, or the author of the message.
    pub user_id: UserId,
    /// The channel of the message.
    pub channel_id: Option<ChannelId>,
    /// The message; `None`: a person is reported.
    pub message_id: Option<MessageId>,
    /// What is wrong.
    pub category: ReportCategory,
    /// What the reporter says, at most [`MAX_NOTE`] characters.
    pub note: Option<String>,
    /// What was reported, as it was then.
    pub evidence: Evidence,
    /// How far it has come.
    pub status: ReportStatus,
    /// What was done, once that is decided.
    pub outcome: Option<ReportOutcome>,
    /// What the one who decided says of it.
    pub resolution_note: Option<String>,
    /// Who decided.
    pub resolved_by: Option<UserId>,
    /// When.
    pub resolved_at: Option<Timestamp>,
}

/// A report with the people in it, as far as they are known still, and what the one who looks may see of what
/// it is about.
#[derive(Clone, Debug)]
pub struct Case {
    /// The report.
    pub report: Report,
    /// Who reported.
    pub reporter: Option<Arc<User>>,
    /// Who is reported.
    pub user: Option<Arc<User>>,
    /// Who decided.
    pub resolved_by: Option<Arc<User>>,
    /// Those who wrote what stands around the message.
    pub authors: Vec<Option<Arc<User>>>,
    /// The channel of the message, as the one who looks sees it.
    pub channel: Option<ChannelAccess>,
    /// The message as it is now.
    pub message: Option<Message>,
}

impl Case {
    /// Completes reports for one who looks at them. People and messages are looked up all at once, guilds and
    /// channels in memory.
    async fn complete(app: &App, actor: &Actor, reports: Vec<Report>) -> Result<Vec<Self>> {
        let mut named = Vec::new();
        for report in &reports {
            named.extend([report.reporter_id, report.user_id]);
            named.extend(report.resolved_by);
            named.extend(report.evidence.context.iter().map(|line| line.author_id));
        }
        let people = app.users.get_many(named).await?;
        let ids: Vec<MessageId> = reports.iter().filter_map(|report| report.message_id).collect();
        let rows = messages::sql::find_many(app.db.read(), &ids).await?;
        let messages = Message::complete(&app.users, &app.guilds, rows).await?;
        let messages: HashMap<MessageId, Message> =
            messages.into_iter().map(|message| (message.id, message)).collect();

        let mut cases = Vec::with_capacity(reports.len());
        for report in reports {
            let channel = visible_channel(app, actor, &report).await?;
            let readable = channel.as_ref().is_some_and(|channel| {
                channel.require(Permission::ReadMessageHistory).and(channel.require_age()).is_ok()
            });
            let person = |id: UserId| people.get(&id).cloned();
            cases.push(Self {
                reporter: person(report.reporter_id),
                user: person(report.user_id),
                resolved_by: report.resolved_by.and_then(person),
                authors: report.evidence.context.iter().map(|line| person(line.author_id)).collect(),
                message: report.message_id.filter(|_| readable).and_then(|id| messages.get(&id)).cloned(),
                channel,
                report,
            });
        }
        Ok(cases)
    }

    async fn one(app: &App, actor: &Actor, report: Report) -> Result<Self> {
        let mut cases = Self::complete(app, actor, vec![report]).await?;
        cases.pop().ok_or_else(|| Error::internal("the report is gone"))
    }
}

/// The channel of a reported message, where it is held in memory and the one who looks may see it.
async fn visible_channel(app: &App, actor: &Actor, report: &Report) -> Result<Option<ChannelAccess>> {
    let (Some(guild), Some(channel)) = (report.guild_id, report.channel_id) else { return Ok(None) };
    match GuildAccess::of(app, actor, guild).await {
        Ok(access) => Ok(access.channel(channel).ok()),
        // No member of it, as the operator may be.
        Err(error) if error.code == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What somebody says in a note.
fn note(field: &'static str, text: Option<&str>) -> Result<Option<String>> {
    Ok(text.map(|text| text::description(field, text, MAX_NOTE)).transpose()?.flatten())
}

/// Who decides on a report about a person: nobody does on one about themselves, and nobody in a guild is above
/// its owner.
fn queue(snapshot: Option<&Snapshot>, about: UserId, to_operator: bool) -> ReportQueue {
    match snapshot {
        Some(snapshot) if !to_operator && snapshot.guild.owner_id != about => ReportQueue::Guild,
        _ => ReportQueue::Operator,
    }
}

fn already_open() -> Error {
    Error::new(ErrorCode::Conflict, "You reported this already, and it is not decided yet.")
}

/// Goes on only for who runs the installation.
async fn require_operator(app: &App, actor: &Actor) -> Result<()> {
    if crate::accounts::is_operator(app, actor).await? {
        Ok(())
    } else {
        Err(Error::forbidden("Only the operator of this installation can do this."))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::guilds::Guild;

    #[test]
    fn a_report_about_the_owner_is_not_decided_below_them() {
        let snapshot = Snapshot {
            guild: Guild::new(GuildId(10), "Mill Lane", UserId(1)),
            roles: BTreeMap::new(),
            channels: BTreeMap::new(),
            threads: BTreeMap::new(),
        };
        assert_eq!(queue(Some(&snapshot), UserId(2), false), ReportQueue::Guild);
        assert_eq!(queue(Some(&snapshot), UserId(2), true), ReportQueue::Operator);
        assert_eq!(queue(Some(&snapshot), UserId(1), false), ReportQueue::Operator);
        assert_eq!(queue(None, UserId(2), false), ReportQueue::Operator);
    }
}
