import { expect, it } from 'vitest';
import { bytesText } from './bytes';

it.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_000, '1 kB'],
  [2_345_678, '2.3 MB'],
  [5_000_000_000_000, '5,000 GB'],
])('says %i as %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
