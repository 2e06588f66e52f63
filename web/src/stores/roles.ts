/** The roles of servers: asked for when somebody looks at a server, kept fresh by events. */
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { asApiError, type ApiError } from '@/api/errors';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import {
  CreateRoleDocument,
  DeleteRoleDocument,
  MoveRolesDocument,
  RolesDocument,
  UpdateRoleDocument,
  type CreateRoleInput,
  type DeleteRoleInput,
  type MoveRolesInput,
  type RoleFieldsFragment,
  type UpdateRoleInput,
} from '@/gql/graphql';

export type Role = RoleFieldsFragment;

/** What is known of one server's roles. */
export interface RoleList {
  /** The highest first; the last is `@everyone`. */
  roles: Role[];
  loaded: boolean;
  error: ApiError | null;
}

function byRank(a: Role, b: Role): number {
  return b.position - a.position;
}

export const useRoles = defineStore('roles', () => {
  const lists = reactive(new Map<string, RoleList>());
  const loading = new Map<string, Promise<void>>();

  function list(guildId: string): RoleList {
    const known = lists.get(guildId);
    if (known) return known;
    lists.set(guildId, { roles: [], loaded: false, error: null });
    return lists.get(guildId) as RoleList;
  }

  function ofGuild(guildId: string): Role[] {
    return lists.get(guildId)?.roles ?? [];
  }

  function get(guildId: string, id: string): Role | undefined {
    return ofGuild(guildId).find((role) => role.id === id);
  }

  /** The role that all have: it has the server's own id. */
  function everyone(guildId: string): Role | undefined {
    return get(guildId, guildId);
  }

  function replace(guildId: string, roles: Role[]) {
    Object.assign(list(guildId), { roles: [...roles].sort(byRank), loaded: true, error: null });
  }

  async function ask(guildId: string): Promise<void> {
    const known = list(guildId);
    known.error = null;
    try {
      const { guild } = await execute(RolesDocument, { guildId });
      if (guild && lists.get(guildId) === known) replace(guildId, guild.roles);
    } catch (thrown) {
      known.error = asApiError(thrown);
    } finally {
      loading.delete(guildId);
    }
  }

  function load(guildId: string): Promise<void> {
    const under = loading.get(guildId) ?? ask(guildId);
    loading.set(guildId, under);
    return under;
  }

  /** Asks, unless they are here. */
  async function ensure(guildId: string): Promise<void> {
    if (!list(guildId).loaded) await load(guildId);
  }

  function put(guildId: string, role: Role) {
    const known = lists.get(guildId);
    if (!known?.loaded) return;
    const rest = known.roles.filter(({ id }) => id !== role.id);
    known.roles = [...rest, role].sort(byRank);
  }

  function drop(guildId: string, id: string) {
    const known = lists.get(guildId);
    if (known) known.roles = known.roles.filter((role) => role.id !== id);
  }

  function clear() {
    lists.clear();
    loading.clear();
  }

  /** The roles among these ids, the highest first. */
  function among(guildId: string, ids: readonly string[]): Role[] {
    return ofGuild(guildId).filter(({ id }) => ids.includes(id));
  }

  /** 0xRRGGBB of the highest role with a colour; 0: none of them has one. */
  function colourOf(guildId: string, ids: readonly string[]): number {
    if (ids.length === 0) return 0;
    return ofGuild(guildId).find(({ id, color }) => color !== 0 && ids.includes(id))?.color ?? 0;
  }

  async function create(input: CreateRoleInput): Promise<Role> {
    const { createRole } = await execute(CreateRoleDocument, { input });
    // It stands above others, whose positions have changed with it.
    await load(input.guildId);
    return createRole.role;
  }

  async function update(guildId: string, input: UpdateRoleInput): Promise<void> {
    const { updateRole } = await execute(UpdateRoleDocument, { input });
    put(guildId, updateRole.role);
  }

  async function remove(guildId: string, input: DeleteRoleInput): Promise<void> {
    await execute(DeleteRoleDocument, { input });
    drop(guildId, input.id);
  }

  /** Shows the new order at once, and the old one again should the server refuse. */
  async function move({ guildId, order, ...input }: MoveRolesInput): Promise<void> {
    const known = list(guildId);
    const before = known.roles;
    const ids = Array.isArray(order) ? order : [order];
    known.roles = before
      .map((role) => {
        const at = ids.indexOf(role.id);
        return at === -1 ? role : { ...role, position: ids.length - at };
      })
      .sort(byRank);
    try {
      const { moveRoles } = await execute(MoveRolesDocument, {
        input: { guildId, order: ids, ...input },
      });
      replace(guildId, moveRoles.roles);
    } catch (error) {
      known.roles = before;
      throw error;
    }
  }

  onResync(() => {
    for (const [guildId, known] of lists) if (known.loaded) void load(guildId);
  });

  onEvent((event) => {
    switch (event.__typename) {
      case 'RoleCreated':
        // The positions of others have changed with it.
        if (lists.get(event.guildId)?.loaded && !get(event.guildId, event.role.id)) {
          put(event.guildId, event.role);
          void load(event.guildId);
        }
        break;
      case 'RoleUpdated':
        put(event.guildId, event.role);
        break;
      case 'RoleDeleted':
        drop(event.guildId, event.id);
        break;
      case 'RolesMoved':
        if (lists.get(event.guildId)?.loaded) void load(event.guildId);
        break;
      case 'GuildLeft':
        lists.delete(event.guildId);
        break;
    }
  });

  return {
    list,
    ofGuild,
    get,
    everyone,
    load,
    ensure,
    among,
    colourOf,
    create,
    update,
    remove,
    move,
    clear,
  };
});
