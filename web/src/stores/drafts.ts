/** What was begun and not sent, by channel. Kept in the browser, so that nothing typed is lost. */
import { acceptHMRUpdate, defineStore } from 'pinia';
import { watch } from 'vue';
import { useSession } from './session';

const STORAGE_PREFIX = 'guildhall.drafts.';
/** Writing storage takes time that typing must not wait for. */
const WRITE_AFTER_MS = 400;
/** More drafts than this are dropped, oldest first. */
const MAX_DRAFTS = 100;

export const useDrafts = defineStore('drafts', () => {
  const session = useSession();
  const drafts = new Map<string, string>();
  let owner: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    if (owner === null) return;
    try {
      const key = STORAGE_PREFIX + owner;
      if (drafts.size === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify([...drafts].slice(-MAX_DRAFTS)));
    } catch {
      // Storage is full or forbidden: drafts then live as long as the page.
    }
  }

  function read(userId: string): void {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_PREFIX + userId) ?? '[]');
      if (!Array.isArray(stored)) return;
      for (const entry of stored as unknown[]) {
        if (!Array.isArray(entry)) continue;
        const [channelId, text] = entry as unknown[];
        if (typeof channelId === 'string' && typeof text === 'string') drafts.set(channelId, text);
      }
    } catch {
      // Not readable: there are no drafts then.
    }
  }

  /** What was begun in a channel. */
  function get(channelId: string): string {
    return drafts.get(channelId) ?? '';
  }

  /** Keeps what was typed so far. */
  function set(channelId: string, text: string): void {
    drafts.delete(channelId);
    if (text.trim() !== '') drafts.set(channelId, text);
    timer ??= setTimeout(write, WRITE_AFTER_MS);
  }

  watch(
    () => session.user?.id ?? null,
    (userId) => {
      write();
      drafts.clear();
      owner = userId;
      if (userId !== null) read(userId);
    },
    { immediate: true, flush: 'sync' },
  );

  // A page that goes away may never run another timer.
  window.addEventListener('pagehide', write);

  return { get, set };
});

if (import.meta.hot) import.meta.hot.accept(acceptHMRUpdate(useDrafts, import.meta.hot));
