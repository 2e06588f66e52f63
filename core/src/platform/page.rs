//! Pages of lists, after the Relay cursor connections specification.

use async_graphql::OutputType;
use async_graphql::connection::{Connection, Edge, OpaqueCursor};

use super::error::{Error, Result};

/// The most items a page holds.
pub const MAX_PAGE: i32 = 100;

/// A cursor: opaque to clients, the sort key to us.
pub type Cursor<K> = OpaqueCursor<K>;

/// How many items to give: `first`, within 0 and [`MAX_PAGE`].
pub fn size(field: &'static str, asked: Option<i32>, default: i32) -> Result<usize> {
    let asked = asked.unwrap_or(default);
    match usize::try_from(asked) {
        Ok(size) if asked <= MAX_PAGE => Ok(size),
        _ => Err(Error::invalid(field, format!("`{field}` must be between 0 and {MAX_PAGE}."))),
    }
}

/// Reads a cursor that we gave.
pub fn cursor<K>(field: &'static str, text: Option<String>) -> Result<Option<K>>
where
    OpaqueCursor<K>: async_graphql::connection::CursorType,
{
    use async_graphql::connection::CursorType;

    text.map(|text| OpaqueCursor::decode_cursor(&text).map(|OpaqueCursor(key)| key))
        .transpose()
        .map_err(|_| Error::invalid(field, "This is not a cursor of ours, or of another list."))
}

/// A page read forwards: `items` holds one more than `size` where there are more.
pub fn forwards<K, N>(
    mut items: Vec<N>,
    size: usize,
    from_start: bool,
    key: impl Fn(&N) -> K,
) -> Connection<Cursor<K>, N>
where
    OpaqueCursor<K>: async_graphql::connection::CursorType + Send + Sync,
    N: OutputType,
{
    let more = items.len() > size;
    items.truncate(size);
    let mut connection = Connection::new(!from_start, more);
    connection.edges.extend(items.into_iter().map(|item| Edge::new(OpaqueCursor(key(&item)), item)));
    connection
}
