//! Short texts that people type: names, and what stands below them.

use super::error::{Error, Result};

/// White space as Unicode has it, which is trimmed off: as a class of regular expressions. ECMA 262
/// and Python read these patterns alike.
pub const SPACE: &str = r"\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
/// Control characters but the line break, and characters that turn the direction of what follows
/// them beyond the text that they are in: in no name and no description.
const HARMFUL: &str = r"\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069";
/// Characters without a width. The joiners among them are part of emojis and of scripts, so they may
/// be in a name, but it does not begin with them.
const NO_WIDTH: &str = r"\u00ad\u200b-\u200f\u2060-\u2064\ufeff";

/// A name: one line, trimmed, 1 to `max` characters (Unicode scalar values), the first to be seen.
///
/// # Errors
/// `INVALID`, saying what to mend.
pub fn name(field: &'static str, text: &str, max: usize) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::invalid(field, "It must not be empty. Type a name."));
    }
    within(field, text, max)?;
    if text.starts_with(has_no_width) || text.contains(|c| c == '\n' || is_harmful(c)) {
        return Err(Error::invalid(
            field,
            "It holds characters that cannot be seen, such as line breaks. Type it anew without them.",
        ));
    }
    Ok(text.to_owned())
}

/// What [`name`] takes, as a regular expression.
#[must_use]
pub fn name_pattern(max: usize) -> String {
    format!(
        r"^[{SPACE}]*[^{SPACE}{HARMFUL}{NO_WIDTH}](?:[^\u000a{HARMFUL}]{{0,{}}}[^{SPACE}{HARMFUL}])?[{SPACE}]*$",
        max.saturating_sub(2)
    )
}

/// One line or nothing: a [`name`], or nothing to be seen, which is none.
///
/// # Errors
/// `INVALID`, saying what to mend.
pub fn line(field: &'static str, text: &str, max: usize) -> Result<Option<String>> {
    if text.trim().is_empty() { Ok(None) } else { name(field, text, max).map(Some) }
}

/// What [`line`] takes, as a regular expression.
#[must_use]
pub fn line_pattern(max: usize) -> String {
    format!(r"{}|^[{SPACE}]*$", name_pattern(max))
}

/// A description: trimmed, at most `max` characters, may have several lines; nothing left is none.
///
/// # Errors
/// `INVALID`, saying what to mend.
pub fn description(field: &'static str, text: &str, max: usize) -> Result<Option<String>> {
    let text = text.trim();
    within(field, text, max)?;
    if text.contains(is_harmful) {
        return Err(Error::invalid(
            field,
            "It holds characters that cannot be seen. Type it anew without them.",
        ));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// What [`description`] takes, as a regular expression.
#[must_use]
pub fn description_pattern(max: usize) -> String {
    let edge = format!("[^{SPACE}{HARMFUL}]");
    format!(r"^[{SPACE}]*(?:{edge}(?:[^{HARMFUL}]{{0,{}}}{edge})?)?[{SPACE}]*$", max.saturating_sub(2))
}

fn within(field: &'static str, text: &str, max: usize) -> Result<()> {
    let length = text.chars().count();
    if length > max {
        return Err(Error::invalid(
            field,
            format!("It has {length} characters; at most {max} are allowed. Shorten it."),
        ));
    }
    Ok(())
}

/// As [`HARMFUL`].
fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// As [`NO_WIDTH`].
fn has_no_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Short texts of characters that matter here.
    fn any_text() -> impl Strategy<Value = String> {
        let one = prop_oneof![
            4 => prop::char::range('a', 'c'),
            2 => prop::sample::select(vec![' ', '\n', '\t', '\u{a0}', '\u{3000}', '\u{85}', '\u{2028}', '\u{1680}']),
            1 => prop::sample::select(vec!['\0', '\u{1f}', '\u{7f}', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}']),
            1 => any::<char>(),
        ];
        prop::collection::vec(one, 0..9).prop_map(|characters| characters.into_iter().collect())
    }

    fn regex(pattern: &str) -> regex::Regex {
        regex::Regex::new(pattern).unwrap()
    }

    #[test]
    fn names_are_trimmed_and_counted_in_characters() {
        assert_eq!(name("name", "  The Mill ", 100).unwrap(), "The Mill");
        assert_eq!(name("name", "日本語👨‍👩‍👧", 8).unwrap(), "日本語👨‍👩‍👧");
        assert!(name("name", "123456", 5).is_err());
    }

    #[test]
    fn a_name_must_be_seen() {
        for text in ["", "   ", "\u{200b}", "\u{2060}\u{feff}", "\u{3000}"] {
            assert!(name("name", text, 100).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_name_is_one_line_that_turns_nothing_round() {
        for text in ["a\nb", "a\0", "a\u{202e}b", "a\u{2028}b"] {
            assert!(name("name", text, 100).is_err(), "{text:?}");
        }
    }

    #[test]
    fn an_empty_description_is_none() {
        assert_eq!(description("topic", " \n ", 10).unwrap(), None);
        assert_eq!(description("topic", " a\nb ", 10).unwrap().as_deref(), Some("a\nb"));
        assert!(description("topic", "a\0", 10).is_err());
    }

    proptest! {
        /// The patterns take exactly what the functions take.
        #[test]
        fn the_patterns_tell_the_truth(text in any_text()) {
            let pattern = regex(&name_pattern(5));
            prop_assert_eq!(pattern.is_match(&text), name("name", &text, 5).is_ok(), "as a name");
            let pattern = regex(&line_pattern(5));
            prop_assert_eq!(pattern.is_match(&text), line("nickname", &text, 5).is_ok(), "as a line");
            let pattern = regex(&description_pattern(5));
            prop_assert_eq!(pattern.is_match(&text), description("topic", &text, 5).is_ok(), "as a description");
        }

        /// What was accepted once is accepted as it is: nothing changes when it is saved again.
        #[test]
        fn an_accepted_name_stays_as_it_is(text in "\\PC{0,40}") {
            if let Ok(first) = name("name", &text, 32) {
                prop_assert_eq!(name("name", &first, 32).unwrap(), first);
            }
        }
    }
}
