//! Channels in REST.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi, Tags, Union};

use super::{Channel, ChannelEdit, ChannelKind, ChannelMove, MAX_NAME, MAX_TOPIC, NewChannel};
use crate::accounts::Bearer;
use crate::app::App;
use crate::guilds::{self, ChannelAccess};
use crate::permissions::{Permission, Permissions};
use crate::platform::ids::{ChannelId, GuildId};
use crate::platform::openapi::{
    Clearable, Created, Description, Name, NoContent, Nullable, Text, named_in_body,
};
use crate::platform::problem::Failure;

#[derive(Tags)]
enum Tag {
    /// Where people write, and the categories that group them.
    Channels,
}

/// A channel or a category of a server.
#[derive(Debug, Object)]
#[oai(rename = "Channel", rename_all = "camelCase", skip_serializing_if_is_none = true)]
pub struct ChannelBody {
    /// Which.
    pub id: ChannelId,
    /// Whose.
    pub guild_id: Option<GuildId>,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: ChannelKind,
    /// What it is for.
    pub topic: Option<String>,
    /// The category it stands in.
    pub parent_id: Option<ChannelId>,
    /// Among its siblings, counted from 0: the channels without a category, the categories, or those in
    /// the same category.
    pub position: i32,
    /// Seconds a person waits between two messages; 0: none.
    pub slow_mode_seconds: i32,
    /// What the caller may do here.
    pub viewer_permissions: Vec<Permission>,
}

impl From<(Arc<Channel>, Permissions)> for ChannelBody {
    fn from((channel, permissions): (Arc<Channel>, Permissions)) -> Self {
        Self {
            id: channel.id,
            guild_id: Some(channel.guild_id),
            name: channel.name.clone(),
            kind: channel.kind,
            topic: channel.topic.clone(),
            parent_id: channel.parent_id,
            position: channel.position,
            slow_mode_seconds: channel.slow_mode_seconds,
            viewer_permissions: permissions.list(),
        }
    }
}

impl From<ChannelAccess> for ChannelBody {
    fn from(access: ChannelAccess) -> Self {
        Self::from((access.channel, access.permissions))
    }
}

/// A channel to make, by what it is to be.
#[derive(Debug, Union)]
#[oai(rename = "NewChannel", discriminator_name = "kind", one_of)]
enum NewChannelBody {
    #[oai(mapping = "TEXT")]
    Text(NewTextChannelBody),
    #[oai(mapping = "CATEGORY")]
    Category(NewCategoryBody),
}

/// A channel for messages.
#[derive(Debug, Object)]
#[oai(rename = "NewTextChannel", rename_all = "camelCase")]
struct NewTextChannelBody {
    /// 1 to 100 characters.
    name: Text<Name<MAX_NAME>>,
    /// The category to stand in.
    parent_id: Nullable<ChannelId>,
    /// At most 1024 characters.
    topic: Nullable<Text<Description<MAX_TOPIC>>>,
    /// Seconds a person waits between two messages; 0: none.
    #[oai(validator(minimum(value = "0"), maximum(value = "21600")))]
    slow_mode_seconds: Nullable<i32>,
}

/// A heading that channels stand under.
#[derive(Debug, Object)]
#[oai(rename = "NewCategory", rename_all = "camelCase")]
struct NewCategoryBody {
    /// 1 to 100 characters.
    name: Text<Name<MAX_NAME>>,
}

/// What to change of a channel; what is left out stays.
#[derive(Debug, Object)]
#[oai(rename = "ChannelEdit", rename_all = "camelCase")]
struct ChannelEditBody {
    /// 1 to 100 characters.
    name: Nullable<Text<Name<MAX_NAME>>>,
    /// At most 1024 characters; null or empty: none.
    topic: Clearable<Description<MAX_TOPIC>>,
    /// Seconds a person waits between two messages; 0: none.
    #[oai(validator(minimum(value = "0"), maximum(value = "21600")))]
    slow_mode_seconds: Nullable<i32>,
}

/// Where channels are to stand.
#[derive(Debug, Object)]
#[oai(rename = "ChannelMoves", rename_all = "camelCase")]
struct ChannelMovesBody {
    /// All at once, or none.
    moves: Vec<ChannelMoveBody>,
}

/// Where one channel goes. Every sibling that is to change its place is named.
#[derive(Debug, Object)]
#[oai(rename = "ChannelMove", rename_all = "camelCase")]
struct ChannelMoveBody {
    /// Which.
    id: ChannelId,
    /// The category to stand in; left out: none.
    parent_id: Nullable<ChannelId>,
    /// The place among the siblings, from 0; beyond their end: at their end.
    #[oai(validator(minimum(value = "0"), maximum(value = "2147483647")))]
    position: i32,
}

