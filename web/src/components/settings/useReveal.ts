import { useMutationObserver } from '@vueuse/core';
import { nextTick, onScopeDispose, watch, type Ref } from 'vue';
import { useRoute } from 'vue-router';

/** How long a setting stands out after one has jumped to it. */
const MARKED_MS = 2400;
/** A section that asks the server first may put its settings on the page late, but not for ever. */
const PATIENCE_MS = 5000;

const FOCUSABLE = 'input:not([hidden]), textarea, select, button, a[href]';

/**
 * Leads to the setting that the address names (`#display-name`): scrolls to the element with
 * `data-setting="display-name"` in the page, gives it the focus and marks it for a moment.
 */
export function useReveal(page: Ref<HTMLElement | null>) {
  const route = useRoute();
  let wanted: { id: string; until: number } | null = null;
  let marked: { element: Element; timer: number } | null = null;

  function unmark() {
    if (!marked) return;
    clearTimeout(marked.timer);
    marked.element.removeAttribute('data-marked');
    marked = null;
  }

  function attempt() {
    if (!wanted) return;
    if (performance.now() > wanted.until) wanted = null;
    const element =
      wanted && page.value?.querySelector<HTMLElement>(`[data-setting="${CSS.escape(wanted.id)}"]`);
    if (!element) return;
    wanted = null;
    unmark();
    if (!element.matches(FOCUSABLE)) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    // A field stands out together with its label.
    const whole = element.closest('.field') ?? element;
    const tall = whole.clientHeight > window.innerHeight / 2;
    whole.scrollIntoView({ block: tall ? 'start' : 'center' });
    whole.setAttribute('data-marked', '');
    marked = { element: whole, timer: window.setTimeout(unmark, MARKED_MS) };
  }

  async function reveal(id: string) {
    wanted = { id, until: performance.now() + PATIENCE_MS };
    await nextTick();
    attempt();
  }

  useMutationObserver(page, attempt, { childList: true, subtree: true });
  watch(
    () => route.hash,
    (hash) => {
      if (hash.length > 1) void reveal(decodeURIComponent(hash.slice(1)));
    },
    { immediate: true },
  );
  onScopeDispose(unmark);

  return { reveal };
}
