/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AddThreadMemberInput = {
  threadId: string;
  userId: string;
};

export type ArchiveChannelInput = {
  archived: boolean;
  channelId: string;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
};

/** What somebody did. */
export type AuditAction =
  /** Put channels elsewhere. */
  | 'CHANNELS_MOVED'
  /** Made a channel or category. */
  | 'CHANNEL_CREATED'
  /** Deleted a channel or category. */
  | 'CHANNEL_DELETED'
  /** Changed a channel or category. */
  | 'CHANNEL_UPDATED'
  /** Exported the server. */
  | 'GUILD_EXPORTED'
  /** Changed the server itself. */
  | 'GUILD_UPDATED'
  /** Made an invite. */
  | 'INVITE_CREATED'
  /** Revoked an invite. */
  | 'INVITE_REVOKED'
  /** Paused joins, or let people in again. */
  | 'JOINS_PAUSED'
  /** Removed many who were not seen for long. */
  | 'MEMBERS_PRUNED'
  /** Banned somebody. */
  | 'MEMBER_BANNED'
  /** Removed a member, who may come back. */
  | 'MEMBER_KICKED'
  /** Gave a member roles or took them. */
  | 'MEMBER_ROLES_UPDATED'
  /** Silenced a member for a while, or let them speak again. */
  | 'MEMBER_TIMED_OUT'
  /** Lifted a ban. */
  | 'MEMBER_UNBANNED'
  /** Changed a member: a name, a voice flag. */
  | 'MEMBER_UPDATED'
  /** Deleted many messages at once. */
  | 'MESSAGES_DELETED'
  /** Deleted a message that somebody else wrote. */
  | 'MESSAGE_DELETED'
  /** Set or took away what a channel allows and denies. */
  | 'OVERWRITES_UPDATED'
  /** Handed the server over. */
  | 'OWNERSHIP_TRANSFERRED'
  /** Decided on a report. */
  | 'REPORT_RESOLVED'
  /** Put roles in another order. */
  | 'ROLES_MOVED'
  /** Made a role. */
  | 'ROLE_CREATED'
  /** Deleted a role. */
  | 'ROLE_DELETED'
  /** Changed a role. */
  | 'ROLE_UPDATED'
  /** Deleted a thread. */
  | 'THREAD_DELETED'
  /** Changed a thread that somebody else began. */
  | 'THREAD_UPDATED';

/**
 * Which entries; what is left out asks for nothing. `before` and `after` are times, `query` is looked for in
 * the target's name and the reason.
 */
export type AuditLogFilter = {
  action?: AuditAction | null | undefined;
  actorId?: string | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
  query?: string | null | undefined;
  targetId?: string | null | undefined;
};

/** The kinds of targets. */
export type AuditTargetKind =
  /** A channel, category or thread. */
  | 'CHANNEL'
  /** The server itself. */
  | 'GUILD'
  /** An invite. */
  | 'INVITE'
  /** A person. */
  | 'MEMBER'
  /** A message. */
  | 'MESSAGE'
  /** A report. */
  | 'REPORT'
  /** A role. */
  | 'ROLE';

/** `deleteMessageSeconds` 0 to 604800 (7 days); `durationSeconds` 60 to five years, left out: for good. */
export type BanMemberInput = {
  deleteMessageSeconds?: number;
  durationSeconds?: number | null | undefined;
  guildId: string;
  reason?: string | null | undefined;
  userId: string;
};

/** How much somebody wants to be left alone by another. */
export type BlockKind =
  /** Have nothing to do with them. */
  | 'BLOCK'
  /** See less of them. */
  | 'IGNORE';

export type ChangePasswordInput = {
  currentPassword: string;
  newPassword: string;
};

/** What came of it. */
export type ChangePasswordStatus =
  /** The new one is in force, and all other devices are signed out. */
  | 'CHANGED'
  /** The current one was not right; nothing changed. */
  | 'WRONG_PASSWORD';

/** What a channel is. */
export type ChannelKind =
  /** Messages that few write and many read. */
  | 'ANNOUNCEMENT'
  /** A heading that channels stand under. Holds no messages and no other category. */
  | 'CATEGORY'
  /** Posts, each a thread of its own. Holds no messages itself. */
  | 'FORUM'
  /** A conversation beside a channel, for those who were added. */
  | 'PRIVATE_THREAD'
  /** A conversation beside a channel, for all who see the channel. */
  | 'PUBLIC_THREAD'
  /** Messages. */
  | 'TEXT'
  /** People who talk, and messages beside it. */
  | 'VOICE';

/** Where one channel goes. Every sibling that is to change its place is named. */
export type ChannelMove = {
  id: string;
  parentId?: string | null | undefined;
  position: number;
};

export type CreateChannelInput = {
  ageRestricted?: boolean | null | undefined;
  guildId: string;
  kind: ChannelKind;
  name: string;
  parentId?: string | null | undefined;
  /** Whether only the caller and those named see it. */
  private?: boolean | null | undefined;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
  /** The roles that see it, where it is private. */
  roleIds?: Array<string>;
  slowModeSeconds?: number | null | undefined;
  topic?: string | null | undefined;
  /** The members who see it, where it is private. */
  userIds?: Array<string>;
  /** Of a voice channel: 0 (as many as like) to 99. */
  userLimit?: number | null | undefined;
};

export type CreateGuildInput = {
  name: string;
};

/** `maxUses` 1 to 1000, `expiresInSeconds` 60 to 30 days; left out: no limit. Default of the client: 7 days. */
export type CreateInviteInput = {
  channelId?: string | null | undefined;
  expiresInSeconds?: number | null | undefined;
  guildId: string;
  maxUses?: number | null | undefined;
};

/** What is left out is none, or `false`. */
export type CreateRoleInput = {
  /** 0xRRGGBB; 0: none. */
  color?: number | null | undefined;
  guildId: string;
  hoist?: boolean | null | undefined;
  /** One emoji. */
  icon?: string | null | undefined;
  mentionable?: boolean | null | undefined;
  /** 1 to 100 characters. */
  name: string;
  permissions?: Array<Permission> | null | undefined;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
};

/**
 * `content`: the first message, which a post of a forum needs; `nonce`: at most 64 characters of the caller's
 * choice; a second thread with the same nonce beside the same channel answers with the first.
 */
export type CreateThreadInput = {
  autoArchiveMinutes?: number | null | undefined;
  channelId: string;
  content?: string | null | undefined;
  messageId?: string | null | undefined;
  name: string;
  nonce?: string | null | undefined;
  private?: boolean;
  tagIds?: Array<string>;
};

export type DeleteAccountInput = {
  /** Whether what one wrote goes too. Otherwise it stays, without one's name. */
  deleteMessages: boolean;
  password: string;
};

/** What came of it. */
export type DeleteAccountStatus =
  /** The account is gone. */
  | 'DELETED'
  /** Servers would be left without an owner; nothing changed. */
  | 'OWNS_SERVERS'
  /** The password was not right; nothing changed. */
  | 'WRONG_PASSWORD';

/** 2 to 100 messages. */
export type DeleteMessagesInput = {
  channelId: string;
  ids: Array<string>;
  reason?: string | null | undefined;
};

export type DeleteOverwriteInput = {
  channelId: string;
  /** That the caller knows that they take `MANAGE_ROLES` from themself here. */
  confirm?: boolean;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
  /** Of this role, or */
  roleId?: string | null | undefined;
  /** of this member. */
  userId?: string | null | undefined;
};

export type DeleteRoleInput = {
  /** That the caller knows that they take `MANAGE_ROLES` from themself. */
  confirm?: boolean;
  id: string;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
};

export type DeleteThreadInput = {
  id: string;
  reason?: string | null | undefined;
};

export type EditMessageInput = {
  content: string;
  id: string;
};

export type ExplainPermissionsInput = {
  /** In this channel or thread, which the caller must see; left out: in the server as a whole. */
  channelId?: string | null | undefined;
  guildId: string;
  /** Whose; others' need `MANAGE_ROLES`. */
  userId: string;
};

/** How the posts of a forum are sorted. */
export type ForumSort =
  /** What was begun last comes first. */
  | 'CREATION_DATE'
  /** Where somebody wrote last comes first. */
  | 'LATEST_ACTIVITY';

export type KickMemberInput = {
  guildId: string;
  reason?: string | null | undefined;
  userId: string;
};

export type LockChannelInput = {
  channelId: string;
  locked: boolean;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
};

export type MemberRolesChangeInput = {
  add?: Array<string>;
  remove?: Array<string>;
  userId: string;
};

/** Whether somebody wrote a message, or the server tells in it what somebody did. */
export type MessageKind =
  /** Its author wrote it. */
  | 'DEFAULT'
  /** Its author joined the server. */
  | 'MEMBER_JOINED'
  /** Its author left the server. */
  | 'MEMBER_LEFT'
  /** Its author gave the thread or group another name, which is the text. */
  | 'NAME_CHANGED'
  /** Its author began a thread; the text is `id name` of the thread. */
  | 'THREAD_CREATED';

export type MoveChannelsInput = {
  guildId: string;
  moves: Array<ChannelMove>;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
};

export type MoveRolesInput = {
  guildId: string;
  /** All roles but `@everyone`, the highest first. */
  order: Array<string>;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
};

export type OverwriteChangeInput = {
  allow: Array<Permission>;
  channelId: string;
  deny: Array<Permission>;
  /** Of this role, or */
  roleId?: string | null | undefined;
  /** of this member. */
  userId?: string | null | undefined;
};

/** `durationSeconds` up to 86400 (a day); 0 ends a pause. */
export type PauseJoinsInput = {
  durationSeconds: number;
  guildId: string;
  reason?: string | null | undefined;
};

/** One permission, as the API names it. */
export type Permission =
  /** React to messages. */
  | 'ADD_REACTIONS'
  /** Everything, in every channel. */
  | 'ADMINISTRATOR'
  /** Send files. */
  | 'ATTACH_FILES'
  /** Remove members for good. */
  | 'BAN_MEMBERS'
  /** Not wait in slow mode. */
  | 'BYPASS_SLOWMODE'
  /** Change one's own nickname. */
  | 'CHANGE_NICKNAME'
  /** Join voice. */
  | 'CONNECT'
  /** Add events. */
  | 'CREATE_EVENTS'
  /** Add emojis, stickers and sounds. */
  | 'CREATE_EXPRESSIONS'
  /** Make invites. */
  | 'CREATE_INVITE'
  /** Start threads for the invited. */
  | 'CREATE_PRIVATE_THREADS'
  /** Start threads that all can see. */
  | 'CREATE_PUBLIC_THREADS'
  /** Deafen members in voice. */
  | 'DEAFEN_MEMBERS'
  /** Have links previewed. */
  | 'EMBED_LINKS'
  /** Remove members, who may come back. */
  | 'KICK_MEMBERS'
  /** Make, change and delete channels. */
  | 'MANAGE_CHANNELS'
  /** Change and delete anyone's events. */
  | 'MANAGE_EVENTS'
  /** Change and delete anyone's emojis, stickers and sounds. */
  | 'MANAGE_EXPRESSIONS'
  /** Rename the server, see and revoke its invites. */
  | 'MANAGE_GUILD'
  /** Delete other people's messages. */
  | 'MANAGE_MESSAGES'
  /** Change others' nicknames. */
  | 'MANAGE_NICKNAMES'
  /** Make, change and give roles below one's own. */
  | 'MANAGE_ROLES'
  /** Rename, archive and delete threads. */
  | 'MANAGE_THREADS'
  /** Manage webhooks. */
  | 'MANAGE_WEBHOOKS'
  /** Notify everyone at once. */
  | 'MENTION_EVERYONE'
  /** Silence members for a while. */
  | 'MODERATE_MEMBERS'
  /** Move members between voice channels. */
  | 'MOVE_MEMBERS'
  /** Mute members in voice. */
  | 'MUTE_MEMBERS'
  /** Pin messages. */
  | 'PIN_MESSAGES'
  /** Be heard above others. */
  | 'PRIORITY_SPEAKER'
  /** Read what was written before. */
  | 'READ_MESSAGE_HISTORY'
  /** Write. */
  | 'SEND_MESSAGES'
  /** Write in threads. */
  | 'SEND_MESSAGES_IN_THREADS'
  /** Speak in voice. */
  | 'SPEAK'
  /** Share camera and screen. */
  | 'STREAM'
  /** Use emojis of other servers. */
  | 'USE_EXTERNAL_EMOJIS'
  /** Use stickers of other servers. */
  | 'USE_EXTERNAL_STICKERS'
  /** Speak without push-to-talk. */
  | 'USE_VOICE_ACTIVITY'
  /** Read the audit log. */
  | 'VIEW_AUDIT_LOG'
  /** See the channel at all. */
  | 'VIEW_CHANNEL';

