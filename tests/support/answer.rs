//! Answers of the server, and what a test asks of them.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// An answer of the GraphQL API.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The whole body.
    pub body: Value,
    /// Where the wanted part is, as a JSON pointer below `data`.
    pub(crate) wanted: &'static str,
}

impl Answer {
    /// The wanted part of an answer without errors.
    #[track_caller]
    pub fn expect<T: DeserializeOwned>(self) -> T {
        self.at(self.wanted)
    }

    /// The part at a JSON pointer below `data`, of an answer without errors.
    #[track_caller]
    pub fn at<T: DeserializeOwned>(&self, pointer: &str) -> T {
        assert!(self.body.get("errors").is_none(), "expected {pointer}, got {}", self.body);
        let part = self.body["data"]
            .pointer(pointer)
            .unwrap_or_else(|| panic!("nothing at {pointer} in {}", self.body));
        serde_json::from_value(part.clone()).unwrap_or_else(|error| panic!("{error} at {pointer} in {part}"))
    }

    /// Whether there are no errors.
    pub fn is_ok(&self) -> bool {
        self.body.get("errors").is_none()
    }

    /// The code of its one error; fails when there is none, or more than one.
    #[track_caller]
    pub fn code(&self) -> &str {
        self.error()["extensions"]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("an error without a code: {}", self.body))
    }

    /// Its one error.
    #[track_caller]
    pub fn error(&self) -> &Value {
        match self.body["errors"].as_array().map(Vec::as_slice) {
            Some([error]) => error,
            _ => panic!("expected one error, got {}", self.body),
        }
    }

    /// What its one error says to a person.
    #[track_caller]
    pub fn message(&self) -> &str {
        self.error()["message"].as_str().unwrap_or_default()
    }
}

/// An answer of the REST API.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: reqwest::header::HeaderMap,
    /// The body, as JSON where it is JSON and as a string otherwise; null where there is none.
    pub body: Value,
}

impl Reply {
    pub(crate) async fn read(response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let text = response.text().await.expect("the body arrives");
        let body = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        };
        Self { status, headers, body }
    }

    /// Itself, when the status is this one.
    #[track_caller]
    #[expect(clippy::return_self_not_must_use, reason = "the check is often all that is wanted")]
    pub fn expect_status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "body: {}", self.body);
        self
    }

    /// The code of a problem, which must be a whole `application/problem+json`.
    #[track_caller]
    pub fn code(&self) -> &str {
        assert_eq!(
            self.header("content-type").split(';').next(),
            Some("application/problem+json"),
            "status {}: {}",
            self.status,
            self.body
        );
        assert_eq!(self.body["status"], self.status, "{}", self.body);
        assert!(self.body["title"].is_string(), "no title in {}", self.body);
        self.body["code"].as_str().unwrap_or_else(|| panic!("a problem without a code: {}", self.body))
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// A string in the body, by JSON pointer.
    #[track_caller]
    pub fn text(&self, pointer: &str) -> String {
        let part = self.body.pointer(pointer).and_then(Value::as_str);
        part.unwrap_or_else(|| panic!("no string at {pointer} in {}", self.body)).to_owned()
    }
}
