/** A role as it is being edited: only what differs is kept, so that the rest follows others' edits. */
import type { Permission, UpdateRoleInput } from '@/gql/graphql';
import type { Role } from '@/stores/roles';

/** What can be edited of a role. */
export type RoleFields = Pick<
  Role,
  'name' | 'color' | 'icon' | 'hoist' | 'mentionable' | 'permissions'
>;
export type RoleChanges = Partial<RoleFields>;

function sameSet(a: readonly Permission[], b: readonly Permission[]): boolean {
  return a.length === b.length && a.every((permission) => b.includes(permission));
}

function same<Field extends keyof RoleFields>(
  field: Field,
  a: RoleFields[Field],
  b: RoleFields[Field],
): boolean {
  return field === 'permissions' ? sameSet(a as Permission[], b as Permission[]) : a === b;
}

/** The changes with one more; what is as the role has it is no change. */
export function withChange<Field extends keyof RoleFields>(
  role: RoleFields,
  changes: RoleChanges,
  field: Field,
  value: RoleFields[Field],
): RoleChanges {
  const rest = Object.fromEntries(
    Object.entries(changes).filter(([other]) => other !== field),
  ) as RoleChanges;
  return same(field, value, role[field]) ? rest : { ...rest, [field]: value };
}

/** What the role would be. */
export function withChanges(role: RoleFields, changes: RoleChanges): RoleFields {
  return { ...role, ...changes };
}

/** The way back from these changes. */
export function undoOf(role: RoleFields, changes: RoleChanges): RoleChanges {
  const fields = Object.keys(changes) as (keyof RoleFields)[];
  return Object.fromEntries(fields.map((field) => [field, role[field]])) as RoleChanges;
}

/** What is sent; a name is sent as it will be kept. */
export function changesInput(id: string, changes: RoleChanges): UpdateRoleInput {
  return {
    id,
    ...changes,
    ...(changes.name === undefined ? {} : { name: changes.name.trim() }),
  };
}
