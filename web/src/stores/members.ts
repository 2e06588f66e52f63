/** Who is in which server, a page at a time. */
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { asApiError, type ApiError } from '@/api/errors';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import {
  MembersByIdDocument,
  MembersDocument,
  MemberSearchDocument,
  SetMemberRolesDocument,
  type MemberFieldsFragment,
  type SetMemberRolesInput,
} from '@/gql/graphql';
import { nameOf, useUsers, type User } from './users';

/** A person as a member of one server. */
export type Member = MemberFieldsFragment;

/** What is loaded of one server's members. */
export interface MemberList {
  userIds: string[];
  /** Whether all of them are here. */
  complete: boolean;
  loading: boolean;
  error: ApiError | null;
}

const PAGE = 100;
/** How long names are gathered, so that those of one screen are asked for together. */
const GATHER_MS = 40;
/** So many the server answers for at once. */
const MOST_IDS = 100;
const SEARCH_RESULTS = 10;

/** How well a name answers to what was typed: 0 best, null not at all. */
function rank(user: User, text: string): number | null {
  const names = [nameOf(user), user.username].map((name) => name.toLocaleLowerCase());
  if (names.some((name) => name.startsWith(text))) return 0;
  if (names.some((name) => name.split(/[\s._-]+/).some((word) => word.startsWith(text)))) return 1;
  return names.some((name) => name.includes(text)) ? 2 : null;
}

export const useMembers = defineStore('members', () => {
  const users = useUsers();
  const lists = reactive(new Map<string, MemberList>());
  const cursors = new Map<string, string | null>();

  /** Everybody heard of as a member, by server; null: asked for, and none (any more). */
  const known = reactive(new Map<string, Map<string, Member | null>>());
  const wanted = new Map<string, Set<string>>();

  function ofGuild(guildId: string): Map<string, Member | null> {
    const here = known.get(guildId);
    if (here) return here;
    known.set(guildId, new Map());
    return known.get(guildId) as Map<string, Member | null>;
  }

  function get(guildId: string, userId: string): Member | undefined {
    return known.get(guildId)?.get(userId) ?? undefined;
  }

  function put(guildId: string, ...some: Member[]) {
    const here = ofGuild(guildId);
    for (const member of some) {
      users.put(member.user);
      here.set(member.user.id, member);
    }
  }

  async function askWanted(guildId: string) {
    const ids = [...(wanted.get(guildId) ?? [])].slice(-MOST_IDS);
    wanted.delete(guildId);
    try {
      const { guild } = await execute(MembersByIdDocument, { guildId, ids });
      const here = ofGuild(guildId);
      // Whoever is not among the answers has left: nobody asks for them again.
      for (const id of ids) if (!here.has(id)) here.set(id, null);
      put(guildId, ...(guild?.membersById ?? []));
    } catch {
      // Without an answer they are shown without what their roles add; the next sight asks again.
    }
  }

  /** Somebody is on screen: what they are here is asked for, together with all others on it. */
  function want(guildId: string, userId: string) {
    if (known.get(guildId)?.has(userId)) return;
    const ids = wanted.get(guildId);
    if (ids) {
      ids.add(userId);
      return;
    }
    wanted.set(guildId, new Set([userId]));
    setTimeout(() => void askWanted(guildId), GATHER_MS);
  }

  /** The members whose name answers to `text`, as the server finds them. */
  async function find(guildId: string, text: string, first = 20): Promise<Member[]> {
    const { guild } = await execute(MemberSearchDocument, { guildId, query: text, first });
    const found = guild?.memberSearch ?? [];
    put(guildId, ...found);
    return found;
  }

  /** Gives roles to a member, takes roles from them. */
  async function setRoles(input: SetMemberRolesInput): Promise<void> {
    const { setMemberRoles } = await execute(SetMemberRolesDocument, { input });
    put(input.guildId, setMemberRoles.member);
  }

  function list(guildId: string): MemberList {
    const known = lists.get(guildId);
    if (known) return known;
    lists.set(guildId, { userIds: [], complete: false, loading: false, error: null });
    return lists.get(guildId) as MemberList;
  }

  /** Loads the next page, unless one is on its way or all are here. */
  async function loadMore(guildId: string): Promise<void> {
    const members = list(guildId);
    if (members.loading || members.complete) return;
    members.loading = true;
    members.error = null;
    try {
      const { guild } = await execute(MembersDocument, {
        guildId,
        first: PAGE,
        after: cursors.get(guildId) ?? null,
      });
      if (lists.get(guildId) !== members) return;
      const page = guild?.members;
      put(guildId, ...(page?.nodes ?? []));
      const here = new Set(members.userIds);
      for (const { user } of page?.nodes ?? [])
        if (!here.has(user.id)) members.userIds.push(user.id);
      cursors.set(guildId, page?.pageInfo.endCursor ?? null);
      members.complete = !page?.pageInfo.hasNextPage;
    } catch (thrown) {
      members.error = asApiError(thrown);
    } finally {
      members.loading = false;
    }
  }

  /** The first page, if it is not here yet. */
  async function ensure(guildId: string): Promise<void> {
    if (list(guildId).userIds.length === 0) await loadMore(guildId);
  }

  /** The members whose name answers to `text`, best first; nobody but those loaded so far. */
  function search(guildId: string, text: string): User[] {
    const wanted = text.trim().toLocaleLowerCase();
    return list(guildId)
      .userIds.flatMap((id) => {
        const user = users.get(id);
        const found = user ? rank(user, wanted) : null;
        return user && found !== null ? [{ user, found }] : [];
      })
      .sort((a, b) => a.found - b.found || nameOf(a.user).localeCompare(nameOf(b.user)))
      .slice(0, SEARCH_RESULTS)
      .map(({ user }) => user);
  }

  function clear() {
    lists.clear();
    cursors.clear();
    known.clear();
    wanted.clear();
  }

  onResync(() => {
    const open = [...lists.keys()];
    clear();
    for (const guildId of open) void loadMore(guildId);
  });

  onEvent((event) => {
    if (event.__typename === 'GuildMemberUpdated') put(event.guildId, event.member);
    if (event.__typename === 'GuildMemberJoined') {
      put(event.guildId, event.member);
      const members = lists.get(event.guildId);
      const { id } = event.member.user;
      // Members come in the order they joined: the newest is on the last page.
      if (members?.complete && !members.userIds.includes(id)) members.userIds.push(id);
    } else if (event.__typename === 'GuildMemberLeft') {
      const members = lists.get(event.guildId);
      if (members) members.userIds = members.userIds.filter((id) => id !== event.userId);
      known.get(event.guildId)?.delete(event.userId);
    } else if (event.__typename === 'GuildLeft') {
      lists.delete(event.guildId);
      cursors.delete(event.guildId);
      known.delete(event.guildId);
    }
  });

  return { list, ensure, loadMore, search, get, put, want, find, setRoles, clear };
});
