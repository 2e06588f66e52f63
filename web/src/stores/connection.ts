/** How the live stream is, for the bar that says so and for what has to wait. */
import { defineStore } from 'pinia';
import { ref } from 'vue';
import * as events from '@/api/events';

/** How long "you are back" stays to be read. */
const RETURN_SHOWN_MS = 4_000;
/** Breaks shorter than this are nobody's business: a server restarting, a walk through a door. */
const WORTH_SAYING_MS = 1_500;

export const useConnection = defineStore('connection', () => {
  const state = ref<events.StreamStatus['state']>('connecting');
  /** Since when the stream is down; null while it is up. */
  const since = ref<Date | null>(null);
  /** Whether the break has lasted long enough to speak of. */
  const broken = ref(false);
  /** Set for a moment after a break: whether all that happened meanwhile was caught up with. */
  const returned = ref<'resumed' | 'reloaded' | null>(null);

  let returnTimer: ReturnType<typeof setTimeout> | undefined;
  let breakTimer: ReturnType<typeof setTimeout> | undefined;

  function sayReturned(how: 'resumed' | 'reloaded') {
    returned.value = how;
    clearTimeout(returnTimer);
    returnTimer = setTimeout(() => {
      returned.value = null;
    }, RETURN_SHOWN_MS);
  }

  events.onStatus((status) => {
    state.value = status.state;
    if (status.state === 'offline') {
      if (since.value) return;
      since.value = new Date();
      returned.value = null;
      breakTimer = setTimeout(() => {
        broken.value = true;
      }, WORTH_SAYING_MS);
    } else if (status.state === 'online') {
      clearTimeout(breakTimer);
      if (broken.value) sayReturned(status.resumed ? 'resumed' : 'reloaded');
      since.value = null;
      broken.value = false;
    }
  });

  events.onEvent((event) => {
    if (event.__typename === 'ResyncRequired' && returned.value) sayReturned('reloaded');
  });

  return { state, since, broken, returned, retry: events.reconnectNow };
});
