/**
 * What a person may do about a member, and why not. What they lack the permission for is absent;
 * what only this member keeps them from is there, with the reason. Pure; the server decides.
 */
import type { Permission } from '@/gql/graphql';
import { whyAbove, type Actor } from '@/components/roles/hierarchy';

/** What can be done about a member. */
export type Act = 'nickname' | 'roles' | 'timeout' | 'kick' | 'ban' | 'mute' | 'deafen';

const NEEDS: Record<Act, Permission> = {
  nickname: 'MANAGE_NICKNAMES',
  roles: 'MANAGE_ROLES',
  timeout: 'MODERATE_MEMBERS',
  kick: 'KICK_MEMBERS',
  ban: 'BAN_MEMBERS',
  mute: 'MUTE_MEMBERS',
  deafen: 'DEAFEN_MEMBERS',
};

/** Whom it is done to. */
export interface Subject {
  id: string;
  name: string;
  /** The position of their highest role. */
  highest: number;
  owner: boolean;
  /** Whether nothing can silence them: they have `ADMINISTRATOR`. */
  administrator: boolean;
  /** Whether they are a member of the server (still). */
  member: boolean;
  /** Whether they are the person who acts. */
  self: boolean;
}

/** `offered`: whether it is shown at all; `why`: what keeps it from being done, null: nothing. */
export interface Offer {
  offered: boolean;
  why: string | null;
}

/** Acts that need somebody who is here: who has left can only be banned. */
const NOT_HERE = 'They are no member of this server any more.';

export function offer(act: Act, actor: Actor, subject: Subject): Offer {
  const all = actor.owner || actor.permissions.includes('ADMINISTRATOR');
  if (act === 'nickname' && subject.self) {
    const mine = all || actor.permissions.includes('CHANGE_NICKNAME');
    return { offered: mine && subject.member, why: null };
  }
  if (act === 'roles' && subject.self) {
    return { offered: all || actor.permissions.includes('MANAGE_ROLES'), why: null };
  }
  const allowed = all || actor.permissions.includes(NEEDS[act]);
  if (!allowed || subject.self) return { offered: false, why: null };
  if (!subject.member)
    return act === 'ban' ? { offered: true, why: null } : { offered: true, why: NOT_HERE };
  const above = whyAbove(actor, subject.name, subject.highest, subject.owner);
  if (above) return { offered: true, why: above };
  if (act === 'timeout' && subject.administrator) {
    return {
      offered: true,
      why: `${subject.name} has “Everything”, which no timeout holds back. Take that role first.`,
    };
  }
  return { offered: true, why: null };
}
