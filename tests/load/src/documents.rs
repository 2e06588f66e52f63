//! The web client's own GraphQL documents: what is measured is what people use.

const EVENTS: &str = include_str!("../../../web/src/graphql/events.graphql");
const MESSAGES: &str = include_str!("../../../web/src/graphql/messages.graphql");
const FRAGMENTS: &str = concat!(
    include_str!("../../../web/src/graphql/fragments.graphql"),
    include_str!("../../../web/src/graphql/threads.graphql")
);

/// The subscription to the events.
pub fn events() -> String {
    document(EVENTS, "subscription Events")
}

/// The mutation that sends a message.
pub fn send_message() -> String {
    document(MESSAGES, "mutation SendMessage")
}

/// The query for a page of history.
pub fn channel_messages() -> String {
    document(MESSAGES, "query ChannelMessages")
}

/// One definition with the fragments that it needs.
fn document(file: &str, definition: &str) -> String {
    let mut document = definition_in(file, definition).to_owned();
    let mut place = 0;
    while let Some(spread) = document[place..].find("...") {
        place += spread + "...".len();
        let name: String = document[place..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let fragment = format!("fragment {name} ");
        if !name.is_empty() && !document.contains(&fragment) {
            document.push_str(definition_in(FRAGMENTS, &fragment));
        }
    }
    document
}

/// A definition in a file: from its first words to the closing bracket at the beginning of a line.
fn definition_in<'f>(file: &'f str, begins: &str) -> &'f str {
    let text = &file[file.find(begins).unwrap_or_else(|| panic!("the web client has no {begins}"))..];
    &text[..text.find("\n}").map_or(text.len(), |end| end + "\n}\n".len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fragment_that_is_needed_is_there_once() {
        for document in [events(), send_message(), channel_messages()] {
            for fragment in ["fragment MessageFields on", "fragment UserFields on"] {
                assert_eq!(document.matches(fragment).count(), 1, "{document}");
            }
        }
        assert!(events().contains("fragment ChannelInfoFields on"));
        assert!(!send_message().contains("fragment ChannelInfoFields on"));
    }
}
