/** Short words about what just happened, shown for a moment at the edge of the page. */
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { asApiError } from '@/api/errors';

export interface Toast {
  id: number;
  kind: 'done' | 'error';
  text: string;
  /** A way back, or a second attempt. */
  action: { label: string; run: () => void } | null;
}

export const useToasts = defineStore('toasts', () => {
  const list = ref<Toast[]>([]);
  /** Whether there has been any: what shows them is loaded with the first. */
  const used = ref(false);
  let next = 1;

  function show(kind: Toast['kind'], text: string, action: Toast['action'] = null) {
    used.value = true;
    list.value.push({ id: next++, kind, text, action });
    // More than a few at a time is noise: the oldest have been seen.
    if (list.value.length > 3) list.value.shift();
  }

  function done(text: string, action: Toast['action'] = null) {
    show('done', text, action);
  }

  function failed(what: string, error: unknown, action: Toast['action'] = null) {
    show('error', `${what} ${asApiError(error).message}`, action);
  }

  function close(id: number) {
    list.value = list.value.filter((toast) => toast.id !== id);
  }

  return { list, used, done, failed, close };
});
