//! Muting and deafening a member in voice.

use std::sync::Arc;

use super::member_below;
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::guilds::{self, Membership};
use crate::members::Member;
use crate::permissions::Permission;
use crate::platform::error::Result;
use crate::platform::ids::{GuildId, UserId};

/// What to change; what is left out stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct VoiceEdit {
    /// Whether nobody hears them.
    pub muted: Option<bool>,
    /// Whether they hear nobody.
    pub deafened: Option<bool>,
}

/// Mutes or deafens a member in all voice channels, or ends it. Nobody is told where nothing is different.
///
/// # Errors
/// `NOT_FOUND` for a guild or member that is not there for the caller; `FORBIDDEN` without `MUTE_MEMBERS` or
/// `DEAFEN_MEMBERS`, whichever it takes, and for who does not stand below the caller; `INVALID` for a reason
/// that is too long.
#[tracing::instrument(skip_all, fields(%guild, %user))]
pub async fn set_voice(
    app: &App,
    actor: &Actor,
    guild: GuildId,
    user: UserId,
    edit: VoiceEdit,
    reason: Option<String>,
) -> Result<Member> {
    let change = app.guilds.change(guild).await?;
    let access = change.access(actor).await?;
    if edit.muted.is_some() {
        access.require(Permission::MuteMembers)?;
    }
    if edit.deafened.is_some() {
        access.require(Permission::DeafenMembers)?;
    }
    let before = member_below(&change, &access, user).await?;
    let person = app.users.get(user).await?;
    let after = Membership {
        voice_muted: edit.muted.unwrap_or(before.voice_muted),
        voice_deafened: edit.deafened.unwrap_or(before.voice_deafened),
        ..Membership::clone(&before)
    };
    if after == *before {
        return Ok(Member::new(&change.snapshot, person, before, access.now));
    }

    let mut tx = app.db.begin().await?;
    guilds::sql::update_member(&mut tx, guild, &after).await?;
    let entry = NewEntry {
        guild_id: guild,
        action: Action::MemberUpdated,
        target: Target::Member(user),
        target_name: Some(person.username.clone()),
        reason,
        changes: Changes::none().field("voiceMuted", &before.voice_muted, &after.voice_muted).field(
            "voiceDeafened",
            &before.voice_deafened,
            &after.voice_deafened,
        ),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    change.commit_member(tx, user, Some(after.clone())).await?;

    let member = Member::new(&change.snapshot, person, Arc::new(after), access.now);
    app.events.publish(member.clone().updated(&change.snapshot)).await;
    Ok(member)
}
