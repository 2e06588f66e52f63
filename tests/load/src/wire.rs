//! Just enough of HTTP/1.1 and of WebSocket's framing, as a client, for a driver that costs little.

use std::io::{self, ErrorKind};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection, with what was read from it and not yet used.
#[derive(Debug)]
pub struct Connection {
    /// The socket.
    pub stream: TcpStream,
    /// Bytes that came behind the last thing that was read.
    pub rest: Vec<u8>,
}

/// A frame of WebSocket in some bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Frame<'b> {
    /// What kind of frame.
    pub opcode: u8,
    /// What it says.
    pub payload: &'b [u8],
    /// How many bytes it takes, header included.
    pub length: usize,
}

/// Opcode of a close frame.
pub const CLOSE: u8 = 8;
/// Opcode of a ping.
pub const PING: u8 = 9;
const TEXT: u8 = 1;
const PONG: u8 = 10;

/// The first frame in `bytes` from a server; nothing while it is not there as a whole.
pub fn frame(bytes: &[u8]) -> Option<Frame<'_>> {
    let (&[first, second], behind) = bytes.split_first_chunk::<2>()?;
    let (header, length) = match second & 0x7f {
        126 => (4, usize::from(u16::from_be_bytes(*behind.first_chunk()?))),
        127 => (10, usize::try_from(u64::from_be_bytes(*behind.first_chunk()?)).ok()?),
        short => (2, usize::from(short)),
    };
    let payload = bytes.get(header..header + length)?;
    Some(Frame { opcode: first & 0x0f, payload, length: header + length })
}

/// A frame from a client. The mask is zero, which leaves the payload as it is: it guards proxies against
/// scripts in browsers, and here is neither.
pub fn masked(opcode: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x80 | opcode];
    match payload.len() {
        length @ ..126 => frame.push(0x80 | u8::try_from(length).unwrap_or(0)),
        length => {
            frame.push(0x80 | 0x7e);
            frame.extend(u16::try_from(length).expect("a message of the driver is short").to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(payload);
    frame
}

/// A text from a client.
pub fn masked_text(text: &str) -> Vec<u8> {
    masked(TEXT, text.as_bytes())
}

/// The answer to a ping.
pub fn pong(ping: &[u8]) -> Vec<u8> {
    masked(PONG, ping)
}

impl Connection {
    /// Connects to `host:port`.
    pub async fn open(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, rest: Vec::new() })
    }

    /// Connects, and changes to WebSocket.
    pub async fn upgrade(address: &str, path: &str, subprotocol: Option<&str>) -> io::Result<Self> {
        let mut connection = Self::open(address).await?;
        let subprotocol =
            subprotocol.map(|name| format!("Sec-WebSocket-Protocol: {name}\r\n")).unwrap_or_default();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{subprotocol}\r\n"
        );
        connection.stream.write_all(request.as_bytes()).await?;
        let (status, _) = connection.answer().await?;
        if status == 101 {
            Ok(connection)
        } else {
            Err(unexpected(&format!("status {status} for an upgrade")))
        }
    }

    /// Sends a request or a frame, as it is.
    pub async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }

    /// Reads the next text and says whether `wanted` is in it; other frames are passed over.
    pub async fn expect_text(&mut self, wanted: &str) -> io::Result<String> {
        loop {
            while let Some(frame) = frame(&self.rest) {
                let (opcode, length) = (frame.opcode, frame.length);
                let text = String::from_utf8_lossy(frame.payload).into_owned();
                self.rest.drain(..length);
                match opcode {
                    TEXT if text.contains(wanted) => return Ok(text),
                    TEXT | CLOSE => return Err(unexpected(&format!("{text} instead of {wanted}"))),
                    _ => {}
                }
            }
            self.more().await?;
        }
    }

    /// Reads the answer to a request: its status and body.
    pub async fn answer(&mut self) -> io::Result<(u16, Vec<u8>)> {
        loop {
            let mut headers = [httparse::EMPTY_HEADER; 32];
            let mut response = httparse::Response::new(&mut headers);
            let parsed = response.parse(&self.rest).map_err(|error| unexpected(&error.to_string()))?;
            if let httparse::Status::Complete(head) = parsed {
                let status = response.code.unwrap_or(0);
                let named =
                    response.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-length"));
                let length =
                    named.and_then(|header| str::from_utf8(header.value).ok()?.parse().ok()).unwrap_or(0);
                while self.rest.len() < head + length {
                    self.more().await?;
                }
                let body = self.rest[head..head + length].to_vec();
                self.rest.drain(..head + length);
                return Ok((status, body));
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> io::Result<()> {
        if self.stream.read_buf(&mut self.rest).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

fn unexpected(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what.to_owned())
}

/// A POST of JSON to `/graphql`, as bytes.
pub fn graphql_request(address: &str, token: &str, body: &serde_json::Value) -> Vec<u8> {
    let body = body.to_string();
    format!(
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_found_only_when_whole() {
        for length in [0, 5, 125, 126, 300] {
            let payload = vec![b'x'; length];
            let mut bytes = masked(TEXT, &payload);
            // A server does not mask: take the bit and the mask out.
            bytes[1] &= 0x7f;
            let header = bytes.len() - length - 4;
            bytes.drain(header..header + 4);
            for cut in 0..bytes.len() {
                assert_eq!(frame(&bytes[..cut]), None);
            }
            let whole = bytes.len();
            bytes.extend(b"more");
            assert_eq!(frame(&bytes), Some(Frame { opcode: TEXT, payload: &payload, length: whole }));
        }
    }
}
