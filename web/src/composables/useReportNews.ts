import { onScopeDispose } from 'vue';
import { useRouter } from 'vue-router';
import { onEvent } from '@/api/events';
import { useGuilds } from '@/stores/guilds';
import { useToasts } from '@/stores/toasts';

/** Tells moderators that somebody reported something, wherever they are, with the way there. */
export function useReportNews() {
  const router = useRouter();
  const guilds = useGuilds();
  const toasts = useToasts();

  onScopeDispose(
    onEvent((event) => {
      if (event.__typename === 'ReportUpdated') {
        toasts.done('Something that you reported is decided.', {
          label: 'Look',
          run: () =>
            void router.push({
              name: 'settings',
              params: { section: 'privacy' },
              hash: '#reports',
            }),
        });
      }
      if (event.__typename !== 'ReportCreated') return;
      const { inGuild } = event;
      const guild = inGuild ? guilds.get(inGuild) : undefined;
      const mine = guild && guilds.can(guild.id, 'MODERATE_MEMBERS');
      toasts.done(
        mine ? `A report came in for ${guild.name}.` : 'A report came in for the operator.',
        {
          label: 'Look',
          run: () =>
            void router.push(
              mine
                ? { name: 'guild-settings', params: { guildId: guild.id, section: 'reports' } }
                : { name: 'settings', params: { section: 'operator-reports' } },
            ),
        },
      );
    }),
  );
}
