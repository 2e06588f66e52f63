import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, fromHex, readable, SWATCHES, toHex } from './colour';

/** Every surface that a name may stand on, as in tokens.css; hovered and active rows are lighter. */
const SURFACES = {
  dark: [0x111318, 0x171a21, 0x1d2129, 0x262b35, 0x3a3e47],
  light: [0xe9e6e0, 0xf2f0eb, 0xfcfbf9, 0xffffff, 0xe0ddd7],
};
const colour = fc.integer({ min: 1, max: 0xffffff });

describe('readable', () => {
  for (const theme of ['dark', 'light'] as const) {
    it(`can be read on every surface: ${theme}`, () => {
      fc.assert(
        fc.property(colour, (any) => {
          const drawn = readable(any, theme);
          for (const surface of SURFACES[theme]) {
            expect(contrast(drawn, surface)).toBeGreaterThanOrEqual(4.5);
          }
        }),
      );
    });

    it(`leaves alone what can be read already: ${theme}`, () => {
      fc.assert(
        fc.property(colour, (any) => {
          const drawn = readable(any, theme);
          expect(readable(drawn, theme)).toBe(drawn);
        }),
      );
    });
  }

  it('keeps the swatches apart in both themes', () => {
    for (const theme of ['dark', 'light'] as const) {
      expect(new Set(SWATCHES.map(({ value }) => readable(value, theme))).size).toBe(
        SWATCHES.length,
      );
    }
  });
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (any) => fromHex(toHex(any)) === any),
  );
});

it.each([
  ['#fa3', 0xffaa33],
  ['E0823D', 0xe0823d],
  ['teal', null],
  ['#12345', null],
])('reads %s', (text, expected) => {
  expect(fromHex(text)).toBe(expected);
});
