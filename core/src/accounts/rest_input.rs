//! Texts whose form the OpenAPI document tells. The form itself is checked by the services, which
//! say which field is at fault and what to do.

use std::borrow::Cow;

use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseResult, ToJSON, Type};

use super::{MAX_EMAIL, MAX_PASSWORD, MIN_PASSWORD, rules};

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $format:literal, $schema:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(pub String);

        impl Type for $name {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> Cow<'static, str> {
                concat!("string(", $format, ")").into()
            }

            fn schema_ref() -> MetaSchemaRef {
                MetaSchemaRef::Inline(Box::new($schema))
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(std::iter::once(self))
            }
        }

        impl ParseFromJSON for $name {
            fn parse_from_json(value: Option<serde_json::Value>) -> ParseResult<Self> {
                match value {
                    Some(serde_json::Value::String(text)) => Ok(Self(text)),
                    other => Err(ParseError::expected_type(other.unwrap_or_default())),
                }
            }
        }

        // Objects want it of all their fields, though these only ever come in.
        impl ToJSON for $name {
            fn to_json(&self) -> Option<serde_json::Value> {
                Some(serde_json::Value::String(self.0.clone()))
            }
        }
    )*};
}

texts! {
    /// A username that is asked for.
    NewUsername: "username", MetaSchema {
        pattern: Some(rules::USERNAME_PATTERN.to_owned()),
        example: Some("ana".into()),
        ..MetaSchema::new("string")
    };
    /// An e-mail address.
    EmailAddress: "email", MetaSchema {
        pattern: Some(rules::EMAIL_PATTERN.to_owned()),
        max_length: Some(MAX_EMAIL),
        example: Some("ana@example.org".into()),
        ..MetaSchema::new_with_format("string", "email")
    };
    /// A password that is to be.
    NewPassword: "password", MetaSchema {
        min_length: Some(MIN_PASSWORD),
        max_length: Some(MAX_PASSWORD),
        ..MetaSchema::new_with_format("string", "password")
    };
}
