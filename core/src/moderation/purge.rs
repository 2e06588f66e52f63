//! The messages of who was banned go, in small steps.
//!
//! The ban's transaction writes down what is to go, and the row stays until all of it is gone: so a program
//! that dies on the way goes on after its next start.

use std::collections::BTreeMap;
use std::time::Duration;

use super::sql;
use crate::app::App;
use crate::channels::ChannelKind;
use crate::events::{MessagesDeleted, Step, Topic};
use crate::messages;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, GuildId, MessageId, UserId, first_at};

/// How many messages go in one step.
const STEP: usize = 200;
/// How many steps are taken before the ban is answered.
const STEPS_AT_ONCE: usize = 5;
/// The pause after each step behind everybody's back, so that those who write are not kept waiting.
const PAUSE: Duration = Duration::from_millis(20);
/// How long after the ban messages are looked for: those that had passed the gate just before it.
const STRAGGLERS: Duration = Duration::from_secs(5);

/// Messages that are to go.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Purge {
    /// Where.
    pub guild_id: GuildId,
    /// Whose.
    pub author_id: UserId,
    /// The first id of those that may be there still.
    #[sqlx(rename = "from_id")]
    pub from: MessageId,
    /// Up to this id, which is not among them.
    #[sqlx(rename = "to_id")]
    pub to: MessageId,
}

/// A message that is to go.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Doomed {
    /// Which.
    pub id: MessageId,
    /// Where.
    pub channel_id: ChannelId,
    /// What that is.
    pub kind: String,
    /// What it stands in or beside.
    pub parent_id: Option<ChannelId>,
}

impl Doomed {
    /// Who heard of it.
    fn topic(&self) -> Topic {
        match (ChannelKind::from_db(&self.kind), self.parent_id) {
            (Some(ChannelKind::PublicThread), Some(parent)) => Topic::Channel(parent),
            _ => Topic::Channel(self.channel_id),
        }
    }
}

impl Purge {
    /// All that somebody wrote since a time.
    pub fn new(guild_id: GuildId, author_id: UserId, since: Timestamp, now: Timestamp) -> Self {
        let (from, to) = (first_at(since), first_at(now.plus(STRAGGLERS)));
        Self { guild_id, author_id, from: MessageId(from), to: MessageId(to) }
    }
}

/// Takes the first steps. What fails or is too much is left to [`go_on`].
pub(super) async fn begin(app: &App, mut purge: Purge) {
    for _ in 0..STEPS_AT_ONCE {
        match step(app, &mut purge).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => return error.log(),
        }
    }
}

/// Goes on with all that is left.
pub(super) async fn go_on(app: &App) -> Result<()> {
    for mut purge in sql::purges(app.db.read()).await? {
        while step(app, &mut purge).await? {
            tokio::time::sleep(PAUSE).await;
        }
    }
    Ok(())
}

/// Deletes the next messages, and the row itself when nothing more can come; whether there may be more now.
async fn step(app: &App, purge: &mut Purge) -> Result<bool> {
    let doomed = sql::doomed(app.db.read(), purge, STEP).await?;
    let ids: Vec<MessageId> = doomed.iter().map(|message| message.id).collect();
    let Some(last) = ids.last() else {
        if app.clock.now() >= purge.to.created_at() {
            sql::delete_purge(app.db.write(), purge).await?;
        }
        return Ok(false);
    };
    purge.from = MessageId(last.0 + 1);

    let _order = app.message_order.of_all(&ids).await;
    for id in &ids {
        app.writer.settled(*id).await;
    }
    let mut tx = app.db.begin().await?;
    let deleted = messages::sql::delete_many(&mut tx, &ids).await?;
    sql::advance_purge(&mut tx, purge).await?;
    tx.commit().await?;

    let mut told: BTreeMap<ChannelId, (Topic, Vec<MessageId>)> = BTreeMap::new();
    for message in doomed.iter().filter(|message| deleted.contains(&message.id)) {
        let (_, ids) = told.entry(message.channel_id).or_insert_with(|| (message.topic(), Vec::new()));
        ids.push(message.id);
    }
    let steps = told
        .into_iter()
        .map(|(channel_id, (topic, ids))| Step::tell(topic, MessagesDeleted { channel_id, ids }));
    app.events.publish(steps.collect()).await;
    Ok(true)
}
