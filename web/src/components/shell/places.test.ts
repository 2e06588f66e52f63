import { expect, it } from 'vitest';
import { matchPlaces, switcherQuery, type Place } from './places';

const place = (name: string, of: string | null = null, unread = false): Place => ({
  guildId: of ?? name,
  channelId: of ? `${of}/${name}` : null,
  name,
  of,
  unread,
});
const places = [
  place('Rust Guild'),
  place('general', 'Rust Guild'),
  place('async-general', 'Rust Guild', true),
  place('Gardeners'),
  place('general', 'Gardeners'),
];
const names = (text: string) =>
  matchPlaces(places, text).map(({ name, of }) => (of ? `${name}@${of}` : name));

it('shows what is new first when nothing is typed', () => {
  expect(names('')).toEqual([
    'async-general@Rust Guild',
    'Rust Guild',
    'general@Rust Guild',
    'Gardeners',
    'general@Gardeners',
  ]);
});

it('puts names that start so before those that only have it', () => {
  expect(names('gen')).toEqual([
    'general@Rust Guild',
    'general@Gardeners',
    'async-general@Rust Guild',
  ]);
});

it('finds a channel by its server and its name together', () => {
  expect(names('gard gen')).toEqual(['general@Gardeners']);
});

it('finds a server before its channels', () => {
  expect(names('rust')[0]).toBe('Rust Guild');
  expect(names('rust')).toHaveLength(3);
});

it('finds nothing where there is nothing', () => {
  expect(names('zzz')).toEqual([]);
});

it('looks only for what the sign at the beginning names', () => {
  expect(switcherQuery('general ')).toEqual({ scope: 'all', text: 'general' });
  expect(switcherQuery('#gen')).toEqual({ scope: 'channels', text: 'gen' });
  expect(switcherQuery(' @ ana')).toEqual({ scope: 'people', text: 'ana' });
  expect(switcherQuery('>')).toEqual({ scope: 'settings', text: '' });
  expect(switcherQuery('a@b')).toEqual({ scope: 'all', text: 'a@b' });
});
