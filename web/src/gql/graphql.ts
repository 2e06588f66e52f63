/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type ArchiveChannelInput = {
  archived: boolean;
  channelId: string;
  /** Why, for the audit log; at most 512 characters. */
  reason?: string | null | undefined;
};

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

export type TransferOwnershipInput = {
  guildId: string;
  /** The caller's own. */
  password: string;
  /** The member who is to own it. */
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


export type AccountQuery = { account: { email: string, ofAge: boolean, user: { id: string, username: string, displayName: string | null, createdAt: string } } };

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
      | { __typename: 'ChannelCreated', guildId: string, channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null } }
      | { __typename: 'ChannelDeleted', guildId: string, id: string }
      | { __typename: 'ChannelUpdated', guildId: string, channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null } }
      | { __typename: 'GuildAccessChanged', guildId: string }
      | { __typename: 'GuildJoined', guildId: string, name: string }
      | { __typename: 'GuildLeft', guildId: string }
      | { __typename: 'GuildMemberJoined', guildId: string, member: { joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } } }
      | { __typename: 'GuildMemberLeft', guildId: string, userId: string }
      | { __typename: 'GuildMemberUpdated', guildId: string, member: { joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } } }
      | { __typename: 'GuildUpdated', guildId: string, name: string, ownerId: string }
      | { __typename: 'MessageCreated', nonce: string | null, message: { id: string, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } }
      | { __typename: 'MessageDeleted', id: string, channelId: string }
      | { __typename: 'MessageUpdated', message: { id: string, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } }
      | { __typename: 'ReadStateChanged', channelId: string, lastReadMessageId: string }
      | { __typename: 'Ready', userId: string }
      | { __typename: 'ResyncRequired', reason: string }
      | { __typename: 'RoleCreated', guildId: string, role: { id: string, name: string, position: number, color: number, icon: string | null, hoist: boolean, mentionable: boolean, permissions: Array<Permission>, memberCount: number } }
      | { __typename: 'RoleDeleted', guildId: string, id: string }
      | { __typename: 'RoleUpdated', guildId: string, role: { id: string, name: string, position: number, color: number, icon: string | null, hoist: boolean, mentionable: boolean, permissions: Array<Permission>, memberCount: number } }
      | { __typename: 'RolesMoved', guildId: string }
      | { __typename: 'UserUpdated', user: { id: string, username: string, displayName: string | null, createdAt: string } }
     } };

export type UserFieldsFragment = { id: string, username: string, displayName: string | null, createdAt: string };

export type MessageFieldsFragment = { id: string, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> };

export type ChannelInfoFieldsFragment = { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null };

export type ChannelFieldsFragment = { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> };

export type ChannelDetailFieldsFragment = { id: string, userLimit: number, autoArchiveMinutes: number, defaultSort: ForumSort, tagRequired: boolean };

export type ChannelOverwriteFieldsFragment = { syncedWithParent: boolean | null, id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission>, overwrites: Array<{ allow: Array<Permission>, deny: Array<Permission>, role: { id: string } | null, user: { id: string, username: string, displayName: string | null, createdAt: string } | null }> };

export type RoleFieldsFragment = { id: string, name: string, position: number, color: number, icon: string | null, hoist: boolean, mentionable: boolean, permissions: Array<Permission>, memberCount: number };

export type MemberFieldsFragment = { joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } };

export type GuildFieldsFragment = { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, viewerPermissions: Array<Permission>, viewerMember: { joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } }, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> };

export type InviteFieldsFragment = { code: string, url: string, guildId: string, channelId: string | null, createdAt: string, expiresAt: string | null, maxUses: number | null, uses: number, inviter: { id: string, username: string, displayName: string | null, createdAt: string } | null };

export type HomeQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeQuery = { viewer: { id: string, username: string, displayName: string | null, createdAt: string }, myGuilds: Array<{ id: string, name: string, ownerId: string, createdAt: string, memberCount: number, viewerPermissions: Array<Permission>, viewerMember: { joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } }, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> }> };

export type GuildQueryVariables = Exact<{
  id: string;
}>;


