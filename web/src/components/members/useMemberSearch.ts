import { refDebounced } from '@vueuse/core';
import { computed, ref } from 'vue';
import { useQuery } from '@/composables/useQuery';
import { useMembers, type Member } from '@/stores/members';

/** Asking the server for each letter helps nobody. */
const QUIET_MS = 180;

/** Finds members by what is typed into `text`; while nothing is, some who are known already. */
export function useMemberSearch(guildId: () => string) {
  const members = useMembers();
  const text = ref('');
  const asked = refDebounced(
    computed(() => text.value.trim()),
    QUIET_MS,
  );

  const { data, error, loading } = useQuery(
    () => [guildId(), asked.value],
    async () => {
      if (asked.value !== '') return members.find(guildId(), asked.value);
      await members.learn(guildId(), '');
      return [];
    },
  );

  const found = computed<Member[]>(() => {
    if (text.value.trim() !== '') return data.value ?? [];
    return members.search(guildId(), '').flatMap(({ id }) => members.get(guildId(), id) ?? []);
  });
  const busy = computed(() => loading.value || asked.value !== text.value.trim());

  return { text, found, busy, error };
}
