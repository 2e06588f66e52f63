import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { spread, spreadDelay } from './spread';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('asks once for a burst, and again for the next', () => {
  const asked: string[] = [];
  const { soon } = spread((key) => asked.push(key));
  for (let times = 0; times < 10; times += 1) soon('a', 1);
  soon('b', 1);
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(300);
  expect(asked.sort()).toEqual(['a', 'b']);
  soon('a', 1);
  vi.advanceTimersByTime(300);
  expect(asked).toHaveLength(3);
});

it('asks no more once it is cleared', () => {
  const asked: string[] = [];
  const { soon, clear } = spread((key) => asked.push(key));
  soon('a', 10_000);
  clear();
  vi.runAllTimers();
  expect(asked).toEqual([]);
});

it('spreads a crowd, but makes nobody wait for long', () => {
  expect(spreadDelay(1, 1)).toBeLessThan(300);
  expect(spreadDelay(100_000, 1)).toBeLessThan(10_000);
  expect(spreadDelay(100_000, 0.5)).toBeGreaterThan(3_000);
});
