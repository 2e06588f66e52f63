import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventHandler, EventUnion } from '@/api/events';
import type { ThreadFieldsFragment, ThreadInfoFieldsFragment } from '@/gql/graphql';

const handlers = new Set<EventHandler>();
const execute =
  vi.fn<(document: { toString(): string }, variables?: unknown) => Promise<unknown>>();

vi.mock('@/api/events', () => ({
  onEvent: (handler: EventHandler) => handlers.add(handler),
  onResync: () => undefined,
}));
vi.mock('@/api/graphql', () => ({ execute }));
vi.mock('@/api/auth', () => ({
  onAuthChange: () => undefined,
  signIn: () => Promise.resolve(person('7')),
}));

const { useChannels } = await import('./channels');
const { useReadStates } = await import('./readStates');
const { useSession } = await import('./session');
const { useThreads } = await import('./threads');

function happens(event: EventUnion) {
  for (const handler of handlers) handler(event, 'cursor');
}

const person = (id: string) => ({ id, username: `u${id}`, displayName: null, createdAt: '' });

const info: ThreadInfoFieldsFragment = {
  id: '100',
  guildId: '1',
  name: 'The lake',
  kind: 'PUBLIC_THREAD',
  parentId: '10',
  slowModeSeconds: 0,
  ageRestricted: false,
  locked: false,
  archivedAt: null,
  autoArchiveMinutes: 4320,
  invitable: true,
  pinned: false,
  tagIds: [],
  rootMessageId: '50',
  ownerId: '8',
};

function thread(fields: Partial<ThreadFieldsFragment> = {}): ThreadFieldsFragment {
  const { ownerId, ...known } = info;
  return {
    ...known,
    owner: person(ownerId ?? ''),
    memberCount: 1,
    messageCount: 1,
    lastMessageId: '101',
    lastActivityAt: '2026-01-01T00:00:00Z',
    viewerJoined: false,
    ...fields,
  };
}

function says(id: string, author = '8'): EventUnion {
  return {
    __typename: 'MessageCreated',
    nonce: null,
    message: {
      id,
      kind: 'DEFAULT',
      channelId: '100',
      author: person(author),
      content: 'hi',
      createdAt: '2026-01-02T00:00:00Z',
      editedAt: null,
      mentions: [],
    },
  };
}

beforeEach(async () => {
  handlers.clear();
  execute.mockReset().mockResolvedValue({});
  setActivePinia(createPinia());
  await useSession().signIn({ login: 'u7', password: '' });
  useReadStates();
  useChannels().put({
    id: '10',
    guildId: '1',
    name: 'general',
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
    viewerPermissions: ['VIEW_CHANNEL', 'SEND_MESSAGES_IN_THREADS'],
  });
});

describe('threads', () => {
  it('begin without a question to the server', () => {
    const threads = useThreads();
    happens({ __typename: 'ThreadCreated', guildId: '1', thread: info });
    expect(threads.ofRoot('50')?.name).toBe('The lake');
    expect(threads.get('100')?.viewerJoined).toBe(false);
    expect(execute).not.toHaveBeenCalled();
  });

  it('are no channels of the list, and as open as their channel lets them be', () => {
    const channels = useChannels();
    useThreads().put(thread());
    expect(channels.readable('1').map(({ id }) => id)).toEqual(['10']);
    expect(channels.can('100', 'SEND_MESSAGES')).toBe(true);
    happens({ __typename: 'ThreadUpdated', guildId: '1', thread: { ...info, locked: true } });
    expect(channels.can('100', 'SEND_MESSAGES')).toBe(false);
  });

  it('count each message once, whichever way it is heard of', () => {
    const threads = useThreads();
    threads.put(thread());
    happens(says('101'));
    expect(threads.get('100')?.messageCount).toBe(1);
    happens(says('102'));
    expect(threads.get('100')?.messageCount).toBe(2);
    expect(threads.get('100')?.lastActivityAt).toBe('2026-01-02T00:00:00Z');
  });

  it('are new only to those who follow them', async () => {
    const threads = useThreads();
    const readStates = useReadStates();
    execute.mockResolvedValue({ readStates: [{ channelId: '100', lastReadMessageId: '101' }] });
    await readStates.load('1');
    threads.put(thread());
    happens(says('102'));
    expect(readStates.unread('100')).toBe(false);
    happens({ __typename: 'ThreadMembersChanged', threadId: '100', added: ['7'], removed: [] });
    expect(readStates.unread('100')).toBe(true);
    expect(readStates.guildUnread('1')).toBe(true);
    expect(threads.followed('10').map(({ id }) => id)).toEqual(['100']);
    expect(threads.get('100')?.memberCount).toBe(2);
    // The answer to one's own question and the event tell of the same coming.
    happens({ __typename: 'ThreadMembersChanged', threadId: '100', added: ['7'], removed: [] });
    expect(threads.get('100')?.memberCount).toBe(2);
  });

  it('are gone for whoever is taken out of a private one', () => {
    const threads = useThreads();
    threads.put(thread({ kind: 'PRIVATE_THREAD', viewerJoined: true }));
    happens({ __typename: 'ThreadMembersChanged', threadId: '100', added: [], removed: ['7'] });
    expect(threads.get('100')).toBeUndefined();
  });

  it('leave the list when they are archived, and come back by a message of the server', () => {
    const threads = useThreads();
    threads.put(thread({ viewerJoined: true }));
    const archived = { ...info, archivedAt: '2026-01-03T00:00:00Z' };
    happens({ __typename: 'ThreadUpdated', guildId: '1', thread: archived });
    expect(threads.followed('10')).toEqual([]);
    happens({ __typename: 'ThreadUpdated', guildId: '1', thread: info });
    expect(threads.followed('10')).toHaveLength(1);
  });

  it('go with their channel', () => {
    const threads = useThreads();
    threads.put(thread());
    happens({ __typename: 'ChannelDeleted', guildId: '1', id: '10' });
    expect(threads.get('100')).toBeUndefined();
  });
});
