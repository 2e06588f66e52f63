/**
 * What an entry of the audit log says, as a sentence that people read. Pure. Parts that are names
 * are marked, so that the page can set them apart.
 */
import type { AuditAction, AuditEntryFieldsFragment } from '@/gql/graphql';
import { nameOf } from '@/stores/users';
import { durationText } from '@/composables/duration';
import { OUTCOME_LABELS } from '@/components/reports/words';

export type AuditEntry = AuditEntryFieldsFragment;
type Change = AuditEntry['changes'][number];

/** A piece of a sentence: plain, or the name of somebody or something. */
export type Part = string | { name: string };

const FIELDS: Record<string, string> = {
  name: 'name',
  description: 'description',
  topic: 'topic',
  channel: 'channel',
  kind: 'kind',
  slowModeSeconds: 'slow mode',
  ageRestricted: 'age gate',
  locked: 'lock',
  archived: 'archive',
  userLimit: 'limit of people',
  autoArchiveMinutes: 'time to archive',
  defaultSort: 'order of posts',
  tagRequired: 'tag required',
  color: 'colour',
  icon: 'icon',
  hoist: 'heading of its own',
  mentionable: 'open to mentions',
  permissions: 'permissions',
  roles: 'roles',
  nickname: 'nickname',
  systemChannelId: 'channel for the server’s own words',
  tellsJoins: 'telling who joins',
  tellsLeaves: 'telling who leaves',
  verification: 'verification',
  welcome: 'welcome',
  rules: 'rules',
  rulesRequired: 'rules to be accepted',
  owner: 'owner',
  voiceMuted: 'muted in voice',
  voiceDeafened: 'deafened in voice',
  timeoutUntil: 'timeout',
  expiresAt: 'end of the ban',
  deleteMessageSeconds: 'messages deleted with it',
  joinsPausedUntil: 'joins paused',
  status: 'status',
  outcome: 'outcome',
  count: 'how many',
  days: 'days not seen',
  order: 'order',
};

