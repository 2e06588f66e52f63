import { useLocalStorage } from '@vueuse/core';

/** Whether the member list stands beside the room, where there is width for it. Kept per device. */
const shown = useLocalStorage('guildhall.membersShown', true);

export function useMembersShown() {
  function toggle() {
    shown.value = !shown.value;
  }

  return { shown, toggle };
}
