import { dayNumber } from './rows';

/** Times as people read them, in the browser's language. Formatters are made once: making one is slow. */

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const shortTime = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dayWithYear = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short' });

/** `18:42` */
export function formatTime(milliseconds: number): string {
  return time.format(milliseconds);
}

/** The time without the half of the day, where there is little room beside others that say it. */
export function formatShortTime(milliseconds: number): string {
  return shortTime
    .formatToParts(milliseconds)
    .filter((part) => part.type !== 'dayPeriod')
    .map((part) => part.value)
    .join('')
    .trim();
}

/** `Friday, 20 November 2026 at 18:42` */
export function formatFull(milliseconds: number): string {
  return full.format(milliseconds);
}

/** `Friday, 20 November`, with the year when it is not this one. */
export function formatDay(milliseconds: number, now = Date.now()): string {
  const sameYear = new Date(milliseconds).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? day : dayWithYear).format(milliseconds);
}

/** The time alone for today, with the date before it for any other day. */
export function formatWhen(milliseconds: number, now = Date.now()): string {
  return (dayNumber(milliseconds) === dayNumber(now) ? time : dateAndTime).format(milliseconds);
}

const plural = new Intl.PluralRules('en');

/** `1 new message`, `2 new messages`. */
export function count(number: number, one: string, other: string): string {
  return `${number.toLocaleString()} ${plural.select(number) === 'one' ? one : other}`;
}

/** A wait in words: `5 s`, `2 min`, `1 h 5 min`. Rounded up, so that it is never over too early. */
export function formatWait(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
