/** The card about a member that is open: where it points, and about whom it is. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { User } from './users';

export interface CardShown {
  guildId: string;
  user: User;
  /** What it was opened from: it stands beside it, and gives the focus back to it. */
  origin: HTMLElement;
}

export const useMemberCard = defineStore('memberCard', () => {
  const shown = shallowRef<CardShown | null>(null);

  function open(card: CardShown) {
    shown.value = card;
  }

  function close() {
    shown.value = null;
  }

  return { shown, open, close };
});
