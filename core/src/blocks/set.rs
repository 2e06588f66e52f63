//! Blocking or ignoring somebody.

use super::{Block, BlockKind, MAX_BLOCKS, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::events::{BlockChanged, Step, Topic};
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::UserId;

/// Blocks or ignores somebody, in the place of what was before. Nobody but the caller's own devices is told.
///
/// # Errors
/// `NOT_FOUND` for a person who is not there; `INVALID` for oneself; `CONFLICT` for whoever blocks and ignores
/// [`MAX_BLOCKS`] people already.
#[tracing::instrument(skip_all)]
pub async fn set(app: &App, actor: &Actor, target: UserId, kind: BlockKind) -> Result<Block> {
    if target == actor.user_id {
        return Err(Error::invalid("userId", "This is you. Choose somebody else."));
    }
    let user = app.users.get(target).await?;

    let _turn = app.blocks.turn().await;
    let own = app.blocks.of(actor.user_id).await?;
    if own.get(&target) == Some(&kind)
        && let Some(created_at) = sql::since(app.db.read(), actor.user_id, target).await?
    {
        return Ok(Block { user, kind, created_at });
    }
    if own.len() >= MAX_BLOCKS && !own.contains_key(&target) {
        return Err(Error::new(
            ErrorCode::Conflict,
            format!("You block and ignore {MAX_BLOCKS} people, which is the most. Let some go first."),
        ));
    }
    let created_at = app.clock.now();
    sql::put(app.db.write(), actor.user_id, target, kind, created_at).await?;
    app.blocks.changed(actor.user_id);

    let event = BlockChanged { user_id: target, kind: Some(kind) };
    app.events.publish(vec![Step::tell(Topic::User(actor.user_id), event)]).await;
    Ok(Block { user, kind, created_at })
}
