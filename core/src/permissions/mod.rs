//! Who may do what: one pure function, no I/O.
//!
//! The order of evaluation, each step over the ones before:
//!
//! 1. the guild's owner, and whoever has `ADMINISTRATOR` from a role, may do everything
//! 2. what `@everyone` allows, and what the member's roles allow
//! 3. the channel's overwrite for `@everyone`: deny, then allow
//! 4. the channel's overwrites for the member's roles: all denies, then all allows
//! 5. the channel's overwrite for the member: deny, then allow
//! 6. what follows: without `VIEW_CHANNEL` there is nothing else in a channel; in a thread
//!    `SEND_MESSAGES` is what its channel says of `SEND_MESSAGES_IN_THREADS`
//! 7. a channel that is locked takes what speaking needs from all but those who manage it
//! 8. a member who is held back (timed out, rules not accepted, account too new) sees and reads, no more

mod evaluate;
mod explain;
mod flags;
pub mod hierarchy;

pub use evaluate::{Overwrite, OverwriteTarget, Place, Restraint, Subject, in_channel, in_guild};
pub use explain::{Answer, Grants, Rule, explain};
pub use flags::{Permission, Permissions};