/** A change that is not made yet: one of these. */
export type PermissionChangeInput =
  {   /** What `deleteRole` would do. */
  deleteRole: string; editRole?: never; setMemberRoles?: never; setOverwrite?: never; }
  |  { deleteRole?: never;   /** What `updateRole` would do to the permissions. */
  editRole: RoleChangeInput; setMemberRoles?: never; setOverwrite?: never; }
  |  { deleteRole?: never; editRole?: never;   /** What `setMemberRoles` would do. */
  setMemberRoles: MemberRolesChangeInput; setOverwrite?: never; }
  |  { deleteRole?: never; editRole?: never; setMemberRoles?: never;   /** What `setOverwrite` would do. */
  setOverwrite: OverwriteChangeInput; };

/** The step that had the last word on a permission. */
export type PermissionRule =
  /** A role allows everything. */
  | 'ADMINISTRATOR'
  /** Who does not see a channel can do nothing in it. */
  | 'CANNOT_SEE'
  /** The channel allows or denies it to `@everyone`. */
  | 'EVERYONE_OVERWRITE'
  /** `@everyone` allows it. */
  | 'EVERYONE_ROLE'
  /** The channel is locked. */
  | 'LOCKED'
  /** The channel allows or denies it to the member. */
  | 'MEMBER_OVERWRITE'
  /** No role allows it. */
  | 'NOT_GIVEN'
  /** Whoever owns the server may do everything. */
  | 'OWNER'
  /** A role allows it. */
  | 'ROLE'
  /** The channel allows or denies it to a role. */
  | 'ROLE_OVERWRITE'
  /** The member has yet to accept the rules. */
  | 'RULES_PENDING'
  /** In a thread it is what the channel says of writing in threads. */
  | 'THREAD_OF'
  /** A moderator silenced the member for a while. */
  | 'TIMED_OUT'
  /** The account or the membership is too new. */
  | 'UNVERIFIED';

export type PreviewPermissionsInput = {
  change: PermissionChangeInput;
  /** How many changes to name, at most 200. */
  first?: number | null | undefined;
  guildId: string;
};

/** `days` 1 to 30. Members with roles stay, unless all their roles are named. */
export type PruneMembersInput = {
  days: number;
  guildId: string;
  reason?: string | null | undefined;
  roleIds?: Array<string>;
};

export type RemoveThreadMemberInput = {
  threadId: string;
  userId: string;
};

/** What is wrong. */
export type ReportCategory =
  /** Somebody is not left in peace. */
  | 'HARASSMENT'
  /** Hatred of people for what they are. */
  | 'HATE'
  /** Against the law. */
  | 'ILLEGAL'
  /** What the note says. */
  | 'OTHER'
  /** Somebody may harm themselves. */
  | 'SELF_HARM'
  /** Sexual content where it does not belong. */
  | 'SEXUAL'
  /** Unwanted advertising, or the same again and again. */
  | 'SPAM'
  /** Violence, or the threat of it. */
  | 'VIOLENCE';

/** `note`: at most 1000 characters. `toOperator`: not the server's moderators are to decide. */
export type ReportMessageInput = {
  category: ReportCategory;
  messageId: string;
  note?: string | null | undefined;
  toOperator?: boolean;
};

/** What was done. */
export type ReportOutcome =
  /** The person was banned. */
  | 'BANNED'
  /** The person was removed. */
  | 'KICKED'
  /** The message was deleted. */
  | 'MESSAGE_DELETED'
  /** Nothing, or what the note says. */
  | 'NONE'
  /** The person was silenced for a while. */
  | 'TIMED_OUT'
  /** The person was warned. */
  | 'WARNED';

/** Who decides on a report. */
export type ReportQueue =
  /** The moderators of the server. */
  | 'GUILD'
  /** The operator of the installation. */
  | 'OPERATOR';

/** How far a report has come. */
export type ReportStatus =
  /** Somebody found nothing to do. */
  | 'DISMISSED'
  /** Nobody has decided yet. */
  | 'OPEN'
  /** Somebody saw to it. */
  | 'RESOLVED';

/** `guildId`: its moderators decide; left out, the operator does. `note`: at most 1000 characters. */
export type ReportUserInput = {
  category: ReportCategory;
  guildId?: string | null | undefined;
  note?: string | null | undefined;
  userId: string;
};

/**
 * `status`: RESOLVED or DISMISSED. `outcome` goes with RESOLVED. `note`: at most 1000 characters; the reporter
 * does not see it.
 */
export type ResolveReportInput = {
  id: string;
  note?: string | null | undefined;
  outcome?: ReportOutcome | null | undefined;
  status: ReportStatus;
};

/**
 * Why a member is held back, whatever their roles allow. It holds neither the owner nor whoever has
 * `ADMINISTRATOR`.
 */
export type Restraint =
  /** They have yet to accept the guild's rules. */
  | 'RULES_PENDING'
  /** A moderator silenced them for a while. */
  | 'TIMED_OUT'
  /** Their account or membership is newer than the guild asks for. */
  | 'UNVERIFIED';

export type RoleChangeInput = {
  id: string;
  permissions: Array<Permission>;
};

/**
 * `nonce`: at most 64 characters of the sender's choice; a second send with the same nonce in the
 * same channel answers with the first message.
 */
export type SendMessageInput = {
  channelId: string;
  content: string;
  nonce?: string | null | undefined;
};

export type SetChannelPrivateInput = {
  channelId: string;
  /** That the caller knows that they take the channel from themself. */
  confirm?: boolean;
  private: boolean;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
  /** The roles that see it, where it is private. */
  roleIds?: Array<string>;
  /** The members who see it, where it is private. */
  userIds?: Array<string>;
};

export type SetMemberRolesInput = {
  /** The roles to give. */
  add?: Array<string>;
  /** That the caller knows that they take `MANAGE_ROLES` from themself. */
  confirm?: boolean;
  guildId: string;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
  /** The roles to take. */
  remove?: Array<string>;
  userId: string;
};

/** A flag left out stays as it is. */
export type SetMemberVoiceInput = {
  deafened?: boolean | null | undefined;
  guildId: string;
  muted?: boolean | null | undefined;
  reason?: string | null | undefined;
  userId: string;
};

export type SetOverwriteInput = {
  allow: Array<Permission>;
  channelId: string;
  /** That the caller knows that they take `MANAGE_ROLES` from themself here. */
  confirm?: boolean;
  deny: Array<Permission>;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
  /** Of this role, or */
  roleId?: string | null | undefined;
  /** of this member. */
  userId?: string | null | undefined;
};

export type SyncChannelInput = {
  channelId: string;
  /** That the caller knows that they take `MANAGE_ROLES` from themself here. */
  confirm?: boolean;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
};

/** Which threads to list. */
export type ThreadFilter = {
  /** Those that are archived, or those that are not. */
  archived?: boolean;
  /** Those that the caller is in, or is not in. */
  joined?: boolean | null | undefined;
  /** Those with one of these tags. */
  tagIds?: Array<string>;
};

/** `durationSeconds` 60 to 2419200 (28 days); null or left out: ends it. */
export type TimeoutMemberInput = {
  durationSeconds?: number | null | undefined;
  guildId: string;
  reason?: string | null | undefined;
  userId: string;
};

export type TransferOwnershipInput = {
  guildId: string;
  /** The caller's own. */
  password: string;
  /** The member who is to own it. */
  userId: string;
};

export type UnbanMemberInput = {
  guildId: string;
  reason?: string | null | undefined;
  userId: string;
};

/** A field left out stays as it is; `topic: null` and `""` clear the topic. */
export type UpdateChannelInput = {
  ageRestricted?: boolean | null | undefined;
  /** After how many minutes without a message new threads are archived: 60, 1440, 4320 or 10080. */
  autoArchiveMinutes?: number | null | undefined;
  /** Of a forum. */
  defaultSort?: ForumSort | null | undefined;
  id: string;
  /** `TEXT` becomes `ANNOUNCEMENT`, and back; what the channel allows and denies stays. */
  kind?: ChannelKind | null | undefined;
  name?: string | null | undefined;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
  slowModeSeconds?: number | null | undefined;
  /** Of a forum. */
  tagRequired?: boolean | null | undefined;
  topic?: string | null | undefined;
  /** Of a voice channel: 0 (as many as like) to 99. */
  userLimit?: number | null | undefined;
};

/** A field left out stays as it is. */
export type UpdateGuildInput = {
  /** At most 1024 characters; null and "" take it away. */
  description?: string | null | undefined;
  id: string;
  name?: string | null | undefined;
  /** For the audit log. */
  reason?: string | null | undefined;
  /** At most 16, each of at most 500 characters. */
  rules?: Array<string> | null | undefined;
  rulesRequired?: boolean | null | undefined;
  /** A text channel; null: the server says nothing. */
  systemChannelId?: string | null | undefined;
  tellsJoins?: boolean | null | undefined;
  tellsLeaves?: boolean | null | undefined;
  verification?: Verification | null | undefined;
  /** null takes it away. */
  welcome?: WelcomeInput | null | undefined;
};

/** A field left out stays as it is; null and "" take it away. */
export type UpdateMemberInput = {
  /** At most 500 characters. One's own only. */
  bio?: string | null | undefined;
  guildId: string;
  /** At most 32 characters. */
  nickname?: string | null | undefined;
  /** At most 40 characters. One's own only. */
  pronouns?: string | null | undefined;
  /** For the audit log, where it is somebody else's. */
  reason?: string | null | undefined;
  userId: string;
};

export type UpdateProfileInput = {
  displayName?: string | null | undefined;
};

/** A field left out stays as it is; `icon: null` and `""` clear the icon. */
export type UpdateRoleInput = {
  color?: number | null | undefined;
  /** That the caller knows that they take `MANAGE_ROLES` from themself. */
  confirm?: boolean;
  hoist?: boolean | null | undefined;
  icon?: string | null | undefined;
  id: string;
  mentionable?: boolean | null | undefined;
  name?: string | null | undefined;
  permissions?: Array<Permission> | null | undefined;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
};

/** A field left out stays as it is. */
export type UpdateThreadInput = {
  archived?: boolean | null | undefined;
  autoArchiveMinutes?: number | null | undefined;
  id: string;
  invitable?: boolean | null | undefined;
  locked?: boolean | null | undefined;
  name?: string | null | undefined;
  pinned?: boolean | null | undefined;
  reason?: string | null | undefined;
  slowModeSeconds?: number | null | undefined;
  tagIds?: Array<string> | null | undefined;
};

/** What an account must be before it may speak. Members with a role are trusted and need not wait. */
export type Verification =
  /** An account older than a day that has been a member for ten minutes. */
  | 'HIGH'
  /** An account older than five minutes. */
  | 'LOW'
  /** An account older than a day. */
  | 'MEDIUM'
  /** Anything. */
  | 'NONE';

export type WelcomeChannelInput = {
  channelId: string;
  emoji?: string | null | undefined;
  /** At most 100 characters. */
  text: string;
};

/** What newcomers are shown first. */
export type WelcomeInput = {
  /** At most 5, each seen by everybody. */
  channels: Array<WelcomeChannelInput>;
  /** At most 300 characters. */
  text: string;
};

export type InstanceQueryVariables = Exact<{ [key: string]: never; }>;


export type InstanceQuery = { instance: { name: string, version: string, signUpOpen: boolean, limits: { messageLength: number, guildsPerUser: number, channelsPerGuild: number, guildNameLength: number, channelNameLength: number, topicLength: number, usernameLength: number, displayNameLength: number, passwordMinLength: number } } };

export type AccountQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountQuery = { account: { email: string, operator: boolean, ofAge: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } } };

