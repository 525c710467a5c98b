import { type Decision, withContext } from './evaluate.ts';
import type { Policy, Statement } from './policy.ts';
import type { Principal, Request } from './request.ts';
import { applicable, isDeniedTo, namedAs } from './statement.ts';

/** What a decision rests on, for a person to look up: a statement by its Sid, or the policy that says nothing. */
export function reasonOf(principal: Principal, request: Request, decision: Decision): string {
  const [wanted, kinds] = decision.isAllowed
    ? (['Allow', ['identity-based policy', 'resource-based policy']] as const)
    : (['Deny', [decision.by]] as const);
  if (!decision.isAllowed && !decision.isExplicit)
    return `no ${decision.by} allows ${request.action} on ${request.resource}`;
  const policies = policiesOf(principal, request);
  const judged = withContext(principal, request);
  for (const kind of kinds) {
    for (const policy of policies[kind]) {
      const found = applicable(policy, judged).find(
        statement => statement.effect === wanted && isFor(statement, principal),
      );
      if (found) return `${named(found)} (${kind})`;
    }
  }
  return decision.isAllowed ? 'a policy allows it' : `${decision.by} denies it`;
}

/** Statements of a role's own policies name nobody. */
function isFor({ effect, principal: named }: Statement, principal: Principal): boolean {
  if (!named) return true;
  return effect === 'Deny' ? isDeniedTo(named, principal) : namedAs(named, principal) !== undefined;
}

const named = ({ sid }: Statement) => sid ?? 'a statement without Sid';

const policiesOf = (principal: Principal, { resourcePolicy }: Request) => ({
  'identity-based policy': principal.kind === 'role' ? principal.policies : [],
  'permissions boundary':
    principal.kind === 'role' && principal.permissionsBoundary ? [principal.permissionsBoundary] : [],
  'resource-based policy': resourcePolicy ? [resourcePolicy.policy] : ([] as readonly Policy[]),
});
