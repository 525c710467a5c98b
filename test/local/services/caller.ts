import type { Caller, JsonObject } from '../../../local/aws-service.ts';
import { AwsError } from '../../../local/aws-service.ts';
import type { LambdaFunction, PolicyStatement } from '../../../local/deployment.ts';
import { createIam, type Iam } from '../../../local/services/iam.ts';

export const place = { region: 'eu-central-1', accountId: '123456789012' };

export const fn: LambdaFunction = {
  name: 'deliver',
  arn: 'arn:aws:lambda:eu-central-1:123456789012:function:deliver',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  timeoutSeconds: 5,
  memoryMb: 256,
  environment: {},
  packagePath: 'none.zip',
  roleArn: 'arn:aws:iam::123456789012:role/deliver',
};

/** A person on this machine, who may do everything. */
export const person: Caller = { accessKeyId: 'LOCAL' };

/** A function whose role says this, and the IAM that knows it. */
export function roleOf(...statements: readonly PolicyStatement[]): { iam: Iam; caller: Caller } {
  const iam = createIam([fn], [{ arn: fn.roleArn, statements }]);
  return { iam, caller: { accessKeyId: iam.credentialsFor(fn).AWS_ACCESS_KEY_ID ?? '' } };
}

export const allow = (action: string, ...resources: readonly string[]): PolicyStatement => ({
  effect: 'Allow',
  actions: [action],
  resources,
});

/** The error that an operation ends with. */
export async function refusal(run: () => unknown): Promise<AwsError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('The operation was not refused.');
}

/** The parsed body of a REST answer. */
export const parsed = ({ body }: { body: string }): JsonObject => JSON.parse(body);
