//! The API, as people and programs outside meet it: a real server, on SQLite and on PostgreSQL.
//!
//! One test executable on purpose: it links once and starts one PostgreSQL.

mod accounts;
mod audit;
mod blocks;
mod channels;
mod events;
mod exports;
mod forums;
mod gateway;
mod guilds;
mod http;
mod invites;
mod members;
mod messages;
mod moderation;
mod operating;
mod people;
mod permissions;
mod reports;
mod roles;
mod strangers;
mod threads;

/// Both databases, for `#[values(Sqlite, Postgres)]`.
mod databases {
    pub use guildhall_tests::Database::{self, Postgres, Sqlite};
}
