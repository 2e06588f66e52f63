//! Archives the threads in which nobody has written for a while.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use super::{sql, updated};
use crate::app::App;
use crate::channels::Channel;
use crate::events::{AccessChange, Events, Step};
use crate::guilds::Guilds;
use crate::platform::clock::Timestamp;
use crate::platform::db::Db;
use crate::platform::error::{ErrorCode, Result};
use crate::platform::ids::{ChannelId, GuildId};

/// How often it looks.
const EVERY: Duration = Duration::from_mins(1);
/// How many threads are archived at once; the rest has its turn at the next look.
const STEP: i64 = 500;

/// Works until `stop`.
pub async fn run(app: Arc<App>, stop: CancellationToken) {
    let work = async {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if let Err(error) = sweep(&app.db, &app.guilds, &app.events, app.clock.now()).await {
                // The next tick tries again.
                error.log();
            }
        }
    };
    stop.run_until_cancelled(work).await;
}

/// Archives the threads that have been silent too long at this time.
async fn sweep(db: &Db, guilds: &Guilds, events: &Events, now: Timestamp) -> Result<()> {
    let mut by_guild: BTreeMap<GuildId, Vec<ChannelId>> = BTreeMap::new();
    for (guild, thread) in sql::silent(db, now, STEP).await? {
        by_guild.entry(guild).or_default().push(thread);
    }
    for (guild, threads) in by_guild {
        match archive(db, guilds, events, guild, &threads, now).await {
            // Deleted in this very moment: the janitor's.
            Err(error) if error.code == ErrorCode::NotFound => {}
            other => other?,
        }
    }
    Ok(())
}

async fn archive(
    db: &Db,
    guilds: &Guilds,
    events: &Events,
    guild: GuildId,
    threads: &[ChannelId],
    now: Timestamp,
) -> Result<()> {
    let change = guilds.change(guild).await?;
    let mut tx = db.begin().await?;
    let mut archived = Vec::new();
    for id in threads {
        // Somebody may have written since it was looked up.
        if sql::archive_silent(&mut tx, *id, now).await?
            && let Some(thread) = change.snapshot.threads.get(id)
        {
            archived.push(Arc::new(Channel { archived_at: Some(now), ..Channel::clone(thread) }));
        }
    }
    let snapshot = change
        .commit(tx, |snapshot| {
            for thread in &archived {
                snapshot.put_thread(thread);
            }
        })
        .await?;

    let mut steps = Vec::with_capacity(2 * archived.len());
    for thread in &archived {
        steps.push(updated(thread));
        steps.push(Step::Access(AccessChange::Thread { snapshot: Arc::clone(&snapshot), thread: thread.id }));
    }
    events.publish(steps).await;
    tracing::debug!(%guild, threads = archived.len(), "archived silent threads");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::Users;
    use crate::events::Event;
    use crate::platform::clock::Clock;
    use crate::platform::db::query;

    const HOUR: i64 = 3_600_000;

    /// A guild 10 with a channel 11 and threads beside it: 12 is archived after an hour, 13 after a day, 14 is
    /// private, 15 pinned, 16 deleted; somebody wrote last in each at the time 0.
    async fn guild_with_threads(folder: &std::path::Path) -> Db {
        let db = Db::open(&Db::sqlite_url(folder), 1).await.unwrap();
        db.migrate().await.unwrap();
        for statement in [
            "INSERT INTO users (id, username, username_key, email, email_key, password_hash)
             VALUES (1, 'ana', 'ana', 'a@example.org', 'a@example.org', '')",
            "INSERT INTO guilds (id, name, owner_id) VALUES (10, 'a', 1)",
            "INSERT INTO channels (id, guild_id, kind, name, position) VALUES (11, 10, 'TEXT', 'a', 0)",
            "INSERT INTO channels (id, guild_id, kind, name, position, parent_id, owner_id, last_activity_at,
             auto_archive_minutes, pinned, deleted_at)
             VALUES (12, 10, 'PUBLIC_THREAD', 'a', 0, 11, 1, 0, 60, FALSE, NULL),
                    (13, 10, 'PUBLIC_THREAD', 'b', 0, 11, 1, 0, 1440, FALSE, NULL),
                    (14, 10, 'PRIVATE_THREAD', 'c', 0, 11, 1, 0, 60, FALSE, NULL),
                    (15, 10, 'PUBLIC_THREAD', 'd', 0, 11, 1, 0, 60, TRUE, NULL),
                    (16, 10, 'PUBLIC_THREAD', 'e', 0, 11, 1, 0, 60, FALSE, 5)",
        ] {
            query(statement).execute(db.write()).await.unwrap();
        }
        db
    }

    fn guilds_of(db: &Db) -> Guilds {
        Guilds::new(db.clone(), Clock::System, Arc::new(Users::new(db.clone())))
    }

    #[tokio::test]
    async fn silent_threads_are_put_away_each_at_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let db = guild_with_threads(folder.path()).await;
        let guilds = guilds_of(&db);
        let (events, mut published) = Events::channel();
        let active = async |guilds: &Guilds| -> Vec<i64> {
            guilds.snapshot(GuildId(10)).await.unwrap().unwrap().threads.keys().map(|id| id.0).collect()
        };
        assert_eq!(active(&guilds).await, [12, 13, 14, 15]);

        sweep(&db, &guilds, &events, Timestamp(HOUR)).await.unwrap();
        assert_eq!(active(&guilds).await, [12, 13, 14, 15], "not before its time");
        assert!(published.try_recv().is_err());

        sweep(&db, &guilds, &events, Timestamp(HOUR + 1)).await.unwrap();
        assert_eq!(active(&guilds).await, [13, 15]);
        let steps = published.try_recv().unwrap();
        let told: Vec<i64> = steps
            .iter()
            .filter_map(|step| match step {
                Step::Tell(_, event) => match &**event {
                    Event::ThreadUpdated(updated) => Some(updated.thread.id.0),
                    other => panic!("{other:?}"),
                },
                Step::Access(_) => None,
            })
            .collect();
        assert_eq!(told, [12, 14]);

        sweep(&db, &guilds, &events, Timestamp(25 * HOUR)).await.unwrap();
        assert_eq!(active(&guilds).await, [15]);
        // And it is so for whoever asks the database.
        assert_eq!(active(&guilds_of(&db)).await, [15]);
    }
}
