import { expect, it } from 'vitest';
import { whySilent, type Situation } from './silence';

const fine: Situation = {
  name: '#hall',
  archivedAt: null,
  locked: false,
  permissions: ['VIEW_CHANNEL', 'SEND_MESSAGES'],
  restraint: null,
  timeoutUntil: null,
};
const mute: Situation = { ...fine, permissions: ['VIEW_CHANNEL'] };

it.each<[string, Situation, string | undefined]>([
  ['one may write', fine, undefined],
  ['a locked channel is open to those who manage it', { ...fine, locked: true }, undefined],
  ['nobody writes in what is archived', { ...fine, archivedAt: '2026' }, 'archived'],
  ['it is locked', { ...mute, locked: true }, 'locked'],
  ['one lacks the permission', mute, 'permission'],
  ['one is timed out', { ...mute, restraint: 'TIMED_OUT', timeoutUntil: 'then' }, 'timed-out'],
  [
    'being timed out counts before a lock',
    { ...mute, restraint: 'TIMED_OUT', locked: true },
    'timed-out',
  ],
  ['rules are not accepted', { ...mute, restraint: 'RULES_PENDING' }, 'rules'],
  ['one is too new', { ...mute, restraint: 'UNVERIFIED' }, 'unverified'],
])('%s', (_, situation, kind) => {
  expect(whySilent(situation, (time) => time)?.kind).toBe(kind);
});

it('says until when', () => {
  const said = whySilent(
    { ...mute, restraint: 'TIMED_OUT', timeoutUntil: 'noon' },
    (time) => `12 (${time})`,
  );
  expect(said?.text).toContain('until 12 (noon)');
});
