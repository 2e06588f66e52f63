//! The queues, and what became of one's own reports.

use super::{Case, ReportQueue, ReportStatus, require_operator, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::permissions::Permission;
use crate::platform::error::Result;
use crate::platform::ids::ReportId;

/// Up to `count` reports of a guild's queue, the newest first. Those about the caller are not among them.
///
/// # Errors
/// `FORBIDDEN` without `MODERATE_MEMBERS`.
pub async fn of_guild(
    app: &App,
    actor: &Actor,
    access: &GuildAccess,
    status: Option<ReportStatus>,
    after: Option<ReportId>,
    count: usize,
) -> Result<Vec<Case>> {
    access.require(Permission::ModerateMembers)?;
    let queue = (ReportQueue::Guild, Some(access.snapshot.guild.id));
    let reports = sql::queue(app.db.read(), queue, actor.user_id, status, after, count).await?;
    Case::complete(app, actor, reports).await
}

/// Up to `count` reports of the operator's queue, the newest first. Those about the caller are not among them.
///
/// # Errors
/// `FORBIDDEN` for all but operators.
pub async fn of_operator(
    app: &App,
    actor: &Actor,
    status: Option<ReportStatus>,
    after: Option<ReportId>,
    count: usize,
) -> Result<Vec<Case>> {
    require_operator(app, actor).await?;
    let queue = (ReportQueue::Operator, None);
    let reports = sql::queue(app.db.read(), queue, actor.user_id, status, after, count).await?;
    Case::complete(app, actor, reports).await
}

/// Up to `count` of the caller's own reports, the newest first.
pub async fn mine(app: &App, actor: &Actor, after: Option<ReportId>, count: usize) -> Result<Vec<Case>> {
    let reports = sql::by_reporter(app.db.read(), actor.user_id, after, count).await?;
    Case::complete(app, actor, reports).await
}
