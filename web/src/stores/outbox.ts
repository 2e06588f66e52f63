/**
 * What this device has written and the server has not acknowledged yet.
 *
 * Messages of a channel go out one after another, in the order they were written, each under a nonce
 * chosen once: a message that is sent again, after a lost answer or a reload, is kept once. The
 * queue survives reloads and closed tabs: each tab writes its own part to the browser's storage, and
 * takes over the part of a tab that is gone.
 */
import { acceptHMRUpdate, defineStore } from 'pinia';
import { ref, shallowReactive, watch } from 'vue';
import { ApiError, asApiError } from '@/api/errors';
import { onEvent } from '@/api/events';
import { execute } from '@/api/graphql';
import type { PendingMessage, SendFailure } from '@/composables/messages/types';
import { SendMessageDocument } from '@/gql/graphql';
import { useConnection } from './connection';
import { useMessages } from './messages';
import { useSession } from './session';

const STORAGE_PREFIX = 'guildhall.outbox.';
/** How often a message is tried again by itself before the person is asked. */
const MAX_ATTEMPTS = 4;
const FIRST_RETRY_MS = 800;
/** An answer that takes longer is not coming. Trying again is safe. */
const ANSWER_WITHIN_MS = 20_000;

/** Random enough that no two messages ever share one. Works in insecure contexts, too. */
export function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function isPending(value: unknown): value is PendingMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { nonce, channelId, content, createdAt } = value as Record<string, unknown>;
  return (
    typeof nonce === 'string' &&
    typeof channelId === 'string' &&
    typeof content === 'string' &&
    typeof createdAt === 'number'
  );
}

/** Reads what a tab stored; whatever is not a message is left out. */
function readStored(key: string): PendingMessage[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isPending) : [];
  } catch {
    return [];
  }
}

/** Web Locks, which browsers offer in secure contexts only. */
const locks: LockManager | null | undefined = navigator.locks;

/** Holds a Web Lock for as long as the tab lives, so that others can tell that it does. */
function holdLock(name: string): void {
  void locks?.request(name, () => new Promise<never>(() => undefined));
}

/** The names of the locks that living tabs hold; null where the browser cannot say. */
async function heldLocks(): Promise<ReadonlySet<string> | null> {
  if (!locks) return null;
  const { held } = await locks.query();
  return new Set(held?.flatMap((lock) => lock.name ?? []));
}

function withTimeout<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new ApiError('NETWORK', 'The server did not answer in time. Try again.')),
      ANSWER_WITHIN_MS,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** What to tell the person about a message that was not taken. */
function failureOf(error: ApiError): SendFailure {
  const retryable = !['FORBIDDEN', 'NOT_FOUND', 'REJECTED_BY_PLUGIN'].includes(error.code);
  return { message: error.message, retryable };
}

