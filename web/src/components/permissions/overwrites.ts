/**
 * What a channel says about its roles and members, as the settings show and change it: for each
 * permission one of three answers. Pure.
 */
import type { Permission } from '@/gql/graphql';

/** One answer: the channel forbids it, says nothing of it, or allows it. */
export type Answer = 'deny' | 'neutral' | 'allow';

/** Whom it is about. */
export type Target = { kind: 'role'; id: string } | { kind: 'user'; id: string };

/** What a channel allows and denies to one role or person. */
export interface Rule {
  target: Target;
  allow: readonly Permission[];
  deny: readonly Permission[];
}

export function sameTarget(a: Target, b: Target): boolean {
  return a.kind === b.kind && a.id === b.id;
}

/** The key of a target, for lists. */
export function targetKey({ kind, id }: Target): string {
  return `${kind}:${id}`;
}

/** As the API names a target. */
export function targetInput({ kind, id }: Target): { roleId: string } | { userId: string } {
  return kind === 'role' ? { roleId: id } : { userId: id };
}

/** As the API names several. */
export function targetIds(targets: readonly Target[]): { roleIds: string[]; userIds: string[] } {
  const of = (kind: Target['kind']) =>
    targets.flatMap((target) => (target.kind === kind ? [target.id] : []));
  return { roleIds: of('role'), userIds: of('user') };
}

export function answerOf(rule: Rule, permission: Permission): Answer {
  // Where both name a permission, it is allowed.
  if (rule.allow.includes(permission)) return 'allow';
  return rule.deny.includes(permission) ? 'deny' : 'neutral';
}

export function withAnswer(rule: Rule, permission: Permission, answer: Answer): Rule {
  const without = (list: readonly Permission[]) => list.filter((other) => other !== permission);
  const allow = without(rule.allow);
  const deny = without(rule.deny);
  if (answer === 'allow') allow.push(permission);
  if (answer === 'deny') deny.push(permission);
  return { ...rule, allow, deny };
}

function sameSet(a: readonly Permission[], b: readonly Permission[]): boolean {
  return a.length === b.length && a.every((permission) => b.includes(permission));
}

export function sameRule(a: Rule, b: Rule): boolean {
  return sameTarget(a.target, b.target) && sameSet(a.allow, b.allow) && sameSet(a.deny, b.deny);
}

/** The rules that are not as they were: changed, added, or (with nothing in them) taken away. */
export function changedRules(before: readonly Rule[], after: readonly Rule[]): Rule[] {
  const of = (rules: readonly Rule[], target: Target) =>
    rules.find((rule) => sameTarget(rule.target, target));
  return [
    ...after.filter((rule) => {
      const was = of(before, rule.target);
      // One that says nothing and was not there is nothing to save.
      return was ? !sameRule(was, rule) : rule.allow.length + rule.deny.length > 0;
    }),
    ...before.filter((rule) => !of(after, rule.target)).map(({ target }) => silent(target)),
  ];
}

/** A rule that says nothing. */
export function silent(target: Target): Rule {
  return { target, allow: [], deny: [] };
}

/**
 * Rules as they are shown: first that of `@everyone`, which is always there, then roles as they
 * stand, then people.
 */
export function inOrder(
  rules: readonly Rule[],
  everyoneId: string,
  roleOrder: readonly string[],
): Rule[] {
  const everyone: Target = { kind: 'role', id: everyoneId };
  const first = rules.find(({ target }) => sameTarget(target, everyone));
  const rest = rules.filter((rule) => rule !== first);
  return [
    first ?? silent(everyone),
    ...rest
      .filter(({ target }) => target.kind === 'role')
      .sort((a, b) => roleOrder.indexOf(a.target.id) - roleOrder.indexOf(b.target.id)),
    ...rest.filter(({ target }) => target.kind === 'user'),
  ];
}

/** What decides where the channel says nothing to a role or person itself. */
export type Source = 'administrator' | 'server' | 'everyone' | 'role';

/**
 * What holds for a role or person where the channel says nothing to them: what they have in the
 * server, then what the channel says to `@everyone`, then what it says to the roles of a person.
 */
export function inherited(
  permission: Permission,
  server: readonly Permission[],
  everyone: Rule | null,
  roles: readonly Rule[] = [],
): { allowed: boolean; by: Source } {
  if (server.includes('ADMINISTRATOR')) return { allowed: true, by: 'administrator' };
  const answers = roles.map((rule) => answerOf(rule, permission));
  // Of several roles, one that allows outweighs all that deny.
  if (answers.includes('allow')) return { allowed: true, by: 'role' };
  if (answers.includes('deny')) return { allowed: false, by: 'role' };
  const said = everyone ? answerOf(everyone, permission) : 'neutral';
  if (said !== 'neutral') return { allowed: said === 'allow', by: 'everyone' };
  return { allowed: server.includes(permission), by: 'server' };
}
