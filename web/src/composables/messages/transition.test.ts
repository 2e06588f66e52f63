import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transition } from './transition';

const list = (keys: string): { key: string }[] => [...keys].map((key) => ({ key }));
const text = (rows: readonly { key: string }[]): string => rows.map((row) => row.key).join('');

describe('from shown rows to wanted ones', () => {
  it('takes one step when only what is below changes', () => {
    const steps = transition(list('abc'), list('abcde'), 1);
    expect(steps?.map((step) => [text(step.rows), step.fromEnd])).toEqual([['abcde', false]]);
  });

  it('keeps the place from the end when something changes above', () => {
    const steps = transition(list('cde'), list('abcde'), 1);
    expect(steps?.map((step) => [text(step.rows), step.fromEnd])).toEqual([
      ['abcde', true],
      ['abcde', false],
    ]);
  });

  it('makes changes on both sides one after the other', () => {
    const steps = transition(list('bcd'), list('abcx'), 1);
    expect(steps?.map((step) => [text(step.rows), step.fromEnd])).toEqual([
      ['abcd', true],
      ['abcx', false],
    ]);
  });

  it('holds on to the next row when the one being read goes', () => {
    const steps = transition(list('abcd'), list('acd'), 1);
    expect(steps?.[0]).toMatchObject({ fromEnd: true });
    expect(text(steps?.[0]?.rows ?? [])).toBe('acd');
  });

  it('gives up where nothing stays', () => {
    expect(transition(list('abc'), list('xyz'), 1)).toBeNull();
    expect(transition([], list('a'), 0)).toBeNull();
  });

  it('always ends with what is wanted, and each step changes one side of the anchor only', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefghijkl'), { maxLength: 12 });
    fc.assert(
      fc.property(keys, keys, fc.nat(12), (from, to, anchor) => {
        const shown = from.sort().map((key) => ({ key }));
        const wanted = to.sort().map((key) => ({ key }));
        const steps = transition(shown, wanted, anchor);
        if (steps === null) {
          expect(from.some((key) => to.includes(key)) && from.length > 0).toBe(false);
          return;
        }
        expect(text(steps.at(-1)?.rows ?? [])).toBe(text(wanted));
        let before: readonly { key: string }[] = shown;
        for (const step of steps) {
          const a = text(before);
          const b = text(step.rows);
          const stays = [...a].filter((key) => b.includes(key));
          expect(
            stays.some((key) =>
              step.fromEnd
                ? a.slice(a.indexOf(key)) === b.slice(b.indexOf(key))
                : a.slice(0, a.indexOf(key) + 1) === b.slice(0, b.indexOf(key) + 1),
            ),
          ).toBe(true);
          before = step.rows;
        }
      }),
    );
  });
});
