//! Clears what deleted guilds and channels held.
//!
//! Deleting marks a row, and from then on nobody sees it. What hangs on it may be millions of
//! messages, so it goes in small steps behind everybody's back, each its own transaction: one that is
//! cut short goes on after the next start.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use super::sql;
use crate::app::App;
use crate::platform::clock::Timestamp;
use crate::platform::db::Db;
use crate::platform::error::Result;
use crate::platform::ids::ChannelId;
use crate::{channels, exports};

/// How often it looks for work.
const EVERY: Duration = Duration::from_mins(1);
/// How long what was deleted is left alone: a message that passed the gate just before finds its
/// channel still there.
const GRACE: Duration = Duration::from_mins(1);
/// How many rows go in one step.
const STEP: i64 = 500;
/// The pause after each full step, so that those who write are not kept waiting.
const PAUSE: Duration = Duration::from_millis(20);

/// Works until `stop`.
pub async fn run(app: Arc<App>, stop: CancellationToken) {
    let work = async {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if let Err(error) = sweep(&app.db, app.clock.now().minus(GRACE)).await {
                // The next tick tries again.
                error.log();
            }
        }
    };
    stop.run_until_cancelled(work).await;
}

/// Clears all that was deleted before a time.
async fn sweep(db: &Db, before: Timestamp) -> Result<()> {
    for channel in channels::sql::deleted_before(db.read(), before).await? {
        clear_channel(db, channel).await?;
    }
    for guild in sql::deleted_before(db.read(), before).await? {
        for channel in channels::sql::all_of_guild(db.read(), guild).await? {
            clear_channel(db, channel).await?;
        }
        while full_step(sql::clear_members(db.write(), guild, STEP).await?).await {}
        sql::remove(db.write(), guild).await?;
        while full_step(exports::clear_ghosts(db, guild, STEP).await?).await {}
        tracing::info!(%guild, "cleared a deleted server");
    }
    Ok(())
}

async fn clear_channel(db: &Db, channel: ChannelId) -> Result<()> {
    while full_step(channels::sql::clear_messages(db.write(), channel, STEP).await?).await {}
    while full_step(channels::sql::clear_read_states(db.write(), channel, STEP).await?).await {}
    channels::sql::remove(db.write(), channel).await?;
    tracing::debug!(%channel, "cleared a deleted channel");
    Ok(())
}

/// Whether a step found as much as it may take, so that there may be more; then pauses.
async fn full_step(rows: u64) -> bool {
    let full = i64::try_from(rows).is_ok_and(|rows| rows >= STEP);
    if full {
        tokio::time::sleep(PAUSE).await;
    }
    full
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::db::{placeholders, query, query_with};

    const TABLES: [&str; 7] =
        ["guilds", "roles", "members", "channels", "invites", "messages", "read_states"];

    async fn count(db: &Db, table: &str) -> i64 {
        query_with(format!("SELECT COUNT(*) FROM {table}")).fetch_scalar(db.read()).await.unwrap()
    }

    async fn run(db: &Db, sql: &'static str) {
        query(sql).execute(db.write()).await.unwrap();
    }

    /// A guild 10 with the channels 11 and 12, and a guild 20 with the channel 21; 1,200 messages in
    /// 11, one in each of the others.
    async fn two_guilds(folder: &std::path::Path) -> Db {
        let db = Db::open(&Db::sqlite_url(folder), 1).await.unwrap();
        db.migrate().await.unwrap();
        run(
            &db,
            "INSERT INTO users (id, username, username_key, email, email_key, password_hash)
             VALUES (1, 'ana', 'ana', 'a@example.org', 'a@example.org', ''),
                    (2, 'ben', 'ben', 'b@example.org', 'b@example.org', '')",
        )
        .await;
        run(&db, "INSERT INTO guilds (id, name, owner_id) VALUES (10, 'a', 1), (20, 'b', 1)").await;
        run(
            &db,
            "INSERT INTO roles (id, guild_id, name, position, permissions)
             VALUES (10, 10, '@everyone', 0, 0), (20, 20, '@everyone', 0, 0)",
        )
        .await;
        run(
            &db,
            "INSERT INTO members (guild_id, user_id, joined_at)
             VALUES (10, 1, 0), (10, 2, 0), (20, 1, 0)",
        )
        .await;
        run(
            &db,
            "INSERT INTO channels (id, guild_id, kind, name, position)
             VALUES (11, 10, 'TEXT', 'a', 0), (12, 10, 'TEXT', 'b', 1), (21, 20, 'TEXT', 'c', 0)",
        )
        .await;
        run(
            &db,
            "INSERT INTO invites (code, guild_id, channel_id, inviter_id, created_at)
             VALUES ('a', 10, 11, 1, 0), ('b', 20, 21, 1, 0)",
        )
        .await;
        let messages: Vec<i64> =
            (1000..2200).flat_map(|id| [id, 11, 1]).chain([5000, 12, 1, 5001, 21, 1]).collect();
        query_with(format!(
            "INSERT INTO messages (id, channel_id, author_id, content) SELECT column1, column2, column3, '' FROM (VALUES {})",
            placeholders(1, messages.len() / 3, 3)
        ))
        .bind_all(messages)
        .execute(db.write())
        .await
        .unwrap();
        run(
            &db,
            "INSERT INTO read_states (user_id, channel_id, last_read_id)
             VALUES (1, 11, 1000), (2, 11, 1000), (1, 12, 5000), (1, 21, 5001)",
        )
        .await;
        db
    }

    async fn counts(db: &Db) -> [i64; 7] {
        let mut counts = [0; 7];
        for (count_of, table) in counts.iter_mut().zip(TABLES) {
            *count_of = count(db, table).await;
        }
        counts
    }

    #[tokio::test]
    async fn a_deleted_channel_goes_with_its_messages_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let db = two_guilds(folder.path()).await;
        run(&db, "UPDATE channels SET deleted_at = 100 WHERE id = 11").await;

        sweep(&db, Timestamp(100)).await.unwrap();
        assert_eq!(counts(&db).await, [2, 2, 3, 3, 2, 1202, 4], "not before its time");

        sweep(&db, Timestamp(101)).await.unwrap();
        assert_eq!(counts(&db).await, [2, 2, 3, 2, 2, 2, 2]);
    }

    #[tokio::test]
    async fn a_deleted_guild_goes_with_all_that_it_held() {
        let folder = tempfile::tempdir().unwrap();
        let db = two_guilds(folder.path()).await;
        run(&db, "UPDATE guilds SET deleted_at = 100 WHERE id = 10").await;

        sweep(&db, Timestamp(101)).await.unwrap();
        assert_eq!(counts(&db).await, [1, 1, 1, 1, 1, 1, 1]);
    }
}
