//! Changing a guild itself.

use std::sync::Arc;

use super::{
    Guild, GuildAccess, MAX_DESCRIPTION, MAX_NAME, MAX_RULE, MAX_RULES, MAX_WELCOME_CHANNELS,
    MAX_WELCOME_REASON, MAX_WELCOME_TEXT, Snapshot, Verification, Welcome, WelcomeChannel, sql,
};
use crate::accounts::Actor;
use crate::app::App;
use crate::audit::{self, Action, Changes, NewEntry, Target};
use crate::channels::ChannelKind;
use crate::events::{GuildUpdated, Step, Topic};
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{ChannelId, GuildId};
use crate::platform::text;

/// The longest emoji, in Unicode scalar values: a family with skin tones has as many.
const MAX_EMOJI: usize = 16;

/// What to change; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct GuildEdit {
    /// Another name.
    pub name: Option<String>,
    /// What it is about; an empty text takes it away.
    pub description: Option<String>,
    /// Where the guild itself speaks; `Some(None)`: nowhere.
    pub system_channel_id: Option<Option<ChannelId>>,
    /// Whether it tells there who joined.
    pub tells_joins: Option<bool>,
    /// Whether it tells there who left.
    pub tells_leaves: Option<bool>,
    /// What an account must be before it may speak.
    pub verification: Option<Verification>,
    /// What newcomers are shown first; `Some(None)`: nothing.
    pub welcome: Option<Option<Welcome>>,
    /// The rules; an empty list takes them away.
    pub rules: Option<Vec<String>>,
    /// Whether newcomers must accept them before they may speak.
    pub rules_required: Option<bool>,
    /// Why, for the audit log.
    pub reason: Option<String>,
}

/// Changes a guild. Nobody is told where nothing is different.
///
/// # Errors
/// `NOT_FOUND` for whoever is no member; `FORBIDDEN` without `MANAGE_GUILD`; `INVALID` for texts that
/// cannot be; `CONFLICT` for channels that are not there for the caller or do not fit.
#[tracing::instrument(skip_all, fields(guild = %id))]
pub async fn update(app: &App, actor: &Actor, id: GuildId, edit: GuildEdit) -> Result<GuildAccess> {
    let change = app.guilds.change(id).await?;
    let access = change.access(actor).await?;
    access.require(Permission::ManageGuild)?;
    let reason = edit.reason.clone();
    let guild = edited(&access, edit)?;
    if guild == access.snapshot.guild {
        return Ok(access);
    }

    let mut tx = app.db.begin().await?;
    sql::update(&mut tx, &guild).await?;
    let entry = NewEntry {
        guild_id: id,
        action: Action::GuildUpdated,
        target: Target::Guild(id),
        target_name: Some(guild.name.clone()),
        reason,
        changes: changes(&access.snapshot.guild, &guild),
    };
    audit::record(&mut tx, app, actor, entry).await?;
    let snapshot = change.commit(tx, |snapshot| snapshot.guild = guild).await?;

    let updated = GuildUpdated::from(&snapshot.guild);
    app.events.publish(vec![Step::tell(Topic::Guild(id), updated)]).await;
    Ok(GuildAccess::new(snapshot, Arc::clone(&access.member), app.clock.now()))
}

/// The guild as it is to be.
fn edited(access: &GuildAccess, edit: GuildEdit) -> Result<Guild> {
    let mut guild = access.snapshot.guild.clone();
    if let Some(name) = edit.name {
        guild.name = text::name("name", &name, MAX_NAME)?;
    }
    if let Some(description) = edit.description {
        guild.description = text::description("description", &description, MAX_DESCRIPTION)?;
    }
    if let Some(channel) = edit.system_channel_id {
        if let Some(channel) = channel.filter(|channel| guild.system_channel_id != Some(*channel)) {
            require_text_channel(access, channel)?;
        }
        guild.system_channel_id = channel;
    }
    guild.tells_joins = edit.tells_joins.unwrap_or(guild.tells_joins);
    guild.tells_leaves = edit.tells_leaves.unwrap_or(guild.tells_leaves);
    guild.verification = edit.verification.unwrap_or(guild.verification);
    if let Some(welcome) = edit.welcome {
        guild.welcome = welcome.map(|welcome| self::welcome(&access.snapshot, welcome)).transpose()?;
    }
    if let Some(rules) = edit.rules {
        guild.rules = self::rules(&rules)?;
    }
    // Without rules there is nothing to require, unless somebody asks for just that.
    guild.rules_required = edit.rules_required.unwrap_or(guild.rules_required && !guild.rules.is_empty());
    if guild.rules_required && guild.rules.is_empty() {
        return Err(Error::invalid("rulesRequired", "There are no rules to accept. Write some first."));
    }
    Ok(guild)
}

