import { describe, expect, it } from 'vitest';
import { changesInput, undoOf, withChange, withChanges, type RoleFields } from './draft';

const role: RoleFields = {
  name: 'Helpers',
  color: 0,
  icon: null,
  hoist: false,
  mentionable: false,
  permissions: ['SPEAK', 'CONNECT'],
};

describe('withChange', () => {
  it('keeps what differs and forgets what is as before', () => {
    let changes = withChange(role, {}, 'name', 'Friends');
    changes = withChange(role, changes, 'hoist', true);
    expect(changes).toEqual({ name: 'Friends', hoist: true });
    changes = withChange(role, changes, 'name', 'Helpers');
    expect(changes).toEqual({ hoist: true });
  });

  it('does not mind the order of permissions', () => {
    expect(withChange(role, {}, 'permissions', ['CONNECT', 'SPEAK'])).toEqual({});
    expect(withChange(role, {}, 'permissions', ['CONNECT'])).toEqual({ permissions: ['CONNECT'] });
  });
});

it('leads back', () => {
  const changes = { name: 'Friends', permissions: [] };
  const after = withChanges(role, changes);
  expect(withChanges(after, undoOf(role, changes))).toEqual(role);
});

it('sends only what changed', () => {
  expect(changesInput('1', { name: '  Friends ', icon: null })).toEqual({
    id: '1',
    name: 'Friends',
    icon: null,
  });
});
