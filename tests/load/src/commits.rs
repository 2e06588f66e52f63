//! Bare one-row commits, each on the disk before the next: what sends are measured beside.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::stamp::Stamp;

/// The columns and indexes of Guildhall's messages; that they point to other tables is left out.
const TABLE: [&str; 4] = [
    "CREATE TABLE bare (id BIGINT PRIMARY KEY, channel_id BIGINT NOT NULL, author_id BIGINT NOT NULL, \
     content TEXT NOT NULL, nonce TEXT, edited_at BIGINT)",
    "CREATE INDEX bare_channel ON bare (channel_id, id)",
    "CREATE INDEX bare_author ON bare (author_id, id)",
    "CREATE UNIQUE INDEX bare_nonce ON bare (channel_id, author_id, nonce) WHERE nonce IS NOT NULL",
];
const INSERT: &str =
    "INSERT INTO bare (id, channel_id, author_id, content, nonce) VALUES ($1, $2, $3, $4, $5)";

/// A table to commit to.
#[derive(Clone, Debug)]
pub enum Bare {
    /// In a database of a server.
    Postgres(PgPool),
    /// In a file.
    Sqlite(SqlitePool),
}

impl Bare {
    /// Makes the table in a PostgreSQL database, with so many connections to it.
    pub async fn in_postgres(url: &str, connections: u32) -> Result<Self, sqlx::Error> {
        let options = PgConnectOptions::from_str(url)?;
        let pool = PgPoolOptions::new().max_connections(connections).connect_with(options).await?;
        sqlx::query("DROP TABLE IF EXISTS bare").execute(&pool).await?;
        for statement in TABLE {
            sqlx::query(statement).execute(&pool).await?;
        }
        Ok(Self::Postgres(pool))
    }

    /// Makes the table in a new SQLite file. SQLite lets one write at a time, so it has one connection:
    /// more would only get in each other's way.
    pub async fn in_sqlite(file: &Path) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        for statement in TABLE {
            sqlx::query(statement).execute(&pool).await?;
        }
        Ok(Self::Sqlite(pool))
    }

    async fn insert(&self, id: i64, stamp: Stamp) -> Result<(), sqlx::Error> {
        let (author, content, nonce) = (id % 64, stamp.text(), stamp.nonce());
        match self {
            Self::Postgres(pool) => {
                let insert = sqlx::query(INSERT).bind(id).bind(1_i64).bind(author).bind(content).bind(nonce);
                insert.execute(pool).await.map(|_| ())
            }
            Self::Sqlite(pool) => {
                let insert = sqlx::query(INSERT).bind(id).bind(1_i64).bind(author).bind(content).bind(nonce);
                insert.execute(pool).await.map(|_| ())
            }
        }
    }

    /// Rows committed in a second, by so many tasks.
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    pub async fn per_second(&self, tasks: usize, measured: Duration) -> Result<f64, sqlx::Error> {
        let (begun, next) = (Instant::now(), Arc::new(AtomicI64::new(1)));
        let tasks: Vec<_> = (0..tasks)
            .map(|_| {
                let (table, next) = (self.clone(), Arc::clone(&next));
                tokio::spawn(async move {
                    while begun.elapsed() < measured {
                        let id = next.fetch_add(1, Ordering::Relaxed);
                        table.insert(id, Stamp { number: id.unsigned_abs(), ..Stamp::default() }).await?;
                    }
                    Ok::<_, sqlx::Error>(())
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("a task does not panic")?;
        }
        let rows = next.load(Ordering::Relaxed) - 1;
        Ok(rows as f64 / begun.elapsed().as_secs_f64())
    }
}
