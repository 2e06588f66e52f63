/** Everybody that this client has heard of, each kept once and always as last heard. */
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { onEvent } from '@/api/events';
import type { UserFieldsFragment } from '@/gql/graphql';

/** A person, as others see them. */
export type User = UserFieldsFragment;

/** What to call a person. */
export function nameOf(user: Pick<User, 'username' | 'displayName'>): string {
  return user.displayName ?? user.username;
}

export const useUsers = defineStore('users', () => {
  const byId = reactive(new Map<string, User>());

  function get(id: string): User | undefined {
    return byId.get(id);
  }

  /** Takes in what a query or an event said of these people. */
  function put(...users: User[]) {
    for (const user of users) {
      const known = byId.get(user.id);
      // Most messages come from people already known: not touching them spares every watcher.
      if (known?.username === user.username && known.displayName === user.displayName) continue;
      byId.set(user.id, user);
    }
  }

  function clear() {
    byId.clear();
  }

  onEvent((event) => {
    if (event.__typename === 'UserUpdated') put(event.user);
    else if (event.__typename === 'GuildMemberJoined') put(event.member.user);
    else if (event.__typename === 'MessageCreated' || event.__typename === 'MessageUpdated') {
      put(event.message.author, ...event.message.mentions);
    }
  });

  return { get, put, clear };
});
