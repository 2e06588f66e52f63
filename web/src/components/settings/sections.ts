import type { Component } from 'vue';

/**
 * A page of settings is a list of sections. A new one is declared, with what the search finds in
 * it, in accountSections.ts, ../guilds/guildSections.ts or ../channels/channelSections.ts; nothing
 * else has to know about it.
 */
export interface SettingsSection {
  /** In the address, after `/settings/`. */
  id: string;
  label: string;
  icon: Component;
  /** What the page shows. Lazy (`defineAsyncComponent`), so that the list of sections stays light. */
  component: Component;
  /** Other words that people may look for it by. */
  keywords?: string;
  /** The heading in the side list that it stands under; those of one group stand together. */
  group?: string;
  /** Whether its page takes more width, where there is some. */
  wide?: boolean;
  entries?: SettingsEntry[];
}

/** A single setting that the search finds and jumps to. */
export interface SettingsEntry {
  /** Of the element to jump to: `data-setting="…"` on a SettingsBlock, a field or a button. */
  id: string;
  /** As the page calls it. */
  label: string;
  keywords?: string;
}

/** What a search found: a section as a whole, or one setting in it. */
export interface SettingsFound {
  section: SettingsSection;
  entry: SettingsEntry | null;
}

const MARKS = /\p{M}/gu;
const BREAKS = /[^\p{L}\p{N}]+/u;

function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLocaleLowerCase()
    .split(BREAKS)
    .filter(Boolean);
}

/** How well the words of one text answer to one that was typed: by its beginning, within, not. */
function score(word: string, text: string): number | null {
  let best: number | null = null;
  for (const own of words(text)) {
    if (own.startsWith(word)) return 0;
    if (own.includes(word)) best = 1;
  }
  return best;
}

function distance(
  typed: readonly string[],
  label: string,
  keywords: string | undefined,
  around: string,
): number | null {
  let sum = 0;
  let own = false;
  for (const word of typed) {
    const byLabel = score(word, label);
    const byKeyword = keywords === undefined ? null : score(word, keywords);
    const byPlace = score(word, around);
    own ||= byLabel !== null || byKeyword !== null;
    if (byLabel !== null) sum += byLabel;
    else if (byKeyword !== null) sum += 2 + byKeyword;
    else if (byPlace !== null) sum += 4 + byPlace;
    else return null;
  }
  // What only its section answers to is not found by itself: the section is.
  return own ? sum : null;
}

/**
 * The sections and settings that answer to every word of `text`, best first. Labels count for more
 * than keywords; the name of a section helps to find what is in it: "devices password".
 */
export function searchSettings(
  sections: readonly SettingsSection[],
  text: string,
): SettingsFound[] {
  const typed = words(text);
  if (typed.length === 0) return [];
  return sections
    .flatMap((section) => [
      {
        found: { section, entry: null } as SettingsFound,
        by: distance(typed, section.label, section.keywords, section.group ?? ''),
      },
      ...(section.entries ?? []).map((entry) => ({
        found: { section, entry } as SettingsFound,
        by: distance(typed, entry.label, entry.keywords, section.label),
      })),
    ])
    .filter((one): one is { found: SettingsFound; by: number } => one.by !== null)
    .sort((a, b) => a.by - b.by)
    .map(({ found }) => found);
}
