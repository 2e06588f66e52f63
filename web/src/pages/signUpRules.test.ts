import { describe, expect, it } from 'vitest';
import { checkSignUp } from './signUpRules';

const limits = { usernameLength: 32, passwordMinLength: 8 };
const good = { username: 'mira', email: 'mira@example.org', password: 'long enough' };

describe('checkSignUp', () => {
  it('lets good values pass', () => {
    expect(checkSignUp(good, limits)).toEqual({});
  });

  it.each([
    ['username', ''],
    ['username', 'a'],
    ['username', 'with space'],
    ['username', 'mirá'],
    ['username', 'x'.repeat(33)],
    ['email', ''],
    ['email', 'mira@example'],
    ['email', 'mira example.org'],
    ['password', ''],
    ['password', 'short'],
    ['password', '1234567'],
  ] as const)('names %s when it is %j', (field, value) => {
    expect(Object.keys(checkSignUp({ ...good, [field]: value }, limits))).toEqual([field]);
  });

  it('counts characters as people do', () => {
    expect(checkSignUp({ ...good, password: '🔑'.repeat(7) }, limits).password).toContain('1 more');
    expect(checkSignUp({ ...good, password: '🔑'.repeat(8) }, limits)).toEqual({});
  });

  it('refuses the user name as the password', () => {
    expect(
      checkSignUp({ ...good, username: 'mirakoval', password: 'MiraKoval' }, limits).password,
    ).toContain('not your user name');
  });
});
