//! Reports in GraphQL.

use std::sync::Arc;

use async_graphql::connection::Connection;
use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{
    Case, MessageReport, ReportCategory, ReportOutcome, ReportQueue, ReportStatus, Resolution, UserReport,
};
use crate::accounts::User;
use crate::caller::ContextExt;
use crate::channels::graphql::ChannelNode;
use crate::messages::Message;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, GuildId, MessageId, ReportId, UserId};
use crate::platform::page::{self, Cursor};

/// How many reports a page holds unless told.
pub const PAGE: i32 = 25;

/// A list of reports as connections have it, the newest first.
pub type ReportConnection = Connection<Cursor<ReportId>, ReportNode>;

/// Who looks at a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    /// Who decides.
    Decider,
    /// Who reported.
    Reporter,
}

/// A report as the one who asks sees it.
#[derive(Debug)]
pub struct ReportNode {
    case: Case,
    view: View,
}

impl ReportNode {
    /// For those who decide on it.
    #[must_use]
    pub fn for_decider(case: Case) -> Self {
        Self { case, view: View::Decider }
    }

    /// For the one who reported.
    #[must_use]
    pub fn for_reporter(case: Case) -> Self {
        Self { case, view: View::Reporter }
    }

    /// What only those see who decide.
    fn deciders<T>(&self, field: Option<T>) -> Option<T> {
        field.filter(|_| self.view == View::Decider)
    }
}

/// Somebody says that a message or a person is not as it should be.
#[Object(name = "Report")]
impl ReportNode {
    async fn id(&self) -> ReportId {
        self.case.report.id
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.case.report.id.created_at().to_utc()
    }

    /// Where it happened. null: in no server, or in one that is gone.
    async fn guild_id(&self) -> Option<GuildId> {
        self.case.report.guild_id
    }

    /// Who decides.
    async fn queue(&self) -> ReportQueue {
        self.case.report.queue
    }

    async fn category(&self) -> ReportCategory {
        self.case.report.category
    }

    /// What the reporter says.
    async fn note(&self) -> Option<&str> {
        self.case.report.note.as_deref()
    }

    async fn status(&self) -> ReportStatus {
        self.case.report.status
    }

    /// What was done; null: not decided yet.
    async fn outcome(&self) -> Option<ReportOutcome> {
        self.case.report.outcome
    }

    /// What the one who decided says of it; always null for the reporter.
    async fn resolution_note(&self) -> Option<&str> {
        self.deciders(self.case.report.resolution_note.as_deref())
    }

    /// Who decided; always null for the reporter.
    async fn resolved_by(&self) -> Option<&Arc<User>> {
        self.deciders(self.case.resolved_by.as_ref())
    }

    async fn resolved_at(&self) -> Option<DateTime<Utc>> {
        self.case.report.resolved_at.map(Timestamp::to_utc)
    }

    /// null: the account is gone.
    async fn reporter(&self) -> Option<&Arc<User>> {
        self.case.reporter.as_ref()
    }

    /// Who is reported: the person, or the author of the message. null: the account is gone.
    async fn user(&self) -> Option<&Arc<User>> {
        self.case.user.as_ref()
    }

    /// Where the message was; it may be gone.
    async fn channel_id(&self) -> Option<ChannelId> {
        self.case.report.channel_id
    }

    /// null: no message, or its channel is gone, archived, or not for the caller to see.
    async fn channel(&self) -> Option<ChannelNode> {
        self.case.channel.clone().map(ChannelNode::from)
    }

    /// The message that is reported; it may be gone. null: a person is reported.
    async fn message_id(&self) -> Option<MessageId> {
        self.case.report.message_id
    }

    /// The message as it is now. null: no message, or it is gone, or not for the caller to see.
    async fn message(&self) -> Option<&Message> {
        self.case.message.as_ref()
    }

    /// What was reported, as it was then.
    async fn evidence(&self) -> Evidence<'_> {
        Evidence(&self.case)
    }
}

struct Evidence<'a>(&'a Case);

/// What was reported, as it was then: it stays when the original is changed or deleted.
#[Object(name = "ReportEvidence")]
impl Evidence<'_> {
    /// What the reported person signed in with.
    async fn username(&self) -> &str {
        &self.0.report.evidence.username
    }

    /// What they were shown as.
    async fn display_name(&self) -> Option<&str> {
        self.0.report.evidence.display_name.as_deref()
    }

    /// What they were called in the server.
    async fn nickname(&self) -> Option<&str> {
        self.0.report.evidence.nickname.as_deref()
    }

    /// What they said of themselves in the server.
    async fn bio(&self) -> Option<&str> {
        self.0.report.evidence.bio.as_deref()
    }

    /// What the message said. null: a person is reported.
    async fn content(&self) -> Option<&str> {
        self.0.report.evidence.content.as_deref()
    }

    /// When the message was sent.
    async fn created_at(&self) -> Option<DateTime<Utc>> {
        self.0.report.evidence.created_at.map(Timestamp::to_utc)
    }

    /// When it was last edited before it was reported.
    async fn edited_at(&self) -> Option<DateTime<Utc>> {
        self.0.report.evidence.edited_at.map(Timestamp::to_utc)
    }

    /// What its channel was called.
    async fn channel_name(&self) -> Option<&str> {
        self.0.report.evidence.channel_name.as_deref()
    }

    /// What stood around it, oldest first, as far as the reporter could read it.
    async fn context(&self) -> Vec<ContextLine<'_>> {
        let lines = self.0.report.evidence.context.iter().zip(&self.0.authors);
        lines.map(|(line, author)| ContextLine { line, author: author.as_ref() }).collect()
    }
}