export type GuildQuery = { guild: { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, viewerPermissions: Array<Permission>, viewerMember: { joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } }, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } | null };

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


export type MembersQuery = { guild: { id: string, memberCount: number, members: { nodes: Array<{ joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type CreateGuildMutationVariables = Exact<{
  input: CreateGuildInput;
}>;


export type CreateGuildMutation = { createGuild: { guild: { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, viewerPermissions: Array<Permission>, viewerMember: { joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } }, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } } };

export type UpdateGuildMutationVariables = Exact<{
  input: UpdateGuildInput;
}>;


export type UpdateGuildMutation = { updateGuild: { guild: { id: string, name: string } } };

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


export type AcceptInviteMutation = { acceptInvite: { guild: { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, viewerPermissions: Array<Permission>, viewerMember: { joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } }, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, ageRestricted: boolean, locked: boolean, archivedAt: string | null, private: boolean, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } } };

export type ChannelMessagesQueryVariables = Exact<{
  channelId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  around?: string | null | undefined;
}>;


export type ChannelMessagesQuery = { channel: { id: string, messages: { edges: Array<{ cursor: string, node: { id: string, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } }>, pageInfo: { hasPreviousPage: boolean, hasNextPage: boolean } } } | null };

export type SendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;


export type SendMessageMutation = { sendMessage: { message: { id: string, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } } };

export type EditMessageMutationVariables = Exact<{
  input: EditMessageInput;
}>;


export type EditMessageMutation = { editMessage: { message: { id: string, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } } };

export type DeleteMessageMutationVariables = Exact<{
  id: string;
}>;


export type DeleteMessageMutation = { deleteMessage: { id: string } };

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


export type RoleMembersQuery = { guild: { id: string, roleMembers: { nodes: Array<{ joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type MemberSearchQueryVariables = Exact<{
  guildId: string;
  query: string;
  first: number;
}>;


export type MemberSearchQuery = { guild: { id: string, memberSearch: Array<{ joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } }> } | null };

export type MembersByIdQueryVariables = Exact<{
  guildId: string;
  ids: Array<string> | string;
}>;


export type MembersByIdQuery = { guild: { id: string, membersById: Array<{ joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } }> } | null };

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


export type SetMemberRolesMutation = { setMemberRoles: { member: { joinedAt: string, roleIds: Array<string>, restraint: Restraint | null, timeoutUntil: string | null, user: { id: string, username: string, displayName: string | null, createdAt: string } } } };

export type TransferOwnershipMutationVariables = Exact<{
  input: TransferOwnershipInput;
}>;


export type TransferOwnershipMutation = { transferOwnership: { guild: { id: string, ownerId: string } } };

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
  roleIds
  restraint
  timeoutUntil
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
  roleIds
  restraint
  timeoutUntil
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
      ... on GuildJoined {
        guildId
        name
      }
      ... on GuildUpdated {
        guildId
        name
        ownerId
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
  roleIds
  restraint
  timeoutUntil
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
  roleIds
  restraint
  timeoutUntil
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
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
  roleIds
  restraint
  timeoutUntil
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
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
  roleIds
  restraint
  timeoutUntil
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
  roleIds
  restraint
  timeoutUntil
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  viewerPermissions
  viewerMember {
    ...MemberFields
  }
  channels {
    ...ChannelFields
  }
}`) as unknown as TypedDocumentString<CreateGuildMutation, CreateGuildMutationVariables>;
export const UpdateGuildDocument = new TypedDocumentString(`
    mutation UpdateGuild($input: UpdateGuildInput!) {
  updateGuild(input: $input) {
    guild {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateGuildMutation, UpdateGuildMutationVariables>;
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
  roleIds
  restraint
  timeoutUntil
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  viewerPermissions
  viewerMember {
    ...MemberFields
  }
  channels {
    ...ChannelFields
  }
}`) as unknown as TypedDocumentString<AcceptInviteMutation, AcceptInviteMutationVariables>;
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
  roleIds
  restraint
  timeoutUntil
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
  roleIds
  restraint
  timeoutUntil
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
  roleIds
  restraint
  timeoutUntil
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
  roleIds
  restraint
  timeoutUntil
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