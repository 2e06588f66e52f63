/**
 * What the message list shows, row by row: messages with what stands above them.
 *
 * A divider belongs to the row of the message below it and is no row of its own, so that older
 * messages can be put before the first one without moving any row that is already there.
 */
import type { ChatMessage, PendingMessage } from './types';

/** Messages of one person closer together than this stand under one name. */
export const GROUPING_MS = 7 * 60 * 1000;

interface RowBase {
  /** Stays the same for as long as the row means the same message, sent or still on its way. */
  readonly key: string;
  /** Whether it goes on under the name of the row above. */
  readonly continued: boolean;
  /** The moment whose day begins with this row, where one does. */
  readonly day: number | null;
  /** Whether everything from here on is new. */
  readonly firstUnread: boolean;
}

export interface MessageRow extends RowBase {
  readonly kind: 'message';
  readonly message: ChatMessage;
}

export interface PendingRow extends RowBase {
  readonly kind: 'pending';
  readonly pending: PendingMessage;
  readonly authorId: string;
}

/** Messages one after the other that the person does not want to see: who wrote them is blocked. */
export interface FoldedRow extends RowBase {
  readonly kind: 'folded';
  readonly messages: readonly ChatMessage[];
}

/** Stands above the oldest known message: the channel's beginning, or that more is to come. */
export interface EdgeRow {
  readonly kind: 'beginning' | 'older' | 'newer';
  readonly key: string;
}

export type ContentRow = MessageRow | PendingRow;
export type Row = ContentRow | FoldedRow | EdgeRow;

export interface RowsInput {
  readonly messages: readonly ChatMessage[];
  readonly pending: readonly PendingMessage[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** The person who looks, as author of what is pending. */
  readonly viewerId: string;
  /** The first message with a newer id stands under the unread divider; null for none. */
  readonly readUpTo: string | null;
  /** Whether `id` is newer than `readUpTo`. */
  readonly isNewer: (id: string, than: string) => boolean;
  /** Whether a message is folded away. */
  readonly isFolded?: (message: ChatMessage) => boolean;
}

/** The local day a moment lies in, as a number that differs from day to day. */
export function dayNumber(time: number): number {
  const date = new Date(time);
  return date.getFullYear() * 10_000 + date.getMonth() * 100 + date.getDate();
}

interface Previous {
  authorId: string;
  time: number;
  day: number;
}

const BEGINNING: EdgeRow = { kind: 'beginning', key: 'edge:older' };
const OLDER: EdgeRow = { kind: 'older', key: 'edge:older' };
const NEWER: EdgeRow = { kind: 'newer', key: 'edge:newer' };

/** The row's key: a message keeps the key that it had while it was on its way. */
function messageKey(message: ChatMessage): string {
  return message.nonce ?? message.id;
}

function sameRow(
  known: Row | undefined,
  next: ContentRow | FoldedRow,
): known is ContentRow | FoldedRow {
  if (!known || known.kind !== next.kind) return false;
  if (known.continued !== next.continued || known.day !== next.day) return false;
  if (known.firstUnread !== next.firstUnread) return false;
  switch (known.kind) {
    case 'message':
      return next.kind === 'message' && known.message === next.message;
    case 'pending':
      return next.kind === 'pending' && known.pending === next.pending;
    default:
      return (
        next.kind === 'folded' &&
        known.kind === 'folded' &&
        known.messages.length === next.messages.length &&
        known.messages.every((message, index) => message === next.messages[index])
      );
  }
}

/** Builds the rows; a row that has not changed since `known` is the very same object. */
export function buildRows(input: RowsInput, known?: ReadonlyMap<string, Row>): Row[] {
  const rows: Row[] = [input.hasOlder ? OLDER : BEGINNING];
  let previous: Previous | null = null;
  let unreadShown = input.readUpTo === null;

  const place = (authorId: string, time: number, unread: boolean): Omit<RowBase, 'key'> => {
    const day = dayNumber(time);
    const newDay = previous?.day !== day;
    const continued =
      !newDay &&
      !unread &&
      previous?.authorId === authorId &&
      time - previous.time < GROUPING_MS &&
      time >= previous.time;
    previous = { authorId, time, day };
    return { continued, day: newDay ? time : null, firstUnread: unread };
  };

  const push = (next: ContentRow | FoldedRow): void => {
    const same = known?.get(next.key);
    rows.push(sameRow(same, next) ? same : next);
  };

  /** The next row begins under a name of its own. */
  const alone = (): void => {
    if (previous) previous = { ...previous, authorId: '' };
  };
  let fold: ChatMessage[] = [];
  let foldPlace: Omit<RowBase, 'key'> | null = null;
  const close = (): void => {
    const [first] = fold;
    if (first && foldPlace) {
      push({
        ...foldPlace,
        continued: false,
        kind: 'folded',
        key: `folded ${first.id}`,
        messages: fold,
      });
    }
    fold = [];
    foldPlace = null;
    alone();
  };

  for (const message of input.messages) {
    const unread =
      !unreadShown && input.readUpTo !== null && input.isNewer(message.id, input.readUpTo);
    if (unread) unreadShown = true;
    const folded = input.isFolded?.(message) === true;
    const open = fold.at(-1);
    // A divider in between is never folded away with them.
    if (open && (!folded || unread || dayNumber(open.time) !== dayNumber(message.time))) close();
    if (folded) {
      if (fold.length === 0) foldPlace = place('', message.time, unread);
      fold.push(message);
      continue;
    }
    const base = place(message.author.id, message.time, unread);
    push({ ...base, kind: 'message', key: messageKey(message), message });
    // What the server tells stands by itself.
    if (message.kind !== 'DEFAULT') alone();
  }
  if (fold.length > 0) close();
  if (input.hasNewer) {
    rows.push(NEWER);
    return rows;
  }
  for (const pending of input.pending) {
    const base = place(input.viewerId, pending.createdAt, false);
    push({ ...base, kind: 'pending', key: pending.nonce, pending, authorId: input.viewerId });
  }
  return rows;
}

/** Whether a row is a message, sent or on its way. */
export function isContent(row: Row | undefined): row is ContentRow {
  return row !== undefined && (row.kind === 'message' || row.kind === 'pending');
}
