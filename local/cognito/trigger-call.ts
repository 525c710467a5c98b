/** One call of a trigger's function: permission, deadline, and what its failures are called at the client. */

import { AwsError, isObject, type Json, type JsonObject } from '../aws-service.ts';
import type { Deployment, OtherTriggerName, TriggerName } from '../deployment.ts';
import type { Invocation, Invoke } from '../lambda/lambda.ts';
import { invalidParameter } from './errors.ts';
import { allowsCognito, namesFunction } from './permissions.ts';
import { parseJson } from './trigger-events.ts';

/**
 * The one failure that Cognito answers by calling again. Lambda's own errors it does not retry where their status is
 * 500 to 599 (Developer Guide, "Things to know about Lambda triggers"); of the others nothing is said.
 */
export class TriggerTimeout extends AwsError {}

const failedDueTo = (trigger: TriggerName | OtherTriggerName, reason: string) =>
  `${trigger} invocation failed due to error ${reason}.`;

const unexpected = (trigger: TriggerName | OtherTriggerName, reason: string) =>
  new AwsError('UnexpectedLambdaException', failedDueTo(trigger, reason));

/** @throws InvalidParameterException if the pool has no function for the trigger */
export function functionArn({ userPool }: Deployment, trigger: TriggerName | OtherTriggerName): string {
  const arn = userPool.lambdaConfig[trigger];
  if (arn === undefined)
    throw invalidParameter('Custom auth lambda trigger is not configured for the user pool.');
  return arn;
}

/** @throws UnexpectedLambdaException, UserLambdaValidationException */
export async function callTrigger(options: {
  trigger: TriggerName | OtherTriggerName;
  arn: string;
  payload: string;
  deployment: Deployment;
  invoke: Invoke;
  timeoutMs: number;
}): Promise<Invocation> {
  const { trigger, arn, payload, deployment, invoke, timeoutMs } = options;
  const target = deployment.functions.find(candidate => namesFunction(arn, candidate));
  if (!target) throw unexpected(trigger, 'ResourceNotFoundException');
  if (!allowsCognito(deployment, target, arn)) throw unexpected(trigger, 'AccessDeniedException');
  const invocation = await within(timeoutMs, invokeAsCognito(trigger, arn, payload, invoke));
  if (!invocation) {
    const reason = 'Socket timeout while invoking Lambda function';
    throw new TriggerTimeout('UnexpectedLambdaException', failedDueTo(trigger, reason));
  }
  return invocation;
}

/** Lambda's own refusals, such as TooManyRequestsException, reach the client by name only. */
async function invokeAsCognito(
  trigger: TriggerName | OtherTriggerName,
  arn: string,
  payload: string,
  invoke: Invoke,
) {
  try {
    return await invoke(arn, payload);
  } catch (error) {
    throw error instanceof AwsError ? unexpected(trigger, error.code) : error;
  }
}

/** The text of the handler's error reaches the end user, with a full stop that AWS adds. */
export function requireSuccess(
  trigger: TriggerName | OtherTriggerName,
  { functionError, payload }: Invocation,
): void {
  if (functionError === undefined) return;
  const output: Json | undefined = parseJson(payload);
  const { errorMessage, errorType }: JsonObject = isObject(output) ? output : {};
  const reason = [errorMessage, errorType].find(value => typeof value === 'string') ?? 'Unhandled';
  throw new AwsError('UserLambdaValidationException', `${trigger} failed with error ${reason}.`);
}

/**
 * Undefined if the deadline comes first. The call itself goes on: Cognito has no way to stop it, and only
 * Lambda's own timeout does.
 */
async function within<T>(ms: number, call: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([call, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
