import { describe, expect, it } from 'vitest';
import { BAN_LIMITS, durationText, TIMEOUT_LIMITS, typedLength } from './duration';

describe('durationText', () => {
  it.each([
    [60, '1 minute'],
    [600, '10 minutes'],
    [5_400, '1 hour 30 minutes'],
    [604_800, '7 days'],
    [90_061, '1 day 1 hour'],
    [0, '0 seconds'],
  ])('says %i seconds as %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});

describe('typedLength', () => {
  it('reads whole numbers in their unit', () => {
    expect(typedLength(' 3 ', 86_400, TIMEOUT_LIMITS)).toBe(259_200);
  });

  it('takes the limits themselves, and nothing beyond', () => {
    expect(typedLength('28', 86_400, TIMEOUT_LIMITS)).toBe(2_419_200);
    expect(typedLength('29', 86_400, TIMEOUT_LIMITS)).toBeNull();
    expect(typedLength('0', 60, TIMEOUT_LIMITS)).toBeNull();
    expect(typedLength('1825', 86_400, BAN_LIMITS)).toBe(BAN_LIMITS.most);
  });

  it.each(['', '1.5', '-3', 'ten', '1e3'])('refuses %j', (text) => {
    expect(typedLength(text, 60, TIMEOUT_LIMITS)).toBeNull();
  });
});
