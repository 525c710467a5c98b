import { holds } from './conditions.ts';
import { isLike, isResource, type Variables } from './pattern.ts';
import type { Patterns, Policy, Principals, Statement } from './policy.ts';
import { accountOf, type Principal } from './request.ts';

/** A request, with the whole of its context. */
export interface Judged extends Pick<Variables, 'context'> {
  readonly action: string;
  readonly resource: string;
}

/** The statements of a policy that speak of a request, whoever sends it. */
export function applicable(
  { version, statements }: Policy,
  { action, resource, context }: Judged,
): Statement[] {
  const variables = { version, context };
  const isAction = (pattern: string) => isLike(action.toLowerCase(), pattern.toLowerCase(), NO_VARIABLES);
  const isNamed = (pattern: string) => isResource(resource, pattern, variables);
  return statements.filter(
    statement =>
      covers(statement.action, isAction) &&
      covers(statement.resource, isNamed) &&
      statement.conditions.every(condition => holds(condition, variables)),
  );
}

/** Letter case does not count in actions, and they have no variables. */
const NO_VARIABLES: Variables = { version: '2008-10-17', context: {} };

const covers = ({ not, patterns }: Patterns, isMatch: (pattern: string) => boolean): boolean =>
  patterns.some(isMatch) !== not;

/** As whom a statement of a resource's policy names the caller; the account means whom its administrators allow. */
export type NamedAs = 'everybody' | 'session' | 'role' | 'account' | 'service';

export function namedAs({ names }: Principals, principal: Principal): NamedAs | undefined {
  if (names.includes('*')) return 'everybody';
  if (principal.kind === 'service') return names.includes(principal.name) ? 'service' : undefined;
  if (names.includes(principal.sessionArn)) return 'session';
  if (names.includes(principal.roleArn)) return 'role';
  return names.some(name => isAccount(name, accountOf(principal.roleArn))) ? 'account' : undefined;
}

/** Its number, or the ARN of its root. */
function isAccount(name: string, account: string): boolean {
  return name === account || (/^arn:[\w-]+:iam::\d{12}:root$/.test(name) && accountOf(name) === account);
}

/**
 * Whether a Deny of a resource's policy applies to the caller. `NotPrincipal` spares only a caller named with the account,
 * the role and the session, and nobody with a permissions boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function isDeniedTo(principals: Principals | undefined, principal: Principal): boolean {
  if (principals === undefined) return false;
  if (!principals.not) return namedAs(principals, principal) !== undefined;
  const { names } = principals;
  if (principal.kind === 'service') return !names.includes(principal.name);
  const { roleArn, sessionArn, permissionsBoundary } = principal;
  const isAccountNamed = names.some(name => isAccount(name, accountOf(roleArn)));
  return (
    permissionsBoundary !== undefined ||
    !(isAccountNamed && names.includes(roleArn) && names.includes(sessionArn))
  );
}
