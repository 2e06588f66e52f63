//! Who may do what: one pure function, no I/O.
//!
//! The order of evaluation, each step over the ones before:
//!
//! 1. the guild's owner, and whoever has `ADMINISTRATOR` from a role, may do everything
//! 2. what `@everyone` allows, and what the member's roles allow
//! 3. the channel's overwrite for `@everyone`: deny, then allow
//! 4. the channel's overwrites for the member's roles: all denies, then all allows
//! 5. the channel's overwrite for the member: deny, then allow
//! 6. what follows: without `VIEW_CHANNEL` there is nothing else in a channel

mod evaluate;
mod flags;

pub use evaluate::{Overwrite, OverwriteTarget, Subject, in_channel, in_guild};
pub use flags::{Permission, Permissions};
