import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventHandler, EventUnion } from '@/api/events';
import type { ChannelFieldsFragment, GuildFieldsFragment } from '@/gql/graphql';

const handlers = new Set<EventHandler>();
const resyncs = new Set<() => void>();
const execute =
  vi.fn<(document: { toString(): string }, variables?: unknown) => Promise<unknown>>();

vi.mock('@/api/events', () => ({
  onEvent: (handler: EventHandler) => handlers.add(handler),
  onResync: (handler: () => void) => resyncs.add(handler),
}));
vi.mock('@/api/graphql', () => ({ execute }));

const { useChannels } = await import('./channels');
const { useGuilds } = await import('./guilds');
const { useMembers } = await import('./members');
const { useReadStates } = await import('./readStates');
const { useUsers } = await import('./users');

function happens(event: EventUnion) {
  for (const handler of handlers) handler(event, 'cursor');
}

const person = (id: string) => ({ id, username: `u${id}`, displayName: null, createdAt: '' });

function channel(id: string, fields: Partial<ChannelFieldsFragment> = {}): ChannelFieldsFragment {
  return {
    id,
    guildId: '1',
    name: `c${id}`,
    kind: 'TEXT',
    topic: null,
    parentId: null,
    position: 0,
    slowModeSeconds: 0,
    ageRestricted: false,
    locked: false,
    archivedAt: null,
    private: false,
    lastMessageId: null,
    viewerPermissions: ['VIEW_CHANNEL'],
    ...fields,
  };
}

