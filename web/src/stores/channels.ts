/** The channels of every server that the person is in. */
import { defineStore } from 'pinia';
import { computed, reactive } from 'vue';
import { onEvent } from '@/api/events';
import { execute } from '@/api/graphql';
import {
  ArchiveChannelDocument,
  ChannelDocument,
  CreateChannelDocument,
  DeleteChannelDocument,
  LockChannelDocument,
  MoveChannelsDocument,
  UpdateChannelDocument,
  type ChannelFieldsFragment,
  type ChannelInfoFieldsFragment,
  type ChannelMove,
  type CreateChannelInput,
  type Permission,
  type ThreadFieldsFragment,
  type UpdateChannelInput,
} from '@/gql/graphql';
import { threadPermissions } from '@/composables/threads';
import { compareIds } from './ids';

/** A channel, with what the person may do there. */
export type Channel = ChannelFieldsFragment;

/** A thread: a channel beside another. */
export type Thread = Channel & ThreadFieldsFragment;

/** The channels that stand together: those of one category, or those of none. */
export interface ChannelGroup {
  /** null: the channels above all categories. */
  category: Channel | null;
  channels: Channel[];
}

function inOrder(a: Channel, b: Channel): number {
  return a.position - b.position || compareIds(a.id, b.id);
}

/** Channels as they are shown: first those without a category, then each category with its own. */
export function groupChannels(channels: Channel[]): ChannelGroup[] {
  const categories = channels.filter((channel) => channel.kind === 'CATEGORY').sort(inOrder);
  const known = new Set(categories.map((category) => category.id));
  const under = (id: string | null) =>
    channels
      .filter(
        (channel) =>
          channel.kind !== 'CATEGORY' &&
          // A channel of a category that one may not see stands among those of none.
          (channel.parentId !== null && known.has(channel.parentId) ? channel.parentId : null) ===
            id,
      )
      .sort(inOrder);
  const loose = under(null);
  return [
    ...(loose.length > 0 ? [{ category: null, channels: loose }] : []),
    ...categories.map((category) => ({ category, channels: under(category.id) })),
  ];
}

