//! What the server reads in a message's Markdown: the people it names. The rest is the clients'.

use crate::platform::ids::UserId;

/// The most people that one message names; further ones are only text.
const MAX_MENTIONS: usize = 50;

/// The people named as `<@id>`, each once, in order.
pub fn mentioned_people(content: &str) -> Vec<UserId> {
    let mut people = Vec::new();
    for part in content.split("<@").skip(1) {
        let Some((digits, _)) = part.split_once('>') else { continue };
        if let Ok(id) = digits.parse::<UserId>()
            && !people.contains(&id)
        {
            people.push(id);
            if people.len() == MAX_MENTIONS {
                break;
            }
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_are_found_once_each_in_order() {
        let text = "<@30> hello <@20>, and <@30> again; <@0>, <@x>, <@ 4>, <#20> and <@5 are nobody";
        assert_eq!(mentioned_people(text), [UserId(30), UserId(20)]);
    }

    #[test]
    fn a_flood_of_names_ends() {
        let text: String = (1..1000).map(|id| format!("<@{id}>")).collect();
        assert_eq!(mentioned_people(&text).len(), MAX_MENTIONS);
    }

    proptest! {
        #[test]
        fn no_text_is_too_much(text in "[<@>0-9a-z ]{0,400}") {
            prop_assert!(mentioned_people(&text).len() <= MAX_MENTIONS);
        }
    }
}
