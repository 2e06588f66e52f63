//! Blocks in GraphQL.

use std::sync::Arc;

use async_graphql::connection::Connection;
use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{Block, BlockCursor, BlockKind};
use crate::accounts::User;
use crate::caller::ContextExt;
use crate::platform::error::Result;
use crate::platform::ids::UserId;
use crate::platform::page::{self, Cursor};

/// How many blocks a page holds unless told.
const PAGE: i32 = 50;

/// Somebody whom the caller blocks or ignores.
#[Object]
impl Block {
    async fn user(&self) -> &Arc<User> {
        &self.user
    }

    async fn kind(&self) -> BlockKind {
        self.kind
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.created_at.to_utc()
    }
}

/// What one asks about one's own blocks.
#[derive(Debug, Default)]
pub struct BlocksQuery;

#[Object]
impl BlocksQuery {
    /// Whom the caller blocks and ignores, the newest first.
    async fn blocks(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "Some(PAGE)")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<Cursor<BlockCursor>, Block>> {
        let size = page::size("first", first, PAGE)?;
        let after = page::cursor("after", after)?;
        let from_start = after.is_none();
        let blocks = super::list(ctx.app(), ctx.actor()?, after, size + 1).await?;
        Ok(page::forwards(blocks, size, from_start, |block| BlockCursor::from(block)))
    }
}

#[derive(Debug, SimpleObject)]
struct BlockUserPayload {
    block: Block,
}

#[derive(Debug, SimpleObject)]
struct IgnoreUserPayload {
    block: Block,
}

#[derive(Debug, SimpleObject)]
struct UnblockUserPayload {
    user_id: UserId,
}

/// What one does about others.
#[derive(Debug, Default)]
pub struct BlocksMutation;

#[Object]
impl BlocksMutation {
    /// Has nothing to do with somebody any more: neither writes to the other directly, neither is notified of
    /// the other. They are not told.
    async fn block_user(&self, ctx: &Context<'_>, user_id: UserId) -> Result<BlockUserPayload> {
        let block = super::set(ctx.app(), ctx.actor()?, user_id, BlockKind::Block).await?;
        Ok(BlockUserPayload { block })
    }

    /// Sees less of somebody: what they write is folded away, and notifies nobody who ignores them. They are
    /// not told.
    async fn ignore_user(&self, ctx: &Context<'_>, user_id: UserId) -> Result<IgnoreUserPayload> {
        let block = super::set(ctx.app(), ctx.actor()?, user_id, BlockKind::Ignore).await?;
        Ok(IgnoreUserPayload { block })
    }

    /// Neither blocks nor ignores somebody any more.
    async fn unblock_user(&self, ctx: &Context<'_>, user_id: UserId) -> Result<UnblockUserPayload> {
        super::unblock(ctx.app(), ctx.actor()?, user_id).await?;
        Ok(UnblockUserPayload { user_id })
    }
}
