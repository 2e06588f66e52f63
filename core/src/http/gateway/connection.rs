//! One socket: speaks `graphql-transport-ws` with a client. It listens; what is said goes by the outbox,
//! and needs the connection only where the network is slow.

use std::collections::HashMap;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use parking_lot::Mutex;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Instant;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::{CapacityError, ProtocolError};
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error as WsError, Message as WsMessage};

use super::Gateway;
use super::group;
use super::hub::{Access, Subscribe, SubscriberId};
use super::outbox::{Call, Outbox};
use super::protocol::{self, ClientMessage, Close};
use crate::accounts::Actor;
use crate::app::App;
use crate::caller::Caller;
use crate::http::graphql;
use crate::http::places::Place;
use crate::platform::error::{Error, Result};
use crate::platform::ids::UserId;
use crate::platform::limits::Rate;

/// How long a client may take for its `connection_init`.
const INIT_TIMEOUT: Duration = Duration::from_secs(10);
/// How often a silent client is asked whether it is there.
const PING_EVERY: Duration = Duration::from_secs(30);
/// A client that was not heard of for this long is gone.
const SILENCE: Duration = Duration::from_secs(75);
/// How long a client may take to read a close frame.
const GOODBYE: Duration = Duration::from_secs(2);
/// The same for one that did not keep up: it has first to read what the network holds for it.
const SLOW_GOODBYE: Duration = Duration::from_mins(1);
/// How long one may stay without signing in: what needs no token is soon done.
const ANONYMOUS: Duration = Duration::from_mins(5);
/// How long a query or mutation may take, as over HTTP.
const DEADLINE: Duration = Duration::from_secs(30);
/// How many operations a connection may have running.
const MAX_OPERATIONS: usize = 32;
/// The largest message that a client may send, in bytes.
const MAX_MESSAGE: usize = 64 << 10;

/// The buffers of a connection: small, since most are idle. tungstenite's own defaults take 128 KiB.
/// What it writes itself goes to the outbox at once.
fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(1 << 10)
        .write_buffer_size(0)
        .max_message_size(Some(MAX_MESSAGE))
        .max_frame_size(Some(MAX_MESSAGE))
}

/// A stream as tungstenite sees it. It reads; the little that it writes by itself (pongs, the close
/// frame) goes the way of all frames, so that nothing comes into the middle of another.
struct Wire<S> {
    stream: S,
    outbox: Arc<Outbox>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: Unpin> AsyncWrite for Wire<S> {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        // Whole frames: tungstenite hands over all that it has.
        self.outbox.control(Bytes::copy_from_slice(bytes));
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// A running operation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operation {
    /// `events`, at the hub.
    Events(SubscriberId),
    /// A query or mutation, in a task of its own: the how manieth of the connection. What was asked for is
    /// done to its end, though the client may lose interest or go.
    Once(u64),
}

/// What the connection does next.
enum Next {
    Continue,
    Close(Close),
    /// The client is gone.
    Gone,
}

pub struct Connection<S> {
    gateway: Arc<Gateway>,
    socket: WebSocketStream<Wire<S>>,
    outbox: Arc<Outbox>,
    caller: Caller,
    acknowledged: bool,
    /// What runs, by the client's name for it. An operation that ends takes itself out.
    operations: Arc<Mutex<HashMap<String, Operation>>>,
    /// How many queries and mutations there were.
    asked: u64,
    opened: Instant,
    heard: Instant,
    /// Counts among the person's connections.
    place: Option<Place<UserId>>,
}

impl<S: AsyncRead + Unpin> Connection<S> {
    /// A connection just opened; its outbox writes to the stream that is read here.
    pub async fn new(gateway: Arc<Gateway>, stream: S, outbox: Outbox, caller: Caller) -> Self {
        let outbox = Arc::new(outbox);
        let wire = Wire { stream, outbox: Arc::clone(&outbox) };
        let now = Instant::now();
        Self {
            gateway,
            socket: WebSocketStream::from_raw_socket(wire, Role::Server, Some(config())).await,
            outbox,
            caller,
            acknowledged: false,
            operations: Arc::default(),
            asked: 0,
            opened: now,
            heard: now,
            place: None,
        }
    }

    /// Serves it to its end.
    pub async fn run(mut self) {
        let close = self.serve().await;
        // Whatever is said from here on is for nobody.
        self.outbox.close(close.unwrap_or(Close::Restart));
        let operations = std::mem::take(&mut *self.operations.lock());
        for operation in operations.into_values() {
            if let Operation::Events(id) = operation {
                self.gateway.hub.detach(id).await;
            }
        }
        if let Some(close) = close {
            let patience = if close == Close::Slow {
                self.gateway.app.metrics.slow_consumers.inc();
                SLOW_GOODBYE
            } else {
                GOODBYE
            };
            let stop = self.gateway.stop.clone();
            let goodbye = tokio::time::timeout(patience, self.say_goodbye(close));
            // A server that stops does not wait for the slow.
            tokio::select! {
                _ = goodbye => {}
                () = async { stop.cancelled().await; tokio::time::sleep(GOODBYE).await } => {}
            }
        }
        self.outbox.shut_down();
    }

