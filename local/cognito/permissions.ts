/** Whether a function's resource policy (`aws_lambda_permission`) lets Cognito invoke it for a pool. */

import type { Deployment, LambdaFunction } from '../deployment.ts';
import { evaluate } from '../iam/evaluate.ts';
import { functionPolicy } from '../iam/function-policy.ts';

/** @param arn what `lambda_config` says: a policy is one of the function, or of one of its versions and aliases */
export function allowsCognito(
  { permissions, userPool, accountId }: Deployment,
  target: LambdaFunction,
  arn: string,
): boolean {
  const decision = evaluate(
    { kind: 'service', name: 'cognito-idp.amazonaws.com' },
    {
      action: 'lambda:InvokeFunction',
      resource: arn,
      context: { 'aws:SourceArn': userPool.arn, 'aws:SourceAccount': accountId },
      resourcePolicy: { policy: functionPolicy(arn, permissions), isRequired: true },
    },
  );
  return namesFunction(arn, target) && decision.isAllowed;
}

/** By name or ARN, either with a version or alias or without. */
export const namesFunction = (reference: string, { name, arn }: LambdaFunction): boolean =>
  [name, arn].some(known => reference === known || reference.startsWith(`${known}:`));
