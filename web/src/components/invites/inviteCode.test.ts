import { expect, it } from 'vitest';
import { inviteCode } from './inviteCode';

it.each([
  ['aB3xyz90', 'aB3xyz90'],
  ['  aB3xyz90 ', 'aB3xyz90'],
  ['https://hall.example/invite/aB3xyz90', 'aB3xyz90'],
  ['http://127.0.0.1:8080/invite/aB3xyz90/', 'aB3xyz90'],
  ['https://hall.example/invite/aB3xyz90?from=mail#x', 'aB3xyz90'],
  ['/invite/aB3xyz90', 'aB3xyz90'],
  ['https://hall.example/', null],
  ['two words', null],
  ['', null],
])('reads %j as %j', (text, code) => {
  expect(inviteCode(text)).toBe(code);
});
