import {
  Archive,
  FolderOpen,
  Hash,
  Lock,
  Megaphone,
  MessagesSquare,
  ShieldAlert,
  Volume2,
} from '@lucide/vue';
import type { Component } from 'vue';
import type { ChannelKind } from '@/gql/graphql';
import type { Channel } from '@/stores/channels';

/** The kinds that one can make, as they are explained. */
export const KINDS: { kind: ChannelKind; label: string; text: string; icon: Component }[] = [
  {
    kind: 'TEXT',
    label: 'Text',
    text: 'Everybody writes, one after the other.',
    icon: Hash,
  },
  {
    kind: 'ANNOUNCEMENT',
    label: 'Announcements',
    text: 'Few write, all read. At first nobody but those who manage it.',
    icon: Megaphone,
  },
  {
    kind: 'VOICE',
    label: 'Voice',
    text: 'People who talk, with messages beside it.',
    icon: Volume2,
  },
  {
    kind: 'FORUM',
    label: 'Forum',
    text: 'Posts, each with its own conversation. Good for questions.',
    icon: MessagesSquare,
  },
];

const ICONS: Record<ChannelKind, Component> = {
  TEXT: Hash,
  ANNOUNCEMENT: Megaphone,
  VOICE: Volume2,
  FORUM: MessagesSquare,
  CATEGORY: FolderOpen,
  PUBLIC_THREAD: MessagesSquare,
  PRIVATE_THREAD: MessagesSquare,
};

const NAMES: Record<ChannelKind, string> = {
  TEXT: 'text channel',
  ANNOUNCEMENT: 'announcement channel',
  VOICE: 'voice channel',
  FORUM: 'forum',
  CATEGORY: 'category',
  PUBLIC_THREAD: 'thread',
  PRIVATE_THREAD: 'private thread',
};

/** Whether messages are written in it. */
export function holdsMessages(kind: ChannelKind): boolean {
  return kind !== 'CATEGORY' && kind !== 'FORUM';
}

/** What stands before its name. */
export function kindIcon(kind: ChannelKind): Component {
  return ICONS[kind];
}

/** "text channel", in a sentence. */
export function kindName(kind: ChannelKind): string {
  return NAMES[kind];
}

/** Whether it stands beside a channel. */
export function isThread(kind: ChannelKind): boolean {
  return kind === 'PUBLIC_THREAD' || kind === 'PRIVATE_THREAD';
}

/** Whether threads can begin in it; in a forum they are its posts. */
export function holdsThreads(kind: ChannelKind): boolean {
  return kind === 'TEXT' || kind === 'ANNOUNCEMENT';
}

/** How it is called in a sentence: `#general`, but what is no place to write in and a thread by name alone. */
export function channelName({ name, kind }: { name: string; kind: ChannelKind }): string {
  return kind === 'CATEGORY' || kind === 'VOICE' || isThread(kind) ? name : `#${name}`;
}

/** What else is to know of a channel before one opens it, in words and as a sign. */
export function channelMarks(
  channel: Pick<Channel, 'private' | 'locked' | 'archivedAt' | 'ageRestricted'>,
): { label: string; icon: Component }[] {
  return [
    ...(channel.archivedAt ? [{ label: 'archived', icon: Archive }] : []),
    ...(channel.locked ? [{ label: 'locked', icon: Lock }] : []),
    ...(channel.ageRestricted ? [{ label: 'age-restricted', icon: ShieldAlert }] : []),
  ];
}
