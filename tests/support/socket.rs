//! A WebSocket that speaks `graphql-transport-ws`, and says plainly what the server did with it.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Response};
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::PATIENCE;

/// What came over a [`Socket`].
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// A message of the protocol.
    Message(Value),
    /// The server closed with this code and reason.
    Closed(u16, String),
    /// The connection ended without a close frame.
    Lost(String),
}

/// One WebSocket connection.
#[derive(Debug)]
pub struct Socket {
    stream: WebSocketStream<TcpStream>,
}

impl Socket {
    /// Connects, with the subprotocol that the API speaks. Nothing is sent yet.
    pub async fn open(address: &str) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        Self::open_on(socket, address).await
    }

    /// Connects with a small receive buffer, so that the server soon notices when it isn't read.
    pub async fn open_narrow(address: &str) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(4096).expect("a small buffer");
        Self::open_on(socket, address).await
    }

    async fn open_on(socket: TcpSocket, address: &str) -> Self {
        let (stream, response) =
            Self::handshake(socket, address, Some("graphql-transport-ws")).await.expect("a WebSocket");
        let agreed = response.headers().get("sec-websocket-protocol").and_then(|value| value.to_str().ok());
        assert_eq!(agreed, Some("graphql-transport-ws"));
        Self { stream }
    }

    /// The opening handshake with any subprotocol or none, for tests of the handshake itself.
    pub async fn handshake(
        socket: TcpSocket,
        address: &str,
        protocol: Option<&str>,
    ) -> Result<(WebSocketStream<TcpStream>, Response<Option<Vec<u8>>>), Error> {
        let mut request = format!("ws://{address}/graphql").into_client_request()?;
        if let Some(protocol) = protocol {
            request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_str(protocol)?);
        }
        let stream = socket.connect(address.parse().expect("an address")).await?;
        stream.set_nodelay(true)?;
        // Nothing that a test wants to send is refused on this side.
        let config = WebSocketConfig::default().max_message_size(None).max_frame_size(None);
        client_async_with_config(request, stream, Some(config)).await
    }

    /// Sends a message of the protocol.
    pub async fn send(&mut self, message: Value) {
        self.stream.send(Message::text(message.to_string())).await.expect("the server takes it");
    }

    /// Sends any frame. `false`: the connection is gone already.
    pub async fn send_frame(&mut self, frame: Message) -> bool {
        self.stream.send(frame).await.is_ok()
    }

    /// Sends bytes below the WebSocket, as no client library would.
    pub async fn send_bytes(self, bytes: &[u8]) -> Self {
        use tokio::io::AsyncWriteExt;
        let mut tcp = self.stream.into_inner();
        tcp.write_all(bytes).await.expect("the kernel takes it");
        Self { stream: WebSocketStream::from_raw_socket(tcp, Role::Client, None).await }
    }

    /// `connection_init` with an access token, up to the server's acknowledgement.
    pub async fn sign_in(&mut self, access_token: &str) {
        self.send(json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {access_token}") } })).await;
        let answer = self.receive().await;
        assert!(
            matches!(&answer, Incoming::Message(message) if message["type"] == "connection_ack"),
            "not acknowledged: {answer:?}"
        );
    }

    /// What comes next, without waiting for ever.
    pub async fn receive(&mut self) -> Incoming {
        timeout(PATIENCE, self.receive_patiently())
            .await
            .unwrap_or_else(|_| panic!("nothing came within {PATIENCE:?}"))
    }

    /// What comes within this time, if anything does.
    pub async fn receive_within(&mut self, time: Duration) -> Option<Incoming> {
        timeout(time, self.receive_patiently()).await.ok()
    }

    async fn receive_patiently(&mut self) -> Incoming {
        loop {
            match self.stream.next().await {
                Some(Ok(Message::Text(text))) => {
                    let message: Value =
                        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
                    if message["type"] == "ping" {
                        self.send(json!({ "type": "pong" })).await;
                        continue;
                    }
                    return Incoming::Message(message);
                }
                Some(Ok(Message::Close(Some(frame)))) => {
                    return Incoming::Closed(frame.code.into(), frame.reason.to_string());
                }
                Some(Ok(Message::Close(None))) => return Incoming::Closed(1005, String::new()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(other)) => panic!("the protocol has no such frames: {other:?}"),
                Some(Err(error)) => return Incoming::Lost(error.to_string()),
                None => return Incoming::Lost("the stream ended".to_owned()),
            }
        }
    }

    /// The code with which the server closes. Messages that come before are passed over.
    pub async fn close_code(&mut self) -> u16 {
        loop {
            match self.receive().await {
                Incoming::Message(_) => {}
                Incoming::Closed(code, _) => return code,
                Incoming::Lost(how) => panic!("the connection ended without a close code: {how}"),
            }
        }
    }
}
