//! What the API answers, as far as tests look at it. Field names are those of the schema.
#![expect(missing_docs, reason = "the fields are documented where they are defined, in web/schema.graphql")]

use serde::Deserialize;

/// A person, as others see them.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub username: String,
    pub display_name: Option<String>,
}

/// A server of a community.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Guild {
    pub id: String,
    pub name: String,
    pub owner_id: String,
    pub member_count: i64,
    pub channels: Vec<Channel>,
    pub viewer_permissions: Vec<String>,
}

/// A role.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Role {
    pub id: String,
    pub name: String,
    pub position: i64,
    pub permissions: Vec<String>,
    pub color: i64,
    pub icon: Option<String>,
    pub hoist: bool,
    pub mentionable: bool,
    pub member_count: i64,
}

/// A channel or a category.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    pub id: String,
    pub guild_id: Option<String>,
    pub name: String,
    pub kind: String,
    pub topic: Option<String>,
    pub parent_id: Option<String>,
    pub position: i64,
    pub slow_mode_seconds: i64,
}

/// An invite, for those who manage it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Invite {
    pub code: String,
    pub url: String,
    pub guild_id: String,
    pub expires_at: Option<String>,
    pub max_uses: Option<i64>,
    pub uses: i64,
}

/// What an invite shows to those outside.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct InvitePreview {
    pub guild_id: String,
    pub guild_name: String,
    pub member_count: i64,
    pub inviter: Option<User>,
    pub joined: bool,
}

/// A message.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub id: String,
    pub channel_id: String,
    pub author: User,
    pub content: String,
    pub created_at: String,
    pub edited_at: Option<String>,
    pub mentions: Vec<User>,
}

/// How far somebody has read.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct ReadState {
    pub channel_id: String,
    pub last_read_message_id: Option<String>,
}

/// A signed-in device.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    pub id: String,
    pub current: bool,
    pub user_agent: String,
    pub address: String,
}

/// A page of a Relay connection.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    pub nodes: Vec<T>,
    pub page_info: PageInfo,
}

/// Where a page lies in its list.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct PageInfo {
    pub has_previous_page: bool,
    pub has_next_page: bool,
    pub start_cursor: Option<String>,
    pub end_cursor: Option<String>,
}
