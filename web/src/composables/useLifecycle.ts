import { watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import * as events from '@/api/events';
import { useBlocks } from '@/stores/blocks';
import { useChannels } from '@/stores/channels';
import { useConnection } from '@/stores/connection';
import { useGuilds } from '@/stores/guilds';
import { useInstance } from '@/stores/instance';
import { useMemberList } from '@/stores/memberList';
import { useMembers } from '@/stores/members';
import { useReadStates } from '@/stores/readStates';
import { useRoles } from '@/stores/roles';
import { useSession } from '@/stores/session';
import { useThreads } from '@/stores/threads';
import { useUsers } from '@/stores/users';

/** How long the first queries wait for the live stream, so that nothing falls between the two. */
const STREAM_HEAD_START_MS = 1_500;

/** Follows the session: loads and listens while somebody is signed in, forgets all afterwards. */
export function useLifecycle() {
  const route = useRoute();
  const router = useRouter();
  const session = useSession();
  // All stores are made before the first event comes, so that none misses any.
  const stores = {
    users: useUsers(),
    channels: useChannels(),
    guilds: useGuilds(),
    members: useMembers(),
    memberList: useMemberList(),
    blocks: useBlocks(),
    roles: useRoles(),
    threads: useThreads(),
    readStates: useReadStates(),
  };
  useConnection();

  async function enter() {
    void useInstance().load();
    const following = events.start();
    const late = await Promise.race([
      following.then(() => false),
      new Promise<true>((resolve) => setTimeout(() => resolve(true), STREAM_HEAD_START_MS)),
    ]);
    // Without the states nothing shows as unread; the next resync asks again.
    await Promise.all([
      stores.guilds.load(),
      stores.readStates.loadAll().catch(() => undefined),
      stores.blocks.load(),
    ]);
    if (late) void following.then(events.resync);
  }

  function leave() {
    events.stop();
    for (const store of Object.values(stores)) store.clear();
    if (route.meta.for === 'signed-in') {
      // Back to the same page after signing in again, unless the person chose to go.
      void router.push({
        name: 'sign-in',
        query: session.leaving ? {} : { next: route.fullPath, ended: '1' },
      });
    }
  }

  watch(
    () => session.status,
    (status, before) => {
      if (status === 'signed-in') void enter();
      else if (before === 'signed-in') leave();
    },
    { immediate: true },
  );
}
