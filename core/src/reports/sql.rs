//! The only SQL about reports.

use super::{Report, ReportCategory, ReportOutcome, ReportQueue, ReportStatus};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Executor, Tx, placeholders, query, query_with};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, MessageId, ReportId, RoleId, UserId};

/// What [`ReportRow`] is read from.
const COLUMNS: &str = "id, guild_id, queue, reporter_id, user_id, channel_id, message_id, category, note, evidence, \
    status, outcome, resolution_note, resolved_by, resolved_at";

#[derive(sqlx::FromRow)]
struct ReportRow {
    id: ReportId,
    guild_id: Option<GuildId>,
    queue: String,
    reporter_id: UserId,
    user_id: UserId,
    channel_id: Option<ChannelId>,
    message_id: Option<MessageId>,
    category: String,
    note: Option<String>,
    evidence: String,
    status: String,
    outcome: Option<String>,
    resolution_note: Option<String>,
    resolved_by: Option<UserId>,
    resolved_at: Option<Timestamp>,
}

impl TryFrom<ReportRow> for Report {
    type Error = Error;

    fn try_from(row: ReportRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            guild_id: row.guild_id,
            queue: ReportQueue::from_db(&row.queue)?,
            reporter_id: row.reporter_id,
            user_id: row.user_id,
            channel_id: row.channel_id,
            message_id: row.message_id,
            category: ReportCategory::from_db(&row.category)?,
            note: row.note,
            evidence: serde_json::from_str(&row.evidence).map_err(Error::internal)?,
            status: ReportStatus::from_db(&row.status)?,
            outcome: row.outcome.as_deref().map(ReportOutcome::from_db).transpose()?,
            resolution_note: row.resolution_note,
            resolved_by: row.resolved_by,
            resolved_at: row.resolved_at,
        })
    }
}

/// A new report. Fails on the unique index over message, reporter and queue.
pub async fn insert(tx: &mut Tx, report: &Report) -> Result<()> {
    let evidence = serde_json::to_string(&report.evidence).map_err(Error::internal)?;
    query_with(format!("INSERT INTO reports ({COLUMNS}) VALUES {}", placeholders(1, 1, 15)))
        .bind(report.id)
        .bind(report.guild_id)
        .bind(report.queue.as_str())
        .bind(report.reporter_id)
        .bind(report.user_id)
        .bind(report.channel_id)
        .bind(report.message_id)
        .bind(report.category.as_str())
        .bind(report.note.clone())
        .bind(evidence)
        .bind(report.status.as_str())
        .bind(report.outcome.map(ReportOutcome::as_str))
        .bind(report.resolution_note.clone())
        .bind(report.resolved_by)
        .bind(report.resolved_at)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// Whether the same person has an open report of the same person in the same place.
pub async fn has_open(tx: &mut Tx, report: &Report) -> Result<bool> {
    let row = query(
        "SELECT id FROM reports WHERE user_id = $1 AND reporter_id = $2 AND status = 'OPEN'
         AND message_id IS NULL AND COALESCE(guild_id, 0) = $3 LIMIT 1",
    )
    .bind(report.user_id)
    .bind(report.reporter_id)
    .bind(report.guild_id.unwrap_or(GuildId(0)))
    .fetch_optional::<(ReportId,)>(tx.run())
    .await?;
    Ok(row.is_some())
}

/// One report.
pub async fn find(on: Executor<'_>, id: ReportId) -> Result<Option<Report>> {
    query_with(format!("SELECT {COLUMNS} FROM reports WHERE id = $1"))
        .bind(id)
        .fetch_optional::<ReportRow>(on)
        .await?
        .map(Report::try_from)
        .transpose()
}

/// Up to `count` reports of a queue below `after`, the newest first, without those about the one who looks.
pub async fn queue(
    on: Executor<'_>,
    (queue, guild): (ReportQueue, Option<GuildId>),
    viewer: UserId,
    status: Option<ReportStatus>,
    after: Option<ReportId>,
    count: usize,
) -> Result<Vec<Report>> {
    let of_guild = if guild.is_some() { "AND guild_id = $5" } else { "" };
    let with_status = match (status, guild) {
        (None, _) => "",
        (Some(_), None) => "AND status = $5",
        (Some(_), Some(_)) => "AND status = $6",
    };
    let mut asked = query_with(format!(
        "SELECT {COLUMNS} FROM reports
         WHERE queue = $1 AND user_id <> $2 AND id < $3 {of_guild} {with_status} ORDER BY id DESC LIMIT $4"
    ))
    .bind(queue.as_str())
    .bind(viewer)
    .bind(after.unwrap_or(ReportId(i64::MAX)))
    .bind(i64::try_from(count).unwrap_or(i64::MAX));
    if let Some(guild) = guild {
        asked = asked.bind(guild);
    }
    if let Some(status) = status {
        asked = asked.bind(status.as_str());
    }
    asked.fetch_all::<ReportRow>(on).await?.into_iter().map(Report::try_from).collect()
}

/// Up to `count` reports by a person below `after`, the newest first.
pub async fn by_reporter(
    on: Executor<'_>,
    reporter: UserId,
    after: Option<ReportId>,
    count: usize,
) -> Result<Vec<Report>> {
    query_with(format!(
        "SELECT {COLUMNS} FROM reports WHERE reporter_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
    ))
    .bind(reporter)
    .bind(after.unwrap_or(ReportId(i64::MAX)))
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .fetch_all::<ReportRow>(on)
    .await?
    .into_iter()
    .map(Report::try_from)
    .collect()
}

/// Notes the decision on a report that is open; whether it was.
pub async fn resolve(tx: &mut Tx, report: &Report) -> Result<bool> {
    let rows = query(
        "UPDATE reports SET status = $2, outcome = $3, resolution_note = $4, resolved_by = $5, resolved_at = $6
         WHERE id = $1 AND status = 'OPEN'",
    )
    .bind(report.id)
    .bind(report.status.as_str())
    .bind(report.outcome.map(ReportOutcome::as_str))
    .bind(report.resolution_note.clone())
    .bind(report.resolved_by)
    .bind(report.resolved_at)
    .execute(tx.run())
    .await?;
    Ok(rows > 0)
}

/// Up to `count` people who run the installation.
pub async fn operators(on: Executor<'_>, count: usize) -> Result<Vec<UserId>> {
    let rows = query("SELECT id FROM users WHERE operator LIMIT $1")
        .bind(i64::try_from(count).unwrap_or(i64::MAX))
        .fetch_all::<(UserId,)>(on)
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Up to `count` members who have one of these roles.
pub async fn with_roles(
    on: Executor<'_>,
    guild: GuildId,
    roles: &[RoleId],
    count: usize,
) -> Result<Vec<UserId>> {
    if roles.is_empty() {
        return Ok(Vec::new());
    }
    let these = placeholders(3, 1, roles.len());
    let rows = query_with(format!(
        "SELECT DISTINCT user_id FROM member_roles WHERE guild_id = $1 AND role_id IN {these} LIMIT $2"
    ))
    .bind(guild)
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .bind_all(roles.iter().copied())
    .fetch_all::<(UserId,)>(on)
    .await?;
    Ok(rows.into_iter().map(|(user,)| user).collect())
}
