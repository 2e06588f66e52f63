//! What was reported, as it was then.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::accounts::User;
use crate::app::App;
use crate::guilds::{ChannelAccess, Membership};
use crate::messages::{self, MessageRow};
use crate::permissions::Permissions;
use crate::platform::clock::Timestamp;
use crate::platform::error::Result;
use crate::platform::ids::UserId;

/// How many messages before the reported one are kept, and how many after it.
const AROUND: usize = 5;

/// What is kept with a report. Its form is part of the database: add to it, change nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// What the reported person signs in with.
    pub username: String,
    /// What they are shown as.
    pub display_name: Option<String>,
    /// What they are called in the guild.
    #[serde(default)]
    pub nickname: Option<String>,
    /// What they say of themselves in the guild.
    #[serde(default)]
    pub bio: Option<String>,
    /// What the message says.
    #[serde(default)]
    pub content: Option<String>,
    /// When it was sent.
    #[serde(default)]
    pub created_at: Option<Timestamp>,
    /// When it was last edited before it was reported.
    #[serde(default)]
    pub edited_at: Option<Timestamp>,
    /// What its channel is called.
    #[serde(default)]
    pub channel_name: Option<String>,
    /// What stood around it, oldest first, as far as the reporter could read it.
    #[serde(default)]
    pub context: Vec<Line>,
}

/// A message beside the reported one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// Who wrote it.
    pub author_id: UserId,
    /// What they sign in with.
    pub author_name: String,
    /// What it says.
    pub content: String,
    /// When it was sent.
    pub created_at: Timestamp,
}

impl Evidence {
    /// Of a person.
    pub(super) fn of_person(user: &User, member: Option<&Membership>) -> Self {
        Self {
            username: user.username.clone(),
            display_name: user.display_name.clone(),
            nickname: member.and_then(|member| member.nickname.clone()),
            bio: member.and_then(|member| member.bio.clone()),
            content: None,
            created_at: None,
            edited_at: None,
            channel_name: None,
            context: Vec::new(),
        }
    }

    /// Of a message, as its reporter sees it.
    pub(super) async fn of_message(
        app: &App,
        message: MessageRow,
        access: &ChannelAccess,
        author: &User,
        member: Option<&Membership>,
    ) -> Result<Self> {
        let mut context = Vec::new();
        if access.permissions.contains(Permissions::READ_MESSAGE_HISTORY) {
            let (channel, id) = (message.channel_id, message.id);
            context = messages::sql::before(app.db.read(), channel, id, AROUND).await?;
            context.reverse();
            context.extend(messages::sql::after(app.db.read(), channel, id, AROUND).await?);
        }
        let people = app.users.get_many(context.iter().map(|message| message.author_id)).await?;
        let names: HashMap<UserId, &str> =
            people.iter().map(|(id, user)| (*id, user.username.as_str())).collect();
        let line = |message: MessageRow| Line {
            author_id: message.author_id,
            author_name: names.get(&message.author_id).copied().unwrap_or_default().to_owned(),
            created_at: message.id.created_at(),
            content: message.content,
        };
        Ok(Self {
            context: context.into_iter().map(line).collect(),
            created_at: Some(message.id.created_at()),
            edited_at: message.edited_at,
            content: Some(message.content),
            channel_name: Some(access.channel.name.clone()),
            ..Self::of_person(author, member)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_reads_back_as_it_was_written() {
        let evidence = Evidence {
            username: "ben".to_owned(),
            display_name: None,
            nickname: Some("B.".to_owned()),
            bio: None,
            content: Some("<b>\"x\"\n".to_owned()),
            created_at: Some(Timestamp(5)),
            edited_at: None,
            channel_name: Some("general".to_owned()),
            context: vec![Line {
                author_id: UserId(7),
                author_name: "ana".to_owned(),
                content: "before".to_owned(),
                created_at: Timestamp(4),
            }],
        };
        let text = serde_json::to_string(&evidence).unwrap();
        assert_eq!(serde_json::from_str::<Evidence>(&text).unwrap(), evidence);
        // What the first version wrote of a person.
        let least = r#"{"username":"ben","displayName":null}"#;
        assert_eq!(serde_json::from_str::<Evidence>(least).unwrap().context, []);
    }
}
