//! Letting somebody be again.

use super::sql;
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{BlockChanged, Step, Topic};
use crate::platform::error::Result;
use crate::platform::ids::UserId;

/// Neither blocks nor ignores somebody any more. Whoever was neither stays so, and nobody is told.
#[tracing::instrument(skip_all)]
pub async fn unblock(app: &App, actor: &Actor, target: UserId) -> Result<()> {
    let _turn = app.blocks.turn().await;
    if !sql::delete(app.db.write(), actor.user_id, target).await? {
        return Ok(());
    }
    app.blocks.changed(actor.user_id);

    let event = BlockChanged { user_id: target, kind: None };
    app.events.publish(vec![Step::tell(Topic::User(actor.user_id), event)]).await;
    Ok(())
}
