/**
 * Threads, and the posts of forums. A thread is a channel with a channel above it, so that what shows a
 * channel shows a thread: the store of channels keeps them, this one knows how they come and change.
 */
import { defineStore } from 'pinia';
import { computed, reactive } from 'vue';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import { compareThreads } from '@/composables/threads';
import {
  ActiveThreadsDocument,
  AddThreadMemberDocument,
  CreateThreadDocument,
  DeleteThreadDocument,
  JoinThreadDocument,
  LeaveThreadDocument,
  RemoveThreadMemberDocument,
  ThreadDocument,
  UpdateThreadDocument,
  type CreateThreadInput,
  type ThreadFieldsFragment,
  type ThreadInfoFieldsFragment,
  type UpdateThreadInput,
} from '@/gql/graphql';
import { useChannels, type Thread } from './channels';
import { compareIds } from './ids';
import { useSession } from './session';
import { useUsers } from './users';

export type { Thread } from './channels';

/** Where a thread is shown: beside its channel. */
export function threadPlace(thread: Pick<Thread, 'id' | 'guildId' | 'parentId'>) {
  return {
    name: 'thread',
    params: {
      guildId: thread.guildId ?? '',
      channelId: thread.parentId ?? '',
      threadId: thread.id,
    },
  };
}

export const useThreads = defineStore('threads', () => {
  const channels = useChannels();
  const session = useSession();
  const users = useUsers();
  /** Servers whose active threads were asked for. */
  const loaded = reactive(new Set<string>());

  const byParent = computed(() => {
    const parents = new Map<string, Thread[]>();
    for (const thread of channels.threads.values()) {
      if (thread.parentId === null) continue;
      const list = parents.get(thread.parentId);
      if (list) list.push(thread);
      else parents.set(thread.parentId, [thread]);
    }
    return parents;
  });

  const byRoot = computed(() => {
    const roots = new Map<string, Thread>();
    for (const thread of channels.threads.values()) {
      if (thread.rootMessageId !== null) roots.set(thread.rootMessageId, thread);
    }
    return roots;
  });

  function get(id: string): Thread | undefined {
    return channels.threads.get(id);
  }

  /** The threads of a channel that this client knows, archived ones among them. */
  function ofChannel(channelId: string): Thread[] {
    return byParent.value.get(channelId) ?? [];
  }

  /** The threads of a channel that one follows, where somebody wrote last first. */
  function followed(channelId: string): Thread[] {
    return ofChannel(channelId)
      .filter((thread) => thread.viewerJoined === true && thread.archivedAt === null)
      .sort(compareThreads('LATEST_ACTIVITY'));
  }

  /** The thread that began from a message. */
  function ofRoot(messageId: string): Thread | undefined {
    return byRoot.value.get(messageId);
  }

  /** Takes in what a query said of threads. */
  function put(...some: ThreadFieldsFragment[]) {
    for (const fields of some) {
      if (fields.owner) users.put(fields.owner);
      channels.putThread(fields);
    }
  }

  /** Asks for one thread; says whether it is there for the person. */
  async function load(id: string): Promise<boolean> {
    const { channel } = await execute(ThreadDocument, { id });
    if (channel?.kind !== 'PUBLIC_THREAD' && channel?.kind !== 'PRIVATE_THREAD') {
      channels.dropThread(id);
      return false;
    }
    put(channel);
    return true;
  }

  /** Asks for the active threads of a server, and takes them as all there are. */
  async function loadGuild(guildId: string): Promise<void> {
    const { guild } = await execute(ActiveThreadsDocument, { guildId });
    if (!guild) return;
    const active = new Set(guild.activeThreads.map((thread) => thread.id));
    for (const thread of [...channels.threads.values()]) {
      // What is not among them is archived or gone: whoever looks at it asks again.
      if (thread.guildId === guildId && !active.has(thread.id)) channels.dropThread(thread.id);
    }
    put(...guild.activeThreads);
    loaded.add(guildId);
  }

  /** The same, once. */
  async function ensure(guildId: string): Promise<void> {
    // Without them the channels are still there; the next visit asks again.
    if (!loaded.has(guildId)) await loadGuild(guildId).catch(() => undefined);
  }

  /** A thread that everybody hears of, as it is when it begins: asking would be a crowd's question. */
  function begun(info: ThreadInfoFieldsFragment) {
    const { ownerId, ...fields } = info;
    put({
      ...fields,
      owner: (ownerId && users.get(ownerId)) || null,
      memberCount: 1,
      messageCount: 0,
      lastMessageId: null,
      lastActivityAt: new Date().toISOString(),
      viewerJoined: ownerId === session.user?.id,
    });
  }

  function changed(info: ThreadInfoFieldsFragment) {
    const { ownerId, ...fields } = info;
    const known = get(fields.id);
    if (!known) {
      // It came back. Should the question fail, it comes with the next resync or visit.
      if (fields.guildId && loaded.has(fields.guildId)) void load(fields.id).catch(() => undefined);
      return;
    }
    const owner = (ownerId && users.get(ownerId)) || known.owner;
    const back = known.archivedAt !== null && fields.archivedAt === null;
    Object.assign(
      known,
      fields,
      { owner },
      back ? { lastActivityAt: new Date().toISOString() } : {},
    );
  }

  function membersChanged(id: string, added: readonly string[], removed: readonly string[]) {
    const thread = get(id);
    const me = session.user?.id ?? '';
    if (!thread) {
      if (added.includes(me)) void load(id).catch(() => undefined);
      return;
    }
    // One's own coming and going was told by the answer already, if this is the page that asked for it.
    const counts = (user: string, joined: boolean) =>
      user === me ? thread.viewerJoined !== joined : true;
    thread.memberCount =
      (thread.memberCount ?? 0) +
      added.filter((user) => counts(user, true)).length -
      removed.filter((user) => counts(user, false)).length;
    if (added.includes(me)) thread.viewerJoined = true;
    if (removed.includes(me)) {
      thread.viewerJoined = false;
      if (thread.kind === 'PRIVATE_THREAD' && !channels.can(id, 'MANAGE_THREADS')) {
        channels.dropThread(id);
      }
    }
  }

  function clear() {
    loaded.clear();
  }

  onEvent((event) => {
    switch (event.__typename) {
      case 'ThreadCreated': {
        const { thread } = event;
        // One's own is known from the answer, which says more.
        if (get(thread.id)) break;
        if (thread.kind === 'PUBLIC_THREAD') begun(thread);
        else void load(thread.id).catch(() => undefined);
        break;
      }
      case 'ThreadUpdated':
        changed(event.thread);
        break;
      case 'ThreadDeleted':
        channels.dropThread(event.id);
        break;
      case 'ThreadMembersChanged':
        membersChanged(event.threadId, event.added, event.removed);
        break;
      case 'GuildLeft':
        loaded.delete(event.guildId);
        break;
      case 'GuildAccessChanged':
        if (loaded.has(event.guildId)) void loadGuild(event.guildId).catch(() => undefined);
        break;
      case 'MessageCreated': {
        const thread = get(event.message.channelId);
        if (!thread) break;
        const { id, createdAt } = event.message;
        // An answer that is newer than the event has counted it.
        if (thread.lastMessageId && compareIds(thread.lastMessageId, id) >= 0) break;
        thread.lastMessageId = id;
        thread.lastActivityAt = createdAt;
        thread.messageCount = (thread.messageCount ?? 0) + 1;
        break;
      }
      case 'MessageDeleted': {
        const thread = get(event.channelId);
        if (thread?.messageCount) thread.messageCount -= 1;
        break;
      }
    }
  });

  onResync(() => {
    for (const guildId of loaded) void loadGuild(guildId).catch(() => undefined);
  });

  async function create(input: CreateThreadInput): Promise<Thread> {
    const { createThread } = await execute(CreateThreadDocument, { input });
    put(createThread.thread);
    return get(createThread.thread.id) as Thread;
  }

  async function update(input: UpdateThreadInput): Promise<void> {
    put((await execute(UpdateThreadDocument, { input })).updateThread.thread);
  }

  async function remove(id: string): Promise<void> {
    await execute(DeleteThreadDocument, { input: { id } });
    channels.dropThread(id);
  }

  async function join(id: string): Promise<void> {
    put((await execute(JoinThreadDocument, { id })).joinThread.thread);
  }

  async function leave(id: string): Promise<void> {
    const { thread } = (await execute(LeaveThreadDocument, { id })).leaveThread;
    if (thread) put(thread);
    else channels.dropThread(id);
  }

  async function addMember(threadId: string, userId: string): Promise<void> {
    put(
      (await execute(AddThreadMemberDocument, { input: { threadId, userId } })).addThreadMember
        .thread,
    );
  }

  async function removeMember(threadId: string, userId: string): Promise<void> {
    const { thread } = (await execute(RemoveThreadMemberDocument, { input: { threadId, userId } }))
      .removeThreadMember;
    if (thread) put(thread);
    else channels.dropThread(threadId);
  }

  return {
    get,
    ofChannel,
    followed,
    ofRoot,
    put,
    load,
    loadGuild,
    ensure,
    clear,
    create,
    update,
    remove,
    join,
    leave,
    addMember,
    removeMember,
  };
});
