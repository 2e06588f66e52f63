/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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
  guildId: string;
  kind: ChannelKind;
  name: string;
  parentId?: string | null | undefined;
  slowModeSeconds?: number | null | undefined;
  topic?: string | null | undefined;
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

export type EditMessageInput = {
  content: string;
  id: string;
};

export type MoveChannelsInput = {
  guildId: string;
  moves: Array<ChannelMove>;
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

/**
 * `nonce`: at most 64 characters of the sender's choice; a second send with the same nonce in the
 * same channel answers with the first message.
 */
export type SendMessageInput = {
  channelId: string;
  content: string;
  nonce?: string | null | undefined;
};

/** A field left out stays as it is; `topic: null` and `""` clear the topic. */
export type UpdateChannelInput = {
  id: string;
  name?: string | null | undefined;
  slowModeSeconds?: number | null | undefined;
  topic?: string | null | undefined;
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


export type AccountQuery = { account: { email: string, user: { id: string, username: string, displayName: string | null, createdAt: string } } };

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

export type ChannelQueryVariables = Exact<{
  id: string;
}>;


export type ChannelQuery = { channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, lastMessageId: string | null, viewerPermissions: Array<Permission> } | null };

export type CreateChannelMutationVariables = Exact<{
  input: CreateChannelInput;
}>;


export type CreateChannelMutation = { createChannel: { channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, lastMessageId: string | null, viewerPermissions: Array<Permission> } } };

export type UpdateChannelMutationVariables = Exact<{
  input: UpdateChannelInput;
}>;


export type UpdateChannelMutation = { updateChannel: { channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, lastMessageId: string | null, viewerPermissions: Array<Permission> } } };

export type DeleteChannelMutationVariables = Exact<{
  id: string;
}>;


export type DeleteChannelMutation = { deleteChannel: { id: string } };

export type MoveChannelsMutationVariables = Exact<{
  input: MoveChannelsInput;
}>;


export type MoveChannelsMutation = { moveChannels: { channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } };

export type EventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EventsSubscription = { events: { cursor: string, event:
      | { __typename: 'BlockChanged' }
      | { __typename: 'ChannelCreated', guildId: string, channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number } }
      | { __typename: 'ChannelDeleted', guildId: string, id: string }
      | { __typename: 'ChannelUpdated', guildId: string, channel: { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number } }
      | { __typename: 'GuildJoined', guildId: string, name: string }
      | { __typename: 'GuildLeft', guildId: string }
      | { __typename: 'GuildMemberJoined', guildId: string, member: { joinedAt: string, user: { id: string, username: string, displayName: string | null, createdAt: string } } }
      | { __typename: 'GuildMemberLeft', guildId: string, userId: string }
      | { __typename: 'GuildMemberUpdated' }
      | { __typename: 'GuildMembersPruned' }
      | { __typename: 'GuildUpdated', guildId: string, name: string, ownerId: string }
      | { __typename: 'MessageCreated', nonce: string | null, message: { id: string, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } }
      | { __typename: 'MessageDeleted', id: string, channelId: string }
      | { __typename: 'MessageUpdated', message: { id: string, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> } }
      | { __typename: 'MessagesDeleted' }
      | { __typename: 'ReadStateChanged', channelId: string, lastReadMessageId: string }
      | { __typename: 'Ready', userId: string }
      | { __typename: 'ReportCreated' }
      | { __typename: 'ReportUpdated' }
      | { __typename: 'ResyncRequired', reason: string }
      | { __typename: 'ThreadCreated' }
      | { __typename: 'ThreadDeleted' }
      | { __typename: 'ThreadMembersChanged' }
      | { __typename: 'ThreadUpdated' }
      | { __typename: 'UserUpdated', user: { id: string, username: string, displayName: string | null, createdAt: string } }
     } };

export type UserFieldsFragment = { id: string, username: string, displayName: string | null, createdAt: string };

export type MessageFieldsFragment = { id: string, channelId: string, content: string, createdAt: string, editedAt: string | null, author: { id: string, username: string, displayName: string | null, createdAt: string }, mentions: Array<{ id: string, username: string, displayName: string | null, createdAt: string }> };

export type ChannelInfoFieldsFragment = { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number };

export type ChannelFieldsFragment = { id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, lastMessageId: string | null, viewerPermissions: Array<Permission> };

export type GuildFieldsFragment = { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, viewerPermissions: Array<Permission>, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, lastMessageId: string | null, viewerPermissions: Array<Permission> }> };

export type InviteFieldsFragment = { code: string, url: string, guildId: string, channelId: string | null, createdAt: string, expiresAt: string | null, maxUses: number | null, uses: number, inviter: { id: string, username: string, displayName: string | null, createdAt: string } | null };

export type HomeQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeQuery = { viewer: { id: string, username: string, displayName: string | null, createdAt: string }, myGuilds: Array<{ id: string, name: string, ownerId: string, createdAt: string, memberCount: number, viewerPermissions: Array<Permission>, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, lastMessageId: string | null, viewerPermissions: Array<Permission> }> }> };

export type GuildQueryVariables = Exact<{
  id: string;
}>;


export type GuildQuery = { guild: { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, viewerPermissions: Array<Permission>, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } | null };

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


export type MembersQuery = { guild: { id: string, memberCount: number, members: { nodes: Array<{ joinedAt: string, user: { id: string, username: string, displayName: string | null, createdAt: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type CreateGuildMutationVariables = Exact<{
  input: CreateGuildInput;
}>;


export type CreateGuildMutation = { createGuild: { guild: { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, viewerPermissions: Array<Permission>, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } } };

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


export type AcceptInviteMutation = { acceptInvite: { guild: { id: string, name: string, ownerId: string, createdAt: string, memberCount: number, viewerPermissions: Array<Permission>, channels: Array<{ id: string, guildId: string | null, name: string, kind: ChannelKind, topic: string | null, parentId: string | null, position: number, slowModeSeconds: number, lastMessageId: string | null, viewerPermissions: Array<Permission> }> } } };

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
}
    `, {"fragmentName":"ChannelInfoFields"}) as unknown as TypedDocumentString<ChannelInfoFieldsFragment, unknown>;
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
  lastMessageId
  viewerPermissions
}
    `, {"fragmentName":"ChannelFields"}) as unknown as TypedDocumentString<ChannelFieldsFragment, unknown>;
export const GuildFieldsFragmentDoc = new TypedDocumentString(`
    fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  viewerPermissions
  channels {
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
  lastMessageId
  viewerPermissions
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
  lastMessageId
  viewerPermissions
}`) as unknown as TypedDocumentString<MoveChannelsMutation, MoveChannelsMutationVariables>;
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
          user {
            ...UserFields
          }
          joinedAt
        }
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
  lastMessageId
  viewerPermissions
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  viewerPermissions
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
    fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  lastMessageId
  viewerPermissions
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  viewerPermissions
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
}`) as unknown as TypedDocumentString<MembersQuery, MembersQueryVariables>;
export const CreateGuildDocument = new TypedDocumentString(`
    mutation CreateGuild($input: CreateGuildInput!) {
  createGuild(input: $input) {
    guild {
      ...GuildFields
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
  lastMessageId
  viewerPermissions
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  viewerPermissions
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
    fragment ChannelFields on Channel {
  id
  guildId
  name
  kind
  topic
  parentId
  position
  slowModeSeconds
  lastMessageId
  viewerPermissions
}
fragment GuildFields on Guild {
  id
  name
  ownerId
  createdAt
  memberCount
  viewerPermissions
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