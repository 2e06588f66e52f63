//! Making a guild.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::join::require_room;
use super::{ChannelEntry, Guild, GuildAccess, MAX_NAME, Membership, Role, Snapshot, sql};
use crate::accounts::Actor;
use crate::app::App;
use crate::channels::{self, Channel, ChannelKind};
use crate::events::{AccessChange, GuildJoined, Step, Topic};
use crate::permissions::Permissions;
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, RoleId};
use crate::platform::text;

/// What a guild's first channel is called.
const FIRST_CHANNEL: &str = "general";

/// Makes a guild that the caller owns, with one text channel.
///
/// # Errors
/// `INVALID` for a name that cannot be; `CONFLICT` for whoever is in [`super::MAX_PER_USER`] already.
#[tracing::instrument(skip_all)]
pub async fn create(app: &App, actor: &Actor, name: &str) -> Result<GuildAccess> {
    let name = text::name("name", name, MAX_NAME)?;

    let id: GuildId = app.ids.next();
    let everyone = Role::new(RoleId(id.0), "@everyone", 0, Permissions::EVERYONE);
    let channel = Channel::new(app.ids.next(), id, ChannelKind::Text, FIRST_CHANNEL);
    let change = app
        .guilds
        .new_guild(Snapshot {
            guild: Guild::new(id, name, actor.user_id),
            roles: BTreeMap::from([(everyone.id, everyone.clone())]),
            channels: BTreeMap::from([(
                channel.id,
                ChannelEntry { channel: Arc::new(channel.clone()), overwrites: Vec::new() },
            )]),
            threads: BTreeMap::new(),
        })
        .await;

    let mut tx = app.db.begin().await?;
    let of_age = require_room(&mut tx, actor.user_id).await?;
    let owner = Membership { of_age, ..Membership::new(actor.user_id, app.clock.now()) };
    sql::insert(&mut tx, &change.snapshot.guild).await?;
    sql::insert_role(&mut tx, id, &everyone).await?;
    sql::insert_member(&mut tx, id, &owner).await?;
    channels::sql::insert(&mut tx, &channel).await?;
    let snapshot = change.commit(tx, |_| {}).await?;

    let joined = GuildJoined { guild_id: id, name: snapshot.guild.name.clone() };
    app.events
        .publish(vec![
            Step::Access(AccessChange::Member {
                snapshot: Arc::clone(&snapshot),
                member: Arc::new(owner.clone()),
            }),
            Step::tell(Topic::User(actor.user_id), joined),
        ])
        .await;
    Ok(GuildAccess::new(snapshot, Arc::new(owner), app.clock.now()))
}
