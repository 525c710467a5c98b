/** Which function an Invoke means: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */

import { AwsError } from '../aws-service.ts';
import type { LambdaFunction } from '../deployment.ts';

/**
 * The function and the ARN that it sees as invoked: with the qualifier, if one was given.
 *
 * @param nameOrArn `name`, `name:qualifier`, ARN, ARN with qualifier. All qualifiers mean the one version there is.
 * @throws AwsError ResourceNotFoundException
 */
export function findFunction<Deployed extends { readonly fn: LambdaFunction }>(
  deployed: readonly Deployed[],
  nameOrArn: string,
  where: { readonly region: string; readonly accountId: string },
): { readonly found: Deployed; readonly invokedArn: string } {
  for (const found of deployed) {
    for (const known of [found.fn.name, found.fn.arn]) {
      if (nameOrArn === known) return { found, invokedArn: found.fn.arn };
      const qualifier = nameOrArn.startsWith(`${known}:`) && nameOrArn.slice(known.length + 1);
      if (qualifier && /^[\w$-]+$/.test(qualifier)) {
        return { found, invokedArn: `${found.fn.arn}:${qualifier}` };
      }
    }
  }
  const arn = nameOrArn.startsWith('arn:')
    ? nameOrArn
    : `arn:aws:lambda:${where.region}:${where.accountId}:function:${nameOrArn}`;
  throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
}
