/** The member list, row by row: headings, and under each those whose place is `offset`. Pure. */
export interface Group {
  role: { id: string; name: string } | null;
  online: boolean;
  count: number;
}

export interface HeadingRow {
  kind: 'heading';
  key: string;
  name: string;
  count: number;
}

export interface MemberRow {
  kind: 'member';
  key: string;
  /** The place in the whole list, from 0. */
  offset: number;
}

export type MemberListRow = HeadingRow | MemberRow;

/** What stands above a group. */
export function headingOf(group: Group): string {
  return group.role?.name ?? (group.online ? 'Online' : 'Offline');
}

export function memberRows(groups: readonly Group[]): MemberListRow[] {
  const rows: MemberListRow[] = [];
  let offset = 0;
  for (const group of groups) {
    if (group.count === 0) continue;
    rows.push({
      kind: 'heading',
      key: group.role?.id ?? (group.online ? 'online' : 'offline'),
      name: headingOf(group),
      count: group.count,
    });
    for (let n = 0; n < group.count; n++, offset++) {
      rows.push({ kind: 'member', key: `at ${offset}`, offset });
    }
  }
  return rows;
}

/** The first and last place of the members among these rows; null: there are none. */
export function placesBetween(
  rows: readonly MemberListRow[],
  from: number,
  to: number,
): { first: number; last: number } | null {
  let first: number | null = null;
  let last = 0;
  for (let index = Math.max(0, from); index <= Math.min(to, rows.length - 1); index++) {
    const row = rows[index];
    if (row?.kind !== 'member') continue;
    first ??= row.offset;
    last = row.offset;
  }
  return first === null ? null : { first, last };
}

/** Where the windows of `size` begin that hold the places from `first` to `last`. */
export function windowsOf(first: number, last: number, size: number): number[] {
  const starts: number[] = [];
  for (let start = first - (first % size); start <= last; start += size) starts.push(start);
  return starts;
}
