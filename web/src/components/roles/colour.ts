/**
 * The colours of roles. People choose any colour; what is drawn is the nearest one that can be read
 * on every surface of the theme, with the same hue. Pure.
 */

/** The surfaces that are hardest to read on: an active row of what floats, an active row by day. */
const HARDEST = { dark: 0x3a3e47, light: 0xe0ddd7 } as const;
/** WCAG AA for text. */
const CONTRAST = 4.5;

/** Colours to begin with. */
export const SWATCHES = [
  { value: 0xe5534b, name: 'Red' },
  { value: 0xe0823d, name: 'Orange' },
  { value: 0xd9a520, name: 'Amber' },
  { value: 0x8fae3a, name: 'Moss' },
  { value: 0x3fae6e, name: 'Green' },
  { value: 0x2aa79b, name: 'Teal' },
  { value: 0x3d9be0, name: 'Sky' },
  { value: 0x5b7bf0, name: 'Blue' },
  { value: 0x8a6cf0, name: 'Violet' },
  { value: 0xc161d9, name: 'Orchid' },
  { value: 0xe0609b, name: 'Pink' },
  { value: 0x8a8f9a, name: 'Grey' },
] as const;

export function toHex(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}

/** `#rrggbb`, `rrggbb` or `#rgb`; null: no colour. */
export function fromHex(text: string): number | null {
  const digits = text.trim().replace(/^#/, '');
  if (/^[\da-f]{6}$/i.test(digits)) return Number.parseInt(digits, 16);
  if (/^[\da-f]{3}$/i.test(digits)) {
    return Number.parseInt([...digits].map((digit) => digit + digit).join(''), 16);
  }
  return null;
}

type Triple = readonly [number, number, number];

function channels(colour: number): Triple {
  return [(colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff];
}

function toLinear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function fromLinear(value: number): number {
  const share = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, share)) * 255);
}

function luminance(colour: number): number {
  const [red, green, blue] = channels(colour).map(toLinear) as unknown as Triple;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, 1 to 21, as WCAG counts it. */
export function contrast(a: number, b: number): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Mixes a colour with white or black in linear light; `share` 0 leaves it, 1 is the other. */
function mix(colour: number, other: number, share: number): number {
  const from = channels(colour).map(toLinear);
  const to = channels(other).map(toLinear);
  return from.reduce(
    (sum, value, index) => (sum << 8) | fromLinear(value + ((to[index] as number) - value) * share),
    0,
  );
}

/** The nearest colour of the same hue that can be read on every surface of the theme. */
export function readable(colour: number, theme: 'dark' | 'light'): number {
  const surface = HARDEST[theme];
  if (contrast(colour, surface) >= CONTRAST) return colour;
  const towards = theme === 'dark' ? 0xffffff : 0x000000;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 12; step += 1) {
    const middle = (low + high) / 2;
    if (contrast(mix(colour, towards, middle), surface) >= CONTRAST) high = middle;
    else low = middle;
  }
  return mix(colour, towards, high);
}

const known = new Map<string, string>();

/** For a style: the role's colour as it is drawn in the theme; none (0): what the place has. */
export function roleColour(colour: number, theme: 'dark' | 'light'): string | undefined {
  if (colour === 0) return undefined;
  const key = `${theme}${colour}`;
  let drawn = known.get(key);
  if (!drawn) {
    drawn = toHex(readable(colour, theme));
    known.set(key, drawn);
  }
  return drawn;
}
