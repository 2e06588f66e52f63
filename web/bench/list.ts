/** A page that holds nothing but the message list, filled with as many messages as the address asks for. */
import '@fontsource-variable/inter/wght.css';
import '@/styles/tokens.css';
import '@/styles/base.css';
import { createPinia } from 'pinia';
import { TooltipProvider } from 'reka-ui';
import { createApp, defineComponent, h, nextTick, ref, shallowRef } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import MessageList, { type Place } from '@/components/messages/MessageList.vue';
import { provideSelection } from '@/composables/messages/useSelection';
import { provideMessageActions } from '@/composables/messages/actions';
import { isNewer } from '@/composables/messages/ids';
import { buildRows, type Row } from '@/composables/messages/rows';
import type { ChatMessage } from '@/composables/messages/types';

/** What the driver may do. */
export interface ListBench {
  /** Puts this many messages before the oldest. */
  prepend(count: number): Promise<void>;
  /** Adds this many after the newest. */
  append(count: number): Promise<void>;
  /** Takes away one message that is above what is in sight. */
  removeAbove(): Promise<void>;
  readonly mountMs: number;
}

declare global {
  interface Window {
    listBench?: ListBench;
  }
}

const WORDS =
  'the group commit drains queue into one insert while readers go on with what they know of it and nobody waits'.split(
    ' ',
  );

/** The same numbers in every run, so that runs can be compared. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function text(index: number): string {
  const next = random(index + 1);
  const words = (count: number): string =>
    Array.from({ length: count }, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ');
  const kind = next();
  if (kind < 0.6) return words(3 + Math.floor(next() * 12));
  if (kind < 0.75) return words(30 + Math.floor(next() * 60));
  if (kind < 0.82)
    return `**${words(2)}** ${words(4)} ||${words(2)}|| https://example.org/${index}`;
  if (kind < 0.88) return `> ${words(8)}\n${words(6)}`;
  if (kind < 0.94) return `${words(4)}:\n- ${words(3)}\n- ${words(5)}\n- ${words(2)}`;
  return `\`\`\`rust\nfn ${WORDS[index % 10]}() {\n    // ${words(5)}\n    let x = ${index};\n}\n\`\`\``;
}

const START = Date.UTC(2026, 0, 1);

function message(index: number): ChatMessage {
  const next = random(index * 7 + 3);
  const author = String(1 + Math.floor(next() * 5));
  const time = START + index * 90_000;
  return {
    id: String(1_000_000_000_000 + index),
    kind: 'DEFAULT',
    channelId: '1',
    author: { id: author, username: `person${author}`, displayName: null, createdAt: '' },
    content: text(Math.abs(index)),
    createdAt: new Date(time).toISOString(),
    editedAt: null,
    mentions: [],
    time,
    cursor: null,
    nonce: null,
    editing: null,
    deleting: false,
  };
}

const count = Number(new URLSearchParams(location.search).get('messages') ?? '100000');
const messages = shallowRef(Array.from({ length: count }, (_, index) => message(index)));
let oldest = 0;
let newest = count;

function rowsOf(list: readonly ChatMessage[]): Row[] {
  return buildRows({
    messages: list,
    pending: [],
    hasOlder: true,
    hasNewer: false,
    viewerId: '1',
    readUpTo: null,
    isNewer,
  });
}

const place: Place = { at: 'bottom' };
const rows = shallowRef(rowsOf(messages.value));

async function change(next: ChatMessage[]): Promise<void> {
  messages.value = next;
  rows.value = rowsOf(next);
  await nextTick();
}

const Page = defineComponent(() => {
  provideMessageActions({
    canEdit: () => false,
    canReport: () => false,
    report: () => undefined,
    canChoose: () => false,
    choose: () => undefined,
    showAuthor: () => undefined,
    canDelete: () => false,
    edit: () => undefined,
    save: () => undefined,
    cancelEdit: () => undefined,
    remove: () => undefined,
    canStartThread: () => false,
    startThread: () => undefined,
    copyText: () => undefined,
    copyLink: () => undefined,
    retry: () => undefined,
    discard: () => undefined,
  });
  provideSelection(() => messages.value);
  const atBottom = ref(true);
  const farFromBottom = ref(false);
  return () =>
    h(
      'div',
      { style: 'display: flex; flex-direction: column; block-size: 100dvh' },
      h(
        MessageList,
        {
          rows: rows.value,
          place,
          label: 'Messages',
          guildId: '1',
          viewerId: '1',
          editingId: null,
          highlightedKey: null,
          atBottom: atBottom.value,
          'onUpdate:atBottom': (value: boolean) => (atBottom.value = value),
          farFromBottom: farFromBottom.value,
          'onUpdate:farFromBottom': (value: boolean) => (farFromBottom.value = value),
        },
        { edge: () => h('div', { style: 'block-size: 200px' }, 'More to come') },
      ),
    );
});

const began = performance.now();
createApp(() => h(TooltipProvider, () => h(Page)))
  .use(createPinia())
  .use(
    createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/:all(.*)*', name: 'guild', component: Page }],
    }),
  )
  .mount('#app');

window.listBench = {
  prepend: (number) => {
    const older = Array.from({ length: number }, (_, index) => message(oldest - number + index));
    oldest -= number;
    return change([...older, ...messages.value]);
  },
  append: (number) => {
    const newer = Array.from({ length: number }, (_, index) => message(newest + index));
    newest += number;
    return change([...messages.value, ...newer]);
  },
  removeAbove: () => {
    const inSight = document.elementFromPoint(innerWidth / 2, 10)?.closest('[data-key]');
    const key = inSight instanceof HTMLElement ? inSight.dataset.key : undefined;
    const index = messages.value.findIndex((entry) => entry.id === key);
    return change(messages.value.filter((_, place) => place !== index - 3));
  },
  mountMs: performance.now() - began,
};
