import { computed, type ComputedRef } from 'vue';
import { useGuilds } from '@/stores/guilds';
import { useRoles } from '@/stores/roles';
import { useSession } from '@/stores/session';
import { highestOf, type Actor } from './hierarchy';

/** The person signed in, as the rules of who stands above whom see them in a server. */
export function useActor(guildId: () => string): ComputedRef<Actor> {
  const guilds = useGuilds();
  const roles = useRoles();
  const session = useSession();
  return computed(() => {
    const guild = guilds.get(guildId());
    return {
      owner: guild !== undefined && guild.ownerId === session.user?.id,
      highest: highestOf(roles.ofGuild(guildId()), guild?.viewerMember.roleIds ?? []),
      permissions: guild?.viewerPermissions ?? [],
    };
  });
}
