-- Communities: roles in full, channels of all kinds, threads, moderation, what members are to each other.

-- 'PERSON'; 'GHOST': nobody can sign in as it. Ghosts stand for people of an imported server and for
-- those who deleted their account.
ALTER TABLE users ADD COLUMN kind TEXT NOT NULL DEFAULT 'PERSON';
-- Runs this installation: sees the reports that are meant for its operator.
ALTER TABLE users ADD COLUMN operator BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX users_operator ON users (id) WHERE operator;
-- When the person said that they are of age; NULL: never.
ALTER TABLE users ADD COLUMN of_age_since BIGINT;
-- Of a ghost of an imported server: which. It goes with it.
ALTER TABLE users ADD COLUMN ghost_of BIGINT;
CREATE INDEX users_ghost_of ON users (ghost_of) WHERE ghost_of IS NOT NULL;
-- Of a ghost whose account is being deleted: what is left to do. 'KEEP_MESSAGES', 'DELETE_MESSAGES'
ALTER TABLE users ADD COLUMN erasure TEXT;
CREATE INDEX users_erasure ON users (id) WHERE erasure IS NOT NULL;

ALTER TABLE guilds ADD COLUMN description TEXT;
-- Where the server itself speaks: who joined, who left.
ALTER TABLE guilds ADD COLUMN system_channel_id BIGINT;
ALTER TABLE guilds ADD COLUMN tells_joins BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE guilds ADD COLUMN tells_leaves BOOLEAN NOT NULL DEFAULT FALSE;
-- What an account must be before it may speak: 'NONE', 'LOW', 'MEDIUM', 'HIGH'.
ALTER TABLE guilds ADD COLUMN verification TEXT NOT NULL DEFAULT 'NONE';
-- Nobody joins before this.
ALTER TABLE guilds ADD COLUMN joins_paused_until BIGINT;
-- JSON: what newcomers are shown first. NULL: nothing.
ALTER TABLE guilds ADD COLUMN welcome TEXT;
-- JSON: a list of texts. NULL: none.
ALTER TABLE guilds ADD COLUMN rules TEXT;
-- Whether the rules must be accepted before one may speak.
ALTER TABLE guilds ADD COLUMN rules_required BOOLEAN NOT NULL DEFAULT FALSE;

-- 0xRRGGBB; 0: none.
ALTER TABLE roles ADD COLUMN color BIGINT NOT NULL DEFAULT 0;
-- An emoji.
ALTER TABLE roles ADD COLUMN icon TEXT;
-- Whether its members stand under a heading of their own in the member list.
ALTER TABLE roles ADD COLUMN hoist BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE roles ADD COLUMN mentionable BOOLEAN NOT NULL DEFAULT FALSE;

-- The members of a role are listed by their ids.
DROP INDEX member_roles_role;
CREATE INDEX member_roles_role ON member_roles (role_id, user_id);

ALTER TABLE members ADD COLUMN nickname TEXT;
ALTER TABLE members ADD COLUMN pronouns TEXT;
ALTER TABLE members ADD COLUMN bio TEXT;
-- Silent until then.
ALTER TABLE members ADD COLUMN timeout_until BIGINT;
ALTER TABLE members ADD COLUMN voice_muted BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE members ADD COLUMN voice_deafened BOOLEAN NOT NULL DEFAULT FALSE;
-- Has yet to accept the rules.
ALTER TABLE members ADD COLUMN rules_pending BOOLEAN NOT NULL DEFAULT FALSE;
-- Who invited them, where it is known: for those who look into a raid.
ALTER TABLE members ADD COLUMN invited_by BIGINT;

ALTER TABLE channels ADD COLUMN age_restricted BOOLEAN NOT NULL DEFAULT FALSE;
-- Nobody writes but those who manage the channel (a thread: threads).
ALTER TABLE channels ADD COLUMN locked BOOLEAN NOT NULL DEFAULT FALSE;
-- To be read, not written in. A thread that is written in comes back by itself.
ALTER TABLE channels ADD COLUMN archived_at BIGINT;
-- Of a voice channel: how many may be in it; 0: as many as like.
ALTER TABLE channels ADD COLUMN user_limit BIGINT NOT NULL DEFAULT 0;
-- Of a forum: how posts are sorted unless the reader says otherwise, and whether each needs a tag.
ALTER TABLE channels ADD COLUMN default_sort TEXT NOT NULL DEFAULT 'LATEST_ACTIVITY';
ALTER TABLE channels ADD COLUMN tag_required BOOLEAN NOT NULL DEFAULT FALSE;
-- Of a channel: after how many minutes without a message its new threads are archived.
-- Of a thread: after how many it is.
ALTER TABLE channels ADD COLUMN auto_archive_minutes BIGINT NOT NULL DEFAULT 4320;
-- Of a thread: who began it; the message it began from; whether its members may add others; when
-- somebody last wrote; whether it stands first in its forum.
ALTER TABLE channels ADD COLUMN owner_id BIGINT;
ALTER TABLE channels ADD COLUMN root_message_id BIGINT;
ALTER TABLE channels ADD COLUMN invitable BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE channels ADD COLUMN last_activity_at BIGINT;
ALTER TABLE channels ADD COLUMN pinned BOOLEAN NOT NULL DEFAULT FALSE;
-- One thread from a message.
CREATE UNIQUE INDEX channels_root_message_id ON channels (root_message_id) WHERE root_message_id IS NOT NULL;
-- The list of a channel's threads, by when somebody last wrote.
CREATE INDEX channels_threads ON channels (parent_id, last_activity_at, id) WHERE last_activity_at IS NOT NULL;

