import { Link2, ShieldCheck, SlidersHorizontal, TriangleAlert } from '@lucide/vue';
import { defineAsyncComponent } from 'vue';
import type { SettingsEntry, SettingsSection } from '@/components/settings/sections';
import type { ChannelKind, Permission } from '@/gql/graphql';
import type { Channel } from '@/stores/channels';

/** Whom something is for, and in which kinds of channels there is any such thing. */
interface For {
  needs?: Permission;
  kinds?: ChannelKind[];
}

/** A section of a channel's settings. Its component is given the channel as `channel`. */
interface ChannelSection extends SettingsSection, For {
  entries?: (SettingsEntry & For)[];
}

const WRITTEN: ChannelKind[] = ['TEXT', 'ANNOUNCEMENT', 'VOICE', 'FORUM'];

const SECTIONS: ChannelSection[] = [
  {
    id: 'overview',
    label: 'Overview',
    icon: SlidersHorizontal,
    component: defineAsyncComponent(() => import('./ChannelOverviewSettings.vue')),
    keywords: 'general',
    needs: 'MANAGE_CHANNELS',
    entries: [
      { id: 'name', label: 'Name', keywords: 'rename title' },
      { id: 'topic', label: 'Topic', keywords: 'description about', kinds: WRITTEN },
      {
        id: 'announcements',
        label: 'Announcement channel',
        keywords: 'kind news',
        kinds: ['TEXT', 'ANNOUNCEMENT'],
      },
      { id: 'slow-mode', label: 'Slow mode', keywords: 'wait spam', kinds: WRITTEN },
      { id: 'user-limit', label: 'Most people at once', keywords: 'limit', kinds: ['VOICE'] },
      { id: 'age', label: 'Age-restricted', keywords: 'nsfw adult', kinds: WRITTEN },
      {
        id: 'threads',
        label: 'Threads rest after',
        keywords: 'archive inactive',
        kinds: ['TEXT', 'ANNOUNCEMENT', 'FORUM'],
      },
    ],
  },
  {
    id: 'permissions',
    label: 'Who may what',
    icon: ShieldCheck,
    component: defineAsyncComponent(
      () => import('@/components/permissions/ChannelPermissionSettings.vue'),
    ),
    keywords: 'permissions roles overwrites access private members',
    needs: 'MANAGE_ROLES',
    wide: true,
    entries: [
      { id: 'sync', label: 'Same as its category', keywords: 'sync synchronise', kinds: WRITTEN },
      { id: 'private', label: 'Private', keywords: 'hidden secret access' },
      { id: 'answers', label: 'Roles and people', keywords: 'allow deny overwrites' },
    ],
  },
  {
    id: 'invites',
    label: 'Invites',
    icon: Link2,
    component: defineAsyncComponent(() => import('@/components/invites/InviteListSettings.vue')),
    keywords: 'join links',
    needs: 'MANAGE_GUILD',
    kinds: WRITTEN,
  },
  {
    id: 'closing',
    label: 'Lock, archive, delete',
    icon: TriangleAlert,
    component: defineAsyncComponent(() => import('./ChannelClosingSettings.vue')),
    keywords: 'remove close',
    needs: 'MANAGE_CHANNELS',
    entries: [
      { id: 'lock', label: 'Lock', keywords: 'read only silence', kinds: WRITTEN },
      { id: 'archive', label: 'Archive', keywords: 'put away old', kinds: WRITTEN },
      { id: 'delete', label: 'Delete', keywords: 'remove destroy' },
    ],
  },
];

/** The sections of a channel's settings that a person may see; `can` tells what they may do. */
export function channelSections(
  channel: Pick<Channel, 'kind'>,
  can: (permission: Permission) => boolean,
): SettingsSection[] {
  const may = ({ needs, kinds }: For) =>
    (!needs || can(needs)) && (!kinds || kinds.includes(channel.kind));
  return SECTIONS.filter(may).map((section) => ({
    ...section,
    // A category is only deleted.
    ...(section.id === 'closing' && channel.kind === 'CATEGORY' ? { label: 'Delete' } : {}),
    entries: section.entries?.filter(may),
  }));
}
