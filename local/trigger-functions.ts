/** The functions behind the pool's triggers, where they are another configuration's: given with `--external`. */

import { namesFunction } from './cognito/permissions.ts';
import type { Deployment, LambdaFunction } from './deployment.ts';

/**
 * The deployment with those functions. Their owner decides who may invoke them, which is unknown here: Cognito may.
 * @throws Error for a trigger whose function is nowhere
 */
export function withTriggerFunctions(
  deployment: Deployment,
  externals: readonly LambdaFunction[],
): Deployment {
  const added = Object.entries(deployment.userPool.lambdaConfig)
    .filter(([, arn]) => !deployment.functions.some(fn => namesFunction(arn, fn)))
    .map(([trigger, arn]) => {
      const fn = externals.find(external => namesFunction(arn, external));
      if (fn) return { fn, arn };
      throw new Error(
        `The trigger ${trigger} calls ${arn}, which is not in the configuration: give it with --external ${arn}=PACKAGE:HANDLER:RUNTIME, or leave it out of the inputs.`,
      );
    });
  return {
    ...deployment,
    functions: [...deployment.functions, ...new Set(added.map(({ fn }) => fn))],
    permissions: [
      ...deployment.permissions,
      ...added.map(({ arn }) => ({
        functionName: arn,
        action: 'lambda:InvokeFunction',
        principal: 'cognito-idp.amazonaws.com',
      })),
    ],
  };
}
