//! Whom one blocks and ignores.

use super::{Block, BlockKind, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::UserId;

/// Where a page begins: after the one made then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BlockCursor(pub Timestamp, pub UserId);

impl From<&Block> for BlockCursor {
    fn from(block: &Block) -> Self {
        Self(block.created_at, block.user.id)
    }
}

/// Up to `count` of the caller's blocks, the newest first.
pub async fn list(app: &App, actor: &Actor, after: Option<BlockCursor>, count: usize) -> Result<Vec<Block>> {
    let after = after.unwrap_or(BlockCursor(Timestamp(i64::MAX), UserId(i64::MAX)));
    let rows = sql::after(app.db.read(), actor.user_id, after, count).await?;
    let people = app.users.get_many(rows.iter().map(|row| row.target_id)).await?;
    let block = |row: sql::BlockRow| {
        let user = people.get(&row.target_id).cloned()?;
        Some(Block { user, kind: BlockKind::from_db(&row.kind), created_at: row.created_at })
    };
    Ok(rows.into_iter().filter_map(block).collect())
}
