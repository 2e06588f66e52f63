/**
 * Every permission in plain words, in groups, and where it can be asked about. The compiler holds
 * this list complete: a permission that the schema gains and that nobody explained does not build.
 */
import type { ChannelKind, Permission } from '@/gql/graphql';

/** Where a permission means something, beside the server as a whole. */
type Scope = 'server' | 'channel' | 'text' | 'voice';

interface Explained {
  label: string;
  text: string;
  scope: Scope;
  /** Why to think before giving it; unset: harmless. */
  danger?: string;
  /** How it is called in the settings of one channel, where it means less than in the server. */
  here?: { label: string; text: string };
}

const EXPLAINED: Record<Permission, Explained> = {
  VIEW_CHANNEL: {
    label: 'See channels',
    text: 'Channels are in the list and can be opened. Without it, nothing else counts there.',
    scope: 'channel',
    here: {
      label: 'See this channel',
      text: 'It is in the list and can be opened. Without it, nothing else counts here.',
    },
  },
  READ_MESSAGE_HISTORY: {
    label: 'Read what was written before',
    text: 'Without it one sees only what is written while one is there.',
    scope: 'text',
  },
  SEND_MESSAGES: {
    label: 'Write messages',
    text: 'In forums: begin posts.',
    scope: 'text',
  },
  SEND_MESSAGES_IN_THREADS: {
    label: 'Write in threads',
    text: 'Answer in threads and in the posts of forums.',
    scope: 'text',
  },
  CREATE_PUBLIC_THREADS: {
    label: 'Begin public threads',
    text: 'Threads that all who see the channel can read.',
    scope: 'text',
  },
  CREATE_PRIVATE_THREADS: {
    label: 'Begin private threads',
    text: 'Threads that only the people added to them can read.',
    scope: 'text',
  },
  EMBED_LINKS: {
    label: 'Show previews of links',
    text: 'A link in a message comes with a preview of its page.',
    scope: 'text',
  },
  ATTACH_FILES: { label: 'Attach files', text: 'Send pictures and other files.', scope: 'text' },
  ADD_REACTIONS: {
    label: 'React',
    text: 'Answer a message with a new emoji. Anybody can join in one that is there.',
    scope: 'text',
  },
  USE_EXTERNAL_EMOJIS: {
    label: 'Use emojis of other servers',
    text: 'Those that one has there, also here.',
    scope: 'text',
  },
  USE_EXTERNAL_STICKERS: {
    label: 'Use stickers of other servers',
    text: 'Those that one has there, also here.',
    scope: 'text',
  },
  MENTION_EVERYONE: {
    label: 'Call everybody at once',
    text: 'Mention @everyone, @here, and roles that are not open to mentions.',
    scope: 'text',
    danger: 'One message can make every phone in the server buzz.',
  },
  BYPASS_SLOWMODE: {
    label: 'Not wait in slow mode',
    text: 'Write as often as one likes, whatever the channel says.',
    scope: 'text',
  },
  MANAGE_MESSAGES: {
    label: 'Delete what others wrote',
    text: 'Take away anybody’s messages, one by one or many at once.',
    scope: 'text',
    danger: 'What is deleted does not come back.',
  },
  PIN_MESSAGES: {
    label: 'Pin messages',
    text: 'Keep a message at hand for all, or let it go again.',
    scope: 'text',
  },
  MANAGE_THREADS: {
    label: 'Keep threads in order',
    text: 'Rename, lock, archive and delete anybody’s threads, and see private ones.',
    scope: 'text',
    danger: 'It opens private threads, and deletes any thread with all that is in it.',
  },
  CONNECT: { label: 'Join voice', text: 'Enter voice channels and listen.', scope: 'voice' },
  SPEAK: { label: 'Speak', text: 'Be heard in voice channels.', scope: 'voice' },
  STREAM: { label: 'Share camera and screen', text: 'Show a picture in voice.', scope: 'voice' },
  USE_VOICE_ACTIVITY: {
    label: 'Speak without holding a key',
    text: 'Without it one has to push to talk.',
    scope: 'voice',
  },
  PRIORITY_SPEAKER: {
    label: 'Be heard above others',
    text: 'While one speaks, the others are turned down.',
    scope: 'voice',
  },
  MUTE_MEMBERS: {
    label: 'Mute people in voice',
    text: 'Take somebody’s microphone away in voice channels.',
    scope: 'voice',
  },
  DEAFEN_MEMBERS: {
    label: 'Deafen people in voice',
    text: 'Somebody deafened hears nothing in voice channels.',
    scope: 'voice',
  },
  MOVE_MEMBERS: {
    label: 'Move people between voice channels',
    text: 'Into another channel, or out of voice.',
    scope: 'voice',
  },
  CREATE_INVITE: {
    label: 'Invite people',
    text: 'Make links that let others join.',
    scope: 'channel',
  },
  CHANGE_NICKNAME: {
    label: 'Choose one’s own nickname',
    text: 'Be called something else in this server.',
    scope: 'server',
  },
  MANAGE_NICKNAMES: {
    label: 'Change nicknames',
    text: 'Of people whose highest role is below one’s own.',
    scope: 'server',
  },
  MODERATE_MEMBERS: {
    label: 'Time people out',
    text: 'Silence somebody for a while, and look after what was reported.',
    scope: 'server',
    danger: 'Whoever is timed out cannot write or speak anywhere in the server.',
  },
  KICK_MEMBERS: {
    label: 'Remove people',
    text: 'They may come back with an invite.',
    scope: 'server',
    danger: 'It puts people out of the server.',
  },
  BAN_MEMBERS: {
    label: 'Ban people',
    text: 'They are out and cannot come back; what they wrote may go with them.',
    scope: 'server',
    danger: 'It puts people out for good, and can delete what they wrote.',
  },
  MANAGE_CHANNELS: {
    label: 'Manage channels',
    text: 'Make, rename, arrange, lock, archive and delete channels.',
    scope: 'channel',
    danger: 'A deleted channel is gone with every message in it.',
    here: {
      label: 'Manage this channel',
      text: 'Rename, lock, archive and delete it.',
    },
  },
  MANAGE_ROLES: {
    label: 'Manage roles',
    text: 'Make, change and give roles below one’s own, and set who may what in channels.',
    scope: 'channel',
    danger: 'It hands out permissions, though never more than one has.',
    here: {
      label: 'Manage who may what here',
      text: 'Change this page.',
    },
  },
  MANAGE_GUILD: {
    label: 'Manage the server',
    text: 'Its name, rules and welcome, and everybody’s invites.',
    scope: 'server',
    danger: 'It changes what everybody finds when they come here.',
  },
  VIEW_AUDIT_LOG: {
    label: 'Read the audit log',
    text: 'See who changed what, and when.',
    scope: 'server',
  },
  MANAGE_WEBHOOKS: {
    label: 'Manage webhooks',
    text: 'Let other programs write into channels.',
    scope: 'text',
    danger: 'Whoever has the address of a webhook can write here under any name.',
  },
  CREATE_EXPRESSIONS: {
    label: 'Add emojis, stickers and sounds',
    text: 'And change or delete one’s own.',
    scope: 'server',
  },
  MANAGE_EXPRESSIONS: {
    label: 'Manage emojis, stickers and sounds',
    text: 'Change and delete anybody’s.',
    scope: 'server',
  },
  CREATE_EVENTS: {
    label: 'Add events',
    text: 'And change or call off one’s own.',
    scope: 'server',
  },
  MANAGE_EVENTS: {
    label: 'Manage events',
    text: 'Change and call off anybody’s.',
    scope: 'server',
  },
  ADMINISTRATOR: {
    label: 'Everything',
    text: 'All of the above, in every channel, whatever the channel says. Only the owner can do more.',
    scope: 'server',
    danger:
      'Nothing is kept from them: they can empty the server. Give it to people you would trust with it.',
  },
};

