//! Deciding on a report.

use super::{Case, Report, ReportOutcome, ReportQueue, ReportStatus, note, require_operator, sql, tell};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::guilds::GuildAccess;
use crate::permissions::Permission;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::{GuildId, ReportId};

/// What is decided.
#[derive(Clone, Debug)]
pub struct Resolution {
    /// Resolved or dismissed.
    pub status: ReportStatus,
    /// What was done; left out: nothing. Of a dismissed one nothing can have been.
    pub outcome: Option<ReportOutcome>,
    /// For those who look at it later, at most [`super::MAX_NOTE`] characters.
    pub note: Option<String>,
}

/// Decides on a report. What the decision says was done is done by its own means: this only notes it.
///
/// # Errors
/// `NOT_FOUND` for who may not see the report, those among them whom it is about; `CONFLICT` where it is decided
/// already; `INVALID` for what is no decision, and a note that is too long.
#[tracing::instrument(skip_all, fields(report = %id))]
pub async fn resolve(app: &App, actor: &Actor, id: ReportId, decision: Resolution) -> Result<Case> {
    let report = sql::find(app.db.read(), id).await?.ok_or_else(|| Error::not_found("report"))?;
    let audited = require_decider(app, actor, &report).await?;
    let note = note("note", decision.note.as_deref())?;
    let outcome = decision.outcome.unwrap_or(ReportOutcome::None);
    match decision.status {
        ReportStatus::Open => {
            return Err(Error::invalid("status", "Decide: RESOLVED or DISMISSED."));
        }
        ReportStatus::Dismissed if outcome != ReportOutcome::None => {
            let message = "Where something was done the report is RESOLVED, not DISMISSED.";
            return Err(Error::invalid("outcome", message));
        }
        _ => {}
    }
    let resolved = Report {
        status: decision.status,
        outcome: Some(outcome),
        resolution_note: note,
        resolved_by: Some(actor.user_id),
        resolved_at: Some(app.clock.now()),
        ..report
    };

    let mut tx = app.db.begin().await?;
    if !sql::resolve(&mut tx, &resolved).await? {
        return Err(Error::new(ErrorCode::Conflict, "Somebody has decided on this report already."));
    }
    if let Some(guild_id) = audited {
        let entry = NewEntry {
            guild_id,
            action: Action::ReportResolved,
            target: Target::Report(id),
            target_name: Some(resolved.evidence.username.clone()),
            reason: None,
            changes: Changes::none()
                .field("status", &ReportStatus::Open.as_str(), &resolved.status.as_str())
                .optional("outcome", None, Some(&outcome.as_str())),
        };
        audit::record(&mut tx, app, actor, entry).await?;
    }
    tx.commit().await?;

    tell::reporter(app, &resolved).await;
    Case::one(app, actor, resolved).await
}

/// Goes on only for who may decide; the guild in whose audit log it is written. What the operator decides is
/// not the guild's to read.
async fn require_decider(app: &App, actor: &Actor, report: &Report) -> Result<Option<GuildId>> {
    let hidden = |error: Error| match error.code {
        // To whom it is not shown it does not exist.
        ErrorCode::NotFound | ErrorCode::Forbidden => Error::not_found("report"),
        _ => error,
    };
    if report.user_id == actor.user_id {
        return Err(Error::not_found("report"));
    }
    match (report.queue, report.guild_id) {
        (ReportQueue::Guild, Some(guild)) => {
            let access = GuildAccess::of(app, actor, guild).await.map_err(hidden)?;
            access.require(Permission::ModerateMembers).map_err(hidden)?;
            Ok(Some(guild))
        }
        (ReportQueue::Guild, None) => Err(Error::not_found("report")),
        (ReportQueue::Operator, _) => {
            require_operator(app, actor).await.map_err(hidden)?;
            Ok(None)
        }
    }
}
