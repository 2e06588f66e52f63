/** Words for an invite's limits, from Intl rather than from our own tables. */

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** "in 3 days", "2 hours ago", in the largest unit that fits, rounded. */
export function relativeTime(date: Date, now = new Date()): string {
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(
    Math.round(seconds / size),
    unit,
  );
}

/** "ends in 3 days", "never ends", "has ended". */
export function expiryText(expiresAt: string | null, now = new Date()): string {
  if (expiresAt === null) return 'never ends';
  const date = new Date(expiresAt);
  return date <= now ? 'has ended' : `ends ${relativeTime(date, now)}`;
}

/** "used 2 of 10 times", "used once", "not used yet". */
export function usesText(uses: number, maxUses: number | null): string {
  if (maxUses !== null) return `used ${uses} of ${maxUses} ${maxUses === 1 ? 'time' : 'times'}`;
  if (uses === 0) return 'not used yet';
  return uses === 1 ? 'used once' : `used ${uses.toLocaleString()} times`;
}

/** "1 member", "1,204 members". */
export function memberText(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'member' : 'members'}`;
}

/** How long an invite may be good for; 0: for ever. */
export const EXPIRIES = [
  { value: 1800, text: '30 minutes' },
  { value: 3600, text: '1 hour' },
  { value: 21_600, text: '6 hours' },
  { value: 86_400, text: '1 day' },
  { value: 604_800, text: '7 days' },
  { value: 2_592_000, text: '30 days' },
  { value: 0, text: 'Never' },
];

/** How often an invite may be used; 0: as often as one likes. */
export const MAX_USES = [
  { value: 0, text: 'No limit' },
  { value: 1, text: 'Once' },
  ...[5, 10, 25, 50, 100].map((value) => ({ value, text: `${value} times` })),
];
