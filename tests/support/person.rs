//! Those who use the API: a [`Client`] with or without a token, and a [`Person`] who is signed in.

use std::sync::atomic::{AtomicU64, Ordering};

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    Answer, Channel, Events, Guild, Invite, Message, Operation, Page, Reply, Role, Socket, operations,
};

/// Speaks HTTP with one server, as nobody or as the holder of a token.
#[derive(Clone, Debug)]
pub struct Client {
    address: String,
    http: reqwest::Client,
    authorization: Option<String>,
}

impl Client {
    pub(crate) fn new(address: &str) -> Self {
        let http = reqwest::Client::builder()
            .user_agent("guildhall-tests")
            .redirect(reqwest::redirect::Policy::none())
            .timeout(crate::PATIENCE)
            .build()
            .expect("an HTTP client");
        Self { address: address.to_owned(), http, authorization: None }
    }

    /// The same connection with this token.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { authorization: Some(format!("Bearer {token}")), ..self.clone() }
    }

    /// The same connection without a token.
    #[must_use]
    pub fn without_token(&self) -> Self {
        Self { authorization: None, ..self.clone() }
    }

    /// The host and port that it speaks with.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A request to a path, to be added to and sent.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, format!("http://{}{path}", self.address));
        match &self.authorization {
            Some(authorization) => request.header("authorization", authorization),
            None => request,
        }
    }

    /// `GET` of a path.
    pub async fn get(&self, path: &str) -> Reply {
        Reply::read(self.request(Method::GET, path).send().await.expect("an answer")).await
    }

    /// `POST` of a JSON body to a path.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        Reply::read(self.request(Method::POST, path).json(body).send().await.expect("an answer")).await
    }

    /// A GraphQL operation, with whatever comes of it.
    pub async fn run(&self, operation: Operation) -> Answer {
        self.try_run(operation).await.expect("an answer")
    }

    /// As [`run`](Self::run), where the server may be gone.
    pub async fn try_run(&self, operation: Operation) -> Result<Answer, reqwest::Error> {
        let body = json!({ "query": operation.document, "variables": operation.variables });
        let response = self.request(Method::POST, "/graphql").json(&body).send().await?;
        let status = response.status().as_u16();
        Ok(Answer { status, body: response.json().await?, wanted: operation.wanted })
    }

    /// A GraphQL operation that must succeed.
    pub async fn must<T: serde::de::DeserializeOwned>(&self, operation: Operation) -> T {
        self.run(operation).await.expect()
    }

    /// The code with which a GraphQL operation is refused.
    pub async fn refused(&self, operation: Operation) -> String {
        let asked = operation.document.clone();
        let answer = self.run(operation).await;
        assert!(!answer.is_ok(), "expected a refusal of {asked}, got {}", answer.body);
        answer.code().to_owned()
    }

    /// The REST call that signs up.
    pub async fn try_sign_up(&self, username: &str, email: &str, password: &str) -> Reply {
        self.post(
            "/api/v1/auth/sign-up",
            &json!({ "username": username, "email": email, "password": password }),
        )
        .await
    }

    /// The REST call that signs in.
    pub async fn try_sign_in(&self, login: &str, password: &str) -> Reply {
        self.post("/api/v1/auth/sign-in", &json!({ "login": login, "password": password })).await
    }

    /// The REST call that renews tokens, with the refresh token in the body.
    pub async fn try_refresh(&self, refresh_token: &str) -> Reply {
        self.post("/api/v1/auth/refresh", &json!({ "refreshToken": refresh_token })).await
    }

    /// Signs somebody up: `ana` with `ana@example.org` and a password of her own.
    pub async fn sign_up(&self, username: &str) -> Person {
        let email = format!("{username}@example.org");
        let password = format!("the password of {username}");
        let reply = self.try_sign_up(username, &email, &password).await.expect_status(201);
        Person::new(self, &reply, password)
    }

    /// Signs somebody in on one more device.
    pub async fn sign_in(&self, login: &str, password: &str) -> Person {
        let reply = self.try_sign_in(login, password).await.expect_status(200);
        Person::new(self, &reply, password.to_owned())
    }
}

/// Somebody signed in on one device.
#[derive(Clone, Debug)]
pub struct Person {
    /// The id of the account.
    pub id: String,
    /// The name to sign in with.
    pub username: String,
    /// The password that the account was made with.
    pub password: String,
    /// Proves who calls, for 15 minutes.
    pub access_token: String,
    /// Good for one renewal.
    pub refresh_token: String,
    /// Speaks with the access token.
    pub client: Client,
}

impl Person {
    fn new(client: &Client, reply: &Reply, password: String) -> Self {
        let access_token = reply.text("/accessToken");
        Self {
            id: reply.text("/user/id"),
            username: reply.text("/user/username"),
            password,
            refresh_token: reply.text("/refreshToken"),
            client: client.with_token(&access_token),
            access_token,
        }
    }

