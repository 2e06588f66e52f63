import { describe, expect, it } from 'vitest';
import { reconnectDelay } from './events';

describe('reconnectDelay', () => {
  it('comes back at once after reading too slowly, and soon after a restart', () => {
    expect(reconnectDelay(1, 4480, 1)).toBeLessThanOrEqual(250);
    expect(reconnectDelay(1, 1012, 0)).toBeGreaterThanOrEqual(250);
    expect(reconnectDelay(1, 1012, 1)).toBeLessThanOrEqual(2_500);
  });

  it('grows with every failure, up to a limit', () => {
    const waits = Array.from({ length: 12 }, (_, n) => reconnectDelay(n + 1, null, 1));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBeLessThanOrEqual(1_000);
    expect(waits.at(-1)).toBe(20_000);
    expect(reconnectDelay(1000, null, 1)).toBe(20_000);
  });

  it('spreads a crowd over at least half of the wait', () => {
    for (const failures of [1, 3, 8]) {
      const [soonest, latest] = [0, 1].map((chance) => reconnectDelay(failures, 1006, chance));
      expect(latest).toBe(2 * (soonest ?? 0));
    }
  });

  it('does not hurry a server that keeps sending people away', () => {
    expect(reconnectDelay(6, 4480, 1)).toBeGreaterThan(5_000);
    expect(reconnectDelay(6, 1012, 1)).toBeGreaterThan(5_000);
  });
});
