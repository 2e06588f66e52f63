/** Marks set by keyboard around what is selected. */

/** The mark that a key combination stands for, or null. */
export function markFor(event: KeyboardEvent): string | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (event.shiftKey) return key === 'x' ? '~~' : key === 's' ? '||' : null;
  return { b: '**', i: '*', u: '__', e: '`' }[key] ?? null;
}

export interface Edit {
  /** What to select, and what to put in its place. */
  start: number;
  end: number;
  text: string;
  /** What is selected afterwards. */
  selection: [number, number];
}

/** Sets the mark around the selection, or takes it away where it is set. */
export function toggleMark(text: string, start: number, end: number, mark: string): Edit {
  const size = mark.length;
  const inside = text.slice(start, end);
  if (text.slice(start - size, start) === mark && text.slice(end, end + size) === mark) {
    return {
      start: start - size,
      end: end + size,
      text: inside,
      selection: [start - size, end - size],
    };
  }
  if (inside.length >= 2 * size && inside.startsWith(mark) && inside.endsWith(mark)) {
    const bare = inside.slice(size, -size);
    return { start, end, text: bare, selection: [start, start + bare.length] };
  }
  return { start, end, text: mark + inside + mark, selection: [start + size, end + size] };
}
