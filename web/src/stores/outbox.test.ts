import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/api/errors';
import type { EventHandler, EventUnion } from '@/api/events';
import type { MessageFieldsFragment } from '@/gql/graphql';

/** The server as the outbox meets it: what was sent, and what it answers. */
const server = {
  sent: [] as { channelId: string; content: string; nonce: string }[],
  answer: (input: { channelId: string; content: string; nonce: string }): Promise<unknown> =>
    Promise.resolve({ sendMessage: { message: message(input) } }),
};
const handlers = new Set<EventHandler>();
const status = new Set<(status: { state: string; resumed: boolean }) => void>();

vi.mock('@/api/graphql', () => ({
  execute: (_document: unknown, variables: { input: (typeof server.sent)[number] }) => {
    server.sent.push(variables.input);
    return server.answer(variables.input);
  },
}));
vi.mock('@/api/events', () => ({
  onEvent: (handler: EventHandler) => {
    handlers.add(handler);
    return () => handlers.delete(handler);
  },
  onResync: () => () => undefined,
  onStatus: (handler: (status: { state: string; resumed: boolean }) => void) => {
    status.add(handler);
    return () => status.delete(handler);
  },
  reconnectNow: () => undefined,
}));

const { useOutbox } = await import('./outbox');
const { useSession } = await import('./session');
const auth = await import('@/api/auth');

const me = { id: '1', username: 'ana', displayName: null, createdAt: '2026-01-01T00:00:00Z' };
let nextId = 100;

function message(input: { channelId: string; content: string }): MessageFieldsFragment {
  return {
    id: String(nextId++),
    kind: 'DEFAULT',
    channelId: input.channelId,
    author: me,
    content: input.content,
    createdAt: '2026-01-01T00:00:00Z',
    editedAt: null,
    mentions: [],
  };
}

function deliver(event: EventUnion): void {
  for (const handler of handlers) handler(event, '1');
}

function connection(state: 'online' | 'offline'): void {
  for (const handler of status) handler({ state, resumed: true });
}

/** A page that has just been opened by the person signed in. */
async function openPage(): Promise<ReturnType<typeof useOutbox>> {
  handlers.clear();
  status.clear();
  setActivePinia(createPinia());
  const session = useSession();
  vi.spyOn(auth, 'signIn').mockResolvedValue(me);
  const outbox = useOutbox();
  await session.signIn({ login: 'ana', password: '' });
  await flushPromises();
  connection('online');
  return outbox;
}

const contents = (): string[] => server.sent.map((input) => input.content);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  server.sent = [];
  server.answer = (input) => Promise.resolve({ sendMessage: { message: message(input) } });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('sending', () => {
  it('shows a message until the server has it, and sends in order', async () => {
    const outbox = await openPage();
    outbox.send('9', 'one');
    outbox.send('9', 'two');
    expect(outbox.ofChannel('9').map((entry) => entry.state)).toEqual(['sending', 'queued']);
    await flushPromises();
    expect(contents()).toEqual(['one', 'two']);
    expect(outbox.ofChannel('9')).toEqual([]);
  });

  it('does not let one channel wait for another', async () => {
    const outbox = await openPage();
    server.answer = ({ channelId }) =>
      channelId === '8'
        ? new Promise(() => undefined)
        : Promise.resolve({ sendMessage: { message: message({ channelId, content: '' }) } });
    outbox.send('8', 'stuck');
    outbox.send('9', 'free');
    await flushPromises();
    expect(outbox.ofChannel('8')).toHaveLength(1);
    expect(outbox.ofChannel('9')).toHaveLength(0);
  });

  it('takes the event for the answer, if it is its own', async () => {
    const outbox = await openPage();
    server.answer = () => new Promise(() => undefined);
    outbox.send('9', 'one');
    const nonce = outbox.ofChannel('9')[0]?.nonce ?? '';
    const event = { __typename: 'MessageCreated' as const, nonce };
    deliver({
      ...event,
      message: { ...message({ channelId: '9', content: 'x' }), author: { ...me, id: '2' } },
    });
    expect(outbox.ofChannel('9')).toHaveLength(1);
    deliver({ ...event, message: message({ channelId: '9', content: 'one' }) });
    expect(outbox.ofChannel('9')).toHaveLength(0);
  });
});

