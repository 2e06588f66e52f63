import { computed, ref } from 'vue';
import { ApiError } from '@/api/errors';
import { useGuilds } from '@/stores/guilds';
import { useMembers } from '@/stores/members';
import { useModeration } from '@/stores/moderation';
import { useToasts } from '@/stores/toasts';
import type { User } from '@/stores/users';
import { forEach, peopleText } from './forEach';

/** What the questions about people have in common: whom, where, why, and how it went. */
export function useAct(guildId: () => string, users: () => User[]) {
  const guilds = useGuilds();
  const members = useMembers();
  const moderation = useModeration();
  const toasts = useToasts();
  const reason = ref('');

  const one = computed(() => users().length === 1);
  const who = computed(() => peopleText(users().map((user) => members.nameIn(guildId(), user))));
  const where = computed(() => guilds.get(guildId())?.name ?? 'this server');

  /**
   * Does it to each. What went well is told, with a way back where there is one; the question stays
   * open when it went well for nobody.
   */
  async function run(
    act: (userId: string, reason: string | null) => Promise<void>,
    said: (who: string) => string,
    undo?: (userId: string) => Promise<void>,
  ): Promise<void> {
    const why = reason.value.trim() || null;
    const { done, failed } = await forEach(users(), (user) => act(user.id, why));
    const [first] = failed;
    if (done.length === 0 && first) throw new ApiError('CONFLICT', first.message);
    const name = (user: User) => members.nameIn(guildId(), user);
    const back = async () => {
      const { failed: kept } = await forEach(done, (user) => undo?.(user.id) ?? Promise.resolve());
      const [stuck] = kept;
      if (stuck) toasts.failed('It could not be undone.', new ApiError('CONFLICT', stuck.message));
      else toasts.done('Undone.');
    };
    toasts.done(
      said(peopleText(done.map(name))),
      undo ? { label: 'Undo', run: () => void back() } : null,
    );
    if (first) {
      toasts.failed(
        `Not so ${peopleText(failed.map(({ user }) => name(user)))}.`,
        new ApiError('CONFLICT', first.message),
      );
    }
    moderation.answer(true);
  }

  return { reason, one, who, where, run };
}
