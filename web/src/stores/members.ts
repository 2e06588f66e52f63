/** Who is in which server, a page at a time. */
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { asApiError, type ApiError } from '@/api/errors';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import { MembersDocument } from '@/gql/graphql';
import { nameOf, useUsers, type User } from './users';

/** What is loaded of one server's members. */
export interface MemberList {
  userIds: string[];
  /** Whether all of them are here. */
  complete: boolean;
  loading: boolean;
  error: ApiError | null;
}

const PAGE = 100;
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
      users.put(...(page?.nodes.map((member) => member.user) ?? []));
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
  }

  onResync(() => {
    const open = [...lists.keys()];
    clear();
    for (const guildId of open) void loadMore(guildId);
  });

  onEvent((event) => {
    if (event.__typename === 'GuildMemberJoined') {
      const members = lists.get(event.guildId);
      const { id } = event.member.user;
      // Members come in the order they joined: the newest is on the last page.
      if (members?.complete && !members.userIds.includes(id)) members.userIds.push(id);
    } else if (event.__typename === 'GuildMemberLeft') {
      const members = lists.get(event.guildId);
      if (members) members.userIds = members.userIds.filter((id) => id !== event.userId);
    } else if (event.__typename === 'GuildLeft') {
      lists.delete(event.guildId);
      cursors.delete(event.guildId);
    }
  });

  return { list, ensure, loadMore, search, clear };
});
