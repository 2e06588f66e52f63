/** Whom the person blocks and ignores. Nobody else learns of it. */
import { defineStore } from 'pinia';
import { computed, reactive, ref } from 'vue';
import { asApiError, type ApiError } from '@/api/errors';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import {
  BlocksDocument,
  BlockUserDocument,
  IgnoreUserDocument,
  UnblockUserDocument,
  type BlockFieldsFragment,
  type BlockKind,
} from '@/gql/graphql';
import { useUsers } from './users';

export type Block = BlockFieldsFragment;

const PAGE = 100;
/** So many are kept in mind; whoever blocks more sees the newest of them folded away. */
const MOST = 1_000;

export const useBlocks = defineStore('blocks', () => {
  const users = useUsers();
  const byUser = reactive(new Map<string, Block>());
  const error = ref<ApiError | null>(null);
  const loaded = ref(false);
  /** The newest first. */
  const list = computed(() =>
    [...byUser.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt)),
  );

  function kindOf(userId: string): BlockKind | null {
    return byUser.get(userId)?.kind ?? null;
  }

  function put(...blocks: Block[]) {
    for (const block of blocks) {
      users.put(block.user);
      byUser.set(block.user.id, block);
    }
  }

  async function load(): Promise<void> {
    error.value = null;
    try {
      const found: Block[] = [];
      let after: string | null = null;
      do {
        const {
          blocks,
        }: {
          blocks: { nodes: Block[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };
        } = await execute(BlocksDocument, { first: PAGE, after });
        found.push(...blocks.nodes);
        after = blocks.pageInfo.hasNextPage ? blocks.pageInfo.endCursor : null;
      } while (after !== null && found.length < MOST);
      byUser.clear();
      put(...found);
      loaded.value = true;
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
  }

  async function block(userId: string) {
    const { blockUser } = await execute(BlockUserDocument, { userId });
    put(blockUser.block);
  }

  async function ignore(userId: string) {
    const { ignoreUser } = await execute(IgnoreUserDocument, { userId });
    put(ignoreUser.block);
  }

  async function unblock(userId: string) {
    await execute(UnblockUserDocument, { userId });
    byUser.delete(userId);
  }

  function clear() {
    byUser.clear();
    loaded.value = false;
    error.value = null;
  }

  onResync(() => {
    if (loaded.value) void load();
  });

  onEvent((event) => {
    if (event.__typename !== 'BlockChanged') return;
    const known = byUser.get(event.userId);
    if (event.kind === null) byUser.delete(event.userId);
    else if (known) byUser.set(event.userId, { ...known, kind: event.kind });
    // Who it is, only the list says.
    else void load();
  });

  return { list, loaded, error, kindOf, load, block, ignore, unblock, clear };
});
