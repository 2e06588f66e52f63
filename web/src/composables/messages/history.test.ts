import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  append,
  indexOfId,
  insert,
  keepNewest,
  keepOldest,
  prepend,
  refresh,
  remove,
  replace,
  type Entry,
  type History,
} from './history';
import { compareIds } from '@/stores/ids';

const entry = (id: number, editedAt: string | null = null): Entry => ({ id: String(id), editedAt });

const span = (from: number, to: number, hasOlder = false, hasNewer = false): History<Entry> => ({
  messages: Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => entry(from + index)),
  hasOlder,
  hasNewer,
});

const ids = (history: History<Entry>): number[] =>
  history.messages.map((message) => Number(message.id));

describe('ids', () => {
  it('sort as numbers of any length', () => {
    expect(['10', '9', '9007199254740993', '9007199254740992'].sort(compareIds)).toEqual([
      '9',
      '10',
      '9007199254740992',
      '9007199254740993',
    ]);
  });
});

describe('paging', () => {
  it('adds what is older, without doubles', () => {
    const history = prepend(span(50, 60, true), span(40, 52, true, true));
    expect(ids(history)).toEqual(ids(span(40, 60)));
    expect(history.hasOlder).toBe(true);
    expect(history.hasNewer).toBe(false);
  });

  it('learns where history begins', () => {
    expect(prepend(span(50, 60, true), span(1, 0)).hasOlder).toBe(false);
  });

  it('adds what is newer, without doubles', () => {
    const history = append(span(50, 60, true, true), span(58, 70, true, false));
    expect(ids(history)).toEqual(ids(span(50, 70)));
    expect(history.hasNewer).toBe(false);
    expect(history.hasOlder).toBe(true);
  });

  it('answers the same object when a page brings nothing', () => {
    const history = span(1, 5);
    expect(append(history, span(3, 5))).toBe(history);
    expect(prepend(history, span(1, 2))).toBe(history);
  });
});

describe('a fresh page', () => {
  it('drops what was deleted meanwhile and keeps what lies before', () => {
    const page = { messages: [entry(8), entry(10), entry(11)], hasOlder: true, hasNewer: false };
    expect(ids(refresh(span(1, 10), page))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 11]);
  });

  it('takes the place of a history that it does not meet', () => {
    const page = span(50, 60, true, false);
    expect(refresh(span(1, 10), page)).toBe(page);
  });

  it('forgets older messages when the page says that there are none', () => {
    expect(ids(refresh(span(1, 10), span(5, 12, false, false)))).toEqual(ids(span(5, 12)));
  });

  it('does not undo an edit that an event brought first', () => {
    const history = { messages: [entry(1, '2026-01-02')], hasOlder: false, hasNewer: false };
    const page = { messages: [entry(1, '2026-01-01'), entry(2)], hasOlder: false, hasNewer: false };
    expect(refresh(history, page).messages[0]?.editedAt).toBe('2026-01-02');
  });

  it('empties a channel that was emptied', () => {
    expect(ids(refresh(span(1, 3), span(1, 0)))).toEqual([]);
  });
});

describe('events', () => {
  it('add a new message at the present only', () => {
    expect(ids(insert(span(1, 3), entry(4)))).toEqual([1, 2, 3, 4]);
    const past = span(1, 3, false, true);
    expect(insert(past, entry(9))).toBe(past);
  });

  it('put a late message where it belongs', () => {
    const history = { messages: [entry(1), entry(3)], hasOlder: true, hasNewer: false };
    expect(ids(insert(history, entry(2)))).toEqual([1, 2, 3]);
    expect(insert(history, entry(0))).toBe(history);
  });

  it('change and delete what is known, and nothing else', () => {
    const history = span(1, 3);
    expect(replace(history, entry(2, '2026-01-01')).messages[1]?.editedAt).toBe('2026-01-01');
    expect(replace(history, entry(9))).toBe(history);
    expect(ids(remove(history, '2'))).toEqual([1, 3]);
    expect(remove(history, '9')).toBe(history);
  });
});

describe('bounds', () => {
  it('remember that there is more', () => {
    expect(keepNewest(span(1, 10), 3)).toEqual({ ...span(8, 10), hasOlder: true });
    expect(keepOldest(span(1, 10), 3)).toEqual({ ...span(1, 3), hasNewer: true });
    const small = span(1, 2);
    expect(keepNewest(small, 3)).toBe(small);
  });
});

describe('whatever happens in whatever order', () => {
  /** The server's side: a channel whose messages come and go. */
  const action = fc.oneof(
    fc.record({ kind: fc.constant('created' as const) }),
    fc.record({ kind: fc.constant('deleted' as const), at: fc.nat() }),
    fc.record({ kind: fc.constant('older' as const), size: fc.integer({ min: 1, max: 7 }) }),
    fc.record({ kind: fc.constant('newer' as const), size: fc.integer({ min: 1, max: 7 }) }),
    fc.record({ kind: fc.constant('latest' as const), size: fc.integer({ min: 1, max: 7 }) }),
    fc.record({ kind: fc.constant('keepNewest' as const), size: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ kind: fc.constant('keepOldest' as const), size: fc.integer({ min: 1, max: 9 }) }),
  );

  it('the history is a stretch of the channel without a gap or a double', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        let next = 11;
        let server = Array.from({ length: 10 }, (_, index) => index + 1);
        const page = (list: number[]): History<Entry> => ({
          messages: list.map((id) => entry(id)),
          hasOlder: list.length > 0 && server.some((id) => id < (list[0] ?? 0)),
          hasNewer: list.length > 0 && server.some((id) => id > (list.at(-1) ?? 0)),
        });
        let history = page(server.slice(-5));
        for (const step of actions) {
          const known = ids(history);
          if (step.kind === 'created') {
            server.push(next);
            history = insert(history, entry(next++));
          } else if (step.kind === 'deleted') {
            const gone = server[step.at % Math.max(1, server.length)];
            server = server.filter((id) => id !== gone);
            if (gone !== undefined) history = remove(history, String(gone));
          } else if (step.kind === 'older' && known.length > 0) {
            const older = server.filter((id) => id < (known[0] ?? 0)).slice(-step.size);
            const answer = page(older);
            history = prepend(history, {
              ...answer,
              hasOlder: older.length > 0 && answer.hasOlder,
            });
          } else if (step.kind === 'newer' && known.length > 0) {
            const newer = server.filter((id) => id > (known.at(-1) ?? 0)).slice(0, step.size);
            history = append(history, page(newer));
          } else if (step.kind === 'latest')
            history = refresh(history, page(server.slice(-step.size)));
          else if (step.kind === 'keepNewest') history = keepNewest(history, step.size);
          else if (step.kind === 'keepOldest') history = keepOldest(history, step.size);

          const now = ids(history);
          const first = now[0];
          const last = now.at(-1);
          if (first === undefined || last === undefined) continue;
          expect(now).toEqual(server.filter((id) => id >= first && id <= last));
          if (!history.hasOlder) expect(server.some((id) => id < first)).toBe(false);
          if (!history.hasNewer) expect(server.some((id) => id > last)).toBe(false);
          expect(indexOfId(history.messages, String(last))).toBe(now.length - 1);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