-- The threads that are to be archived when nobody has written for long.
CREATE INDEX channels_active_threads ON channels (last_activity_at)
    WHERE last_activity_at IS NOT NULL AND archived_at IS NULL;

CREATE TABLE thread_members (
    thread_id BIGINT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (thread_id, user_id)
);
CREATE INDEX thread_members_user ON thread_members (user_id);
CREATE INDEX thread_members_listed ON thread_members (thread_id, joined_at, user_id);

CREATE TABLE forum_tags (
    id BIGINT PRIMARY KEY,
    channel_id BIGINT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    emoji TEXT,
    -- Only those who manage threads give it.
    moderated BOOLEAN NOT NULL DEFAULT FALSE,
    position BIGINT NOT NULL
);
CREATE INDEX forum_tags_channel ON forum_tags (channel_id);

CREATE TABLE thread_tags (
    thread_id BIGINT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    tag_id BIGINT NOT NULL REFERENCES forum_tags (id) ON DELETE CASCADE,
    PRIMARY KEY (thread_id, tag_id)
);
CREATE INDEX thread_tags_tag ON thread_tags (tag_id, thread_id);

-- 'DEFAULT': somebody wrote it. Others are the server's own words about what `author_id` did.
ALTER TABLE messages ADD COLUMN kind TEXT NOT NULL DEFAULT 'DEFAULT';

CREATE TABLE bans (
    guild_id BIGINT NOT NULL REFERENCES guilds (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    banned_by BIGINT,
    reason TEXT,
    created_at BIGINT NOT NULL,
    -- NULL: for good.
    expires_at BIGINT,
    PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX bans_listed ON bans (guild_id, created_at, user_id);
CREATE INDEX bans_expire ON bans (expires_at) WHERE expires_at IS NOT NULL;

-- Messages that are to go: those of a person in a guild, from one id up to another, which is not among
-- them. The row goes with the last of them.
CREATE TABLE message_purges (
    guild_id BIGINT NOT NULL REFERENCES guilds (id) ON DELETE CASCADE,
    author_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    from_id BIGINT NOT NULL,
    to_id BIGINT NOT NULL,
    PRIMARY KEY (guild_id, author_id, to_id)
);

-- Who did what to whom. Rows are only ever added; they go with their server.
CREATE TABLE audit_entries (
    id BIGINT PRIMARY KEY,
    guild_id BIGINT NOT NULL REFERENCES guilds (id) ON DELETE CASCADE,
    actor_id BIGINT NOT NULL,
    action TEXT NOT NULL,
    -- 'GUILD', 'CHANNEL', 'ROLE', 'MEMBER', 'MESSAGE', 'INVITE', 'REPORT'; its id or code.
    target_kind TEXT NOT NULL,
    target_id TEXT NOT NULL,
    -- What it was called then: it may be gone.
    target_name TEXT,
    reason TEXT,
    -- JSON: [{"field": …, "before": …, "after": …}]
    changes TEXT NOT NULL
);
CREATE INDEX audit_entries_guild ON audit_entries (guild_id, id);
CREATE INDEX audit_entries_actor ON audit_entries (guild_id, actor_id, id);
CREATE INDEX audit_entries_action ON audit_entries (guild_id, action, id);
CREATE INDEX audit_entries_target ON audit_entries (guild_id, target_id, id);
-- For those who delete their account.
CREATE INDEX audit_entries_person ON audit_entries (target_id) WHERE target_kind = 'MEMBER';

CREATE TABLE reports (
    id BIGINT PRIMARY KEY,
    -- NULL: about a person outside any server; for the operator.
    guild_id BIGINT REFERENCES guilds (id) ON DELETE SET NULL,
    -- 'GUILD': the server's moderators decide; 'OPERATOR': who runs the installation.
    queue TEXT NOT NULL,
    reporter_id BIGINT NOT NULL,
    -- Who is reported: the person, or the author of the message.
    user_id BIGINT NOT NULL,
    channel_id BIGINT,
    message_id BIGINT,
    category TEXT NOT NULL,
    note TEXT,
    -- JSON: what was reported, as it was then. It stays when the original is deleted.
    evidence TEXT NOT NULL,
    -- 'OPEN', 'RESOLVED', 'DISMISSED'
    status TEXT NOT NULL,
    -- What was done: 'NONE', 'MESSAGE_DELETED', 'WARNED', 'TIMED_OUT', 'KICKED', 'BANNED'
    outcome TEXT,
    resolution_note TEXT,
    resolved_by BIGINT,
    resolved_at BIGINT
);
CREATE INDEX reports_guild ON reports (guild_id, queue, status, id);
CREATE INDEX reports_operator ON reports (queue, status, id);
CREATE INDEX reports_reporter ON reports (reporter_id, id);
-- One open report of a message by the same person.
CREATE UNIQUE INDEX reports_message_id ON reports (message_id, reporter_id, queue)
    WHERE message_id IS NOT NULL AND status = 'OPEN';
CREATE INDEX reports_user ON reports (user_id, reporter_id, status);

-- What one person wants to have to do with another.
CREATE TABLE blocks (
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- 'BLOCK' or 'IGNORE'
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, target_id)
);
CREATE INDEX blocks_target ON blocks (target_id);
