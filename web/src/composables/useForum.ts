import { onScopeDispose } from 'vue';
import { onEvent } from '@/api/events';
import { execute } from '@/api/graphql';
import { ForumDocument, type ForumFieldsFragment } from '@/gql/graphql';
import { useQuery } from './useQuery';

/** A tag that posts of a forum carry. */
export type ForumTag = ForumFieldsFragment['forumTags'][number];

/** How a forum sorts, and which tags its posts carry; null: of none. Follows its changes. */
export function useForum(id: () => string | null) {
  const { data, reload } = useQuery(id, async () => {
    const forum = id();
    return forum ? (await execute(ForumDocument, { id: forum })).channel : null;
  });
  const stop = onEvent((event) => {
    if (event.__typename === 'ChannelUpdated' && event.channel.id === id()) void reload();
  });
  onScopeDispose(stop);
  return { forum: data };
}
