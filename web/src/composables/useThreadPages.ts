import { reactive, ref, watch } from 'vue';
import { asApiError, type ApiError } from '@/api/errors';
import { execute } from '@/api/graphql';
import {
  ForumPostsDocument,
  type ForumPostsQueryVariables,
  type ThreadFieldsFragment,
} from '@/gql/graphql';
import { useThreads } from '@/stores/threads';

/** Threads asked for at a time. */
const PAGE = 25;

type Wanted = Pick<ForumPostsQueryVariables, 'channelId' | 'filter' | 'sort'>;

/**
 * Pages of a channel's threads, with how each begins, asked for again whenever what is wanted changes; null: none
 * are wanted. The threads themselves go to their store.
 */
export function useThreadPages(wanted: () => Wanted | null) {
  const threads = useThreads();
  const ids = ref<string[]>([]);
  const beginnings = reactive(new Map<string, string>());
  const loading = ref(false);
  const complete = ref(false);
  const error = ref<ApiError | null>(null);
  let after: string | null = null;
  /** Counts changes of what is wanted: an answer to an earlier question comes too late. */
  let turn = 0;

  async function more(): Promise<void> {
    const question = wanted();
    if (!question || loading.value || complete.value) return;
    const mine = turn;
    loading.value = true;
    error.value = null;
    try {
      const variables = { ...question, first: PAGE, after };
      const page = (await execute(ForumPostsDocument, variables)).channel?.threads;
      if (mine !== turn) return;
      for (const { messages, ...thread } of page?.nodes ?? []) {
        threads.put(thread satisfies ThreadFieldsFragment);
        const first = messages.nodes[0];
        if (first) beginnings.set(thread.id, first.content);
        if (!ids.value.includes(thread.id)) ids.value.push(thread.id);
      }
      after = page?.pageInfo.endCursor ?? null;
      complete.value = page?.pageInfo.hasNextPage !== true;
    } catch (thrown) {
      if (mine === turn) error.value = asApiError(thrown);
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  function again(): Promise<void> {
    turn += 1;
    ids.value = [];
    after = null;
    complete.value = false;
    loading.value = false;
    return more();
  }

  watch(() => JSON.stringify(wanted()), again, { immediate: true });

  return { ids, beginnings, loading, complete, error, more, again };
}
