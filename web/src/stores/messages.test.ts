import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/api/errors';
import type { EventHandler, EventUnion } from '@/api/events';
import type { ChannelMessagesQueryVariables, MessageFieldsFragment } from '@/gql/graphql';

/** A channel as the server has it, and the questions that are on their way. */
const server = {
  ids: [] as number[],
  edited: new Map<number, string>(),
  asked: [] as ChannelMessagesQueryVariables[],
  /** When set, answers wait until it is called. */
  hold: null as (() => void)[] | null,
  fail: null as ApiError | null,
};
const eventHandlers = new Set<EventHandler>();
const resyncHandlers = new Set<() => void>();

function message(id: number): MessageFieldsFragment {
  return {
    id: String(id),
    kind: 'DEFAULT',
    channelId: '9',
    author: { id: '1', username: 'ana', displayName: null, createdAt: '' },
    content: `message ${id}`,
    createdAt: new Date(id * 1000).toISOString(),
    editedAt: server.edited.get(id) ?? null,
    mentions: [],
  };
}

function page({ first, after, last, before, around }: ChannelMessagesQueryVariables): unknown {
  const { ids } = server;
  let chosen: number[];
  if (before) chosen = ids.filter((id) => id < Number(before.slice(1))).slice(-(last ?? 50));
  else if (after) chosen = ids.filter((id) => id > Number(after.slice(1))).slice(0, first ?? 50);
  else if (around) {
    const middle = ids.findIndex((id) => id >= Number(around));
    chosen = ids.slice(Math.max(0, middle - 25), middle + 25);
  } else chosen = ids.slice(-(last ?? 50));
  const [oldest, newest] = [chosen[0] ?? Infinity, chosen.at(-1) ?? -Infinity];
  return {
    channel: {
      id: '9',
      messages: {
        edges: chosen.map((id) => ({ cursor: `c${id}`, node: message(id) })),
        pageInfo: {
          hasPreviousPage: ids.some((id) => id < oldest),
          hasNextPage: ids.some((id) => id > newest),
        },
      },
    },
  };
}

vi.mock('@/api/graphql', () => ({
  execute: async (_document: unknown, variables: ChannelMessagesQueryVariables) => {
    server.asked.push(variables);
    if (server.fail) throw server.fail;
    const answer = page(variables);
    if (server.hold) await new Promise<void>((go) => server.hold?.push(go));
    return answer;
  },
}));
vi.mock('@/api/events', () => ({
  onEvent: (handler: EventHandler) => {
    eventHandlers.add(handler);
    return () => eventHandlers.delete(handler);
  },
  onResync: (handler: () => void) => {
    resyncHandlers.add(handler);
    return () => resyncHandlers.delete(handler);
  },
  onStatus: () => () => undefined,
  reconnectNow: () => undefined,
}));

const { MAX_CLOSED, useMessages } = await import('./messages');

function tell(event: EventUnion): void {
  for (const handler of eventHandlers) handler(event, '');
}

function create(id: number, nonce: string | null = null): void {
  server.ids.push(id);
  tell({ __typename: 'MessageCreated', message: message(id), nonce });
}

function remove(id: number): void {
  server.ids = server.ids.filter((known) => known !== id);
  tell({ __typename: 'MessageDeleted', id: String(id), channelId: '9' });
}

