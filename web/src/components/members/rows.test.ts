import { describe, expect, it } from 'vitest';
import { memberRows, placesBetween, windowsOf, type Group } from './rows';

const groups: Group[] = [
  { role: { id: '5', name: 'Stewards' }, online: true, count: 2 },
  { role: null, online: true, count: 1 },
  { role: null, online: false, count: 0 },
];

describe('memberRows', () => {
  it('puts each heading above its members, and none above nobody', () => {
    expect(
      memberRows(groups).map((row) =>
        row.kind === 'heading' ? `${row.name}: ${row.count}` : row.offset,
      ),
    ).toEqual(['Stewards: 2', 0, 1, 'Online: 1', 2]);
  });

  it('gives every row a key of its own', () => {
    const keys = memberRows(groups).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('placesBetween', () => {
  const rows = memberRows(groups);

  it('passes over headings and the ends', () => {
    expect(placesBetween(rows, -3, 2)).toEqual({ first: 0, last: 1 });
    expect(placesBetween(rows, 3, 99)).toEqual({ first: 2, last: 2 });
  });

  it('finds nothing where there are only headings', () => {
    expect(placesBetween(rows, 0, 0)).toBeNull();
  });
});

describe('windowsOf', () => {
  it('covers a range with whole windows', () => {
    expect(windowsOf(95, 210, 100)).toEqual([0, 100, 200]);
    expect(windowsOf(100, 199, 100)).toEqual([100]);
  });
});
