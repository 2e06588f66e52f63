/** Feeds a virtual list with rows that change on both ends, without moving what is read. */
import type { VirtualizerHandle } from 'virtua/vue';
import { nextTick, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Row } from './rows';
import { transition } from './transition';

export interface VirtualRows {
  /** What the list is to render. */
  readonly shown: Readonly<ShallowRef<Row[]>>;
  /** Whether the list is to keep its place from the end while it takes `shown`. */
  readonly shift: Readonly<Ref<boolean>>;
}

export interface VirtualRowsOptions {
  readonly wanted: Readonly<Ref<Row[]>>;
  readonly list: Readonly<ShallowRef<VirtualizerHandle | null>>;
  /** Called when new rows are in place; `kept` tells whether the place could be kept. */
  readonly settled: (kept: boolean) => void;
}

export function useVirtualRows({ wanted, list, settled }: VirtualRowsOptions): VirtualRows {
  const shown = shallowRef(wanted.value);
  const shift = shallowRef(false);
  let running = false;
  let again = false;

  function anchor(): number {
    const handle = list.value;
    return handle ? handle.findItemIndex(handle.scrollOffset) : 0;
  }

  async function run(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      const steps = transition(shown.value, wanted.value, anchor());
      for (const step of steps ?? [{ rows: wanted.value, fromEnd: false }]) {
        shift.value = step.fromEnd;
        shown.value = [...step.rows];
        // Each step must reach the list before the next one is made.
        await nextTick();
      }
      settled(steps !== null);
      // `again` is set by calls that came while the steps were awaited.
    } while (again as boolean);
    running = false;
  }

  watch(wanted, () => void run());

  return { shown, shift };
}
