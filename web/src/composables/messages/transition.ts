/**
 * How a list gets from the rows it shows to the rows it should show without moving what is read.
 *
 * The virtual list knows rows by their number. It can keep its place from the start (rows change
 * below what is read) or from the end (rows change above it), but not both at once: so a change on
 * both sides is made in two steps around the row that must stay.
 */

interface Keyed {
  readonly key: string;
}

export interface Step<R> {
  readonly rows: readonly R[];
  /** Whether the place is kept from the end. */
  readonly fromEnd: boolean;
}

/**
 * The steps from `shown` to `wanted`. `anchor` is the number of the row that must stay where it is.
 * null when no row that could serve as anchor is in both: then there is nothing to keep.
 */
export function transition<R extends Keyed>(
  shown: readonly R[],
  wanted: readonly R[],
  anchor: number,
): Step<R>[] | null {
  if (shown.length === 0) return null;
  const places = new Map(wanted.map((row, index) => [row.key, index]));

  // The anchor itself, else the nearest row below it that stays, else the nearest above.
  const candidates = function* (): Generator<number> {
    for (let index = Math.max(0, anchor); index < shown.length; index++) yield index;
    for (let index = Math.min(anchor, shown.length) - 1; index >= 0; index--) yield index;
  };
  for (const index of candidates()) {
    const row = shown[index];
    const place = row && !row.key.startsWith('edge:') ? places.get(row.key) : undefined;
    if (place === undefined) continue;
    const steps: Step<R>[] = [];
    if (!sameKeys(shown, index, wanted, place)) {
      steps.push({ rows: [...wanted.slice(0, place), ...shown.slice(index)], fromEnd: true });
    }
    steps.push({ rows: wanted, fromEnd: false });
    return steps;
  }
  return null;
}

/** Whether both lists have the same rows before the given places. */
function sameKeys(a: readonly Keyed[], aEnd: number, b: readonly Keyed[], bEnd: number): boolean {
  if (aEnd !== bEnd) return false;
  for (let index = 0; index < aEnd; index++) {
    if (a[index]?.key !== b[index]?.key) return false;
  }
  return true;
}
