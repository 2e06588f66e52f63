import { inject, provide, ref, type InjectionKey, type Ref } from 'vue';
import type { ChatMessage } from './types';

/** So many can be deleted at once. */
export const MOST_CHOSEN = 100;

/** Choosing messages to do something with all of them. */
export interface Selection {
  readonly active: Readonly<Ref<boolean>>;
  readonly chosen: Readonly<Ref<ReadonlySet<string>>>;
  begin(message: ChatMessage): void;
  /** `range`: with everything between the last that was chosen and this one. */
  toggle(message: ChatMessage, range: boolean): void;
  end(): void;
}

const KEY: InjectionKey<Selection> = Symbol('message selection');

/** The ids from one message to another, both included, in either direction. */
export function between(ids: readonly string[], from: string, to: string): string[] {
  const a = ids.indexOf(from);
  const b = ids.indexOf(to);
  if (a === -1 || b === -1) return [to];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

export function provideSelection(messages: () => readonly ChatMessage[]): Selection {
  const active = ref(false);
  const chosen = ref<ReadonlySet<string>>(new Set());
  let last: string | null = null;

  const selection: Selection = {
    active,
    chosen,
    begin(message) {
      active.value = true;
      chosen.value = new Set([message.id]);
      last = message.id;
    },
    toggle(message, range) {
      const next = new Set(chosen.value);
      if (range && last !== null) {
        const ids = messages()
          .filter(({ deleting }) => !deleting)
          .map(({ id }) => id);
        for (const id of between(ids, last, message.id)) if (next.size < MOST_CHOSEN) next.add(id);
      } else if (!next.delete(message.id) && next.size < MOST_CHOSEN) {
        next.add(message.id);
      }
      chosen.value = next;
      last = message.id;
    },
    end() {
      active.value = false;
      chosen.value = new Set();
      last = null;
    },
  };
  provide(KEY, selection);
  return selection;
}

export function useSelection(): Selection {
  const selection = inject(KEY);
  if (!selection) throw new Error('Messages are shown outside of a message pane');
  return selection;
}
