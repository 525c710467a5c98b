import { AwsError } from '../aws-service.ts';
import type { EventInvokeConfig, LambdaFunction } from '../deployment.ts';
import type { Iam } from './iam.ts';

/** By service, what Lambda does with a function's role to tell of a failure. */
const ACTIONS: Readonly<Record<string, string>> = {
  events: 'events:PutEvents',
  lambda: 'lambda:InvokeFunction',
  sns: 'sns:Publish',
  sqs: 'sqs:SendMessage',
};

/**
 * Lambda takes a destination only where the function's role may send to it.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 *
 * @throws AwsError as PutFunctionEventInvokeConfig does (its wording: unverified)
 */
export function requireDestinations(
  configs: readonly EventInvokeConfig[],
  functions: readonly LambdaFunction[],
  iam: Iam,
): void {
  for (const { functionArn, onFailure: resource } of configs) {
    const fn = functions.find(({ arn }) => functionArn === arn || functionArn.startsWith(`${arn}:`));
    if (fn === undefined || resource === undefined) continue;
    const service = resource.split(':')[2] ?? '';
    const action = ACTIONS[service] ?? service;
    const resourcePolicy = service === 'lambda' ? { resourcePolicy: iam.functionPolicy(resource) } : {};
    authorize(iam, fn, { action, resource, ...resourcePolicy });
  }
}

/**
 * The same of dead letters, at CreateFunction and UpdateFunctionConfiguration.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 */
export function requireDeadLetterTargets(functions: readonly LambdaFunction[], iam: Iam): void {
  for (const fn of functions) {
    const resource = fn.deadLetterTargetArn;
    if (resource === undefined) continue;
    const service = resource.split(':')[2] ?? '';
    authorize(iam, fn, { action: ACTIONS[service] ?? service, resource });
  }
}

function authorize(iam: Iam, fn: LambdaFunction, request: Parameters<Iam['authorizeRole']>[1]): void {
  try {
    iam.authorizeRole(fn, request);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const operation = request.action.split(':')[1];
    throw new AwsError(
      'InvalidParameterValueException',
      `The function's execution role does not have permissions to call ${operation} on ${request.resource}. ${error.message}`,
    );
  }
}
