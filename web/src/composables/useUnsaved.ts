import { useEventListener } from '@vueuse/core';
import { onScopeDispose, ref } from 'vue';
import { useRouter } from 'vue-router';

/**
 * Keeps what is not saved from being lost by going elsewhere: the way is held until the person has
 * said whether to leave. `asking` opens the question; `answer` says what they chose.
 */
export function useUnsaved(dirty: () => boolean, within: (path: string) => boolean = () => false) {
  const router = useRouter();
  const asking = ref(false);
  let decide: ((leave: boolean) => void) | null = null;

  function answer(leave: boolean) {
    asking.value = false;
    decide?.(leave);
    decide = null;
  }

  onScopeDispose(
    router.beforeEach((to) => {
      if (!dirty() || within(to.path)) return true;
      decide?.(false);
      asking.value = true;
      return new Promise<boolean>((resolve) => {
        decide = resolve;
      });
    }),
  );
  onScopeDispose(() => {
    answer(true);
  });

  useEventListener(window, 'beforeunload', (event) => {
    if (dirty()) event.preventDefault();
  });

  return { asking, answer };
}
