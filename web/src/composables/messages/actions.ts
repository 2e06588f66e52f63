import { inject, provide, type InjectionKey } from 'vue';
import type { ChatMessage, PendingMessage } from './types';

/** What can be done to a message, from wherever it is shown. */
export interface MessageActions {
  canEdit(message: ChatMessage): boolean;
  canDelete(message: ChatMessage): boolean;
  /** Opens the editor in place. */
  edit(message: ChatMessage): void;
  /** Saves what the editor holds; empty text asks whether to delete. */
  save(message: ChatMessage, content: string): void;
  cancelEdit(): void;
  /** Asks first, unless told not to. */
  remove(message: ChatMessage, withoutAsking: boolean): void;
  /** Whether a thread begins here, or has begun. */
  canStartThread(message: ChatMessage): boolean;
  /** Goes to the thread of a message; asks how to call it where there is none yet. */
  startThread(message: ChatMessage): void;
  copyText(message: ChatMessage): void;
  copyLink(message: ChatMessage): void;
  canReport(message: ChatMessage): boolean;
  /** Asks what is wrong with it, and tells those who look after the server. */
  report(message: ChatMessage): void;
  canChoose(message: ChatMessage): boolean;
  /** Begins to choose messages, with this one. */
  choose(message: ChatMessage): void;
  /** Shows who wrote it, beside where that was asked. */
  showAuthor(message: ChatMessage, origin: HTMLElement): void;
  retry(pending: PendingMessage): void;
  discard(pending: PendingMessage): void;
}

const KEY: InjectionKey<MessageActions> = Symbol('message actions');

export function provideMessageActions(actions: MessageActions): void {
  provide(KEY, actions);
}

export function useMessageActions(): MessageActions {
  const actions = inject(KEY);
  if (!actions) throw new Error('Messages are shown outside of a message pane');
  return actions;
}
