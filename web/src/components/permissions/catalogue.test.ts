import { describe, expect, it } from 'vitest';
import { ALL_PERMISSIONS, listPermissions, permissionGroups, searchPermissions } from './catalogue';

function ids(groups: ReturnType<typeof permissionGroups>): string[] {
  return groups.flatMap((group) => group.permissions.map(({ id }) => id));
}

describe('permissionGroups', () => {
  it('shows every permission once', () => {
    expect(ids(permissionGroups()).sort()).toEqual([...ALL_PERMISSIONS].sort());
  });

  it('leaves out of a channel what only the server has, and voice out of text', () => {
    expect(ids(permissionGroups('TEXT'))).not.toContain('BAN_MEMBERS');
    expect(ids(permissionGroups('TEXT'))).not.toContain('SPEAK');
    expect(ids(permissionGroups('VOICE'))).toContain('SPEAK');
    expect(ids(permissionGroups('CATEGORY'))).toContain('SPEAK');
    expect(ids(permissionGroups('CATEGORY'))).not.toContain('ADMINISTRATOR');
  });

  it('says in a channel what a permission means there', () => {
    const labelOf = (kind: 'TEXT' | null) =>
      permissionGroups(kind)
        .flatMap((group) => group.permissions)
        .find(({ id }) => id === 'MANAGE_CHANNELS')?.label;
    expect(labelOf('TEXT')).toBe('Manage this channel');
    expect(labelOf(null)).toBe('Manage channels');
  });
});

describe('searchPermissions', () => {
  it.each([
    ['slow mode', ['BYPASS_SLOWMODE']],
    ['manage_guild', ['MANAGE_GUILD']],
    ['voice priority', ['PRIORITY_SPEAKER']],
    ['no such thing', []],
  ])('%s', (text, expected) => {
    expect(ids(searchPermissions(permissionGroups(), text))).toEqual(expected);
  });

  it('finds all by nothing', () => {
    expect(ids(searchPermissions(permissionGroups(), '  '))).toHaveLength(ALL_PERMISSIONS.length);
  });
});

it.each([
  [['SEND_MESSAGES'], 'Write messages'],
  [['SEND_MESSAGES', 'ADD_REACTIONS'], 'Write messages and React'],
  [['SEND_MESSAGES', 'ADD_REACTIONS', 'SPEAK', 'CONNECT'], 'Write messages, React, and 2 more'],
] as const)('lists %s', (permissions, expected) => {
  expect(listPermissions(permissions)).toBe(expected);
});
