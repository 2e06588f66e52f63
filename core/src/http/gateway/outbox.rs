//! What one socket is given: written at once where the network takes it, else kept until it does.
//! Bounded: whoever does not read is sent away.

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::sync::Arc;

use bytes::Bytes;
use parking_lot::{Mutex, MutexGuard};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::sync::Notify;

use super::protocol::Close;
use crate::events::Topic;

/// The most frames that wait.
pub const MAX_FRAMES: usize = 2048;
/// The most bytes that wait.
const MAX_BYTES: usize = 2 << 20;
/// Above this many places, an emptied queue gives its memory back.
const KEPT_PLACES: usize = 16;
/// How many frames of WebSocket itself may wait beyond that; each has at most 125 bytes.
const MORE_FOR_CONTROL: usize = 64;
/// How many frames one call to the system takes at most.
const SLICES: usize = 64;

/// A frame of WebSocket to write.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Header and payload, shared by all who get the same.
    pub bytes: Bytes,
    /// By which topic it came: when the topic is lost, so is what waits of it.
    pub topic: Option<Topic>,
}

/// What became of a frame that was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is the first that waits: see to it that the outbox is flushed.
    First,
    /// It waits behind others, for which somebody has seen to that.
    Behind,
    /// The connection is to be closed, and takes nothing any more.
    Closed,
}

/// What a connection is called for.
#[derive(Debug)]
pub enum Call {
    /// The network, which had taken no more, has taken some: there may be room for other things.
    WroteOn,
    /// Close the connection.
    Close(Close),
    /// The network has given the connection up.
    Gone,
}

/// The frames of one socket. Whoever has something for it puts it in and flushes; its connection does
/// something only where the network takes no more for a while.
#[derive(Debug)]
pub struct Outbox {
    stream: Arc<OwnedWriteHalf>,
    state: Mutex<State>,
    /// Calls the connection.
    call: Notify,
}

#[derive(Debug, Default)]
struct State {
    frames: VecDeque<Frame>,
    /// How many bytes of the first frame are written already.
    begun: usize,
    /// How many wait.
    bytes: usize,
    close: Option<Close>,
    flow: Flow,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Flow {
    /// Whatever is flushed is written.
    #[default]
    Free,
    /// The network takes no more: the connection writes on when it does.
    Blocked,
    /// It takes nothing ever again.
    Broken,
}

impl Outbox {
    /// An empty one for this socket. Nobody else writes to it from now on.
    #[must_use]
    pub fn new(stream: Arc<OwnedWriteHalf>) -> Self {
        Self { stream, state: Mutex::default(), call: Notify::new() }
    }

    /// Puts a frame in.
    pub fn put(&self, frame: Frame) -> Put {
        let mut state = self.state.lock();
        if state.close.is_some() {
            return Put::Closed;
        }
        if state.is_full(&frame) {
            state.shut(Close::Slow);
            drop(state);
            self.call.notify_one();
            return Put::Closed;
        }
        let first = state.frames.is_empty();
        state.push(frame);
        if first { Put::First } else { Put::Behind }
    }

    /// Writes what waits, as far as the network takes it now.
    pub fn flush(&self) {
        self.write(self.state.lock(), Flow::Free);
    }

    /// Puts a frame in and flushes: for answers, which wait for nobody.
    pub fn send(&self, bytes: Bytes) {
        if self.put(Frame { bytes, topic: None }) != Put::Closed {
            self.flush();
        }
    }

    /// Sends what belongs to WebSocket itself (a pong, a close frame), even when the connection is
    /// being closed. Whole frames only. Dropped where too many wait already.
    pub fn control(&self, bytes: Bytes) {
        let mut state = self.state.lock();
        if state.frames.len() < MAX_FRAMES + MORE_FOR_CONTROL {
            state.push(Frame { bytes, topic: None });
            self.write(state, Flow::Free);
        }
    }

    /// Has the connection closed. What waits is dropped: the client resumes from what it has read.
    pub fn close(&self, close: Close) {
        self.state.lock().shut(close);
        self.call.notify_one();
    }

    /// Drops what waits of topics that were lost. What the network has begun to take goes on: half a
    /// frame would be the end of the connection.
    pub fn forget(&self, lost: impl Fn(Topic) -> bool) {
        let mut state = self.state.lock();
        let mut kept = usize::from(state.begun > 0);
        let mut dropped = 0;
        state.frames.retain(|frame| {
            let keep = kept > 0 || !frame.topic.is_some_and(&lost);
            kept = kept.saturating_sub(1);
            if !keep {
                dropped += frame.bytes.len();
            }
            keep
        });
        state.bytes -= dropped;
    }

