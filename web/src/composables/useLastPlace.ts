import { useLocalStorage } from '@vueuse/core';
import { ref } from 'vue';

/** Where the person was last, on this device: the server, and the channel of each server. */
const lastGuild = useLocalStorage<string | null>('guildhall.lastGuild', null);
const lastChannels = useLocalStorage<Record<string, string>>('guildhall.lastChannels', {});

/** Whether the client is just being opened: then home leads on to where the person was last. */
const arriving = ref(false);

export function useLastPlace() {
  function remember(guildId: string, channelId: string) {
    lastGuild.value = guildId;
    lastChannels.value[guildId] = channelId;
  }

  return {
    arriving,
    lastGuild,
    remember,
    channelOf: (guildId: string): string | null => lastChannels.value[guildId] ?? null,
  };
}
