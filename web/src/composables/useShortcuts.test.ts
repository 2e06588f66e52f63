import { expect, it } from 'vitest';
import { neighbour } from './useShortcuts';

it.each([
  ['b', 1, 'c'],
  ['c', 1, 'a'],
  ['a', -1, 'c'],
  [undefined, 1, 'a'],
  [undefined, -1, 'c'],
  ['gone', 1, 'a'],
] as const)('from %s by %d leads to %s', (current, step, expected) => {
  expect(neighbour(['a', 'b', 'c'], current, step)).toBe(expected);
});

it('leads nowhere when there is nothing', () => {
  expect(neighbour([], 'a', 1)).toBeUndefined();
});