export const useOutbox = defineStore('outbox', () => {
  const session = useSession();
  const connection = useConnection();
  const messages = useMessages();

  const tabId = makeNonce();
  holdLock(STORAGE_PREFIX + tabId);

  /** By channel, in the order written. Lists are replaced, never changed. */
  const queues = shallowReactive(new Map<string, readonly PendingMessage[]>());
  /** Channels with a send on its way, or one planned. */
  const busy = new Set<string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Failed attempts by nonce. */
  const attempts = new Map<string, number>();
  /** When a message of mine was last taken, by channel: slow mode counts from there. */
  const lastSent = shallowReactive(new Map<string, number>());
  /** What this tab has sent since it was opened. */
  const sentHere = new Set<string>();
  /** Whose messages these are. */
  const owner = ref<string | null>(null);

  function ofChannel(channelId: string): readonly PendingMessage[] {
    return queues.get(channelId) ?? [];
  }

  function persist(): void {
    if (owner.value === null) return;
    const key = `${STORAGE_PREFIX}${owner.value}.${tabId}`;
    const all = [...queues.values()].flat();
    try {
      if (all.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(all));
    } catch {
      // Storage is full or forbidden: the queue then lives as long as the page.
    }
  }

  function setQueue(channelId: string, queue: readonly PendingMessage[]): void {
    if (queue.length === 0) queues.delete(channelId);
    else queues.set(channelId, queue);
    persist();
  }

  function patch(pending: PendingMessage, changes: Partial<PendingMessage>): void {
    setQueue(
      pending.channelId,
      ofChannel(pending.channelId).map((entry) =>
        entry.nonce === pending.nonce ? { ...entry, ...changes } : entry,
      ),
    );
  }

  function drop(channelId: string, nonce: string): void {
    attempts.delete(nonce);
    const queue = ofChannel(channelId);
    const rest = queue.filter((entry) => entry.nonce !== nonce);
    if (rest.length !== queue.length) setQueue(channelId, rest);
  }

  /** Sends what was written. It is in the list at once. */
  function send(channelId: string, content: string): void {
    const pending: PendingMessage = {
      nonce: makeNonce(),
      channelId,
      content,
      createdAt: Date.now(),
      state: 'queued',
      notBefore: null,
      failure: null,
    };
    setQueue(channelId, [...ofChannel(channelId), pending]);
    void pump(channelId);
  }

  /** Tries a failed message again, under the same nonce. */
  function retry(pending: PendingMessage): void {
    attempts.delete(pending.nonce);
    patch(pending, { state: 'queued', failure: null, notBefore: null });
    void pump(pending.channelId);
  }

  /** Gives a message up. */
  function discard(pending: PendingMessage): void {
    drop(pending.channelId, pending.nonce);
    void pump(pending.channelId);
  }

  function pumpIn(channelId: string, milliseconds: number): void {
    clearTimeout(timers.get(channelId));
    timers.set(
      channelId,
      setTimeout(() => {
        timers.delete(channelId);
        void pump(channelId);
      }, milliseconds),
    );
  }

  /** Sends the first message that waits, then the next. */
  async function pump(channelId: string): Promise<void> {
    if (busy.has(channelId) || owner.value === null) return;
    const next = ofChannel(channelId).find((entry) => entry.state !== 'failed');
    if (!next) return;
    if (connection.state === 'offline') return;
    const wait = (next.notBefore ?? 0) - Date.now();
    if (wait > 0) {
      pumpIn(channelId, wait);
      return;
    }

    busy.add(channelId);
    sentHere.add(next.nonce);
    patch(next, { state: 'sending', notBefore: null });
    try {
      const { sendMessage } = await withTimeout(
        execute(SendMessageDocument, {
          input: { channelId, content: next.content, nonce: next.nonce },
        }),
      );
      messages.acknowledge(sendMessage.message, next.nonce);
      lastSent.set(channelId, Date.now());
      drop(channelId, next.nonce);
    } catch (error) {
      onFailure(next, asApiError(error));
    } finally {
      busy.delete(channelId);
    }
    void pump(channelId);
  }

  function onFailure(pending: PendingMessage, error: ApiError): void {
    // The event may have come before the answer that never did.
    if (!ofChannel(pending.channelId).some((entry) => entry.nonce === pending.nonce)) return;
    if (error.code === 'RATE_LIMITED') {
      const wait = error.retryAfterMs ?? FIRST_RETRY_MS;
      patch(pending, { state: 'queued', notBefore: Date.now() + wait });
      return;
    }
    const passing = ['NETWORK', 'UNAVAILABLE', 'INTERNAL'].includes(error.code);
    const attempt = (attempts.get(pending.nonce) ?? 0) + 1;
    attempts.set(pending.nonce, attempt);
    // Without a connection nothing is lost by waiting: coming back online sends it.
    if (passing && (connection.state === 'offline' || attempt < MAX_ATTEMPTS)) {
      const wait = FIRST_RETRY_MS * 2 ** Math.min(attempt - 1, 5);
      patch(pending, { state: 'queued', notBefore: Date.now() + wait });
      return;
    }
    patch(pending, { state: 'failed', failure: failureOf(error) });
  }

  /** Takes over what this tab, before a reload, or another one, now gone, left behind. */
  async function adopt(userId: string): Promise<void> {
    const living = await heldLocks();
    if (owner.value !== userId) return;
    const prefix = `${STORAGE_PREFIX}${userId}.`;
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    const found: PendingMessage[] = [];
    for (const key of keys) {
      const id = key.slice(prefix.length);
      if (id === tabId || living?.has(STORAGE_PREFIX + id)) continue;
      found.push(...readStored(key));
      localStorage.removeItem(key);
    }
    const known = new Set([...queues.values()].flat().map((entry) => entry.nonce));
    const byChannel = new Map<string, PendingMessage[]>();
    for (const entry of found.sort((a, b) => a.createdAt - b.createdAt)) {
      if (known.has(entry.nonce)) continue;
      known.add(entry.nonce);
      const revived: PendingMessage = {
        ...entry,
        state: entry.state === 'failed' ? 'failed' : 'queued',
        notBefore: null,
        failure: entry.failure ?? null,
      };
      byChannel.set(entry.channelId, [...(byChannel.get(entry.channelId) ?? []), revived]);
    }
    for (const [channelId, entries] of byChannel) {
      setQueue(channelId, [...entries, ...ofChannel(channelId)]);
      void pump(channelId);
    }
  }

  function pumpAll(): void {
    for (const channelId of queues.keys()) {
      // A connection that is back is worth trying at once; a wait that the server asked for is kept.
      const first = ofChannel(channelId).find((entry) => entry.state !== 'failed');
      if (first && attempts.has(first.nonce)) patch(first, { notBefore: null });
      void pump(channelId);
    }
  }

  onEvent((event) => {
    if (event.__typename !== 'MessageCreated' || typeof event.nonce !== 'string') return;
    const { message, nonce } = event;
    // Anybody may choose the same nonce; only my own message acknowledges mine.
    if (message.author.id !== owner.value) return;
    if (!ofChannel(message.channelId).some((entry) => entry.nonce === nonce)) return;
    messages.acknowledge(message, nonce);
    lastSent.set(message.channelId, Date.now());
    drop(message.channelId, nonce);
  });

  watch(
    () => session.user?.id ?? null,
    (userId) => {
      if (userId === owner.value) return;
      // Somebody else's words are not sent in my name: they wait in storage for their owner.
      owner.value = null;
      queues.clear();
      attempts.clear();
      lastSent.clear();
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      if (userId === null) return;
      owner.value = userId;
      const mine = readStored(`${STORAGE_PREFIX}${userId}.${tabId}`);
      for (const entry of mine) setQueue(entry.channelId, [...ofChannel(entry.channelId), entry]);
      void adopt(userId).catch(() => undefined);
      pumpAll();
    },
    { immediate: true },
  );

  watch(
    () => connection.state,
    (state) => {
      if (state === 'online') pumpAll();
    },
  );

  /** Whether a message was sent from this very tab, and so is no news to whoever sits before it. */
  function isFromHere(nonce: string | null): boolean {
    return nonce !== null && sentHere.has(nonce);
  }

  return { ofChannel, lastSent, send, retry, discard, isFromHere };
});

if (import.meta.hot) import.meta.hot.accept(acceptHMRUpdate(useOutbox, import.meta.hot));
