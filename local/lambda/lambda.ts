/** A Lambda for this machine: runs unchanged deployment packages, each in its own process. */

import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsError } from '../aws-service.ts';
import type { LambdaFunction } from '../deployment.ts';
import { sandboxEnvironment } from './environment.ts';
import { findFunction } from './function-name.ts';
import { isLogged } from './log-level.ts';
import { onExit } from './on-exit.ts';
import { payloadOf } from './outcome.ts';
import { unpack } from './package.ts';
import { createPool, type ExecutionEnvironment, type Pool } from './pool.ts';
import { removeWithThisProcess } from './watchdog.ts';

export interface Invocation {
  /** What the function returned, as the text that its runtime posted; for an error JSON `{errorType, errorMessage, …}`. */
  readonly payload: string;
  /** The function threw, timed out, crashed or did not start. */
  readonly functionError?: 'Unhandled';
  /** Wall time, with a cold start. */
  readonly durationMs: number;
  /** No warm sandbox was free. */
  readonly coldStart: boolean;
  /** What of the wall time was the cold start. */
  readonly initMs?: number;
}

/** Where an invocation comes from. */
export interface InvocationOrigin {
  /** What the function finds as `awsRequestId`. @default a new one */
  readonly requestId?: string;
  /** What asked for it: the request id of another invocation, or the id of a sign-in. */
  readonly causedBy?: string;
}

/**
 * @param functionNameOrArn with or without a qualifier
 * @param payload the event as JSON text
 * @throws AwsError ResourceNotFoundException, TooManyRequestsException, InvalidRequestContentException
 */
export type Invoke = (
  functionNameOrArn: string,
  payload: string,
  origin?: InvocationOrigin,
) => Promise<Invocation>;

export interface Lambda {
  readonly invoke: Invoke;
  /**
   * Initializes a sandbox of each function, so that a mistake shows now, and nobody waits for it later.
   * @throws Error that names each function that cannot be initialized, and why
   */
  warm(): Promise<void>;
  /** Kills what still runs, and removes the unpacked packages. */
  close(): Promise<void>;
}

export interface LambdaOptions {
  readonly functions: readonly LambdaFunction[];
  /** What Lambda adds to a function's environment: credentials, AWS_ENDPOINT_URL, … It wins over the function's own. */
  readonly environmentFor: (
    fn: LambdaFunction,
    environment: ExecutionEnvironment,
  ) => Readonly<Record<string, string>>;
  readonly region: string;
  readonly accountId: string;
  /** A record that a function wrote to stdout or stderr, if its log level lets it through; it is called before the invocation resolves. */
  readonly onLog?: (functionName: string, line: string, requestId: string) => void;
  /** Sandboxes that a function may have at once. @default 10 */
  readonly maxConcurrency?: number;
  /** How long a sandbox may initialize before Lambda tries again. @default 10, as on AWS */
  readonly initSeconds?: number;
}

/**
 * Unpacks the functions' packages, once, and is ready to invoke them.
 *
 * @throws Error when a package cannot be unpacked
 */
export async function startLambda(options: LambdaOptions): Promise<Lambda> {
  const root = await mkdtemp(join(await realpath(tmpdir()), 'lambda-'));
  const stopRemovingOnExit = onExit(() => rmSync(root, { recursive: true, force: true }));
  removeWithThisProcess(root);
  const remove = async () => {
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
    stopRemovingOnExit();
  };
  try {
    // Node.js takes a package without a package.json to be of the type of the next one above: of this, then.
    await writeFile(join(root, 'package.json'), '{}');
    const pools = await Promise.all(
      options.functions.map((fn, index) => deploy(fn, join(root, String(index)), options)),
    );
    return {
      invoke: async (nameOrArn, payload, origin) => {
        const { found, invokedArn } = findFunction(pools, nameOrArn, options);
        return invoke(found, invokedArn, payload, origin?.requestId);
      },
      warm: async () => {
        const faults = await Promise.all(pools.map(faultOf));
        const found = faults.filter(fault => fault !== undefined);
        if (found.length > 0) throw new Error(found.join('\n'));
      },
      close: async () => {
        await Promise.all(pools.map(pool => pool.close()));
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Why a function cannot be initialized, in the words of its runtime. */
async function faultOf(pool: Pool): Promise<string | undefined> {
  const outcome = await pool.warm(randomUUID());
  return outcome && `${pool.fn.arn} cannot be initialized: ${errorIn(payloadOf(outcome, ''))}`;
}

/** A runtime of somebody's own may post any text. */
function errorIn(payload: string): string {
  try {
    const { errorType, errorMessage } = Object(JSON.parse(payload));
    return [errorType, errorMessage].filter(Boolean).join(': ') || payload;
  } catch {
    return payload;
  }
}

async function deploy(fn: LambdaFunction, folder: string, options: LambdaOptions): Promise<Pool> {
  const taskRoot = join(folder, 'task');
  await mkdir(taskRoot, { recursive: true });
  await unpack(fn.packagePath, taskRoot);
  const { region, environmentFor, onLog, maxConcurrency = 10, initSeconds = 10 } = options;
  return createPool({
    fn,
    taskRoot,
    folder,
    environment: (temporary, environment) =>
      sandboxEnvironment(fn, { region, taskRoot, temporary }, environmentFor(fn, environment)),
    onLog: (line, requestId) => {
      if (isLogged(line, fn.logLevel)) onLog?.(fn.name, line, requestId);
    },
    maxConcurrency,
    initSeconds,
  });
}

async function invoke(
  pool: Pool,
  invokedArn: string,
  payload: string,
  requestId: string = randomUUID(),
): Promise<Invocation> {
  const startedAt = performance.now();
  const { outcome, coldStart, initMs } = await pool.invoke({
    requestId,
    invokedArn,
    payload: checked(payload),
  });
  return {
    payload: payloadOf(outcome, requestId),
    ...(outcome.kind !== 'response' && { functionError: 'Unhandled' }),
    durationMs: performance.now() - startedAt,
    coldStart,
    ...(initMs !== undefined && { initMs }),
  };
}

/** An invocation without a payload gets an empty event. */
function checked(payload: string): string {
  try {
    if (payload !== '') JSON.parse(payload);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`);
  }
  return payload === '' ? '{}' : payload;
}
