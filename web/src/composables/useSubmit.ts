import { computed, onScopeDispose, ref } from 'vue';
import { asApiError } from '@/api/errors';

/**
 * Sending a form: whether it is under way, what went wrong with the whole and with which field, and
 * how many seconds are left until the server wants to hear of it again.
 */
export function useSubmit(send: () => Promise<void>) {
  const busy = ref(false);
  const message = ref<string | null>(null);
  const fields = ref<Record<string, string>>({});
  const secondsLeft = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;

  function countDown(milliseconds: number) {
    const until = Date.now() + milliseconds;
    clearInterval(timer);
    const tick = () => {
      secondsLeft.value = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      if (secondsLeft.value === 0) {
        clearInterval(timer);
        message.value = null;
      }
    };
    tick();
    timer = setInterval(tick, 250);
  }

  /** Sends, unless it is under way or must wait. Says whether it went well. */
  async function submit(): Promise<boolean> {
    if (busy.value || secondsLeft.value > 0) return false;
    busy.value = true;
    message.value = null;
    fields.value = {};
    try {
      await send();
      return true;
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.field) fields.value = { [error.field]: error.message };
      else message.value = error.message;
      if (error.code === 'RATE_LIMITED' && error.retryAfterMs) countDown(error.retryAfterMs);
      return false;
    } finally {
      busy.value = false;
    }
  }

  function reset() {
    message.value = null;
    fields.value = {};
  }

  onScopeDispose(() => {
    clearInterval(timer);
  });

  return {
    busy,
    message,
    fields,
    secondsLeft,
    waiting: computed(() => secondsLeft.value > 0),
    submit,
    reset,
  };
}
