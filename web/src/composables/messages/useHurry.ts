/**
 * Somebody who tears at the scrollbar sees other messages in every frame and can read none of them.
 * For as long as that lasts new rows are only places of about the right height; once the list slows
 * down they become messages, a few in each frame, beginning with what is in sight.
 */
import { onBeforeUnmount, shallowRef, type Ref, type ShallowRef } from 'vue';

/** Faster than this, in pixels a millisecond, nobody reads: some twenty screens a second. */
const FAST = 15;
/** One leap is a jump to somewhere. Only this many fast steps on end are a hurry. */
const FAST_STEPS = 3;
/** Without a step for so long, the list stands still. */
const REST_MS = 100;
/** How many rows become messages in one frame. */
const BATCH = 8;

export interface Hurry {
  /** The keys of rows that are to be whole; null, the usual case: all. */
  readonly whole: Readonly<ShallowRef<ReadonlySet<string> | null>>;
  /** To be called at every step of scrolling. */
  step(): void;
}

/** Within `scroller`, rows have `data-key`, and those that are only places `data-place`, too. */
export function useHurry(scroller: Readonly<Ref<HTMLElement | null>>): Hurry {
  const whole = shallowRef<ReadonlySet<string> | null>(null);
  let offset = 0;
  let time = 0;
  let fastSteps = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  function rows(selector: string): HTMLElement[] {
    return [...(scroller.value?.querySelectorAll<HTMLElement>(selector) ?? [])];
  }

  function begin(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    // What is there stays: the row being edited, the one with the focus.
    whole.value ??= new Set(rows('[data-key]').map((row) => row.dataset.key ?? ''));
  }

  function fill(): void {
    frame = 0;
    if (!whole.value) return;
    const view = scroller.value?.getBoundingClientRect();
    const places = rows('[data-place]');
    const inSight = places.filter((row) => {
      const box = row.getBoundingClientRect();
      return view !== undefined && box.bottom > view.top && box.top < view.bottom;
    });
    const next = (inSight.length > 0 ? inSight : places).slice(0, BATCH);
    if (next.length === places.length) {
      whole.value = null;
      return;
    }
    whole.value = new Set([...whole.value, ...next.map((row) => row.dataset.key ?? '')]);
    frame = requestAnimationFrame(fill);
  }

  function end(): void {
    fastSteps = 0;
    if (whole.value && frame === 0) frame = requestAnimationFrame(fill);
  }

  function step(): void {
    const element = scroller.value;
    if (!element) return;
    const now = performance.now();
    const speed = Math.abs(element.scrollTop - offset) / Math.max(1, now - time);
    const goesOn = now - time < REST_MS;
    offset = element.scrollTop;
    time = now;
    clearTimeout(rest);
    rest = setTimeout(end, REST_MS);
    if (goesOn && speed > FAST) {
      fastSteps++;
      if (fastSteps >= FAST_STEPS) begin();
    } else end();
  }

  onBeforeUnmount(() => {
    clearTimeout(rest);
    cancelAnimationFrame(frame);
  });

  return { whole, step };
}
