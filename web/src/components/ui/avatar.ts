/** How somebody, or some place, is drawn that has no picture: two letters on a colour of its own. */

/** White letters reach 4.5:1 on each of these. */
export const AVATAR_COLOURS = [
  '#6a58c4',
  '#23755c',
  '#a84f36',
  '#386aa0',
  '#7c4a86',
  '#7d631b',
  '#a3476b',
  '#2a6f80',
  '#4f6f28',
  '#57606e',
] as const;

/** The same colour for the same id, on every device. */
export function avatarColour(id: string): string {
  let hash = 0;
  for (const character of id) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return AVATAR_COLOURS[Math.abs(hash) % AVATAR_COLOURS.length] as string;
}

const segmenter = new Intl.Segmenter();

function letters(text: string): string[] {
  return [...segmenter.segment(text)]
    .map(({ segment }) => segment)
    .filter((segment) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment));
}

/** "Rust Guild" is RG, "Mira" is MI, "x" is X: never half of a character. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/u).flatMap((word) => {
    const [first] = letters(word);
    return first ? [first] : [];
  });
  const chosen = words.length > 1 ? words.slice(0, 2) : letters(name).slice(0, 2);
  return chosen.join('').toLocaleUpperCase() || '?';
}
