//! Many sockets that listen, and keep account of what comes: is it all there, once, and in order?

use std::future::poll_fn;
use std::io;
use std::ops::Range;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, ready};
use std::thread::JoinHandle;

use futures_util::{StreamExt, stream};
use hdrhistogram::Histogram;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::{mpsc, oneshot};

use crate::documents;
use crate::stamp::{self, Reader, Stamp};
use crate::wire::{self, Connection};

/// Threads that receive. Each has many sockets and one buffer.
const THREADS: usize = 2;
/// What one read takes at most, in bytes.
const BUFFER: usize = 256 << 10;
/// Sockets that a thread opens at the same time.
const OPENING: usize = 16;

/// How to come in.
#[derive(Clone, Debug)]
pub enum Entrance {
    /// As this member of Guildhall, with the web client's subscription.
    Guildhall {
        /// The access token.
        token: String,
    },
    /// As anybody, at the floor.
    Floor,
}

/// What did not come as it should, over all sockets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Faults {
    /// Messages that were acknowledged and did not come.
    pub lost: u64,
    /// Messages that came again, or after a later one of the same sender.
    pub repeated: u64,
    /// Messages that came after one with a higher id.
    pub disordered: u64,
    /// Sockets that were closed.
    pub closed: u64,
}

impl Faults {
    /// Whether there are none.
    pub fn none(&self) -> bool {
        *self == Self::default()
    }
}

/// What one socket has got.
#[derive(Debug, Default)]
struct Account {
    /// The last number of each sender.
    last: Vec<u64>,
    /// The last id.
    id: u64,
    faults: Faults,
}

impl Account {
    fn enter(&mut self, stamp: Stamp, id: Option<u64>) {
        if self.last.len() <= stamp.sender {
            self.last.resize(stamp.sender + 1, 0);
        }
        let last = &mut self.last[stamp.sender];
        if stamp.number > *last {
            self.faults.lost += stamp.number - *last - 1;
            *last = stamp.number;
        } else {
            self.faults.repeated += 1;
        }
        if let Some(id) = id {
            self.faults.disordered += u64::from(id <= self.id);
            self.id = id;
        }
    }

    /// The faults, where each sender has had so many acknowledged.
    fn close(&self, acknowledged: &[u64]) -> Faults {
        let mut faults = self.faults;
        for (sender, &acknowledged) in acknowledged.iter().enumerate() {
            faults.lost += acknowledged.saturating_sub(self.last.get(sender).copied().unwrap_or(0));
        }
        faults
    }
}

/// What a thread works with: taken once for each read, never across a wait.
#[derive(Debug)]
struct Desk {
    buffer: Box<[u8]>,
    reader: Reader,
    accounts: Vec<Account>,
    deliveries: u64,
    /// Messages sent in this time count for the latencies.
    window: Range<u64>,
    latencies: Histogram<u64>,
}

/// Sockets that listen.
#[derive(Debug)]
pub struct Listeners {
    desks: Vec<Arc<Mutex<Desk>>>,
    threads: Vec<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Listeners {
    /// Opens one socket for each entrance, and returns when nothing can be missed any more.
    pub async fn open(address: &str, entrances: Vec<Entrance>) -> io::Result<Self> {
        let (says_open, mut opened) = mpsc::channel(1);
        let mut listeners = Self { desks: Vec::new(), threads: Vec::new() };
        let share = entrances.len().div_ceil(THREADS).max(1);
        for entrances in entrances.chunks(share) {
            let desk = Arc::new(Mutex::new(Desk {
                buffer: vec![0; BUFFER].into_boxed_slice(),
                reader: Reader::default(),
                accounts: entrances.iter().map(|_| Account::default()).collect(),
                deliveries: 0,
                window: 0..0,
                latencies: latencies(),
            }));
            let (stop, stopped) = oneshot::channel();
            let work = receive(
                address.to_owned(),
                entrances.to_vec(),
                Arc::clone(&desk),
                says_open.clone(),
                stopped,
            );
            listeners.desks.push(desk);
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            listeners.threads.push((stop, std::thread::spawn(move || runtime.block_on(work))));
        }
        drop(says_open);
        while let Some(result) = opened.recv().await {
            result?;
        }
        Ok(listeners)
    }

    fn desks(&self) -> impl Iterator<Item = MutexGuard<'_, Desk>> {
        self.desks.iter().map(|desk| lock(desk))
    }

    /// How many messages have come to all sockets together.
    pub fn deliveries(&self) -> u64 {
        self.desks().map(|desk| desk.deliveries).sum()
    }

    /// From when to when messages count for the latencies.
    pub fn set_window(&self, window: &Range<u64>) {
        self.desks().for_each(|mut desk| desk.window = window.clone());
    }

    /// The times from send to receipt, in nanoseconds.
    pub fn latencies(&self) -> Histogram<u64> {
        let mut all = latencies();
        for desk in self.desks() {
            all.add(&desk.latencies).expect("the same digits");
        }
        all
    }

    /// What did not come as it should, where each sender has had so many acknowledged.
    pub fn faults(&self, acknowledged: &[u64]) -> Faults {
        let mut sum = Faults::default();
        for desk in self.desks() {
            for faults in desk.accounts.iter().map(|account| account.close(acknowledged)) {
                sum.lost += faults.lost;
                sum.repeated += faults.repeated;
                sum.disordered += faults.disordered;
                sum.closed += faults.closed;
            }
        }
        sum
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        for (stop, thread) in self.threads.drain(..) {
            drop(stop);
            let _ = thread.join();
        }
    }
}