    async fn say_goodbye(&mut self, close: Close) {
        if self.socket.close(Some(close.frame())).await.is_ok() {
            // The handshake of closing ends with the client's own close frame.
            let heard = async { while let Some(Ok(_)) = self.socket.next().await {} };
            tokio::join!(self.outbox.drain(), heard);
        }
    }

    /// Serves until something ends it; why, where the client is to be told.
    async fn serve(&mut self) -> Option<Close> {
        let outbox = Arc::clone(&self.outbox);
        let mut stopping = pin!(self.gateway.stop.clone().cancelled_owned());
        let mut timer = pin!(tokio::time::sleep(INIT_TIMEOUT));
        loop {
            // Whoever does not read the answers is not asked for more questions.
            let listens = !outbox.is_blocked();
            let next = tokio::select! {
                call = outbox.called() => match call {
                    Call::WroteOn => Next::Continue,
                    Call::Close(close) => Next::Close(close),
                    Call::Gone => Next::Gone,
                },
                message = self.socket.next(), if listens => match message {
                    Some(Ok(message)) => {
                        self.heard = Instant::now();
                        // Boxed, so that an idle connection does not hold room for all it might do.
                        Box::pin(self.hear(message)).await
                    }
                    Some(Err(error)) => broken(&error),
                    None => Next::Gone,
                },
                () = &mut timer => {
                    timer.as_mut().reset(Instant::now() + PING_EVERY);
                    self.check()
                }
                () = &mut stopping => {
                    // What was put in already still goes out.
                    let _ = tokio::time::timeout(GOODBYE, outbox.drain()).await;
                    Next::Close(Close::Restart)
                }
            };
            match next {
                Next::Continue => {}
                Next::Close(close) => return Some(close),
                Next::Gone => return None,
            }
        }
    }

    /// Now and then: is the client there, and did it introduce itself?
    fn check(&mut self) -> Next {
        if let Some(close) = overdue(self.acknowledged, self.caller.actor.is_some(), self.opened.elapsed()) {
            return Next::Close(close);
        }
        if self.heard.elapsed() > SILENCE {
            return Next::Gone;
        }
        // The hub closes those that listen; one that only asks is found here, well within the time for
        // which ended sessions are remembered.
        if !self.may_go_on() {
            return Next::Close(Close::Unauthorized);
        }
        self.outbox.control(protocol::ping());
        Next::Continue
    }

    async fn hear(&mut self, message: WsMessage) -> Next {
        match message {
            WsMessage::Text(text) => match serde_json::from_str(&text) {
                Ok(message) => self.answer(message).await,
                Err(_) => Next::Close(Close::BadRequest),
            },
            WsMessage::Binary(_) => Next::Close(Close::BadRequest),
            WsMessage::Close(_) => {
                // The answer to it is ready, and goes out with this.
                let _ = self.socket.flush().await;
                Next::Gone
            }
            WsMessage::Ping(_) | WsMessage::Pong(_) | WsMessage::Frame(_) => Next::Continue,
        }
    }

    async fn answer(&mut self, message: ClientMessage) -> Next {
        match message {
            ClientMessage::ConnectionInit { payload } => {
                if self.acknowledged {
                    return Next::Close(Close::TooManyInits);
                }
                if let Some(authorization) = payload.unwrap_or_default().authorization {
                    match graphql::actor(&self.gateway.app, &authorization) {
                        Ok(actor) => self.caller.actor = Some(actor),
                        Err(_) => return Next::Close(Close::Forbidden),
                    }
                }
                if let Some(actor) = &self.caller.actor {
                    match self.gateway.places.enter(actor.user_id) {
                        Ok(place) => self.place = place,
                        Err(_) => return Next::Close(Close::TooManyConnections),
                    }
                }
                self.acknowledged = true;
                self.outbox.send(protocol::ack());
                Next::Continue
            }
            ClientMessage::Ping { .. } => {
                self.outbox.send(protocol::pong());
                Next::Continue
            }
            ClientMessage::Pong { .. } => Next::Continue,
            ClientMessage::Complete { id } => {
                let ended = self.operations.lock().remove(&id);
                if let Some(Operation::Events(subscriber)) = ended {
                    self.gateway.hub.detach(subscriber).await;
                }
                Next::Continue
            }
            ClientMessage::Subscribe { .. } if !self.acknowledged => Next::Close(Close::Unauthorized),
            ClientMessage::Subscribe { .. } if !self.may_go_on() => Next::Close(Close::Unauthorized),
            ClientMessage::Subscribe { id, payload } => {
                {
                    let operations = self.operations.lock();
                    if operations.contains_key(&id) {
                        return Next::Close(Close::SubscriberExists);
                    }
                    if operations.len() >= MAX_OPERATIONS {
                        return Next::Close(Close::TooManyOperations);
                    }
                }
                if group::is_subscription(&payload) {
                    self.subscribe(id, *payload).await
                } else {
                    self.run_once(id, *payload);
                    Next::Continue
                }
            }
        }
    }

