//! Becoming a member. The way in is an invite, so [`crate::invites`] calls this.

use std::sync::Arc;

use super::{Change, GuildAccess, MAX_PER_USER, Membership, sql, system};
use crate::accounts::User;
use crate::app::App;
use crate::events::{AccessChange, GuildJoined, GuildMemberJoined, Step, Topic};
use crate::members::Member;
use crate::messages::MessageKind;
use crate::platform::db::Tx;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::UserId;

/// Makes a person, who is not one yet, a member: ends `tx`, and tells all whom it concerns, in the guild's
/// own words too where it wants that. Where there are rules to accept they cannot speak until they have.
///
/// # Errors
/// `CONFLICT` for whoever is in [`MAX_PER_USER`] guilds already.
pub(crate) async fn join(
    app: &App,
    change: Change,
    mut tx: Tx,
    user: Arc<User>,
    invited_by: Option<UserId>,
) -> Result<GuildAccess> {
    let snapshot = Arc::clone(&change.snapshot);
    let guild = &snapshot.guild;
    let membership = Membership {
        of_age: require_room(&mut tx, user.id).await?,
        rules_pending: guild.rules_required && !guild.rules.is_empty(),
        invited_by,
        ..Membership::new(user.id, app.clock.now())
    };

    sql::insert_member(&mut tx, guild.id, &membership).await?;
    change.commit_member(tx, user.id, Some(membership.clone())).await?;

    let membership = Arc::new(membership);
    let access = GuildAccess::new(Arc::clone(&snapshot), Arc::clone(&membership), app.clock.now());
    let member = Member::new(&snapshot, user, Arc::clone(&membership), access.now);
    app.events
        .publish(vec![
            Step::Access(AccessChange::Member {
                snapshot: Arc::clone(&snapshot),
                member: Arc::clone(&membership),
            }),
            Step::tell(
                Topic::User(membership.user_id),
                GuildJoined { guild_id: guild.id, name: guild.name.clone() },
            ),
            Step::tell(Topic::Guild(guild.id), GuildMemberJoined { guild_id: guild.id, member }),
        ])
        .await;
    drop(change);
    system::tell(app, &snapshot, membership.user_id, MessageKind::MemberJoined).await;
    Ok(access)
}

/// Goes on only for whoever can be in one guild more; whether they are of age. Two who are the same person
/// wait for each other.
pub(crate) async fn require_room(tx: &mut Tx, user: UserId) -> Result<bool> {
    let of_age = sql::lock_person(tx, user).await?;
    if sql::count_of_user(tx, user).await? >= MAX_PER_USER {
        return Err(Error::new(
            ErrorCode::Conflict,
            format!("You are in {MAX_PER_USER} servers, which is the most. Leave one first."),
        ));
    }
    Ok(of_age)
}