    /// The same person on another device.
    pub async fn another_device(&self) -> Self {
        self.client.without_token().sign_in(&self.username, &self.password).await
    }

    /// A GraphQL operation, with whatever comes of it.
    pub async fn run(&self, operation: Operation) -> Answer {
        self.client.run(operation).await
    }

    /// A GraphQL operation that must succeed.
    pub async fn must<T: serde::de::DeserializeOwned>(&self, operation: Operation) -> T {
        self.client.must(operation).await
    }

    /// The code with which a GraphQL operation is refused.
    pub async fn refused(&self, operation: Operation) -> String {
        self.client.refused(operation).await
    }

    /// Whether the access token still opens anything.
    pub async fn is_signed_in(&self) -> bool {
        let answer = self.run(operations::viewer()).await;
        if !answer.is_ok() {
            assert_eq!(answer.code(), "UNAUTHENTICATED");
        }
        answer.is_ok()
    }

    /// Makes a server.
    pub async fn create_guild(&self, name: &str) -> Guild {
        self.must(operations::create_guild(name)).await
    }

    /// Makes a text channel.
    pub async fn create_channel(&self, guild: &Guild, name: &str) -> Channel {
        self.must(operations::create_channel(&json!({ "guildId": guild.id, "name": name, "kind": "TEXT" })))
            .await
    }

    /// Makes a role that allows this.
    pub async fn create_role(&self, guild: &str, name: &str, permissions: &[&str]) -> Role {
        let input = json!({ "guildId": guild, "name": name, "permissions": permissions });
        self.must(operations::create_role(&input)).await
    }

    /// Gives somebody a role.
    pub async fn give_role(&self, guild: &str, to: &Self, role: &Role) {
        let roles: Vec<String> =
            self.must(operations::set_member_roles(guild, &to.id, &[&role.id], &[])).await;
        assert!(roles.contains(&role.id));
    }

    /// Makes an invite without limits.
    pub async fn invite(&self, guild: &Guild) -> Invite {
        self.must(operations::create_invite(&json!({ "guildId": guild.id }))).await
    }

    /// Joins a server.
    pub async fn join(&self, invite: &Invite) -> Guild {
        self.must(operations::accept_invite(&invite.code)).await
    }

    /// Invites somebody, who joins.
    pub async fn let_in(&self, guild: &Guild, guest: &Self) {
        let invite = self.invite(guild).await;
        guest.join(&invite).await;
    }

    /// Leaves a server.
    pub async fn leave(&self, guild_id: &str) {
        let left: String = self.must(operations::leave_guild(guild_id)).await;
        assert_eq!(left, guild_id);
    }

    /// Sends a message with a nonce of its own.
    pub async fn send(&self, channel: &Channel, content: &str) -> Message {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let nonce = format!("test-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        self.must(operations::send_message(&channel.id, content, Some(&nonce))).await
    }

    /// Edits a message.
    pub async fn edit(&self, message: &Message, content: &str) -> Message {
        self.must(operations::edit_message(&message.id, content)).await
    }

    /// Deletes a message.
    pub async fn delete(&self, message: &Message) {
        let deleted: String = self.must(operations::delete_message(&message.id)).await;
        assert_eq!(deleted, message.id);
    }

    /// A page of history; `range` as in [`operations::history`].
    pub async fn history(&self, channel: &Channel, range: Value) -> Page<Message> {
        self.must(operations::history(&channel.id, &range)).await
    }

    /// All messages of a channel, oldest first, fetched page by page.
    pub async fn whole_history(&self, channel: &Channel) -> Vec<Message> {
        let mut pages = Vec::new();
        let mut before: Option<String> = None;
        loop {
            let page = self.history(channel, json!({ "last": 100, "before": before })).await;
            let has_more = page.page_info.has_previous_page;
            before = page.page_info.start_cursor;
            pages.push(page.nodes);
            if !has_more {
                return pages.into_iter().rev().flatten().collect();
            }
        }
    }

    /// A live stream from now on.
    pub async fn events(&self) -> Events {
        let mut stream = self.subscribe(None).await;
        let ready = stream.next().await;
        assert_eq!(ready.kind, "Ready", "a fresh stream begins otherwise: {ready:?}");
        assert_eq!(ready.body["userId"], self.id);
        stream
    }

    /// A live stream that goes on after a cursor. What comes first is for the test to say.
    pub async fn events_after(&self, cursor: &str) -> Events {
        self.subscribe(Some(cursor)).await
    }

    async fn subscribe(&self, after: Option<&str>) -> Events {
        let mut socket = Socket::open(self.client.address()).await;
        socket.sign_in(&self.access_token).await;
        Events::subscribe(socket, "events", after).await
    }
}
