import { describe, expect, it } from 'vitest';
import { highestOf, moved, whyAbove, whyLocked, whyNotGiven, type Actor } from './hierarchy';

const ROLES = [
  { id: 'c', name: 'Stewards', position: 3 },
  { id: 'b', name: 'Helpers', position: 2 },
  { id: 'a', name: 'Guests', position: 1 },
  { id: 'g', name: '@everyone', position: 0 },
] as const;
const [stewards, helpers, guests, everyone] = ROLES;

function actor(more: Partial<Actor> = {}): Actor {
  return { owner: false, highest: 2, permissions: ['MANAGE_ROLES', 'SPEAK'], ...more };
}

it('finds the highest role', () => {
  expect(highestOf(ROLES, ['a', 'c'])).toBe(3);
  expect(highestOf(ROLES, [])).toBe(0);
});

describe('whyLocked', () => {
  it('locks what stands level or above', () => {
    expect(whyLocked(actor(), stewards)).toMatch(/above your highest role/);
    expect(whyLocked(actor(), helpers)).toMatch(/your own highest role/);
    expect(whyLocked(actor(), guests)).toBeNull();
    expect(whyLocked(actor(), everyone)).toBeNull();
  });

  it('locks all for whoever does not manage roles, and nothing for the owner', () => {
    expect(whyLocked(actor({ permissions: [] }), guests)).toMatch(/Manage roles/);
    expect(whyLocked(actor({ owner: true, highest: 0, permissions: [] }), stewards)).toBeNull();
  });
});

describe('whyAbove', () => {
  it.each([
    ['below', actor(), 1, false, null],
    ['level', actor(), 2, false, /level with you/],
    [
      'the owner',
      actor({ permissions: ['ADMINISTRATOR'], highest: 9 }),
      0,
      true,
      /owns the server/,
    ],
    ['anybody, for the owner', actor({ owner: true, highest: 0 }), 9, false, null],
  ] as const)('%s', (_, who, highest, owner, expected) => {
    const said = whyAbove(who, 'Ben', highest, owner);
    if (expected === null) expect(said).toBeNull();
    else expect(said).toMatch(expected);
  });
});

describe('whyNotGiven', () => {
  it('gives only what one has', () => {
    expect(whyNotGiven(actor(), 'SPEAK')).toBeNull();
    expect(whyNotGiven(actor(), 'BAN_MEMBERS')).toMatch(/do not have it yourself/);
    expect(whyNotGiven(actor({ permissions: ['ADMINISTRATOR'] }), 'BAN_MEMBERS')).toBeNull();
    expect(whyNotGiven(actor({ owner: true, permissions: [] }), 'BAN_MEMBERS')).toBeNull();
  });
});

it.each([
  ['a', 0, ['a', 'b', 'c']],
  ['a', 2, ['b', 'c', 'a']],
  ['c', 1, ['a', 'c', 'b']],
  ['b', 1, ['a', 'b', 'c']],
  ['b', -1, ['a', 'b', 'c']],
  ['b', 3, ['a', 'b', 'c']],
  ['nobody', 0, ['a', 'b', 'c']],
])('puts %s at %d', (id, to, expected) => {
  expect(moved(['a', 'b', 'c'], id, to)).toEqual(expected);
});
