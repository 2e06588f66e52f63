//! The TCP socket that the server listens on, and the connections that come in by it.

use std::io::{ErrorKind, IoSlice, Result, Write};
use std::net::{IpAddr, Shutdown, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use super::places::Place;

/// A bound socket.
#[derive(Debug)]
pub struct Listener {
    listener: TcpListener,
    address: SocketAddr,
}

impl Listener {
    /// Binds `address`, as `host:port`; port 0 takes a free one.
    pub async fn bind(address: &str) -> Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The next connection, and the address of its other end. It sends small answers at once
    /// (`TCP_NODELAY`): they are all small here, and one that waits for the other side's
    /// acknowledgement is 40 ms late.
    pub async fn accept(&self) -> Result<(TcpStream, SocketAddr)> {
        let (stream, peer) = self.listener.accept().await?;
        stream.set_nodelay(true)?;
        Ok((stream, peer))
    }
}

/// Sends an answer that needs no question and hangs up, without waiting for anybody.
pub fn turn_away(stream: TcpStream, answer: &str) {
    // A new connection has room for this much, and a client that does not take it gets nothing.
    let _ = stream.into_std().and_then(|mut stream| stream.write_all(answer.as_bytes()));
}

/// A connection that was taken in. It keeps its place among those of its address for as long as it is
/// open, whatever protocol it changes to.
#[derive(Debug)]
pub struct Connection {
    reads: OwnedReadHalf,
    writes: Arc<OwnedWriteHalf>,
    _place: Option<Place<IpAddr>>,
}

impl Connection {
    /// A connection with its place, where it needs one.
    #[must_use]
    pub fn new(stream: TcpStream, place: Option<Place<IpAddr>>) -> Self {
        let (reads, writes) = stream.into_split();
        Self { reads, writes: Arc::new(writes), _place: place }
    }

    /// What it writes to, for whoever goes on with it in another protocol.
    #[must_use]
    pub fn writes(&self) -> Arc<OwnedWriteHalf> {
        Arc::clone(&self.writes)
    }

    fn stream(&self) -> &TcpStream {
        OwnedWriteHalf::as_ref(&self.writes)
    }

    fn poll_writing(
        &self,
        cx: &mut Context<'_>,
        write: impl Fn(&OwnedWriteHalf) -> Result<usize>,
    ) -> Poll<Result<usize>> {
        loop {
            ready!(self.stream().poll_write_ready(cx))?;
            match write(&self.writes) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                written => return Poll::Ready(written),
            }
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.reads).poll_read(cx, into)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        self.poll_writing(cx, |writes| writes.try_write(bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        self.poll_writing(cx, |writes| writes.try_write_vectored(parts))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(socket2::SockRef::from(self.stream()).shutdown(Shutdown::Write))
    }
}
