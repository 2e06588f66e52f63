//! What stands in the lines of an archive. The names of the fields are part of the format.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::audit::Change;
use crate::permissions::Permissions;
use crate::platform::clock::Timestamp;
use crate::platform::ids::{AuditEntryId, ChannelId, GuildId, MessageId, ReportId, RoleId, TagId, UserId};

macro_rules! forms {
    ($($(#[doc = $doc:literal])* $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name {
            $($(#[$attribute])* pub $field: $type,)*
        }
    )*};
}

forms! {
    /// `manifest.json`
    Manifest {
        format: String,
        version: u32,
        exported_at: Timestamp,
        software: Software,
        entries: Vec<Entry>,
    }
    /// What wrote an archive.
    Software {
        name: String,
        version: String,
    }
    /// An entry of the archive.
    Entry {
        name: String,
        count: u64,
        bytes: u64,
        sha256: String,
    }
    /// `guild.json`
    GuildForm {
        id: GuildId,
        name: String,
        owner_id: UserId,
        description: Option<String>,
        system_channel_id: Option<ChannelId>,
        tells_joins: bool,
        tells_leaves: bool,
        verification: String,
        joins_paused_until: Option<Timestamp>,
        welcome: Option<WelcomeForm>,
        rules: Vec<String>,
        rules_required: bool,
    }
    /// What newcomers are shown first.
    WelcomeForm {
        text: String,
        channels: Vec<WelcomeChannelForm>,
    }
    /// A channel that newcomers are pointed to.
    WelcomeChannelForm {
        channel_id: ChannelId,
        text: String,
        emoji: Option<String>,
    }
    /// A line of `people.jsonl`
    PersonForm {
        id: UserId,
        username: String,
        display_name: Option<String>,
    }
    /// A line of `roles.jsonl`
    RoleForm {
        id: RoleId,
        name: String,
        position: i32,
        permissions: Names,
        color: i32,
        icon: Option<String>,
        hoist: bool,
        mentionable: bool,
    }
    /// A line of `channels.jsonl`
    ChannelForm {
        id: ChannelId,
        kind: String,
        name: String,
        topic: Option<String>,
        parent_id: Option<ChannelId>,
        position: i32,
        slow_mode_seconds: i32,
        age_restricted: bool,
        locked: bool,
        archived_at: Option<Timestamp>,
        user_limit: i32,
        default_sort: String,
        tag_required: bool,
        auto_archive_minutes: i32,
        overwrites: Vec<OverwriteForm>,
        tags: Vec<TagForm>,
    }
    /// What a channel allows and denies a role or a person.
    OverwriteForm {
        role_id: Option<RoleId>,
        user_id: Option<UserId>,
        allow: Names,
        deny: Names,
    }
    /// A tag of a forum.
    TagForm {
        id: TagId,
        name: String,
        emoji: Option<String>,
        moderated: bool,
        position: i32,
    }
    /// A line of `threads.jsonl`
    ThreadForm {
        id: ChannelId,
        kind: String,
        name: String,
        parent_id: ChannelId,
        owner_id: UserId,
        root_message_id: Option<MessageId>,
        slow_mode_seconds: i32,
        locked: bool,
        archived_at: Option<Timestamp>,
        auto_archive_minutes: i32,
        invitable: bool,
        pinned: bool,
        last_activity_at: Timestamp,
        tag_ids: Vec<TagId>,
    }
    /// A line of `thread-members.jsonl`
    ThreadMemberForm {
        thread_id: ChannelId,
        user_id: UserId,
        joined_at: Timestamp,
    }
    /// A line of `members.jsonl`
    MemberForm {
        user_id: UserId,
        joined_at: Timestamp,
        role_ids: Vec<RoleId>,
        nickname: Option<String>,
        pronouns: Option<String>,
        bio: Option<String>,
        timeout_until: Option<Timestamp>,
        voice_muted: bool,
        voice_deafened: bool,
        rules_pending: bool,
        invited_by: Option<UserId>,
    }
    /// A line of `bans.jsonl`
    BanForm {
        user_id: UserId,
        banned_by: Option<UserId>,
        reason: Option<String>,
        created_at: Timestamp,
        expires_at: Option<Timestamp>,
    }
    /// A line of `invites.jsonl`. The code is not in it: it is as good as a key.
    InviteForm {
        channel_id: Option<ChannelId>,
        inviter_id: Option<UserId>,
        created_at: Timestamp,
        expires_at: Option<Timestamp>,
        max_uses: Option<i64>,
        uses: i64,
    }
    /// A line of `messages/….jsonl`
    MessageForm {
        id: MessageId,
        channel_id: ChannelId,
        kind: String,
        author_id: UserId,
        content: String,
        edited_at: Option<Timestamp>,
    }
    /// A line of `audit-log.jsonl`
    AuditForm {
        id: AuditEntryId,
        actor_id: UserId,
        action: String,
        target_kind: String,
        target_id: String,
        target_name: Option<String>,
        reason: Option<String>,
        changes: Vec<Change>,
    }
    /// A line of `reports.jsonl`
    ReportForm {
        id: ReportId,
        reporter_id: UserId,
        user_id: UserId,
        channel_id: Option<ChannelId>,
        message_id: Option<MessageId>,
        category: String,
        note: Option<String>,
        evidence: serde_json::Value,
        status: String,
        outcome: Option<String>,
        resolution_note: Option<String>,
        resolved_by: Option<UserId>,
        resolved_at: Option<Timestamp>,
    }
    /// `account.json`, of people's own data
    AccountForm {
        id: UserId,
        username: String,
        display_name: Option<String>,
        email: String,
        of_age_since: Option<Timestamp>,
    }
    /// A line of `sessions.jsonl`
    SessionForm {
        id: crate::platform::ids::SessionId,
        user_agent: String,
        address: String,
        last_used_at: Timestamp,
    }
    /// A line of `servers.jsonl`
    ServerForm {
        id: GuildId,
        name: String,
        owner: bool,
        member: MemberForm,
    }
    /// A line of `messages.jsonl`
    OwnMessageForm {
        id: MessageId,
        channel_id: ChannelId,
        content: String,
        edited_at: Option<Timestamp>,
    }
    /// A line of `read-states.jsonl`
    ReadStateForm {
        channel_id: ChannelId,
        last_read_id: MessageId,
    }
    /// A line of `blocks.jsonl`
    BlockForm {
        user_id: UserId,
        kind: String,
        created_at: Timestamp,
    }
    /// A line of `reports.jsonl`, of people's own data: what they reported
    OwnReportForm {
        id: ReportId,
        guild_id: Option<GuildId>,
        category: String,
        note: Option<String>,
        status: String,
    }
}

/// Permissions by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names(pub Permissions);

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.list().into_iter().map(crate::permissions::Permission::as_str))
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut permissions = Permissions::empty();
        for name in Vec::<String>::deserialize(deserializer)? {
            let all = Permissions::all().list().into_iter();
            let known = all.filter(|permission| permission.as_str() == name).map(Permissions::from);
            let known = known.reduce(|a, b| a | b);
            permissions |=
                known.ok_or_else(|| serde::de::Error::custom(format!("there is no permission {name:?}")))?;
        }
        Ok(Self(permissions))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn permissions_are_read_as_they_were_written(bits in any::<u64>()) {
            let names = Names(Permissions::from_bits_truncate(bits));
            let json = serde_json::to_string(&names).unwrap();
            prop_assert_eq!(serde_json::from_str::<Names>(&json).unwrap(), names);
        }
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(serde_json::from_str::<Names>(r#"["FLY"]"#).is_err());
        let person = r#"{"id": "7", "username": "ana", "displayName": null, "operator": true}"#;
        assert!(serde_json::from_str::<PersonForm>(person).is_err());
    }
}