export type SessionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SessionsQuery = { sessions: { nodes: Array<{ id: string, current: boolean, userAgent: string, address: string, createdAt: string, lastUsedAt: string }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type UpdateProfileMutation = { updateProfile: { user: { id: string, username: string, displayName: string | null, createdAt: string } } };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { status: ChangePasswordStatus } };

export type RevokeSessionMutationVariables = Exact<{
  id: string;
}>;


export type RevokeSessionMutation = { revokeSession: { id: string } };

export type ConfirmAgeMutationVariables = Exact<{
  ofAge: boolean;
}>;


export type ConfirmAgeMutation = { confirmAge: { ofAge: boolean } };

export type DeleteAccountMutationVariables = Exact<{
  input: DeleteAccountInput;
}>;


export type DeleteAccountMutation = { deleteAccount: { status: DeleteAccountStatus, ownedServers: Array<{ id: string, name: string }> } };

export type BlocksQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type BlocksQuery = { blocks: { nodes: Array<{ kind: BlockKind, createdAt: string, user: { id: string, username: string, displayName: string | null, createdAt: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type BlockUserMutationVariables = Exact<{
  userId: string;
}>;


export type BlockUserMutation = { blockUser: { block: { kind: BlockKind, createdAt: string, user: { id: string, username: string, displayName: string | null, createdAt: string } } } };

export type IgnoreUserMutationVariables = Exact<{
  userId: string;
}>;


export type IgnoreUserMutation = { ignoreUser: { block: { kind: BlockKind, createdAt: string, user: { id: string, username: string, displayName: string | null, createdAt: string } } } };

export type UnblockUserMutationVariables = Exact<{
  userId: string;
}>;


export type UnblockUserMutation = { unblockUser: { userId: string } };

export type ChannelQueryVariables = Exact<{
  id: string;
}>;


export type ChannelQuery = { channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> } | null };

export type CreateChannelMutationVariables = Exact<{
  input: CreateChannelInput;
}>;


export type CreateChannelMutation = { createChannel: { channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> } } };

export type UpdateChannelMutationVariables = Exact<{
  input: UpdateChannelInput;
}>;


export type UpdateChannelMutation = { updateChannel: { channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> } } };

export type DeleteChannelMutationVariables = Exact<{
  id: string;
}>;


export type DeleteChannelMutation = { deleteChannel: { id: string } };

export type MoveChannelsMutationVariables = Exact<{
  input: MoveChannelsInput;
}>;


export type MoveChannelsMutation = { moveChannels: { channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } };

export type ChannelDetailQueryVariables = Exact<{
  id: string;
}>;


export type ChannelDetailQuery = { channel: { id: string, userLimit: number, autoArchiveMinutes: number, defaultSort: ForumSort, tagRequired: boolean } | null };

export type LockChannelMutationVariables = Exact<{
  input: LockChannelInput;
}>;


export type LockChannelMutation = { lockChannel: { channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> } } };

export type ArchiveChannelMutationVariables = Exact<{
  input: ArchiveChannelInput;
}>;


export type ArchiveChannelMutation = { archiveChannel: { channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> } } };

export type EventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EventsSubscription = { events: { cursor: string, event:
      | { __typename: 'BlockChanged', userId: string, kind: BlockKind | null }
      | { __typename: 'ChannelCreated', guildId: string, channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null } }
      | { __typename: 'ChannelDeleted', guildId: string, id: string }
      | { __typename: 'ChannelUpdated', guildId: string, channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null } }
      | { __typename: 'GuildAccessChanged', guildId: string }
      | { __typename: 'GuildJoined', guildId: string, name: string }
      | { __typename: 'GuildLeft', guildId: string }
      | { __typename: 'GuildMemberJoined', guildId: string, member: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } } }
      | { __typename: 'GuildMemberLeft', guildId: string, userId: string }
      | { __typename: 'GuildMemberUpdated', guildId: string, member: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } } }
      | { __typename: 'GuildMembersPruned', guildId: string, count: number }
      | { __typename: 'GuildUpdated', guildId: string, name: string, ownerId: string, description: string | null, verification: Verification, rulesRequired: boolean, joinsPausedUntil: string | null }
      | { __typename: 'MessageCreated', nonce: string | null, message: { id: string, kind: MessageKind, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } }
      | { __typename: 'MessageDeleted', id: string, channelId: string }
      | { __typename: 'MessageUpdated', message: { id: string, kind: MessageKind, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } }
      | { __typename: 'MessagesDeleted', channelId: string, ids: Array<string> }
      | { __typename: 'ReadStateChanged', channelId: string, lastReadMessageId: string }
      | { __typename: 'Ready', userId: string }
      | { __typename: 'ReportCreated', reportId: string, inGuild: string | null }
      | { __typename: 'ReportUpdated', reportId: string, status: ReportStatus }
      | { __typename: 'ResyncRequired', reason: string }
      | { __typename: 'RoleCreated', guildId: string, role: { id: string, name: string, position: number, color: number, icon: string | null, hoist: boolean, mentionable: boolean, permissions: Array<Permission>, memberCount: number } }
      | { __typename: 'RoleDeleted', guildId: string, id: string }
      | { __typename: 'RoleUpdated', guildId: string, role: { id: string, name: string, position: number, color: number, icon: string | null, hoist: boolean, mentionable: boolean, permissions: Array<Permission>, memberCount: number } }
      | { __typename: 'RolesMoved', guildId: string }
      | { __typename: 'ThreadCreated', guildId: string, thread: { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, ownerId: string | null } }
      | { __typename: 'ThreadDeleted', guildId: string, id: string, parentId: string | null }
      | { __typename: 'ThreadMembersChanged', threadId: string, added: Array<string>, removed: Array<string> }
      | { __typename: 'ThreadUpdated', guildId: string, thread: { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, ownerId: string | null } }
      | { __typename: 'UserUpdated', user: { id: string, username: string, displayName: string | null, createdAt: string } }
     } };

export type UserFieldsFragment = { id: string, username: string, displayName: string | null, createdAt: string };

export type MessageFieldsFragment = { id: string, kind: MessageKind, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> };

export type ChannelInfoFieldsFragment = { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null };

export type ChannelFieldsFragment = { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> };

export type ChannelDetailFieldsFragment = { id: string, userLimit: number, autoArchiveMinutes: number, defaultSort: ForumSort, tagRequired: boolean };

export type ChannelOverwriteFieldsFragment = { syncedWithParent: boolean | null, id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission>, overwrites: Array<{ allow: Array<Permission>, deny: Array<Permission>, role: { id: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null }> };

export type RoleFieldsFragment = { id: string, name: string, position: number, color: number, icon: string | null, hoist: boolean, mentionable: boolean, permissions: Array<Permission>, memberCount: number };

export type MemberFieldsFragment = { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } };

export type GuildFieldsFragment = { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, description: string | null, systemChannelId: string | null, verification: Verification, joinsPausedUntil: string | null, rules: Array<string>, rulesRequired: boolean, viewerPermissions: Array<Permission>, viewerMember: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } }, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> };

export type InviteFieldsFragment = { code: string, url: string, guildId: string, channelId: string | null, createdAt: string, expiresAt: string | null, maxUses: number | null, uses: number, inviter: { id: string, username: string, displayName: string | null, createdAt: string } | null };

export type GuildDetailFieldsFragment = { id: string, tellsJoins: boolean, tellsLeaves: boolean, welcome: { text: string, channels: Array<{ channelId: string, emoji: string | null, text: string }> } | null };

export type BanFieldsFragment = { reason: string | null, createdAt: string, expiresAt: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string }, bannedBy: { id: string, username: string, displayName: string | null, createdAt: string } | null };

export type AuditEntryFieldsFragment = { id: string, createdAt: string, action: AuditAction | null, targetKind: AuditTargetKind | null, targetId: string, targetName: string | null, reason: string | null, actor: { id: string, username: string, displayName: string | null, createdAt: string } | null, targetUser: { id: string, username: string, displayName: string | null, createdAt: string } | null, changes: Array<{ field: string, before: string | null, after: string | null }> };

export type ReportFieldsFragment = { id: string, createdAt: string, category: ReportCategory, note: string | null, queue: ReportQueue, status: ReportStatus, outcome: ReportOutcome | null, resolutionNote: string | null, resolvedAt: string | null, guildId: string | null, channelId: string | null, messageId: string | null, resolvedBy: { id: string, username: string, displayName: string | null, createdAt: string } | null, reporter: { id: string, username: string, displayName: string | null, createdAt: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null, message: { id: string, content: string } | null, evidence: { content: string | null, createdAt: string | null, editedAt: string | null, channelName: string | null, username: string, displayName: string | null, nickname: string | null, bio: string | null, context: Array<{ authorName: string, content: string, createdAt: string, author: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } };

export type BlockFieldsFragment = { kind: BlockKind, createdAt: string, user: { id: string, username: string, displayName: string | null, createdAt: string } };

export type ThreadInfoFieldsFragment = { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, ownerId: string | null };

export type HomeQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeQuery = { viewer: { id: string, username: string, displayName: string | null, createdAt: string }, myGuilds: Array<{ id: string, name: string, ownerId: string, createdAt: string, memberCount: number, description: string | null, systemChannelId: string | null, verification: Verification, joinsPausedUntil: string | null, rules: Array<string>, rulesRequired: boolean, viewerPermissions: Array<Permission>, viewerMember: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } }, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> }> };

export type GuildQueryVariables = Exact<{
  id: string;
}>;


export type GuildQuery = { guild: { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, description: string | null, systemChannelId: string | null, verification: Verification, joinsPausedUntil: string | null, rules: Array<string>, rulesRequired: boolean, viewerPermissions: Array<Permission>, viewerMember: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } }, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } | null };

export type MyReadStatesQueryVariables = Exact<{ [key: string]: never; }>;


export type MyReadStatesQuery = { myGuilds: Array<{ id: string, readStates: Array<{ channelId: string, lastReadMessageId: string | null }> }> };

export type ReadStatesQueryVariables = Exact<{
  guildId: string;
}>;


export type ReadStatesQuery = { readStates: Array<{ channelId: string, lastReadMessageId: string | null }> };

