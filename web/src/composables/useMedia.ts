import { useMediaQuery } from '@vueuse/core';
import type { Ref } from 'vue';

/** One pane at a time, with the bar at the bottom. The style sheets use the same measure. */
export function usePhone(): Readonly<Ref<boolean>> {
  return useMediaQuery('(max-width: 640px)');
}

/** Too narrow for the member list to stand beside the room: it becomes a drawer. */
export function useNarrow(): Readonly<Ref<boolean>> {
  return useMediaQuery('(max-width: 1100px)');
}
