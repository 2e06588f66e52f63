//! What several rooms' REST calls take and give.
//!
//! The texts tell their form in the OpenAPI document; the form itself is checked by the services,
//! which say which field is at fault and what to do.

use std::borrow::Cow;

use poem_openapi::ApiResponse;
use poem_openapi::payload::Json;
use poem_openapi::registry::{MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseResult, ToJSON, Type};

use super::error::{Error, ErrorCode};

/// A resource was made.
#[derive(Debug, ApiResponse)]
pub enum Created<T: ToJSON> {
    /// It is there now.
    #[oai(status = 201)]
    Created(Json<T>),
}

/// It is done, and there is nothing to show.
#[derive(Debug, ApiResponse)]
pub enum NoContent {
    /// Done.
    #[oai(status = 204)]
    Done,
}

/// For calls whose address is known to be there: what is not there is named in the body, so the answer
/// is no 404, which would be about the address.
pub fn named_in_body(field: &'static str) -> impl Fn(Error) -> Error {
    move |error| match error.code {
        ErrorCode::NotFound => Error { code: ErrorCode::Conflict, field: Some(field), ..error },
        _ => error,
    }
}

/// A field that may be null or left out, which mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nullable<T>(pub Option<T>);

impl<T> Default for Nullable<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Type> Type for Nullable<T> {
    const IS_REQUIRED: bool = false;
    type RawValueType = T::RawValueType;
    type RawElementValueType = T::RawElementValueType;

    fn name() -> Cow<'static, str> {
        format!("nullable_{}", T::name()).into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(match T::schema_ref() {
            MetaSchemaRef::Inline(schema) => MetaSchema { nullable: true, ..*schema },
            reference @ MetaSchemaRef::Reference(_) => {
                MetaSchema { nullable: true, all_of: vec![reference], ..MetaSchema::ANY }
            }
        }))
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        self.0.as_ref().and_then(Type::as_raw_value)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self::RawElementValueType> + 'a> {
        match &self.0 {
            Some(value) => value.raw_element_iter(),
            None => Box::new(std::iter::empty()),
        }
    }

    fn is_none(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: ParseFromJSON> ParseFromJSON for Nullable<T> {
    fn parse_from_json(value: Option<serde_json::Value>) -> ParseResult<Self> {
        match value {
            None | Some(serde_json::Value::Null) => Ok(Self(None)),
            value => T::parse_from_json(value).map(|value| Self(Some(value))).map_err(ParseError::propagate),
        }
    }
}

// Objects want it of all their fields, though these only ever come in.
impl<T: ToJSON> ToJSON for Nullable<T> {
    fn to_json(&self) -> Option<serde_json::Value> {
        self.0.as_ref().and_then(ToJSON::to_json)
    }
}

/// What is said of a kind of text.
pub trait TextForm: Send + Sync + std::fmt::Debug {
    /// The schema of such texts.
    fn schema() -> MetaSchema;
}

/// A text of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<F> {
    /// The text, not checked yet.
    pub text: String,
    form: std::marker::PhantomData<F>,
}

impl<F: TextForm> Type for Text<F> {
    const IS_REQUIRED: bool = true;
    type RawValueType = String;
    type RawElementValueType = String;

    fn name() -> Cow<'static, str> {
        "string".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(F::schema()))
    }

    fn as_raw_value(&self) -> Option<&String> {
        Some(&self.text)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a String> + 'a> {
        Box::new(std::iter::once(&self.text))
    }
}

impl<F: TextForm> ParseFromJSON for Text<F> {
    fn parse_from_json(value: Option<serde_json::Value>) -> ParseResult<Self> {
        match value {
            Some(serde_json::Value::String(text)) => Ok(Self { text, form: std::marker::PhantomData }),
            other => Err(ParseError::expected_type(other.unwrap_or_default())),
        }
    }
}

// Objects want it of all their fields, though these only ever come in.
impl<F: TextForm> ToJSON for Text<F> {
    fn to_json(&self) -> Option<serde_json::Value> {
        Some(serde_json::Value::String(self.text.clone()))
    }
}

/// An edit of a text that may be empty: left out, it stays; null clears it, as the empty text does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clearable<F> {
    /// The text to be, not checked yet; `None`: stays.
    pub edit: Option<String>,
    form: std::marker::PhantomData<F>,
}

impl<F: TextForm> Type for Clearable<F> {
    const IS_REQUIRED: bool = false;
    type RawValueType = String;
    type RawElementValueType = String;

    fn name() -> Cow<'static, str> {
        "string".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        Nullable::<Text<F>>::schema_ref()
    }

    fn as_raw_value(&self) -> Option<&String> {
        self.edit.as_ref()
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a String> + 'a> {
        Box::new(self.edit.iter())
    }
}

impl<F: TextForm> ParseFromJSON for Clearable<F> {
    fn parse_from_json(value: Option<serde_json::Value>) -> ParseResult<Self> {
        let edit = match value {
            None => None,
            Some(serde_json::Value::Null) => Some(String::new()),
            Some(serde_json::Value::String(text)) => Some(text),
            Some(other) => return Err(ParseError::expected_type(other)),
        };
        Ok(Self { edit, form: std::marker::PhantomData })
    }
}

// Objects want it of all their fields, though these only ever come in.
impl<F: TextForm> ToJSON for Clearable<F> {
    fn to_json(&self) -> Option<serde_json::Value> {
        self.edit.clone().map(serde_json::Value::String)
    }
}

/// A name that [`super::text::name`] takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name<const MAX: usize>;

impl<const MAX: usize> TextForm for Name<MAX> {
    fn schema() -> MetaSchema {
        MetaSchema {
            pattern: Some(super::text::name_pattern(MAX)),
            example: Some("The Mill".into()),
            ..MetaSchema::new("string")
        }
    }
}

/// A line that [`super::text::line`] takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<const MAX: usize>;

impl<const MAX: usize> TextForm for Line<MAX> {
    fn schema() -> MetaSchema {
        MetaSchema {
            pattern: Some(super::text::line_pattern(MAX)),
            example: Some("Annie".into()),
            ..MetaSchema::new("string")
        }
    }
}

/// A description that [`super::text::description`] takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description<const MAX: usize>;

impl<const MAX: usize> TextForm for Description<MAX> {
    fn schema() -> MetaSchema {
        MetaSchema { pattern: Some(super::text::description_pattern(MAX)), ..MetaSchema::new("string") }
    }
}
