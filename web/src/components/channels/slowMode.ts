/** The waits that slow mode offers, in seconds. */
export const SLOW_MODES = [0, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600];

const UNITS = [
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/** "Off", "30 seconds", "2 minutes", "1 hour". */
export function slowModeText(seconds: number): string {
  if (seconds === 0) return 'Off';
  const { unit, seconds: size } = UNITS.find((entry) => seconds % entry.seconds === 0) ?? UNITS[2];
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'long' }).format(
    seconds / size,
  );
}
