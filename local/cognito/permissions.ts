/** Whether a function's resource policy (`aws_lambda_permission`) lets Cognito invoke it for a pool. */

import type { Deployment, LambdaFunction, LambdaPermission } from '../deployment.ts';

/** @param arn what `lambda_config` says: a policy is one of the function, or of one of its versions and aliases */
export function allowsCognito(deployment: Deployment, target: LambdaFunction, arn: string): boolean {
  return deployment.permissions.some(
    permission =>
      namesFunction(permission.functionName, target) &&
      qualifierOf(permission.functionName, target) === qualifierOf(arn, target) &&
      ['lambda:InvokeFunction', 'lambda:*', '*'].includes(permission.action) &&
      ['cognito-idp.amazonaws.com', '*'].includes(permission.principal) &&
      matchesSource(permission, deployment),
  );
}

/** By name or ARN, either with a version or alias or without. */
export const namesFunction = (reference: string, target: LambdaFunction): boolean =>
  qualifierOf(reference, target) !== undefined;

/** The version or alias in a reference, empty where there is none; undefined for another function's. */
function qualifierOf(reference: string, { name, arn }: LambdaFunction): string | undefined {
  if (reference === name || reference === arn) return '';
  const known = [name, arn].find(each => reference.startsWith(`${each}:`));
  return known && reference.slice(known.length + 1);
}

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
