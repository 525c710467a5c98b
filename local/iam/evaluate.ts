import type { Policy } from './policy.ts';
import { accountOf, type Principal, type Request, type ResourcePolicy, type RoleSession } from './request.ts';
import { applicable, isDeniedTo, type Judged, type NamedAs, namedAs } from './statement.ts';

/** In the words of AWS's error messages. */
export type PolicyType = 'identity-based policy' | 'permissions boundary' | 'resource-based policy';

export type Decision =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly by: PolicyType; readonly isExplicit: boolean };

/**
 * AWS's evaluation of the policies within an account: an explicit Deny anywhere wins; then a resource's policy that
 * allows the session itself is enough; one that allows the role is enough within the permissions boundary; otherwise
 * the role's own policies have to allow, and the boundary too. What another account's policy says is not known here.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluate(principal: Principal, request: Request): Decision {
  const judged = withContext(principal, request);
  const { resourcePolicy } = request;
  const denied = explicitDeny(principal, judged, resourcePolicy);
  if (denied) return { isAllowed: false, by: denied, isExplicit: true };
  const refused = implicitDeny(principal, judged, resourcePolicy);
  return refused ? { isAllowed: false, by: refused, isExplicit: false } : { isAllowed: true };
}

function explicitDeny(
  principal: Principal,
  judged: Judged,
  resourcePolicy: ResourcePolicy | undefined,
): PolicyType | undefined {
  if (principal.kind === 'role') {
    if (principal.policies.some(policy => effects(policy, judged).includes('Deny')))
      return 'identity-based policy';
    const { permissionsBoundary: boundary } = principal;
    if (boundary && effects(boundary, judged).includes('Deny')) return 'permissions boundary';
  }
  const statements = resourcePolicy ? applicable(resourcePolicy.policy, judged) : [];
  const isDenied = statements.some(
    statement => statement.effect === 'Deny' && isDeniedTo(statement.principal, principal),
  );
  return isDenied ? 'resource-based policy' : undefined;
}

function implicitDeny(
  principal: Principal,
  judged: Judged,
  resourcePolicy: ResourcePolicy | undefined,
): PolicyType | undefined {
  const allowed = resourcePolicy ? allowedAs(resourcePolicy.policy, judged, principal) : new Set();
  const isAllowed = (...as: NamedAs[]) => as.some(each => allowed.has(each));
  if (principal.kind === 'service') {
    return isAllowed('everybody', 'service') ? undefined : 'resource-based policy';
  }
  if (isAllowed('everybody', 'session')) return undefined;
  if (!isAllowed('role')) {
    if (resourcePolicy?.isRequired && !isAllowed('account')) return 'resource-based policy';
    if (!principal.policies.some(policy => allows(policy, judged))) return 'identity-based policy';
  }
  const { permissionsBoundary: boundary } = principal;
  return boundary && !allows(boundary, judged) ? 'permissions boundary' : undefined;
}

const effects = (policy: Policy, judged: Judged) => applicable(policy, judged).map(({ effect }) => effect);
const allows = (policy: Policy, judged: Judged) => effects(policy, judged).includes('Allow');

function allowedAs(policy: Policy, judged: Judged, principal: Principal): Set<NamedAs> {
  const names = applicable(policy, judged).flatMap(({ effect, principal: named }) =>
    effect === 'Allow' && named ? (namedAs(named, principal) ?? []) : [],
  );
  return new Set(names);
}

/** A request with all that statements can ask of it. */
export const withContext = (principal: Principal, request: Request): Judged => ({
  ...request,
  context: { ...contextOf(principal, request), ...request.context },
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function contextOf(principal: Principal, { resource }: Request): Judged['context'] {
  const resourceAccount = accountOf(resource);
  return {
    'aws:SecureTransport': 'true',
    ...(resourceAccount && { 'aws:ResourceAccount': resourceAccount }),
    ...(principal.kind === 'service' ? serviceContext(principal.name) : roleContext(principal)),
  };
}

const serviceContext = (name: string) => ({
  'aws:PrincipalIsAWSService': 'true',
  'aws:PrincipalServiceName': name,
});

const roleContext = ({ roleArn }: RoleSession) => ({
  'aws:PrincipalArn': roleArn,
  'aws:PrincipalAccount': accountOf(roleArn),
  'aws:PrincipalType': 'AssumedRole',
  'aws:PrincipalIsAWSService': 'false',
});
