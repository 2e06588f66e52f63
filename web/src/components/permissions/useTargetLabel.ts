import { useRoles } from '@/stores/roles';
import { nameOf, useUsers } from '@/stores/users';
import type { Target } from './overwrites';

/** What a role or person is called, in a sentence. */
export function useTargetLabel(guildId: () => string): (target: Target) => string {
  const roles = useRoles();
  const users = useUsers();
  return ({ kind, id }) => {
    if (kind === 'role') return roles.get(guildId(), id)?.name ?? 'a role that is gone';
    const user = users.get(id);
    return user ? nameOf(user) : 'somebody who is gone';
  };
}
