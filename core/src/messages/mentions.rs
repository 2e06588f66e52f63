//! Whom a message names: members of the server it is in. Of anybody else the number stays a number, or
//! writing numbers into messages would tell the names of all accounts.

use std::collections::HashMap;
use std::sync::Arc;

use crate::accounts::User;
use crate::guilds::Guilds;
use crate::platform::error::Result;
use crate::platform::ids::{ChannelId, UserId};

/// Those of `named` who are in the server of the channel, in the same order. `people` holds those who exist
/// at all; asks nobody where nobody is named.
pub async fn members(
    guilds: &Guilds,
    channel: ChannelId,
    named: &[UserId],
    people: &HashMap<UserId, Arc<User>>,
) -> Result<Vec<Arc<User>>> {
    let mut members = Vec::new();
    if named.is_empty() {
        return Ok(members);
    }
    let Some(guild) = guilds.guild_of(channel).await? else { return Ok(members) };
    for person in named.iter().filter_map(|id| people.get(id)) {
        if guilds.membership(guild, person.id).await?.is_some() {
            members.push(Arc::clone(person));
        }
    }
    Ok(members)
}
