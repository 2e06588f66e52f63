/**
 * A stretch of a channel's history without gaps, and what may happen to it.
 *
 * Every function is pure and answers the very same object when nothing changes, so that nothing is
 * painted again for nothing.
 */
import { compareIds } from '@/stores/ids';
import { isNewer } from './ids';

/** What of a message its place in history depends on. */
export interface Entry {
  readonly id: string;
  readonly editedAt: string | null;
}

/** A page as the server answers it, oldest first. */
export interface HistoryPage<M extends Entry> {
  readonly messages: readonly M[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

/** What is known of a channel: messages without a gap between them, oldest first. */
export type History<M extends Entry> = HistoryPage<M>;

/** The index of the first entry that is not older than `id`. */
function lowerBound<M extends Entry>(messages: readonly M[], id: string): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = messages[middle];
    if (entry && compareIds(entry.id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a message stands, or -1. */
export function indexOfId<M extends Entry>(messages: readonly M[], id: string): number {
  const index = lowerBound(messages, id);
  return messages[index]?.id === id ? index : -1;
}

/** The later of two versions of one message: an answer may be older than an event that overtook it. */
function later<M extends Entry>(known: M, received: M): M {
  return (known.editedAt ?? '') > (received.editedAt ?? '') ? known : received;
}

/** Adds what was loaded before the oldest known message. */
export function prepend<M extends Entry>(history: History<M>, page: HistoryPage<M>): History<M> {
  const oldest = history.messages[0];
  if (!oldest) return page;
  const older = page.messages.slice(0, lowerBound(page.messages, oldest.id));
  if (older.length === 0 && history.hasOlder === page.hasOlder) return history;
  return { ...history, messages: [...older, ...history.messages], hasOlder: page.hasOlder };
}

/** Adds what was loaded after the newest known message. */
export function append<M extends Entry>(history: History<M>, page: HistoryPage<M>): History<M> {
  const newest = history.messages.at(-1);
  if (!newest) return page;
  const newer = page.messages.filter((message) => isNewer(message.id, newest.id));
  if (newer.length === 0 && history.hasNewer === page.hasNewer) return history;
  return { ...history, messages: [...history.messages, ...newer], hasNewer: page.hasNewer };
}

/**
 * Takes over a fresh page of any place. Where it meets what is known, the page decides what is there
 * (so that what was deleted meanwhile goes); where it does not, the page is all that is known.
 */
export function refresh<M extends Entry>(history: History<M>, page: HistoryPage<M>): History<M> {
  const first = page.messages[0];
  const last = page.messages.at(-1);
  const oldest = history.messages[0];
  const newest = history.messages.at(-1);
  if (!first || !last || !oldest || !newest) return page;
  const apart = isNewer(first.id, newest.id) || isNewer(oldest.id, last.id);
  if (apart) return page;

  const before = page.hasOlder
    ? history.messages.slice(0, lowerBound(history.messages, first.id))
    : [];
  const after = page.hasNewer
    ? history.messages.filter((message) => isNewer(message.id, last.id))
    : [];
  const within = page.messages.map((received) => {
    const known = history.messages[indexOfId(history.messages, received.id)];
    return known ? later(known, received) : received;
  });
  return {
    messages: [...before, ...within, ...after],
    hasOlder: before.length > 0 ? history.hasOlder : page.hasOlder,
    hasNewer: after.length > 0 ? history.hasNewer : page.hasNewer,
  };
}

/** A message that was just written. Only a history that reaches to the present can take it without a gap. */
export function insert<M extends Entry>(history: History<M>, message: M): History<M> {
  const { messages } = history;
  const index = lowerBound(messages, message.id);
  const known = messages[index];
  if (known?.id === message.id) return replace(history, message);
  if (index === messages.length && history.hasNewer) return history;
  if (index === 0 && messages.length > 0 && history.hasOlder) return history;
  return { ...history, messages: [...messages.slice(0, index), message, ...messages.slice(index)] };
}

/** A message that was changed. */
export function replace<M extends Entry>(history: History<M>, message: M): History<M> {
  const index = indexOfId(history.messages, message.id);
  const known = history.messages[index];
  if (!known || later(known, message) === known) return history;
  const messages = history.messages.slice();
  messages[index] = message;
  return { ...history, messages };
}

/** A message that was deleted. */
export function remove<M extends Entry>(history: History<M>, id: string): History<M> {
  const index = indexOfId(history.messages, id);
  if (index < 0) return history;
  return { ...history, messages: history.messages.filter((message) => message.id !== id) };
}

/** Keeps the newest `limit` messages. */
export function keepNewest<M extends Entry>(history: History<M>, limit: number): History<M> {
  if (history.messages.length <= limit) return history;
  return { ...history, messages: history.messages.slice(-limit), hasOlder: true };
}

/** Keeps the oldest `limit` messages. */
export function keepOldest<M extends Entry>(history: History<M>, limit: number): History<M> {
  if (history.messages.length <= limit) return history;
  return { ...history, messages: history.messages.slice(0, limit), hasNewer: true };
}
