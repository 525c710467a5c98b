/** Whether a function's resource policy (`aws_lambda_permission`) lets Cognito invoke it for a pool. */

import type { Deployment, LambdaFunction, LambdaPermission } from '../deployment.ts';

export function allowsCognito(deployment: Deployment, target: LambdaFunction): boolean {
  return deployment.permissions.some(
    permission =>
      namesFunction(permission.functionName, target) &&
      ['lambda:InvokeFunction', 'lambda:*', '*'].includes(permission.action) &&
      ['cognito-idp.amazonaws.com', '*'].includes(permission.principal) &&
      matchesSource(permission, deployment),
  );
}

/** By name, by ARN, or by an ARN with a version or alias. */
export const namesFunction = (reference: string, { name, arn }: LambdaFunction): boolean =>
  reference === name || reference === arn || reference.startsWith(`${arn}:`);

const matchesSource = ({ sourceArn, sourceAccount }: LambdaPermission, { userPool, accountId }: Deployment) =>
  (sourceArn === undefined || arnLike(userPool.arn, sourceArn)) &&
  (sourceAccount === undefined || sourceAccount === accountId);

/** IAM's ArnLike: `*` and `?` within each of the six components, never across a colon of the first five. */
export function arnLike(arn: string, pattern: string): boolean {
  const components = (value: string) => {
    const parts = value.split(':');
    return [...parts.slice(0, 5), parts.slice(5).join(':')];
  };
  const actual = components(arn);
  return components(pattern).every((part, index) => wildcard(part).test(actual[index] ?? ''));
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
