/**
 * Orders two ids by the time they were made: negative when `a` is the older. Ids are decimal
 * numbers too large for a JavaScript number, so a longer one is a larger one.
 */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
