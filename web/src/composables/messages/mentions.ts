/**
 * Names in what people type, ids in what is stored.
 *
 * The composer shows `@ana` and `#general`; the server is told `<@1>` and `<#2>`. Code is left as it
 * is: in it, an `@` is an `@`.
 */

/** Finds who and what is meant. */
export interface MentionTargets {
  /** The id of the person with exactly this user name. */
  userId(username: string): string | undefined;
  /** The id of the channel with exactly this name. */
  channelId(name: string): string | undefined;
}

/** The way back, for editing. */
export interface MentionNames {
  username(userId: string): string | undefined;
  channelName(channelId: string): string | undefined;
}

/** Code, inline or as a block; everything between is text. */
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;

function outsideCode(source: string, change: (text: string) => string): string {
  return source
    .split(CODE)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

/** A name may be followed by punctuation, which is then not part of it. */
const TRAILING = /[._-]+$/;

function resolve(
  name: string,
  find: (name: string) => string | undefined,
): [string, string] | null {
  const exact = find(name);
  if (exact !== undefined) return [exact, ''];
  const trimmed = name.replace(TRAILING, '');
  const id = trimmed === name ? undefined : find(trimmed);
  return id === undefined ? null : [id, name.slice(trimmed.length)];
}

/** `@name` → `<@id>` and `#name` → `<#id>`, for names that are known; others stay as typed. */
export function toStored(typed: string, targets: MentionTargets): string {
  return outsideCode(typed, (text) =>
    text
      .replace(
        /(^|[^\p{L}\p{N}_<\\])@([\p{L}\p{N}_.-]{1,64})/gu,
        (whole, before: string, name: string) => {
          const found = resolve(name, (candidate) => targets.userId(candidate));
          return found ? `${before}<@${found[0]}>${found[1]}` : whole;
        },
      )
      .replace(
        /(^|[^\p{L}\p{N}_<\\&])#([\p{L}\p{N}_.-]{1,100})/gu,
        (whole, before: string, name: string) => {
          const found = resolve(name, (candidate) => targets.channelId(candidate));
          return found ? `${before}<#${found[0]}>${found[1]}` : whole;
        },
      ),
  );
}

/** `<@id>` → `@name` and `<#id>` → `#name`, for ids that are known; others stay as stored. */
export function toTyped(stored: string, names: MentionNames): string {
  return outsideCode(stored, (text) =>
    text.replace(/<([@#])(\d{1,20})>/g, (whole, sign: string, id: string) => {
      const name = sign === '@' ? names.username(id) : names.channelName(id);
      return name === undefined ? whole : `${sign}${name}`;
    }),
  );
}

/** What is being completed: an `@` or `#` and what was typed after it, up to the caret. */
export interface MentionQuery {
  sign: '@' | '#';
  text: string;
  /** Where the sign stands. */
  start: number;
  end: number;
}

const QUERY = /(?:^|[\s(])([@#])([\p{L}\p{N}_.-]{0,64})$/u;

/** The mention that the caret stands at the end of, or null. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const before = text.slice(Math.max(0, caret - 80), caret);
  const found = QUERY.exec(before);
  const sign = found?.[1];
  if (!found || (sign !== '@' && sign !== '#')) return null;
  // In unfinished code, an `@` is an `@`.
  const ticks = text.slice(0, caret).split('`').length - 1;
  if (ticks % 2 === 1) return null;
  const name = found[2] ?? '';
  return { sign, text: name, start: caret - name.length - 1, end: caret };
}
