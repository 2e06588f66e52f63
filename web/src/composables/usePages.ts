import { ref, shallowRef, watch } from 'vue';
import { asApiError, type ApiError } from '@/api/errors';

/** A page of a list, as the API gives it. */
export interface Page<Node> {
  nodes: Node[];
  pageInfo: { endCursor?: string | null; hasNextPage: boolean };
}

/**
 * A list that comes a page at a time, from the start again whenever `key` changes. What was there
 * stays until the new is; an answer that was overtaken is dropped.
 */
export function usePages<Node>(
  key: () => unknown,
  load: (after: string | null) => Promise<Page<Node> | null | undefined>,
) {
  const items = shallowRef<Node[]>([]);
  const more = ref(false);
  const loaded = ref(false);
  const loading = ref(false);
  const error = ref<ApiError | null>(null);
  let cursor: string | null = null;
  let turn = 0;

  async function ask(after: string | null): Promise<void> {
    const mine = ++turn;
    loading.value = true;
    error.value = null;
    try {
      const page = await load(after);
      if (mine !== turn) return;
      items.value = after === null ? (page?.nodes ?? []) : [...items.value, ...(page?.nodes ?? [])];
      cursor = page?.pageInfo.endCursor ?? null;
      more.value = page?.pageInfo.hasNextPage ?? false;
      loaded.value = true;
    } catch (thrown) {
      if (mine === turn) error.value = asApiError(thrown);
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  /** Loads the next page; after a failure, what failed. */
  async function loadMore(): Promise<void> {
    if (loading.value) return;
    if (!loaded.value) await ask(null);
    else if (more.value) await ask(cursor);
  }

  function reload(): Promise<void> {
    return ask(null);
  }

  watch(
    key,
    () => {
      loaded.value = false;
      void ask(null);
    },
    { immediate: true },
  );

  return { items, more, loaded, loading, error, loadMore, reload };
}
