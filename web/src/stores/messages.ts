/**
 * The messages of every channel that was looked at: loaded by page, kept up to date by events,
 * bounded in memory.
 */
import { acceptHMRUpdate, defineStore } from 'pinia';
import { shallowReactive, watch } from 'vue';
import { ApiError, asApiError } from '@/api/errors';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import * as history from '@/composables/messages/history';
import { isNewer } from '@/composables/messages/ids';
import type { ChatMessage } from '@/composables/messages/types';
import {
  ChannelMessagesDocument,
  DeleteMessageDocument,
  EditMessageDocument,
  type ChannelMessagesQueryVariables,
  type MessageFieldsFragment,
  type ThreadFieldsFragment,
} from '@/gql/graphql';
import { useModeration } from './moderation';
import { useSession } from './session';
import { useThreads } from './threads';
import { useUsers } from './users';

type ChatHistory = history.History<ChatMessage>;

/** Messages asked for at a time. */
export const PAGE_SIZE = 50;
/** Messages of the channel being read that are kept; what is further away is loaded again. */
export const MAX_OPEN = 1_000;
/** Messages of any other channel that are kept, to paint it at once when it is opened again. */
export const MAX_CLOSED = 100;
/** Channels that are kept. */
const MAX_CHANNELS = 30;

/** What is known of one channel. */
export interface ChannelMessages {
  /** null until something is loaded. */
  history: ChatHistory | null;
  /** Why nothing is there, when loading it failed. */
  error: ApiError | null;
  /** Whether what is shown first is being loaded. */
  loading: boolean;
  loadingOlder: boolean;
  loadingNewer: boolean;
  /** Why paging failed; cleared by trying again. */
  olderError: ApiError | null;
  newerError: ApiError | null;
  /** Grows when the history was put in place of another instead of growing out of it. */
  epoch: number;
}

/** What only the store needs to know. */
interface Bookkeeping {
  /** Events were missed: what is kept may be wrong until it is refreshed. */
  stale: boolean;
  /** Requests on their way. */
  inFlight: number;
  /** What events changed while requests were on their way, to be repeated on their answers. */
  journal: ((history: ChatHistory) => ChatHistory)[];
  /** Counts replacements: an answer that belongs to an earlier one comes too late. */
  turn: number;
}

function toChatMessage(
  fields: MessageFieldsFragment,
  cursor: string | null,
  nonce: string | null,
): ChatMessage {
  const time = Date.parse(fields.createdAt);
  return { ...fields, time, cursor, nonce, editing: null, deleting: false };
}

function emptyChannel(): ChannelMessages {
  return shallowReactive({
    history: null,
    error: null,
    loading: false,
    loadingOlder: false,
    loadingNewer: false,
    olderError: null,
    newerError: null,
    epoch: 0,
  });
}

type PageRequest = Omit<ChannelMessagesQueryVariables, 'channelId'>;

async function fetchPage(
  channelId: string,
  request: PageRequest,
  putThreads: (...threads: ThreadFieldsFragment[]) => void,
): Promise<ChatHistory> {
  const { channel } = await execute(ChannelMessagesDocument, { channelId, ...request });
  if (!channel) {
    throw new ApiError('NOT_FOUND', 'This channel does not exist any more, or you may not see it.');
  }
  const { edges, pageInfo } = channel.messages;
  putThreads(...edges.flatMap(({ node }) => node.thread ?? []));
  return {
    messages: edges.map(({ node, cursor }) => toChatMessage(node, cursor, null)),
    hasOlder: pageInfo.hasPreviousPage,
    hasNewer: pageInfo.hasNextPage,
  };
}

