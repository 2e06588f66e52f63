//! What the operator can measure, as Prometheus text under `/metrics`.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

/// What kind of request it was and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct RequestLabels {
    /// The door: `graphql`, `rest`, `web`, `other`.
    pub door: &'static str,
    /// The HTTP status.
    pub status: u16,
}

/// All metrics. Each is an atomic: counting never waits.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    /// HTTP requests answered.
    pub requests: Family<RequestLabels, Counter>,
    /// Seconds from an HTTP request to its answer.
    pub request_seconds: Histogram,
    /// TCP connections turned away, since their address had too many.
    pub connections_refused: Counter,
    /// Live connections.
    pub connections: Gauge,
    /// Live connections with a running `events` subscription.
    pub subscribers: Gauge,
    /// Groups of equal subscriptions.
    pub groups: Gauge,
    /// Events published.
    pub events: Counter,
    /// Events put into a subscriber's queue.
    pub deliveries: Counter,
    /// Connections sent away because they did not keep up.
    pub slow_consumers: Counter,
    /// Messages made to last.
    pub messages: Counter,
    /// Messages in one commit.
    pub commit_messages: Histogram,
    /// Seconds of one commit.
    pub commit_seconds: Histogram,
}

impl Metrics {
    /// All at zero.
    #[must_use]
    pub fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("guildhall"),
            requests: Family::default(),
            request_seconds: Histogram::new(exponential_buckets(0.0005, 2.0, 16)),
            connections_refused: Counter::default(),
            connections: Gauge::default(),
            subscribers: Gauge::default(),
            groups: Gauge::default(),
            events: Counter::default(),
            deliveries: Counter::default(),
            slow_consumers: Counter::default(),
            messages: Counter::default(),
            commit_messages: Histogram::new(exponential_buckets(1.0, 2.0, 10)),
            commit_seconds: Histogram::new(exponential_buckets(0.0005, 2.0, 14)),
        };
        let registry = &mut metrics.registry;
        registry.register("http_requests", "HTTP requests answered", metrics.requests.clone());
        registry.register_with_unit(
            "http_request",
            "From an HTTP request to its answer",
            Unit::Seconds,
            metrics.request_seconds.clone(),
        );
        registry.register(
            "connections_refused",
            "TCP connections turned away, since their address had too many",
            metrics.connections_refused.clone(),
        );
        registry.register("live_connections", "Live connections", metrics.connections.clone());
        registry.register("live_subscribers", "Running events subscriptions", metrics.subscribers.clone());
        registry.register("live_groups", "Groups of equal subscriptions", metrics.groups.clone());
        registry.register("events", "Events published", metrics.events.clone());
        registry.register("deliveries", "Events put into subscribers' queues", metrics.deliveries.clone());
        registry.register(
            "slow_consumers",
            "Connections sent away because they did not keep up",
            metrics.slow_consumers.clone(),
        );
        registry.register("messages", "Messages made to last", metrics.messages.clone());
        registry.register("commit_messages", "Messages in one commit", metrics.commit_messages.clone());
        registry.register_with_unit(
            "commit",
            "Time of one commit of messages",
            Unit::Seconds,
            metrics.commit_seconds.clone(),
        );
        metrics
    }

    /// The text that Prometheus reads (`OpenMetrics` 1.0).
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}
