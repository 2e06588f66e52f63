//! Reporting a person.

use super::{
    Case, Evidence, Report, ReportCategory, ReportQueue, ReportStatus, already_open, note, queue, sql, tell,
};
use crate::accounts::Actor;
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, UserId};
use crate::platform::limits::Rate;

/// What is wrong with a person.
#[derive(Clone, Debug)]
pub struct UserReport {
    /// Who.
    pub user_id: UserId,
    /// The guild whose moderators are to decide; `None`: the operator is.
    pub guild_id: Option<GuildId>,
    /// What is wrong.
    pub category: ReportCategory,
    /// What else is to be said, at most [`super::MAX_NOTE`] characters.
    pub note: Option<String>,
}

/// Reports a person to the moderators of a guild, or to the operator.
///
/// # Errors
/// `NOT_FOUND` for a person or guild that is not there for the caller; `INVALID` for oneself, and a note that
/// is too long; `CONFLICT` while the caller's last such report is open; `RATE_LIMITED` by a limit of its own.
#[tracing::instrument(skip_all, fields(user = %new.user_id))]
pub async fn report_user(app: &App, actor: &Actor, new: UserReport) -> Result<Case> {
    let guild = match new.guild_id {
        Some(guild) => Some(GuildAccess::of(app, actor, guild).await?),
        None => None,
    };
    let snapshot = guild.as_ref().map(|access| &access.snapshot);
    if new.user_id == actor.user_id {
        return Err(Error::invalid("userId", "This is you. Choose somebody else."));
    }
    let user = app.users.get(new.user_id).await?;
    let note = note("note", new.note.as_deref())?;
    app.limits.count(Rate::Report, actor.user_id)?;
    let member = match snapshot {
        Some(snapshot) => app.guilds.membership(snapshot.guild.id, user.id).await?,
        None => None,
    };
    let report = Report {
        id: app.ids.next(),
        guild_id: new.guild_id,
        queue: queue(snapshot.map(|snapshot| &**snapshot), user.id, false),
        reporter_id: actor.user_id,
        user_id: user.id,
        channel_id: None,
        message_id: None,
        category: new.category,
        note,
        evidence: Evidence::of_person(&user, member.as_deref()),
        status: ReportStatus::Open,
        outcome: None,
        resolution_note: None,
        resolved_by: None,
        resolved_at: None,
    };

    let mut tx = app.db.begin().await?;
    if sql::has_open(&mut tx, &report).await? {
        return Err(already_open());
    }
    sql::insert(&mut tx, &report).await?;
    tx.commit().await?;

    match (report.queue, snapshot) {
        (ReportQueue::Guild, Some(snapshot)) => tell::moderators(app, snapshot, &report).await,
        _ => tell::operators(app, &report).await,
    }
    Case::one(app, actor, report).await
}