/// Up to a minute, in nanoseconds, three digits of which count.
fn latencies() -> Histogram<u64> {
    Histogram::new_with_max(60_000_000_000, 3).expect("bounds that make sense")
}

fn lock(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn receive(
    address: String,
    entrances: Vec<Entrance>,
    desk: Arc<Mutex<Desk>>,
    says_open: mpsc::Sender<io::Result<()>>,
    stopped: oneshot::Receiver<()>,
) {
    let address = address.as_str();
    let mut opening = stream::iter(entrances.into_iter().enumerate())
        .map(|(number, entrance)| async move {
            // The floor hands on what it gets: only Guildhall gives messages ids that rise.
            let by_id = matches!(entrance, Entrance::Guildhall { .. });
            enter(address, &entrance).await.map(|connection| (number, by_id, connection))
        })
        .buffer_unordered(OPENING);
    while let Some(opened) = opening.next().await {
        match opened {
            // Read from now on: those who are already in are told of the others who come in.
            Ok((number, by_id, connection)) => {
                tokio::spawn(listen(connection, number, by_id, Arc::clone(&desk)));
            }
            Err(error) => {
                let _ = says_open.send(Err(error)).await;
                return;
            }
        }
    }
    drop(opening);
    drop(says_open);
    // The sender is dropped when nobody listens any more: then the sockets go with this thread.
    let _ = stopped.await;
}

async fn enter(address: &str, entrance: &Entrance) -> io::Result<Connection> {
    match entrance {
        Entrance::Floor => {
            let mut connection = Connection::upgrade(address, "/listen", None).await?;
            connection.expect_text("ready").await?;
            Ok(connection)
        }
        Entrance::Guildhall { token } => subscribe(address, token).await,
    }
}

/// Opens a socket of Guildhall as the web client does.
pub async fn subscribe(address: &str, token: &str) -> io::Result<Connection> {
    let mut connection = Connection::upgrade(address, "/graphql", Some("graphql-transport-ws")).await?;
    let init = serde_json::json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {token}") } });
    connection.send(&wire::masked_text(&init.to_string())).await?;
    connection.expect_text("connection_ack").await?;
    let subscribe = serde_json::json!({
        "id": "events", "type": "subscribe",
        "payload": { "operationName": "Events", "query": documents::events(), "variables": { "after": null } },
    });
    connection.send(&wire::masked_text(&subscribe.to_string())).await?;
    connection.expect_text(r#""Ready""#).await?;
    Ok(connection)
}

/// Reads a socket until it is closed.
async fn listen(connection: Connection, number: usize, by_id: bool, desk: Arc<Mutex<Desk>>) {
    let Connection { mut stream, mut rest } = connection;
    let mut pongs: Vec<u8> = Vec::new();
    loop {
        let read = poll_fn(|context| {
            let mut desk = lock(&desk);
            let Desk { buffer, reader, accounts, deliveries, window, latencies } = &mut *desk;
            buffer[..rest.len()].copy_from_slice(&rest);
            let mut space = ReadBuf::new(&mut buffer[rest.len()..]);
            ready!(Pin::new(&mut stream).poll_read(context, &mut space))?;
            let come = space.filled().len();
            if come == 0 {
                return Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into()));
            }
            let now = stamp::now();
            let mut bytes = &buffer[..rest.len() + come];
            while let Some(frame) = wire::frame(bytes) {
                bytes = &bytes[frame.length..];
                match frame.opcode {
                    wire::CLOSE => return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into())),
                    wire::PING => pongs.extend(wire::pong(frame.payload)),
                    _ => {}
                }
                let Some((stamp, id)) = reader.read(frame.payload) else { continue };
                *deliveries += 1;
                accounts[number].enter(stamp, by_id.then_some(id));
                if window.contains(&stamp.at) {
                    latencies.saturating_record(now.saturating_sub(stamp.at));
                }
            }
            rest.clear();
            rest.extend(bytes);
            Poll::Ready(Ok(()))
        })
        .await;
        let answered = match read {
            Ok(()) if pongs.is_empty() => continue,
            Ok(()) => tokio::io::AsyncWriteExt::write_all(&mut stream, &std::mem::take(&mut pongs)).await,
            Err(error) => Err(error),
        };
        if answered.is_err() {
            lock(&desk).accounts[number].faults.closed += 1;
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(numbers: &[u64]) -> Account {
        let mut account = Account::default();
        for &number in numbers {
            account.enter(Stamp { sender: 1, number, at: 0 }, Some(number));
        }
        account
    }

    #[test]
    fn what_is_missing_is_lost() {
        assert!(account(&[1, 2, 3]).close(&[0, 3]).none());
        assert_eq!(account(&[1, 3]).close(&[0, 3]).lost, 1);
        assert_eq!(account(&[1, 2]).close(&[2, 3]).lost, 3);
    }

    #[test]
    fn what_comes_twice_or_late_is_noticed() {
        let faults = account(&[1, 2, 2]).close(&[0, 2]);
        assert_eq!((faults.repeated, faults.disordered), (1, 1));
        assert_eq!(account(&[2, 1]).close(&[0, 2]).repeated, 1);
    }
}
