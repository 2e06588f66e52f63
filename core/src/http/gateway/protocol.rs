//! `graphql-transport-ws`, as the GraphQL over WebSocket protocol says, and our own close codes.

use serde::Deserialize;
use serde::de::IgnoredAny;
use tokio_tungstenite::tungstenite::Utf8Bytes;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

/// The name of the WebSocket subprotocol.
pub const SUBPROTOCOL: &str = "graphql-transport-ws";

/// What a client says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage {
    /// First of all.
    ConnectionInit {
        /// Who it is.
        #[serde(default)]
        payload: Option<InitPayload>,
    },
    /// Are you there?
    Ping {
        /// Ignored.
        #[serde(default, rename = "payload")]
        _payload: IgnoredAny,
    },
    /// I am here.
    Pong {
        /// Ignored.
        #[serde(default, rename = "payload")]
        _payload: IgnoredAny,
    },
    /// Runs an operation.
    Subscribe {
        /// The client's name for it, unique among those that run.
        id: String,
        /// The operation.
        payload: Box<async_graphql::Request>,
    },
    /// Ends an operation.
    Complete {
        /// Which.
        id: String,
    },
}

/// The payload of `connection_init`.
#[derive(Debug, Default, Deserialize)]
pub struct InitPayload {
    /// As the header of the same name.
    #[serde(default)]
    pub authorization: Option<String>,
}

/// Why a connection is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// What came is no message of the protocol.
    BadRequest,
    /// An operation before `connection_init`, or the session ended.
    Unauthorized,
    /// The token in `connection_init` is not good.
    Forbidden,
    /// No `connection_init` in time.
    InitTimeout,
    /// An operation of this id runs already.
    SubscriberExists,
    /// A second `connection_init`.
    TooManyInits,
    /// More operations at once than a connection may have.
    TooManyOperations,
    /// The client does not read what it subscribed to. It is to come back and resume.
    Slow,
    /// The server stops. The client is to come back.
    Restart,
    /// A frame or message larger than allowed (RFC 6455, 7.4.1).
    TooBig,
    /// Not UTF-8 where it must be.
    NotText,
    /// Broken framing.
    ProtocolError,
}

impl Close {
    /// The close frame that says so.
    #[must_use]
    pub fn frame(self) -> CloseFrame {
        let (code, reason) = match self {
            Self::BadRequest => (4400, "Not a message of graphql-transport-ws"),
            Self::Unauthorized => (4401, "Unauthorized"),
            Self::Forbidden => (4403, "Forbidden"),
            Self::InitTimeout => (4408, "Connection initialisation timeout"),
            Self::SubscriberExists => (4409, "Subscriber already exists"),
            Self::TooManyInits => (4429, "Too many initialisation requests"),
            Self::TooManyOperations => (4429, "Too many operations"),
            Self::Slow => (4480, "Too slow, resume"),
            Self::Restart => (CloseCode::Restart.into(), "Server restarting, come back"),
            Self::TooBig => (CloseCode::Size.into(), "Message too big"),
            Self::NotText => (CloseCode::Invalid.into(), "Not UTF-8"),
            Self::ProtocolError => (CloseCode::Protocol.into(), "Protocol error"),
        };
        CloseFrame { code: CloseCode::from(code), reason: Utf8Bytes::from_static(reason) }
    }
}

/// `connection_ack`
pub const ACK: &str = r#"{"type":"connection_ack"}"#;
/// `pong`
pub const PONG: &str = r#"{"type":"pong"}"#;

/// What stands before the payload of a `next` for an operation; a `}` follows it.
#[must_use]
pub fn next_prefix(id: &str) -> String {
    format!(r#"{{"id":{},"type":"next","payload":"#, quoted(id))
}

/// A `next`, put together from [`next_prefix`] and a payload that others share.
#[must_use]
pub fn next(prefix: &str, payload: &str) -> Utf8Bytes {
    let mut text = String::with_capacity(prefix.len() + payload.len() + 1);
    text.push_str(prefix);
    text.push_str(payload);
    text.push('}');
    text.into()
}

/// `complete` for an operation.
#[must_use]
pub fn complete(id: &str) -> Utf8Bytes {
    format!(r#"{{"id":{},"type":"complete"}}"#, quoted(id)).into()
}

/// `error` for an operation that could not begin: a list of GraphQL errors.
#[must_use]
pub fn error(id: &str, errors: &[async_graphql::ServerError]) -> Utf8Bytes {
    let errors = serde_json::to_string(errors).unwrap_or_else(|_| "[]".to_owned());
    format!(r#"{{"id":{},"type":"error","payload":{errors}}}"#, quoted(id)).into()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever an operation's id holds, what we send is JSON and names it.
        #[test]
        fn frames_are_json_whatever_the_id(id in "\\PC{0,40}|[\"\\\\\n\u{0}]{1,5}") {
            for text in [next(&next_prefix(&id), "{\"data\":null}"), complete(&id), error(&id, &[])] {
                let value: serde_json::Value = serde_json::from_str(&text).unwrap();
                prop_assert_eq!(value["id"].as_str(), Some(id.as_str()));
            }
        }

        /// No frame makes the parser panic.
        #[test]
        fn any_text_is_a_message_or_refused(text in "\\PC{0,200}") {
            let _ = serde_json::from_str::<ClientMessage>(&text);
        }
    }

    #[test]
    fn what_clients_send_is_understood() {
        let init = r#"{"type":"connection_init","payload":{"authorization":"Bearer x"}}"#;
        assert!(matches!(
            serde_json::from_str(init).unwrap(),
            ClientMessage::ConnectionInit { payload: Some(InitPayload { authorization: Some(_) }) }
        ));
        for text in [
            r#"{"type":"connection_init"}"#,
            r#"{"type":"connection_init","payload":{}}"#,
            r#"{"type":"connection_init","payload":null}"#,
            r#"{"type":"ping"}"#,
            r#"{"type":"pong","payload":{"a":1}}"#,
            r#"{"id":"1","type":"complete"}"#,
            r#"{"id":"1","type":"subscribe","payload":{"query":"{ viewer { id } }","variables":null,"operationName":null}}"#,
        ] {
            serde_json::from_str::<ClientMessage>(text).unwrap();
        }
    }
}
