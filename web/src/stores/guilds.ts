/** The servers that the person is in. */
import { defineStore } from 'pinia';
import { computed, reactive, ref } from 'vue';
import { asApiError, type ApiError } from '@/api/errors';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import {
  AcceptInviteDocument,
  AcceptRulesDocument,
  CreateGuildDocument,
  DeleteGuildDocument,
  GuildDetailDocument,
  GuildDocument,
  HomeDocument,
  LeaveGuildDocument,
  TransferOwnershipDocument,
  UpdateGuildDocument,
  type GuildDetailFieldsFragment,
  type GuildFieldsFragment,
  type Permission,
  type UpdateGuildInput,
} from '@/gql/graphql';
import { spread } from '@/composables/spread';
import { useChannels } from './channels';
import { useMembers } from './members';
import { useSession } from './session';
import { useUsers } from './users';

/** A server; its channels are in the store of channels. */
export type Guild = Omit<GuildFieldsFragment, 'channels'>;

/** What of a server only its settings and its newcomers are shown. */
export type GuildDetail = GuildDetailFieldsFragment;

export const useGuilds = defineStore('guilds', () => {
  const channels = useChannels();
  const members = useMembers();
  const session = useSession();
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
    members.put(guild.id, guild.viewerMember);
    channels.replaceGuild(guild.id, ofGuild);
  }

  function drop(id: string) {
    byId.delete(id);
    channels.dropGuild(id);
  }

  function clear() {
    byId.clear();
    forgetSoon();
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

  /** Asks again what the person may do in a server and which channels they see. */
  const { soon, clear: forgetSoon } = spread((id) => {
    // Should the question fail, the answer comes with the next event or resync.
    if (byId.has(id)) void loadOne(id).catch(() => undefined);
  });

  function askSoon(id: string) {
    const guild = byId.get(id);
    if (guild) soon(id, guild.memberCount);
  }

  onResync(() => {
    if (loaded.value) void load();
  });

  onEvent((event) => {
    switch (event.__typename) {
      case 'GuildAccessChanged':
        void loadOne(event.guildId).catch(() => undefined);
        break;
      case 'RoleUpdated':
      case 'RoleDeleted':
        askSoon(event.guildId);
        break;
      case 'GuildMemberUpdated': {
        const guild = byId.get(event.guildId);
        if (guild && event.member.user.id === session.user?.id) {
          guild.viewerMember = event.member;
          askSoon(event.guildId);
        }
        break;
      }
      case 'ChannelUpdated': {
        // What did change when nothing that is told has? Who may do what there.
        const known = channels.get(event.channel.id);
        if (known && channels.same(known, event.channel)) askSoon(event.guildId);
        break;
      }
      case 'GuildJoined':
        // Should the question fail, the server comes with the next resync.
        void loadOne(event.guildId).catch(() => undefined);
        break;
      case 'GuildUpdated': {
        const guild = byId.get(event.guildId);
        if (!guild) break;
        if (guild.ownerId !== event.ownerId) askSoon(event.guildId);
        // The rules themselves, and where the server speaks, are to be asked for.
        if (
          guild.rulesRequired !== event.rulesRequired ||
          guild.verification !== event.verification
        ) {
          askSoon(event.guildId);
        }
        Object.assign(guild, {
          name: event.name,
          ownerId: event.ownerId,
          description: event.description,
          verification: event.verification,
          rulesRequired: event.rulesRequired,
          joinsPausedUntil: event.joinsPausedUntil,
        });
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

  /** Changes what a server says of itself and asks of people; answers with its details. */
  async function update(input: UpdateGuildInput): Promise<GuildDetail> {
    const { updateGuild } = await execute(UpdateGuildDocument, { input });
    const { tellsJoins, tellsLeaves, welcome, ...shown } = updateGuild.guild;
    const guild = byId.get(input.id);
    if (guild) Object.assign(guild, shown);
    return { id: shown.id, tellsJoins, tellsLeaves, welcome };
  }

  async function rename(id: string, name: string): Promise<void> {
    await update({ id, name });
  }

  /** What only its settings and its newcomers are shown. */
  async function detail(id: string): Promise<GuildDetail | null> {
    const { guild } = await execute(GuildDetailDocument, { id });
    return guild;
  }

  /** Accepts the rules, so that one may write. */
  async function acceptRules(id: string): Promise<void> {
    const { acceptRules: answered } = await execute(AcceptRulesDocument, { guildId: id });
    members.put(id, answered.member);
    await loadOne(id);
  }

  async function remove(id: string): Promise<void> {
    await execute(DeleteGuildDocument, { id });
    drop(id);
  }

  async function leave(id: string): Promise<void> {
    await execute(LeaveGuildDocument, { id });
    drop(id);
  }

  /** Hands a server over to somebody else. */
  async function transfer(id: string, userId: string, password: string): Promise<void> {
    const { transferOwnership } = await execute(TransferOwnershipDocument, {
      input: { guildId: id, userId, password },
    });
    const guild = byId.get(id);
    if (guild) guild.ownerId = transferOwnership.guild.ownerId;
    await loadOne(id);
  }

  /** Joins by an invite; answers with the server, also when the person was in already. */
  async function join(code: string): Promise<Guild> {
    const { acceptInvite } = await execute(AcceptInviteDocument, { code });
    put(acceptInvite.guild);
    return acceptInvite.guild;
  }

  return {
    list,
    loaded,
    error,
    get,
    can,
    load,
    loadOne,
    clear,
    create,
    rename,
    update,
    detail,
    acceptRules,
    remove,
    leave,
    transfer,
    join,
  };
});
