//! One statement and its values, run on either database.

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, FromRow, Postgres, SqlSafeStr, SqlStr, Sqlite};

use super::{Executor, Value};
use crate::platform::error::Result;

/// A row type that both databases can fill: derive [`sqlx::FromRow`].
pub trait FromAnyRow:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static
{
}
impl<T> FromAnyRow for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static
{
}

/// A statement with its values.
#[derive(Debug)]
#[must_use = "a query does nothing until it is run"]
pub struct Query {
    sql: SqlStr,
    values: Vec<Value>,
}

/// A statement, fixed at compile time: `$1…$N` stand for the values.
pub fn query(sql: &'static str) -> Query {
    Query { sql: sql.into_sql_str(), values: Vec::new() }
}

/// A statement whose number of placeholders is known only when it runs (see [`placeholders`]).
/// Nothing that a person wrote may be part of `sql`: values are bound.
pub fn query_with(sql: String) -> Query {
    Query { sql: AssertSqlSafe(sql).into_sql_str(), values: Vec::new() }
}

/// `rows` groups of `columns` placeholders, numbered from `first`: `($1, $2), ($3, $4)`.
#[must_use]
pub fn placeholders(first: usize, rows: usize, columns: usize) -> String {
    use std::fmt::Write;

    let mut text = String::with_capacity(rows * (columns * 5 + 4));
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            let comma = if column == 0 { "" } else { ", " };
            let _ = write!(text, "{comma}${}", first + row * columns + column);
        }
        text.push(')');
    }
    text
}

/// Runs `$query` on whichever database `$executor` is, by the named function and method of sqlx.
macro_rules! dispatch {
    ($executor:expr, $query:expr, $make:ident, $method:ident) => {{
        let Query { sql, values } = $query;
        match $executor {
            Executor::SqlitePool(pool) => sqlx::$make(sql, sqlite_arguments(values)?).$method(pool).await,
            Executor::Sqlite(connection) => {
                sqlx::$make(sql, sqlite_arguments(values)?).$method(connection).await
            }
            Executor::PostgresPool(pool) => sqlx::$make(sql, postgres_arguments(values)?).$method(pool).await,
            Executor::Postgres(connection) => {
                sqlx::$make(sql, postgres_arguments(values)?).$method(connection).await
            }
        }
    }};
}

impl Query {
    /// The value of the next placeholder.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// The values of the next placeholders.
    pub fn bind_all(mut self, values: impl IntoIterator<Item = impl Into<Value>>) -> Self {
        self.values.extend(values.into_iter().map(Into::into));
        self
    }

    /// All rows.
    pub async fn fetch_all<T: FromAnyRow>(self, executor: Executor<'_>) -> Result<Vec<T>> {
        Ok(dispatch!(executor, self, query_as_with, fetch_all)?)
    }

    /// The one row there must be.
    pub async fn fetch_one<T: FromAnyRow>(self, executor: Executor<'_>) -> Result<T> {
        Ok(dispatch!(executor, self, query_as_with, fetch_one)?)
    }

    /// The row, where there is one.
    pub async fn fetch_optional<T: FromAnyRow>(self, executor: Executor<'_>) -> Result<Option<T>> {
        Ok(dispatch!(executor, self, query_as_with, fetch_optional)?)
    }

    /// The first column of the one row there must be.
    pub async fn fetch_scalar<T>(self, executor: Executor<'_>) -> Result<T>
    where
        (T,): FromAnyRow,
    {
        Ok(self.fetch_one::<(T,)>(executor).await?.0)
    }

    /// Runs it; the number of rows it touched.
    pub async fn execute(self, executor: Executor<'_>) -> Result<u64> {
        let Self { sql, values } = self;
        Ok(match executor {
            Executor::SqlitePool(pool) => run_sqlite(sql, values, pool).await?,
            Executor::Sqlite(connection) => run_sqlite(sql, values, connection).await?,
            Executor::PostgresPool(pool) => run_postgres(sql, values, pool).await?,
            Executor::Postgres(connection) => run_postgres(sql, values, connection).await?,
        })
    }
}

async fn run_sqlite<'e>(
    sql: SqlStr,
    values: Vec<Value>,
    on: impl sqlx::Executor<'e, Database = Sqlite>,
) -> Result<u64, sqlx::Error> {
    let arguments = sqlite_arguments(values)?;
    Ok(sqlx::query_with(sql, arguments).execute(on).await?.rows_affected())
}

async fn run_postgres<'e>(
    sql: SqlStr,
    values: Vec<Value>,
    on: impl sqlx::Executor<'e, Database = Postgres>,
) -> Result<u64, sqlx::Error> {
    let arguments = postgres_arguments(values)?;
    Ok(sqlx::query_with(sql, arguments).execute(on).await?.rows_affected())
}

/// Hands the values over to a driver, one by one.
macro_rules! arguments {
    ($arguments:expr, $values:expr) => {{
        let mut arguments = $arguments;
        for value in $values {
            match value {
                Value::Integer(value) => arguments.add(value),
                Value::Text(value) => arguments.add(value),
                Value::Bytes(value) => arguments.add(value),
                Value::Bool(value) => arguments.add(value),
                Value::Float(value) => arguments.add(value),
            }
            .map_err(sqlx::Error::Encode)?;
        }
        Ok(arguments)
    }};
}

fn sqlite_arguments(values: Vec<Value>) -> Result<SqliteArguments, sqlx::Error> {
    arguments!(SqliteArguments::default(), values)
}

fn postgres_arguments(values: Vec<Value>) -> Result<PgArguments, sqlx::Error> {
    arguments!(PgArguments::default(), values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_through() {
        assert_eq!(placeholders(1, 2, 2), "($1, $2), ($3, $4)");
        assert_eq!(placeholders(3, 1, 3), "($3, $4, $5)");
        assert_eq!(placeholders(1, 0, 3), "");
    }
}