export type MembersQueryVariables = Exact<{
  guildId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type MembersQuery = { guild: { id: string, memberCount: number, members: { nodes: Array<{ joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type CreateGuildMutationVariables = Exact<{
  input: CreateGuildInput;
}>;


export type CreateGuildMutation = { createGuild: { guild: { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, description: string | null, systemChannelId: string | null, verification: Verification, joinsPausedUntil: string | null, rules: Array<string>, rulesRequired: boolean, viewerPermissions: Array<Permission>, viewerMember: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } }, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } } };

export type GuildDetailQueryVariables = Exact<{
  id: string;
}>;


export type GuildDetailQuery = { guild: { id: string, tellsJoins: boolean, tellsLeaves: boolean, welcome: { text: string, channels: Array<{ channelId: string, emoji: string | null, text: string }> } | null } | null };

export type UpdateGuildMutationVariables = Exact<{
  input: UpdateGuildInput;
}>;


export type UpdateGuildMutation = { updateGuild: { guild: { id: string, name: string, description: string | null, systemChannelId: string | null, verification: Verification, rules: Array<string>, rulesRequired: boolean, tellsJoins: boolean, tellsLeaves: boolean, welcome: { text: string, channels: Array<{ channelId: string, emoji: string | null, text: string }> } | null } } };

export type DeleteGuildMutationVariables = Exact<{
  id: string;
}>;


export type DeleteGuildMutation = { deleteGuild: { id: string } };

export type LeaveGuildMutationVariables = Exact<{
  id: string;
}>;


export type LeaveGuildMutation = { leaveGuild: { id: string } };

export type AcknowledgeMutationVariables = Exact<{
  channelId: string;
  messageId: string;
}>;


export type AcknowledgeMutation = { acknowledge: { readState: { channelId: string, lastReadMessageId: string | null } } };

export type InvitePreviewQueryVariables = Exact<{
  code: string;
}>;


export type InvitePreviewQuery = { invite: { code: string, guildId: string, guildName: string, memberCount: number, expiresAt: string | null, joined: boolean, inviter: { id: string, username: string, displayName: string | null, createdAt: string } | null } | null };

export type InvitesQueryVariables = Exact<{
  guildId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type InvitesQuery = { guild: { id: string, invites: { nodes: Array<{ code: string, url: string, guildId: string, channelId: string | null, createdAt: string, expiresAt: string | null, maxUses: number | null, uses: number, inviter: { id: string, username: string, displayName: string | null, createdAt: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type CreateInviteMutationVariables = Exact<{
  input: CreateInviteInput;
}>;


export type CreateInviteMutation = { createInvite: { invite: { code: string, url: string, guildId: string, channelId: string | null, createdAt: string, expiresAt: string | null, maxUses: number | null, uses: number, inviter: { id: string, username: string, displayName: string | null, createdAt: string } | null } } };

export type RevokeInviteMutationVariables = Exact<{
  code: string;
}>;


export type RevokeInviteMutation = { revokeInvite: { code: string } };

export type AcceptInviteMutationVariables = Exact<{
  code: string;
}>;


export type AcceptInviteMutation = { acceptInvite: { guild: { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, description: string | null, systemChannelId: string | null, verification: Verification, joinsPausedUntil: string | null, rules: Array<string>, rulesRequired: boolean, viewerPermissions: Array<Permission>, viewerMember: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } }, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } } };

export type MemberListQueryVariables = Exact<{
  guildId: string;
  offset: number;
  limit: number;
}>;


export type MemberListQuery = { guild: { id: string, memberList: { total: number, online: number, offset: number, groups: Array<{ online: boolean, count: number, role: { id: string, name: string } | null }>, entries: Array<{ groupIndex: number, online: boolean, member: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } } }> } } | null };

export type MemberCardQueryVariables = Exact<{
  guildId: string;
  userId: string;
}>;


export type MemberCardQuery = { guild: { id: string, member: { pronouns: string | null, bio: string | null, joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, invitedBy: { id: string, username: string, displayName: string | null, createdAt: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } } | null } | null };

export type UpdateMemberMutationVariables = Exact<{
  input: UpdateMemberInput;
}>;


export type UpdateMemberMutation = { updateMember: { member: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } } } };

export type AcceptRulesMutationVariables = Exact<{
  guildId: string;
}>;


export type AcceptRulesMutation = { acceptRules: { member: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } } } };

export type ChannelMessagesQueryVariables = Exact<{
  channelId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  around?: string | null | undefined;
}>;


export type ChannelMessagesQuery = { channel: { id: string, messages: { edges: Array<{ cursor: string, node: { id: string, kind: MessageKind, channelId: string, content: string, createdAt: string, editedAt: string | null, thread: { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null } | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } }>, pageInfo: { hasPreviousPage: boolean, hasNextPage: boolean } } } | null };

export type SendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;


export type SendMessageMutation = { sendMessage: { message: { id: string, kind: MessageKind, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } } };

export type EditMessageMutationVariables = Exact<{
  input: EditMessageInput;
}>;


export type EditMessageMutation = { editMessage: { message: { id: string, kind: MessageKind, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } } };

export type DeleteMessageMutationVariables = Exact<{
  id: string;
}>;


export type DeleteMessageMutation = { deleteMessage: { id: string } };

export type KickMemberMutationVariables = Exact<{
  input: KickMemberInput;
}>;


export type KickMemberMutation = { kickMember: { userId: string } };

export type BanMemberMutationVariables = Exact<{
  input: BanMemberInput;
}>;


export type BanMemberMutation = { banMember: { ban: { reason: string | null, createdAt: string, expiresAt: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string }, bannedBy: { id: string, username: string, displayName: string | null, createdAt: string } | null } } };

export type UnbanMemberMutationVariables = Exact<{
  input: UnbanMemberInput;
}>;


export type UnbanMemberMutation = { unbanMember: { userId: string } };

export type BansQueryVariables = Exact<{
  guildId: string;
  query?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type BansQuery = { guild: { id: string, bans: { nodes: Array<{ reason: string | null, createdAt: string, expiresAt: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string }, bannedBy: { id: string, username: string, displayName: string | null, createdAt: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type TimeoutMemberMutationVariables = Exact<{
  input: TimeoutMemberInput;
}>;


export type TimeoutMemberMutation = { timeoutMember: { member: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } } } };

export type SetMemberVoiceMutationVariables = Exact<{
  input: SetMemberVoiceInput;
}>;


export type SetMemberVoiceMutation = { setMemberVoice: { member: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } } } };

export type DeleteMessagesMutationVariables = Exact<{
  input: DeleteMessagesInput;
}>;


export type DeleteMessagesMutation = { deleteMessages: { ids: Array<string> } };

export type PauseJoinsMutationVariables = Exact<{
  input: PauseJoinsInput;
}>;


export type PauseJoinsMutation = { pauseJoins: { guild: { id: string, joinsPausedUntil: string | null } } };

export type PrunePreviewQueryVariables = Exact<{
  guildId: string;
  days: number;
  roleIds: Array<string> | string;
}>;


export type PrunePreviewQuery = { prunePreview: { count: number, sample: Array<{ joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } }> } };

export type PruneMembersMutationVariables = Exact<{
  input: PruneMembersInput;
}>;


export type PruneMembersMutation = { pruneMembers: { count: number } };

