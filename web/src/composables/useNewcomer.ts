import { useLocalStorage } from '@vueuse/core';
import { watch } from 'vue';
import type { Guild } from '@/stores/guilds';
import { useGuilds } from '@/stores/guilds';
import { useOverlays } from '@/stores/overlays';

/** Whoever joined longer ago knows the place. */
const NEW_MS = 24 * 3_600_000;
/** So many servers are remembered as seen, the oldest forgotten first. */
const REMEMBERED = 50;

const greeted = useLocalStorage<string[]>('guildhall.greeted', []);

/** Welcomes somebody once, when they first come to a server that they have just joined. */
export function useNewcomer(guild: () => Guild | undefined) {
  const guilds = useGuilds();
  const overlays = useOverlays();

  async function greet(arrived: Guild) {
    const joined = Date.parse(arrived.viewerMember.joinedAt);
    if (greeted.value.includes(arrived.id) || Date.now() - joined > NEW_MS) return;
    const pending = arrived.viewerMember.rulesPending;
    const welcome = pending || (await guilds.detail(arrived.id))?.welcome;
    if (!welcome || guild()?.id !== arrived.id) return;
    greeted.value = [...greeted.value, arrived.id].slice(-REMEMBERED);
    overlays.open('newcomer');
  }

  watch(
    () => guild()?.id,
    () => {
      const arrived = guild();
      // Without an answer there is no welcome; what one has to accept, the composer says.
      if (arrived) void greet(arrived).catch(() => undefined);
    },
    { immediate: true },
  );
}
