//! One measurement of fan-out: so many who listen, so many who send, for so long.

use std::io;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::listeners::{Entrance, Faults, Listeners};
use crate::process;
use crate::senders::{Pace, Request, Senders};
use crate::stamp;

/// How long stragglers may take when nothing more is sent.
const STRAGGLERS: Duration = Duration::from_secs(10);

/// What is measured: a server, and how to come in.
#[derive(Clone, Debug)]
pub struct Target {
    /// Host and port.
    pub address: String,
    /// Its process.
    pub process: u32,
    /// One for each socket.
    pub entrances: Vec<Entrance>,
    /// One for each sender.
    pub requests: Vec<Request>,
}

/// How it is loaded.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// How quickly messages are sent.
    pub pace: Pace,
    /// How long before it counts.
    pub warm_up: Duration,
    /// How long it counts.
    pub measured: Duration,
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// How many sockets listened.
    pub listeners: usize,
    /// How many senders.
    pub senders: usize,
    /// Acknowledged messages, from beginning to end.
    pub messages: u64,
    /// Per second of the measured time.
    pub deliveries_per_second: f64,
    /// Of the server's process, per million deliveries of the measured time.
    pub cpu_seconds_per_million: f64,
    /// How many cores the server kept busy.
    pub server_cores: f64,
    /// How many cores the driver kept busy.
    pub driver_cores: f64,
    /// From send to receipt.
    pub p50_ms: f64,
    /// From send to receipt.
    pub p99_ms: f64,
    /// From send to receipt.
    pub max_ms: f64,
    /// What did not come as it should.
    pub faults: Faults,
    /// What senders were told instead of an acknowledgement.
    pub problems: Vec<String>,
}

impl Target {
    /// Runs a load on it.
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    pub async fn run(&self, load: Load) -> io::Result<Outcome> {
        let listeners = Listeners::open(&self.address, self.entrances.clone()).await?;
        let senders = Senders::start(&self.address, self.requests.clone(), load.pace).await?;
        tokio::time::sleep(load.warm_up).await;

        let own = std::process::id();
        let (from, begun) = (stamp::now(), Instant::now());
        listeners.set_window(&(from..u64::MAX));
        let (cpu, own_cpu, before) =
            (process::cpu_seconds(self.process), process::cpu_seconds(own), listeners.deliveries());
        tokio::time::sleep(load.measured).await;
        let deliveries = (listeners.deliveries() - before) as f64;
        let (cpu, own_cpu) = (process::cpu_seconds(self.process) - cpu, process::cpu_seconds(own) - own_cpu);
        let seconds = begun.elapsed().as_secs_f64();
        listeners.set_window(&(from..stamp::now()));

        let (acknowledged, problems) = senders.stop().await;
        let expected = acknowledged.iter().sum::<u64>() * self.entrances.len() as u64;
        let deadline = Instant::now() + STRAGGLERS;
        while listeners.deliveries() < expected && Instant::now() < deadline {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // Were something to come twice, it would come right behind.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let latencies = listeners.latencies();
        let milliseconds = |nanoseconds: u64| nanoseconds as f64 / 1e6;
        Ok(Outcome {
            listeners: self.entrances.len(),
            senders: self.requests.len(),
            messages: acknowledged.iter().sum(),
            deliveries_per_second: deliveries / seconds,
            cpu_seconds_per_million: cpu / deliveries * 1e6,
            server_cores: cpu / seconds,
            driver_cores: own_cpu / seconds,
            p50_ms: milliseconds(latencies.value_at_quantile(0.5)),
            p99_ms: milliseconds(latencies.value_at_quantile(0.99)),
            max_ms: milliseconds(latencies.max()),
            faults: listeners.faults(&acknowledged),
            problems,
        })
    }
}