export type AuditLogQueryVariables = Exact<{
  guildId: string;
  filter?: AuditLogFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { guild: { id: string, auditLog: { nodes: Array<{ id: string, createdAt: string, action: AuditAction | null, targetKind: AuditTargetKind | null, targetId: string, targetName: string | null, reason: string | null, actor: { id: string, username: string, displayName: string | null, createdAt: string } | null, targetUser: { id: string, username: string, displayName: string | null, createdAt: string } | null, changes: Array<{ field: string, before: string | null, after: string | null }> }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type ExplainPermissionsQueryVariables = Exact<{
  input: ExplainPermissionsInput;
}>;


export type ExplainPermissionsQuery = { explainPermissions: Array<{ permission: Permission, allowed: boolean, rule: PermissionRule, sentence: string, role: { id: string, name: string, color: number } | null }> };

export type PreviewPermissionsQueryVariables = Exact<{
  input: PreviewPermissionsInput;
}>;


export type PreviewPermissionsQuery = { previewPermissions: { affectedMembers: number, truncated: boolean, changes: Array<{ gained: Array<Permission>, lost: Array<Permission>, user: { id: string, username: string, displayName: string | null, createdAt: string }, channel: { id: string, name: string, kind: ChannelKind } | null }> } };

export type ChannelOverwritesQueryVariables = Exact<{
  id: string;
}>;


export type ChannelOverwritesQuery = { channel: { syncedWithParent: boolean | null, id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission>, overwrites: Array<{ allow: Array<Permission>, deny: Array<Permission>, role: { id: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } | null };

export type SetOverwriteMutationVariables = Exact<{
  input: SetOverwriteInput;
}>;


export type SetOverwriteMutation = { setOverwrite: { channel: { syncedWithParent: boolean | null, id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission>, overwrites: Array<{ allow: Array<Permission>, deny: Array<Permission>, role: { id: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } } };

export type DeleteOverwriteMutationVariables = Exact<{
  input: DeleteOverwriteInput;
}>;


export type DeleteOverwriteMutation = { deleteOverwrite: { channel: { syncedWithParent: boolean | null, id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission>, overwrites: Array<{ allow: Array<Permission>, deny: Array<Permission>, role: { id: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } } };

export type SyncChannelMutationVariables = Exact<{
  input: SyncChannelInput;
}>;


export type SyncChannelMutation = { syncChannel: { channel: { syncedWithParent: boolean | null, id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission>, overwrites: Array<{ allow: Array<Permission>, deny: Array<Permission>, role: { id: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } } };

export type SetChannelPrivateMutationVariables = Exact<{
  input: SetChannelPrivateInput;
}>;


export type SetChannelPrivateMutation = { setChannelPrivate: { channel: { syncedWithParent: boolean | null, id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission>, overwrites: Array<{ allow: Array<Permission>, deny: Array<Permission>, role: { id: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } } };

export type ReportMessageMutationVariables = Exact<{
  input: ReportMessageInput;
}>;


export type ReportMessageMutation = { reportMessage: { report: { id: string, queue: ReportQueue } } };

export type ReportUserMutationVariables = Exact<{
  input: ReportUserInput;
}>;


export type ReportUserMutation = { reportUser: { report: { id: string, queue: ReportQueue } } };

export type GuildReportsQueryVariables = Exact<{
  guildId: string;
  status?: ReportStatus | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type GuildReportsQuery = { guild: { id: string, reports: { nodes: Array<{ id: string, createdAt: string, category: ReportCategory, note: string | null, queue: ReportQueue, status: ReportStatus, outcome: ReportOutcome | null, resolutionNote: string | null, resolvedAt: string | null, guildId: string | null, channelId: string | null, messageId: string | null, resolvedBy: { id: string, username: string, displayName: string | null, createdAt: string } | null, reporter: { id: string, username: string, displayName: string | null, createdAt: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null, message: { id: string, content: string } | null, evidence: { content: string | null, createdAt: string | null, editedAt: string | null, channelName: string | null, username: string, displayName: string | null, nickname: string | null, bio: string | null, context: Array<{ authorName: string, content: string, createdAt: string, author: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type OperatorReportsQueryVariables = Exact<{
  status?: ReportStatus | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type OperatorReportsQuery = { operatorReports: { nodes: Array<{ id: string, createdAt: string, category: ReportCategory, note: string | null, queue: ReportQueue, status: ReportStatus, outcome: ReportOutcome | null, resolutionNote: string | null, resolvedAt: string | null, guildId: string | null, channelId: string | null, messageId: string | null, resolvedBy: { id: string, username: string, displayName: string | null, createdAt: string } | null, reporter: { id: string, username: string, displayName: string | null, createdAt: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null, message: { id: string, content: string } | null, evidence: { content: string | null, createdAt: string | null, editedAt: string | null, channelName: string | null, username: string, displayName: string | null, nickname: string | null, bio: string | null, context: Array<{ authorName: string, content: string, createdAt: string, author: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type MyReportsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type MyReportsQuery = { myReports: { nodes: Array<{ id: string, createdAt: string, category: ReportCategory, note: string | null, queue: ReportQueue, status: ReportStatus, outcome: ReportOutcome | null, resolutionNote: string | null, resolvedAt: string | null, guildId: string | null, channelId: string | null, messageId: string | null, resolvedBy: { id: string, username: string, displayName: string | null, createdAt: string } | null, reporter: { id: string, username: string, displayName: string | null, createdAt: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null, message: { id: string, content: string } | null, evidence: { content: string | null, createdAt: string | null, editedAt: string | null, channelName: string | null, username: string, displayName: string | null, nickname: string | null, bio: string | null, context: Array<{ authorName: string, content: string, createdAt: string, author: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type ResolveReportMutationVariables = Exact<{
  input: ResolveReportInput;
}>;


export type ResolveReportMutation = { resolveReport: { report: { id: string, createdAt: string, category: ReportCategory, note: string | null, queue: ReportQueue, status: ReportStatus, outcome: ReportOutcome | null, resolutionNote: string | null, resolvedAt: string | null, guildId: string | null, channelId: string | null, messageId: string | null, resolvedBy: { id: string, username: string, displayName: string | null, createdAt: string } | null, reporter: { id: string, username: string, displayName: string | null, createdAt: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null, message: { id: string, content: string } | null, evidence: { content: string | null, createdAt: string | null, editedAt: string | null, channelName: string | null, username: string, displayName: string | null, nickname: string | null, bio: string | null, context: Array<{ authorName: string, content: string, createdAt: string, author: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } } } };

export type RolesQueryVariables = Exact<{
  guildId: string;
}>;


export type RolesQuery = { guild: { id: string, roles: Array<{ id: string, name: string, position: number, color: number, icon: string | null, hoist: boolean, mentionable: boolean, permissions: Array<Permission>, memberCount: number }> } | null };

export type RoleMembersQueryVariables = Exact<{
  guildId: string;
  roleId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type RoleMembersQuery = { guild: { id: string, roleMembers: { nodes: Array<{ joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type MemberSearchQueryVariables = Exact<{
  guildId: string;
  query: string;
  first: number;
}>;


export type MemberSearchQuery = { guild: { id: string, memberSearch: Array<{ joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } }> } | null };

export type MembersByIdQueryVariables = Exact<{
  guildId: string;
  ids: Array<string> | string;
}>;


export type MembersByIdQuery = { guild: { id: string, membersById: Array<{ joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } }> } | null };

export type CreateRoleMutationVariables = Exact<{
  input: CreateRoleInput;
}>;


export type CreateRoleMutation = { createRole: { role: { id: string, name: string, position: number, color: number, icon: string | null, hoist: boolean, mentionable: boolean, permissions: Array<Permission>, memberCount: number } } };

export type UpdateRoleMutationVariables = Exact<{
  input: UpdateRoleInput;
}>;


export type UpdateRoleMutation = { updateRole: { role: { id: string, name: string, position: number, color: number, icon: string | null, hoist: boolean, mentionable: boolean, permissions: Array<Permission>, memberCount: number } } };

export type DeleteRoleMutationVariables = Exact<{
  input: DeleteRoleInput;
}>;


export type DeleteRoleMutation = { deleteRole: { id: string } };

export type MoveRolesMutationVariables = Exact<{
  input: MoveRolesInput;
}>;


export type MoveRolesMutation = { moveRoles: { roles: Array<{ id: string, name: string, position: number, color: number, icon: string | null, hoist: boolean, mentionable: boolean, permissions: Array<Permission>, memberCount: number }> } };

export type SetMemberRolesMutationVariables = Exact<{
  input: SetMemberRolesInput;
}>;


export type SetMemberRolesMutation = { setMemberRoles: { member: { joinedAt: string, nickname: string | null, roleIds: Array<string>, restraint: Restraint | null, rulesPending: boolean, timeoutUntil: string | null, voiceMuted: boolean, voiceDeafened: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } } } };

export type TransferOwnershipMutationVariables = Exact<{
  input: TransferOwnershipInput;
}>;


export type TransferOwnershipMutation = { transferOwnership: { guild: { id: string, ownerId: string } } };

export type ThreadFieldsFragment = { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null };

export type ForumFieldsFragment = { id: string, defaultSort: ForumSort, tagRequired: boolean, forumTags: Array<{ id: string, name: string, emoji: string | null, moderated: boolean }> };

export type ThreadQueryVariables = Exact<{
  id: string;
}>;


export type ThreadQuery = { channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null } | null };

export type ActiveThreadsQueryVariables = Exact<{
  guildId: string;
}>;


export type ActiveThreadsQuery = { guild: { id: string, activeThreads: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null }> } | null };

export type ChannelThreadsQueryVariables = Exact<{
  channelId: string;
  filter: ThreadFilter;
  sort?: ForumSort | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ChannelThreadsQuery = { channel: { id: string, threads: { nodes: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type ForumPostsQueryVariables = Exact<{
  channelId: string;
  filter: ThreadFilter;
  sort?: ForumSort | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ForumPostsQuery = { channel: { id: string, threads: { nodes: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, messages: { nodes: Array<{ id: string, content: string }> }, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type ForumQueryVariables = Exact<{
  id: string;
}>;


export type ForumQuery = { channel: { id: string, defaultSort: ForumSort, tagRequired: boolean, forumTags: Array<{ id: string, name: string, emoji: string | null, moderated: boolean }> } | null };

export type RootMessageQueryVariables = Exact<{
  channelId: string;
  id: string;
}>;


export type RootMessageQuery = { message: { id: string, kind: MessageKind, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } | null };

export type ThreadMembersQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ThreadMembersQuery = { channel: { id: string, threadMembers: { nodes: Array<{ joinedAt: string, user: { id: string, username: string, displayName: string | null, createdAt: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } | null } | null };

export type CreateThreadMutationVariables = Exact<{
  input: CreateThreadInput;
}>;


export type CreateThreadMutation = { createThread: { thread: { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null } } };

export type UpdateThreadMutationVariables = Exact<{
  input: UpdateThreadInput;
}>;


export type UpdateThreadMutation = { updateThread: { thread: { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null } } };

export type DeleteThreadMutationVariables = Exact<{
  input: DeleteThreadInput;
}>;


export type DeleteThreadMutation = { deleteThread: { id: string } };

export type JoinThreadMutationVariables = Exact<{
  id: string;
}>;


export type JoinThreadMutation = { joinThread: { thread: { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null } } };

export type LeaveThreadMutationVariables = Exact<{
  id: string;
}>;


export type LeaveThreadMutation = { leaveThread: { thread: { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null } | null } };

export type AddThreadMemberMutationVariables = Exact<{
  input: AddThreadMemberInput;
}>;


export type AddThreadMemberMutation = { addThreadMember: { thread: { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null } } };

export type RemoveThreadMemberMutationVariables = Exact<{
  input: RemoveThreadMemberInput;
}>;


export type RemoveThreadMemberMutation = { removeThreadMember: { thread: { id: string, guildId: string | null, name: string, kind: ChannelKind, parentId: string | null, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, autoArchiveMinutes: number, invitable: boolean, pinned: boolean, tagIds: Array<string>, rootMessageId: string | null, memberCount: number | null, messageCount: number | null, lastMessageId: string | null, lastActivityAt: string | null, viewerJoined: boolean | null, owner: { id: string, username: string, displayName: string | null, createdAt: string } | null } | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const UserFieldsFragmentDoc = new TypedDocumentString(`
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
    `, {"fragmentName":"UserFields"}) as unknown as TypedDocumentString<UserFieldsFragment, unknown>;
export const MessageFieldsFragmentDoc = new TypedDocumentString(`
    fragment MessageFields on Message {
  id
  kind
  channelId
  author {
    ...UserFields
  }
  content
  createdAt
  editedAt
  mentions {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`, {"fragmentName":"MessageFields"}) as unknown as TypedDocumentString<MessageFieldsFragment, unknown>;
export const ChannelInfoFieldsFragmentDoc = new TypedDocumentString(`
    fragment ChannelInfoFields on ChannelInfo {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
}
    `, {"fragmentName":"ChannelInfoFields"}) as unknown as TypedDocumentString<ChannelInfoFieldsFragment, unknown>;
export const ChannelDetailFieldsFragmentDoc = new TypedDocumentString(`
    fragment ChannelDetailFields on Channel {
  id
  userLimit
  autoArchiveMinutes
  defaultSort
  tagRequired
}
    `, {"fragmentName":"ChannelDetailFields"}) as unknown as TypedDocumentString<ChannelDetailFieldsFragment, unknown>;
export const ChannelFieldsFragmentDoc = new TypedDocumentString(`
    fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
    `, {"fragmentName":"ChannelFields"}) as unknown as TypedDocumentString<ChannelFieldsFragment, unknown>;
export const ChannelOverwriteFieldsFragmentDoc = new TypedDocumentString(`
    fragment ChannelOverwriteFields on Channel {
  ...ChannelFields
  syncedWithParent
  overwrites {
    role {
      id
    }
    user {
      ...UserFields
    }
    allow
    deny
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}`, {"fragmentName":"ChannelOverwriteFields"}) as unknown as TypedDocumentString<ChannelOverwriteFieldsFragment, unknown>;
export const RoleFieldsFragmentDoc = new TypedDocumentString(`
    fragment RoleFields on Role {
  id
  name
  position
  color
  icon
  hoist
  mentionable
  permissions
  memberCount
}
    `, {"fragmentName":"RoleFields"}) as unknown as TypedDocumentString<RoleFieldsFragment, unknown>;
export const MemberFieldsFragmentDoc = new TypedDocumentString(`
    fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`, {"fragmentName":"MemberFields"}) as unknown as TypedDocumentString<MemberFieldsFragment, unknown>;
export const GuildFieldsFragmentDoc = new TypedDocumentString(`
    fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  description
  systemChannelId
  verification
  joinsPausedUntil
  rules
  rulesRequired
  viewerPermissions
  viewerMember {
    ...MemberFields
  }
  channels {
    ...ChannelFields
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`, {"fragmentName":"GuildFields"}) as unknown as TypedDocumentString<GuildFieldsFragment, unknown>;
export const InviteFieldsFragmentDoc = new TypedDocumentString(`
    fragment InviteFields on Invite {
  code
  url
  guildId
  channelId
  inviter {
    ...UserFields
  }
  createdAt
  expiresAt
  maxUses
  uses
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`, {"fragmentName":"InviteFields"}) as unknown as TypedDocumentString<InviteFieldsFragment, unknown>;
export const GuildDetailFieldsFragmentDoc = new TypedDocumentString(`
    fragment GuildDetailFields on Guild {
  id
  tellsJoins
  tellsLeaves
  welcome {
    text
    channels {
      channelId
      emoji
      text
    }
  }
}
    `, {"fragmentName":"GuildDetailFields"}) as unknown as TypedDocumentString<GuildDetailFieldsFragment, unknown>;
export const BanFieldsFragmentDoc = new TypedDocumentString(`
    fragment BanFields on Ban {
  user {
    ...UserFields
  }
  bannedBy {
    ...UserFields
  }
  reason
  createdAt
  expiresAt
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`, {"fragmentName":"BanFields"}) as unknown as TypedDocumentString<BanFieldsFragment, unknown>;
export const AuditEntryFieldsFragmentDoc = new TypedDocumentString(`
    fragment AuditEntryFields on AuditEntry {
  id
  createdAt
  action
  actor {
    ...UserFields
  }
  targetKind
  targetId
  targetName
  targetUser {
    ...UserFields
  }
  reason
  changes {
    field
    before
    after
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`, {"fragmentName":"AuditEntryFields"}) as unknown as TypedDocumentString<AuditEntryFieldsFragment, unknown>;
export const ReportFieldsFragmentDoc = new TypedDocumentString(`
    fragment ReportFields on Report {
  id
  createdAt
  category
  note
  queue
  status
  outcome
  resolutionNote
  resolvedAt
  resolvedBy {
    ...UserFields
  }
  reporter {
    ...UserFields
  }
  user {
    ...UserFields
  }
  guildId
  channelId
  messageId
  message {
    id
    content
  }
  evidence {
    content
    createdAt
    editedAt
    channelName
    username
    displayName
    nickname
    bio
    context {
      author {
        ...UserFields
      }
      authorName
      content
      createdAt
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`, {"fragmentName":"ReportFields"}) as unknown as TypedDocumentString<ReportFieldsFragment, unknown>;
export const BlockFieldsFragmentDoc = new TypedDocumentString(`
    fragment BlockFields on Block {
  kind
  createdAt
  user {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`, {"fragmentName":"BlockFields"}) as unknown as TypedDocumentString<BlockFieldsFragment, unknown>;
export const ThreadInfoFieldsFragmentDoc = new TypedDocumentString(`
    fragment ThreadInfoFields on ChannelInfo {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  ownerId
}
    `, {"fragmentName":"ThreadInfoFields"}) as unknown as TypedDocumentString<ThreadInfoFieldsFragment, unknown>;
export const ThreadFieldsFragmentDoc = new TypedDocumentString(`
    fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`, {"fragmentName":"ThreadFields"}) as unknown as TypedDocumentString<ThreadFieldsFragment, unknown>;
export const ForumFieldsFragmentDoc = new TypedDocumentString(`
    fragment ForumFields on Channel {
  id
  defaultSort
  tagRequired
  forumTags {
    id
    name
    emoji
    moderated
  }
}
    `, {"fragmentName":"ForumFields"}) as unknown as TypedDocumentString<ForumFieldsFragment, unknown>;
export const InstanceDocument = new TypedDocumentString(`
    query Instance {
  instance {
    name
    version
    signUpOpen
    limits {
      messageLength
      guildsPerUser
      channelsPerGuild
      guildNameLength
      channelNameLength
      topicLength
      usernameLength
      displayNameLength
      passwordMinLength
    }
  }
}
    `) as unknown as TypedDocumentString<InstanceQuery, InstanceQueryVariables>;
export const AccountDocument = new TypedDocumentString(`
    query Account {
  account {
    email
    operator
    ofAge
    user {
      ...UserFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`) as unknown as TypedDocumentString<AccountQuery, AccountQueryVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions($first: Int, $after: String) {
  sessions(first: $first, after: $after) {
    nodes {
      id
      current
      userAgent
      address
      createdAt
      lastUsedAt
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const UpdateProfileDocument = new TypedDocumentString(`
    mutation UpdateProfile($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    user {
      ...UserFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`) as unknown as TypedDocumentString<UpdateProfileMutation, UpdateProfileMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    status
  }
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const RevokeSessionDocument = new TypedDocumentString(`
    mutation RevokeSession($id: ID!) {
  revokeSession(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const ConfirmAgeDocument = new TypedDocumentString(`
    mutation ConfirmAge($ofAge: Boolean!) {
  confirmAge(ofAge: $ofAge) {
    ofAge
  }
}
    `) as unknown as TypedDocumentString<ConfirmAgeMutation, ConfirmAgeMutationVariables>;
export const DeleteAccountDocument = new TypedDocumentString(`
    mutation DeleteAccount($input: DeleteAccountInput!) {
  deleteAccount(input: $input) {
    status
    ownedServers {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteAccountMutation, DeleteAccountMutationVariables>;
export const BlocksDocument = new TypedDocumentString(`
    query Blocks($first: Int!, $after: String) {
  blocks(first: $first, after: $after) {
    nodes {
      ...BlockFields
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment BlockFields on Block {
  kind
  createdAt
  user {
    ...UserFields
  }
}`) as unknown as TypedDocumentString<BlocksQuery, BlocksQueryVariables>;
export const BlockUserDocument = new TypedDocumentString(`
    mutation BlockUser($userId: ID!) {
  blockUser(userId: $userId) {
    block {
      ...BlockFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment BlockFields on Block {
  kind
  createdAt
  user {
    ...UserFields
  }
}`) as unknown as TypedDocumentString<BlockUserMutation, BlockUserMutationVariables>;
export const IgnoreUserDocument = new TypedDocumentString(`
    mutation IgnoreUser($userId: ID!) {
  ignoreUser(userId: $userId) {
    block {
      ...BlockFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment BlockFields on Block {
  kind
  createdAt
  user {
    ...UserFields
  }
}`) as unknown as TypedDocumentString<IgnoreUserMutation, IgnoreUserMutationVariables>;
export const UnblockUserDocument = new TypedDocumentString(`
    mutation UnblockUser($userId: ID!) {
  unblockUser(userId: $userId) {
    userId
  }
}
    `) as unknown as TypedDocumentString<UnblockUserMutation, UnblockUserMutationVariables>;
export const ChannelDocument = new TypedDocumentString(`
    query Channel($id: ID!) {
  channel(id: $id) {
    ...ChannelFields
  }
}
    fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}`) as unknown as TypedDocumentString<ChannelQuery, ChannelQueryVariables>;
export const CreateChannelDocument = new TypedDocumentString(`
    mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel {
      ...ChannelFields
    }
  }
}
    fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}`) as unknown as TypedDocumentString<CreateChannelMutation, CreateChannelMutationVariables>;
export const UpdateChannelDocument = new TypedDocumentString(`
    mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel {
      ...ChannelFields
    }
  }
}
    fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}`) as unknown as TypedDocumentString<UpdateChannelMutation, UpdateChannelMutationVariables>;
export const DeleteChannelDocument = new TypedDocumentString(`
    mutation DeleteChannel($id: ID!) {
  deleteChannel(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteChannelMutation, DeleteChannelMutationVariables>;
export const MoveChannelsDocument = new TypedDocumentString(`
    mutation MoveChannels($input: MoveChannelsInput!) {
  moveChannels(input: $input) {
    channels {
      ...ChannelFields
    }
  }
}
    fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}`) as unknown as TypedDocumentString<MoveChannelsMutation, MoveChannelsMutationVariables>;
export const ChannelDetailDocument = new TypedDocumentString(`
    query ChannelDetail($id: ID!) {
  channel(id: $id) {
    ...ChannelDetailFields
  }
}
    fragment ChannelDetailFields on Channel {
  id
  userLimit
  autoArchiveMinutes
  defaultSort
  tagRequired
}`) as unknown as TypedDocumentString<ChannelDetailQuery, ChannelDetailQueryVariables>;
export const LockChannelDocument = new TypedDocumentString(`
    mutation LockChannel($input: LockChannelInput!) {
  lockChannel(input: $input) {
    channel {
      ...ChannelFields
    }
  }
}
    fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}`) as unknown as TypedDocumentString<LockChannelMutation, LockChannelMutationVariables>;
export const ArchiveChannelDocument = new TypedDocumentString(`
    mutation ArchiveChannel($input: ArchiveChannelInput!) {
  archiveChannel(input: $input) {
    channel {
      ...ChannelFields
    }
  }
}
    fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}`) as unknown as TypedDocumentString<ArchiveChannelMutation, ArchiveChannelMutationVariables>;
export const EventsDocument = new TypedDocumentString(`
    subscription Events($after: String) {
  events(after: $after) {
    cursor
    event {
      __typename
      ... on Ready {
        userId
      }
      ... on ResyncRequired {
        reason
      }
      ... on MessageCreated {
        message {
          ...MessageFields
        }
        nonce
      }
      ... on MessageUpdated {
        message {
          ...MessageFields
        }
      }
      ... on MessageDeleted {
        id
        channelId
      }
      ... on MessagesDeleted {
        channelId
        ids
      }
      ... on ChannelCreated {
        guildId
        channel {
          ...ChannelInfoFields
        }
      }
      ... on ChannelUpdated {
        guildId
        channel {
          ...ChannelInfoFields
        }
      }
      ... on ChannelDeleted {
        guildId
        id
      }
      ... on ThreadCreated {
        guildId
        thread {
          ...ThreadInfoFields
        }
      }
      ... on ThreadUpdated {
        guildId
        thread {
          ...ThreadInfoFields
        }
      }
      ... on ThreadDeleted {
        guildId
        id
        parentId
      }
      ... on ThreadMembersChanged {
        threadId
        added
        removed
      }
      ... on GuildJoined {
        guildId
        name
      }
      ... on GuildUpdated {
        guildId
        name
        ownerId
        description
        verification
        rulesRequired
        joinsPausedUntil
      }
      ... on GuildLeft {
        guildId
      }
      ... on GuildMemberJoined {
        guildId
        member {
          ...MemberFields
        }
      }
      ... on GuildMemberUpdated {
        guildId
        member {
          ...MemberFields
        }
      }
      ... on GuildAccessChanged {
        guildId
      }
      ... on RoleCreated {
        guildId
        role {
          ...RoleFields
        }
      }
      ... on RoleUpdated {
        guildId
        role {
          ...RoleFields
        }
      }
      ... on RoleDeleted {
        guildId
        id
      }
      ... on RolesMoved {
        guildId
      }
      ... on GuildMemberLeft {
        guildId
        userId
      }
      ... on GuildMembersPruned {
        guildId
        count
      }
      ... on BlockChanged {
        userId
        kind
      }
      ... on ReportCreated {
        inGuild: guildId
        reportId
      }
      ... on ReportUpdated {
        reportId
        status
      }
      ... on ReadStateChanged {
        channelId
        lastReadMessageId
      }
      ... on UserUpdated {
        user {
          ...UserFields
        }
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MessageFields on Message {
  id
  kind
  channelId
  author {
    ...UserFields
  }
  content
  createdAt
  editedAt
  mentions {
    ...UserFields
  }
}
fragment ChannelInfoFields on ChannelInfo {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
}
fragment RoleFields on Role {
  id
  name
  position
  color
  icon
  hoist
  mentionable
  permissions
  memberCount
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}
fragment ThreadInfoFields on ChannelInfo {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  ownerId
}`) as unknown as TypedDocumentString<EventsSubscription, EventsSubscriptionVariables>;
export const HomeDocument = new TypedDocumentString(`
    query Home {
  viewer {
    ...UserFields
  }
  myGuilds {
    ...GuildFields
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  description
  systemChannelId
  verification
  joinsPausedUntil
  rules
  rulesRequired
  viewerPermissions
  viewerMember {
    ...MemberFields
  }
  channels {
    ...ChannelFields
  }
}`) as unknown as TypedDocumentString<HomeQuery, HomeQueryVariables>;
export const GuildDocument = new TypedDocumentString(`
    query Guild($id: ID!) {
  guild(id: $id) {
    ...GuildFields
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  description
  systemChannelId
  verification
  joinsPausedUntil
  rules
  rulesRequired
  viewerPermissions
  viewerMember {
    ...MemberFields
  }
  channels {
    ...ChannelFields
  }
}`) as unknown as TypedDocumentString<GuildQuery, GuildQueryVariables>;
export const MyReadStatesDocument = new TypedDocumentString(`
    query MyReadStates {
  myGuilds {
    id
    readStates {
      channelId
      lastReadMessageId
    }
  }
}
    `) as unknown as TypedDocumentString<MyReadStatesQuery, MyReadStatesQueryVariables>;
export const ReadStatesDocument = new TypedDocumentString(`
    query ReadStates($guildId: ID!) {
  readStates(guildId: $guildId) {
    channelId
    lastReadMessageId
  }
}
    `) as unknown as TypedDocumentString<ReadStatesQuery, ReadStatesQueryVariables>;
export const MembersDocument = new TypedDocumentString(`
    query Members($guildId: ID!, $first: Int!, $after: String) {
  guild(id: $guildId) {
    id
    memberCount
    members(first: $first, after: $after) {
      nodes {
        ...MemberFields
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<MembersQuery, MembersQueryVariables>;
export const CreateGuildDocument = new TypedDocumentString(`
    mutation CreateGuild($input: CreateGuildInput!) {
  createGuild(input: $input) {
    guild {
      ...GuildFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  description
  systemChannelId
  verification
  joinsPausedUntil
  rules
  rulesRequired
  viewerPermissions
  viewerMember {
    ...MemberFields
  }
  channels {
    ...ChannelFields
  }
}`) as unknown as TypedDocumentString<CreateGuildMutation, CreateGuildMutationVariables>;
export const GuildDetailDocument = new TypedDocumentString(`
    query GuildDetail($id: ID!) {
  guild(id: $id) {
    ...GuildDetailFields
  }
}
    fragment GuildDetailFields on Guild {
  id
  tellsJoins
  tellsLeaves
  welcome {
    text
    channels {
      channelId
      emoji
      text
    }
  }
}`) as unknown as TypedDocumentString<GuildDetailQuery, GuildDetailQueryVariables>;
export const UpdateGuildDocument = new TypedDocumentString(`
    mutation UpdateGuild($input: UpdateGuildInput!) {
  updateGuild(input: $input) {
    guild {
      id
      name
      description
      systemChannelId
      verification
      rules
      rulesRequired
      ...GuildDetailFields
    }
  }
}
    fragment GuildDetailFields on Guild {
  id
  tellsJoins
  tellsLeaves
  welcome {
    text
    channels {
      channelId
      emoji
      text
    }
  }
}`) as unknown as TypedDocumentString<UpdateGuildMutation, UpdateGuildMutationVariables>;
export const DeleteGuildDocument = new TypedDocumentString(`
    mutation DeleteGuild($id: ID!) {
  deleteGuild(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteGuildMutation, DeleteGuildMutationVariables>;
export const LeaveGuildDocument = new TypedDocumentString(`
    mutation LeaveGuild($id: ID!) {
  leaveGuild(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<LeaveGuildMutation, LeaveGuildMutationVariables>;
export const AcknowledgeDocument = new TypedDocumentString(`
    mutation Acknowledge($channelId: ID!, $messageId: ID!) {
  acknowledge(channelId: $channelId, messageId: $messageId) {
    readState {
      channelId
      lastReadMessageId
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeMutation, AcknowledgeMutationVariables>;
export const InvitePreviewDocument = new TypedDocumentString(`
    query InvitePreview($code: String!) {
  invite(code: $code) {
    code
    guildId
    guildName
    memberCount
    inviter {
      ...UserFields
    }
    expiresAt
    joined
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`) as unknown as TypedDocumentString<InvitePreviewQuery, InvitePreviewQueryVariables>;
export const InvitesDocument = new TypedDocumentString(`
    query Invites($guildId: ID!, $first: Int!, $after: String) {
  guild(id: $guildId) {
    id
    invites(first: $first, after: $after) {
      nodes {
        ...InviteFields
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment InviteFields on Invite {
  code
  url
  guildId
  channelId
  inviter {
    ...UserFields
  }
  createdAt
  expiresAt
  maxUses
  uses
}`) as unknown as TypedDocumentString<InvitesQuery, InvitesQueryVariables>;
export const CreateInviteDocument = new TypedDocumentString(`
    mutation CreateInvite($input: CreateInviteInput!) {
  createInvite(input: $input) {
    invite {
      ...InviteFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment InviteFields on Invite {
  code
  url
  guildId
  channelId
  inviter {
    ...UserFields
  }
  createdAt
  expiresAt
  maxUses
  uses
}`) as unknown as TypedDocumentString<CreateInviteMutation, CreateInviteMutationVariables>;
export const RevokeInviteDocument = new TypedDocumentString(`
    mutation RevokeInvite($code: String!) {
  revokeInvite(code: $code) {
    code
  }
}
    `) as unknown as TypedDocumentString<RevokeInviteMutation, RevokeInviteMutationVariables>;
export const AcceptInviteDocument = new TypedDocumentString(`
    mutation AcceptInvite($code: String!) {
  acceptInvite(code: $code) {
    guild {
      ...GuildFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  description
  systemChannelId
  verification
  joinsPausedUntil
  rules
  rulesRequired
  viewerPermissions
  viewerMember {
    ...MemberFields
  }
  channels {
    ...ChannelFields
  }
}`) as unknown as TypedDocumentString<AcceptInviteMutation, AcceptInviteMutationVariables>;
export const MemberListDocument = new TypedDocumentString(`
    query MemberList($guildId: ID!, $offset: Int!, $limit: Int!) {
  guild(id: $guildId) {
    id
    memberList(offset: $offset, limit: $limit) {
      total
      online
      offset
      groups {
        role {
          id
          name
        }
        online
        count
      }
      entries {
        groupIndex
        online
        member {
          ...MemberFields
        }
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<MemberListQuery, MemberListQueryVariables>;
export const MemberCardDocument = new TypedDocumentString(`
    query MemberCard($guildId: ID!, $userId: ID!) {
  guild(id: $guildId) {
    id
    member(userId: $userId) {
      ...MemberFields
      pronouns
      bio
      invitedBy {
        ...UserFields
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<MemberCardQuery, MemberCardQueryVariables>;
export const UpdateMemberDocument = new TypedDocumentString(`
    mutation UpdateMember($input: UpdateMemberInput!) {
  updateMember(input: $input) {
    member {
      ...MemberFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<UpdateMemberMutation, UpdateMemberMutationVariables>;
export const AcceptRulesDocument = new TypedDocumentString(`
    mutation AcceptRules($guildId: ID!) {
  acceptRules(guildId: $guildId) {
    member {
      ...MemberFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<AcceptRulesMutation, AcceptRulesMutationVariables>;
export const ChannelMessagesDocument = new TypedDocumentString(`
    query ChannelMessages($channelId: ID!, $first: Int, $after: String, $last: Int, $before: String, $around: ID) {
  channel(id: $channelId) {
    id
    messages(
      first: $first
      after: $after
      last: $last
      before: $before
      around: $around
    ) {
      edges {
        cursor
        node {
          ...MessageFields
          thread {
            ...ThreadFields
          }
        }
      }
      pageInfo {
        hasPreviousPage
        hasNextPage
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MessageFields on Message {
  id
  kind
  channelId
  author {
    ...UserFields
  }
  content
  createdAt
  editedAt
  mentions {
    ...UserFields
  }
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<ChannelMessagesQuery, ChannelMessagesQueryVariables>;
export const SendMessageDocument = new TypedDocumentString(`
    mutation SendMessage($input: SendMessageInput!) {
  sendMessage(input: $input) {
    message {
      ...MessageFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MessageFields on Message {
  id
  kind
  channelId
  author {
    ...UserFields
  }
  content
  createdAt
  editedAt
  mentions {
    ...UserFields
  }
}`) as unknown as TypedDocumentString<SendMessageMutation, SendMessageMutationVariables>;
export const EditMessageDocument = new TypedDocumentString(`
    mutation EditMessage($input: EditMessageInput!) {
  editMessage(input: $input) {
    message {
      ...MessageFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MessageFields on Message {
  id
  kind
  channelId
  author {
    ...UserFields
  }
  content
  createdAt
  editedAt
  mentions {
    ...UserFields
  }
}`) as unknown as TypedDocumentString<EditMessageMutation, EditMessageMutationVariables>;
export const DeleteMessageDocument = new TypedDocumentString(`
    mutation DeleteMessage($id: ID!) {
  deleteMessage(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteMessageMutation, DeleteMessageMutationVariables>;
export const KickMemberDocument = new TypedDocumentString(`
    mutation KickMember($input: KickMemberInput!) {
  kickMember(input: $input) {
    userId
  }
}
    `) as unknown as TypedDocumentString<KickMemberMutation, KickMemberMutationVariables>;
export const BanMemberDocument = new TypedDocumentString(`
    mutation BanMember($input: BanMemberInput!) {
  banMember(input: $input) {
    ban {
      ...BanFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment BanFields on Ban {
  user {
    ...UserFields
  }
  bannedBy {
    ...UserFields
  }
  reason
  createdAt
  expiresAt
}`) as unknown as TypedDocumentString<BanMemberMutation, BanMemberMutationVariables>;
export const UnbanMemberDocument = new TypedDocumentString(`
    mutation UnbanMember($input: UnbanMemberInput!) {
  unbanMember(input: $input) {
    userId
  }
}
    `) as unknown as TypedDocumentString<UnbanMemberMutation, UnbanMemberMutationVariables>;
export const BansDocument = new TypedDocumentString(`
    query Bans($guildId: ID!, $query: String, $first: Int!, $after: String) {
  guild(id: $guildId) {
    id
    bans(query: $query, first: $first, after: $after) {
      nodes {
        ...BanFields
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment BanFields on Ban {
  user {
    ...UserFields
  }
  bannedBy {
    ...UserFields
  }
  reason
  createdAt
  expiresAt
}`) as unknown as TypedDocumentString<BansQuery, BansQueryVariables>;
export const TimeoutMemberDocument = new TypedDocumentString(`
    mutation TimeoutMember($input: TimeoutMemberInput!) {
  timeoutMember(input: $input) {
    member {
      ...MemberFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<TimeoutMemberMutation, TimeoutMemberMutationVariables>;
export const SetMemberVoiceDocument = new TypedDocumentString(`
    mutation SetMemberVoice($input: SetMemberVoiceInput!) {
  setMemberVoice(input: $input) {
    member {
      ...MemberFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<SetMemberVoiceMutation, SetMemberVoiceMutationVariables>;
export const DeleteMessagesDocument = new TypedDocumentString(`
    mutation DeleteMessages($input: DeleteMessagesInput!) {
  deleteMessages(input: $input) {
    ids
  }
}
    `) as unknown as TypedDocumentString<DeleteMessagesMutation, DeleteMessagesMutationVariables>;
export const PauseJoinsDocument = new TypedDocumentString(`
    mutation PauseJoins($input: PauseJoinsInput!) {
  pauseJoins(input: $input) {
    guild {
      id
      joinsPausedUntil
    }
  }
}
    `) as unknown as TypedDocumentString<PauseJoinsMutation, PauseJoinsMutationVariables>;
export const PrunePreviewDocument = new TypedDocumentString(`
    query PrunePreview($guildId: ID!, $days: Int!, $roleIds: [ID!]!) {
  prunePreview(guildId: $guildId, days: $days, roleIds: $roleIds) {
    count
    sample {
      ...MemberFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<PrunePreviewQuery, PrunePreviewQueryVariables>;
export const PruneMembersDocument = new TypedDocumentString(`
    mutation PruneMembers($input: PruneMembersInput!) {
  pruneMembers(input: $input) {
    count
  }
}
    `) as unknown as TypedDocumentString<PruneMembersMutation, PruneMembersMutationVariables>;
export const AuditLogDocument = new TypedDocumentString(`
    query AuditLog($guildId: ID!, $filter: AuditLogFilter, $first: Int!, $after: String) {
  guild(id: $guildId) {
    id
    auditLog(filter: $filter, first: $first, after: $after) {
      nodes {
        ...AuditEntryFields
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment AuditEntryFields on AuditEntry {
  id
  createdAt
  action
  actor {
    ...UserFields
  }
  targetKind
  targetId
  targetName
  targetUser {
    ...UserFields
  }
  reason
  changes {
    field
    before
    after
  }
}`) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const ExplainPermissionsDocument = new TypedDocumentString(`
    query ExplainPermissions($input: ExplainPermissionsInput!) {
  explainPermissions(input: $input) {
    permission
    allowed
    rule
    role {
      id
      name
      color
    }
    sentence
  }
}
    `) as unknown as TypedDocumentString<ExplainPermissionsQuery, ExplainPermissionsQueryVariables>;
export const PreviewPermissionsDocument = new TypedDocumentString(`
    query PreviewPermissions($input: PreviewPermissionsInput!) {
  previewPermissions(input: $input) {
    affectedMembers
    truncated
    changes {
      user {
        ...UserFields
      }
      channel {
        id
        name
        kind
      }
      gained
      lost
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`) as unknown as TypedDocumentString<PreviewPermissionsQuery, PreviewPermissionsQueryVariables>;
export const ChannelOverwritesDocument = new TypedDocumentString(`
    query ChannelOverwrites($id: ID!) {
  channel(id: $id) {
    ...ChannelOverwriteFields
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
fragment ChannelOverwriteFields on Channel {
  ...ChannelFields
  syncedWithParent
  overwrites {
    role {
      id
    }
    user {
      ...UserFields
    }
    allow
    deny
  }
}`) as unknown as TypedDocumentString<ChannelOverwritesQuery, ChannelOverwritesQueryVariables>;
export const SetOverwriteDocument = new TypedDocumentString(`
    mutation SetOverwrite($input: SetOverwriteInput!) {
  setOverwrite(input: $input) {
    channel {
      ...ChannelOverwriteFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
fragment ChannelOverwriteFields on Channel {
  ...ChannelFields
  syncedWithParent
  overwrites {
    role {
      id
    }
    user {
      ...UserFields
    }
    allow
    deny
  }
}`) as unknown as TypedDocumentString<SetOverwriteMutation, SetOverwriteMutationVariables>;
export const DeleteOverwriteDocument = new TypedDocumentString(`
    mutation DeleteOverwrite($input: DeleteOverwriteInput!) {
  deleteOverwrite(input: $input) {
    channel {
      ...ChannelOverwriteFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
fragment ChannelOverwriteFields on Channel {
  ...ChannelFields
  syncedWithParent
  overwrites {
    role {
      id
    }
    user {
      ...UserFields
    }
    allow
    deny
  }
}`) as unknown as TypedDocumentString<DeleteOverwriteMutation, DeleteOverwriteMutationVariables>;
export const SyncChannelDocument = new TypedDocumentString(`
    mutation SyncChannel($input: SyncChannelInput!) {
  syncChannel(input: $input) {
    channel {
      ...ChannelOverwriteFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
fragment ChannelOverwriteFields on Channel {
  ...ChannelFields
  syncedWithParent
  overwrites {
    role {
      id
    }
    user {
      ...UserFields
    }
    allow
    deny
  }
}`) as unknown as TypedDocumentString<SyncChannelMutation, SyncChannelMutationVariables>;
export const SetChannelPrivateDocument = new TypedDocumentString(`
    mutation SetChannelPrivate($input: SetChannelPrivateInput!) {
  setChannelPrivate(input: $input) {
    channel {
      ...ChannelOverwriteFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  private
  lastMessageId
  viewerPermissions
}
fragment ChannelOverwriteFields on Channel {
  ...ChannelFields
  syncedWithParent
  overwrites {
    role {
      id
    }
    user {
      ...UserFields
    }
    allow
    deny
  }
}`) as unknown as TypedDocumentString<SetChannelPrivateMutation, SetChannelPrivateMutationVariables>;
export const ReportMessageDocument = new TypedDocumentString(`
    mutation ReportMessage($input: ReportMessageInput!) {
  reportMessage(input: $input) {
    report {
      id
      queue
    }
  }
}
    `) as unknown as TypedDocumentString<ReportMessageMutation, ReportMessageMutationVariables>;
export const ReportUserDocument = new TypedDocumentString(`
    mutation ReportUser($input: ReportUserInput!) {
  reportUser(input: $input) {
    report {
      id
      queue
    }
  }
}
    `) as unknown as TypedDocumentString<ReportUserMutation, ReportUserMutationVariables>;
export const GuildReportsDocument = new TypedDocumentString(`
    query GuildReports($guildId: ID!, $status: ReportStatus, $first: Int!, $after: String) {
  guild(id: $guildId) {
    id
    reports(status: $status, first: $first, after: $after) {
      nodes {
        ...ReportFields
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ReportFields on Report {
  id
  createdAt
  category
  note
  queue
  status
  outcome
  resolutionNote
  resolvedAt
  resolvedBy {
    ...UserFields
  }
  reporter {
    ...UserFields
  }
  user {
    ...UserFields
  }
  guildId
  channelId
  messageId
  message {
    id
    content
  }
  evidence {
    content
    createdAt
    editedAt
    channelName
    username
    displayName
    nickname
    bio
    context {
      author {
        ...UserFields
      }
      authorName
      content
      createdAt
    }
  }
}`) as unknown as TypedDocumentString<GuildReportsQuery, GuildReportsQueryVariables>;
export const OperatorReportsDocument = new TypedDocumentString(`
    query OperatorReports($status: ReportStatus, $first: Int!, $after: String) {
  operatorReports(status: $status, first: $first, after: $after) {
    nodes {
      ...ReportFields
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ReportFields on Report {
  id
  createdAt
  category
  note
  queue
  status
  outcome
  resolutionNote
  resolvedAt
  resolvedBy {
    ...UserFields
  }
  reporter {
    ...UserFields
  }
  user {
    ...UserFields
  }
  guildId
  channelId
  messageId
  message {
    id
    content
  }
  evidence {
    content
    createdAt
    editedAt
    channelName
    username
    displayName
    nickname
    bio
    context {
      author {
        ...UserFields
      }
      authorName
      content
      createdAt
    }
  }
}`) as unknown as TypedDocumentString<OperatorReportsQuery, OperatorReportsQueryVariables>;
export const MyReportsDocument = new TypedDocumentString(`
    query MyReports($first: Int!, $after: String) {
  myReports(first: $first, after: $after) {
    nodes {
      ...ReportFields
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ReportFields on Report {
  id
  createdAt
  category
  note
  queue
  status
  outcome
  resolutionNote
  resolvedAt
  resolvedBy {
    ...UserFields
  }
  reporter {
    ...UserFields
  }
  user {
    ...UserFields
  }
  guildId
  channelId
  messageId
  message {
    id
    content
  }
  evidence {
    content
    createdAt
    editedAt
    channelName
    username
    displayName
    nickname
    bio
    context {
      author {
        ...UserFields
      }
      authorName
      content
      createdAt
    }
  }
}`) as unknown as TypedDocumentString<MyReportsQuery, MyReportsQueryVariables>;
export const ResolveReportDocument = new TypedDocumentString(`
    mutation ResolveReport($input: ResolveReportInput!) {
  resolveReport(input: $input) {
    report {
      ...ReportFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ReportFields on Report {
  id
  createdAt
  category
  note
  queue
  status
  outcome
  resolutionNote
  resolvedAt
  resolvedBy {
    ...UserFields
  }
  reporter {
    ...UserFields
  }
  user {
    ...UserFields
  }
  guildId
  channelId
  messageId
  message {
    id
    content
  }
  evidence {
    content
    createdAt
    editedAt
    channelName
    username
    displayName
    nickname
    bio
    context {
      author {
        ...UserFields
      }
      authorName
      content
      createdAt
    }
  }
}`) as unknown as TypedDocumentString<ResolveReportMutation, ResolveReportMutationVariables>;
export const RolesDocument = new TypedDocumentString(`
    query Roles($guildId: ID!) {
  guild(id: $guildId) {
    id
    roles {
      ...RoleFields
    }
  }
}
    fragment RoleFields on Role {
  id
  name
  position
  color
  icon
  hoist
  mentionable
  permissions
  memberCount
}`) as unknown as TypedDocumentString<RolesQuery, RolesQueryVariables>;
export const RoleMembersDocument = new TypedDocumentString(`
    query RoleMembers($guildId: ID!, $roleId: ID!, $first: Int!, $after: String) {
  guild(id: $guildId) {
    id
    roleMembers(roleId: $roleId, first: $first, after: $after) {
      nodes {
        ...MemberFields
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<RoleMembersQuery, RoleMembersQueryVariables>;
export const MemberSearchDocument = new TypedDocumentString(`
    query MemberSearch($guildId: ID!, $query: String!, $first: Int!) {
  guild(id: $guildId) {
    id
    memberSearch(query: $query, first: $first) {
      ...MemberFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<MemberSearchQuery, MemberSearchQueryVariables>;
export const MembersByIdDocument = new TypedDocumentString(`
    query MembersById($guildId: ID!, $ids: [ID!]!) {
  guild(id: $guildId) {
    id
    membersById(ids: $ids) {
      ...MemberFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<MembersByIdQuery, MembersByIdQueryVariables>;
export const CreateRoleDocument = new TypedDocumentString(`
    mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    role {
      ...RoleFields
    }
  }
}
    fragment RoleFields on Role {
  id
  name
  position
  color
  icon
  hoist
  mentionable
  permissions
  memberCount
}`) as unknown as TypedDocumentString<CreateRoleMutation, CreateRoleMutationVariables>;
export const UpdateRoleDocument = new TypedDocumentString(`
    mutation UpdateRole($input: UpdateRoleInput!) {
  updateRole(input: $input) {
    role {
      ...RoleFields
    }
  }
}
    fragment RoleFields on Role {
  id
  name
  position
  color
  icon
  hoist
  mentionable
  permissions
  memberCount
}`) as unknown as TypedDocumentString<UpdateRoleMutation, UpdateRoleMutationVariables>;
export const DeleteRoleDocument = new TypedDocumentString(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteRoleMutation, DeleteRoleMutationVariables>;
export const MoveRolesDocument = new TypedDocumentString(`
    mutation MoveRoles($input: MoveRolesInput!) {
  moveRoles(input: $input) {
    roles {
      ...RoleFields
    }
  }
}
    fragment RoleFields on Role {
  id
  name
  position
  color
  icon
  hoist
  mentionable
  permissions
  memberCount
}`) as unknown as TypedDocumentString<MoveRolesMutation, MoveRolesMutationVariables>;
export const SetMemberRolesDocument = new TypedDocumentString(`
    mutation SetMemberRoles($input: SetMemberRolesInput!) {
  setMemberRoles(input: $input) {
    member {
      ...MemberFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MemberFields on Member {
  user {
    ...UserFields
  }
  joinedAt
  nickname
  roleIds
  restraint
  rulesPending
  timeoutUntil
  voiceMuted
  voiceDeafened
}`) as unknown as TypedDocumentString<SetMemberRolesMutation, SetMemberRolesMutationVariables>;
export const TransferOwnershipDocument = new TypedDocumentString(`
    mutation TransferOwnership($input: TransferOwnershipInput!) {
  transferOwnership(input: $input) {
    guild {
      id
      ownerId
    }
  }
}
    `) as unknown as TypedDocumentString<TransferOwnershipMutation, TransferOwnershipMutationVariables>;
export const ThreadDocument = new TypedDocumentString(`
    query Thread($id: ID!) {
  channel(id: $id) {
    ...ThreadFields
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<ThreadQuery, ThreadQueryVariables>;
export const ActiveThreadsDocument = new TypedDocumentString(`
    query ActiveThreads($guildId: ID!) {
  guild(id: $guildId) {
    id
    activeThreads {
      ...ThreadFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<ActiveThreadsQuery, ActiveThreadsQueryVariables>;
export const ChannelThreadsDocument = new TypedDocumentString(`
    query ChannelThreads($channelId: ID!, $filter: ThreadFilter!, $sort: ForumSort, $first: Int!, $after: String) {
  channel(id: $channelId) {
    id
    threads(filter: $filter, sort: $sort, first: $first, after: $after) {
      nodes {
        ...ThreadFields
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<ChannelThreadsQuery, ChannelThreadsQueryVariables>;
export const ForumPostsDocument = new TypedDocumentString(`
    query ForumPosts($channelId: ID!, $filter: ThreadFilter!, $sort: ForumSort, $first: Int!, $after: String) {
  channel(id: $channelId) {
    id
    threads(filter: $filter, sort: $sort, first: $first, after: $after) {
      nodes {
        ...ThreadFields
        messages(first: 1) {
          nodes {
            id
            content
          }
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<ForumPostsQuery, ForumPostsQueryVariables>;
export const ForumDocument = new TypedDocumentString(`
    query Forum($id: ID!) {
  channel(id: $id) {
    ...ForumFields
  }
}
    fragment ForumFields on Channel {
  id
  defaultSort
  tagRequired
  forumTags {
    id
    name
    emoji
    moderated
  }
}`) as unknown as TypedDocumentString<ForumQuery, ForumQueryVariables>;
export const RootMessageDocument = new TypedDocumentString(`
    query RootMessage($channelId: ID!, $id: ID!) {
  message(channelId: $channelId, id: $id) {
    ...MessageFields
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment MessageFields on Message {
  id
  kind
  channelId
  author {
    ...UserFields
  }
  content
  createdAt
  editedAt
  mentions {
    ...UserFields
  }
}`) as unknown as TypedDocumentString<RootMessageQuery, RootMessageQueryVariables>;
export const ThreadMembersDocument = new TypedDocumentString(`
    query ThreadMembers($id: ID!, $first: Int!, $after: String) {
  channel(id: $id) {
    id
    threadMembers(first: $first, after: $after) {
      nodes {
        user {
          ...UserFields
        }
        joinedAt
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}`) as unknown as TypedDocumentString<ThreadMembersQuery, ThreadMembersQueryVariables>;
export const CreateThreadDocument = new TypedDocumentString(`
    mutation CreateThread($input: CreateThreadInput!) {
  createThread(input: $input) {
    thread {
      ...ThreadFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<CreateThreadMutation, CreateThreadMutationVariables>;
export const UpdateThreadDocument = new TypedDocumentString(`
    mutation UpdateThread($input: UpdateThreadInput!) {
  updateThread(input: $input) {
    thread {
      ...ThreadFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<UpdateThreadMutation, UpdateThreadMutationVariables>;
export const DeleteThreadDocument = new TypedDocumentString(`
    mutation DeleteThread($input: DeleteThreadInput!) {
  deleteThread(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteThreadMutation, DeleteThreadMutationVariables>;
export const JoinThreadDocument = new TypedDocumentString(`
    mutation JoinThread($id: ID!) {
  joinThread(id: $id) {
    thread {
      ...ThreadFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<JoinThreadMutation, JoinThreadMutationVariables>;
export const LeaveThreadDocument = new TypedDocumentString(`
    mutation LeaveThread($id: ID!) {
  leaveThread(id: $id) {
    thread {
      ...ThreadFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<LeaveThreadMutation, LeaveThreadMutationVariables>;
export const AddThreadMemberDocument = new TypedDocumentString(`
    mutation AddThreadMember($input: AddThreadMemberInput!) {
  addThreadMember(input: $input) {
    thread {
      ...ThreadFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<AddThreadMemberMutation, AddThreadMemberMutationVariables>;
export const RemoveThreadMemberDocument = new TypedDocumentString(`
    mutation RemoveThreadMember($input: RemoveThreadMemberInput!) {
  removeThreadMember(input: $input) {
    thread {
      ...ThreadFields
    }
  }
}
    fragment UserFields on User {
  id
  username
  displayName
  createdAt
}
fragment ThreadFields on Channel {
  id
  guildId
  name
  kind
  parentId
  slowModeSeconds
  ageRestricted
  locked
  archivedAt
  autoArchiveMinutes
  invitable
  pinned
  tagIds
  rootMessageId
  owner {
    ...UserFields
  }
  memberCount
  messageCount
  lastMessageId
  lastActivityAt
  viewerJoined
}`) as unknown as TypedDocumentString<RemoveThreadMemberMutation, RemoveThreadMemberMutationVariables>;