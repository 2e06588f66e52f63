/**
 * The member lists of servers as they are shown: headings with their counts, and only those windows
 * of members that somebody looks at. However many members there are, few are ever here.
 */
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { asApiError, type ApiError } from '@/api/errors';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import { windowsOf, type Group } from '@/components/members/rows';
import { spread } from '@/composables/spread';
import { MemberListDocument } from '@/gql/graphql';
import { useMembers } from './members';

/** Somebody in the list. */
export interface Placed {
  userId: string;
  online: boolean;
}

export interface MemberWindows {
  total: number;
  online: number;
  groups: Group[];
  /** Those who are loaded, by their place in the whole list. */
  placed: Map<number, Placed>;
  loaded: boolean;
  error: ApiError | null;
}

/** So many the server tells at once. */
export const WINDOW = 100;

interface Book {
  first: number;
  last: number;
  asking: Set<number>;
  fresh: Set<number>;
}

function sameGroups(a: readonly Group[], b: readonly Group[]): boolean {
  return (
    a.length === b.length &&
    a.every((group, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        group.count === other.count &&
        group.online === other.online &&
        group.role?.id === other.role?.id &&
        group.role?.name === other.role?.name
      );
    })
  );
}

export const useMemberList = defineStore('memberList', () => {
  const members = useMembers();
  const lists = reactive(new Map<string, MemberWindows>());
  const books = new Map<string, Book>();

  function of(guildId: string): MemberWindows {
    const known = lists.get(guildId);
    if (known) return known;
    lists.set(guildId, {
      total: 0,
      online: 0,
      groups: [],
      placed: new Map(),
      loaded: false,
      error: null,
    });
    books.set(guildId, { first: 0, last: 0, asking: new Set(), fresh: new Set() });
    return lists.get(guildId) as MemberWindows;
  }

  async function ask(guildId: string, start: number): Promise<void> {
    const list = of(guildId);
    const book = books.get(guildId);
    if (!book) return;
    book.asking.add(start);
    book.fresh.add(start);
    try {
      const { guild } = await execute(MemberListDocument, {
        guildId,
        offset: start,
        limit: WINDOW,
      });
      if (!guild || books.get(guildId) !== book) return;
      const { groups, entries, total, online } = guild.memberList;
      members.put(guildId, ...entries.map(({ member }) => member));
      const moved = list.loaded && !sameGroups(list.groups, groups);
      Object.assign(list, { total, online, loaded: true, error: null });
      if (!list.loaded || !sameGroups(list.groups, groups)) list.groups = groups;
      for (let offset = start; offset < start + WINDOW; offset++) list.placed.delete(offset);
      entries.forEach(({ member, online: here }, index) => {
        list.placed.set(start + index, { userId: member.user.id, online: here });
      });
      // Somebody came or went since the others were asked for: they may have changed places.
      if (moved) book.fresh = new Set([start]);
    } catch (thrown) {
      book.fresh.delete(start);
      list.error = asApiError(thrown);
    } finally {
      book.asking.delete(start);
    }
  }

  /** The places from `first` to `last` are in sight: what is missing of them is asked for. */
  function need(guildId: string, first: number, last: number) {
    of(guildId);
    const book = books.get(guildId);
    if (!book) return;
    Object.assign(book, { first, last });
    for (const start of windowsOf(first, last, WINDOW)) {
      if (!book.fresh.has(start) && !book.asking.has(start)) void ask(guildId, start);
    }
  }

  /** Asks again for what is in sight; what is not is asked for when it comes into sight. */
  function refresh(guildId: string) {
    const book = books.get(guildId);
    if (!book) return;
    book.fresh.clear();
    need(guildId, book.first, book.last);
  }

  /** Nobody looks at it any more. */
  function close(guildId: string) {
    lists.delete(guildId);
    books.delete(guildId);
  }

  const { soon, clear: forgetSoon } = spread(refresh);

  function refreshSoon(guildId: string) {
    const list = lists.get(guildId);
    if (list) soon(guildId, list.total);
  }

  function clear() {
    forgetSoon();
    lists.clear();
    books.clear();
  }

  onResync(() => {
    for (const guildId of lists.keys()) refresh(guildId);
  });

  onEvent((event) => {
    switch (event.__typename) {
      case 'GuildMemberJoined':
      case 'GuildMemberLeft':
      case 'GuildMemberUpdated':
      case 'GuildMembersPruned':
      case 'RoleUpdated':
      case 'RoleDeleted':
      case 'RolesMoved':
        refreshSoon(event.guildId);
        break;
      case 'GuildLeft':
        close(event.guildId);
        break;
    }
  });

  return { of, need, refresh, close, clear };
});
