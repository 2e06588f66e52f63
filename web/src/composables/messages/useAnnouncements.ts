/** Tells screen readers of new messages: politely, in one place, and not word by word in a rush. */
import { onBeforeUnmount, ref, type Ref } from 'vue';
import { onEvent } from '@/api/events';
import { plainText } from '@/markdown/plain';
import { useBlocks } from '@/stores/blocks';
import { useChannels } from '@/stores/channels';
import { useOutbox } from '@/stores/outbox';
import { nameOf, useUsers } from '@/stores/users';
import { count } from './format';
import { systemSentence } from './system';

/** Messages closer together than this are told together. */
const COLLECT_MS = 700;
/** More than this at once are only counted. */
const READ_OUT = 3;
/** Longer messages are told by their beginning. */
const MAX_LENGTH = 300;

export function useAnnouncements(channelId: string): Readonly<Ref<string>> {
  const blocks = useBlocks();
  const users = useUsers();
  const channels = useChannels();
  const outbox = useOutbox();
  const announcement = ref('');
  let collected: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const names = {
    user: (id: string) => {
      const user = users.get(id);
      return user && nameOf(user);
    },
    channel: (id: string) => channels.get(id)?.name,
  };

  function flush(): void {
    timer = undefined;
    announcement.value =
      collected.length > READ_OUT
        ? count(collected.length, 'new message', 'new messages')
        : collected.join('. ');
    collected = [];
  }

  const stop = onEvent((event) => {
    if (event.__typename !== 'MessageCreated' || event.message.channelId !== channelId) return;
    const { author, content, kind } = event.message;
    if (outbox.isFromHere(event.nonce) || blocks.kindOf(author.id)) return;
    if (kind !== 'DEFAULT') {
      collected.push(systemSentence(nameOf(author), event.message));
      timer ??= setTimeout(flush, COLLECT_MS);
      return;
    }
    const text = plainText(content, names);
    const short = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
    collected.push(`${nameOf(author)}: ${short}`);
    timer ??= setTimeout(flush, COLLECT_MS);
  });
  onBeforeUnmount(() => {
    stop();
    clearTimeout(timer);
  });

  return announcement;
}
