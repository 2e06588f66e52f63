//! Looking at a member again, when something changed about the person that the guild depends on.

use std::sync::Arc;

use crate::app::App;
use crate::events::{AccessChange, Step};
use crate::platform::error::{ErrorCode, Result};
use crate::platform::ids::{GuildId, UserId};

/// Reads a member anew, and has the stream follow what they may hear now. Nothing where they are none.
pub async fn look_at_member_again(app: &App, guild: GuildId, user: UserId) -> Result<()> {
    let change = match app.guilds.change(guild).await {
        Ok(change) => change,
        // Deleted in this very moment.
        Err(error) if error.code == ErrorCode::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if let Some(member) = change.read_member(user).await? {
        let snapshot = Arc::clone(&change.snapshot);
        app.events.publish(vec![Step::Access(AccessChange::Member { snapshot, member })]).await;
    }
    Ok(())
}
