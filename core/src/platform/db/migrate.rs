//! Bringing a database to the present form.

use std::borrow::Cow;

use sqlx::migrate::{MigrateError, Migration, Migrator};

use super::Db;

/// The `migrations/` folder, compiled in.
static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

impl Db {
    /// Applies the migrations that this database has not seen, in order, each in a transaction.
    ///
    /// # Errors
    /// Where one fails (it leaves nothing behind), or the database is newer than this program.
    pub async fn migrate(&self) -> Result<(), MigrateError> {
        match self {
            Self::Sqlite { writer, .. } => for_sqlite().run(writer).await,
            Self::Postgres(pool) => MIGRATIONS.run(pool).await,
        }
    }
}

/// The same migrations with `INTEGER PRIMARY KEY`: only by that name does SQLite take the id as the
/// row's own address, instead of keeping a second index beside a hidden one.
fn for_sqlite() -> Migrator {
    let migrations: Vec<Migration> = MIGRATIONS
        .iter()
        .map(|migration| {
            let sql = migration.sql.as_str().replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY");
            Migration::new(
                migration.version,
                migration.description.clone(),
                migration.migration_type,
                sqlx::SqlSafeStr::into_sql_str(sqlx::AssertSqlSafe(sql)),
                migration.no_tx,
            )
        })
        .collect();
    Migrator { migrations: Cow::Owned(migrations), ..Migrator::DEFAULT }
}
