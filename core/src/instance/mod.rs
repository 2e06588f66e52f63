//! This installation: what anyone may know of it, and what its operator may.

pub mod graphql;
mod sql;

pub use self::sql::{Stats, stats};
