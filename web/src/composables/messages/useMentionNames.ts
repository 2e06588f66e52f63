/** Names and ids of the people and channels that a text of this server may name. */
import { useChannels } from '@/stores/channels';
import { useMembers } from '@/stores/members';
import { useUsers } from '@/stores/users';
import type { MentionNames, MentionTargets } from './mentions';

export function useMentionNames(guildId: () => string): {
  targets: MentionTargets;
  names: MentionNames;
} {
  const users = useUsers();
  const members = useMembers();
  const channels = useChannels();

  function userId(username: string): string | undefined {
    return members.idOf(guildId(), username);
  }

  function channelId(name: string): string | undefined {
    return channels.readable(guildId()).find((channel) => channel.name === name)?.id;
  }

  return {
    targets: { userId, channelId },
    names: {
      username: (id) => {
        const username = users.get(id)?.username;
        // A name that would not lead back to the same person stays an id.
        return username !== undefined && userId(username) === id ? username : undefined;
      },
      channelName: (id) => {
        const name = channels.get(id)?.name;
        return name !== undefined && channelId(name) === id ? name : undefined;
      },
    },
  };
}
