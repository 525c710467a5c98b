import type { LambdaPermission } from '../deployment.ts';
import type { Condition, Policy } from './policy.ts';

/**
 * The policy of a function, or of one of its versions and aliases, which each have their own: a statement for each
 * permission, as Lambda's AddPermission makes them. https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 *
 * @param arn with the qualifier, if it is the policy of one
 * @param permissions of any functions
 */
export function functionPolicy(arn: string, permissions: readonly LambdaPermission[]): Policy {
  const name = arn.split(':').slice(6).join(':');
  const own = permissions.filter(({ functionName }) => functionName === arn || functionName === name);
  return {
    version: '2012-10-17',
    statements: own.map(permission => ({
      effect: 'Allow',
      action: { not: false, patterns: [permission.action] },
      resource: { not: false, patterns: [arn] },
      principal: { not: false, names: [permission.principal] },
      conditions: CONDITIONS.flatMap(([argument, operator, key]) => {
        const value = permission[argument];
        return value === undefined ? [] : [{ operator, key, ifExists: false, values: [value] }];
      }),
    })),
  };
}

const CONDITIONS: readonly (readonly [keyof LambdaPermission, Condition['operator'], string])[] = [
  ['sourceArn', 'ArnLike', 'aws:SourceArn'],
  ['sourceAccount', 'StringEquals', 'aws:SourceAccount'],
  ['principalOrgId', 'StringEquals', 'aws:PrincipalOrgID'],
  ['eventSourceToken', 'StringEquals', 'lambda:EventSourceToken'],
  ['functionUrlAuthType', 'StringEquals', 'lambda:FunctionUrlAuthType'],
];
