//! Handing a guild over to another owner.

use std::sync::Arc;

use super::{GuildAccess, sql};
use crate::accounts::{Actor, confirm_password};
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::events::{AccessChange, GuildUpdated, Step, Topic};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, UserId};

/// Makes another member the owner. The former owner stays, with the roles that they have.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member, as caller or as the one to be owner; `FORBIDDEN` for all but the
/// owner; `INVALID` where the password is not the caller's; `CONFLICT` where it is theirs already;
/// `RATE_LIMITED` by person.
#[tracing::instrument(skip_all, fields(guild = %id, user = %user))]
pub async fn transfer(
    app: &App,
    actor: &Actor,
    id: GuildId,
    user: UserId,
    password: &str,
) -> Result<GuildAccess> {
    GuildAccess::of(app, actor, id).await?.require_owner()?;
    // It takes a while, so it is not within the change.
    confirm_password(app, actor, password).await?;

    let change = app.guilds.change(id).await?;
    let access = change.access(actor).await?;
    access.require_owner()?;
    if user == actor.user_id {
        return Err(Error::conflict("userId", "The server is yours already."));
    }
    change.membership(user).await?.ok_or_else(|| Error::not_found("member"))?;
    if !crate::accounts::sql::is_person(app.db.read(), user).await? {
        return Err(Error::conflict("userId", "Nobody can sign in as this member any more. Choose another."));
    }
    let heir = app.users.get(user).await?;
    let former = app.users.get(actor.user_id).await?;
    let mut guild = access.snapshot.guild.clone();
    guild.owner_id = user;

    let mut tx = app.db.begin().await?;
    sql::update(&mut tx, &guild).await?;
    let entry = NewEntry {
        guild_id: id,
        action: Action::OwnershipTransferred,
        target: Target::Member(user),
        target_name: Some(heir.username.clone()),
        reason: None,
        changes: Changes::none().field("owner", &former.username, &heir.username),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change.commit(tx, |snapshot| snapshot.guild = guild).await?;

    let updated = GuildUpdated::from(&snapshot.guild);
    app.events
        .publish(vec![
            Step::Access(AccessChange::Guild(Arc::clone(&snapshot))),
            Step::tell(Topic::Guild(id), updated),
        ])
        .await;
    Ok(GuildAccess::new(snapshot, Arc::clone(&access.member), app.clock.now()))
}
