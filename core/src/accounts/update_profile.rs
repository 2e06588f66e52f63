//! Changing how one is shown to others.

use std::sync::Arc;

use super::{Actor, MAX_DISPLAY_NAME, User, sql};
use crate::app::App;
use crate::events::{Step, Topic, UserUpdated};
use crate::guilds;
use crate::platform::error::{Error, Result};
use crate::platform::text;

/// What to change; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct ProfileEdit {
    /// What to show instead of the username; `Some(None)` or nothing to be seen: the username again.
    pub display_name: Option<Option<String>>,
}

/// Changes the caller's profile and tells it to their own devices and to all who share a server
/// with them.
///
/// # Errors
/// `INVALID` where the name will not do.
#[tracing::instrument(skip_all)]
pub async fn update_profile(app: &App, actor: &Actor, edit: ProfileEdit) -> Result<Arc<User>> {
    let Some(name) = edit.display_name else { return app.users.get(actor.user_id).await };
    let name = match name.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(name) => Some(text::name("displayName", name, MAX_DISPLAY_NAME)?),
    };

    let _in_order = app.accounts.profiles.lock().await;
    // Whatever can fail comes first: what is stored is told.
    let shared = guilds::sql::ids_of_user(app.db.read(), actor.user_id).await?;
    let user = sql::set_display_name(app.db.write(), actor.user_id, name.as_deref())
        .await?
        .ok_or_else(Error::unauthenticated)?;
    let user = app.users.changed(user);
    app.guilds.renamed(&user, &shared);

    let event = Arc::new(UserUpdated { user: Arc::clone(&user) }.into());
    let mut steps = vec![Step::Tell(Topic::User(user.id), Arc::clone(&event))];
    for guild in shared {
        steps.push(Step::Tell(Topic::Guild(guild), Arc::clone(&event)));
    }
    app.events.publish(steps).await;
    Ok(user)
}
