//! Ids: 63-bit snowflakes, typed in code, strings in every API.
//!
//! | bits | what |
//! | --- | --- |
//! | 42 | milliseconds since [`EPOCH`] (enough until 2164) |
//! | 9 | the node that made it, 0 to 511 |
//! | 12 | a sequence within the millisecond |
//!
//! Sorted by id is sorted by time. Rising and unique on one node even when the clock steps back.

use std::fmt;
use std::str::FromStr;

use parking_lot::Mutex;

use super::clock::{Clock, Timestamp};

/// 2025-01-01T00:00:00Z, where the ids' own time begins.
pub const EPOCH: Timestamp = Timestamp(1_735_689_600_000);

const NODE_BITS: u32 = 9;
const SEQUENCE_BITS: u32 = 12;
/// The highest node number.
pub const MAX_NODE: u16 = (1 << NODE_BITS) - 1;

/// The time in a snowflake.
#[must_use]
pub fn time_of(id: i64) -> Timestamp {
    Timestamp((id >> (NODE_BITS + SEQUENCE_BITS)) + EPOCH.0)
}

/// The lowest id of a time; of times before [`EPOCH`] 0.
#[must_use]
pub fn first_at(time: Timestamp) -> i64 {
    const SHIFT: u32 = NODE_BITS + SEQUENCE_BITS;
    time.0.saturating_sub(EPOCH.0).clamp(0, i64::MAX >> SHIFT) << SHIFT
}

/// Makes ids: one for each node.
#[derive(Debug)]
pub struct IdMaker {
    clock: Clock,
    node: i64,
    last: Mutex<(i64, i64)>,
}

impl IdMaker {
    /// A maker for this node, whose ids all lie above `highest`, the highest id that the database
    /// holds: so a clock that was set back while the program was down makes no id twice.
    #[must_use]
    pub fn new(clock: Clock, node: u16, highest: i64) -> Self {
        let floor = highest >> (NODE_BITS + SEQUENCE_BITS);
        Self { clock, node: i64::from(node & MAX_NODE), last: Mutex::new((floor, (1 << SEQUENCE_BITS) - 1)) }
    }

    /// The next id. Runs ahead of the clock rather than repeat itself, when it stepped back or more
    /// than 4096 were asked for in a millisecond.
    pub fn next<T: From<i64>>(&self) -> T {
        let now = self.clock.now().0 - EPOCH.0;
        let mut last = self.last.lock();
        let (millis, sequence) = match *last {
            (millis, _) if now > millis => (now, 0),
            (millis, sequence) if sequence + 1 < 1 << SEQUENCE_BITS => (millis, sequence + 1),
            (millis, _) => (millis + 1, 0),
        };
        *last = (millis, sequence);
        T::from((millis << (NODE_BITS + SEQUENCE_BITS)) | (self.node << SEQUENCE_BITS) | sequence)
    }
}

/// A text that is not an id.
#[derive(Debug, thiserror::Error)]
#[error("not an id: a positive whole number is expected, written in digits")]
pub struct NotAnId;

