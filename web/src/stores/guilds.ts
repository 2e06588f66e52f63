/** The servers that the person is in. */
import { defineStore } from 'pinia';
import { computed, reactive, ref } from 'vue';
import { asApiError, type ApiError } from '@/api/errors';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import {
  AcceptInviteDocument,
  CreateGuildDocument,
  DeleteGuildDocument,
  GuildDocument,
  HomeDocument,
  LeaveGuildDocument,
  UpdateGuildDocument,
  type GuildFieldsFragment,
  type Permission,
} from '@/gql/graphql';
import { useChannels } from './channels';
import { useUsers } from './users';

/** A server; its channels are in the store of channels. */
export type Guild = Omit<GuildFieldsFragment, 'channels'>;

export const useGuilds = defineStore('guilds', () => {
  const channels = useChannels();
  const users = useUsers();
  /** In the order of the rail: by when the person joined. */
  const byId = reactive(new Map<string, Guild>());
  const loaded = ref(false);
  const error = ref<ApiError | null>(null);

  const list = computed(() => [...byId.values()]);

  function get(id: string): Guild | undefined {
    return byId.get(id);
  }

  function can(guildId: string, permission: Permission): boolean {
    return byId.get(guildId)?.viewerPermissions.includes(permission) ?? false;
  }

  function put({ channels: ofGuild, ...guild }: GuildFieldsFragment) {
    byId.set(guild.id, guild);
    channels.replaceGuild(guild.id, ofGuild);
  }

  function drop(id: string) {
    byId.delete(id);
    channels.dropGuild(id);
  }

  function clear() {
    byId.clear();
    loaded.value = false;
    error.value = null;
  }

  /** Asks for everything that the shell shows. */
  async function load() {
    error.value = null;
    try {
      const { viewer, myGuilds } = await execute(HomeDocument);
      users.put(viewer);
      const mine = new Set(myGuilds.map((guild) => guild.id));
      for (const id of [...byId.keys()]) if (!mine.has(id)) drop(id);
      for (const guild of myGuilds) put(guild);
      loaded.value = true;
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
  }

  async function loadOne(id: string) {
    const { guild } = await execute(GuildDocument, { id });
    if (guild) put(guild);
  }

  onResync(() => {
    if (loaded.value) void load();
  });

  onEvent((event) => {
    switch (event.__typename) {
      case 'GuildJoined':
        // Should the question fail, the server comes with the next resync.
        void loadOne(event.guildId).catch(() => undefined);
        break;
      case 'GuildUpdated': {
        const guild = byId.get(event.guildId);
        if (guild) Object.assign(guild, { name: event.name, ownerId: event.ownerId });
        break;
      }
      case 'GuildLeft':
        drop(event.guildId);
        break;
      case 'GuildMemberJoined': {
        const guild = byId.get(event.guildId);
        if (guild) guild.memberCount += 1;
        break;
      }
      case 'GuildMemberLeft': {
        const guild = byId.get(event.guildId);
        if (guild) guild.memberCount -= 1;
        break;
      }
    }
  });

  async function create(name: string): Promise<Guild> {
    const { createGuild } = await execute(CreateGuildDocument, { input: { name } });
    put(createGuild.guild);
    return createGuild.guild;
  }

  async function rename(id: string, name: string): Promise<void> {
    const { updateGuild } = await execute(UpdateGuildDocument, { input: { id, name } });
    const guild = byId.get(id);
    if (guild) guild.name = updateGuild.guild.name;
  }

  async function remove(id: string): Promise<void> {
    await execute(DeleteGuildDocument, { id });
    drop(id);
  }

  async function leave(id: string): Promise<void> {
    await execute(LeaveGuildDocument, { id });
    drop(id);
  }

  /** Joins by an invite; answers with the server, also when the person was in already. */
  async function join(code: string): Promise<Guild> {
    const { acceptInvite } = await execute(AcceptInviteDocument, { code });
    put(acceptInvite.guild);
    return acceptInvite.guild;
  }

  return { list, loaded, error, get, can, load, clear, create, rename, remove, leave, join };
});