    /// Whether the network takes no more for now.
    pub fn is_blocked(&self) -> bool {
        self.state.lock().flow == Flow::Blocked
    }

    /// Resolves when the connection has something to do. Only the connection itself asks.
    pub async fn called(&self) -> Call {
        loop {
            let flow = {
                let state = self.state.lock();
                if let Some(close) = state.close {
                    return Call::Close(close);
                }
                state.flow
            };
            match flow {
                Flow::Broken => return Call::Gone,
                Flow::Free => self.call.notified().await,
                Flow::Blocked => tokio::select! {
                    () = self.writable() => return Call::WroteOn,
                    () = self.call.notified() => {}
                },
            }
        }
    }

    /// Writes all that waits, however long the network takes for it.
    pub async fn drain(&self) {
        self.flush();
        while self.is_blocked() {
            self.writable().await;
        }
    }

    /// Waits until the network takes more, and writes on.
    async fn writable(&self) {
        // An error shows itself in the writing.
        let _ = self.stream.writable().await;
        self.write(self.state.lock(), Flow::Blocked);
    }

    /// Ends the connection's stream, whoever else still holds it.
    pub fn shut_down(&self) {
        // It fails where the client was quicker.
        let _ =
            socket2::SockRef::from(OwnedWriteHalf::as_ref(&self.stream)).shutdown(std::net::Shutdown::Both);
    }

    /// Writes, where the flow is as `when` says.
    fn write(&self, mut state: MutexGuard<'_, State>, when: Flow) {
        if state.flow != when {
            return;
        }
        state.flow = match state.write(&self.stream) {
            Ok(()) => Flow::Free,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Flow::Blocked,
            Err(_) => Flow::Broken,
        };
        if state.flow == Flow::Broken {
            state.drop_all();
        }
        if state.flow != Flow::Free && state.flow != when {
            drop(state);
            self.call.notify_one();
        }
    }
}

impl State {
    fn is_full(&self, frame: &Frame) -> bool {
        self.frames.len() >= MAX_FRAMES || self.bytes + frame.bytes.len() > MAX_BYTES
    }

    fn push(&mut self, frame: Frame) {
        self.bytes += frame.bytes.len();
        self.frames.push_back(frame);
    }

    /// Writes all that waits.
    ///
    /// # Errors
    /// `WouldBlock` where the network takes no more for now.
    fn write(&mut self, stream: &OwnedWriteHalf) -> io::Result<()> {
        while let Some(first) = self.frames.front() {
            let first = &first.bytes[self.begun..];
            let written = if self.frames.len() == 1 {
                stream.try_write(first)?
            } else {
                let mut slices = [IoSlice::new(&[]); SLICES];
                for (slice, frame) in slices.iter_mut().zip(&self.frames) {
                    *slice = IoSlice::new(&frame.bytes);
                }
                slices[0] = IoSlice::new(first);
                stream.try_write_vectored(&slices[..self.frames.len().min(SLICES)])?
            };
            self.advance(written);
        }
        if self.frames.capacity() > KEPT_PLACES {
            self.frames = VecDeque::new();
        }
        Ok(())
    }

    /// Takes out what was written.
    fn advance(&mut self, written: usize) {
        self.begun += written;
        while let Some(first) = self.frames.front()
            && first.bytes.len() <= self.begun
        {
            self.begun -= first.bytes.len();
            self.bytes -= first.bytes.len();
            self.frames.pop_front();
        }
    }

    fn shut(&mut self, close: Close) {
        if self.close.is_none() {
            self.close = Some(close);
            // What was begun is written to its end, so that the client can read what comes behind it.
            let begun = if self.begun > 0 { self.frames.pop_front() } else { None };
            self.bytes = begun.as_ref().map_or(0, |frame| frame.bytes.len());
            self.frames = begun.into_iter().collect();
        }
    }

