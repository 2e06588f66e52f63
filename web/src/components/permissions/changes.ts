/** What an edit would change, gathered so that a person can read it: people alike stand together. */
import type { Permission, PreviewPermissionsQuery } from '@/gql/graphql';

export type PermissionChange = PreviewPermissionsQuery['previewPermissions']['changes'][number];

/** What changes alike in some places. */
export interface ChangeLine {
  gained: Permission[];
  lost: Permission[];
  /** Where; null: in the server as a whole. */
  places: PermissionChange['channel'][];
}

/** People for whom the same changes. */
export interface ChangeGroup {
  users: PermissionChange['user'][];
  lines: ChangeLine[];
}

function signature(gained: readonly Permission[], lost: readonly Permission[]): string {
  return `${[...gained].sort().join()}|${[...lost].sort().join()}`;
}

/** Gathers the rows of a preview, in the order they came: the people first named stand first. */
export function gatherChanges(changes: readonly PermissionChange[]): ChangeGroup[] {
  const byUser = new Map<string, { user: PermissionChange['user']; rows: PermissionChange[] }>();
  for (const change of changes) {
    const known = byUser.get(change.user.id);
    if (known) known.rows.push(change);
    else byUser.set(change.user.id, { user: change.user, rows: [change] });
  }
  const groups = new Map<string, ChangeGroup>();
  for (const { user, rows } of byUser.values()) {
    const key = rows
      .map((row) => `${row.channel?.id ?? ''}:${signature(row.gained, row.lost)}`)
      .sort()
      .join(';');
    const known = groups.get(key);
    if (known) {
      known.users.push(user);
      continue;
    }
    const lines = new Map<string, ChangeLine>();
    for (const row of rows) {
      const own = signature(row.gained, row.lost);
      const line = lines.get(own);
      if (line) line.places.push(row.channel);
      else lines.set(own, { gained: row.gained, lost: row.lost, places: [row.channel] });
    }
    groups.set(key, { users: [user], lines: [...lines.values()] });
  }
  return [...groups.values()];
}