/// The calls.
#[derive(Debug)]
pub struct ChannelsApi;

#[OpenApi]
impl ChannelsApi {
    /// The channels of a server
    ///
    /// Those the caller may see, in the order to show them.
    #[oai(path = "/guilds/:id/channels", method = "get", operation_id = "channels", tag = "Tag::Channels")]
    async fn channels(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
    ) -> Result<Json<Vec<ChannelBody>>, Failure> {
        let channels = super::list(&app, &bearer.0, id.0).await?;
        Ok(Json(channels.into_iter().map(ChannelBody::from).collect()))
    }

    /// Make a channel or a category
    ///
    /// It stands last among its siblings. Needs `MANAGE_CHANNELS`. 409 where the server has 500 channels,
    /// or not the category.
    #[oai(
        path = "/guilds/:id/channels",
        method = "post",
        operation_id = "createChannel",
        tag = "Tag::Channels"
    )]
    async fn create_channel(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        body: Json<NewChannelBody>,
    ) -> Result<Created<ChannelBody>, Failure> {
        guilds::find(&app, &bearer.0, id.0).await?;
        let new = match body.0 {
            NewChannelBody::Text(NewTextChannelBody { name, parent_id, topic, slow_mode_seconds }) => {
                NewChannel {
                    parent_id: parent_id.0,
                    topic: topic.0.map(|topic| topic.text),
                    slow_mode_seconds: slow_mode_seconds.0,
                    ..NewChannel::new(id.0, ChannelKind::Text, name.text)
                }
            }
            NewChannelBody::Category(NewCategoryBody { name }) => {
                NewChannel::new(id.0, ChannelKind::Category, name.text)
            }
        };
        let channel = super::create(&app, &bearer.0, new).await.map_err(named_in_body("parentId"))?;
        Ok(Created::Created(Json(channel.into())))
    }

    /// Put channels in another order, and in other categories
    ///
    /// All at once, or not at all. Answers with all channels in the order to show them. Needs
    /// `MANAGE_CHANNELS`.
    #[oai(
        path = "/guilds/:id/channels",
        method = "patch",
        operation_id = "moveChannels",
        tag = "Tag::Channels"
    )]
    async fn move_channels(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
        body: Json<ChannelMovesBody>,
    ) -> Result<Json<Vec<ChannelBody>>, Failure> {
        guilds::find(&app, &bearer.0, id.0).await?;
        let moves: Vec<ChannelMove> = body
            .0
            .moves
            .into_iter()
            .map(|to| ChannelMove { id: to.id, parent_id: to.parent_id.0, position: to.position })
            .collect();
        let outcome = super::rearrange(&app, &bearer.0, id.0, &moves, None).await;
        let channels = outcome.map_err(named_in_body("moves"))?;
        Ok(Json(channels.into_iter().map(ChannelBody::from).collect()))
    }

    /// One channel
    #[oai(path = "/channels/:id", method = "get", operation_id = "channel", tag = "Tag::Channels")]
    async fn channel(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
    ) -> Result<Json<ChannelBody>, Failure> {
        Ok(Json(super::find(&app, &bearer.0, id.0).await?.into()))
    }

    /// Change a channel
    ///
    /// Needs `MANAGE_CHANNELS` there. 409 for a topic or slow mode of a category, which has none.
    #[oai(path = "/channels/:id", method = "patch", operation_id = "updateChannel", tag = "Tag::Channels")]
    async fn update_channel(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
        body: Json<ChannelEditBody>,
    ) -> Result<Json<ChannelBody>, Failure> {
        let edit = ChannelEdit {
            name: body.0.name.0.map(|name| name.text),
            topic: body.0.topic.edit,
            slow_mode_seconds: body.0.slow_mode_seconds.0,
            ..ChannelEdit::default()
        };
        Ok(Json(super::update(&app, &bearer.0, id.0, edit).await?.into()))
    }

    /// Delete a channel
    ///
    /// With its messages. What stood in a category stands without one. Needs `MANAGE_CHANNELS` there.
    #[oai(path = "/channels/:id", method = "delete", operation_id = "deleteChannel", tag = "Tag::Channels")]
    async fn delete_channel(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<ChannelId>,
    ) -> Result<NoContent, Failure> {
        super::delete(&app, &bearer.0, id.0, None).await?;
        Ok(NoContent::Done)
    }
}