fn parse(text: &str) -> Result<i64, NotAnId> {
    // Only the form that we write: no sign, no leading zero, so that one thing has one name.
    let digits = (1..=19).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse::<i64>() {
        Ok(id) if digits && id > 0 && !text.starts_with('0') => Ok(id),
        _ => Err(NotAnId),
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type)]
        #[sqlx(transparent)]
        pub struct $name(pub i64);

        impl $name {
            /// When it was made.
            #[must_use]
            pub fn created_at(self) -> Timestamp {
                time_of(self.0)
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                parse(text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        /// In GraphQL the built-in `ID`, always a string.
        #[async_graphql::Scalar(name = "ID")]
        impl async_graphql::ScalarType for $name {
            fn parse(value: async_graphql::Value) -> async_graphql::InputValueResult<Self> {
                match value {
                    async_graphql::Value::String(text) => Ok(text.parse()?),
                    other => Err(async_graphql::InputValueError::expected_type(other)),
                }
            }

            fn to_value(&self) -> async_graphql::Value {
                async_graphql::Value::String(self.to_string())
            }
        }

        impl From<$name> for super::db::Value {
            fn from(id: $name) -> Self {
                id.0.into()
            }
        }

        impl From<Option<$name>> for super::db::Value {
            fn from(id: Option<$name>) -> Self {
                id.map(|id| id.0).into()
            }
        }

        impl poem_openapi::types::Type for $name {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> std::borrow::Cow<'static, str> {
                "string(snowflake)".into()
            }

            fn schema_ref() -> poem_openapi::registry::MetaSchemaRef {
                poem_openapi::registry::MetaSchemaRef::Inline(Box::new(poem_openapi::registry::MetaSchema {
                    description: Some("A snowflake: a positive 63-bit number, as a string."),
                    // All ids below 9 * 10^18, so until the year 2160: a pattern for 2^63 is no help to anyone.
                    pattern: Some(r"^([1-9][0-9]{0,17}|[1-8][0-9]{18})$".into()),
                    example: Some("123456789012345678".into()),
                    ..poem_openapi::registry::MetaSchema::new_with_format("string", "snowflake")
                }))
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(std::iter::once(self))
            }
        }

        impl poem_openapi::types::ParseFromJSON for $name {
            fn parse_from_json(value: Option<serde_json::Value>) -> poem_openapi::types::ParseResult<Self> {
                match value {
                    Some(serde_json::Value::String(text)) => Ok(text.parse()?),
                    other => Err(poem_openapi::types::ParseError::expected_type(other.unwrap_or_default())),
                }
            }
        }

        impl poem_openapi::types::ParseFromParameter for $name {
            fn parse_from_parameter(value: &str) -> poem_openapi::types::ParseResult<Self> {
                Ok(value.parse()?)
            }
        }

        impl poem_openapi::types::ToJSON for $name {
            fn to_json(&self) -> Option<serde_json::Value> {
                Some(serde_json::Value::String(self.to_string()))
            }
        }
    )*};
}

ids! {
    /// A person or a bot.
    UserId,
    /// A signed-in device.
    SessionId,
    /// A server, as people call it.
    GuildId,
    /// A role; the one with its guild's number is `@everyone`.
    RoleId,
    /// A channel or a category.
    ChannelId,
    /// A message.
    MessageId,
    /// A tag that posts of a forum carry.
    TagId,
    /// A line of an audit log.
    AuditEntryId,
    /// A report of a message or a person.
    ReportId,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// However the clock jumps, ids rise and none comes twice.
        #[test]
        fn ids_rise_whatever_the_clock_does(steps in prop::collection::vec(-3_600_000_i64..3_600_000, 1..200)) {
            let clock = Clock::fixed(Timestamp(EPOCH.0 + 100_000_000));
            let maker = IdMaker::new(clock.clone(), 7, 0);
            let mut last = 0;
            for step in steps {
                clock.set(Timestamp((clock.now().0 + step).max(EPOCH.0)));
                let id: i64 = maker.next();
                prop_assert!(id > last);
                last = id;
            }
        }

        /// What is written as an id reads as the same id.
        #[test]
        fn ids_survive_their_text(id in 1_i64..=i64::MAX) {
            prop_assert_eq!(MessageId(id).to_string().parse::<MessageId>().unwrap(), MessageId(id));
        }

        /// No text makes parsing panic, and only one text names an id.
        #[test]
        fn only_one_text_names_an_id(text in "\\PC{0,24}") {
            if let Ok(id) = text.parse::<UserId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn more_than_a_millisecond_holds_still_rises() {
        let maker = IdMaker::new(Clock::fixed(Timestamp(EPOCH.0 + 5)), 0, 0);
        let ids: Vec<i64> = (0..10_000).map(|_| maker.next()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn ids_lie_above_what_the_database_holds() {
        let ahead = IdMaker::new(Clock::fixed(Timestamp(EPOCH.0 + 9_000_000)), 3, 0).next::<i64>();
        let after = IdMaker::new(Clock::fixed(Timestamp(EPOCH.0 + 5)), 0, ahead).next::<i64>();
        assert!(after > ahead);
    }

    #[test]
    fn the_first_id_of_a_time_lies_below_all_of_that_time() {
        let now = Timestamp(EPOCH.0 + 123_456);
        let id: i64 = IdMaker::new(Clock::fixed(now), 0, 0).next();
        assert!(first_at(now) <= id && id < first_at(Timestamp(now.0 + 1)));
        assert_eq!(first_at(Timestamp(i64::MIN)), 0);
        assert!(first_at(Timestamp(i64::MAX)) > id);
    }

    #[test]
    fn an_id_tells_its_time() {
        let now = Timestamp(EPOCH.0 + 123_456);
        let id: GuildId = IdMaker::new(Clock::fixed(now), 511, 0).next();
        assert_eq!(id.created_at(), now);
    }
}
