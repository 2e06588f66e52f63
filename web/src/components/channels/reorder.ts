/**
 * Moving channels and categories about: pure planning, for dragging and for "move up" alike.
 *
 * A plan names each channel whose category or place changes, as the API wants it. Channels without
 * a category and the categories themselves are siblings; the loose channels stand first.
 */
import type { ChannelMove } from '@/gql/graphql';
import type { Channel, ChannelGroup } from '@/stores/channels';

/** Where something is put: beside a channel or category, or at the end of a category. */
export type Drop = { kind: 'before' | 'after'; id: string } | { kind: 'into'; categoryId: string };

interface Layout {
  loose: string[];
  categories: { id: string; channels: string[] }[];
}

function layoutOf(groups: readonly ChannelGroup[]): Layout {
  const ids = (channels: readonly Channel[]) => channels.map((channel) => channel.id);
  return {
    loose: groups.flatMap((group) => (group.category ? [] : ids(group.channels))),
    categories: groups.flatMap((group) =>
      group.category ? [{ id: group.category.id, channels: ids(group.channels) }] : [],
    ),
  };
}

function put(list: string[], moved: string, drop: Drop): boolean {
  if (drop.kind === 'into') return false;
  const at = list.indexOf(drop.id);
  if (at === -1) return false;
  list.splice(drop.kind === 'before' ? at : at + 1, 0, moved);
  return true;
}

/** What to ask of the server so that `id` comes to stand at `drop`; empty when nothing changes. */
export function planMove(groups: readonly ChannelGroup[], id: string, drop: Drop): ChannelMove[] {
  const target = drop.kind === 'into' ? drop.categoryId : drop.id;
  if (target === id) return [];
  const layout = layoutOf(groups);
  const category = layout.categories.find((entry) => entry.id === id);

  if (category) {
    // A category goes beside another one; dropped on a channel, beside that channel's category.
    const rest = layout.categories.filter((entry) => entry !== category);
    const at = rest.findIndex((entry) => entry.id === target || entry.channels.includes(target));
    if (at === -1) {
      if (!layout.loose.includes(target)) return [];
      rest.unshift(category);
    } else {
      rest.splice(drop.kind === 'before' ? at : at + 1, 0, category);
    }
    layout.categories = rest;
  } else {
    const lists = [layout.loose, ...layout.categories.map((entry) => entry.channels)];
    for (const list of lists) {
      const at = list.indexOf(id);
      if (at !== -1) list.splice(at, 1);
    }
    const into =
      drop.kind === 'into'
        ? layout.categories.find((entry) => entry.id === drop.categoryId)
        : undefined;
    if (into) into.channels.push(id);
    else if (!lists.some((list) => put(list, id, drop))) return [];
  }

  const now = new Map(
    groups
      .flatMap((group) => [...(group.category ? [group.category] : []), ...group.channels])
      .map((channel) => [channel.id, channel]),
  );
  const top = [...layout.loose, ...layout.categories.map((entry) => entry.id)];
  const wanted: ChannelMove[] = [
    ...top.map((channel, position) => ({ id: channel, parentId: null, position })),
    ...layout.categories.flatMap((entry) =>
      entry.channels.map((channel, position) => ({ id: channel, parentId: entry.id, position })),
    ),
  ];
  return wanted.filter((move) => {
    const channel = now.get(move.id);
    return channel && (channel.parentId !== move.parentId || channel.position !== move.position);
  });
}

/**
 * Where one step up or down leads, for those who move by menu or key. A channel at the end of its
 * category goes on into the next one. null: it is at the end of all.
 */
export function step(
  groups: readonly ChannelGroup[],
  id: string,
  direction: 'up' | 'down',
): Drop | null {
  const up = direction === 'up';
  const layout = layoutOf(groups);
  const categories = layout.categories.map((entry) => entry.id);
  const place = categories.indexOf(id);
  if (place !== -1) {
    const next = categories[place + (up ? -1 : 1)];
    return next ? { kind: up ? 'before' : 'after', id: next } : null;
  }

  const lists = [
    { id: null, channels: layout.loose },
    ...layout.categories.map((entry) => ({ id: entry.id, channels: entry.channels })),
  ];
  const listAt = lists.findIndex((list) => list.channels.includes(id));
  const list = lists[listAt];
  if (!list) return null;
  const beside = list.channels[list.channels.indexOf(id) + (up ? -1 : 1)];
  if (beside) return { kind: up ? 'before' : 'after', id: beside };

  const next = lists[listAt + (up ? -1 : 1)];
  if (!next) return null;
  const [first] = next.channels;
  if (!up && first) return { kind: 'before', id: first };
  if (next.id !== null) return { kind: 'into', categoryId: next.id };
  // Up out of the first category: behind the loose channels, or before all categories.
  const last = next.channels.at(-1);
  if (last) return { kind: 'after', id: last };
  return { kind: 'before', id: categories[0] as string };
}