const member = (id: string, roleIds: string[] = []) => ({
  user: person(id),
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
  ownerId: '7',
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
  channels: [channel('10', { lastMessageId: '500' }), channel('11', { position: 1 })],
};

const message = (id: string, channelId: string, author: string): EventUnion => ({
  __typename: 'MessageCreated',
  nonce: null,
  message: {
    id,
    kind: 'DEFAULT',
    channelId,
    author: person(author),
    content: 'hi',
    createdAt: '',
    editedAt: null,
    mentions: [],
  },
});

/** Answers to operations, by the name in their text. */
let answers: Record<string, unknown>;

beforeEach(async () => {
  handlers.clear();
  resyncs.clear();
  setActivePinia(createPinia());
  answers = {
    Home: { viewer: person('7'), myGuilds: [guild] },
    ReadStates: { readStates: [{ channelId: '10', lastReadMessageId: '400' }] },
  };
  execute.mockImplementation((document) => {
    const name = /(?:query|mutation) (\w+)/.exec(document.toString())?.[1] ?? '';
    return name in answers
      ? Promise.resolve(structuredClone(answers[name]))
      : Promise.reject(new Error(`nobody answers ${name}`));
  });
  useUsers();
  useReadStates();
  useMembers();
  await useGuilds().load();
});

afterEach(() => {
  vi.useRealTimers();
  execute.mockReset();
});

describe('channels', () => {
  it('come and go with their server', () => {
    expect(
      useChannels()
        .readable('1')
        .map(({ id }) => id),
    ).toEqual(['10', '11']);
    happens({ __typename: 'GuildLeft', guildId: '1' });
    expect(useGuilds().get('1')).toBeUndefined();
    expect(useChannels().ofGuild('1')).toEqual([]);
  });

  it('keep what the person may do when an event tells the rest anew', () => {
    const { viewerPermissions, lastMessageId, ...info } = channel('10', { name: 'renamed' });
    happens({ __typename: 'ChannelUpdated', guildId: '1', channel: info });
    expect(useChannels().get('10')).toMatchObject({
      name: 'renamed',
      viewerPermissions,
      lastMessageId: '500',
    });
    expect(lastMessageId).toBeNull();
  });

  it('that are new are asked for, with what the person may do there', async () => {
    const made = channel('12', { viewerPermissions: ['VIEW_CHANNEL', 'SEND_MESSAGES'] });
    answers.Channel = { channel: made };
    happens({ __typename: 'ChannelCreated', guildId: '1', channel: made });
    await vi.waitFor(() => {
      expect(useChannels().can('12', 'SEND_MESSAGES')).toBe(true);
    });
  });

  it('of a deleted category stand outside', () => {
    const channels = useChannels();
    channels.put(channel('20', { kind: 'CATEGORY' }), channel('21', { parentId: '20' }));
    happens({ __typename: 'ChannelDeleted', guildId: '1', id: '20' });
    expect(channels.get('20')).toBeUndefined();
    expect(channels.get('21')?.parentId).toBeNull();
  });

  it('go back to where they were when the server refuses a move', async () => {
    const channels = useChannels();
    const move = channels.move('1', [
      { id: '11', parentId: null, position: 0 },
      { id: '10', parentId: null, position: 1 },
    ]);
    expect(channels.readable('1').map(({ id }) => id)).toEqual(['11', '10']);
    await expect(move).rejects.toThrow('MoveChannels');
    expect(channels.readable('1').map(({ id }) => id)).toEqual(['10', '11']);
  });

  it('do not forget a newer message when an older answer comes in late', async () => {
    happens(message('600', '10', '8'));
    await useGuilds().load();
    expect(useChannels().get('10')?.lastMessageId).toBe('600');
  });
});

describe('reading', () => {
  it('counts nothing as new before it knows how far one has read', async () => {
    const readStates = useReadStates();
    expect(readStates.unread('10')).toBe(false);
    await readStates.load('1');
    expect(readStates.unread('10')).toBe(true);
    expect(readStates.guildUnread('1')).toBe(true);
    expect(readStates.unread('11')).toBe(false);
  });

  it('learns about all servers by one request', async () => {
    const readStates = useReadStates();
    answers.MyReadStates = {
      myGuilds: [
        { id: '1', readStates: [{ channelId: '10', lastReadMessageId: '400' }] },
        { id: '2', readStates: [{ channelId: '20', lastReadMessageId: '500' }] },
      ],
    };
    execute.mockClear();
    await readStates.loadAll();
    expect(execute).toHaveBeenCalledTimes(1);
    expect(readStates.guildUnread('1')).toBe(true);
    expect(readStates.lastRead('20')).toBe('500');
  });

  it('never moves backwards, and orders ids as numbers', async () => {
    const readStates = useReadStates();
    await readStates.load('1');
    happens({ __typename: 'ReadStateChanged', channelId: '10', lastReadMessageId: '1000' });
    expect(readStates.lastRead('10')).toBe('1000');
    happens({ __typename: 'ReadStateChanged', channelId: '10', lastReadMessageId: '999' });
    expect(readStates.lastRead('10')).toBe('1000');
    happens(message('1001', '10', '8'));
    expect(readStates.unread('10')).toBe(true);
  });

  it('tells the server once for many messages read in a row', async () => {
    vi.useFakeTimers();
    const readStates = useReadStates();
    answers.Acknowledge = { acknowledge: { readState: {} } };
    execute.mockClear();
    for (const id of ['501', '502', '503']) readStates.acknowledge('10', id);
    expect(readStates.lastRead('10')).toBe('503');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(execute.mock.calls.map(([, variables]) => variables)).toEqual([
      { channelId: '10', messageId: '503' },
    ]);
  });
});

describe('members', () => {
  const joins = (id: string): EventUnion => ({
    __typename: 'GuildMemberJoined',
    guildId: '1',
    member: member(id),
  });

  it('are counted as they come and go', () => {
    happens(joins('9'));
    expect(useGuilds().get('1')?.memberCount).toBe(3);
    happens({ __typename: 'GuildMemberLeft', guildId: '1', userId: '9' });
    expect(useGuilds().get('1')?.memberCount).toBe(2);
  });

  it('are found by the start of a name before its middle', () => {
    const members = useMembers();
    const users = useUsers();
    members.put('1', member('8'), member('9'), { ...member('10'), nickname: 'Anselm' });
    users.put(
      { ...person('7'), username: 'joanna' },
      { ...person('8'), displayName: 'Ana' },
      { ...person('9'), displayName: 'Bo Anders' },
    );
    expect(members.search('1', ' AN ').map(({ id }) => id)).toEqual(['8', '10', '9', '7']);
    expect(members.search('1', 'zz')).toEqual([]);
  });
});
