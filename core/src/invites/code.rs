//! The codes of invites.

use rand::seq::IndexedRandom;

/// Digits and letters without those that look like others (`0 O I l`).
const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// Ten of 58 are more than 4 · 10¹⁷: at the rate that limits allow nobody guesses one.
const LENGTH: usize = 10;

/// A code that cannot be guessed: from the operating system's randomness by way of a stream cipher.
pub(crate) fn new() -> String {
    let mut rng = rand::rng();
    ALPHABET.choose_iter(&mut rng).into_iter().flatten().take(LENGTH).map(|byte| char::from(*byte)).collect()
}

/// Whether a text could be a code: nothing else is worth asking the database for.
pub(super) fn is_possible(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|byte| ALPHABET.contains(&byte))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_possible_and_differ() {
        let codes: BTreeSet<String> = (0..1000).map(|_| new()).collect();
        assert_eq!(codes.len(), 1000);
        assert!(codes.iter().all(|code| is_possible(code)));
        let used: BTreeSet<u8> = codes.iter().flat_map(|code| code.bytes()).collect();
        assert_eq!(used.len(), ALPHABET.len(), "every character comes up");
    }

    #[test]
    fn other_texts_are_not_possible() {
        for text in ["", "short", "0000000000", "aaaaaaaaaaa", "äaaaaaaaa", "aaaaaaaaa\0"] {
            assert!(!is_possible(text), "{text:?}");
        }
    }
}
