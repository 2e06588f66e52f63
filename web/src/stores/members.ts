/** Those whom this client has heard of as members, by server. Never all of them: there are many. */
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { onEvent, onResync } from '@/api/events';
import { execute } from '@/api/graphql';
import {
  MemberListDocument,
  MembersByIdDocument,
  MemberSearchDocument,
  SetMemberRolesDocument,
  type MemberFieldsFragment,
  type SetMemberRolesInput,
} from '@/gql/graphql';
import { nameOf, useUsers, type User } from './users';

/** A person as a member of one server. */
export type Member = MemberFieldsFragment;

/** How long names are gathered, so that those of one screen are asked for together. */
const GATHER_MS = 40;
/** So many the server answers for at once. */
const MOST_IDS = 100;
const SEARCH_RESULTS = 10;
/** So many from the top of the member list are offered before anything is typed. */
const FIRST = 50;

/** How well a name answers to what was typed: 0 best, null not at all. */
function rank(user: User, nickname: string | null, text: string): number | null {
  const names = [nickname ?? '', nameOf(user), user.username]
    .filter(Boolean)
    .map((name) => name.toLocaleLowerCase());
  if (names.some((name) => name.startsWith(text))) return 0;
  if (names.some((name) => name.split(/[\s._-]+/).some((word) => word.startsWith(text)))) return 1;
  return names.some((name) => name.includes(text)) ? 2 : null;
}

export const useMembers = defineStore('members', () => {
  const users = useUsers();
  /** Everybody heard of as a member, by server; null: asked for, and none (any more). */
  const known = reactive(new Map<string, Map<string, Member | null>>());
  const wanted = new Map<string, Set<string>>();
  /** Where the top of the member list was asked for already. */
  const greeted = new Set<string>();

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

  /** The members whose name answers to `text`, best first, of those heard of so far. */
  function search(guildId: string, text: string): User[] {
    const wanted = text.trim().toLocaleLowerCase();
    return [...(known.get(guildId)?.values() ?? [])]
      .flatMap((member) => {
        const user = member && users.get(member.user.id);
        const found = user ? rank(user, member.nickname, wanted) : null;
        return user && found !== null ? [{ user, found }] : [];
      })
      .sort((a, b) => a.found - b.found || nameOf(a.user).localeCompare(nameOf(b.user)))
      .slice(0, SEARCH_RESULTS)
      .map(({ user }) => user);
  }

  /** Makes sure that `search` knows whom the server finds by `text`; by none, who is at the top. */
  async function learn(guildId: string, text: string): Promise<void> {
    if (text.trim() !== '') {
      await find(guildId, text.trim());
      return;
    }
    if (greeted.has(guildId)) return;
    greeted.add(guildId);
    const { guild } = await execute(MemberListDocument, { guildId, offset: 0, limit: FIRST });
    put(guildId, ...(guild?.memberList.entries.map(({ member }) => member) ?? []));
  }

  /** The id of the member with exactly this user name, of those heard of so far. */
  function idOf(guildId: string, username: string): string | undefined {
    const wanted = username.toLowerCase();
    for (const member of known.get(guildId)?.values() ?? []) {
      if (member?.user.username.toLowerCase() === wanted) return member.user.id;
    }
    return undefined;
  }

  /** Whether somebody was asked for, and is no member (any more). */
  function gone(guildId: string, userId: string): boolean {
    return known.get(guildId)?.get(userId) === null;
  }

  /** What somebody is called in a server. */
  function nameIn(guildId: string, user: User): string {
    return get(guildId, user.id)?.nickname ?? nameOf(users.get(user.id) ?? user);
  }

  function clear() {
    known.clear();
    greeted.clear();
    wanted.clear();
  }

  onResync(clear);

  onEvent((event) => {
    if (event.__typename === 'GuildMemberUpdated' || event.__typename === 'GuildMemberJoined') {
      put(event.guildId, event.member);
    } else if (event.__typename === 'GuildMemberLeft') {
      known.get(event.guildId)?.set(event.userId, null);
    } else if (event.__typename === 'GuildMembersPruned') {
      // Who of them is still here, only the server knows.
      known.delete(event.guildId);
      greeted.delete(event.guildId);
    } else if (event.__typename === 'GuildLeft') {
      known.delete(event.guildId);
      greeted.delete(event.guildId);
    }
  });

  return {
    search,
    learn,
    idOf,
    gone,
    nameIn,
    get,
    put,
    want,
    find,
    setRoles,
    clear,
  };
});
