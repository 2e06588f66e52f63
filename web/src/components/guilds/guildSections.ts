import { CircleHelp, Shield, SlidersHorizontal, Ticket } from '@lucide/vue';
import { defineAsyncComponent } from 'vue';
import type { SettingsEntry, SettingsSection } from '@/components/settings/sections';
import type { Permission } from '@/gql/graphql';
import type { Guild } from '@/stores/guilds';

/** Whom something is for: those who have one of these permissions; unset, everybody who is here. */
interface For {
  needs?: Permission[];
  ownerOnly?: boolean;
}

/** A section of a server's settings. Its component is given the server as `guild`. */
interface GuildSection extends SettingsSection, For {
  entries?: (SettingsEntry & For)[];
}

const SECTIONS: GuildSection[] = [
  {
    id: 'overview',
    label: 'Overview',
    group: 'Server',
    icon: SlidersHorizontal,
    component: defineAsyncComponent(() => import('./GuildOverviewSettings.vue')),
    keywords: 'general',
    needs: ['MANAGE_GUILD'],
    entries: [
      { id: 'name', label: 'Server name', keywords: 'rename title' },
      {
        id: 'transfer',
        label: 'Hand the server over',
        keywords: 'transfer ownership owner give',
        ownerOnly: true,
      },
      { id: 'delete', label: 'Delete server', keywords: 'remove destroy', ownerOnly: true },
    ],
  },
  {
    id: 'roles',
    label: 'Roles',
    group: 'People',
    icon: Shield,
    component: defineAsyncComponent(() => import('@/components/roles/RoleSettings.vue')),
    keywords: 'permissions ranks colours colors groups rights',
    needs: ['MANAGE_ROLES'],
    wide: true,
    entries: [
      { id: 'roles', label: 'Who may what', keywords: 'order hierarchy everyone' },
      { id: 'new-role', label: 'New role', keywords: 'create make add' },
    ],
  },
  {
    id: 'why',
    label: 'Why?',
    group: 'People',
    icon: CircleHelp,
    component: defineAsyncComponent(() => import('@/components/permissions/WhySettings.vue')),
    keywords: 'explain permissions denied allowed may cannot check',
  },
  {
    id: 'invites',
    label: 'Invites',
    group: 'People',
    icon: Ticket,
    component: defineAsyncComponent(() => import('@/components/invites/InviteListSettings.vue')),
    keywords: 'join people',
    needs: ['MANAGE_GUILD'],
    entries: [
      { id: 'links', label: 'Links that lead here', keywords: 'revoke expiry uses copy' },
      {
        id: 'make-invite',
        label: 'Make invite',
        keywords: 'new create',
        needs: ['CREATE_INVITE'],
      },
    ],
  },
];

/** The sections of a server's settings that a person may see, with what they find there. */
export function guildSections(guild: Guild, userId: string | null): SettingsSection[] {
  const may = ({ needs, ownerOnly }: For) =>
    (!ownerOnly || guild.ownerId === userId) &&
    (!needs || needs.some((permission) => guild.viewerPermissions.includes(permission)));
  return SECTIONS.filter(may).map((section) => ({
    ...section,
    entries: section.entries?.filter(may),
  }));
}
