//! One socket: speaks `graphql-transport-ws` with a client, and writes what its outbox holds.

use std::collections::{HashMap, VecDeque};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use parking_lot::Mutex;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::Instant;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::{CapacityError, ProtocolError};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error as WsError, Message as WsMessage, Utf8Bytes};

use super::Gateway;
use super::group;
use super::hub::{Access, Subscribe, SubscriberId};
use super::outbox::{Frame, Outbox, Taken};
use super::protocol::{self, ClientMessage, Close};
use crate::accounts::Actor;
use crate::app::App;
use crate::caller::Caller;
use crate::http::graphql;
use crate::platform::error::{Error, Result};
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
/// How long a query or mutation may take, as over HTTP.
const DEADLINE: Duration = Duration::from_secs(30);
/// How many operations a connection may have running.
const MAX_OPERATIONS: usize = 32;
/// The largest message that a client may send, in bytes.
const MAX_MESSAGE: usize = 64 << 10;

/// The buffers of a connection: small, since most are idle. tungstenite's own defaults take 128 KiB.
pub fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(1 << 10)
        .write_buffer_size(16 << 10)
        .max_write_buffer_size(4 << 20)
        .max_message_size(Some(MAX_MESSAGE))
        .max_frame_size(Some(MAX_MESSAGE))
}

/// A running operation.
enum Operation {
    /// `events`, at the hub.
    Events(SubscriberId),
    /// A query or mutation, in a task of its own. What was asked for is done to its end, though the
    /// client may lose interest or go.
    Once,
}

/// What the connection does next.
enum Next {
    Continue,
    Close(Close),
    /// The client is gone.
    Gone,
}

pub struct Connection<S> {
    gateway: Gateway,
    socket: WebSocketStream<S>,
    outbox: Arc<Outbox>,
    caller: Caller,
    acknowledged: bool,
    operations: HashMap<String, Operation>,
    /// Operations that have ended by themselves.
    ended: Arc<Mutex<Vec<String>>>,
    heard: Instant,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    /// A connection just opened.
    pub fn new(gateway: Gateway, socket: WebSocketStream<S>, caller: Caller) -> Self {
        let outbox = gateway.hub.outbox();
        let heard = Instant::now();
        Self {
            gateway,
            socket,
            outbox,
            caller,
            acknowledged: false,
            operations: HashMap::new(),
            ended: Arc::default(),
            heard,
        }
    }

    /// Serves it to its end.
    pub async fn run(mut self) {
        let close = self.serve().await;
        // Whatever is said from here on is for nobody: the hub must not wait for it.
        self.outbox.leave(close.unwrap_or(Close::Restart));
        for (_, operation) in std::mem::take(&mut self.operations) {
            if let Operation::Events(id) = operation {
                self.gateway.hub.detach(id).await;
            }
        }
        let patience = match close {
            None => return,
            Some(Close::Slow) => {
                self.gateway.app.metrics.slow_consumers.inc();
                SLOW_GOODBYE
            }
            Some(_) => GOODBYE,
        };
        let stop = self.gateway.stop.clone();
        let goodbye = tokio::time::timeout(patience, self.say_goodbye(close));
        // A server that stops does not wait for the slow.
        tokio::select! {
            _ = goodbye => {}
            () = async { stop.cancelled().await; tokio::time::sleep(GOODBYE).await } => {}
        }
    }

    async fn say_goodbye(&mut self, close: Option<Close>) {
        if self.socket.close(close.map(Close::frame)).await.is_ok() {
            // The handshake of closing ends with the client's own close frame.
            while let Some(Ok(_)) = self.socket.next().await {}
        }
    }

