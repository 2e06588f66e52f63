import { describe, expect, it } from 'vitest';
import { AVATAR_COLOURS, avatarColour, initials } from './avatar';

describe('initials', () => {
  it.each([
    ['Rust Guild', 'RG'],
    ['Mira', 'MI'],
    ['x', 'X'],
    ['mira.koval', 'MK'],
    ['  spaced   out here ', 'SO'],
    ['ÅÄÖ', 'ÅÄ'],
    ['👩‍🚀 crew', '👩‍🚀C'],
    ['***', '?'],
  ])('of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});

/** Relative luminance, as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('avatar colours', () => {
  it('carry white letters readably', () => {
    for (const colour of AVATAR_COLOURS) {
      expect(1.05 / (luminance(colour) + 0.05), colour).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('stay the same for an id and differ between ids', () => {
    expect(avatarColour('123')).toBe(avatarColour('123'));
    const used = new Set(Array.from({ length: 50 }, (_, i) => avatarColour(`1000${i}`)));
    expect(used.size).toBeGreaterThan(5);
  });
});
