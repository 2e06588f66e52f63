import { refDebounced } from '@vueuse/core';
import { computed, ref } from 'vue';
import { useQuery } from '@/composables/useQuery';
import { useMembers, type Member } from '@/stores/members';
import { useUsers } from '@/stores/users';

/** Asking the server for each letter helps nobody. */
const QUIET_MS = 180;

/** Finds members by what is typed into `text`; while nothing is, those who are loaded already. */
export function useMemberSearch(guildId: () => string) {
  const members = useMembers();
  const users = useUsers();
  const text = ref('');
  const asked = refDebounced(
    computed(() => text.value.trim()),
    QUIET_MS,
  );
  void members.ensure(guildId());

  const { data, error, loading } = useQuery(
    () => [guildId(), asked.value],
    async () => (asked.value === '' ? [] : members.find(guildId(), asked.value)),
  );

  const found = computed<Member[]>(() => {
    if (text.value.trim() !== '') return data.value ?? [];
    return members
      .list(guildId())
      .userIds.filter((id) => users.get(id))
      .slice(0, 20)
      .flatMap((id) => members.get(guildId(), id) ?? []);
  });
  const busy = computed(() => loading.value || asked.value !== text.value.trim());

  return { text, found, busy, error };
}
