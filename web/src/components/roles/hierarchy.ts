/**
 * Who may act on whom: only what stands below one's own highest role, and one gives only what one
 * has. The server decides; this says beforehand what it would refuse, and why. Pure.
 */
import type { Permission } from '@/gql/graphql';
import { permissionLabel } from '@/components/permissions/catalogue';

/** A role, with what the rules need to know of it. */
export interface Ranked {
  id: string;
  name: string;
  position: number;
}

/** The person who acts. */
export interface Actor {
  owner: boolean;
  /** The position of their highest role; 0: they have none. */
  highest: number;
  permissions: readonly Permission[];
}

/** The position of the highest of these roles. */
export function highestOf(roles: readonly Ranked[], ids: readonly string[]): number {
  return Math.max(0, ...roles.filter(({ id }) => ids.includes(id)).map(({ position }) => position));
}

/** Why the actor cannot change, move, give or take this role; null: they can. */
export function whyLocked(actor: Actor, role: Ranked): string | null {
  if (actor.owner) return null;
  if (!actor.permissions.includes('MANAGE_ROLES')) {
    return `You may look, not change: this needs “${permissionLabel('MANAGE_ROLES')}”.`;
  }
  if (role.position < actor.highest) return null;
  return role.position === actor.highest
    ? `${role.name} is your own highest role. Only somebody above it can change it.`
    : `${role.name} stands above your highest role. Only somebody above it can change it.`;
}

/** Why the actor cannot give or take this permission; null: they can. */
export function whyNotGiven(actor: Actor, permission: Permission): string | null {
  if (actor.owner || actor.permissions.includes('ADMINISTRATOR')) return null;
  if (actor.permissions.includes(permission)) return null;
  return 'You do not have it yourself, so you cannot give it or take it.';
}

/** Why the actor cannot act on a person whose highest role stands at `highest`; null: they can. */
export function whyAbove(
  actor: Actor,
  name: string,
  highest: number,
  owner: boolean,
): string | null {
  if (actor.owner) return null;
  if (owner) return `${name} owns the server: nobody else can change this.`;
  return highest < actor.highest
    ? null
    : `${name} stands level with you or above: only somebody above them can change this.`;
}

/** The order of the roles (highest first) with one moved; the same list when that leads nowhere. */
export function moved(order: readonly string[], id: string, to: number): string[] {
  const from = order.indexOf(id);
  const rest = order.filter((other) => other !== id);
  if (from === -1 || to < 0 || to > rest.length) return [...order];
  rest.splice(to, 0, id);
  return rest;
}
