/** Why somebody cannot write in a channel that they read. Pure. */
import type { Permission, Restraint } from '@/gql/graphql';

/** What the rules need to know. */
export interface Situation {
  /** As it is called in a sentence. */
  name: string;
  archivedAt: string | null;
  locked: boolean;
  permissions: readonly Permission[];
  restraint: Restraint | null;
  timeoutUntil: string | null;
}

/** Why one cannot write, and what kind of a reason that is. */
export interface Silence {
  kind: 'archived' | 'timed-out' | 'rules' | 'unverified' | 'locked' | 'permission';
  text: string;
}

/** null: one can write. */
export function whySilent(situation: Situation, until: (time: string) => string): Silence | null {
  const { name, archivedAt, locked, permissions, restraint, timeoutUntil } = situation;
  if (archivedAt !== null) {
    return { kind: 'archived', text: `${name} is archived: it is there to be read.` };
  }
  if (permissions.includes('SEND_MESSAGES')) return null;
  switch (restraint) {
    case 'TIMED_OUT':
      return {
        kind: 'timed-out',
        text: timeoutUntil
          ? `A moderator timed you out until ${until(timeoutUntil)}. Until then you can read.`
          : 'A moderator timed you out. For now you can read.',
      };
    case 'RULES_PENDING':
      return { kind: 'rules', text: 'Accept the rules of this server, then you can write.' };
    case 'UNVERIFIED':
      return {
        kind: 'unverified',
        text: 'You are new here. This server lets people write after a while.',
      };
    default:
      return locked
        ? { kind: 'locked', text: `${name} is locked: only those who manage it write for now.` }
        : { kind: 'permission', text: `You may read ${name}, but not write in it.` };
  }
}
