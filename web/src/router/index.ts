import {
  createRouter,
  createWebHistory,
  START_LOCATION,
  type RouteLocationNormalized,
} from 'vue-router';
import { useLastPlace } from '@/composables/useLastPlace';
import { rememberReturn } from '@/composables/useReturn';
import { useSession } from '@/stores/session';

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may see the page: only those signed in, only those signed out, or (unset) everybody. */
    for?: 'signed-in' | 'signed-out';
    /** What the tab is called; pages with a name of their own set it themselves. */
    title?: string;
  }
}

/** Only ways within this client: a link must not send people elsewhere after signing in. */
export function safeReturn(target: unknown): string {
  return typeof target === 'string' && /^\/(?![/\\])/.test(target) ? target : '/';
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    {
      path: '/sign-in',
      name: 'sign-in',
      component: () => import('@/pages/SignInPage.vue'),
      meta: { for: 'signed-out', title: 'Sign in' },
    },
    {
      path: '/sign-up',
      name: 'sign-up',
      component: () => import('@/pages/SignUpPage.vue'),
      meta: { for: 'signed-out', title: 'Make an account' },
    },
    {
      path: '/invite/:code',
      name: 'invite',
      component: () => import('@/pages/InvitePage.vue'),
      meta: { title: 'Invite' },
    },
    {
      path: '/settings/:section?',
      name: 'settings',
      component: () => import('@/pages/SettingsPage.vue'),
      meta: { for: 'signed-in', title: 'Settings' },
    },
    {
      path: '/servers/:guildId/settings/:section?/:item?/:tab?',
      name: 'guild-settings',
      component: () => import('@/pages/GuildSettingsPage.vue'),
      meta: { for: 'signed-in', title: 'Server settings' },
    },
    {
      path: '/servers/:guildId/channels/:channelId/settings/:section?',
      name: 'channel-settings',
      component: () => import('@/pages/ChannelSettingsPage.vue'),
      meta: { for: 'signed-in', title: 'Channel settings' },
    },
    {
      path: '/',
      component: () => import('@/components/shell/AppShell.vue'),
      meta: { for: 'signed-in' },
      children: [
        {
          path: '',
          name: 'home',
          component: () => import('@/pages/HomePage.vue'),
          meta: { title: 'Home' },
          beforeEnter: (_to, from) => {
            useLastPlace().arriving.value =
              from === START_LOCATION || from.meta.for === 'signed-out';
          },
        },
        {
          path: 'servers/:guildId/:channelId?',
          name: 'guild',
          component: () => import('@/pages/GuildPage.vue'),
        },
        {
          path: 'servers/:guildId/:channelId/threads/:threadId',
          name: 'thread',
          component: () => import('@/pages/GuildPage.vue'),
        },
      ],
    },
    {
      path: '/:rest(.*)*',
      name: 'not-found',
      component: () => import('@/pages/NotFoundPage.vue'),
      meta: { title: 'Page not found' },
    },
  ],
});

/** Where a page sends somebody who may not see it; null: they may. */
function elsewhere(to: RouteLocationNormalized) {
  const { status } = useSession();
  if (to.meta.for === 'signed-in' && status === 'signed-out') {
    return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  }
  if (to.meta.for === 'signed-out' && status === 'signed-in') return safeReturn(to.query.next);
  return null;
}

router.beforeEach(async (to) => {
  const session = useSession();
  if (session.status === 'unknown') await session.boot();
  return elsewhere(to) ?? true;
});

router.afterEach((to, from) => {
  const settings = ['settings', 'guild-settings', 'channel-settings'];
  const cameFrom = String(from.name ?? '');
  if (settings.includes(String(to.name)) && cameFrom !== '' && !settings.includes(cameFrom)) {
    rememberReturn(from.fullPath);
  }
  if (to.meta.title) document.title = `${to.meta.title} · Guildhall`;
});
