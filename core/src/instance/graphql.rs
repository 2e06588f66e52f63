//! This installation in GraphQL.

use async_graphql::{Context, Object, SimpleObject};

use crate::caller::ContextExt;
use crate::{accounts, channels, guilds, messages};

/// What anyone may know of this installation.
#[derive(Debug, SimpleObject)]
struct Instance {
    /// What it is called.
    name: String,
    /// The version of the program.
    version: &'static str,
    /// Whether strangers may make an account.
    sign_up_open: bool,
    /// How long and how many things may be.
    limits: Limits,
}

/// How long (in Unicode scalar values) and how many things may be.
#[derive(Debug, SimpleObject)]
struct Limits {
    /// Unicode scalar values in a message.
    message_length: usize,
    /// Servers that a person is in.
    guilds_per_user: i64,
    /// Channels of a server, categories among them.
    channels_per_guild: usize,
    /// Of a server.
    guild_name_length: usize,
    /// Of a channel or category.
    channel_name_length: usize,
    /// Of a channel.
    topic_length: usize,
    /// Of a person.
    username_length: usize,
    /// Of a person.
    display_name_length: usize,
    /// The fewest characters of a password.
    password_min_length: usize,
}

/// What anyone may ask.
#[derive(Debug, Default)]
pub struct InstanceQuery;

#[Object]
impl InstanceQuery {
    /// What anyone may know of this installation. No token needed.
    async fn instance(&self, ctx: &Context<'_>) -> Instance {
        let config = &ctx.app().config;
        Instance {
            name: config.name.clone(),
            version: env!("CARGO_PKG_VERSION"),
            sign_up_open: config.sign_up,
            limits: Limits {
                message_length: messages::MAX_LENGTH,
                guilds_per_user: guilds::MAX_PER_USER,
                channels_per_guild: channels::MAX_PER_GUILD,
                guild_name_length: guilds::MAX_NAME,
                channel_name_length: channels::MAX_NAME,
                topic_length: channels::MAX_TOPIC,
                username_length: accounts::MAX_USERNAME,
                display_name_length: accounts::MAX_DISPLAY_NAME,
                password_min_length: accounts::MIN_PASSWORD,
            },
        }
    }
}
