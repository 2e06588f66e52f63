//! The live stream of a person, event by event.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{Incoming, Message, PATIENCE, Socket};

/// The subscription that the tests use: every event with the fields that they look at.
pub const EVENTS: &str = "subscription Events($after: String) { events(after: $after) { cursor event { __typename \
     ... on Ready { userId } \
     ... on ResyncRequired { reason } \
     ... on MessageCreated { nonce message { ...Message } } \
     ... on MessageUpdated { message { ...Message } } \
     ... on MessageDeleted { id channelId } \
     ... on MessagesDeleted { channelId ids } \
     ... on ChannelCreated { guildId channel { ...Channel } } \
     ... on ChannelUpdated { guildId channel { ...Channel } } \
     ... on ChannelDeleted { guildId id } \
     ... on ThreadCreated { guildId thread { ...Channel ...Thread } } \
     ... on ThreadUpdated { guildId thread { ...Channel ...Thread } } \
     ... on ThreadDeleted { guildId parentId id } \
     ... on ThreadMembersChanged { threadId added removed } \
     ... on GuildJoined { guildId name } \
     ... on GuildUpdated { guildId name ownerId description verification rulesRequired joinsPausedUntil } \
     ... on GuildLeft { guildId } \
     ... on GuildMemberJoined { guildId member { user { id username displayName } joinedAt } } \
     ... on GuildMemberUpdated { guildId member { user { id } nickname roleIds rulesPending restraint timeoutUntil voiceMuted voiceDeafened } } \
     ... on GuildMemberLeft { guildId userId } \
     ... on GuildAccessChanged { guildId } \
     ... on RoleCreated { guildId role { id name memberCount } } \
     ... on RoleUpdated { guildId role { id name memberCount } } \
     ... on RoleDeleted { guildId id } \
     ... on RolesMoved { guildId } \
     ... on GuildMembersPruned { guildId count } \
     ... on BlockChanged { userId kind } \
     ... on ReportCreated { guildId reportId } \
     ... on ReportUpdated { reportId status } \
     ... on ReadStateChanged { channelId lastReadMessageId } \
     ... on UserUpdated { user { id username displayName } } } } } \
     fragment Message on Message { id channelId author { id username displayName } content createdAt editedAt \
     mentions { id username displayName } } \
     fragment Thread on ChannelInfo { ownerId rootMessageId archivedAt locked invitable pinned tagIds } \
     fragment Channel on ChannelInfo { id guildId name kind topic parentId position slowModeSeconds }";

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Resumes after this event.
    pub cursor: String,
    /// The name of its type, as in `MessageCreated`.
    pub kind: String,
    /// Its fields.
    pub body: Value,
}

impl Event {
    /// Whether it is of this type.
    pub fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    /// Whether it is the creation of this message.
    pub fn creates(&self, message: &Message) -> bool {
        self.is("MessageCreated") && self.body["message"]["id"] == message.id
    }

    /// Whether it is the deletion of this message.
    pub fn deletes(&self, message: &Message) -> bool {
        self.is("MessageDeleted") && self.body["id"] == message.id
    }

    /// The text of a message that was created or updated.
    pub fn content(&self) -> &str {
        self.body["message"]["content"].as_str().unwrap_or_default()
    }
}

/// A live stream.
#[derive(Debug)]
pub struct Events {
    /// The connection below.
    pub socket: Socket,
    /// The cursor of the last event that was taken.
    pub cursor: String,
    operation: String,
}

impl Events {
    /// Subscribes on a connection that is signed in.
    pub async fn subscribe(mut socket: Socket, operation: &str, after: Option<&str>) -> Self {
        let payload = json!({ "query": EVENTS, "variables": { "after": after }, "operationName": "Events" });
        socket.send(json!({ "type": "subscribe", "id": operation, "payload": payload })).await;
        Self { socket, cursor: String::new(), operation: operation.to_owned() }
    }

    /// The next event.
    pub async fn next(&mut self) -> Event {
        let incoming = self.socket.receive().await;
        self.take(incoming)
    }

    /// The next event, if one comes within this time.
    pub async fn next_within(&mut self, time: Duration) -> Option<Event> {
        let incoming = self.socket.receive_within(time).await?;
        Some(self.take(incoming))
    }

    /// Waits for an event like this one, passing over others.
    pub async fn expect(&mut self, wanted: impl Fn(&Event) -> bool) -> Event {
        let mut seen = self.until(wanted).await;
        seen.pop().expect("until ends with the event")
    }

    /// All events up to one like this, that one included. What is not among them did not come before it.
    pub async fn until(&mut self, wanted: impl Fn(&Event) -> bool) -> Vec<Event> {
        let started = Instant::now();
        let mut seen = Vec::new();
        while started.elapsed() < PATIENCE {
            let Some(event) = self.next_within(PATIENCE).await else { break };
            let found = wanted(&event);
            seen.push(event);
            if found {
                return seen;
            }
        }
        panic!("the event did not come; instead: {seen:#?}")
    }

    fn take(&mut self, incoming: Incoming) -> Event {
        let Incoming::Message(message) = incoming else { panic!("expected an event, got {incoming:?}") };
        assert_eq!(message["type"], "next", "expected an event, got {message}");
        assert_eq!(message["id"], self.operation, "an event of another operation: {message}");
        assert!(message["payload"].get("errors").is_none(), "an event with errors: {message}");
        let envelope = &message["payload"]["data"]["events"];
        let text =
            |value: &Value| value.as_str().unwrap_or_else(|| panic!("not an event: {message}")).to_owned();
        self.cursor = text(&envelope["cursor"]);
        Event {
            cursor: self.cursor.clone(),
            kind: text(&envelope["event"]["__typename"]),
            body: envelope["event"].clone(),
        }
    }
}
