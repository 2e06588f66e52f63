import { computed, type ComputedRef } from 'vue';
import { highestOf } from '@/components/roles/hierarchy';
import { useActor } from '@/components/roles/useActor';
import { useGuilds } from '@/stores/guilds';
import { useMembers } from '@/stores/members';
import { useRoles } from '@/stores/roles';
import { useSession } from '@/stores/session';
import type { User } from '@/stores/users';
import { offer, type Act, type Offer, type Subject } from './acts';

const ACTS: Act[] = ['nickname', 'roles', 'timeout', 'kick', 'ban', 'mute', 'deafen'];

/** What the person signed in may do about somebody in a server. */
export function useOffers(
  guildId: () => string,
  user: () => User,
): ComputedRef<Record<Act, Offer>> {
  const guilds = useGuilds();
  const members = useMembers();
  const roles = useRoles();
  const session = useSession();
  const actor = useActor(guildId);

  const subject = computed<Subject>(() => {
    const { id } = user();
    const ids = members.get(guildId(), id)?.roleIds ?? [];
    const owner = guilds.get(guildId())?.ownerId === id;
    return {
      id,
      name: members.nameIn(guildId(), user()),
      highest: highestOf(roles.ofGuild(guildId()), ids),
      owner,
      administrator:
        owner ||
        [
          ...roles.among(guildId(), ids),
          ...(roles.everyone(guildId()) ? [roles.everyone(guildId())] : []),
        ].some((role) => role?.permissions.includes('ADMINISTRATOR')),
      member: !members.gone(guildId(), id),
      self: id === session.user?.id,
    };
  });

  return computed(
    () =>
      Object.fromEntries(
        ACTS.map((act) => [act, offer(act, actor.value, subject.value)]),
      ) as Record<Act, Offer>,
  );
}
