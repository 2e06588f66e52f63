/** Light, dark, or as the system has it. `public/theme.js` applies the same before first paint. */
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'guildhall.theme';

function isChoice(value: unknown): value is ThemeChoice {
  return value === 'system' || value === 'light' || value === 'dark';
}

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(KEY);
    return isChoice(value) ? value : 'system';
  } catch {
    return 'system';
  }
}

export const useTheme = defineStore('theme', () => {
  const choice = ref<ThemeChoice>(stored());
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const systemDark = ref(system.matches);
  system.addEventListener('change', ({ matches }) => {
    systemDark.value = matches;
  });
  // Another tab's choice counts here too.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === KEY) choice.value = isChoice(newValue) ? newValue : 'system';
  });

  const resolved = computed<'light' | 'dark'>(() =>
    choice.value === 'system' ? (systemDark.value ? 'dark' : 'light') : choice.value,
  );

  watch(
    resolved,
    (theme) => {
      document.documentElement.dataset.theme = theme;
      const ground = getComputedStyle(document.documentElement).getPropertyValue('--ground').trim();
      document.querySelector('meta[name="theme-color"]')?.setAttribute('content', ground);
    },
    { immediate: true },
  );

  function choose(next: ThemeChoice) {
    choice.value = next;
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Storage may be forbidden: the choice then lasts as long as the page.
    }
  }

  return { choice, resolved, choose };
});
