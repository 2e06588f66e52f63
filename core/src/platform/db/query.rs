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

/// The pattern of `LIKE … ESCAPE '\'` for texts that hold this one, whatever it is made of.
#[must_use]
pub fn holds(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Many rows for one INSERT, at least one.
#[derive(Debug)]
#[must_use = "the rows are not there before they are inserted"]
pub struct Rows {
    into: &'static str,
    then: &'static str,
    /// Each column from the first row to the last.
    columns: Vec<Vec<Value>>,
    count: usize,
}

/// `into` names table and columns, as in `INSERT INTO t (a, b)`; `then` is what stands behind the rows, as in
/// `ON CONFLICT DO NOTHING`.
///
/// SQLite gets a placeholder for each value. PostgreSQL gets an array for each column, and so the same text
/// for any number of rows: it reads and plans it once, where else each number would be a statement of its own.
pub fn rows(into: &'static str, then: &'static str) -> Rows {
    Rows { into, then, columns: Vec::new(), count: 0 }
}

impl Rows {
    /// One more row. All have the same number of values, and of the same types.
    pub fn row<const N: usize>(mut self, values: [Value; N]) -> Self {
        self.columns.resize_with(N, Vec::new);
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
        }
        self.count += 1;
        self
    }

    /// Inserts them; how many were inserted.
    pub async fn execute(self, executor: Executor<'_>) -> Result<u64> {
        Ok(match executor {
            Executor::SqlitePool(pool) => self.into_query().execute(Executor::SqlitePool(pool)).await?,
            Executor::Sqlite(connection) => self.into_query().execute(Executor::Sqlite(connection)).await?,
            Executor::PostgresPool(pool) => self.run_postgres(pool).await?,
            Executor::Postgres(connection) => self.run_postgres(connection).await?,
        })
    }

    /// With a placeholder for each value.
    fn into_query(self) -> Query {
        let Self { into, then, columns, count } = self;
        let query = query_with(format!("{into} VALUES {} {then}", placeholders(1, count, columns.len())));
        let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
        (0..count).fold(query, |query, _| query.bind_all(columns.iter_mut().filter_map(Iterator::next)))
    }

    async fn run_postgres<'e>(
        self,
        on: impl sqlx::Executor<'e, Database = Postgres>,
    ) -> Result<u64, sqlx::Error> {
        let mut arguments = PgArguments::default();
        let mut arrays = Vec::with_capacity(self.columns.len());
        for (number, column) in (1..).zip(self.columns) {
            arrays.push(format!("${number}::{}[]", add_array(&mut arguments, column)?));
        }
        let sql = format!("{} SELECT * FROM unnest({}) {}", self.into, arrays.join(", "), self.then);
        Ok(sqlx::query_with(AssertSqlSafe(sql), arguments).execute(on).await?.rows_affected())
    }
}

/// Hands a column over as an array; the name of its values' type.
fn add_array(arguments: &mut PgArguments, column: Vec<Value>) -> Result<&'static str, sqlx::Error> {
    macro_rules! array {
        ($variant:ident, $name:literal) => {{
            let values = column.into_iter().map(|value| match value {
                Value::$variant(value) => Ok(value),
                other => Err(sqlx::Error::Encode(format!("{other:?} in a column of {}", $name).into())),
            });
            arguments.add(values.collect::<Result<Vec<_>, _>>()?).map_err(sqlx::Error::Encode)?;
            Ok($name)
        }};
    }
    match column.first() {
        Some(Value::Integer(_)) | None => array!(Integer, "BIGINT"),
        Some(Value::Text(_)) => array!(Text, "TEXT"),
        Some(Value::Bytes(_)) => array!(Bytes, "BYTEA"),
        Some(Value::Bool(_)) => array!(Bool, "BOOLEAN"),
        Some(Value::Float(_)) => array!(Float, "DOUBLE PRECISION"),
    }
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
    fn what_is_looked_for_stands_for_itself() {
        assert_eq!(holds(r"50%_\"), r"%50\%\_\\%");
    }

    #[test]
    fn placeholders_are_numbered_through() {
        assert_eq!(placeholders(1, 2, 2), "($1, $2), ($3, $4)");
        assert_eq!(placeholders(3, 1, 3), "($3, $4, $5)");
        assert_eq!(placeholders(1, 0, 3), "");
    }

    #[test]
    fn rows_are_bound_one_after_the_other() {
        let rows = rows("INSERT INTO t (a, b)", "ON CONFLICT DO NOTHING")
            .row([1.into(), "x".into()])
            .row([2.into(), Value::Text(None)]);
        let Query { sql, values } = rows.into_query();
        assert_eq!(sql.as_str(), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) ON CONFLICT DO NOTHING");
        assert!(matches!(
            values.as_slice(),
            [Value::Integer(Some(1)), Value::Text(Some(_)), Value::Integer(Some(2)), Value::Text(None)]
        ));
    }

    #[test]
    fn a_column_has_one_type() {
        let mut arguments = PgArguments::default();
        assert_eq!(add_array(&mut arguments, vec![1.into(), Value::Integer(None)]).unwrap(), "BIGINT");
        assert!(add_array(&mut arguments, vec![1.into(), "x".into()]).is_err());
    }
}
