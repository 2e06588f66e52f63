//! Reporting a message.

use super::{
    Case, Evidence, Report, ReportCategory, ReportQueue, ReportStatus, already_open, note, queue, sql, tell,
};
use crate::accounts::Actor;
use crate::app::App;
use crate::messages::{self, MessageKind};
use crate::platform::db::violates_unique;
use crate::platform::error::{Error, Result};
use crate::platform::ids::MessageId;
use crate::platform::limits::Rate;

/// What is wrong with a message.
#[derive(Clone, Debug)]
pub struct MessageReport {
    /// Which.
    pub message_id: MessageId,
    /// What is wrong.
    pub category: ReportCategory,
    /// What else is to be said, at most [`super::MAX_NOTE`] characters.
    pub note: Option<String>,
    /// Whether the operator is to decide, and not the guild's moderators.
    pub to_operator: bool,
}

/// Reports a message to those who keep order where it stands, or to the operator.
///
/// # Errors
/// `NOT_FOUND` where the caller may not see it; `INVALID` for one's own message, what the server itself wrote,
/// and a note that is too long; `CONFLICT` while the caller's last report of it is open; `RATE_LIMITED` by a
/// limit of its own.
#[tracing::instrument(skip_all, fields(message = %new.message_id))]
pub async fn report_message(app: &App, actor: &Actor, new: MessageReport) -> Result<Case> {
    let (message, access) = messages::visible(app, actor, new.message_id).await?;
    if message.author_id == actor.user_id {
        return Err(Error::invalid("messageId", "This is your own message. You can delete it."));
    }
    if MessageKind::from_db(&message.kind) != MessageKind::Default {
        return Err(Error::invalid("messageId", "The server wrote this. Report the person instead."));
    }
    let note = note("note", new.note.as_deref())?;
    app.limits.count(Rate::Report, actor.user_id)?;
    let snapshot = &access.guild.snapshot;
    let about = message.author_id;
    let author = app.users.get(about).await?;
    let member = app.guilds.membership(snapshot.guild.id, about).await?;
    let channel = message.channel_id;
    let report = Report {
        id: app.ids.next(),
        guild_id: Some(snapshot.guild.id),
        queue: queue(Some(snapshot), about, new.to_operator),
        reporter_id: actor.user_id,
        user_id: about,
        channel_id: Some(channel),
        message_id: Some(new.message_id),
        category: new.category,
        note,
        evidence: Evidence::of_message(app, message, &access, &author, member.as_deref()).await?,
        status: ReportStatus::Open,
        outcome: None,
        resolution_note: None,
        resolved_by: None,
        resolved_at: None,
    };

    let mut tx = app.db.begin().await?;
    if let Err(error) = sql::insert(&mut tx, &report).await {
        return Err(if violates_unique(&error, "reports", "message_id") { already_open() } else { error });
    }
    tx.commit().await?;

    match report.queue {
        ReportQueue::Guild => tell::moderators(app, snapshot, &report).await,
        ReportQueue::Operator => tell::operators(app, &report).await,
    }
    Case::one(app, actor, report).await
}
