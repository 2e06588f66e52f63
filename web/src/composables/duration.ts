/** Lengths of time, for the choices that moderators make and the sentences that say them. */

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

const UNITS: [string, number][] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', 1],
];

const formats = new Map<string, Intl.NumberFormat>();

function amount(value: number, unit: string): string {
  let format = formats.get(unit);
  if (!format) {
    format = new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'long' });
    formats.set(unit, format);
  }
  return format.format(value);
}

/** "10 minutes", "1 hour 30 minutes", "7 days": at most two units, nothing for what is nought. */
export function durationText(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const whole = Math.floor(rest / size);
    rest -= whole * size;
    if (whole > 0) parts.push(amount(whole, unit));
    if (parts.length === 2) break;
  }
  return parts.join(' ') || amount(0, 'second');
}

/** The units that a length can be typed in. */
export const LENGTH_UNITS = [
  { value: MINUTE, text: 'minutes' },
  { value: HOUR, text: 'hours' },
  { value: DAY, text: 'days' },
] as const;

/** A length that was typed, in seconds; null: it is none, or outside of the limits. */
export function typedLength(
  text: string,
  unit: number,
  limits: { least: number; most: number },
): number | null {
  if (!/^\s*\d{1,6}\s*$/.test(text)) return null;
  const seconds = Number(text) * unit;
  return seconds >= limits.least && seconds <= limits.most ? seconds : null;
}

/** How long somebody can be timed out. Seconds. */
export const TIMEOUT_LIMITS = { least: MINUTE, most: 28 * DAY };
export const TIMEOUT_PRESETS = [MINUTE, 5 * MINUTE, 10 * MINUTE, HOUR, DAY, 7 * DAY];

/** How long a ban can last that ends. Seconds. */
export const BAN_LIMITS = { least: MINUTE, most: 5 * 365 * DAY };
export const BAN_PRESETS = [DAY, 7 * DAY, 30 * DAY, 365 * DAY];

/** How much of what somebody wrote can go with them. Seconds; 0: nothing. */
export const HISTORY_CHOICES = [0, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY];

/** How long joins can be paused. Seconds. */
export const PAUSE_CHOICES = [30 * MINUTE, HOUR, 6 * HOUR, DAY];