    /// Serves until something ends it; why, where the client is to be told.
    async fn serve(&mut self) -> Option<Close> {
        let outbox = Arc::clone(&self.outbox);
        let mut frames = VecDeque::new();
        // Made once, not for each turn: most turns only write.
        let mut stopping = pin!(self.gateway.stop.clone().cancelled_owned());
        let mut timer = pin!(tokio::time::sleep(INIT_TIMEOUT));
        loop {
            let next = tokio::select! {
                // In this order: most turns only write, and then nothing else is asked first.
                biased;
                () = outbox.ready() => self.write(&mut frames).await,
                message = self.socket.next() => match message {
                    Some(Ok(message)) => {
                        self.heard = Instant::now();
                        outbox.busy();
                        // Boxed, so that an idle connection does not hold room for all it might do.
                        match Box::pin(self.hear(message)).await {
                            Next::Continue => self.write(&mut frames).await,
                            end => end,
                        }
                    }
                    Some(Err(error)) => broken(&error),
                    None => Next::Gone,
                },
                () = &mut timer => {
                    timer.as_mut().reset(Instant::now() + PING_EVERY);
                    outbox.busy();
                    match self.check().await {
                        Next::Continue => self.write(&mut frames).await,
                        end => end,
                    }
                }
                () = &mut stopping => {
                    // What was put in already still goes out.
                    let _ = tokio::time::timeout(GOODBYE, self.write(&mut frames)).await;
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
    async fn check(&mut self) -> Next {
        if !self.acknowledged {
            return Next::Close(Close::InitTimeout);
        }
        if self.heard.elapsed() > SILENCE {
            return Next::Gone;
        }
        // The hub closes those that listen; one that only asks is found here, well within the time for
        // which ended sessions are remembered.
        if !self.may_go_on() {
            return Next::Close(Close::Unauthorized);
        }
        match tokio::time::timeout(GOODBYE, self.socket.send(WsMessage::Ping(bytes::Bytes::new()))).await {
            Ok(Ok(())) => Next::Continue,
            _ => Next::Gone,
        }
    }

    /// Writes all that waits: many frames, one flush.
    async fn write(&mut self, frames: &mut VecDeque<Frame>) -> Next {
        loop {
            match self.outbox.take(frames) {
                Taken::Nothing => return Next::Continue,
                Taken::Close(close) => return Next::Close(close),
                Taken::Frames => {}
            }
            let outbox = Arc::clone(&self.outbox);
            let writing = async {
                while let Some(frame) = frames.pop_front() {
                    self.socket.feed(WsMessage::Text(frame.text)).await?;
                }
                self.socket.flush().await
            };
            let written = tokio::select! {
                // First, since it mostly is done at once: then the others cost nothing.
                biased;
                written = writing => written,
                close = closing(&outbox) => return Next::Close(close),
                () = tokio::time::sleep(SILENCE) => return Next::Gone,
            };
            if written.is_err() {
                return Next::Gone;
            }
        }
    }

    async fn hear(&mut self, message: WsMessage) -> Next {
        match message {
            WsMessage::Text(text) => match serde_json::from_str(&text) {
                Ok(message) => self.answer(message).await,
                Err(_) => Next::Close(Close::BadRequest),
            },
            WsMessage::Binary(_) => Next::Close(Close::BadRequest),
            WsMessage::Close(_) => Next::Gone,
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
                self.acknowledged = true;
                self.outbox.send(Utf8Bytes::from_static(protocol::ACK));
                Next::Continue
            }
            ClientMessage::Ping { .. } => {
                self.outbox.send(Utf8Bytes::from_static(protocol::PONG));
                Next::Continue
            }
            ClientMessage::Pong { .. } => Next::Continue,
            ClientMessage::Complete { id } => {
                if let Some(Operation::Events(subscriber)) = self.operations.remove(&id) {
                    self.gateway.hub.detach(subscriber).await;
                }
                Next::Continue
            }
            ClientMessage::Subscribe { .. } if !self.acknowledged => Next::Close(Close::Unauthorized),
            ClientMessage::Subscribe { .. } if !self.may_go_on() => Next::Close(Close::Unauthorized),
            ClientMessage::Subscribe { id, payload } => {
                // A client that heard of an operation's end may use its id again at once.
                let ended = std::mem::take(&mut *self.ended.lock());
                for ended in ended {
                    self.free(&ended);
                }
                if self.operations.contains_key(&id) {
                    return Next::Close(Close::SubscriberExists);
                }
                if self.operations.len() >= MAX_OPERATIONS {
                    return Next::Close(Close::TooManyOperations);
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
        self.operations.insert(id.clone(), Operation::Events(subscriber));
        let group::Subscription { key, after } = subscription;
        self.gateway.hub.subscribe(Subscribe { id: subscriber, operation: id, key, after, access }).await;
        Next::Continue
    }

    fn refuse(&self, id: &str, error: Error) -> Next {
        self.outbox.send(protocol::error(id, &graphql::refusal(error).errors));
        Next::Continue
    }

    /// A query or mutation has ended.
    fn free(&mut self, id: &str) {
        if let Some(Operation::Once) = self.operations.get(id) {
            self.operations.remove(id);
        }
    }

    /// Runs a query or mutation; its one answer is followed by `complete`.
    fn run_once(&mut self, id: String, request: async_graphql::Request) {
        let (gateway, caller) = (self.gateway.clone(), self.caller.clone());
        let (outbox, ended) = (Arc::clone(&self.outbox), Arc::clone(&self.ended));
        let name = id.clone();
        tokio::spawn(async move {
            let work = graphql::execute(&gateway.app, &gateway.api, caller, request);
            let response = tokio::time::timeout(DEADLINE, work)
                .await
                .unwrap_or_else(|_| graphql::refusal(Error::unavailable("This took too long.")));
            let payload = serde_json::to_string(&response).unwrap_or_else(|_| r#"{"data":null}"#.to_owned());
            // The id is free before the client hears that it is.
            ended.lock().push(id.clone());
            outbox.send(protocol::next(&protocol::next_prefix(&id), &payload));
            outbox.send(protocol::complete(&id));
        });
        self.operations.insert(name, Operation::Once);
    }
}

/// The guilds that the person may hear of now.
async fn access(app: &App, actor: &Actor) -> Result<Access> {
    let mine = crate::guilds::mine(app, actor).await?;
    Ok(mine.into_iter().map(|guild| (guild.snapshot, guild.member)).collect())
}

/// Resolves when the outbox is to be closed, whatever else happens to it meanwhile.
async fn closing(outbox: &Outbox) -> Close {
    loop {
        outbox.ready().await;
        if let Some(close) = outbox.closing() {
            return close;
        }
    }
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
