//! What an installation holds about one person, for that person.

use std::sync::Arc;

use super::archive::{Archive, Stream};
use super::forms::ServerForm;
use super::{ACCOUNT_FORMAT, PAGE, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::guilds;
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, MessageId};
use crate::platform::limits::Rate;

/// Begins to write the archive of the caller's own data. What fails later ends the stream with an error.
///
/// # Errors
/// `RATE_LIMITED` by person; `UNAVAILABLE` where enough archives are being written.
#[tracing::instrument(skip_all)]
pub async fn export_account(app: &Arc<App>, actor: &Actor) -> Result<Stream> {
    app.limits.count(Rate::Archive, actor.user_id)?;
    let turn = app.exports.write()?;
    let (archive, stream) = Archive::new();
    let out = archive.out();
    let (app, actor, now) = (Arc::clone(app), *actor, app.clock.now());
    tokio::spawn(async move {
        let _turn = turn;
        if let Err(error) = write(&app, &actor, archive, now).await {
            error.log();
            Archive::failed(&out).await;
        }
    });
    Ok(stream)
}

async fn write(app: &App, actor: &Actor, mut archive: Archive, now: Timestamp) -> Result<()> {
    let user = actor.user_id;
    archive.begin("account.json")?;
    let account = sql::account(app.db.read(), user).await?.ok_or_else(Error::unauthenticated)?;
    archive.line(&account).await?;

    archive.begin("sessions.jsonl")?;
    for session in sql::sessions(app.db.read(), user).await? {
        archive.line(&session).await?;
    }

    archive.begin("servers.jsonl")?;
    for access in guilds::mine(app, actor).await? {
        let guild = &access.snapshot.guild;
        let server = ServerForm {
            id: guild.id,
            name: guild.name.clone(),
            owner: guild.owner_id == user,
            member: (&*access.member).into(),
        };
        archive.line(&server).await?;
    }

    archive.begin("messages.jsonl")?;
    let mut after = MessageId(0);
    loop {
        let page = sql::own_messages(app.db.read(), user, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        for message in &page {
            archive.line(message).await?;
        }
    }

    archive.begin("read-states.jsonl")?;
    let mut after = ChannelId(0);
    loop {
        let page = sql::read_states(app.db.read(), user, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.channel_id;
        for state in &page {
            archive.line(state).await?;
        }
    }

    archive.begin("blocks.jsonl")?;
    for block in sql::blocks(app.db.read(), user).await? {
        archive.line(&block).await?;
    }
    archive.begin("reports.jsonl")?;
    for report in sql::own_reports(app.db.read(), user).await? {
        archive.line(&report).await?;
    }
    archive.finish(ACCOUNT_FORMAT, now).await
}
