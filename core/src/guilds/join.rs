//! Becoming a member. The way in is an invite, so [`crate::invites`] calls this.

use std::sync::Arc;

use super::{Change, GuildAccess, MAX_PER_USER, Member, Membership, sql};
use crate::accounts::User;
use crate::app::App;
use crate::events::{AccessChange, GuildJoined, GuildMemberJoined, Step, Topic};
use crate::platform::db::Tx;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::UserId;

/// Makes a person, who is not one yet, a member: ends `tx`, and tells all whom it concerns.
///
/// # Errors
/// `CONFLICT` for whoever is in [`MAX_PER_USER`] guilds already.
pub(crate) async fn join(app: &App, change: Change, mut tx: Tx, user: Arc<User>) -> Result<GuildAccess> {
    let guild = &change.snapshot.guild;
    let membership = Membership::new(user.id, app.clock.now());

    require_room(&mut tx, user.id).await?;
    sql::insert_member(&mut tx, guild.id, &membership).await?;
    change.commit_member(tx, user.id, Some(membership.clone())).await?;

    let member = Member { membership: Arc::new(membership.clone()), user };
    app.events
        .publish(vec![
            Step::Access(AccessChange::Member {
                snapshot: Arc::clone(&change.snapshot),
                member: Arc::new(membership.clone()),
            }),
            Step::tell(
                Topic::User(membership.user_id),
                GuildJoined { guild_id: guild.id, name: guild.name.clone() },
            ),
            Step::tell(Topic::Guild(guild.id), GuildMemberJoined { guild_id: guild.id, member }),
        ])
        .await;
    Ok(GuildAccess::new(Arc::clone(&change.snapshot), Arc::new(membership), app.clock.now()))
}

/// Goes on only for whoever can be in one guild more. Two who are the same person wait for each other.
pub(super) async fn require_room(tx: &mut Tx, user: UserId) -> Result<()> {
    sql::lock_person(tx, user).await?;
    if sql::count_of_user(tx, user).await? >= MAX_PER_USER {
        return Err(Error::new(
            ErrorCode::Conflict,
            format!("You are in {MAX_PER_USER} servers, which is the most. Leave one first."),
        ));
    }
    Ok(())
}
