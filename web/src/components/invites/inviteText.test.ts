import { describe, expect, it } from 'vitest';
import { expiryText, memberText, relativeTime, usesText } from './inviteText';

const now = new Date('2026-11-20T12:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('relativeTime', () => {
  it.each([
    [3 * 86_400, 'in 3 days'],
    [7 * 86_400 - 1, 'in 7 days'],
    [86_400, 'tomorrow'],
    [7_200, 'in 2 hours'],
    [-80, '1 minute ago'],
    [5, 'in 5 seconds'],
  ])('%d seconds away', (seconds, text) => {
    expect(relativeTime(later(seconds), now)).toBe(text);
  });
});

it('says when an invite ends', () => {
  expect(expiryText(null, now)).toBe('never ends');
  expect(expiryText(later(7_200).toISOString(), now)).toBe('ends in 2 hours');
  expect(expiryText(later(-1).toISOString(), now)).toBe('has ended');
});

it('says how often an invite was used', () => {
  expect(usesText(0, null)).toBe('not used yet');
  expect(usesText(1, null)).toBe('used once');
  expect(usesText(3, null)).toBe('used 3 times');
  expect(usesText(2, 10)).toBe('used 2 of 10 times');
  expect(usesText(0, 1)).toBe('used 0 of 1 time');
});

it('counts members', () => {
  expect(memberText(1)).toBe('1 member');
  expect(memberText(2)).toBe('2 members');
});
