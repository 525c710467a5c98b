import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LambdaFunction } from '../../../local/deployment.ts';
import {
  type Invocation,
  type Lambda,
  type LambdaOptions,
  startLambda,
} from '../../../local/lambda/lambda.ts';
import { type Files, zipOf } from '../../support/zip-of.ts';

export const REGION = 'eu-central-1';
export const ACCOUNT_ID = '111122223333';

export interface Deployed {
  readonly lambda: Lambda;
  /** Invokes the function with an event; gives the payload read as JSON. */
  invoke(event?: unknown): Promise<Invocation & { readonly result: unknown }>;
  /** What the function has logged, record by record. */
  readonly logs: string[];
  readonly fn: LambdaFunction;
}

/** Deploys functions within a suite; after each test, all that it started is gone. */
export function useLambda() {
  let folder: string;
  let lambdas: Lambda[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packages-'));
    lambdas = [];
  });

  afterEach(async () => {
    await Promise.all(lambdas.map(lambda => lambda.close()));
    await rm(folder, { recursive: true });
  });

  async function functionOf(files: Files, overrides: Partial<LambdaFunction> = {}): Promise<LambdaFunction> {
    const name = overrides.name ?? 'echo';
    const packagePath = join(folder, `${name}.zip`);
    await writeFile(packagePath, zipOf(files));
    return {
      name,
      arn: `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${name}`,
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      timeoutSeconds: 10,
      memoryMb: 256,
      environment: {},
      packagePath,
      roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${name}`,
      ...overrides,
    };
  }

  async function start(
    functions: readonly LambdaFunction[],
    options: Partial<LambdaOptions> = {},
  ): Promise<Lambda> {
    const environmentFor = () => ({});
    const lambda = await startLambda({
      functions,
      environmentFor,
      region: REGION,
      accountId: ACCOUNT_ID,
      ...options,
    });
    lambdas.push(lambda);
    return lambda;
  }

  async function deploy(
    files: Files,
    overrides: Partial<LambdaFunction> = {},
    options: Partial<LambdaOptions> = {},
  ): Promise<Deployed> {
    const logs: string[] = [];
    const fn = await functionOf(files, overrides);
    const lambda = await start([fn], { onLog: (_name, line) => logs.push(line), ...options });
    const invoke = async (event: unknown = {}) => {
      const invocation = await lambda.invoke(fn.name, JSON.stringify(event));
      return { ...invocation, result: JSON.parse(invocation.payload) };
    };
    return { lambda, invoke, logs, fn };
  }

  return { functionOf, start, deploy };
}
