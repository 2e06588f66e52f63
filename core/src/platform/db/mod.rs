//! The database: SQLite or PostgreSQL, and the only place that knows which.
//!
//! SQL is written once for both, with `$1…$N` (the rules are in `docs/data.md`). A query is made by
//! [`query`], gets its values by [`Query::bind`], and runs on the database ([`Db`]) or within a
//! transaction ([`Tx`]).
//!
//! SQLite has one writing connection and four that read; PostgreSQL one pool.

mod migrate;
mod query;
mod unique;
mod value;

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Postgres, Sqlite, Transaction};

pub use self::query::{FromAnyRow, Query, Rows, holds, placeholders, query, query_with, rows};
pub use self::unique::violates_unique;
pub use self::value::Value;
use super::error::Result;

/// How long one waits for a connection before the answer is `UNAVAILABLE`.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// PostgreSQL gives up on a statement after this, in milliseconds.
const STATEMENT_TIMEOUT_MS: &str = "15000";
const SQLITE_READERS: u32 = 4;

/// A database, cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// A file in the data folder.
    Sqlite {
        /// The connections that only read.
        readers: SqlitePool,
        /// The one that writes.
        writer: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

/// A transaction; undone when dropped without [`Tx::commit`].
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// Where a query runs.
#[derive(Debug)]
pub enum Executor<'a> {
    /// Any connection of a SQLite pool.
    SqlitePool(&'a SqlitePool),
    /// A SQLite transaction.
    Sqlite(&'a mut sqlx::SqliteConnection),
    /// Any connection of the PostgreSQL pool.
    PostgresPool(&'a PgPool),
    /// A PostgreSQL transaction.
    Postgres(&'a mut sqlx::PgConnection),
}

impl Db {
    /// Opens `url`: `postgres://…`, or `sqlite:PATH`, which makes the file where there is none.
    pub async fn open(url: &str, max_connections: u32) -> Result<Self, sqlx::Error> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)?
                .application_name("guildhall")
                .options([("statement_timeout", STATEMENT_TIMEOUT_MS)])
                .disable_statement_logging();
            let pool = PgPoolOptions::new()
                .max_connections(max_connections)
                .acquire_timeout(ACQUIRE_TIMEOUT)
                .connect_with(options)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What the API said yes to survives the loss of power, not only of the process. With
            // group commit it costs next to nothing.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(ACQUIRE_TIMEOUT)
            .disable_statement_logging();
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self::Sqlite { readers, writer })
    }

    /// The SQLite database in a data folder.
    #[must_use]
    pub fn sqlite_url(data: &Path) -> String {
        format!("sqlite:{}", data.join("guildhall.db").display())
    }

    /// To read outside a transaction.
    #[must_use]
    pub fn read(&self) -> Executor<'_> {
        match self {
            Self::Sqlite { readers, .. } => Executor::SqlitePool(readers),
            Self::Postgres(pool) => Executor::PostgresPool(pool),
        }
    }

    /// To write one statement, which is its own transaction.
    #[must_use]
    pub fn write(&self) -> Executor<'_> {
        match self {
            Self::Sqlite { writer, .. } => Executor::SqlitePool(writer),
            Self::Postgres(pool) => Executor::PostgresPool(pool),
        }
    }

    /// Begins a transaction that may write. On SQLite it is the only one at a time.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Whether it answers.
    pub async fn ping(&self) -> Result<()> {
        query("SELECT CAST(1 AS BIGINT)").fetch_scalar::<i64>(self.read()).await.map(|_| ())
    }

    /// Closes the connections, waiting for what runs.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// To run a query within it.
    pub fn run(&mut self) -> Executor<'_> {
        match self {
            Self::Sqlite(tx) => Executor::Sqlite(tx),
            Self::Postgres(tx) => Executor::Postgres(tx),
        }
    }

    /// Makes it last. On a commit's error nothing is known to have lasted.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// The tables whose ids the program makes.
const TABLES_WITH_IDS: [&str; 9] = [
    "users",
    "sessions",
    "guilds",
    "roles",
    "channels",
    "messages",
    "forum_tags",
    "audit_entries",
    "reports",
];

impl Db {
    /// The highest id there is, for [`crate::platform::ids::IdMaker`]; 0 in an empty database.
    pub async fn highest_id(&self) -> Result<i64> {
        let mut highest = 0;
        for table in TABLES_WITH_IDS {
            let sql = format!("SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) FROM {table}");
            highest = highest.max(query_with(sql).fetch_scalar::<i64>(self.read()).await?);
        }
        Ok(highest)
    }
}
