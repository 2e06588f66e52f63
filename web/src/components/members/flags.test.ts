import { describe, expect, it } from 'vitest';
import { flagsOf, type Flagged } from './flags';

const now = Date.parse('2026-11-24T12:00:00Z');
const plain: Flagged = {
  restraint: null,
  rulesPending: false,
  timeoutUntil: null,
  voiceMuted: false,
  voiceDeafened: false,
  user: { createdAt: '2020-01-01T00:00:00Z' },
  joinedAt: '2021-01-01T00:00:00Z',
};
const ids = (member: Flagged) => flagsOf(member, (time) => time, now).map(({ id }) => id);

describe('flagsOf', () => {
  it('says nothing of somebody about whom there is nothing to say', () => {
    expect(ids(plain)).toEqual([]);
  });

  it('tells a timeout that lasts from one that has passed', () => {
    expect(ids({ ...plain, timeoutUntil: '2026-11-24T12:05:00Z' })).toEqual(['timed-out']);
    expect(ids({ ...plain, timeoutUntil: '2026-11-24T11:55:00Z' })).toEqual([]);
  });

  it('puts what holds them back before what is good to know', () => {
    const newcomer: Flagged = {
      ...plain,
      rulesPending: true,
      voiceMuted: true,
      user: { createdAt: '2026-11-23T12:00:00Z' },
      joinedAt: '2026-11-24T11:00:00Z',
    };
    expect(ids(newcomer)).toEqual(['rules', 'muted', 'new-account']);
  });

  it('speaks of being new here only where the account is not new itself', () => {
    expect(ids({ ...plain, joinedAt: '2026-11-24T11:00:00Z' })).toEqual(['new-here']);
  });
});
