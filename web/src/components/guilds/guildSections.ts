import {
  Archive,
  CircleHelp,
  DoorOpen,
  Flag,
  Gavel,
  ScrollText,
  Shield,
  ShieldAlert,
  SlidersHorizontal,
  Ticket,
  UsersRound,
} from '@lucide/vue';
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
    id: 'welcome',
    label: 'Welcome',
    group: 'Server',
    icon: DoorOpen,
    component: defineAsyncComponent(() => import('./WelcomeSettings.vue')),
    keywords: 'newcomers onboarding',
    needs: ['MANAGE_GUILD'],
    entries: [
      { id: 'description', label: 'Description', keywords: 'about text' },
      { id: 'system', label: 'Comings and goings', keywords: 'system channel join leave messages' },
      { id: 'welcome', label: 'Welcome', keywords: 'screen greeting places' },
    ],
  },
  {
    id: 'export',
    label: 'Export',
    group: 'Server',
    icon: Archive,
    component: defineAsyncComponent(() => import('./ExportSettings.vue')),
    keywords: 'archive backup download move zip take along',
    ownerOnly: true,
  },
  {
    id: 'members',
    label: 'Members',
    group: 'People',
    icon: UsersRound,
    component: defineAsyncComponent(() => import('@/components/members/MemberSettings.vue')),
    keywords: 'people users list',
    needs: ['MANAGE_GUILD', 'MANAGE_ROLES', 'MODERATE_MEMBERS', 'KICK_MEMBERS', 'BAN_MEMBERS'],
    wide: true,
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
  {
    id: 'reports',
    label: 'Reports',
    group: 'Order',
    icon: Flag,
    component: defineAsyncComponent(() => import('@/components/reports/GuildReportSettings.vue')),
    keywords: 'queue reported evidence moderation decide',
    needs: ['MODERATE_MEMBERS'],
    wide: true,
  },
  {
    id: 'bans',
    label: 'Bans',
    group: 'Order',
    icon: Gavel,
    component: defineAsyncComponent(() => import('@/components/moderation/BanSettings.vue')),
    keywords: 'banned unban blocked out',
    needs: ['BAN_MEMBERS'],
  },
  {
    id: 'audit',
    label: 'Audit log',
    group: 'Order',
    icon: ScrollText,
    component: defineAsyncComponent(() => import('@/components/audit/AuditLogSettings.vue')),
    keywords: 'history who did what changes export csv json',
    needs: ['VIEW_AUDIT_LOG'],
    wide: true,
  },
  {
    id: 'moderation',
    label: 'Moderation',
    group: 'Order',
    icon: ShieldAlert,
    component: defineAsyncComponent(() => import('@/components/moderation/ModerationSettings.vue')),
    keywords: 'safety protect',
    needs: ['MANAGE_GUILD', 'KICK_MEMBERS'],
    entries: [
      { id: 'raid', label: 'Raid brake', keywords: 'pause joins attack lockdown' },
      {
        id: 'verification',
        label: 'Verification',
        keywords: 'level new accounts',
        needs: ['MANAGE_GUILD'],
      },
      { id: 'rules', label: 'Rules', keywords: 'code of conduct accept', needs: ['MANAGE_GUILD'] },
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
