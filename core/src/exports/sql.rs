//! The only SQL about archives. It reads and writes the tables of all rooms, whole rows at a time.

use std::collections::HashMap;

use super::forms::{
    AccountForm, AuditForm, BanForm, BlockForm, InviteForm, MemberForm, MessageForm, OwnMessageForm,
    OwnReportForm, ReadStateForm, ReportForm, SessionForm, TagForm, ThreadForm, ThreadMemberForm,
};
use crate::guilds::{self, Membership};
use crate::permissions::Permissions;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Executor, Tx, placeholders, query, query_with};
use crate::platform::error::{Error, Result};
use crate::platform::ids::{
    AuditEntryId, ChannelId, GuildId, MessageId, ReportId, RoleId, SessionId, TagId, UserId,
};

fn limit(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Whether a table has any of these ids.
pub async fn any_of(on: Executor<'_>, table: &'static str, ids: &[i64]) -> Result<bool> {
    if ids.is_empty() {
        return Ok(false);
    }
    let sql = format!("SELECT id FROM {table} WHERE id IN {} LIMIT 1", placeholders(1, 1, ids.len()));
    let found = query_with(sql).bind_all(ids.iter().copied()).fetch_optional::<(i64,)>(on).await?;
    Ok(found.is_some())
}

// --- Reading -------------------------------------------------------------------------------------

#[derive(sqlx::FromRow)]
struct TagRow {
    channel_id: ChannelId,
    id: TagId,
    name: String,
    emoji: Option<String>,
    moderated: bool,
    position: i64,
}

/// The tags of a guild's forums.
pub async fn tags(on: Executor<'_>, guild: GuildId) -> Result<HashMap<ChannelId, Vec<TagForm>>> {
    let rows = query(
        "SELECT t.channel_id, t.id, t.name, t.emoji, t.moderated, t.position
         FROM forum_tags t JOIN channels c ON c.id = t.channel_id
         WHERE c.guild_id = $1 AND c.deleted_at IS NULL ORDER BY t.id",
    )
    .bind(guild)
    .fetch_all::<TagRow>(on)
    .await?;
    let mut tags: HashMap<ChannelId, Vec<TagForm>> = HashMap::new();
    for TagRow { channel_id, id, name, emoji, moderated, position } in rows {
        let position = i32::try_from(position).unwrap_or(0);
        tags.entry(channel_id).or_default().push(TagForm { id, name, emoji, moderated, position });
    }
    Ok(tags)
}

#[derive(sqlx::FromRow)]
struct ThreadRow {
    id: ChannelId,
    kind: String,
    name: String,
    parent_id: ChannelId,
    owner_id: UserId,
    root_message_id: Option<MessageId>,
    slow_mode_seconds: i64,
    locked: bool,
    archived_at: Option<Timestamp>,
    auto_archive_minutes: i64,
    invitable: bool,
    pinned: bool,
    last_activity_at: Timestamp,
}

/// The threads of a guild after one, made before `until`, without their tags.
pub async fn threads(
    on: Executor<'_>,
    guild: GuildId,
    after: ChannelId,
    until: i64,
    count: usize,
) -> Result<Vec<ThreadForm>> {
    let rows = query(
        "SELECT id, kind, name, parent_id, owner_id, root_message_id, slow_mode_seconds, locked, archived_at,
         auto_archive_minutes, invitable, pinned, last_activity_at
         FROM channels
         WHERE guild_id = $1 AND id > $2 AND id < $3 AND deleted_at IS NULL
           AND kind IN ('PUBLIC_THREAD', 'PRIVATE_THREAD')
           AND parent_id IS NOT NULL AND owner_id IS NOT NULL AND last_activity_at IS NOT NULL
         ORDER BY id LIMIT $4",
    )
    .bind(guild)
    .bind(after)
    .bind(until)
    .bind(limit(count))
    .fetch_all::<ThreadRow>(on)
    .await?;
    let form = |row: ThreadRow| ThreadForm {
        id: row.id,
        kind: row.kind,
        name: row.name,
        parent_id: row.parent_id,
        owner_id: row.owner_id,
        root_message_id: row.root_message_id.filter(|id| id.0 < until),
        slow_mode_seconds: i32::try_from(row.slow_mode_seconds).unwrap_or(0),
        locked: row.locked,
        archived_at: row.archived_at,
        auto_archive_minutes: i32::try_from(row.auto_archive_minutes).unwrap_or(0),
        invitable: row.invitable,
        pinned: row.pinned,
        last_activity_at: row.last_activity_at,
        tag_ids: Vec::new(),
    };
    Ok(rows.into_iter().map(form).collect())
}

/// The tags of these threads.
pub async fn thread_tags(on: Executor<'_>, threads: &[ThreadForm]) -> Result<HashMap<ChannelId, Vec<TagId>>> {
    let rows = query_with(format!(
        "SELECT thread_id, tag_id FROM thread_tags WHERE thread_id IN {} ORDER BY tag_id",
        placeholders(1, 1, threads.len())
    ))
    .bind_all(threads.iter().map(|thread| thread.id))
    .fetch_all::<(ChannelId, TagId)>(on)
    .await?;
    let mut tags: HashMap<ChannelId, Vec<TagId>> = HashMap::new();
    for (thread, tag) in rows {
        tags.entry(thread).or_default().push(tag);
    }
    Ok(tags)
}

/// Who is in a guild's threads, after one.
pub async fn thread_members(
    on: Executor<'_>,
    guild: GuildId,
    after: (ChannelId, UserId),
    count: usize,
) -> Result<Vec<ThreadMemberForm>> {
    let rows = query(
        "SELECT t.thread_id, t.user_id, t.joined_at FROM thread_members t JOIN channels c ON c.id = t.thread_id
         WHERE c.guild_id = $1 AND (t.thread_id, t.user_id) > ($2, $3)
         ORDER BY t.thread_id, t.user_id LIMIT $4",
    )
    .bind(guild)
    .bind(after.0)
    .bind(after.1)
    .bind(limit(count))
    .fetch_all::<(ChannelId, UserId, Timestamp)>(on)
    .await?;
    let form = |(thread_id, user_id, joined_at)| ThreadMemberForm { thread_id, user_id, joined_at };
    Ok(rows.into_iter().map(form).collect())
}

impl From<&Membership> for MemberForm {
    fn from(member: &Membership) -> Self {
        Self {
            user_id: member.user_id,
            joined_at: member.joined_at,
            role_ids: member.roles.to_vec(),
            nickname: member.nickname.clone(),
            pronouns: member.pronouns.clone(),
            bio: member.bio.clone(),
            timeout_until: member.timeout_until,
            voice_muted: member.voice_muted,
            voice_deafened: member.voice_deafened,
            rules_pending: member.rules_pending,
            invited_by: member.invited_by,
        }
    }
}

/// The members of a guild after one, by id.
pub async fn members(db: &Db, guild: GuildId, after: UserId, count: usize) -> Result<Vec<MemberForm>> {
    let ids =
        query("SELECT user_id FROM members WHERE guild_id = $1 AND user_id > $2 ORDER BY user_id LIMIT $3")
            .bind(guild)
            .bind(after)
            .bind(limit(count))
            .fetch_all::<(UserId,)>(db.read())
            .await?;
    let ids: Vec<UserId> = ids.into_iter().map(|(id,)| id).collect();
    let mut members = guilds::sql::load_memberships(db, guild, &ids).await?;
    members.sort_by_key(|member| member.user_id);
    Ok(members.iter().map(MemberForm::from).collect())
}

/// The bans of a guild after one, by whom they are about.
pub async fn bans(on: Executor<'_>, guild: GuildId, after: UserId, count: usize) -> Result<Vec<BanForm>> {
    let rows = query(
        "SELECT user_id, banned_by, reason, created_at, expires_at FROM bans
         WHERE guild_id = $1 AND user_id > $2 ORDER BY user_id LIMIT $3",
    )
    .bind(guild)
    .bind(after)
    .bind(limit(count))
    .fetch_all::<(UserId, Option<UserId>, Option<String>, Timestamp, Option<Timestamp>)>(on)
    .await?;
    let form = |(user_id, banned_by, reason, created_at, expires_at)| BanForm {
        user_id,
        banned_by,
        reason,
        created_at,
        expires_at,
    };
    Ok(rows.into_iter().map(form).collect())
}

#[derive(sqlx::FromRow)]
struct InviteRow {
    channel_id: Option<ChannelId>,
    inviter_id: Option<UserId>,
    created_at: Timestamp,
    expires_at: Option<Timestamp>,
    max_uses: Option<i64>,
    uses: i64,
}

/// The invites of a guild, of which there are few.
pub async fn invites(on: Executor<'_>, guild: GuildId) -> Result<Vec<InviteForm>> {
    let rows = query(
        "SELECT channel_id, inviter_id, created_at, expires_at, max_uses, uses FROM invites
         WHERE guild_id = $1 ORDER BY created_at, uses, code",
    )
    .bind(guild)
    .fetch_all::<InviteRow>(on)
    .await?;
    let form = |row: InviteRow| InviteForm {
        channel_id: row.channel_id,
        inviter_id: row.inviter_id,
        created_at: row.created_at,
        expires_at: row.expires_at,
        max_uses: row.max_uses,
        uses: row.uses,
    };
    Ok(rows.into_iter().map(form).collect())
}

/// The messages of a channel after one and before `until`.
pub async fn messages(
    on: Executor<'_>,
    channel: ChannelId,
    after: MessageId,
    until: i64,
    count: usize,
) -> Result<Vec<MessageForm>> {
    let rows = query(
        "SELECT id, kind, author_id, content, edited_at FROM messages
         WHERE channel_id = $1 AND id > $2 AND id < $3 ORDER BY id LIMIT $4",
    )
    .bind(channel)
    .bind(after)
    .bind(until)
    .bind(limit(count))
    .fetch_all::<(MessageId, String, UserId, String, Option<Timestamp>)>(on)
    .await?;
    let form = |(id, kind, author_id, content, edited_at)| MessageForm {
        id,
        channel_id: channel,
        kind,
        author_id,
        content,
        edited_at,
    };
    Ok(rows.into_iter().map(form).collect())
}

#[derive(sqlx::FromRow)]
struct AuditRow {
    id: AuditEntryId,
    actor_id: UserId,
    action: String,
    target_kind: String,
    target_id: String,
    target_name: Option<String>,
    reason: Option<String>,
    changes: String,
}

/// The audit log of a guild after one line and before `until`.
pub async fn audit_log(
    on: Executor<'_>,
    guild: GuildId,
    after: i64,
    until: i64,
    count: usize,
) -> Result<Vec<AuditForm>> {
    let rows = query(
        "SELECT id, actor_id, action, target_kind, target_id, target_name, reason, changes FROM audit_entries
         WHERE guild_id = $1 AND id > $2 AND id < $3 ORDER BY id LIMIT $4",
    )
    .bind(guild)
    .bind(after)
    .bind(until)
    .bind(limit(count))
    .fetch_all::<AuditRow>(on)
    .await?;
    let form = |row: AuditRow| {
        Ok(AuditForm {
            id: row.id,
            actor_id: row.actor_id,
            action: row.action,
            target_kind: row.target_kind,
            target_id: row.target_id,
            target_name: row.target_name,
            reason: row.reason,
            changes: serde_json::from_str(&row.changes).map_err(Error::internal)?,
        })
    };
    rows.into_iter().map(form).collect()
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    id: ReportId,
    reporter_id: UserId,
    user_id: UserId,
    channel_id: Option<ChannelId>,
    message_id: Option<MessageId>,
    category: String,
    note: Option<String>,
    evidence: String,
    status: String,
    outcome: Option<String>,
    resolution_note: Option<String>,
    resolved_by: Option<UserId>,
    resolved_at: Option<Timestamp>,
}

/// The reports for a guild's own moderators after one and before `until`. Those for the operator are none of
/// the owner's business.
pub async fn reports(
    on: Executor<'_>,
    guild: GuildId,
    after: i64,
    until: i64,
    count: usize,
) -> Result<Vec<ReportForm>> {
    let rows = query(
        "SELECT id, reporter_id, user_id, channel_id, message_id, category, note, evidence, status, outcome,
         resolution_note, resolved_by, resolved_at FROM reports
         WHERE guild_id = $1 AND queue = 'GUILD' AND id > $2 AND id < $3 ORDER BY id LIMIT $4",
    )
    .bind(guild)
    .bind(after)
    .bind(until)
    .bind(limit(count))
    .fetch_all::<ReportRow>(on)
    .await?;
    let form = |row: ReportRow| {
        Ok(ReportForm {
            id: row.id,
            reporter_id: row.reporter_id,
            user_id: row.user_id,
            channel_id: row.channel_id,
            message_id: row.message_id,
            category: row.category,
            note: row.note,
            evidence: serde_json::from_str(&row.evidence).map_err(Error::internal)?,
            status: row.status,
            outcome: row.outcome,
            resolution_note: row.resolution_note,
            resolved_by: row.resolved_by,
            resolved_at: row.resolved_at,
        })
    };
    rows.into_iter().map(form).collect()
}

// --- Reading what is about one person ------------------------------------------------------------

/// A person's account.
pub async fn account(on: Executor<'_>, user: UserId) -> Result<Option<AccountForm>> {
    let row = query("SELECT id, username, display_name, email, of_age_since FROM users WHERE id = $1")
        .bind(user)
        .fetch_optional::<(UserId, String, Option<String>, String, Option<Timestamp>)>(on)
        .await?;
    let form = |(id, username, display_name, email, of_age_since)| AccountForm {
        id,
        username,
        display_name,
        email,
        of_age_since,
    };
    Ok(row.map(form))
}

/// A person's devices, as far as they are remembered.
pub async fn sessions(on: Executor<'_>, user: UserId) -> Result<Vec<SessionForm>> {
    let rows =
        query("SELECT id, user_agent, address, last_used_at FROM sessions WHERE user_id = $1 ORDER BY id")
            .bind(user)
            .fetch_all::<(SessionId, String, String, Timestamp)>(on)
            .await?;
    let form =
        |(id, user_agent, address, last_used_at)| SessionForm { id, user_agent, address, last_used_at };
    Ok(rows.into_iter().map(form).collect())
}

/// What a person wrote, after one message.
pub async fn own_messages(
    on: Executor<'_>,
    user: UserId,
    after: MessageId,
    count: usize,
) -> Result<Vec<OwnMessageForm>> {
    let rows = query(
        "SELECT id, channel_id, content, edited_at FROM messages
         WHERE author_id = $1 AND id > $2 AND kind = 'DEFAULT' ORDER BY id LIMIT $3",
    )
    .bind(user)
    .bind(after)
    .bind(limit(count))
    .fetch_all::<(MessageId, ChannelId, String, Option<Timestamp>)>(on)
    .await?;
    let form = |(id, channel_id, content, edited_at)| OwnMessageForm { id, channel_id, content, edited_at };
    Ok(rows.into_iter().map(form).collect())
}

/// How far a person has read, after one channel.
pub async fn read_states(
    on: Executor<'_>,
    user: UserId,
    after: ChannelId,
    count: usize,
) -> Result<Vec<ReadStateForm>> {
    let rows = query(
        "SELECT channel_id, last_read_id FROM read_states
         WHERE user_id = $1 AND channel_id > $2 ORDER BY channel_id LIMIT $3",
    )
    .bind(user)
    .bind(after)
    .bind(limit(count))
    .fetch_all::<(ChannelId, MessageId)>(on)
    .await?;
    let form = |(channel_id, last_read_id)| ReadStateForm { channel_id, last_read_id };
    Ok(rows.into_iter().map(form).collect())
}

/// Whom a person blocks and ignores.
pub async fn blocks(on: Executor<'_>, user: UserId) -> Result<Vec<BlockForm>> {
    let rows = query("SELECT target_id, kind, created_at FROM blocks WHERE user_id = $1 ORDER BY target_id")
        .bind(user)
        .fetch_all::<(UserId, String, Timestamp)>(on)
        .await?;
    let form = |(user_id, kind, created_at)| BlockForm { user_id, kind, created_at };
    Ok(rows.into_iter().map(form).collect())
}

/// What a person reported.
pub async fn own_reports(on: Executor<'_>, user: UserId) -> Result<Vec<OwnReportForm>> {
    let rows =
        query("SELECT id, guild_id, category, note, status FROM reports WHERE reporter_id = $1 ORDER BY id")
            .bind(user)
            .fetch_all::<(ReportId, Option<GuildId>, String, Option<String>, String)>(on)
            .await?;
    let form =
        |(id, guild_id, category, note, status)| OwnReportForm { id, guild_id, category, note, status };
    Ok(rows.into_iter().map(form).collect())
}

// --- Writing an import ---------------------------------------------------------------------------

/// A guild that is not to be seen, and not to be cleared before a time.
pub async fn insert_hidden_guild(
    tx: &mut Tx,
    guild: GuildId,
    name: &str,
    owner: UserId,
    until: Timestamp,
) -> Result<()> {
    query("INSERT INTO guilds (id, name, owner_id, deleted_at) VALUES ($1, $2, $3, $4)")
        .bind(guild)
        .bind(name)
        .bind(owner)
        .bind(until)
        .execute(tx.run())
        .await?;
    Ok(())
}

/// Shows a guild that was hidden; whether it was.
pub async fn show(tx: &mut Tx, guild: GuildId) -> Result<bool> {
    let rows = query("UPDATE guilds SET deleted_at = NULL WHERE id = $1 AND deleted_at IS NOT NULL")
        .bind(guild)
        .execute(tx.run())
        .await?;
    Ok(rows == 1)
}

/// People of elsewhere: nobody can sign in as them, and they go with their guild.
pub async fn insert_ghosts(
    tx: &mut Tx,
    guild: GuildId,
    ghosts: &[(UserId, String, Option<String>)],
) -> Result<()> {
    if ghosts.is_empty() {
        return Ok(());
    }
    let mut insert = query_with(format!(
        "INSERT INTO users (id, username, username_key, email, email_key, password_hash, display_name, kind, ghost_of)
         VALUES {}",
        placeholders(1, ghosts.len(), 9)
    ));
    for (id, username, display_name) in ghosts {
        // No name and no address has a colon, so these can neither be taken nor typed.
        let key = format!("ghost:{id}");
        insert = insert
            .bind(*id)
            .bind(username.as_str())
            .bind(key.as_str())
            .bind("")
            .bind(key.as_str())
            .bind("")
            .bind(display_name.as_deref())
            .bind("GHOST")
            .bind(guild);
    }
    insert.execute(tx.run()).await?;
    Ok(())
}

/// What roles and people may do in a channel.
pub async fn insert_overwrites(
    tx: &mut Tx,
    channel: ChannelId,
    overwrites: &[(Option<RoleId>, Option<UserId>, Permissions, Permissions)],
) -> Result<()> {
    if overwrites.is_empty() {
        return Ok(());
    }
    let mut insert = query_with(format!(
        "INSERT INTO channel_overwrites (channel_id, target_kind, target_id, allow, deny) VALUES {}",
        placeholders(1, overwrites.len(), 5)
    ));
    for (role, user, allow, deny) in overwrites {
        let (kind, target) = match (role, user) {
            (Some(role), _) => ("ROLE", role.0),
            (None, user) => ("MEMBER", user.map_or(0, |user| user.0)),
        };
        insert = insert.bind(channel).bind(kind).bind(target).bind(allow.to_db()).bind(deny.to_db());
    }
    insert.execute(tx.run()).await?;
    Ok(())
}

/// The tags of a forum.
pub async fn insert_tags(tx: &mut Tx, channel: ChannelId, tags: &[TagForm]) -> Result<()> {
    for tag in tags {
        query(
            "INSERT INTO forum_tags (id, channel_id, name, emoji, moderated, position)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(tag.id)
        .bind(channel)
        .bind(tag.name.as_str())
        .bind(tag.emoji.as_deref())
        .bind(tag.moderated)
        .bind(tag.position)
        .execute(tx.run())
        .await?;
    }
    Ok(())
}

/// What only threads have, of a thread that was just inserted: when somebody last wrote, and its tags.
pub async fn finish_thread(tx: &mut Tx, thread: &ThreadForm) -> Result<()> {
    query("UPDATE channels SET last_activity_at = $2 WHERE id = $1")
        .bind(thread.id)
        .bind(thread.last_activity_at)
        .execute(tx.run())
        .await?;
    for tag in &thread.tag_ids {
        query("INSERT INTO thread_tags (thread_id, tag_id) VALUES ($1, $2)")
            .bind(thread.id)
            .bind(*tag)
            .execute(tx.run())
            .await?;
    }
    Ok(())
}

/// From which messages threads began.
pub async fn set_roots(tx: &mut Tx, roots: &[(ChannelId, MessageId)]) -> Result<()> {
    for (thread, message) in roots {
        query("UPDATE channels SET root_message_id = $2 WHERE id = $1")
            .bind(*thread)
            .bind(*message)
            .execute(tx.run())
            .await?;
    }
    Ok(())
}

/// Who is in threads.
pub async fn insert_thread_members(tx: &mut Tx, members: &[ThreadMemberForm]) -> Result<()> {
    if members.is_empty() {
        return Ok(());
    }
    let mut insert = query_with(format!(
        "INSERT INTO thread_members (thread_id, user_id, joined_at) VALUES {}",
        placeholders(1, members.len(), 3)
    ));
    for member in members {
        insert = insert.bind(member.thread_id).bind(member.user_id).bind(member.joined_at);
    }
    insert.execute(tx.run()).await?;
    Ok(())
}

/// Members with their roles.
pub async fn insert_members(tx: &mut Tx, guild: GuildId, members: &[MemberForm]) -> Result<()> {
    if members.is_empty() {
        return Ok(());
    }
    let mut insert = query_with(format!(
        "INSERT INTO members (guild_id, user_id, joined_at, nickname, pronouns, bio, timeout_until, voice_muted,
         voice_deafened, rules_pending, invited_by) VALUES {}",
        placeholders(1, members.len(), 11)
    ));
    for member in members {
        insert = insert
            .bind(guild)
            .bind(member.user_id)
            .bind(member.joined_at)
            .bind(member.nickname.as_deref())
            .bind(member.pronouns.as_deref())
            .bind(member.bio.as_deref())
            .bind(member.timeout_until)
            .bind(member.voice_muted)
            .bind(member.voice_deafened)
            .bind(member.rules_pending)
            .bind(member.invited_by);
    }
    insert.execute(tx.run()).await?;
    let roles: Vec<(UserId, RoleId)> = members
        .iter()
        .flat_map(|member| member.role_ids.iter().map(|role| (member.user_id, *role)))
        .collect();
    for roles in roles.chunks(super::PAGE) {
        let mut insert = query_with(format!(
            "INSERT INTO member_roles (guild_id, user_id, role_id) VALUES {}",
            placeholders(1, roles.len(), 3)
        ));
        for (user, role) in roles {
            insert = insert.bind(guild).bind(*user).bind(*role);
        }
        insert.execute(tx.run()).await?;
    }
    Ok(())
}

/// Bans.
pub async fn insert_bans(tx: &mut Tx, guild: GuildId, bans: &[BanForm]) -> Result<()> {
    if bans.is_empty() {
        return Ok(());
    }
    let mut insert = query_with(format!(
        "INSERT INTO bans (guild_id, user_id, banned_by, reason, created_at, expires_at) VALUES {}",
        placeholders(1, bans.len(), 6)
    ));
    for ban in bans {
        insert = insert
            .bind(guild)
            .bind(ban.user_id)
            .bind(ban.banned_by)
            .bind(ban.reason.as_deref())
            .bind(ban.created_at)
            .bind(ban.expires_at);
    }
    insert.execute(tx.run()).await?;
    Ok(())
}

/// An invite with a code of its own.
pub async fn insert_invite(tx: &mut Tx, guild: GuildId, code: &str, invite: &InviteForm) -> Result<()> {
    query(
        "INSERT INTO invites (code, guild_id, channel_id, inviter_id, created_at, expires_at, max_uses, uses)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(code)
    .bind(guild)
    .bind(invite.channel_id)
    .bind(invite.inviter_id)
    .bind(invite.created_at)
    .bind(invite.expires_at)
    .bind(invite.max_uses)
    .bind(invite.uses)
    .execute(tx.run())
    .await?;
    Ok(())
}

/// Messages.
pub async fn insert_messages(tx: &mut Tx, messages: &[MessageForm]) -> Result<()> {
    if messages.is_empty() {
        return Ok(());
    }
    let mut insert = query_with(format!(
        "INSERT INTO messages (id, channel_id, kind, author_id, content, edited_at) VALUES {}",
        placeholders(1, messages.len(), 6)
    ));
    for message in messages {
        insert = insert
            .bind(message.id)
            .bind(message.channel_id)
            .bind(message.kind.as_str())
            .bind(message.author_id)
            .bind(message.content.as_str())
            .bind(message.edited_at);
    }
    insert.execute(tx.run()).await?;
    Ok(())
}

/// Lines of the audit log.
pub async fn insert_audit(tx: &mut Tx, guild: GuildId, entries: &[AuditForm]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut insert = query_with(format!(
        "INSERT INTO audit_entries
         (id, guild_id, actor_id, action, target_kind, target_id, target_name, reason, changes) VALUES {}",
        placeholders(1, entries.len(), 9)
    ));
    for entry in entries {
        insert = insert
            .bind(entry.id)
            .bind(guild)
            .bind(entry.actor_id)
            .bind(entry.action.as_str())
            .bind(entry.target_kind.as_str())
            .bind(entry.target_id.as_str())
            .bind(entry.target_name.as_deref())
            .bind(entry.reason.as_deref())
            .bind(serde_json::to_string(&entry.changes).map_err(Error::internal)?);
    }
    insert.execute(tx.run()).await?;
    Ok(())
}

/// Reports for the guild's own moderators.
pub async fn insert_reports(tx: &mut Tx, guild: GuildId, reports: &[ReportForm]) -> Result<()> {
    if reports.is_empty() {
        return Ok(());
    }
    let mut insert = query_with(format!(
        "INSERT INTO reports (id, guild_id, queue, reporter_id, user_id, channel_id, message_id, category, note,
         evidence, status, outcome, resolution_note, resolved_by, resolved_at) VALUES {}",
        placeholders(1, reports.len(), 15)
    ));
    for report in reports {
        insert = insert
            .bind(report.id)
            .bind(guild)
            .bind("GUILD")
            .bind(report.reporter_id)
            .bind(report.user_id)
            .bind(report.channel_id)
            .bind(report.message_id)
            .bind(report.category.as_str())
            .bind(report.note.as_deref())
            .bind(report.evidence.to_string())
            .bind(report.status.as_str())
            .bind(report.outcome.as_deref())
            .bind(report.resolution_note.as_deref())
            .bind(report.resolved_by)
            .bind(report.resolved_at);
    }
    insert.execute(tx.run()).await?;
    Ok(())
}

/// Removes up to `count` people of elsewhere who came with a guild that is gone; how many there were.
pub async fn clear_ghosts(on: Executor<'_>, guild: GuildId, count: i64) -> Result<u64> {
    query("DELETE FROM users WHERE id IN (SELECT id FROM users WHERE ghost_of = $1 LIMIT $2)")
        .bind(guild)
        .bind(count)
        .execute(on)
        .await
}