describe('when it does not work', () => {
  it('tries again by itself under the same nonce, then asks', async () => {
    const outbox = await openPage();
    server.answer = () => Promise.reject(new ApiError('NETWORK', 'no way'));
    outbox.send('9', 'one');
    await vi.advanceTimersByTimeAsync(60_000);
    const [pending] = outbox.ofChannel('9');
    expect(pending).toMatchObject({
      state: 'failed',
      failure: { message: 'no way', retryable: true },
    });
    expect(server.sent.length).toBeGreaterThan(1);
    expect(new Set(server.sent.map((input) => input.nonce)).size).toBe(1);

    server.answer = (input) => Promise.resolve({ sendMessage: { message: message(input) } });
    if (pending) outbox.retry(pending);
    await flushPromises();
    expect(outbox.ofChannel('9')).toEqual([]);
    expect(new Set(server.sent.map((input) => input.nonce)).size).toBe(1);
  });

  it('lets what follows go out when a message is refused', async () => {
    const outbox = await openPage();
    server.answer = (input) =>
      input.content === 'bad'
        ? Promise.reject(new ApiError('REJECTED_BY_PLUGIN', 'not here'))
        : Promise.resolve({ sendMessage: { message: message(input) } });
    outbox.send('9', 'bad');
    outbox.send('9', 'good');
    await flushPromises();
    expect(contents()).toEqual(['bad', 'good']);
    expect(outbox.ofChannel('9')).toMatchObject([
      { content: 'bad', state: 'failed', failure: { retryable: false } },
    ]);
  });

  it('waits as long as the server says', async () => {
    const outbox = await openPage();
    server.answer = () =>
      Promise.reject(new ApiError('RATE_LIMITED', 'slow down', { retryAfterMs: 5_000 }));
    outbox.send('9', 'one');
    outbox.send('9', 'two');
    await flushPromises();
    server.answer = (input) => Promise.resolve({ sendMessage: { message: message(input) } });
    await vi.advanceTimersByTimeAsync(4_900);
    expect(contents()).toEqual(['one']);
    await vi.advanceTimersByTimeAsync(200);
    expect(contents()).toEqual(['one', 'one', 'two']);
  });

  it('queues while offline and sends in order when the connection is back', async () => {
    const outbox = await openPage();
    connection('offline');
    outbox.send('9', 'one');
    outbox.send('9', 'two');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent).toEqual([]);
    connection('online');
    await flushPromises();
    expect(contents()).toEqual(['one', 'two']);
  });

  it('forgets what is given up', async () => {
    const outbox = await openPage();
    server.answer = () => Promise.reject(new ApiError('FORBIDDEN', 'no'));
    outbox.send('9', 'one');
    await flushPromises();
    const [pending] = outbox.ofChannel('9');
    if (pending) outbox.discard(pending);
    expect(outbox.ofChannel('9')).toEqual([]);
    expect(Object.keys(localStorage).filter((key) => key.includes('outbox'))).toEqual([]);
  });
});

describe('a reload', () => {
  it('goes on where the page was, under the same nonce', async () => {
    const before = await openPage();
    server.answer = () => new Promise(() => undefined);
    before.send('9', 'one');
    before.send('9', 'two');
    await flushPromises();
    const nonce = server.sent[0]?.nonce;
    server.sent = [];
    server.answer = (input) => Promise.resolve({ sendMessage: { message: message(input) } });
    await openPage();
    await flushPromises();
    expect(contents()).toEqual(['one', 'two']);
    expect(server.sent[0]?.nonce).toBe(nonce);
  });

  it("does not send another person's words", async () => {
    localStorage.setItem(
      'guildhall.outbox.2.tab',
      JSON.stringify([
        { nonce: 'n', channelId: '9', content: 'theirs', createdAt: 1, state: 'queued' },
      ]),
    );
    await openPage();
    await flushPromises();
    expect(server.sent).toEqual([]);
    expect(localStorage.getItem('guildhall.outbox.2.tab')).not.toBeNull();
  });
});
