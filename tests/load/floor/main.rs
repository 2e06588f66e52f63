//! The floor: the least that a program can do which hands each message to many sockets.
//!
//! The same WebSocket library with the same buffers as Guildhall, and nothing else: no GraphQL, no
//! database, no permissions. What comes in on `/send` goes to everybody on `/listen`, as the same
//! bytes; a socket that is behind gets all that waits by one flush.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

/// How many messages may wait for one socket. Whoever sends waits when it is full.
const QUEUE: usize = 1024;

type Listeners = Arc<Mutex<Vec<mpsc::Sender<Utf8Bytes>>>>;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    let listeners = Listeners::default();
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let listeners = Arc::clone(&listeners);
        tokio::spawn(async move {
            // A socket that breaks is none of the others' business.
            let _ = serve(stream, &listeners).await;
        });
    }
}

/// Guildhall's own buffers.
fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(1 << 10)
        .write_buffer_size(16 << 10)
        .max_write_buffer_size(4 << 20)
}

async fn serve(stream: TcpStream, listeners: &Listeners) -> Result<(), Error> {
    let mut sends = false;
    #[expect(clippy::result_large_err, reason = "the library's own signature")]
    let look = |request: &Request, response: Response| {
        sends = request.uri().path() == "/send";
        Ok(response)
    };
    let socket = tokio_tungstenite::accept_hdr_async_with_config(stream, look, Some(config())).await?;
    if sends { send(socket, listeners).await } else { listen(socket, listeners).await }
}

async fn send(mut socket: WebSocketStream<TcpStream>, listeners: &Listeners) -> Result<(), Error> {
    while let Some(message) = socket.next().await {
        let Message::Text(text) = message? else { continue };
        let to = listeners.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for listener in to {
            // One that is gone is taken off by itself.
            let _ = listener.send(text.clone()).await;
        }
        socket.send(Message::text("ok")).await?;
    }
    Ok(())
}

async fn listen(mut socket: WebSocketStream<TcpStream>, listeners: &Listeners) -> Result<(), Error> {
    let (sender, mut queue) = mpsc::channel(QUEUE);
    listeners.lock().unwrap_or_else(PoisonError::into_inner).push(sender.clone());
    let served = async {
        socket.send(Message::text("ready")).await?;
        let mut batch = Vec::new();
        loop {
            tokio::select! {
                _ = queue.recv_many(&mut batch, QUEUE) => {
                    for text in batch.drain(..) {
                        socket.feed(Message::Text(text)).await?;
                    }
                    socket.flush().await?;
                }
                message = socket.next() => match message {
                    Some(message) => _ = message?,
                    None => return Ok(()),
                },
            }
        }
    }
    .await;
    listeners.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| !other.same_channel(&sender));
    served
}
