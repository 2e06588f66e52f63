/** What to call a device by what its browser says of itself: enough to recognise one's own. */

const BROWSERS: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChromium\/|Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

function first(list: [RegExp, string][], text: string): string | null {
  return list.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** The device's kind, and whether it is one to hold in the hand. */
export function describeDevice(userAgent: string): { name: string; handheld: boolean } {
  const browser = first(BROWSERS, userAgent);
  const system = first(SYSTEMS, userAgent);
  const name =
    browser && system
      ? `${browser} on ${system}`
      : (browser ?? system ?? (userAgent.split(/[\s/]/, 1)[0] || 'Unknown device'));
  return { name, handheld: /\b(?:iPhone|iPad|Android|Mobile)\b/.test(userAgent) };
}
