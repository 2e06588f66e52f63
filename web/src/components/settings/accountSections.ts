import { KeyRound, Palette, UserRound } from '@lucide/vue';
import { defineAsyncComponent } from 'vue';
import type { SettingsSection } from './sections';

/** The settings of the person, on every server. */
export const ACCOUNT_SECTIONS: SettingsSection[] = [
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
];