/** A permission, as the pages show it. */
export interface PermissionInfo extends Pick<Explained, 'label' | 'text' | 'danger'> {
  id: Permission;
}

/** What belongs together. */
export interface PermissionGroup {
  id: string;
  label: string;
  permissions: PermissionInfo[];
}

const GROUPS: { id: string; label: string; permissions: Permission[] }[] = [
  {
    id: 'reading',
    label: 'Seeing and reading',
    permissions: ['VIEW_CHANNEL', 'READ_MESSAGE_HISTORY'],
  },
  {
    id: 'writing',
    label: 'Writing',
    permissions: [
      'SEND_MESSAGES',
      'SEND_MESSAGES_IN_THREADS',
      'CREATE_PUBLIC_THREADS',
      'CREATE_PRIVATE_THREADS',
      'ATTACH_FILES',
      'EMBED_LINKS',
      'ADD_REACTIONS',
      'USE_EXTERNAL_EMOJIS',
      'USE_EXTERNAL_STICKERS',
      'BYPASS_SLOWMODE',
      'MENTION_EVERYONE',
    ],
  },
  {
    id: 'voice',
    label: 'Voice',
    permissions: [
      'CONNECT',
      'SPEAK',
      'STREAM',
      'USE_VOICE_ACTIVITY',
      'PRIORITY_SPEAKER',
      'MUTE_MEMBERS',
      'DEAFEN_MEMBERS',
      'MOVE_MEMBERS',
    ],
  },
  {
    id: 'order',
    label: 'Keeping order',
    permissions: [
      'PIN_MESSAGES',
      'MANAGE_MESSAGES',
      'MANAGE_THREADS',
      'MANAGE_NICKNAMES',
      'MODERATE_MEMBERS',
      'KICK_MEMBERS',
      'BAN_MEMBERS',
    ],
  },
  {
    id: 'server',
    label: 'The server',
    permissions: [
      'CREATE_INVITE',
      'CHANGE_NICKNAME',
      'CREATE_EXPRESSIONS',
      'CREATE_EVENTS',
      'VIEW_AUDIT_LOG',
      'MANAGE_EXPRESSIONS',
      'MANAGE_EVENTS',
      'MANAGE_WEBHOOKS',
      'MANAGE_CHANNELS',
      'MANAGE_ROLES',
      'MANAGE_GUILD',
    ],
  },
  { id: 'everything', label: 'Everything', permissions: ['ADMINISTRATOR'] },
];

