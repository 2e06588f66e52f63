//! Changing what a member is called, and what they say of themselves.

use std::sync::Arc;

use super::{MAX_BIO, MAX_NICKNAME, MAX_PRONOUNS, Member};
use crate::accounts::{Actor, User};
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::guilds::{self, GuildAccess, Membership};
use crate::permissions::{Permission, Permissions, Restraint};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, UserId};
use crate::platform::text;

/// What to change; what is left out stays, and an empty text takes it away.
#[derive(Clone, Debug, Default)]
pub struct MemberEdit {
    /// What they are called here.
    pub nickname: Option<String>,
    /// How they are spoken of. One's own only.
    pub pronouns: Option<String>,
    /// What they say of themselves. One's own only.
    pub bio: Option<String>,
    /// Why, for the audit log.
    pub reason: Option<String>,
}

/// Changes a member: oneself with `CHANGE_NICKNAME` (pronouns and bio need nothing), others' nicknames
/// with `MANAGE_NICKNAMES` where they stand below. Nobody is told where nothing is different.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member; `FORBIDDEN` without the permission, for a member who does not
/// stand below, for others' pronouns and bio, and for whoever is timed out; `INVALID` for texts that
/// cannot be.
#[tracing::instrument(skip_all, fields(%guild, %user))]
pub async fn update(
    app: &App,
    actor: &Actor,
    guild: GuildId,
    user: UserId,
    edit: MemberEdit,
) -> Result<Member> {
    let change = app.guilds.change(guild).await?;
    let access = change.access(actor).await?;
    let before = change.membership(user).await?.ok_or_else(|| Error::not_found("member"))?;
    if user == actor.user_id {
        may_change_oneself(&access, &edit)?;
    } else {
        may_change_another(&access, &before, &edit)?;
    }
    let after = edited(&before, &edit)?;
    let person = app.users.get(user).await?;
    if after == *before {
        return Ok(Member::new(&access.snapshot, person, before, access.now));
    }

    let mut tx = app.db.begin().await?;
    guilds::sql::update_member(&mut tx, guild, &after).await?;
    if user != actor.user_id {
        audit::record(&mut tx, app, actor, entry(guild, &person, &before, &after, edit.reason)).await?;
    }
    change.commit_member(tx, user, Some(after.clone())).await?;

    let member = Member::new(&access.snapshot, person, Arc::new(after), access.now);
    app.events.publish(member.clone().updated(&access.snapshot)).await;
    Ok(member)
}

fn may_change_oneself(access: &GuildAccess, edit: &MemberEdit) -> Result<()> {
    let renames = Permissions::CHANGE_NICKNAME | Permissions::MANAGE_NICKNAMES;
    if edit.nickname.is_some() && !access.permissions.intersects(renames) {
        return access.require(Permission::ChangeNickname);
    }
    let timed_out = access.snapshot.restraint(&access.member, access.now) == Some(Restraint::TimedOut);
    if timed_out && !access.snapshot.may_everything(&access.member) {
        return Err(Error::forbidden("You are timed out. Wait until it is over."));
    }
    Ok(())
}

fn may_change_another(access: &GuildAccess, target: &Membership, edit: &MemberEdit) -> Result<()> {
    access.require(Permission::ManageNicknames)?;
    access.require_outranks_member(target)?;
    if edit.pronouns.is_some() || edit.bio.is_some() {
        return Err(Error::forbidden("What somebody says of themselves, only they can change."));
    }
    Ok(())
}

fn edited(before: &Membership, edit: &MemberEdit) -> Result<Membership> {
    let mut after = before.clone();
    if let Some(nickname) = &edit.nickname {
        after.nickname = text::line("nickname", nickname, MAX_NICKNAME)?;
    }
    if let Some(pronouns) = &edit.pronouns {
        after.pronouns = text::line("pronouns", pronouns, MAX_PRONOUNS)?;
    }
    if let Some(bio) = &edit.bio {
        after.bio = text::description("bio", bio, MAX_BIO)?;
    }
    Ok(after)
}

fn entry(
    guild_id: GuildId,
    person: &User,
    before: &Membership,
    after: &Membership,
    reason: Option<String>,
) -> NewEntry {
    NewEntry {
        guild_id,
        action: Action::MemberUpdated,
        target: Target::Member(person.id),
        target_name: Some(person.username.clone()),
        reason,
        changes: Changes::none().optional("nickname", before.nickname.as_ref(), after.nickname.as_ref()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::clock::Timestamp;

    #[test]
    fn an_empty_text_takes_a_field_away_and_what_is_left_out_stays() {
        let before = Membership {
            nickname: Some("Annie".to_owned()),
            bio: Some("from the mill".to_owned()),
            ..Membership::new(UserId(1), Timestamp(0))
        };
        let edit = MemberEdit { nickname: Some("  ".to_owned()), ..MemberEdit::default() };
        let after = edited(&before, &edit).unwrap();
        assert_eq!((after.nickname, after.bio.as_deref()), (None, Some("from the mill")));
    }

    #[test]
    fn texts_have_their_lengths() {
        let before = Membership::new(UserId(1), Timestamp(0));
        let with = |edit: MemberEdit| edited(&before, &edit);
        let text = |length| Some("é".repeat(length));
        assert!(
            with(MemberEdit { nickname: text(32), pronouns: text(40), bio: text(500), reason: None }).is_ok()
        );
        assert!(with(MemberEdit { nickname: text(33), ..MemberEdit::default() }).is_err());
        assert!(with(MemberEdit { pronouns: text(41), ..MemberEdit::default() }).is_err());
        assert!(with(MemberEdit { bio: text(501), ..MemberEdit::default() }).is_err());
        let two_lines = Some("a\nb".to_owned());
        assert!(with(MemberEdit { nickname: two_lines, ..MemberEdit::default() }).is_err());
    }
}
