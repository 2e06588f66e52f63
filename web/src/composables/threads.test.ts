import { describe, expect, it } from 'vitest';
import {
  compareThreads,
  nameAnswers,
  nameFrom,
  threadPermissions,
  timeAgo,
  toggleTag,
} from './threads';

describe('what one may do in a thread', () => {
  it('writes who may write in threads, whatever the channel says of itself', () => {
    expect(threadPermissions(['VIEW_CHANNEL', 'SEND_MESSAGES_IN_THREADS'], false)).toContain(
      'SEND_MESSAGES',
    );
    expect(threadPermissions(['VIEW_CHANNEL', 'SEND_MESSAGES'], false)).not.toContain(
      'SEND_MESSAGES',
    );
  });

  it('is silent when locked, but for those who manage threads', () => {
    const member = threadPermissions(['VIEW_CHANNEL', 'SEND_MESSAGES_IN_THREADS'], true);
    expect(member).toEqual(['VIEW_CHANNEL']);
    expect(threadPermissions(['MANAGE_THREADS', 'SEND_MESSAGES_IN_THREADS'], true)).toContain(
      'SEND_MESSAGES',
    );
  });
});

describe('the order of posts', () => {
  const old = { id: '1', pinned: false, lastActivityAt: '2026-01-03T00:00:00Z' };
  const young = { id: '2', pinned: false, lastActivityAt: '2026-01-02T00:00:00Z' };
  const pinned = { id: '0', pinned: true, lastActivityAt: '2025-01-01T00:00:00Z' };

  it('puts the pinned first, then where somebody wrote last', () => {
    expect([young, old, pinned].sort(compareThreads('LATEST_ACTIVITY'))).toEqual([
      pinned,
      old,
      young,
    ]);
  });

  it('or what was begun last', () => {
    expect([old, pinned, young].sort(compareThreads('CREATION_DATE'))).toEqual([
      pinned,
      young,
      old,
    ]);
  });
});

it('finds a name by its words in any order', () => {
  expect(nameAnswers('How do I swim?', 'swim how')).toBe(true);
  expect(nameAnswers('How do I swim?', 'swim where')).toBe(false);
  expect(nameAnswers('anything', '')).toBe(true);
});

it('offers the first words of a message as a name', () => {
  expect(nameFrom('  Who comes\tto the lake?\nI bring cake')).toBe('Who comes to the lake?');
  expect(nameFrom('one two three four', 10)).toBe('one two');
  expect(nameFrom('Donaudampfschifffahrt', 5)).toBe('Donau');
  expect(nameFrom('')).toBe('');
});

it('takes no more tags than a post carries', () => {
  expect(toggleTag(['a'], 'b', 2)).toEqual(['a', 'b']);
  expect(toggleTag(['a', 'b'], 'c', 2)).toEqual(['a', 'b']);
  expect(toggleTag(['a', 'b'], 'a', 2)).toEqual(['b']);
});

it('says how long ago something was', () => {
  const now = Date.parse('2026-01-10T12:00:00Z');
  expect(timeAgo(now - 20_000, now)).toBe('just now');
  expect(timeAgo(now - 5 * 60_000, now)).toBe('5 min. ago');
  expect(timeAgo(now - 26 * 3_600_000, now)).toBe('yesterday');
});
