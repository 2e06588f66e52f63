//! The ids that stand in texts: `<@id>` for people, `<#id>` for channels, `<@&id>` for roles.

/// What an id in a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// `<@id>`
    Person(i64),
    /// `<#id>`
    Channel(i64),
    /// `<@&id>`
    Role(i64),
}

/// What makes something named of an id.
type Kind = fn(i64) -> Named;

/// The text with other ids, where `lookup` has one; what it does not know stays as it is.
pub fn rewrite(text: &str, lookup: impl Fn(Named) -> Option<i64>) -> String {
    let mut parts = text.split('<');
    let mut rewritten = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        rewritten.push('<');
        match named(part).and_then(|(mark, named, rest)| Some((mark, lookup(named)?, rest))) {
            Some((mark, id, rest)) => {
                rewritten.push_str(mark);
                rewritten.push_str(&id.to_string());
                rewritten.push_str(rest);
            }
            None => rewritten.push_str(part),
        }
    }
    rewritten
}

/// What stands behind a `<`: the mark, what it names, and the rest from the `>` on.
fn named(part: &str) -> Option<(&'static str, Named, &str)> {
    let marks: [(_, Kind); 3] = [("@&", Named::Role), ("@", Named::Person), ("#", Named::Channel)];
    let (mark, make, rest) =
        marks.into_iter().find_map(|(mark, make)| Some((mark, make, part.strip_prefix(mark)?)))?;
    let end = rest.find('>')?;
    let digits = &rest[..end];
    let plain = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    let id = digits.parse().ok().filter(|_| plain)?;
    Some((mark, make(id), &rest[end..]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shifted(named: Named) -> Option<i64> {
        match named {
            Named::Person(id) | Named::Channel(id) | Named::Role(id) => (id < 100).then_some(id + 1000),
        }
    }

    #[test]
    fn what_is_named_is_renamed_and_the_rest_stays() {
        let text = "<@7> saw <#8> with <@&9>, <@700>; <@07> <@-7> <@ 7> <#> < <@7";
        let renamed = "<@1007> saw <#1008> with <@&1009>, <@700>; <@07> <@-7> <@ 7> <#> < <@7";
        assert_eq!(rewrite(text, shifted), renamed);
    }

    proptest! {
        #[test]
        fn who_knows_nobody_changes_nothing(text in "[<@#&>0-9a-z ]{0,60}") {
            prop_assert_eq!(rewrite(&text, |_| None), text);
        }

        #[test]
        fn the_way_back_leads_to_the_beginning(text in "([a-z ]|<@[1-9]>|<#[1-9]>|<@&[1-9]>){0,20}") {
            let back = |named| match named {
                Named::Person(id) | Named::Channel(id) | Named::Role(id) => Some(id - 1000),
            };
            prop_assert_eq!(rewrite(&rewrite(&text, shifted), back), text);
        }
    }
}
