import { ref, shallowRef, watch } from 'vue';
import { asApiError, type ApiError } from '@/api/errors';

/**
 * Loads something a single page needs and no store keeps, again whenever `key` changes. What was
 * there stays until the new is; an answer that was overtaken is dropped.
 */
export function useQuery<Data>(key: () => unknown, load: () => Promise<Data>) {
  const data = shallowRef<Data | null>(null);
  const error = ref<ApiError | null>(null);
  const loading = ref(false);
  let latest = 0;

  async function reload() {
    const mine = ++latest;
    loading.value = true;
    error.value = null;
    try {
      const answer = await load();
      if (mine === latest) data.value = answer;
    } catch (thrown) {
      if (mine === latest) error.value = asApiError(thrown);
    } finally {
      if (mine === latest) loading.value = false;
    }
  }

  watch(key, reload, { immediate: true });

  return { data, error, loading, reload };
}
