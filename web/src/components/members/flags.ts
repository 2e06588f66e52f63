/** What moderators should see at once about a member. Pure. */
import type { Restraint } from '@/gql/graphql';

export interface Flagged {
  restraint: Restraint | null;
  rulesPending: boolean;
  timeoutUntil: string | null;
  voiceMuted: boolean;
  voiceDeafened: boolean;
  user: { createdAt: string };
  joinedAt: string;
}

export interface Flag {
  id: 'timed-out' | 'rules' | 'unverified' | 'muted' | 'deafened' | 'new-account' | 'new-here';
  text: string;
  /** Whether it holds them back, rather than being good to know. */
  held: boolean;
}

const DAY_MS = 86_400_000;
/** An account younger than this is worth a second look. */
const NEW_ACCOUNT_MS = 7 * DAY_MS;
const NEW_HERE_MS = DAY_MS;

export function flagsOf(
  member: Flagged,
  until: (time: string) => string,
  now = Date.now(),
): Flag[] {
  const flags: Flag[] = [];
  const silentUntil = member.timeoutUntil;
  if (silentUntil && Date.parse(silentUntil) > now) {
    flags.push({ id: 'timed-out', text: `Timed out until ${until(silentUntil)}`, held: true });
  }
  if (member.rulesPending) {
    flags.push({ id: 'rules', text: 'Has not accepted the rules', held: true });
  }
  if (member.restraint === 'UNVERIFIED') {
    flags.push({ id: 'unverified', text: 'Too new to write here yet', held: true });
  }
  if (member.voiceMuted) flags.push({ id: 'muted', text: 'Muted in voice', held: true });
  if (member.voiceDeafened) flags.push({ id: 'deafened', text: 'Deafened in voice', held: true });
  if (now - Date.parse(member.user.createdAt) < NEW_ACCOUNT_MS) {
    flags.push({ id: 'new-account', text: 'The account is new', held: false });
  } else if (now - Date.parse(member.joinedAt) < NEW_HERE_MS) {
    flags.push({ id: 'new-here', text: 'New in this server', held: false });
  }
  return flags;
}
