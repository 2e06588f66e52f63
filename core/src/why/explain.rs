//! Explaining each permission of a member.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::accounts::Actor;
use crate::app::App;
use crate::channels::{self, ChannelKind};
use crate::guilds::{ChannelAccess, GuildAccess, Membership, Role, Snapshot};
use crate::permissions::{self, Answer, Grants, Permission, Permissions, Place, Rule};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId, RoleId, UserId};

/// A permission with what decided on it, in words.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Which, whether, and by which rule.
    pub answer: Answer,
    /// The role of the rule, where it is one of a role.
    pub role: Option<Role>,
    /// The rule for people to read.
    pub sentence: String,
}

/// Explains each permission of a member, in a channel or thread or in the guild as a whole.
///
/// # Errors
/// `NOT_FOUND` for a guild, member or channel that is not there for the caller; `FORBIDDEN` about others
/// without `MANAGE_ROLES`.
#[tracing::instrument(skip_all, fields(guild = %guild))]
pub async fn explain(
    app: &App,
    actor: &Actor,
    guild: GuildId,
    user: UserId,
    channel: Option<ChannelId>,
) -> Result<Vec<Explained>> {
    let access = GuildAccess::of(app, actor, guild).await?;
    if user != actor.user_id {
        access.require(Permission::ManageRoles)?;
    }
    let member = app.guilds.membership(guild, user).await?.ok_or_else(|| Error::not_found("member"))?;
    let snapshot = &access.snapshot;
    let place = match channel {
        None => None,
        Some(channel) => {
            let seen = ChannelAccess::of(app, actor, channel).await?;
            if seen.channel.guild_id != guild {
                return Err(Error::not_found("channel"));
            }
            Some(seen.channel)
        }
    };
    let mut answers = answers(snapshot, &member, &access, place.as_deref());
    // A private thread is not there for whoever is neither in it nor manages threads.
    let hidden = |channel: &channels::Channel| {
        channel.kind == ChannelKind::PrivateThread
            && snapshot.thread_permissions(&member, access.now, channel).is_empty()
    };
    if place.as_deref().is_some_and(hidden) {
        hide(&mut answers);
    }
    Ok(answers.into_iter().map(|answer| in_words(snapshot, answer)).collect())
}

fn answers(
    snapshot: &Snapshot,
    member: &Arc<Membership>,
    access: &GuildAccess,
    channel: Option<&channels::Channel>,
) -> Vec<Answer> {
    let mut roles: Vec<&Role> = member.roles.iter().filter_map(|id| snapshot.roles.get(id)).collect();
    roles.sort_by_key(|role| Reverse(role.position));
    let grants: Vec<(RoleId, Permissions)> = roles.iter().map(|role| (role.id, role.permissions)).collect();
    let everyone =
        snapshot.roles.get(&snapshot.everyone()).map_or(Permissions::empty(), |role| role.permissions);
    let subject = snapshot.subject(member, access.now);
    // A thread has what its channel has, and may be locked by itself.
    let thread = channel.is_some_and(|channel| channel.kind.is_thread());
    let holder = channel.and_then(|channel| if thread { channel.parent_id } else { Some(channel.id) });
    let holder = holder.and_then(|id| snapshot.channels.get(&id));
    let place = channel.zip(holder).map(|(channel, holder)| Place {
        overwrites: &holder.overwrites,
        thread,
        locked: channel.locked || holder.channel.locked,
    });
    permissions::explain(&subject, &Grants { everyone, roles: &grants }, place.as_ref())
}

fn hide(answers: &mut [Answer]) {
    for answer in answers.iter_mut().filter(|answer| answer.allowed) {
        *answer = Answer { allowed: false, rule: Rule::CannotSee, role: None, ..*answer };
    }
}

fn in_words(snapshot: &Snapshot, answer: Answer) -> Explained {
    let role = answer.role.and_then(|id| snapshot.roles.get(&id)).cloned();
    let sentence = sentence(answer, role.as_ref().map_or("", |role| &role.name));
    Explained { answer, role, sentence }
}

fn sentence(answer: Answer, role: &str) -> String {
    let allows = if answer.allowed { "allows" } else { "denies" };
    match answer.rule {
        Rule::Owner => "Whoever owns the server may do everything.".to_owned(),
        Rule::Administrator => format!("The role “{role}” allows everything, in every channel."),
        Rule::Role => format!("The role “{role}” allows it."),
        Rule::EveryoneRole => "@everyone may do it.".to_owned(),
        Rule::NotGiven => "No role allows it.".to_owned(),
        Rule::EveryoneOverwrite => format!("The channel {allows} it to @everyone."),
        Rule::RoleOverwrite => format!("The channel {allows} it to the role “{role}”."),
        Rule::MemberOverwrite => format!("The channel {allows} it to this member by name."),
        Rule::CannotSee => "Whoever does not see the channel can do nothing in it.".to_owned(),
        Rule::ThreadOf => {
            format!("In a thread it is what the channel says of writing in threads: it {allows} that.")
        }
        Rule::Locked => "It is locked: only those who manage it speak.".to_owned(),
        Rule::TimedOut => "A moderator has silenced this member for a while.".to_owned(),
        Rule::RulesPending => "This member has yet to accept the rules of the server.".to_owned(),
        Rule::Unverified => "This account, or its membership, is too new for the server.".to_owned(),
    }
}
