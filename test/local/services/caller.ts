import type { Caller, JsonObject } from '../../../local/aws-service.ts';
import { AwsError } from '../../../local/aws-service.ts';
import type { LambdaFunction, LambdaPermission } from '../../../local/deployment.ts';
import { parsePolicy } from '../../../local/iam/parse-policy.ts';
import type { Policy } from '../../../local/iam/policy.ts';
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

/** A statement as it stands in a document. */
export type Statement = Readonly<Record<string, unknown>>;

/** A policy of a role. */
export const policyOf = (...Statement: readonly Statement[]): Policy =>
  parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), 'identity');

interface More {
  readonly boundary?: Policy;
  readonly permissions?: readonly LambdaPermission[];
}

/** A function whose role says this, and the IAM that knows it. */
export function roleWith(statements: readonly Statement[], { boundary, permissions = [] }: More = {}) {
  const role = {
    arn: fn.roleArn,
    policies: [policyOf(...statements)],
    ...(boundary && { permissionsBoundary: boundary }),
  };
  const iam = createIam({
    region: place.region,
    functions: [fn],
    roles: [role],
    permissions,
    now: () => Date.UTC(2026, 0, 1),
  });
  return { iam, caller: { accessKeyId: iam.credentialsFor(fn).AWS_ACCESS_KEY_ID ?? '' } };
}

/** The same without anything besides. */
export const roleOf = (...statements: readonly Statement[]): { iam: Iam; caller: Caller } =>
  roleWith(statements);

export const allow = (Action: string, ...Resource: readonly string[]): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
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
