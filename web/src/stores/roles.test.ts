import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventHandler, EventUnion } from '@/api/events';
import type { GuildFieldsFragment, RoleFieldsFragment } from '@/gql/graphql';

const handlers = new Set<EventHandler>();
const execute =
  vi.fn<(document: { toString(): string }, variables?: unknown) => Promise<unknown>>();

vi.mock('@/api/events', () => ({
  onEvent: (handler: EventHandler) => handlers.add(handler),
  onResync: () => undefined,
}));
vi.mock('@/api/graphql', () => ({ execute }));

const { useGuilds } = await import('./guilds');
const { useMembers } = await import('./members');
const { useRoles } = await import('./roles');

function happens(event: EventUnion) {
  for (const handler of handlers) handler(event, 'cursor');
}

function role(id: string, position: number, fields: Partial<RoleFieldsFragment> = {}) {
  return {
    id,
    name: `role ${id}`,
    position,
    color: 0,
    icon: null,
    hoist: false,
    mentionable: false,
    permissions: [],
    memberCount: 0,
    ...fields,
  } satisfies RoleFieldsFragment;
}

const member = (id: string, roleIds: string[] = []) => ({
  user: { id, username: `u${id}`, displayName: null, createdAt: '' },
  joinedAt: '',
  roleIds,
  nickname: null,
  rulesPending: false,
  voiceMuted: false,
  voiceDeafened: false,
  restraint: null,
  timeoutUntil: null,
});

const guild: GuildFieldsFragment = {
  id: '1',
  name: 'Hall',
  ownerId: '9',
  createdAt: '',
  memberCount: 2,
  description: null,
  systemChannelId: null,
  verification: 'NONE',
  joinsPausedUntil: null,
  rules: [],
  rulesRequired: false,
  viewerPermissions: ['VIEW_CHANNEL'],
  viewerMember: member('7'),
  channels: [],
};

/** Answers to operations, by the name in their text, and how often each was asked. */
let answers: Record<string, unknown>;
let asked: string[];

beforeEach(async () => {
  vi.useFakeTimers();
  handlers.clear();
  setActivePinia(createPinia());
  asked = [];
  answers = {
    Home: { viewer: member('7').user, myGuilds: [guild] },
    Roles: { guild: { roles: [role('a', 2), role('b', 1, { color: 0xff0000 }), role('1', 0)] } },
    Guild: { guild: { ...guild, viewerPermissions: ['MANAGE_ROLES'] } },
    MembersById: { guild: { membersById: [member('7', ['b'])] } },
  };
  execute.mockImplementation((document) => {
    const name = /(?:query|mutation) (\w+)/.exec(document.toString())?.[1] ?? '';
    asked.push(name);
    return name in answers
      ? Promise.resolve(structuredClone(answers[name]))
      : Promise.reject(new Error(`nobody answers ${name}`));
  });
  await useGuilds().load();
  await useRoles().load('1');
});

afterEach(() => {
  vi.useRealTimers();
  execute.mockReset();
});

const order = () =>
  useRoles()
    .ofGuild('1')
    .map(({ id }) => id);

describe('roles', () => {
  it('stand by rank, and follow what happens to them', () => {
    expect(order()).toEqual(['a', 'b', '1']);
    happens({ __typename: 'RoleUpdated', guildId: '1', role: role('b', 1, { name: 'renamed' }) });
    expect(useRoles().get('1', 'b')?.name).toBe('renamed');
    happens({ __typename: 'RoleDeleted', guildId: '1', id: 'a' });
    expect(order()).toEqual(['b', '1']);
    happens({ __typename: 'RoleUpdated', guildId: '2', role: role('x', 1) });
    expect(useRoles().ofGuild('2')).toEqual([]);
  });

  it('are asked for again when their order changed', async () => {
    answers.Roles = { guild: { roles: [role('b', 2), role('a', 1), role('1', 0)] } };
    happens({ __typename: 'RolesMoved', guildId: '1' });
    await vi.runAllTimersAsync();
    expect(order()).toEqual(['b', 'a', '1']);
  });

  it('move at once, and back when the server refuses', async () => {
    const moving = useRoles().move({ guildId: '1', order: ['b', 'a'] });
    expect(order()).toEqual(['b', 'a', '1']);
    await expect(moving).rejects.toThrow('nobody answers MoveRoles');
    expect(order()).toEqual(['a', 'b', '1']);
  });

  it('colour a name by the highest that has a colour', () => {
    expect(useRoles().colourOf('1', ['a', 'b'])).toBe(0xff0000);
    expect(useRoles().colourOf('1', ['a'])).toBe(0);
    expect(useRoles().colourOf('1', [])).toBe(0);
  });
});

describe('what the person may do', () => {
  const count = () => asked.filter((name) => name === 'Guild').length;

  it('is asked for once after a burst of changes', async () => {
    for (let times = 0; times < 5; times += 1) {
      happens({ __typename: 'RoleUpdated', guildId: '1', role: role('b', 1) });
    }
    expect(count()).toBe(0);
    await vi.runAllTimersAsync();
    expect(count()).toBe(1);
    expect(useGuilds().can('1', 'MANAGE_ROLES')).toBe(true);
  });

  it('is asked for at once when other channels are seen', () => {
    happens({ __typename: 'GuildAccessChanged', guildId: '1' });
    expect(count()).toBe(1);
  });

  it('is not asked for when somebody else is given a role', async () => {
    happens({ __typename: 'GuildMemberUpdated', guildId: '1', member: member('8', ['a']) });
    await vi.runAllTimersAsync();
    expect(count()).toBe(0);
    expect(useMembers().get('1', '8')?.roleIds).toEqual(['a']);
  });
});

describe('members', () => {
  it('that are wanted together are asked for together, and once', async () => {
    const members = useMembers();
    for (const id of ['20', '21', '22', '20']) members.want('1', id);
    await vi.runAllTimersAsync();
    members.want('1', '20');
    await vi.runAllTimersAsync();
    expect(asked.filter((name) => name === 'MembersById')).toHaveLength(1);
    expect(execute).toHaveBeenCalledWith(expect.anything(), {
      guildId: '1',
      ids: ['20', '21', '22'],
    });
  });
});
