const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "12 MB": in the largest unit that leaves at least one of it. */
export function bytesText(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: UNITS[step],
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}
