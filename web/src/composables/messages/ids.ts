import { compareIds } from '@/stores/ids';

/** Whether `a` is newer than `b`: ids are made in the order of time. */
export function isNewer(a: string, b: string): boolean {
  return compareIds(a, b) > 0;
}
