//! What a username, an e-mail address and a password must look like.

use std::sync::LazyLock;

use regex::Regex;

use super::{MAX_EMAIL, MAX_PASSWORD, MAX_USERNAME, MIN_PASSWORD, MIN_USERNAME};
use crate::platform::error::{Error, Result};

/// Usernames: letters and digits that are on every keyboard, so that nobody can pass for somebody
/// else by letters that look alike.
pub const USERNAME_PATTERN: &str = "^[A-Za-z0-9_.-]{2,32}$";

/// Addresses: what browsers take in an e-mail field (the HTML standard's rule), with a length for
/// each part. Whether an address exists, only a mail to it can tell.
pub const EMAIL_PATTERN: &str = "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";

/// Names that would be taken for a mention of everybody.
const MENTIONS: [&str; 2] = ["everyone", "here"];
/// Names that would be taken for the operator, or for part of the program.
const OFFICIAL: [&str; 10] = [
    "admin",
    "administrator",
    "guildhall",
    "me",
    "moderator",
    "operator",
    "root",
    "staff",
    "support",
    "system",
];

#[expect(clippy::unwrap_used, reason = "the pattern is ours, and the tests run it")]
static USERNAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(USERNAME_PATTERN).unwrap());
#[expect(clippy::unwrap_used, reason = "the pattern is ours, and the tests run it")]
static EMAIL: LazyLock<Regex> = LazyLock::new(|| Regex::new(EMAIL_PATTERN).unwrap());

/// Who asks for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedBy {
    /// Anybody.
    Stranger,
    /// Whoever runs this installation, and may be called `admin`.
    Operator,
}

/// As names and addresses are compared: without regard to case.
#[must_use]
pub fn key(text: &str) -> String {
    // Both alphabets are ASCII, so this is all there is to case.
    text.to_ascii_lowercase()
}

/// What the names of deleted accounts begin with.
pub const DELETED: &str = "deleted-";

/// Whether a text has the form of a username.
#[must_use]
pub fn is_username(text: &str) -> bool {
    USERNAME.is_match(text)
}

/// Whether a username can be had at all, if nobody has it yet.
///
/// # Errors
/// `INVALID`, saying what to mend.
pub fn username(text: &str, asked_by: AskedBy) -> Result<()> {
    if !USERNAME.is_match(text) {
        return Err(Error::invalid(
            "username",
            format!(
                "A username has {MIN_USERNAME} to {MAX_USERNAME} characters: letters a to z, digits, and any of _ . -"
            ),
        ));
    }
    let name = key(text);
    let name = name.as_str();
    if name.starts_with(DELETED)
        || MENTIONS.contains(&name)
        || (asked_by == AskedBy::Stranger && OFFICIAL.contains(&name))
    {
        return Err(Error::invalid("username", "This name is reserved. Choose another."));
    }
    Ok(())
}

/// Whether a text can be an e-mail address.
///
/// # Errors
/// `INVALID`, saying what to mend.
pub fn email(text: &str) -> Result<()> {
    if text.len() > MAX_EMAIL {
        return Err(Error::invalid(
            "email",
            format!("An e-mail address has at most {MAX_EMAIL} characters."),
        ));
    }
    if !EMAIL.is_match(text) {
        return Err(Error::invalid("email", "This is not an e-mail address, such as ana@example.org."));
    }
    Ok(())
}

/// Whether a password will do. It need not hold digits or signs: length is what counts.
///
/// # Errors
/// `INVALID`, saying what to mend.
pub fn password(field: &'static str, text: &str, username: &str) -> Result<()> {
    let length = text.chars().count();
    if !(MIN_PASSWORD..=MAX_PASSWORD).contains(&length) {
        return Err(Error::invalid(
            field,
            format!("A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters. A few words will do."),
        ));
    }
    if key(text) == key(username) {
        return Err(Error::invalid(field, "The password must not be the username."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usernames_keep_to_their_alphabet() {
        for good in ["ab", "Ana", "a.b_c-9", &"a".repeat(32)] {
            assert!(username(good, AskedBy::Stranger).is_ok(), "{good}");
        }
        for bad in ["", "a", "two words", "anä", "а\u{430}", "a@b", "ana\n", "a\0b", &"a".repeat(33)] {
            assert!(username(bad, AskedBy::Stranger).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn some_names_are_reserved() {
        assert!(username("Everyone", AskedBy::Operator).is_err());
        assert!(username("ADMIN", AskedBy::Stranger).is_err());
        assert!(username("Deleted-7", AskedBy::Operator).is_err());
        assert!(username("admin", AskedBy::Operator).is_ok());
    }

    #[test]
    fn addresses_are_what_browsers_take() {
        for good in
            ["ana@example.org", "Ana+chat@mail.example.org", "o'neil@localhost", "a@xn--bcher-kva.example"]
        {
            assert!(email(good).is_ok(), "{good}");
        }
        let long = format!("{}@{}.org", "a".repeat(64), "b.".repeat(100));
        for bad in [
            "",
            "ana",
            "@example.org",
            "ana@",
            "a@b@c",
            "ana@-x.org",
            "a na@example.org",
            "ana@example.org\n",
            &long,
        ] {
            assert!(email(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn passwords_are_counted_in_characters_and_are_not_the_name() {
        assert!(password("password", "ten chars!", "ana").is_ok());
        assert!(password("password", "пароль тут", "ana").is_ok());
        assert!(password("password", "nine char", "ana").is_err());
        assert!(password("password", &"x".repeat(257), "ana").is_err());
        assert!(password("password", "ANA-OF-MILL-LANE", "ana-of-mill-lane").is_err());
    }

    proptest! {
        /// Whatever passes for a name or an address is one again when it is compared.
        #[test]
        fn keys_are_of_the_same_form(text in "\\PC{0,40}") {
            if username(&text, AskedBy::Operator).is_ok() {
                prop_assert!(username(&key(&text), AskedBy::Operator).is_ok());
            }
            if email(&text).is_ok() {
                prop_assert!(email(&key(&text)).is_ok());
            }
        }
    }
}
