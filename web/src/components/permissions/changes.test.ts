import { expect, it } from 'vitest';
import { gatherChanges, type PermissionChange } from './changes';

const user = (id: string) => ({ id, username: id, displayName: null, createdAt: '' });
const channel = (id: string) => ({ id, name: id, kind: 'TEXT' as const });
const change = (
  who: string,
  where: string | null,
  gained: PermissionChange['gained'],
  lost: PermissionChange['lost'] = [],
): PermissionChange => ({ user: user(who), channel: where ? channel(where) : null, gained, lost });

it('puts people together for whom the same changes in the same places', () => {
  const groups = gatherChanges([
    change('ana', null, ['SPEAK']),
    change('ana', 'hall', ['SPEAK']),
    change('ben', 'hall', ['SPEAK']),
    change('ben', null, ['SPEAK']),
    change('cem', 'hall', ['SPEAK']),
  ]);
  expect(groups.map(({ users }) => users.map(({ id }) => id))).toEqual([['ana', 'ben'], ['cem']]);
  expect(groups[0]?.lines).toEqual([
    { gained: ['SPEAK'], lost: [], places: [null, channel('hall')] },
  ]);
});

it('keeps apart what changes differently', () => {
  const [group] = gatherChanges([
    change('ana', 'hall', ['SPEAK', 'CONNECT']),
    change('ana', 'den', ['CONNECT', 'SPEAK']),
    change('ana', 'attic', [], ['SPEAK']),
  ]);
  expect(group?.lines.map(({ places }) => places.map((place) => place?.id))).toEqual([
    ['hall', 'den'],
    ['attic'],
  ]);
});

it('is empty for nothing', () => {
  expect(gatherChanges([])).toEqual([]);
});
