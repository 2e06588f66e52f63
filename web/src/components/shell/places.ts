/** A place to go to: a channel, or a server as a whole. */
export interface Place {
  guildId: string;
  channelId: string | null;
  name: string;
  /** The server that a channel is in. */
  of: string | null;
  unread: boolean;
}

const SHOWN = 50;

/** How far from what was typed a name is: 0 it starts so, 1 a word does, 2 it has it; null: no. */
function distance(name: string, text: string): number | null {
  const lower = name.toLocaleLowerCase();
  if (lower.startsWith(text)) return 0;
  const at = lower.indexOf(text);
  if (at === -1) return null;
  return /[\s._-]/.test(lower.charAt(at - 1)) ? 1 : 2;
}

/**
 * The places that answer to `text`, best first. With nothing typed: where there is something new,
 * then the rest. "rust gen" finds the channel general of Rust Guild.
 */
export function matchPlaces(places: readonly Place[], text: string): Place[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return places
    .flatMap((place) => {
      let score = place.unread ? 0 : 0.5;
      for (const word of words) {
        const own = distance(place.name, word);
        const byServer = place.of === null ? null : distance(place.of, word);
        if (own === null && byServer === null) return [];
        score += own ?? 4 + (byServer ?? 0);
      }
      // A server's name finds the server before its channels.
      return words.length > 0 && words.every((word) => distance(place.name, word) === null)
        ? place.of === null
          ? []
          : [{ place, score: score + 10 }]
        : [{ place, score }];
    })
    .sort((a, b) => a.score - b.score)
    .slice(0, SHOWN)
    .map(({ place }) => place);
}

/** What is looked for: everything, or only what the sign at the beginning names. */
export type SwitcherScope = 'all' | 'channels' | 'people' | 'settings';

const SIGNS: Record<string, SwitcherScope> = { '#': 'channels', '@': 'people', '>': 'settings' };

/** Takes the sign off what was typed. */
export function switcherQuery(typed: string): { scope: SwitcherScope; text: string } {
  const text = typed.trimStart();
  const scope = SIGNS[text.charAt(0)];
  return scope ? { scope, text: text.slice(1).trim() } : { scope: 'all', text: text.trim() };
}
