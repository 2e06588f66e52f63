//! What the tests of the whole product stand on: the real server as a process of its own, a PostgreSQL
//! started for them, and people who use the public API.
//!
//! A test reads like this:
//!
//! ```no_run
//! # use guildhall_tests::{Database, Server};
//! # async fn test() {
//! let server = Server::start(Database::Sqlite).await;
//! let (ana, ben, channel) = server.two_people_in_a_channel().await;
//! let mut bens_stream = ben.events().await;
//!
//! let message = ana.send(&channel, "the address is 12 Mill Lane").await;
//!
//! bens_stream.expect(|event| event.creates(&message)).await;
//! # }
//! ```

mod answer;
mod database;
mod events;
pub mod operations;
mod person;
mod server;
mod socket;
mod types;

pub use answer::{Answer, Reply};
pub use database::{Database, commit_to_disk};
pub use events::{EVENTS, Event, Events};
pub use operations::Operation;
pub use person::{Client, Person};
pub use server::{Server, Setup};
pub use socket::{Incoming, Socket};
pub use types::{
    Channel, Guild, Invite, InvitePreview, Message, Page, PageInfo, ReadState, Role, Session, User,
};

/// How long a test waits for something that must come. Long, since a busy machine is no failure.
pub const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);
