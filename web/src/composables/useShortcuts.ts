import { useEventListener } from '@vueuse/core';
import { useRoute, useRouter } from 'vue-router';
import { dialogIsOpen } from '@/components/ui/overlay';
import { useChannels } from '@/stores/channels';
import { useGuilds } from '@/stores/guilds';
import { useOverlays } from '@/stores/overlays';
import { useReadStates } from '@/stores/readStates';

/** The element `step` places on from `current`, around the ends; from nowhere, the first or last. */
export function neighbour<T>(
  list: readonly T[],
  current: T | undefined,
  step: 1 | -1,
): T | undefined {
  const at = current === undefined ? -1 : list.indexOf(current);
  if (at === -1) return step === 1 ? list[0] : list.at(-1);
  return list[(at + step + list.length) % list.length];
}

/** The keys that work everywhere in the signed-in client. */
export function useShortcuts() {
  const route = useRoute();
  const router = useRouter();
  const guilds = useGuilds();
  const channels = useChannels();
  const readStates = useReadStates();
  const overlays = useOverlays();

  function param(name: string): string | undefined {
    const value = route.params[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  function goToChannel(step: 1 | -1, onlyUnread: boolean) {
    const guildId = param('guildId');
    if (!guildId) return;
    const here = param('channelId');
    const ids = channels
      .readable(guildId)
      .map((channel) => channel.id)
      .filter((id) => !onlyUnread || id === here || readStates.unread(id));
    const channelId = neighbour(ids, here, step);
    if (channelId) void router.push({ name: 'guild', params: { guildId, channelId } });
  }

  function goToGuild(step: 1 | -1) {
    const guildId = neighbour(
      guilds.list.map((guild) => guild.id),
      param('guildId'),
      step,
    );
    if (guildId) void router.push({ name: 'guild', params: { guildId } });
  }

  useEventListener('keydown', (event) => {
    // A dialog or a menu is open: the keys are its own.
    if (event.defaultPrevented || dialogIsOpen()) return;
    const control = event.ctrlKey || event.metaKey;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (control && event.key === '/') overlays.open('shortcuts');
    else if (control && !event.shiftKey && event.key.toLowerCase() === 'k')
      overlays.open('switcher');
    else if (event.altKey && step && control) goToGuild(step);
    else if (event.altKey && step) goToChannel(step, event.shiftKey);
    else return;
    event.preventDefault();
  });
}
