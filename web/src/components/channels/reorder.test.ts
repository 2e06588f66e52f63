import { describe, expect, it } from 'vitest';
import { groupChannels, type Channel } from '@/stores/channels';
import { planMove, step, type Drop } from './reorder';

function channel(id: string, position: number, parentId: string | null, category = false): Channel {
  return {
    id,
    guildId: 'g',
    name: id,
    kind: category ? 'CATEGORY' : 'TEXT',
    topic: null,
    parentId,
    position,
    slowModeSeconds: 0,
    ageRestricted: false,
    locked: false,
    archivedAt: null,
    private: false,
    lastMessageId: null,
    viewerPermissions: [],
  };
}

/** rules, general, then Hall with a, b, then Workshop with c, then Attic with nothing. */
function server(): Channel[] {
  return [
    channel('rules', 0, null),
    channel('general', 1, null),
    channel('Hall', 2, null, true),
    channel('Workshop', 3, null, true),
    channel('Attic', 4, null, true),
    channel('a', 0, 'Hall'),
    channel('b', 1, 'Hall'),
    channel('c', 0, 'Workshop'),
  ];
}

function shape(channels: Channel[]) {
  return groupChannels(channels)
    .map(
      ({ category, channels: own }) => `${category?.id ?? ''}(${own.map((c) => c.id).join(' ')})`,
    )
    .join(' ');
}

/** Carries a plan out as the server would. */
function after(id: string, drop: Drop): string {
  const channels = server();
  for (const move of planMove(groupChannels(channels), id, drop)) {
    const moved = channels.find((entry) => entry.id === move.id);
    if (moved) Object.assign(moved, { parentId: move.parentId, position: move.position });
  }
  return shape(channels);
}

const START = '(rules general) Hall(a b) Workshop(c) Attic()';

describe('planMove', () => {
  it.each<[string, Drop, string]>([
    ['b', { kind: 'before', id: 'a' }, '(rules general) Hall(b a) Workshop(c) Attic()'],
    ['a', { kind: 'after', id: 'c' }, '(rules general) Hall(b) Workshop(c a) Attic()'],
    ['a', { kind: 'before', id: 'rules' }, '(a rules general) Hall(b) Workshop(c) Attic()'],
    [
      'rules',
      { kind: 'into', categoryId: 'Attic' },
      '(general) Hall(a b) Workshop(c) Attic(rules)',
    ],
    ['Attic', { kind: 'before', id: 'Hall' }, '(rules general) Attic() Hall(a b) Workshop(c)'],
    ['Hall', { kind: 'after', id: 'c' }, '(rules general) Workshop(c) Hall(a b) Attic()'],
    ['Attic', { kind: 'after', id: 'general' }, '(rules general) Attic() Hall(a b) Workshop(c)'],
    ['a', { kind: 'before', id: 'b' }, START],
    ['a', { kind: 'after', id: 'nowhere' }, START],
  ])('puts %s %o', (id, drop, expected) => {
    expect(after(id, drop)).toBe(expected);
  });

  it('names only what changes', () => {
    const groups = groupChannels(server());
    expect(planMove(groups, 'b', { kind: 'before', id: 'a' })).toEqual([
      { id: 'b', parentId: 'Hall', position: 0 },
      { id: 'a', parentId: 'Hall', position: 1 },
    ]);
    expect(planMove(groups, 'a', { kind: 'before', id: 'b' })).toEqual([]);
    expect(planMove(groups, 'a', { kind: 'before', id: 'a' })).toEqual([]);
  });
});

describe('step', () => {
  const walk = (id: string, direction: 'up' | 'down') => {
    const drop = step(groupChannels(server()), id, direction);
    return drop ? after(id, drop) : null;
  };

  it.each([
    ['b', 'up', '(rules general) Hall(b a) Workshop(c) Attic()'],
    ['b', 'down', '(rules general) Hall(a) Workshop(b c) Attic()'],
    ['c', 'down', '(rules general) Hall(a b) Workshop() Attic(c)'],
    ['c', 'up', '(rules general) Hall(a b c) Workshop() Attic()'],
    ['a', 'up', '(rules general a) Hall(b) Workshop(c) Attic()'],
    ['general', 'down', '(rules) Hall(general a b) Workshop(c) Attic()'],
    ['rules', 'up', null],
    ['Hall', 'up', null],
    ['Hall', 'down', '(rules general) Workshop(c) Hall(a b) Attic()'],
    ['Attic', 'down', null],
  ] as const)('%s %s', (id, direction, expected) => {
    expect(walk(id, direction)).toBe(expected);
  });
});
