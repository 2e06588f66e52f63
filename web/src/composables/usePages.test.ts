import { describe, expect, it } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import { ApiError } from '@/api/errors';
import { usePages, type Page } from './usePages';

function page(nodes: string[], endCursor: string | null): Page<string> {
  return { nodes, pageInfo: { endCursor, hasNextPage: endCursor !== null } };
}

/** Answers when it is told to. */
function later() {
  const waiting: {
    after: string | null;
    answer: (page: Page<string>) => void;
    fail: () => void;
  }[] = [];
  const load = (after: string | null) =>
    new Promise<Page<string>>((resolve, reject) => {
      waiting.push({
        after,
        answer: resolve,
        fail: () => {
          reject(new ApiError('NETWORK', 'No connection.'));
        },
      });
    });
  return { waiting, load };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('usePages', () => {
  it('goes on from the cursor of the page before', async () => {
    const { waiting, load } = later();
    const pages = effectScope().run(() => usePages(() => 1, load));
    waiting[0]?.answer(page(['a'], 'x'));
    await settled();
    expect(pages?.more.value).toBe(true);

    void pages?.loadMore();
    expect(waiting[1]?.after).toBe('x');
    waiting[1]?.answer(page(['b'], null));
    await settled();
    expect(pages?.items.value).toEqual(['a', 'b']);
    expect(pages?.more.value).toBe(false);
  });

  it('drops an answer to what is no longer asked', async () => {
    const { waiting, load } = later();
    const key = ref(1);
    const pages = effectScope().run(() => usePages(() => key.value, load));
    key.value = 2;
    await nextTick();
    waiting[1]?.answer(page(['new'], null));
    await settled();
    waiting[0]?.answer(page(['old'], null));
    await settled();
    expect(pages?.items.value).toEqual(['new']);
  });

  it('keeps what it has when the next page fails, and tries that page again', async () => {
    const { waiting, load } = later();
    const pages = effectScope().run(() => usePages(() => 1, load));
    waiting[0]?.answer(page(['a'], 'x'));
    await settled();
    void pages?.loadMore();
    waiting[1]?.fail();
    await settled();
    expect(pages?.error.value?.message).toBe('No connection.');
    expect(pages?.items.value).toEqual(['a']);

    void pages?.loadMore();
    expect(waiting[2]?.after).toBe('x');
  });
});
