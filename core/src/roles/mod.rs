//! Roles: sets of permissions with a name, that members are given, and the order they stand in.
//!
//! Whoever manages roles acts only on what stands below their own highest role, and hands on only
//! what they have themself ([`crate::permissions::hierarchy`]). `@everyone` stands below all: only
//! what it allows can be changed.

mod create;
mod delete;
mod give;
pub mod graphql;
mod members;
mod order;
mod rearrange;
pub(crate) mod sql;
mod update;

pub use create::{NewRole, create};
pub use delete::delete;
pub use give::{RoleGift, give};
pub use graphql::RoleNode;
pub use members::{MemberCounts, members};
pub use rearrange::rearrange;
pub use update::{RoleEdit, update};

pub(crate) use delete::without;
pub(crate) use give::given;
pub(crate) use update::edited;

use unicode_segmentation::UnicodeSegmentation;

use crate::audit::Changes;
use crate::guilds::{GuildAccess, Membership, Role, Snapshot};
use crate::permissions::{Permission, Permissions};
use crate::platform::error::{Error, Result};
use crate::platform::ids::RoleId;
use crate::platform::text;

/// The most roles in a guild, beside `@everyone`.
pub const MAX_PER_GUILD: usize = 250;
/// The longest name, in Unicode scalar values.
pub const MAX_NAME: usize = 100;
/// The highest color: white.
pub const MAX_COLOR: i32 = 0xff_ffff;
/// The longest icon, in Unicode scalar values: one emoji of many parts.
pub const MAX_ICON: usize = 32;

fn color(color: i32) -> Result<i32> {
    if (0..=MAX_COLOR).contains(&color) {
        Ok(color)
    } else {
        Err(Error::invalid("color", "A color is between 0 (none) and 16777215, which is 0xFFFFFF."))
    }
}

/// One emoji; nothing left is none.
fn icon(icon: &str) -> Result<Option<String>> {
    let Some(icon) = text::description("icon", icon, MAX_ICON)? else { return Ok(None) };
    if is_emoji(&icon) {
        Ok(Some(icon))
    } else {
        Err(Error::invalid("icon", "An icon is one emoji. Leave it empty for none."))
    }
}

/// Whether a text may be one emoji: one character as people count them, and no letter, digit or space by
/// itself. Which emojis there are is for fonts to know.
fn is_emoji(text: &str) -> bool {
    let keycap = text.ends_with('\u{20e3}');
    text.graphemes(true).count() == 1
        && (keycap || text.chars().all(|c| !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace()))
}

/// The role of this id in the guild.
///
/// # Errors
/// `NOT_FOUND`.
pub(crate) fn role_of(snapshot: &Snapshot, id: RoleId) -> Result<&Role> {
    snapshot.roles.get(&id).ok_or_else(|| Error::not_found("role"))
}

/// Goes on unless a change would take the management of roles from whoever makes it, and they did not
/// say that they want just that.
///
/// # Errors
/// `CONFLICT`.
pub(crate) fn require_kept(before: Permissions, after: Permissions, confirm: bool) -> Result<()> {
    let kept = after.contains(Permissions::MANAGE_ROLES) || !before.contains(Permissions::MANAGE_ROLES);
    if kept || confirm {
        return Ok(());
    }
    Err(Error::conflict(
        "confirm",
        "This takes MANAGE_ROLES from yourself: you could not undo it. Confirm it if that is what you want.",
    ))
}

/// As [`require_kept`], from one state of the guild to another.
fn require_kept_in(access: &GuildAccess, after: &Snapshot, member: &Membership, confirm: bool) -> Result<()> {
    require_kept(access.permissions, after.permissions(member, access.now), confirm)
}

/// Permissions as people read them in the audit log.
pub(crate) fn names(permissions: Permissions) -> String {
    let names: Vec<&str> = permissions.list().into_iter().map(Permission::as_str).collect();
    names.join(", ")
}

/// What is different between two states of a role, for the audit log; `None`: it is not there.
fn changes(before: Option<&Role>, after: Option<&Role>) -> Changes {
    fn field<T: PartialEq + ToString>(
        changes: Changes,
        name: &str,
        (before, after): (Option<&Role>, Option<&Role>),
        of: impl Fn(&Role) -> Option<T>,
    ) -> Changes {
        changes.optional(name, before.and_then(&of).as_ref(), after.and_then(&of).as_ref())
    }
    let both = (before, after);
    let changes = field(Changes::none(), "name", both, |role| Some(role.name.clone()));
    let changes =
        field(changes, "color", both, |role| (role.color != 0).then(|| format!("#{:06x}", role.color)));
    let changes = field(changes, "icon", both, |role| role.icon.clone());
    let changes = field(changes, "hoist", both, |role| Some(role.hoist));
    let changes = field(changes, "mentionable", both, |role| Some(role.mentionable));
    field(changes, "permissions", both, |role| {
        Some(names(role.permissions)).filter(|names| !names.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_an_emoji_and_no_word() {
        for emoji in ["🛡", "🛡️", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "🇺🇦", "♻️"]
        {
            assert_eq!(icon(emoji).unwrap().as_deref(), Some(emoji));
        }
        for word in ["a", "MOD", "12", "ä", "日本", "🛡 🛡", "<b>", "🛡🛡"] {
            assert!(icon(word).is_err(), "{word:?}");
        }
        assert_eq!(icon("  ").unwrap(), None);
    }

    #[test]
    fn colors_have_bounds() {
        assert!(color(0).is_ok() && color(MAX_COLOR).is_ok());
        assert!(color(-1).is_err() && color(MAX_COLOR + 1).is_err());
    }
}
