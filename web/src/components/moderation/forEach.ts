import { asApiError } from '@/api/errors';
import type { User } from '@/stores/users';

/** How an act on many people went. */
export interface Outcome {
  done: User[];
  failed: { user: User; message: string }[];
}

/** Does something to people one after the other; what fails for one keeps none of the others. */
export async function forEach(
  users: readonly User[],
  act: (user: User) => Promise<void>,
): Promise<Outcome> {
  const outcome: Outcome = { done: [], failed: [] };
  for (const user of users) {
    try {
      await act(user);
      outcome.done.push(user);
    } catch (thrown) {
      outcome.failed.push({ user, message: asApiError(thrown).message });
    }
  }
  return outcome;
}

const list = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' });

/** "Ben", "Ben and Cleo", "Ben, Cleo and 3 others". */
export function peopleText(names: readonly string[], most = 3): string {
  if (names.length <= most) return list.format(names);
  const shown = names.slice(0, most - 1);
  return list.format([...shown, `${(names.length - shown.length).toLocaleString()} others`]);
}
