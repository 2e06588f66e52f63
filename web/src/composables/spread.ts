/** How long to wait before asking, so that a burst of events is answered once. */
const GATHER_MS = 250;
/** A crowd that heard the same event asks over at most this long. */
const LONGEST_SPREAD_MS = 8_000;

/** When to ask after an event that `crowd` clients hear at once; `chance` 0 to 1 spreads them. */
export function spreadDelay(crowd: number, chance: number): number {
  return GATHER_MS + chance * Math.min(LONGEST_SPREAD_MS, crowd);
}

/**
 * Asks about something once for a burst of events, and not in step with everybody else who heard
 * them. Returns what is called for each event; `crowd` is how many hear it.
 */
export function spread(ask: (key: string) => void) {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();

  function soon(key: string, crowd: number) {
    if (waiting.has(key)) return;
    waiting.set(
      key,
      setTimeout(
        () => {
          waiting.delete(key);
          ask(key);
        },
        spreadDelay(crowd, Math.random()),
      ),
    );
  }

  function clear() {
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
  }

  return { soon, clear };
}
