//! "Why?": what decides on each permission of a member, and what a change would mean before it is made.

mod explain;
pub mod graphql;
mod preview;

pub use explain::{Explained, explain};
pub use preview::{Edit, MAX_CHANGES, PermissionChange, Preview, preview};