/** What a field is called. What this version does not know is spelled as the API does. */
export function fieldLabel(field: string): string {
  return FIELDS[field] ?? field.replace(/([a-z])([A-Z])/g, '$1 $2').toLocaleLowerCase();
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const SECONDS = /Seconds$/;
const TIMES = new Set(['timeoutUntil', 'expiresAt', 'joinsPausedUntil']);

/** What a value reads as. */
export function valueText(field: string, value: string | null): string {
  if (value === null || value === '') return 'nothing';
  if (value === 'true') return 'yes';
  if (value === 'false') return 'no';
  if (TIMES.has(field) && !Number.isNaN(Date.parse(value))) return moment.format(Date.parse(value));
  if (SECONDS.test(field) && /^\d+$/.test(value)) {
    return value === '0' ? 'off' : durationText(Number(value));
  }
  return value;
}

/** What each action is called in the filter, in the groups it stands in there. */
export const ACTION_GROUPS: { label: string; actions: { value: AuditAction; text: string }[] }[] = [
  {
    label: 'People',
    actions: [
      { value: 'MEMBER_BANNED', text: 'Bans' },
      { value: 'MEMBER_UNBANNED', text: 'Unbans' },
      { value: 'MEMBER_KICKED', text: 'Kicks' },
      { value: 'MEMBERS_PRUNED', text: 'Prunes' },
      { value: 'MEMBER_TIMED_OUT', text: 'Timeouts' },
      { value: 'MEMBER_ROLES_UPDATED', text: 'Roles given and taken' },
      { value: 'MEMBER_UPDATED', text: 'Nicknames and voice' },
    ],
  },
  {
    label: 'Messages and reports',
    actions: [
      { value: 'MESSAGE_DELETED', text: 'Messages deleted' },
      { value: 'MESSAGES_DELETED', text: 'Many messages deleted' },
      { value: 'REPORT_RESOLVED', text: 'Reports decided' },
    ],
  },
  {
    label: 'Channels and threads',
    actions: [
      { value: 'CHANNEL_CREATED', text: 'Channels made' },
      { value: 'CHANNEL_UPDATED', text: 'Channels changed' },
      { value: 'CHANNELS_MOVED', text: 'Channels moved' },
      { value: 'CHANNEL_DELETED', text: 'Channels deleted' },
      { value: 'OVERWRITES_UPDATED', text: 'Who may what in channels' },
      { value: 'THREAD_UPDATED', text: 'Threads changed' },
      { value: 'THREAD_DELETED', text: 'Threads deleted' },
    ],
  },
  {
    label: 'Roles',
    actions: [
      { value: 'ROLE_CREATED', text: 'Roles made' },
      { value: 'ROLE_UPDATED', text: 'Roles changed' },
      { value: 'ROLES_MOVED', text: 'Roles moved' },
      { value: 'ROLE_DELETED', text: 'Roles deleted' },
    ],
  },
  {
    label: 'Server and invites',
    actions: [
      { value: 'GUILD_UPDATED', text: 'Server changed' },
      { value: 'JOINS_PAUSED', text: 'Joins paused' },
      { value: 'OWNERSHIP_TRANSFERRED', text: 'Ownership handed over' },
      { value: 'GUILD_EXPORTED', text: 'Exports' },
      { value: 'INVITE_CREATED', text: 'Invites made' },
      { value: 'INVITE_REVOKED', text: 'Invites revoked' },
    ],
  },
];

function change(entry: AuditEntry, field: string): Change | undefined {
  return entry.changes.find((one) => one.field === field);
}

function after(entry: AuditEntry, field: string): string | null {
  return change(entry, field)?.after ?? null;
}

function names(list: string | null | undefined): string[] {
  return (list ?? '')
    .split(', ')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** The words between a list of names. */
function listed(items: readonly string[]): Part[] {
  return items.flatMap((name, index): Part[] => [
    ...(index === 0 ? [] : [index === items.length - 1 ? ' and ' : ', ']),
    { name },
  ]);
}

function rolesSentence(entry: AuditEntry, whom: Part): Part[] {
  const both = change(entry, 'roles');
  const before = names(both?.before);
  const now = names(both?.after);
  const given = now.filter((name) => !before.includes(name));
  const taken = before.filter((name) => !now.includes(name));
  const word = (some: string[]) => (some.length === 1 ? 'the role ' : 'the roles ');
  if (given.length > 0 && taken.length > 0) {
    return ['gave ', whom, ' ', word(given), ...listed(given), ' and took ', ...listed(taken)];
  }
  if (given.length > 0) return ['gave ', whom, ' ', word(given), ...listed(given)];
  if (taken.length > 0) return ['took ', word(taken), ...listed(taken), ' from ', whom];
  return ['changed the roles of ', whom];
}

function memberSentence(entry: AuditEntry, whom: Part): Part[] {
  const nickname = change(entry, 'nickname');
  if (nickname) {
    return nickname.after
      ? ['gave ', whom, ' the nickname ', { name: nickname.after }]
      : ['took the nickname of ', whom, ' away'];
  }
  const parts: string[] = [];
  const muted = after(entry, 'voiceMuted');
  const deafened = after(entry, 'voiceDeafened');
  if (muted !== null) parts.push(muted === 'true' ? 'muted' : 'unmuted');
  if (deafened !== null) parts.push(deafened === 'true' ? 'deafened' : 'undeafened');
  return parts.length > 0 ? [`${parts.join(' and ')} `, whom, ' in voice'] : ['changed ', whom];
}

/** "the name of X", or "X: name, topic". */
function changed(what: Part[], entry: AuditEntry): Part[] {
  const fields = entry.changes.map(({ field }) => fieldLabel(field));
  const [only] = fields;
  if (only && fields.length === 1) return [`changed the ${only} of `, ...what];
  return fields.length === 0
    ? ['changed ', ...what]
    : ['changed ', ...what, `: ${fields.join(', ')}`];
}

/** What was done, without who did it. */
export function auditSentence(entry: AuditEntry): Part[] {
  const called = entry.targetUser ? nameOf(entry.targetUser) : entry.targetName;
  const whom: Part = called ? { name: called } : 'somebody';
  const thing: Part = entry.targetName ? { name: entry.targetName } : 'something';
  const channel: Part = entry.targetName ? { name: `#${entry.targetName}` } : 'a channel';
  switch (entry.action) {
    case 'GUILD_UPDATED':
      return changed(['the server'], entry);
    case 'OWNERSHIP_TRANSFERRED':
      return [
        'handed the server over to ',
        { name: after(entry, 'owner') ?? called ?? 'somebody' },
      ];
    case 'CHANNEL_CREATED':
      return ['made the channel ', channel];
    case 'CHANNEL_UPDATED':
      return changed([channel], entry);
    case 'CHANNELS_MOVED':
      return ['put channels elsewhere'];
    case 'CHANNEL_DELETED':
      return ['deleted the channel ', channel];
    case 'OVERWRITES_UPDATED':
      return ['changed who may what in ', channel];
    case 'THREAD_UPDATED':
      return changed(['the thread ', thing], entry);
    case 'THREAD_DELETED':
      return ['deleted the thread ', thing];
    case 'ROLE_CREATED':
      return ['made the role ', thing];
    case 'ROLE_UPDATED':
      return changed(['the role ', thing], entry);
    case 'ROLES_MOVED':
      return ['put the roles in another order'];
    case 'ROLE_DELETED':
      return ['deleted the role ', thing];
    case 'MEMBER_ROLES_UPDATED':
      return rolesSentence(entry, whom);
    case 'MEMBER_UPDATED':
      return memberSentence(entry, whom);
    case 'MEMBER_KICKED':
      return ['kicked ', whom];
    case 'MEMBERS_PRUNED': {
      const count = Number(after(entry, 'count') ?? 0);
      const people = `${count.toLocaleString()} ${count === 1 ? 'member' : 'members'}`;
      const days = after(entry, 'days');
      return [
        `pruned ${people}${days ? ` not seen for ${durationText(Number(days) * 86_400)}` : ''}`,
      ];
    }
    case 'MEMBER_BANNED': {
      const until = after(entry, 'expiresAt');
      const gone = after(entry, 'deleteMessageSeconds');
      return [
        'banned ',
        whom,
        until ? ` until ${valueText('expiresAt', until)}` : '',
        gone && gone !== '0'
          ? `, with what they wrote in the last ${durationText(Number(gone))}`
          : '',
      ];
    }
    case 'MEMBER_UNBANNED':
      return ['unbanned ', whom];
    case 'MEMBER_TIMED_OUT': {
      const until = after(entry, 'timeoutUntil');
      return until
        ? ['timed ', whom, ` out until ${valueText('timeoutUntil', until)}`]
        : ['ended the timeout of ', whom];
    }
    case 'MESSAGE_DELETED': {
      const where = change(entry, 'channel')?.before;
      return ['deleted a message by ', whom, ...(where ? [' in ', { name: `#${where}` }] : [])];
    }
    case 'MESSAGES_DELETED': {
      const count = Number(after(entry, 'count') ?? 0);
      return [`deleted ${count.toLocaleString()} messages in `, channel];
    }
    case 'INVITE_CREATED':
      return ['made the invite ', { name: entry.targetId }];
    case 'INVITE_REVOKED':
      return ['revoked the invite ', { name: entry.targetId }];
    case 'JOINS_PAUSED': {
      const until = after(entry, 'joinsPausedUntil');
      return until
        ? [`paused joins until ${valueText('joinsPausedUntil', until)}`]
        : ['let people join again'];
    }
    case 'REPORT_RESOLVED': {
      const outcome = after(entry, 'outcome');
      const known = Object.entries(OUTCOME_LABELS).find(([id]) => id === outcome)?.[1];
      const dismissed = after(entry, 'status') === 'DISMISSED';
      return [
        dismissed ? 'dismissed a report' : 'resolved a report',
        ...(called ? [' about ', whom] : []),
        known && !dismissed ? ` (${known.toLocaleLowerCase()})` : '',
      ];
    }
    case 'GUILD_EXPORTED':
      return ['exported the server'];
    default:
      return ['did something that this version does not know'];
  }
}

/** A sentence without its marks. */
export function plainSentence(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
}
