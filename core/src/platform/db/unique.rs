//! Recognising that a write would have doubled what must be unique.

use crate::platform::error::Error;

/// Whether `error` came of the unique index over this one column. SQLite names the column in its
/// message; PostgreSQL names the index, which we call `table_column`.
#[must_use]
pub fn violates_unique(error: &Error, table: &str, column: &str) -> bool {
    let cause = error.cause.as_deref().and_then(|cause| cause.downcast_ref::<sqlx::Error>());
    let Some(sqlx::Error::Database(cause)) = cause else { return false };
    if !cause.is_unique_violation() {
        return false;
    }
    match cause.constraint() {
        Some(index) => index == format!("{table}_{column}"),
        None => cause.message().split([' ', ',']).any(|word| word == format!("{table}.{column}")),
    }
}
