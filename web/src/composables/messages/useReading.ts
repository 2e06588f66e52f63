/**
 * How far one has read a channel that is on screen: where its unread divider stands, what counts as
 * seen, and when the server is told.
 */
import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue';
import { useReadStates } from '@/stores/readStates';
import { isNewer } from './ids';
import type { ChatMessage } from './types';

/** Messages passing by for a moment are not read yet. */
const ACKNOWLEDGE_AFTER_MS = 500;

export interface ReadingOptions {
  readonly channelId: string;
  readonly viewerId: Readonly<Ref<string>>;
  readonly messages: Readonly<Ref<readonly ChatMessage[]>>;
  /** Whether `messages` reaches to the present. */
  readonly present: Readonly<Ref<boolean>>;
  /** Whether the newest message is in sight. */
  readonly atBottom: Readonly<Ref<boolean>>;
  /** Whether the list stands where it should. Before that, nothing in sight was read. */
  readonly ready: Readonly<Ref<boolean>>;
}

export interface Reading {
  /** The unread divider stands below the message with this id; null: there is none. */
  readonly readUpTo: Ref<string | null>;
  /** How many messages of others came since the newest was last in sight. */
  readonly unseen: Readonly<Ref<number>>;
  /** One comes in having read this far; `unread`: and there is more. */
  begin(lastRead: string | null, unread: boolean): void;
  /** All is read, and the divider has done its work. */
  markRead(): void;
}

function isFocused(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

export function useReading(options: ReadingOptions): Reading {
  const { channelId, viewerId, messages, present, atBottom, ready } = options;
  const readStates = useReadStates();

  const readUpTo = ref<string | null>(null);
  const focused = ref(isFocused());
  /** The newest message when the bottom was last in sight. */
  const seen = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const newest = computed(() => messages.value.at(-1)?.id ?? null);
  const seeing = computed(() => ready.value && focused.value && present.value && atBottom.value);

  const unseen = computed(() => {
    const from = seen.value;
    if (from === null) return 0;
    let count = 0;
    for (let index = messages.value.length - 1; index >= 0; index--) {
      const message = messages.value[index];
      if (!message || !isNewer(message.id, from)) break;
      if (message.author.id !== viewerId.value) count++;
    }
    return count;
  });

  function acknowledge(): void {
    clearTimeout(timer);
    timer = undefined;
    if (newest.value !== null) readStates.acknowledge(channelId, newest.value);
  }

  function begin(lastRead: string | null, unread: boolean): void {
    readUpTo.value = unread ? lastRead : null;
    seen.value = lastRead ?? newest.value;
  }

  function markRead(): void {
    readUpTo.value = null;
    acknowledge();
  }

  watch(
    [seeing, newest],
    ([sees, id], [, before]) => {
      clearTimeout(timer);
      if (sees) {
        seen.value = id;
        timer = setTimeout(acknowledge, ACKNOWLEDGE_AFTER_MS);
        return;
      }
      seen.value ??= before ?? id;
      // What comes while one looks elsewhere is new when one comes back.
      const last = messages.value.at(-1);
      const others = last !== undefined && last.author.id !== viewerId.value;
      if (ready.value && !focused.value && others && id !== before && readUpTo.value === null) {
        readUpTo.value = before ?? null;
      }
    },
    { flush: 'sync' },
  );

  function look(): void {
    focused.value = isFocused();
  }
  window.addEventListener('focus', look);
  window.addEventListener('blur', look);
  document.addEventListener('visibilitychange', look);
  onBeforeUnmount(() => {
    window.removeEventListener('focus', look);
    window.removeEventListener('blur', look);
    document.removeEventListener('visibilitychange', look);
    if (timer !== undefined && seeing.value) acknowledge();
    clearTimeout(timer);
  });

  return { readUpTo, unseen, begin, markRead };
}
