//! Those who send: each on a connection of its own, one message at a time.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::JoinHandle;

use crate::documents;
use crate::stamp::{self, Stamp};
use crate::wire::{self, Connection};

/// How quickly they send.
#[derive(Clone, Copy, Debug)]
pub enum Pace {
    /// So many messages a second, all senders together. One that is late counts from when it was due.
    PerSecond(f64),
    /// The next as soon as the last is acknowledged.
    ClosedLoop,
}

/// A request that is sent again and again, with another stamp each time.
#[derive(Clone, Debug)]
pub struct Request {
    bytes: Vec<u8>,
    stamps: Vec<usize>,
    protocol: Protocol,
}

#[derive(Clone, Copy, Debug)]
enum Protocol {
    Http,
    WebSocket,
}

impl Request {
    /// The web client's mutation, over HTTP. The nonce is another copy of the stamp.
    pub fn guildhall(address: &str, token: &str, channel: &str) -> Self {
        let stamp = Stamp::default();
        let body = serde_json::json!({
            "operationName": "SendMessage", "query": documents::send_message(),
            "variables": { "input": { "channelId": channel, "content": stamp.text(), "nonce": stamp.nonce() } },
        });
        Self::new(wire::graphql_request(address, token, &body), Protocol::Http)
    }

    /// A frame that the floor is to hand on as it is.
    pub fn floor(frame: &str) -> Self {
        Self::new(wire::masked_text(frame), Protocol::WebSocket)
    }

    fn new(bytes: Vec<u8>, protocol: Protocol) -> Self {
        let stamps = stamp::places(&bytes);
        assert!(!stamps.is_empty(), "a request with a stamp");
        Self { bytes, stamps, protocol }
    }

    async fn connect(&self, address: &str) -> io::Result<Connection> {
        match self.protocol {
            Protocol::Http => Connection::open(address).await,
            Protocol::WebSocket => Connection::upgrade(address, "/send", None).await,
        }
    }

    async fn run(&mut self, connection: &mut Connection, stamp: Stamp) -> io::Result<()> {
        for &place in &self.stamps {
            stamp.write(&mut self.bytes, place);
        }
        connection.send(&self.bytes).await?;
        match self.protocol {
            Protocol::WebSocket => connection.expect_text("ok").await.map(|_| ()),
            Protocol::Http => {
                let (status, body) = connection.answer().await?;
                if status == 200 && memchr::memmem::find(&body, br#""errors""#).is_none() {
                    return Ok(());
                }
                Err(io::Error::other(format!("status {status}: {}", String::from_utf8_lossy(&body))))
            }
        }
    }
}

/// Senders at work.
#[derive(Debug)]
pub struct Senders {
    stop: Arc<AtomicBool>,
    tasks: Vec<JoinHandle<(u64, io::Result<()>)>>,
}

impl Senders {
    /// Connects, and begins.
    pub async fn start(address: &str, requests: Vec<Request>, pace: Pace) -> io::Result<Self> {
        let mut senders = Self { stop: Arc::default(), tasks: Vec::new() };
        let mut connected = Vec::new();
        for request in requests {
            connected.push((request.connect(address).await?, request));
        }
        let count = u32::try_from(connected.len()).expect("a few senders");
        let begin = stamp::now();
        for (sender, (mut connection, mut request)) in connected.into_iter().enumerate() {
            let rhythm = match pace {
                Pace::PerSecond(rate) => {
                    let between = Duration::from_secs_f64(f64::from(count) / rate);
                    Some((nanoseconds(between), nanoseconds(between) * sender as u64 / u64::from(count)))
                }
                Pace::ClosedLoop => None,
            };
            let stop = Arc::clone(&senders.stop);
            senders.tasks.push(tokio::spawn(async move {
                let mut acknowledged = 0;
                while !stop.load(Ordering::Relaxed) {
                    let mut at = stamp::now();
                    if let Some((between, first)) = rhythm {
                        let due = begin + first + between * acknowledged;
                        if due > at {
                            tokio::time::sleep(Duration::from_nanos(due - at)).await;
                        }
                        at = due;
                        if stop.load(Ordering::Relaxed) {
                            break;
                        }
                    }
                    let stamp = Stamp { sender, number: acknowledged + 1, at };
                    if let Err(error) = request.run(&mut connection, stamp).await {
                        return (acknowledged, Err(error));
                    }
                    acknowledged += 1;
                }
                (acknowledged, Ok(()))
            }));
        }
        Ok(senders)
    }

    /// Lets them finish what they have begun. How many messages of each were acknowledged, and what
    /// went wrong where.
    pub async fn stop(self) -> (Vec<u64>, Vec<String>) {
        self.stop.store(true, Ordering::Relaxed);
        let mut acknowledged = Vec::new();
        let mut problems = Vec::new();
        for task in self.tasks {
            let (count, result) = task.await.expect("a sender does not panic");
            acknowledged.push(count);
            problems.extend(result.err().map(|error| error.to_string()));
        }
        (acknowledged, problems)
    }
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
