import { Archive, EyeOff, Inbox, KeyRound, Palette, UserRound } from '@lucide/vue';
import { defineAsyncComponent } from 'vue';
import type { SettingsSection } from './sections';

/** The settings of the person, on every server. */
const SECTIONS: SettingsSection[] = [
  {
    id: 'profile',
    label: 'Profile',
    icon: UserRound,
    component: defineAsyncComponent(() => import('./ProfileSettings.vue')),
    keywords: 'me account person',
    entries: [
      { id: 'display-name', label: 'Display name', keywords: 'nickname rename called' },
      { id: 'account', label: 'User name and e-mail', keywords: 'account mail address login' },
    ],
  },
  {
    id: 'appearance',
    label: 'Appearance',
    icon: Palette,
    component: defineAsyncComponent(() => import('./AppearanceSettings.vue')),
    keywords: 'look design',
    entries: [{ id: 'theme', label: 'Theme', keywords: 'dark light mode colours colors night' }],
  },
  {
    id: 'security',
    label: 'Password and devices',
    icon: KeyRound,
    component: defineAsyncComponent(() => import('./SecuritySettings.vue')),
    keywords: 'security safety',
    entries: [
      { id: 'password', label: 'Change password', keywords: 'passphrase security' },
      { id: 'devices', label: 'Devices', keywords: 'sessions sign out log out signed in' },
    ],
  },
  {
    id: 'privacy',
    label: 'Privacy and safety',
    icon: EyeOff,
    component: defineAsyncComponent(() => import('./PrivacySettings.vue')),
    keywords: 'people trust',
    entries: [
      {
        id: 'blocks',
        label: 'People you block or ignore',
        keywords: 'unblock mute blocked ignored',
      },
      { id: 'age', label: 'Your age', keywords: 'adult nsfw of age restricted' },
      { id: 'reports', label: 'What you reported', keywords: 'reports my' },
    ],
  },
  {
    id: 'data',
    label: 'Your data',
    icon: Archive,
    component: defineAsyncComponent(() => import('./DataSettings.vue')),
    keywords: 'gdpr account',
    entries: [
      { id: 'export-data', label: 'Take your data along', keywords: 'export download archive zip' },
      { id: 'delete-account', label: 'Delete your account', keywords: 'remove close leave' },
    ],
  },
];

const FOR_OPERATORS: SettingsSection[] = [
  {
    id: 'operator-reports',
    label: 'Reports to the operator',
    group: 'This installation',
    icon: Inbox,
    component: defineAsyncComponent(
      () => import('@/components/reports/OperatorReportSettings.vue'),
    ),
    keywords: 'moderation queue abuse operator',
    wide: true,
  },
];

/** The settings that somebody sees; who runs the installation sees more. */
export function accountSections(operator: boolean): SettingsSection[] {
  return operator ? [...SECTIONS, ...FOR_OPERATORS] : SECTIONS;
}
