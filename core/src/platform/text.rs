//! Short texts that people type: names, and what stands below them.

use super::error::{Error, Result};

/// A name: one line, trimmed, 1 to `max` characters (Unicode scalar values), at least one to be seen.
///
/// # Errors
/// `INVALID`, saying what to mend.
pub fn name(field: &'static str, text: &str, max: usize) -> Result<String> {
    let text = text.trim();
    if !text.chars().any(is_seen) {
        return Err(Error::invalid(field, "It must not be empty. Type a name."));
    }
    within(field, text, max)?;
    if text.chars().any(|c| c.is_control() || is_deceptive(c)) {
        return Err(Error::invalid(
            field,
            "It holds characters that cannot be seen, such as line breaks. Type it anew without them.",
        ));
    }
    Ok(text.to_owned())
}

/// A description: trimmed, at most `max` characters, may have several lines; nothing left is none.
///
/// # Errors
/// `INVALID`, saying what to mend.
pub fn description(field: &'static str, text: &str, max: usize) -> Result<Option<String>> {
    let text = text.trim();
    within(field, text, max)?;
    if text.chars().any(|c| (c.is_control() && c != '\n') || is_deceptive(c)) {
        return Err(Error::invalid(
            field,
            "It holds characters that cannot be seen. Type it anew without them.",
        ));
    }
    Ok(text.chars().any(is_seen).then(|| text.to_owned()))
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

/// Whether a character leaves a mark of its own. The joiners among the others are part of emojis and
/// of scripts, so they may be in a name, but do not make one.
fn is_seen(c: char) -> bool {
    let no_width = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    !c.is_whitespace() && !c.is_control() && !no_width && !is_deceptive(c)
}

/// Whether a character turns the direction of what follows it, beyond the text that it is in.
fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        /// What was accepted once is accepted as it is: nothing changes when it is saved again.
        #[test]
        fn an_accepted_name_stays_as_it_is(text in "\\PC{0,40}") {
            if let Ok(first) = name("name", &text, 32) {
                prop_assert_eq!(name("name", &first, 32).unwrap(), first);
            }
        }
    }
}
