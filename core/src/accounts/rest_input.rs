//! The form of what people type for an account, as the OpenAPI document tells it.

use poem_openapi::registry::MetaSchema;

use super::{MAX_EMAIL, MAX_PASSWORD, MIN_PASSWORD, rules};
use crate::platform::openapi::TextForm;

/// A username that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUsername;

impl TextForm for NewUsername {
    fn schema() -> MetaSchema {
        MetaSchema {
            pattern: Some(rules::USERNAME_PATTERN.to_owned()),
            example: Some("ana".into()),
            ..MetaSchema::new("string")
        }
    }
}

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress;

impl TextForm for EmailAddress {
    fn schema() -> MetaSchema {
        MetaSchema {
            pattern: Some(rules::EMAIL_PATTERN.to_owned()),
            max_length: Some(MAX_EMAIL),
            example: Some("ana@example.org".into()),
            ..MetaSchema::new("string")
        }
    }
}

/// A password that is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPassword;

impl TextForm for NewPassword {
    fn schema() -> MetaSchema {
        MetaSchema {
            min_length: Some(MIN_PASSWORD),
            max_length: Some(MAX_PASSWORD),
            ..MetaSchema::new_with_format("string", "password")
        }
    }
}
