import { describe, expect, it } from 'vitest';
import { between } from './useSelection';

describe('between', () => {
  const ids = ['1', '2', '3', '4'];

  it('takes both ends, in either direction', () => {
    expect(between(ids, '2', '4')).toEqual(['2', '3', '4']);
    expect(between(ids, '4', '2')).toEqual(['2', '3', '4']);
    expect(between(ids, '3', '3')).toEqual(['3']);
  });

  it('takes only the one where the other is gone', () => {
    expect(between(ids, '9', '2')).toEqual(['2']);
  });
});
