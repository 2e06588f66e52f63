//! `graphql-transport-ws`, as the GraphQL over WebSocket protocol says, and our own close codes.

use bytes::Bytes;
use serde::Deserialize;
use serde::de::IgnoredAny;
use tokio_tungstenite::tungstenite::Utf8Bytes;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{CloseCode, Control, Data, OpCode};

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
    /// An operation before `connection_init`, the session ended, or nobody has signed in for long.
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
    /// The person has as many connections as one may.
    TooManyConnections,
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
            Self::TooManyConnections => (4429, "Too many connections"),
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
#[must_use]
pub fn ack() -> Bytes {
    text(&[r#"{"type":"connection_ack"}"#])
}

/// `pong`
#[must_use]
pub fn pong() -> Bytes {
    text(&[r#"{"type":"pong"}"#])
}

/// A ping of WebSocket itself.
#[must_use]
pub fn ping() -> Bytes {
    frame(OpCode::Control(Control::Ping), &[])
}

/// What stands before the payload of a `next` for an operation; a `}` follows it.
#[must_use]
pub fn next_prefix(id: &str) -> String {
    format!(r#"{{"id":{},"type":"next","payload":"#, quoted(id))
}

/// A `next`, put together from [`next_prefix`] and a payload that others share.
#[must_use]
pub fn next(prefix: &str, payload: &str) -> Bytes {
    text(&[prefix, payload, "}"])
}

/// `complete` for an operation.
#[must_use]
pub fn complete(id: &str) -> Bytes {
    text(&[r#"{"id":"#, &quoted(id), r#","type":"complete"}"#])
}

/// `error` for an operation that could not begin: a list of GraphQL errors.
#[must_use]
pub fn error(id: &str, errors: &[async_graphql::ServerError]) -> Bytes {
    let errors = serde_json::to_string(errors).unwrap_or_else(|_| "[]".to_owned());
    text(&[r#"{"id":"#, &quoted(id), r#","type":"error","payload":"#, &errors, "}"])
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text of these parts, as the frame that any socket can be given: servers do not mask (RFC 6455, 5.3).
fn text(parts: &[&str]) -> Bytes {
    frame(OpCode::Data(Data::Text), parts)
}

fn frame(opcode: OpCode, parts: &[&str]) -> Bytes {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let header = FrameHeader { opcode, ..FrameHeader::default() };
    let mut bytes = Vec::with_capacity(header.len(length as u64) + length);
    // Writing to memory does not fail.
    let _ = header.format(length as u64, &mut bytes);
    for part in parts {
        bytes.extend_from_slice(part.as_bytes());
    }
    bytes.into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tokio_tungstenite::tungstenite::protocol::frame::FrameSocket;

    use super::*;

    /// The one text that some bytes are, as a client's library reads it.
    fn read(bytes: Bytes) -> String {
        let mut socket = FrameSocket::new(std::io::Cursor::new(bytes.to_vec()));
        let frame = socket.read(None).unwrap().unwrap();
        assert!(frame.header().is_final && socket.read(None).unwrap().is_none());
        assert_eq!(frame.header().opcode, OpCode::Data(Data::Text));
        frame.into_text().unwrap().to_string()
    }

    #[test]
    fn texts_of_any_length_are_frames() {
        for length in [0, 1, 125, 126, 127, 65_535, 65_536, 70_000] {
            let words = "x".repeat(length);
            assert_eq!(read(text(&[&words, "y"])), words + "y");
        }
        assert_eq!(ping(), [0x89, 0].as_slice());
    }

    proptest! {
        /// Whatever an operation's id holds, what we send is JSON and names it.
        #[test]
        fn frames_are_json_whatever_the_id(id in "\\PC{0,40}|[\"\\\\\n\u{0}]{1,5}") {
            for frame in [next(&next_prefix(&id), "{\"data\":null}"), complete(&id), error(&id, &[])] {
                let value: serde_json::Value = serde_json::from_str(&read(frame)).unwrap();
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
