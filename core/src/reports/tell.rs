//! Who is told of a report.
//!
//! Events go by topic, and there is none of a guild's moderators. They are few, though, so each is told on
//! their own: whoever has a role that allows it, asked of the database, since a guild in memory does not hold
//! its members. The event names the report and nothing of it. What somebody sees of it is decided when they
//! ask, so one who ceases to be a moderator in that moment learns nothing.

use crate::app::App;
use crate::events::{ReportCreated, ReportUpdated, Step, Topic};
use crate::guilds::{Membership, Snapshot};
use crate::permissions::Permissions;
use crate::platform::error::Result;
use crate::platform::ids::{RoleId, UserId};

use super::{Report, sql};

/// The most people who are told. In a guild with more moderators the others see it when they look.
const MAX_TOLD: usize = 100;

/// Tells those of a guild who may see its queue.
pub(super) async fn moderators(app: &App, snapshot: &Snapshot, report: &Report) {
    match of_guild(app, snapshot).await {
        Ok(people) => tell(app, report, people).await,
        // The report is there: it is not to fail because nobody is told.
        Err(error) => error.log(),
    }
}

/// Tells the operators.
pub(super) async fn operators(app: &App, report: &Report) {
    match sql::operators(app.db.read(), MAX_TOLD).await {
        Ok(people) => tell(app, report, people).await,
        Err(error) => error.log(),
    }
}

/// Tells the reporter how far it has come.
pub(super) async fn reporter(app: &App, report: &Report) {
    let event = ReportUpdated { report_id: report.id, status: report.status };
    app.events.publish(vec![Step::tell(Topic::User(report.reporter_id), event)]).await;
}

async fn tell(app: &App, report: &Report, people: Vec<UserId>) {
    let event = ReportCreated { guild_id: report.guild_id, report_id: report.id };
    let steps = people
        .into_iter()
        .filter(|person| *person != report.user_id)
        .map(|person| Step::tell(Topic::User(person), event.clone()));
    app.events.publish(steps.collect()).await;
}

/// Those who may see a guild's queue.
async fn of_guild(app: &App, snapshot: &Snapshot) -> Result<Vec<UserId>> {
    let enough = Permissions::MODERATE_MEMBERS | Permissions::ADMINISTRATOR;
    let roles: Vec<RoleId> = snapshot
        .roles
        .values()
        .filter(|role| role.id != snapshot.everyone() && role.permissions.intersects(enough))
        .map(|role| role.id)
        .collect();
    let guild = snapshot.guild.id;
    let mut candidates = sql::with_roles(app.db.read(), guild, &roles, MAX_TOLD).await?;
    if !candidates.contains(&snapshot.guild.owner_id) {
        candidates.push(snapshot.guild.owner_id);
    }
    let now = app.clock.now();
    let members = app.guilds.memberships(guild, &candidates).await?;
    let may = |member: &Membership| snapshot.permissions(member, now).contains(Permissions::MODERATE_MEMBERS);
    Ok(members.values().filter(|member| may(member)).map(|member| member.user_id).collect())
}
