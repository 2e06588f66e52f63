import type { PermissionRule } from '@/gql/graphql';

const TEXTS: Record<PermissionRule, string> = {
  OWNER: 'Owner',
  ADMINISTRATOR: 'Everything',
  ROLE: 'Role',
  EVERYONE_ROLE: '@everyone',
  NOT_GIVEN: 'Not given',
  EVERYONE_OVERWRITE: 'Channel: @everyone',
  ROLE_OVERWRITE: 'Channel: role',
  MEMBER_OVERWRITE: 'Channel: person',
  CANNOT_SEE: 'Not visible',
  THREAD_OF: 'Thread',
  LOCKED: 'Locked',
  TIMED_OUT: 'Timed out',
  RULES_PENDING: 'Rules',
  UNVERIFIED: 'Too new',
};

/** The kind of rule that decided, in a word or two. */
export function ruleText(rule: PermissionRule): string {
  return TEXTS[rule];
}
