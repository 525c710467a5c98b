import type { Deployment } from '../../local/deployment.ts';
import { evaluate } from '../../local/iam/evaluate.ts';
import type { Policy } from '../../local/iam/policy.ts';
import type { RoleSession } from '../../local/iam/request.ts';
import type { AllowedCall } from '../../local/services/iam.ts';

/** The policy without one of its statements. */
export const without = (policy: Policy, index: number): Policy => ({
  ...policy,
  statements: policy.statements.filter((_, each) => each !== index),
});

/**
 * The statements of the functions' roles that make no difference to what the functions did: with each of them taken
 * away, every call would still have been allowed.
 *
 * @param calls all that was allowed
 * @returns `<function> <sid>`
 */
export function statementsWithoutEffect(
  { functions, roles }: Deployment,
  calls: readonly AllowedCall[],
): string[] {
  return functions.flatMap(({ name, roleArn }) => {
    const policies = roles.find(({ arn }) => arn === roleArn)?.policies ?? [];
    const own = calls.filter(({ functionName }) => functionName === name);
    return policies.flatMap((policy, which) =>
      policy.statements.flatMap(({ sid }, index) => {
        const left = policies.map((each, other) => (other === which ? without(each, index) : each));
        const session: RoleSession = { kind: 'role', roleArn, sessionArn: `${roleArn}/s`, policies: left };
        return own.every(call => evaluate(session, call).isAllowed) ? [`${name} ${sid}`] : [];
      }),
    );
  });
}
