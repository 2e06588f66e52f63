import { describe, expect, it } from 'vitest';
import { answerOf, changedRules, inherited, inOrder, withAnswer, type Rule } from './overwrites';

const role = (id: string, more: Partial<Rule> = {}): Rule => ({
  target: { kind: 'role', id },
  allow: [],
  deny: [],
  ...more,
});

describe('answers', () => {
  it('hold one answer for each permission', () => {
    let rule = role('a', { deny: ['SPEAK'] });
    for (const answer of ['allow', 'deny', 'neutral', 'deny'] as const) {
      rule = withAnswer(rule, 'VIEW_CHANNEL', answer);
      expect(answerOf(rule, 'VIEW_CHANNEL')).toBe(answer);
      expect(answerOf(rule, 'SPEAK')).toBe('deny');
      expect(rule.allow.filter((permission) => rule.deny.includes(permission))).toEqual([]);
    }
  });

  it('allow what is both allowed and denied', () => {
    expect(answerOf(role('a', { allow: ['SPEAK'], deny: ['SPEAK'] }), 'SPEAK')).toBe('allow');
  });
});

describe('changedRules', () => {
  const before = [role('a', { allow: ['SPEAK', 'CONNECT'] }), role('b', { deny: ['SPEAK'] })];

  it('is empty when nothing changed, in whatever order', () => {
    expect(
      changedRules(before, [
        role('b', { deny: ['SPEAK'] }),
        role('a', { allow: ['CONNECT', 'SPEAK'] }),
      ]),
    ).toEqual([]);
  });

  it('names what changed, what came and what went', () => {
    const after = [role('a', { allow: ['SPEAK'] }), role('c', { deny: ['CONNECT'] }), role('d')];
    expect(changedRules(before, after)).toEqual([
      role('a', { allow: ['SPEAK'] }),
      role('c', { deny: ['CONNECT'] }),
      role('b'),
    ]);
  });

  it('tells a role from a person with the same id', () => {
    const person: Rule = { target: { kind: 'user', id: 'a' }, allow: [], deny: ['SPEAK'] };
    expect(changedRules(before, [...before, person])).toEqual([person]);
  });
});

describe('inherited', () => {
  it.each([
    ['SPEAK', ['SPEAK'], null, { allowed: true, by: 'server' }],
    ['SPEAK', [], null, { allowed: false, by: 'server' }],
    ['SPEAK', ['SPEAK'], role('g', { deny: ['SPEAK'] }), { allowed: false, by: 'everyone' }],
    ['SPEAK', [], role('g', { allow: ['SPEAK'] }), { allowed: true, by: 'everyone' }],
    [
      'SPEAK',
      ['ADMINISTRATOR'],
      role('g', { deny: ['SPEAK'] }),
      { allowed: true, by: 'administrator' },
    ],
  ] as const)('%s with %o', (permission, server, everyone, expected) => {
    expect(inherited(permission, server, everyone)).toEqual(expected);
  });

  it('lets one role that allows outweigh others, and @everyone', () => {
    const everyone = role('g', { deny: ['SPEAK'] });
    const deny = role('a', { deny: ['SPEAK'] });
    const allow = role('b', { allow: ['SPEAK'] });
    expect(inherited('SPEAK', [], everyone, [deny, allow])).toEqual({ allowed: true, by: 'role' });
    expect(inherited('SPEAK', ['SPEAK'], null, [deny])).toEqual({ allowed: false, by: 'role' });
  });
});

it('shows @everyone first, then roles as they stand, then people', () => {
  const person: Rule = { target: { kind: 'user', id: 'p' }, allow: [], deny: [] };
  const shown = inOrder([person, role('low'), role('high')], 'g', ['high', 'low', 'g']);
  expect(shown.map(({ target }) => target.id)).toEqual(['g', 'high', 'low', 'p']);
  expect(inOrder([role('low'), role('g', { deny: ['SPEAK'] })], 'g', ['low', 'g'])[0]).toEqual(
    role('g', { deny: ['SPEAK'] }),
  );
});