export const useMessages = defineStore('messages', () => {
  const moderation = useModeration();
  const session = useSession();
  const users = useUsers();
  const threads = useThreads();
  const channels = shallowReactive(new Map<string, ChannelMessages>());
  const books = new Map<string, Bookkeeping>();
  /** The channels whose pane is on screen. */
  const open = new Set<string>();

  function bookOf(channelId: string): Bookkeeping {
    let book = books.get(channelId);
    if (!book) {
      book = { stale: false, inFlight: 0, journal: [], turn: 0 };
      books.set(channelId, book);
    }
    return book;
  }

  /** What is known of a channel; made on first use. */
  function channel(channelId: string): ChannelMessages {
    let state = channels.get(channelId);
    if (!state) {
      state = emptyChannel();
      channels.set(channelId, state);
      evict(channelId);
    }
    return state;
  }

  function evict(except: string): void {
    for (const id of channels.keys()) {
      if (channels.size <= MAX_CHANNELS) return;
      if (id === except || open.has(id)) continue;
      channels.delete(id);
      books.delete(id);
    }
  }

  /** Applies what an event says, also to answers that are still on their way. */
  function change(channelId: string, apply: (history: ChatHistory) => ChatHistory): void {
    const state = channels.get(channelId);
    if (!state) return;
    const book = bookOf(channelId);
    if (book.inFlight > 0) book.journal.push(apply);
    if (state.history) state.history = apply(state.history);
  }

  /** Fetches a page and puts it where `merge` says, with everything that happened meanwhile. */
  async function load(
    channelId: string,
    request: PageRequest,
    merge: (known: ChatHistory | null, page: ChatHistory) => ChatHistory,
  ): Promise<void> {
    const state = channel(channelId);
    const book = bookOf(channelId);
    const { turn } = book;
    const journalStart = book.journal.length;
    book.inFlight += 1;
    try {
      const page = await fetchPage(channelId, request, threads.put);
      if (turn !== book.turn) return;
      users.put(...page.messages.flatMap(({ author, mentions }) => [author, ...mentions]));
      const missed = book.journal.slice(journalStart);
      state.history = missed.reduce((known, apply) => apply(known), merge(state.history, page));
    } finally {
      book.inFlight -= 1;
      if (book.inFlight === 0) book.journal = [];
    }
  }

  /** Loads a place of the channel in place of what is known. */
  async function loadPlace(channelId: string, around: string | null): Promise<void> {
    const state = channel(channelId);
    const book = bookOf(channelId);
    book.turn += 1;
    const { turn } = book;
    state.loading = true;
    state.error = null;
    state.loadingOlder = false;
    state.loadingNewer = false;
    try {
      await load(channelId, around ? { around } : { last: PAGE_SIZE }, (known, page) => {
        // Where the place meets what is known, the list can stay as it is.
        const merged = known && !around ? history.refresh(known, page) : page;
        if (merged === page) state.epoch += 1;
        return merged;
      });
      if (turn === book.turn) book.stale = false;
    } catch (error) {
      if (turn === book.turn) state.error = asApiError(error);
    } finally {
      if (turn === book.turn) state.loading = false;
    }
  }

  /**
   * A channel comes on screen. What is known is there at once; what is missing or may have changed
   * is asked for. `readUpTo` is how far the person has read, when there is something unread.
   */
  async function enter(channelId: string, readUpTo: string | null): Promise<void> {
    open.add(channelId);
    const state = channel(channelId);
    // To the young end, so that the channel that was not opened for longest goes first.
    channels.delete(channelId);
    channels.set(channelId, state);
    const book = bookOf(channelId);
    const known = state.history;
    const oldest = known?.messages[0];
    const unreadIsBefore =
      readUpTo !== null && known?.hasOlder === true && oldest && isNewer(oldest.id, readUpTo);
    if (!known || book.stale || unreadIsBefore) return loadPlace(channelId, readUpTo);
    await refresh(channelId);
  }

  /** A channel leaves the screen. */
  function leave(channelId: string): void {
    open.delete(channelId);
    const state = channels.get(channelId);
    if (!state?.history) return;
    // A place in the past is not what one comes back to.
    state.history = state.history.hasNewer ? null : history.keepNewest(state.history, MAX_CLOSED);
  }

  /** Asks quietly for what is newest, while what is known stays on screen. */
  async function refresh(channelId: string): Promise<void> {
    const state = channel(channelId);
    if (state.loading || state.history?.hasNewer) return;
    try {
      await load(channelId, { last: PAGE_SIZE }, (known, page) => {
        const merged = known ? history.refresh(known, page) : page;
        if (merged === page) state.epoch += 1;
        return merged;
      });
    } catch {
      // What is known stays good to read; the connection bar says that the server is not there.
    }
  }

  /** Loads the page before what is known. */
  async function loadOlder(channelId: string): Promise<void> {
    const state = channel(channelId);
    const oldest = state.history?.messages[0];
    if (!oldest || !state.history?.hasOlder || state.loadingOlder || state.loading) return;
    const { turn } = bookOf(channelId);
    state.loadingOlder = true;
    state.olderError = null;
    try {
      // A message that came as an event has no cursor: then its surroundings bring what lies before.
      const request = oldest.cursor
        ? { last: PAGE_SIZE, before: oldest.cursor }
        : { around: oldest.id };
      // Had the oldest message gone meanwhile, there would be a gap: then the page comes again.
      await load(channelId, request, (known, page) =>
        known?.messages[0]?.id === oldest.id ? history.prepend(known, page) : (known ?? page),
      );
    } catch (error) {
      if (turn === bookOf(channelId).turn) state.olderError = asApiError(error);
    } finally {
      if (turn === bookOf(channelId).turn) state.loadingOlder = false;
    }
  }

  /** Loads the page after what is known. */
  async function loadNewer(channelId: string): Promise<void> {
    const state = channel(channelId);
    const newest = state.history?.messages.at(-1);
    if (!newest || !state.history?.hasNewer || state.loadingNewer || state.loading) return;
    const { turn } = bookOf(channelId);
    state.loadingNewer = true;
    state.newerError = null;
    try {
      const request = newest.cursor
        ? { first: PAGE_SIZE, after: newest.cursor }
        : { around: newest.id };
      await load(channelId, request, (known, page) =>
        known?.messages.at(-1)?.id === newest.id ? history.append(known, page) : (known ?? page),
      );
    } catch (error) {
      if (turn === bookOf(channelId).turn) state.newerError = asApiError(error);
    } finally {
      if (turn === bookOf(channelId).turn) state.loadingNewer = false;
    }
  }

  /** Forgets what is furthest from where the person reads, when there is too much. */
  function trim(channelId: string, keep: 'newest' | 'oldest'): void {
    const state = channels.get(channelId);
    if (!state?.history) return;
    state.history =
      keep === 'newest'
        ? history.keepNewest(state.history, MAX_OPEN)
        : history.keepOldest(state.history, MAX_OPEN);
  }

  /** Goes to the newest messages. */
  async function showPresent(channelId: string): Promise<void> {
    if (channel(channelId).history?.hasNewer !== false) await loadPlace(channelId, null);
  }

  /** Goes to a message, wherever it is. Resolves when it is known, or known not to be there. */
  async function showMessage(channelId: string, messageId: string): Promise<void> {
    const known = channel(channelId).history;
    if (known && history.indexOfId(known.messages, messageId) >= 0) return;
    await loadPlace(channelId, messageId);
  }

  /** Loads again what failed to load. */
  function retry(channelId: string, readUpTo: string | null): Promise<void> {
    return loadPlace(channelId, readUpTo);
  }

  /** The server took a message of this tab: from its answer or from the event, whichever is first. */
  function acknowledge(fields: MessageFieldsFragment, nonce: string): void {
    const message = toChatMessage(fields, null, nonce);
    change(message.channelId, (known) => {
      const index = history.indexOfId(known.messages, message.id);
      const existing = known.messages[index];
      if (!existing) return history.insert(known, message);
      if (existing.nonce !== null) return known;
      const messages = known.messages.slice();
      messages[index] = { ...existing, nonce };
      return { ...known, messages };
    });
  }

  /** Changes what only this client knows of a message. */
  function mark(
    message: ChatMessage,
    marks: Partial<Pick<ChatMessage, 'editing' | 'deleting'>>,
  ): void {
    change(message.channelId, (known) => {
      const index = history.indexOfId(known.messages, message.id);
      const existing = known.messages[index];
      if (!existing) return known;
      const messages = known.messages.slice();
      messages[index] = { ...existing, ...marks };
      return { ...known, messages };
    });
  }

  function put(fields: MessageFieldsFragment): void {
    change(fields.channelId, (known) => {
      const existing = known.messages[history.indexOfId(known.messages, fields.id)];
      if (!existing) return known;
      const next = toChatMessage(fields, existing.cursor, existing.nonce);
      return history.replace(known, next);
    });
  }

  /** Changes a message of one's own. It reads as changed at once, and as before if that fails. */
  async function edit(message: ChatMessage, content: string): Promise<void> {
    mark(message, { editing: content });
    try {
      const { editMessage } = await execute(EditMessageDocument, {
        input: { id: message.id, content },
      });
      put(editMessage.message);
    } finally {
      mark(message, { editing: null });
    }
  }

  /** Deletes a message for everybody. */
  async function remove(message: ChatMessage): Promise<void> {
    mark(message, { deleting: true });
    try {
      await execute(DeleteMessageDocument, { id: message.id });
    } catch (error) {
      const problem = asApiError(error);
      // Somebody was quicker: what was wanted is so.
      if (problem.code !== 'NOT_FOUND') {
        mark(message, { deleting: false });
        throw problem;
      }
    }
    change(message.channelId, (known) => history.remove(known, message.id));
  }

  /** Deletes many messages of a channel for everybody; answers how many were there. */
  async function removeMany(
    channelId: string,
    ids: readonly string[],
    reason: string | null,
  ): Promise<number> {
    const [only] = ids;
    if (only !== undefined && ids.length === 1) {
      await execute(DeleteMessageDocument, { id: only });
      change(channelId, (known) => history.remove(known, only));
      return 1;
    }
    const deleted = await moderation.deleteMessages(channelId, [...ids], reason);
    forget(channelId, deleted);
    return deleted.length;
  }

  function forget(channelId: string, ids: readonly string[]): void {
    change(channelId, (known) => ids.reduce(history.remove, known));
  }

  // What one person may read is not for whoever signs in next.
  watch(
    () => session.user?.id,
    (_now, before) => {
      if (before === undefined) return;
      channels.clear();
      books.clear();
      open.clear();
    },
  );

  onEvent((event) => {
    switch (event.__typename) {
      case 'MessageCreated': {
        const message = toChatMessage(event.message, null, null);
        const closed = !open.has(message.channelId);
        const bounded = (known: ChatHistory): ChatHistory =>
          closed ? history.keepNewest(known, MAX_CLOSED) : known;
        change(message.channelId, (known) =>
          history.indexOfId(known.messages, message.id) >= 0
            ? known
            : bounded(history.insert(known, message)),
        );
        break;
      }
      case 'MessageUpdated':
        put(event.message);
        break;
      case 'MessageDeleted': {
        const { channelId, id } = event;
        change(channelId, (known) => history.remove(known, id));
        break;
      }
      case 'MessagesDeleted':
        forget(event.channelId, event.ids);
        break;
      case 'ChannelDeleted':
      case 'ThreadDeleted':
        channels.delete(event.id);
        books.delete(event.id);
        break;
    }
  });

  onResync(() => {
    for (const channelId of channels.keys()) {
      const book = bookOf(channelId);
      book.stale = true;
      if (!open.has(channelId)) continue;
      const known = channels.get(channelId)?.history;
      // In the past, the middle of what is known is asked for again; the present by its newest page.
      const middle = known?.hasNewer ? known.messages[known.messages.length >> 1] : undefined;
      void loadPlace(channelId, middle?.id ?? null);
    }
  });

  return {
    channel,
    enter,
    leave,
    refresh,
    loadOlder,
    loadNewer,
    trim,
    showPresent,
    showMessage,
    retry,
    acknowledge,
    edit,
    remove,
    removeMany,
  };
});

if (import.meta.hot) import.meta.hot.accept(acceptHMRUpdate(useMessages, import.meta.hot));