export const useChannels = defineStore('channels', () => {
  const byId = reactive(new Map<string, Channel>());
  /** Kept up to date by the store of threads; here, because whoever shows a channel shows a thread. */
  const threads = reactive(new Map<string, Thread>());

  const byGuild = computed(() => {
    const guilds = new Map<string, Channel[]>();
    for (const channel of byId.values()) {
      if (channel.guildId === null) continue;
      const list = guilds.get(channel.guildId);
      if (list) list.push(channel);
      else guilds.set(channel.guildId, [channel]);
    }
    return guilds;
  });

  function get(id: string): Channel | undefined {
    return byId.get(id) ?? threads.get(id);
  }

  function ofGuild(guildId: string): Channel[] {
    return byGuild.value.get(guildId) ?? [];
  }

  function groups(guildId: string): ChannelGroup[] {
    return groupChannels(ofGuild(guildId));
  }

  /** The channels that one can write in, in the order they are shown. */
  function readable(guildId: string): Channel[] {
    return groups(guildId).flatMap((group) => group.channels);
  }

  function can(channelId: string, permission: Permission): boolean {
    return get(channelId)?.viewerPermissions.includes(permission) ?? false;
  }

  function put(...channels: Channel[]) {
    for (const channel of channels) {
      const known = byId.get(channel.id)?.lastMessageId;
      // A query may have been answered before the newest message that the stream told of.
      const newest =
        known && (!channel.lastMessageId || compareIds(known, channel.lastMessageId) > 0)
          ? known
          : channel.lastMessageId;
      byId.set(channel.id, { ...channel, lastMessageId: newest });
    }
  }

  function putThread(fields: ThreadFieldsFragment) {
    const known = threads.get(fields.id);
    threads.set(fields.id, {
      ...fields,
      lastMessageId:
        known?.lastMessageId && compareIds(known.lastMessageId, fields.lastMessageId ?? '0') > 0
          ? known.lastMessageId
          : fields.lastMessageId,
      topic: null,
      position: 0,
      private: fields.kind === 'PRIVATE_THREAD',
      // A getter, so that it follows what one may do in the channel.
      get viewerPermissions() {
        const parent = fields.parentId ? byId.get(fields.parentId) : undefined;
        const locked = threads.get(fields.id)?.locked === true || parent?.locked === true;
        return [...threadPermissions(parent?.viewerPermissions ?? [], locked)];
      },
    });
  }

  function dropThread(id: string) {
    threads.delete(id);
  }

  /** Takes these as all the channels there are of a server. */
  function replaceGuild(guildId: string, channels: Channel[]) {
    const keep = new Set(channels.map((channel) => channel.id));
    for (const channel of ofGuild(guildId)) if (!keep.has(channel.id)) byId.delete(channel.id);
    put(...channels);
  }

  function dropGuild(guildId: string) {
    for (const channel of ofGuild(guildId)) byId.delete(channel.id);
    for (const thread of threads.values())
      if (thread.guildId === guildId) threads.delete(thread.id);
  }

  function drop(id: string) {
    byId.delete(id);
    for (const channel of byId.values()) if (channel.parentId === id) channel.parentId = null;
    for (const thread of threads.values()) if (thread.parentId === id) threads.delete(thread.id);
  }

  function clear() {
    byId.clear();
    threads.clear();
  }

  /** Whether an event tells nothing new of a channel. */
  function same(channel: Channel, info: ChannelInfoFieldsFragment): boolean {
    return (Object.keys(info) as (keyof ChannelInfoFieldsFragment)[]).every(
      (field) => channel[field] === info[field],
    );
  }

  /** Events tell what is the same for everybody; what the person may do there is asked for. */
  async function putInfo(info: ChannelInfoFieldsFragment) {
    const known = byId.get(info.id);
    if (known) {
      Object.assign(known, info);
      return;
    }
    const { channel } = await execute(ChannelDocument, { id: info.id });
    if (channel) put(channel);
  }

  onEvent((event) => {
    switch (event.__typename) {
      case 'ChannelCreated':
      case 'ChannelUpdated':
        // Should the question fail, the channel comes with the next resync or visit.
        void putInfo(event.channel).catch(() => undefined);
        break;
      case 'ChannelDeleted':
        drop(event.id);
        break;
      case 'GuildLeft':
        dropGuild(event.guildId);
        break;
      case 'MessageCreated': {
        const channel = byId.get(event.message.channelId);
        if (!channel) break;
        if (!channel.lastMessageId || compareIds(channel.lastMessageId, event.message.id) < 0) {
          channel.lastMessageId = event.message.id;
        }
        break;
      }
    }
  });

  async function create(input: CreateChannelInput): Promise<Channel> {
    const { createChannel } = await execute(CreateChannelDocument, { input });
    put(createChannel.channel);
    return createChannel.channel;
  }

  async function update(input: UpdateChannelInput): Promise<void> {
    const { updateChannel } = await execute(UpdateChannelDocument, { input });
    put(updateChannel.channel);
  }

  async function remove(id: string): Promise<void> {
    await execute(DeleteChannelDocument, { id });
    drop(id);
  }

  async function lock(channelId: string, locked: boolean): Promise<void> {
    const { lockChannel } = await execute(LockChannelDocument, { input: { channelId, locked } });
    put(lockChannel.channel);
  }

  async function archive(channelId: string, archived: boolean): Promise<void> {
    const { archiveChannel } = await execute(ArchiveChannelDocument, {
      input: { channelId, archived },
    });
    put(archiveChannel.channel);
  }

  /** Shows the new order at once, and the old one again should the server refuse. */
  async function move(guildId: string, moves: ChannelMove[]): Promise<void> {
    const before = moves.flatMap(({ id }) => {
      const channel = byId.get(id);
      return channel ? [{ channel, parentId: channel.parentId, position: channel.position }] : [];
    });
    for (const { id, parentId, position } of moves) {
      const channel = byId.get(id);
      if (channel) Object.assign(channel, { parentId: parentId ?? null, position });
    }
    try {
      const { moveChannels } = await execute(MoveChannelsDocument, { input: { guildId, moves } });
      put(...moveChannels.channels);
    } catch (error) {
      for (const { channel, ...place } of before) Object.assign(channel, place);
      throw error;
    }
  }

  return {
    threads,
    putThread,
    dropThread,
    get,
    ofGuild,
    groups,
    readable,
    can,
    put,
    replaceGuild,
    dropGuild,
    clear,
    create,
    update,
    remove,
    move,
    same,
    lock,
    archive,
  };
});
