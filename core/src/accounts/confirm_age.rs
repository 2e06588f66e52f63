//! Saying that one is of age, for channels that ask.

use super::{Actor, sql};
use crate::app::App;
use crate::guilds;
use crate::platform::error::Result;

/// Keeps whether the caller says that they are of age. From then on they hear, or hear no more, of the
/// channels that ask for it, in all their servers.
pub async fn confirm_age(app: &App, actor: &Actor, of_age: bool) -> Result<()> {
    let since = of_age.then(|| app.clock.now());
    sql::set_of_age(app.db.write(), actor.user_id, since).await?;
    // Whoever joins one more at this moment waits for the update, or is in the list.
    for guild in guilds::sql::ids_of_user(app.db.read(), actor.user_id).await? {
        guilds::look_at_member_again(app, guild, actor.user_id).await?;
    }
    Ok(())
}