    fn drop_all(&mut self) {
        self.frames = VecDeque::new();
        (self.begun, self.bytes) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::AsyncReadExt;
    use tokio::net::{TcpListener, TcpSocket, TcpStream};

    use super::*;
    use crate::platform::ids::ChannelId;

    /// An outbox and its client, who takes little before it reads.
    async fn narrow() -> (Outbox, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = TcpSocket::new_v4().unwrap();
        client.set_recv_buffer_size(4096).unwrap();
        let client = client.connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        socket2::SockRef::from(&stream).set_send_buffer_size(4096).unwrap();
        (Outbox::new(Arc::new(stream.into_split().1)), client)
    }

    fn frame(byte: u8, length: usize, channel: i64) -> Frame {
        Frame { bytes: vec![byte; length].into(), topic: Some(Topic::Channel(ChannelId(channel))) }
    }

    /// Puts frames in until the network takes no more; how many.
    fn block(outbox: &Outbox) -> usize {
        let mut count = 0;
        while !outbox.is_blocked() {
            assert_ne!(outbox.put(frame(1, 1000, 1)), Put::Closed);
            outbox.flush();
            count += 1;
        }
        count
    }

    async fn read(client: &mut TcpStream, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        tokio::time::timeout(Duration::from_secs(10), client.read_exact(&mut bytes)).await.unwrap().unwrap();
        bytes
    }

    #[tokio::test]
    async fn what_is_flushed_is_written_in_order() {
        let (outbox, mut client) = narrow().await;
        assert_eq!(outbox.put(frame(1, 2, 1)), Put::First);
        assert_eq!(outbox.put(frame(2, 2, 1)), Put::Behind);
        outbox.flush();
        outbox.send(Bytes::from_static(&[3]));
        assert_eq!(outbox.put(frame(4, 1, 1)), Put::First);
        outbox.flush();
        assert_eq!(read(&mut client, 6).await, [1, 1, 2, 2, 3, 4]);
    }

    #[tokio::test]
    async fn what_the_network_did_not_take_goes_on_where_it_was() {
        let (outbox, mut client) = narrow().await;
        let frames = block(&outbox);
        for byte in 2..200 {
            outbox.put(frame(byte, 3, 1));
            outbox.flush();
        }
        let (bytes, ()) = tokio::join!(read(&mut client, frames * 1000 + 198 * 3), outbox.drain());
        assert!(bytes[..frames * 1000].iter().all(|&byte| byte == 1));
        assert!(bytes[frames * 1000..].chunks(3).zip(2..).all(|(frame, byte)| frame == [byte; 3]));
        assert_eq!(outbox.put(frame(1, 1, 1)), Put::First);
    }

    #[tokio::test]
    async fn the_connection_is_called_when_there_is_room_again() {
        let (outbox, mut client) = narrow().await;
        let frames = block(&outbox);
        let reading = tokio::spawn(async move { read(&mut client, frames * 1000).await });
        while outbox.is_blocked() {
            assert!(matches!(outbox.called().await, Call::WroteOn));
        }
        reading.await.unwrap();
    }

    #[tokio::test]
    async fn whoever_does_not_read_is_told_to_resume() {
        let (outbox, _client) = narrow().await;
        block(&outbox);
        let mut count = 0;
        while outbox.put(frame(1, 2, 1)) != Put::Closed {
            count += 1;
            assert!(count <= MAX_FRAMES);
        }
        assert!(matches!(outbox.called().await, Call::Close(Close::Slow)));
    }

    #[tokio::test]
    async fn bytes_count_too() {
        let (outbox, _client) = narrow().await;
        let put = || outbox.put(frame(1, MAX_BYTES / 4 + 1, 1));
        assert_eq!([put(), put(), put(), put()], [Put::First, Put::Behind, Put::Behind, Put::Closed]);
    }

    #[tokio::test]
    async fn what_waits_of_a_lost_topic_is_dropped() {
        let (outbox, mut client) = narrow().await;
        outbox.put(frame(1, 1, 1));
        outbox.put(frame(2, 1, 2));
        outbox.put(frame(3, 1, 1));
        outbox.forget(|topic| topic == Topic::Channel(ChannelId(2)));
        outbox.flush();
        assert_eq!(read(&mut client, 2).await, [1, 3]);
    }

    #[tokio::test]
    async fn a_frame_that_was_begun_is_ended_whatever_happens() {
        let (outbox, mut client) = narrow().await;
        // Larger than what the network takes: it is begun.
        assert_eq!(outbox.put(frame(1, MAX_BYTES, 1)), Put::First);
        outbox.flush();
        assert!(outbox.is_blocked());
        outbox.forget(|_| true);
        outbox.close(Close::Unauthorized);
        assert_eq!(outbox.put(frame(2, 1, 1)), Put::Closed);
        outbox.control(Bytes::from_static(b"bye"));
        let (bytes, ()) = tokio::join!(read(&mut client, MAX_BYTES + 3), outbox.drain());
        assert!(bytes[..MAX_BYTES].iter().all(|&byte| byte == 1));
        assert_eq!(&bytes[MAX_BYTES..], b"bye");
    }

    #[tokio::test]
    async fn a_client_that_is_gone_is_noticed_in_writing() {
        let (outbox, client) = narrow().await;
        socket2::SockRef::from(&client).set_linger(Some(Duration::ZERO)).unwrap();
        drop(client);
        let gone = async {
            loop {
                outbox.send(Bytes::from_static(b"hello"));
                if let Ok(Call::Gone) = tokio::time::timeout(Duration::from_millis(10), outbox.called()).await
                {
                    return;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(10), gone).await.unwrap();
    }
}