function known(): number[] {
  const entries = useMessages().channel('9').history?.messages ?? [];
  return entries.map((entry) => Number(entry.id));
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

beforeEach(() => {
  eventHandlers.clear();
  resyncHandlers.clear();
  setActivePinia(createPinia());
  Object.assign(server, { ids: range(1, 300), asked: [], hold: null, fail: null });
  server.edited.clear();
});

describe('a channel', () => {
  it('opens at its newest messages, and pages back to its beginning', async () => {
    const messages = useMessages();
    await messages.enter('9', null);
    expect(known()).toEqual(range(251, 300));
    for (let guard = 0; guard < 10 && messages.channel('9').history?.hasOlder; guard++) {
      await messages.loadOlder('9');
    }
    expect(known()).toEqual(range(1, 300));
  });

  it('opens where one stopped reading, and pages forward to the present', async () => {
    const messages = useMessages();
    await messages.enter('9', '100');
    expect(known()).toContain(100);
    expect(messages.channel('9').history?.hasNewer).toBe(true);
    for (let guard = 0; guard < 10 && messages.channel('9').history?.hasNewer; guard++) {
      await messages.loadNewer('9');
    }
    expect(known().at(-1)).toBe(300);
    expect(known()).toEqual(range(known()[0] ?? 0, 300));
  });

  it('is there at once when one comes back, and then asks for what is new', async () => {
    const messages = useMessages();
    await messages.enter('9', null);
    messages.leave('9');
    server.hold = [];
    const entering = messages.enter('9', null);
    expect(known()).toEqual(range(251, 300));
    server.hold[0]?.();
    await entering;
    expect(server.asked).toHaveLength(2);
  });

  it('says why it could not be loaded, and can be tried again', async () => {
    const messages = useMessages();
    server.fail = new ApiError('NETWORK', 'no way');
    await messages.enter('9', null);
    expect(messages.channel('9')).toMatchObject({ history: null, error: { message: 'no way' } });
    server.fail = null;
    await messages.retry('9', null);
    expect(messages.channel('9').error).toBeNull();
    expect(known()).toHaveLength(50);
  });

  it('does not grow without end while nobody looks', async () => {
    const messages = useMessages();
    await messages.enter('9', null);
    messages.leave('9');
    for (const id of range(301, 700)) create(id);
    expect(known()).toEqual(range(701 - MAX_CLOSED, 700));
    expect(messages.channel('9').history?.hasOlder).toBe(true);
  });
});

describe('events', () => {
  it('change what is loaded', async () => {
    const messages = useMessages();
    await messages.enter('9', null);
    create(301);
    remove(299);
    server.edited.set(300, '2026-01-01');
    tell({ __typename: 'MessageUpdated', message: message(300) });
    expect(known()).toEqual([...range(251, 298), 300, 301]);
    expect(messages.channel('9').history?.messages.at(-2)?.editedAt).toBe('2026-01-01');
  });

  it('that overtake an answer are not lost to it', async () => {
    const messages = useMessages();
    server.hold = [];
    const entering = messages.enter('9', null);
    await flushPromises();
    // The server has answered already; the answer is still on its way.
    create(301);
    remove(300);
    server.hold[0]?.();
    await entering;
    expect(known()).toEqual([...range(251, 299), 301]);
  });

  it('leave no gap when one reads in the past', async () => {
    const messages = useMessages();
    await messages.enter('9', '100');
    create(301);
    expect(known()).not.toContain(301);
    await messages.showPresent('9');
    expect(known().at(-1)).toBe(301);
  });

  it('and answers make one message of one send', async () => {
    const messages = useMessages();
    await messages.enter('9', null);
    messages.acknowledge(message(301), 'n');
    create(301, 'n');
    create(302, 'm');
    messages.acknowledge(message(302), 'm');
    const last = messages.channel('9').history?.messages.slice(-2);
    expect(last?.map(({ id, nonce }) => [id, nonce])).toEqual([
      ['301', 'n'],
      ['302', 'm'],
    ]);
  });
});

describe('a resync', () => {
  it('asks again for what is on screen, and for the rest when it comes on screen', async () => {
    const messages = useMessages();
    await messages.enter('9', null);
    // Nobody told of these.
    server.ids = [...server.ids.filter((id) => id !== 290), 301];
    for (const handler of resyncHandlers) handler();
    await flushPromises();
    expect(known()).toEqual([...range(251, 289), ...range(291, 301)]);
  });

  it('far behind takes the present for what it is', async () => {
    const messages = useMessages();
    await messages.enter('9', null);
    server.ids.push(...range(301, 500));
    const { epoch } = messages.channel('9');
    for (const handler of resyncHandlers) handler();
    await flushPromises();
    expect(known()).toEqual(range(451, 500));
    expect(messages.channel('9').epoch).toBeGreaterThan(epoch);
  });
});
