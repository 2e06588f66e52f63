//! Guildhall: the server.
//!
//! The floors, from below; a module uses only what stands below it:
//!
//! 1. [`platform`]: database, clock, ids, settings, errors
//! 2. the domain, a room for each thing that people know
//! 3. `http`: GraphQL, OpenAPI, the event gateway, the web client
//! 4. `cli`: the program

pub mod accounts;
pub mod app;
pub mod audit;
pub mod blocks;
pub mod caller;
pub mod channels;
pub mod cli;
pub mod events;
pub mod exports;
pub mod guilds;
pub mod http;
pub mod instance;
pub mod invites;
pub mod members;
pub mod messages;
pub mod moderation;
pub mod overwrites;
pub mod permissions;
pub mod platform;
pub mod reports;
pub mod roles;
pub mod threads;
pub mod why;
