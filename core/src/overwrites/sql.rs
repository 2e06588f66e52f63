//! The only SQL about overwrites alone. They are read with their guild.

use crate::permissions::{Overwrite, OverwriteTarget};
use crate::platform::db::{Tx, placeholders, query_with};
use crate::platform::error::Result;
use crate::platform::ids::ChannelId;

fn parts(target: OverwriteTarget) -> (&'static str, i64) {
    match target {
        OverwriteTarget::Role(role) => ("ROLE", role.0),
        OverwriteTarget::Member(user) => ("MEMBER", user.0),
    }
}

/// Says this in these channels, in the place of what they said of its target; where it says nothing,
/// they say nothing of it any more.
pub async fn put(tx: &mut Tx, channels: &[ChannelId], overwrite: &Overwrite) -> Result<()> {
    if channels.is_empty() {
        return Ok(());
    }
    let (kind, target) = parts(overwrite.target);
    if overwrite.allow.is_empty() && overwrite.deny.is_empty() {
        query_with(format!(
            "DELETE FROM channel_overwrites WHERE target_kind = $1 AND target_id = $2 AND channel_id IN {}",
            placeholders(3, 1, channels.len())
        ))
        .bind(kind)
        .bind(target)
        .bind_all(channels.iter().copied())
        .execute(tx.run())
        .await?;
        return Ok(());
    }
    let mut insert = query_with(format!(
        "INSERT INTO channel_overwrites (channel_id, target_kind, target_id, allow, deny) VALUES {}
         ON CONFLICT (channel_id, target_kind, target_id)
         DO UPDATE SET allow = excluded.allow, deny = excluded.deny",
        placeholders(1, channels.len(), 5)
    ));
    for channel in channels {
        insert = insert
            .bind(*channel)
            .bind(kind)
            .bind(target)
            .bind(overwrite.allow.to_db())
            .bind(overwrite.deny.to_db());
    }
    insert.execute(tx.run()).await?;
    Ok(())
}
