//! Deleting what somebody wrote whose account is gone.

use std::collections::HashMap;

use super::sql;
use crate::app::App;
use crate::channels;
use crate::events::{MessageDeleted, Step, Topic};
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, UserId};

/// How many go at once.
const STEP: usize = 100;

/// Deletes some of a person's messages and tells those who see them; whether there were any.
///
/// # Errors
/// Of the database; what was deleted until then stays so.
pub async fn delete_some_of(app: &App, author: UserId) -> Result<bool> {
    let messages = sql::some_by(app.db.read(), author, STEP).await?;
    if messages.is_empty() {
        return Ok(false);
    }
    let mut topics: HashMap<ChannelId, Option<Topic>> = HashMap::new();
    for (_, channel) in &messages {
        if !topics.contains_key(channel) {
            let found = channels::sql::find(&app.db, *channel).await?;
            topics.insert(*channel, found.map(|channel| channel.topic_of_events()));
        }
    }
    let ids: Vec<_> = messages.iter().map(|(id, _)| *id).collect();
    for id in &ids {
        app.writer.settled(*id).await;
    }
    sql::delete_all(&app.db, &ids).await?;
    let told = messages.into_iter().filter_map(|(id, channel_id)| {
        let topic = topics.get(&channel_id).copied().flatten()?;
        Some(Step::tell(topic, MessageDeleted { id, channel_id }))
    });
    app.events.publish(told.collect()).await;
    Ok(true)
}
