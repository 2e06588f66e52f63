/** How far the person has read, and what is therefore new. */
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import {
  AcknowledgeDocument,
  MyReadStatesDocument,
  ReadStatesDocument,
  type ReadStatesQuery,
} from '@/gql/graphql';
import { useChannels } from './channels';
import { compareIds } from './ids';
import { useSession } from './session';

/** Reading through a busy channel tells the server once in this while, not once a message. */
const TELL_EVERY_MS = 800;

export const useReadStates = defineStore('readStates', () => {
  const channels = useChannels();
  const session = useSession();
  const byChannel = reactive(new Map<string, string | null>());
  /** Until a server's states are here, nothing in it counts as unread: better late than wrong. */
  const loadedGuilds = reactive(new Set<string>());
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();

  function lastRead(channelId: string): string | null {
    return byChannel.get(channelId) ?? null;
  }

  /** Moves forward only; says whether it did. */
  function advance(channelId: string, messageId: string): boolean {
    const known = byChannel.get(channelId);
    if (known && compareIds(known, messageId) >= 0) return false;
    byChannel.set(channelId, messageId);
    return true;
  }

  function put(guildId: string, states: ReadStatesQuery['readStates']) {
    for (const { channelId, lastReadMessageId } of states) {
      if (lastReadMessageId) advance(channelId, lastReadMessageId);
    }
    loadedGuilds.add(guildId);
  }

  /** One server's states. */
  async function load(guildId: string): Promise<void> {
    const { readStates } = await execute(ReadStatesDocument, { guildId });
    put(guildId, readStates);
  }

  /** Every server's states, by one request. */
  async function loadAll(): Promise<void> {
    const { myGuilds } = await execute(MyReadStatesDocument);
    for (const { id, readStates } of myGuilds) put(id, readStates);
  }

  function unread(channelId: string): boolean {
    const channel = channels.get(channelId);
    if (!channel?.lastMessageId || !channel.guildId || !loadedGuilds.has(channel.guildId)) {
      return false;
    }
    // A thread that one does not follow is never new.
    if ('viewerJoined' in channel && channel.viewerJoined !== true) return false;
    const read = byChannel.get(channelId);
    return !read || compareIds(read, channel.lastMessageId) < 0;
  }

  function threadsOf(guildId: string) {
    return [...channels.threads.values()].filter((thread) => thread.guildId === guildId);
  }

  function guildUnread(guildId: string): boolean {
    return [...channels.ofGuild(guildId), ...threadsOf(guildId)].some(({ id }) => unread(id));
  }

  async function tell(channelId: string) {
    waiting.delete(channelId);
    const messageId = byChannel.get(channelId);
    if (!messageId) return;
    // Lost acknowledgements cost nothing: the next one in this channel says more.
    await execute(AcknowledgeDocument, { channelId, messageId }).catch(() => undefined);
  }

  /** Read up to here: on screen at once, to the server in a moment. */
  function acknowledge(channelId: string, messageId: string) {
    if (!advance(channelId, messageId) || waiting.has(channelId)) return;
    waiting.set(
      channelId,
      setTimeout(() => void tell(channelId), TELL_EVERY_MS),
    );
  }

  /** Tells the server at once what waits to be told: the page may be about to go away. */
  function flush() {
    for (const [channelId, timer] of waiting) {
      clearTimeout(timer);
      void tell(channelId);
    }
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });

  /** Marks every channel of a server as read. */
  function acknowledgeGuild(guildId: string) {
    for (const { id, lastMessageId } of [...channels.ofGuild(guildId), ...threadsOf(guildId)]) {
      if (lastMessageId) acknowledge(id, lastMessageId);
    }
  }

  function clear() {
    byChannel.clear();
    loadedGuilds.clear();
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
  }

  onResync(() => void loadAll().catch(() => undefined));

  onEvent((event) => {
    switch (event.__typename) {
      case 'ReadStateChanged':
        advance(event.channelId, event.lastReadMessageId);
        break;
      case 'MessageCreated':
        // One has read what one wrote oneself, wherever one wrote it; the server is to know too, or
        // it would be new after the next reload.
        if (event.message.author.id === session.user?.id) {
          acknowledge(event.message.channelId, event.message.id);
        }
        break;
      case 'GuildJoined':
        void load(event.guildId).catch(() => undefined);
        break;
    }
  });

  return { lastRead, unread, guildUnread, load, loadAll, acknowledge, acknowledgeGuild, clear };
});