fn require_text_channel(access: &GuildAccess, id: ChannelId) -> Result<()> {
    match access.channel(id).map(|access| access.channel.kind) {
        Ok(ChannelKind::Text | ChannelKind::Announcement) => Ok(()),
        _ => Err(Error::conflict("systemChannelId", "This is no text channel of the server that you see.")),
    }
}

/// A welcome that can be: it points only to what everybody who comes in sees.
fn welcome(snapshot: &Snapshot, welcome: Welcome) -> Result<Welcome> {
    const FIELD: &str = "welcome";
    if welcome.channels.len() > MAX_WELCOME_CHANNELS {
        let message = format!("A welcome points to at most {MAX_WELCOME_CHANNELS} channels.");
        return Err(Error::invalid(FIELD, message));
    }
    let mut channels: Vec<WelcomeChannel> = Vec::with_capacity(welcome.channels.len());
    for WelcomeChannel { channel_id, text, emoji } in welcome.channels {
        let entry = snapshot.channels.get(&channel_id);
        let leads_somewhere = entry.is_some_and(|entry| entry.channel.kind != ChannelKind::Category);
        if !leads_somewhere || !snapshot.is_public(channel_id) {
            let message = "A welcome points only to channels that everybody sees.";
            return Err(Error::conflict(FIELD, message));
        }
        if channels.iter().any(|other| other.channel_id == channel_id) {
            return Err(Error::invalid(FIELD, "A welcome points to each channel once."));
        }
        let emoji = emoji.filter(|emoji| !emoji.trim().is_empty());
        channels.push(WelcomeChannel {
            channel_id,
            text: text::description(FIELD, &text, MAX_WELCOME_REASON)?.unwrap_or_default(),
            emoji: emoji.map(|emoji| text::name(FIELD, &emoji, MAX_EMOJI)).transpose()?,
        });
    }
    let text = text::description(FIELD, &welcome.text, MAX_WELCOME_TEXT)?.unwrap_or_default();
    Ok(Welcome { text, channels })
}

fn rules(rules: &[String]) -> Result<Vec<String>> {
    if rules.len() > MAX_RULES {
        return Err(Error::invalid("rules", format!("At most {MAX_RULES} rules are allowed.")));
    }
    let rule = |rule: &String| {
        let rule = text::description("rules", rule, MAX_RULE)?;
        rule.ok_or_else(|| Error::invalid("rules", "A rule must not be empty. Leave it out instead."))
    };
    rules.iter().map(rule).collect()
}

/// What is different, as people read it in the audit log.
fn changes(before: &Guild, after: &Guild) -> Changes {
    let of_welcome = |guild: &Guild| guild.welcome.as_ref().map(in_words);
    let of_rules = |guild: &Guild| (!guild.rules.is_empty()).then(|| guild.rules.join("\n"));
    Changes::none()
        .field("name", &before.name, &after.name)
        .optional("description", before.description.as_ref(), after.description.as_ref())
        .optional("systemChannelId", before.system_channel_id.as_ref(), after.system_channel_id.as_ref())
        .field("tellsJoins", &before.tells_joins, &after.tells_joins)
        .field("tellsLeaves", &before.tells_leaves, &after.tells_leaves)
        .field("verification", &before.verification.as_str(), &after.verification.as_str())
        .optional("welcome", of_welcome(before).as_ref(), of_welcome(after).as_ref())
        .optional("rules", of_rules(before).as_ref(), of_rules(after).as_ref())
        .field("rulesRequired", &before.rules_required, &after.rules_required)
}

fn in_words(welcome: &Welcome) -> String {
    let place = |WelcomeChannel { channel_id, text, emoji }: &WelcomeChannel| {
        format!("{} <#{channel_id}> {text}", emoji.as_deref().unwrap_or("-"))
    };
    let places = welcome.channels.iter().map(place);
    std::iter::once(welcome.text.clone()).chain(places).collect::<Vec<_>>().join("\n")
}
