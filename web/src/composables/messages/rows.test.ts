import { describe, expect, it } from 'vitest';
import { isNewer } from './ids';
import {
  buildRows,
  GROUPING_MS,
  isContent,
  type ContentRow,
  type Row,
  type RowsInput,
} from './rows';
import type { ChatMessage, PendingMessage } from './types';

const NOON = new Date(2026, 10, 20, 12).getTime();

function message(id: number, time = NOON, author = '1'): ChatMessage {
  return {
    id: String(id),
    kind: 'DEFAULT',
    channelId: '9',
    author: { id: author, username: author, displayName: null, createdAt: '' },
    content: 'a',
    createdAt: '',
    editedAt: null,
    mentions: [],
    time,
    cursor: null,
    nonce: null,
    editing: null,
    deleting: false,
  };
}

const pending: PendingMessage = {
  nonce: 'n',
  channelId: '9',
  content: 'b',
  createdAt: NOON + 1_000,
  state: 'sending',
  notBefore: null,
  failure: null,
};

function rows(input: Partial<RowsInput>, known?: ReadonlyMap<string, Row>): Row[] {
  return buildRows(
    {
      messages: [],
      pending: [],
      hasOlder: false,
      hasNewer: false,
      viewerId: '1',
      readUpTo: null,
      isNewer,
      ...input,
    },
    known,
  );
}

const content = (list: Row[]): ContentRow[] => list.filter(isContent);

describe('rows', () => {
  it('put messages of one person close together under one name', () => {
    const list = content(
      rows({
        messages: [
          message(1),
          message(2, NOON + GROUPING_MS - 1),
          message(3, NOON + 2 * GROUPING_MS),
          message(4, NOON + 2 * GROUPING_MS, '2'),
        ],
      }),
    );
    expect(list.map((row) => row.continued)).toEqual([false, true, false, false]);
  });

  it('begin each day with its date', () => {
    const midnight = new Date(2026, 10, 21).getTime();
    const list = content(
      rows({ messages: [message(1, midnight - 1_000), message(2, midnight + 1_000)] }),
    );
    expect(list.map((row) => row.day !== null)).toEqual([true, true]);
    expect(list[1]?.continued).toBe(false);
  });

  it('mark the first unread message once, and begin it anew', () => {
    const list = content(rows({ messages: [message(1), message(2), message(3)], readUpTo: '1' }));
    expect(list.map((row) => row.firstUnread)).toEqual([false, true, false]);
    expect(list[1]?.continued).toBe(false);
  });

  it('end with what is on its way, unless the present is out of sight', () => {
    expect(rows({ messages: [message(1)], pending: [pending] }).at(-1)).toMatchObject({
      kind: 'pending',
      key: 'n',
      continued: true,
    });
    expect(rows({ messages: [message(1)], pending: [pending], hasNewer: true }).at(-1)?.kind).toBe(
      'newer',
    );
  });

  it('keep the key of a message that has been on its way', () => {
    expect(content(rows({ messages: [{ ...message(1), nonce: 'n' }] }))[0]?.key).toBe('n');
  });

  it('stay the same objects where nothing changed', () => {
    const messages = [message(1), message(2), message(3)];
    const before = rows({ messages });
    const known = new Map(before.map((row) => [row.key, row]));
    const after = rows({ messages: [...messages, message(4)] }, known);
    expect(after.slice(0, 4)).toEqual(before);
    for (const [index, row] of before.entries()) expect(after[index]).toBe(row);
  });

  it('say whether there is more above', () => {
    expect(rows({ hasOlder: true })[0]?.kind).toBe('older');
    expect(rows({ hasOlder: false })[0]?.kind).toBe('beginning');
  });
});

describe('folded messages', () => {
  const folded = (all: readonly Row[]) =>
    all.flatMap((row) => (row.kind === 'folded' ? [row.messages.map(({ id }) => id)] : []));
  const isFolded = (one: ChatMessage) => one.author.id === 'b';

  it('stand together as one row, between what others wrote', () => {
    const list = rows({
      messages: [
        message(1, NOON, 'a'),
        message(2, NOON, 'b'),
        message(3, NOON, 'b'),
        message(4, NOON, 'a'),
        message(5, NOON, 'b'),
      ],
      isFolded,
    });
    expect(folded(list)).toEqual([['2', '3'], ['5']]);
  });

  it('do not let the next one go on under a name that is not shown', () => {
    const list = rows({
      messages: [message(1, NOON, 'a'), message(2, NOON, 'b'), message(3, NOON, 'a')],
      isFolded,
    });
    expect(list.at(-1)).toMatchObject({ kind: 'message', continued: false });
  });

  it('are divided where what is new begins', () => {
    const list = rows({
      messages: [message(1, NOON, 'b'), message(2, NOON, 'b')],
      readUpTo: '1',
      isFolded,
    });
    expect(folded(list)).toEqual([['1'], ['2']]);
    expect(list.at(-1)).toMatchObject({ kind: 'folded', firstUnread: true });
  });
});

it('lets what the server tells stand by itself', () => {
  const joined: ChatMessage = { ...message(1, NOON, 'a'), kind: 'MEMBER_JOINED' };
  const list = rows({ messages: [joined, message(2, NOON, 'a')] });
  expect(list.at(-1)).toMatchObject({ continued: false });
});