    /// Whether the session that the connection is of, if it is of one, was not ended meanwhile.
    fn may_go_on(&self) -> bool {
        self.caller.actor.is_none_or(|actor| self.gateway.app.accounts.is_live(actor.session_id))
    }

    /// Begins a subscription to the events.
    async fn subscribe(&mut self, id: String, request: async_graphql::Request) -> Next {
        // Counted as what changes something: the hub works for it, and while it does for nobody else.
        if let Err(error) = self.caller.count(&self.gateway.app, Rate::Mutation) {
            return self.refuse(&id, error);
        }
        let subscription = match group::understand(&self.gateway.api.schema, request).await {
            Ok(subscription) => subscription,
            Err(mut errors) => {
                graphql::add_codes(&mut errors);
                self.outbox.send(protocol::error(&id, &errors));
                return Next::Continue;
            }
        };
        let actor = match self.caller.actor() {
            Ok(actor) => *actor,
            Err(error) => return self.refuse(&id, error),
        };
        let Some(subscriber) = self.gateway.hub.attach(actor, Arc::clone(&self.outbox)).await else {
            return Next::Close(Close::Restart);
        };
        let access = match access(&self.gateway.app, &actor).await {
            Ok(access) => access,
            Err(error) => {
                self.gateway.hub.detach(subscriber).await;
                return self.refuse(&id, error);
            }
        };
        // A session that ended while it came in would not be told: it is asked once more.
        if !self.gateway.app.accounts.is_live(actor.session_id) {
            self.gateway.hub.detach(subscriber).await;
            return Next::Close(Close::Unauthorized);
        }
        self.operations.lock().insert(id.clone(), Operation::Events(subscriber));
        let group::Subscription { key, after } = subscription;
        self.gateway.hub.subscribe(Subscribe { id: subscriber, operation: id, key, after, access }).await;
        Next::Continue
    }

    fn refuse(&self, id: &str, error: Error) -> Next {
        self.outbox.send(protocol::error(id, &graphql::refusal(error).errors));
        Next::Continue
    }

    /// Runs a query or mutation; its one answer is followed by `complete`.
    fn run_once(&mut self, id: String, request: async_graphql::Request) {
        let (gateway, caller) = (Arc::clone(&self.gateway), self.caller.clone());
        let (outbox, operations) = (Arc::clone(&self.outbox), Arc::clone(&self.operations));
        self.asked += 1;
        let this = Operation::Once(self.asked);
        operations.lock().insert(id.clone(), this);
        tokio::spawn(async move {
            let work = graphql::execute(&gateway.app, &gateway.api, caller, request);
            let response = tokio::time::timeout(DEADLINE, work)
                .await
                .unwrap_or_else(|_| graphql::refusal(Error::unavailable("This took too long.")));
            let payload = serde_json::to_string(&response).unwrap_or_else(|_| r#"{"data":null}"#.to_owned());
            // Held until the answer is out: a client that has lost interest may use the id for something
            // else, to which this must not seem the answer; and one that hears the end may use it at once.
            let mut operations = operations.lock();
            if operations.get(&id) == Some(&this) {
                operations.remove(&id);
                outbox.send(protocol::next(&protocol::next_prefix(&id), &payload));
                outbox.send(protocol::complete(&id));
            }
        });
    }
}

/// Why a connection that is this old has been waited for long enough, where it has.
fn overdue(acknowledged: bool, signed_in: bool, age: Duration) -> Option<Close> {
    match (acknowledged, signed_in) {
        (false, _) => (age >= INIT_TIMEOUT).then_some(Close::InitTimeout),
        (true, false) => (age >= ANONYMOUS).then_some(Close::Unauthorized),
        (true, true) => None,
    }
}

/// The guilds that the person may hear of now.
async fn access(app: &App, actor: &Actor) -> Result<Access> {
    let mine = crate::guilds::mine(app, actor).await?;
    Ok(mine.into_iter().map(|guild| (guild.snapshot, guild.member)).collect())
}

/// What a broken stream says about the client.
fn broken(error: &WsError) -> Next {
    match error {
        WsError::Capacity(CapacityError::MessageTooLong { .. }) => Next::Close(Close::TooBig),
        WsError::Utf8(_) => Next::Close(Close::NotText),
        WsError::Protocol(ProtocolError::ResetWithoutClosingHandshake) => Next::Gone,
        WsError::Protocol(_) => Next::Close(Close::ProtocolError),
        _ => Next::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_signed_in_may_stay() {
        let hour = Duration::from_hours(1);
        assert_eq!(overdue(false, false, INIT_TIMEOUT), Some(Close::InitTimeout));
        assert_eq!(overdue(true, false, INIT_TIMEOUT), None);
        assert_eq!(overdue(true, false, hour), Some(Close::Unauthorized));
        assert_eq!(overdue(true, true, hour), None);
    }
}