/** Every permission there is. */
export const ALL_PERMISSIONS = Object.keys(EXPLAINED) as Permission[];

/** What a permission is called. */
export function permissionLabel(permission: Permission): string {
  return EXPLAINED[permission].label;
}

/** Whether a channel of this kind can give or take it; of a category: for what stands in it. */
function appliesTo(scope: Scope, kind: ChannelKind): boolean {
  switch (scope) {
    case 'server':
      return false;
    case 'voice':
      return kind === 'VOICE' || kind === 'CATEGORY';
    default:
      return true;
  }
}

/** All permissions in their groups, or those that mean something in a channel of this kind. */
export function permissionGroups(kind: ChannelKind | null = null): PermissionGroup[] {
  return GROUPS.map(({ id, label, permissions }) => ({
    id,
    label,
    permissions: permissions
      .filter((permission) => kind === null || appliesTo(EXPLAINED[permission].scope, kind))
      .map((permission) => {
        const { here, ...server } = EXPLAINED[permission];
        const words = kind !== null && kind !== 'CATEGORY' && here ? here : server;
        return {
          id: permission,
          label: words.label,
          text: words.text,
          danger: server.danger,
        };
      }),
  })).filter((group) => group.permissions.length > 0);
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** The groups with only what answers to every word of `text`; the API's own names count too. */
export function searchPermissions(
  groups: readonly PermissionGroup[],
  text: string,
): PermissionGroup[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      permissions: group.permissions.filter((permission) => {
        const own = plain(
          `${permission.label} ${permission.text} ${permission.id} ${permission.id.replaceAll('_', ' ')} ${group.label}`,
        );
        return words.every((word) => own.includes(word));
      }),
    }))
    .filter((group) => group.permissions.length > 0);
}

/** "Write messages", "Write messages and React", "Write messages, React and 3 more". */
export function listPermissions(permissions: readonly Permission[], most = 3): string {
  const labels = permissions.map(permissionLabel);
  const shown =
    labels.length > most
      ? [...labels.slice(0, most - 1), `${labels.length - most + 1} more`]
      : labels;
  return new Intl.ListFormat('en', { style: 'long', type: 'conjunction' }).format(shown);
}
