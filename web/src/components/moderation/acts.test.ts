import { describe, expect, it } from 'vitest';
import type { Actor } from '@/components/roles/hierarchy';
import { offer, type Subject } from './acts';

const moderator: Actor = {
  owner: false,
  highest: 5,
  permissions: ['KICK_MEMBERS', 'BAN_MEMBERS', 'MODERATE_MEMBERS'],
};
const nobody: Actor = { owner: false, highest: 0, permissions: ['CHANGE_NICKNAME'] };
const ben: Subject = {
  id: '7',
  name: 'Ben',
  highest: 1,
  owner: false,
  administrator: false,
  member: true,
  self: false,
};

describe('offer', () => {
  it('does not show what one lacks the permission for', () => {
    expect(offer('ban', nobody, ben)).toEqual({ offered: false, why: null });
    expect(offer('mute', moderator, ben).offered).toBe(false);
  });

  it('lets those above act on those below', () => {
    for (const act of ['timeout', 'kick', 'ban'] as const) {
      expect(offer(act, moderator, ben)).toEqual({ offered: true, why: null });
    }
  });

  it('says why somebody level or above cannot be acted on', () => {
    const { offered, why } = offer('kick', moderator, { ...ben, highest: 5 });
    expect(offered).toBe(true);
    expect(why).toContain('Ben stands level with you or above');
  });

  it('lets nobody act on the owner', () => {
    expect(offer('ban', moderator, { ...ben, owner: true }).why).toContain('owns the server');
  });

  it('never offers to moderate oneself', () => {
    const owner: Actor = { owner: true, highest: 9, permissions: [] };
    for (const act of ['timeout', 'kick', 'ban', 'mute', 'deafen'] as const) {
      expect(offer(act, owner, { ...ben, self: true }).offered).toBe(false);
    }
    expect(offer('nickname', nobody, { ...ben, self: true })).toEqual({ offered: true, why: null });
  });

  it('offers only the ban of somebody who has left', () => {
    const gone = { ...ben, member: false };
    expect(offer('ban', moderator, gone).why).toBeNull();
    expect(offer('kick', moderator, gone).why).toContain('no member');
  });

  it('says that a timeout does not hold an administrator back', () => {
    expect(offer('timeout', moderator, { ...ben, administrator: true }).why).toContain(
      'Everything',
    );
  });

  it('takes ADMINISTRATOR for every permission', () => {
    const all: Actor = { owner: false, highest: 5, permissions: ['ADMINISTRATOR'] };
    expect(offer('deafen', all, ben)).toEqual({ offered: true, why: null });
  });
});
