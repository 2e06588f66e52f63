/** What can be told of threads without asking anybody. Pure. */
import type { ForumSort, Permission } from '@/gql/graphql';
import { compareIds } from '@/stores/ids';

/** What a locked thread keeps from those who do not manage threads: to say anything in it. */
const SPEAKING: readonly Permission[] = [
  'SEND_MESSAGES',
  'SEND_MESSAGES_IN_THREADS',
  'CREATE_PUBLIC_THREADS',
  'CREATE_PRIVATE_THREADS',
  'ADD_REACTIONS',
  'SPEAK',
  'STREAM',
];

/** What one may do in a thread, from what one may do in its channel. */
export function threadPermissions(
  parent: readonly Permission[],
  locked: boolean,
): readonly Permission[] {
  const silent = locked && !parent.includes('MANAGE_THREADS');
  return [
    ...parent.filter(
      (permission) => permission !== 'SEND_MESSAGES' && !(silent && SPEAKING.includes(permission)),
    ),
    ...(parent.includes('SEND_MESSAGES_IN_THREADS') && !silent ? (['SEND_MESSAGES'] as const) : []),
  ];
}

/** What an order of threads goes by. */
export interface Sortable {
  id: string;
  pinned: boolean;
  lastActivityAt: string | null;
}

/** The pinned first, then what was begun, or written in, last: as the server sorts. */
export function compareThreads(sort: ForumSort): (a: Sortable, b: Sortable) => number {
  return (a, b) => {
    if (a.pinned !== b.pinned) return a.pinned ? -1 : 1;
    const byActivity =
      sort === 'LATEST_ACTIVITY'
        ? Date.parse(b.lastActivityAt ?? '') - Date.parse(a.lastActivityAt ?? '')
        : 0;
    return byActivity || compareIds(b.id, a.id);
  };
}

/** Whether a name answers to what was typed: each word is somewhere in it. */
export function nameAnswers(name: string, text: string): boolean {
  const lower = name.toLocaleLowerCase();
  return text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

/** A name to offer for a thread that begins from a message: its first words, on one line. */
export function nameFrom(text: string, longest = 60): string {
  const line = text.trim().split('\n')[0]?.replace(/\s+/g, ' ').trim() ?? '';
  if ([...line].length <= longest) return line;
  const cut = [...line].slice(0, longest).join('');
  const space = cut.lastIndexOf(' ');
  return space > longest / 2 ? cut.slice(0, space) : cut;
}

/** Puts a tag on a post, or takes it off; never more than `most`. */
export function toggleTag(tags: readonly string[], id: string, most: number): string[] {
  if (tags.includes(id)) return tags.filter((other) => other !== id);
  return tags.length < most ? [...tags, id] : [...tags];
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** `5 min. ago`, `yesterday`; what is less than a minute old is `just now`. */
export function timeAgo(time: number, now = Date.now()): string {
  const passed = now - time;
  for (const [unit, milliseconds] of UNITS) {
    if (passed >= milliseconds) return ago.format(-Math.floor(passed / milliseconds), unit);
  }
  return 'just now';
}
