import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchSettings, type SettingsSection } from './sections';

const nothing = () => null;

const sections: SettingsSection[] = [
  {
    id: 'appearance',
    label: 'Appearance',
    icon: nothing,
    component: nothing,
    keywords: 'look',
    entries: [{ id: 'theme', label: 'Theme', keywords: 'dark light colours' }],
  },
  {
    id: 'security',
    label: 'Password and devices',
    icon: nothing,
    component: nothing,
    entries: [
      { id: 'password', label: 'Change password', keywords: 'passphrase' },
      { id: 'devices', label: 'Devices', keywords: 'sessions sign out' },
    ],
  },
];

function found(text: string): string[] {
  return searchSettings(sections, text).map(({ section, entry }) => entry?.id ?? section.id);
}

describe('searchSettings', () => {
  it('finds nothing by nothing', () => {
    expect(found('  ')).toEqual([]);
    expect(found('!?')).toEqual([]);
  });

  it('finds settings by the beginning of a word, in labels before keywords', () => {
    expect(found('pass')).toEqual(['security', 'password']);
    expect(found('DARK')).toEqual(['theme']);
    expect(found('look')).toEqual(['appearance']);
  });

  it('does not mind accents', () => {
    expect(found('thème')).toEqual(['theme']);
  });

  it('wants every word to be answered, by the section too', () => {
    expect(found('sessions password')).toEqual(['devices']);
    expect(found('sessions dark')).toEqual([]);
  });

  it('does not list everything in a section that is found by its own name', () => {
    expect(found('appearance')).toEqual(['appearance']);
  });

  it('does not mind the order of words', () => {
    const typed = fc.array(fc.constantFrom('pass', 'de', 'theme', 'word', 'out', 'look', 'x'));
    fc.assert(
      fc.property(typed, (some) => {
        expect(found(some.join(' ')).sort()).toEqual(found(some.toReversed().join(' ')).sort());
      }),
    );
  });
});
