//! Floor 1: what every domain room stands on. Knows no people, servers or messages.

pub mod clock;
pub mod config;
pub mod data_folder;
pub mod db;
pub mod error;
pub mod ids;
pub mod limits;
pub mod metrics;
pub mod openapi;
pub mod optional_json;
pub mod page;
pub mod presence;
pub mod problem;
pub mod text;
