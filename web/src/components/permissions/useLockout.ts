import { ref, type Ref } from 'vue';
import { ApiError } from '@/api/errors';

/** An edit that the server wants confirmed, since it takes from the person what they need for it. */
export interface Lockout {
  open: Ref<boolean>;
  message: Ref<string>;
  insist: () => Promise<void>;
  /** Runs the edit; where it would lock the person out, asks them, and runs it if they insist. */
  guard: (edit: (confirm: boolean) => Promise<void>) => Promise<void>;
}

export function useLockout(): Lockout {
  const open = ref(false);
  const message = ref('');
  let held: (() => Promise<void>) | null = null;

  async function guard(edit: (confirm: boolean) => Promise<void>): Promise<void> {
    try {
      await edit(false);
    } catch (error) {
      if (!(error instanceof ApiError) || error.field !== 'confirm') throw error;
      message.value = error.message;
      held = () => edit(true);
      open.value = true;
    }
  }

  return { open, message, insist: async () => held?.(), guard };
}
