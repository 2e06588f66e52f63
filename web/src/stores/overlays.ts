/** What lies over the whole client: opened from keys, menus and buttons in many places. */
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

export type Overlay = 'shortcuts' | 'switcher' | 'add-guild' | 'newcomer';

export const useOverlays = defineStore('overlays', () => {
  const current = ref<Overlay | null>(null);

  function open(overlay: Overlay) {
    current.value = overlay;
  }

  /** Whether one is open, to bind a dialog to. */
  function model(overlay: Overlay) {
    return computed({
      get: () => current.value === overlay,
      set: (shown) => {
        if (shown) current.value = overlay;
        else if (current.value === overlay) current.value = null;
      },
    });
  }

  return { open, model };
});