struct ContextLine<'a> {
    line: &'a super::Line,
    author: Option<&'a Arc<User>>,
}

/// A message beside the reported one, as it was then.
#[Object(name = "ReportContext")]
impl ContextLine<'_> {
    /// null: the account is gone.
    async fn author(&self) -> Option<&Arc<User>> {
        self.author
    }

    /// What its author signed in with then.
    async fn author_name(&self) -> &str {
        &self.line.author_name
    }

    async fn content(&self) -> &str {
        &self.line.content
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.line.created_at.to_utc()
    }
}

/// A page of reports.
pub fn connection(
    cases: Vec<Case>,
    size: usize,
    from_start: bool,
    node: impl Fn(Case) -> ReportNode,
) -> ReportConnection {
    let nodes = cases.into_iter().map(node).collect();
    page::forwards(nodes, size, from_start, |node: &ReportNode| node.case.report.id)
}

/// What can be asked about reports.
#[derive(Debug, Default)]
pub struct ReportsQuery;

#[Object]
impl ReportsQuery {
    /// The reports that are for the operator to decide, the newest first. Only operators may.
    async fn operator_reports(
        &self,
        ctx: &Context<'_>,
        status: Option<ReportStatus>,
        #[graphql(default_with = "Some(PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<ReportConnection> {
        let size = page::size("first", first, PAGE)?;
        let after = page::cursor("after", after)?;
        let cases = super::of_operator(ctx.app(), ctx.actor()?, status, after, size + 1).await?;
        Ok(connection(cases, size, after.is_none(), ReportNode::for_decider))
    }

    /// What the caller reported, the newest first.
    async fn my_reports(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "Some(PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<ReportConnection> {
        let size = page::size("first", first, PAGE)?;
        let after = page::cursor("after", after)?;
        let cases = super::mine(ctx.app(), ctx.actor()?, after, size + 1).await?;
        Ok(connection(cases, size, after.is_none(), ReportNode::for_reporter))
    }
}

/// `note`: at most 1000 characters. `toOperator`: not the server's moderators are to decide.
#[derive(Debug, InputObject)]
struct ReportMessageInput {
    message_id: MessageId,
    category: ReportCategory,
    note: Option<String>,
    #[graphql(default)]
    to_operator: bool,
}

#[derive(Debug, SimpleObject)]
struct ReportMessagePayload {
    report: ReportNode,
}

/// `guildId`: its moderators decide; left out, the operator does. `note`: at most 1000 characters.
#[derive(Debug, InputObject)]
struct ReportUserInput {
    user_id: UserId,
    guild_id: Option<GuildId>,
    category: ReportCategory,
    note: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct ReportUserPayload {
    report: ReportNode,
}

/// `status`: RESOLVED or DISMISSED. `outcome` goes with RESOLVED. `note`: at most 1000 characters; the reporter
/// does not see it.
#[derive(Debug, InputObject)]
struct ResolveReportInput {
    id: ReportId,
    status: ReportStatus,
    outcome: Option<ReportOutcome>,
    note: Option<String>,
}

#[derive(Debug, SimpleObject)]
struct ResolveReportPayload {
    report: ReportNode,
}

/// What can be done with reports.
#[derive(Debug, Default)]
pub struct ReportsMutation;

#[Object]
impl ReportsMutation {
    /// Reports a message to the moderators of its server, or to the operator. A copy is kept with the report.
    /// One about the server's owner goes to the operator.
    async fn report_message(
        &self,
        ctx: &Context<'_>,
        input: ReportMessageInput,
    ) -> Result<ReportMessagePayload> {
        let ReportMessageInput { message_id, category, note, to_operator } = input;
        let new = MessageReport { message_id, category, note, to_operator };
        let case = super::report_message(ctx.app(), ctx.actor()?, new).await?;
        Ok(ReportMessagePayload { report: ReportNode::for_reporter(case) })
    }

    /// Reports a person to the moderators of a server, or to the operator.
    async fn report_user(&self, ctx: &Context<'_>, input: ReportUserInput) -> Result<ReportUserPayload> {
        let ReportUserInput { user_id, guild_id, category, note } = input;
        let new = UserReport { user_id, guild_id, category, note };
        let case = super::report_user(ctx.app(), ctx.actor()?, new).await?;
        Ok(ReportUserPayload { report: ReportNode::for_reporter(case) })
    }

    /// Decides on a report, and tells the reporter. It only notes what was done: do that by its own means.
    /// Needs `MODERATE_MEMBERS` in its server, or to be an operator; nobody decides on a report about
    /// themselves.
    async fn resolve_report(
        &self,
        ctx: &Context<'_>,
        input: ResolveReportInput,
    ) -> Result<ResolveReportPayload> {
        let ResolveReportInput { id, status, outcome, note } = input;
        let decision = Resolution { status, outcome, note };
        let case = super::resolve(ctx.app(), ctx.actor()?, id, decision).await?;
        Ok(ResolveReportPayload { report: ReportNode::for_decider(case) })
    }
}
