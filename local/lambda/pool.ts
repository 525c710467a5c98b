/** The sandboxes of one function: as many as invocations at a time, warm ones first. */

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsError } from '../aws-service.ts';
import type { LambdaFunction } from '../deployment.ts';
import { deferred } from './deferred.ts';
import type { Outcome } from './outcome.ts';
import type { InvocationRequest } from './runtime-api.ts';
import { type Command, runtimeCommand } from './runtimes/runtimes.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

export interface Pool {
  readonly fn: LambdaFunction;
  /** @throws AwsError TooManyRequestsException */
  invoke(invocation: PooledInvocation): Promise<PooledOutcome>;
  /**
   * Has a sandbox ready before somebody waits for it.
   * @returns why none can be initialized
   */
  warm(requestId: string): Promise<Outcome | undefined>;
  close(): Promise<void>;
}

/** Its deadline is set when a sandbox is there: the timeout does not count a cold start. */
export type PooledInvocation = Omit<InvocationRequest, 'deadline'>;

/** A sandbox as IAM and the logs see it, as long as its process lives. */
export interface ExecutionEnvironment {
  /** The invocation that it serves, or served last. */
  readonly requestId: () => string;
  readonly gone: Promise<void>;
}

/** A sandbox with the invocation that it is for. */
interface Serving {
  readonly sandbox: Sandbox;
  requestId: string;
}

export interface PooledOutcome {
  readonly outcome: Outcome;
  readonly coldStart: boolean;
  /** How long a cold start took, before the timeout began to count. */
  readonly initMs?: number;
}

export interface PoolOptions {
  readonly fn: LambdaFunction;
  /** The unpacked package. */
  readonly taskRoot: string;
  /** Where the sandboxes get their folders for temporary files. */
  readonly folder: string;
  readonly environment: (temporary: string, environment: ExecutionEnvironment) => Record<string, string>;
  /** With the request id of the invocation that the sandbox serves, or is started for. */
  readonly onLog: (line: string, requestId: string) => void;
  readonly maxConcurrency: number;
  readonly initSeconds: number;
}

export function createPool({ fn, taskRoot, folder, environment, onLog, ...limits }: PoolOptions): Pool {
  const command = runtimeCommand(fn, taskRoot);
  const started = new Set<Promise<Serving>>();
  const idle: Serving[] = [];
  let running = 0;
  let closed = false;

  async function startIn(command: Command, initSeconds: number, requestId: string): Promise<Serving> {
    const temporary = await mkdtemp(join(folder, 'tmp-'));
    const { timeoutSeconds } = fn;
    const gone = deferred<void>();
    const serving = { requestId };
    try {
      const sandbox = await startSandbox({
        command,
        taskRoot,
        environment: environment(temporary, { requestId: () => serving.requestId, gone: gone.promise }),
        timeoutSeconds,
        initSeconds,
        onLog: line => onLog(line, serving.requestId),
      });
      void sandbox.gone.then(gone.resolve);
      return Object.assign(serving, { sandbox });
    } catch (error) {
      gone.resolve();
      throw error;
    }
  }

  async function start(command: Command, initSeconds: number, requestId: string): Promise<Serving> {
    if (closed) throw new Error(`The local Lambda was closed before ${fn.name} was started`);
    const starting = startIn(command, initSeconds, requestId);
    started.add(starting);
    const serving = await starting;
    void serving.sandbox.gone.then(() => started.delete(starting));
    return serving;
  }

  /** A sandbox that has ended since it became idle is dropped here. */
  async function takeIdle(): Promise<Serving | undefined> {
    for (let serving = idle.pop(); serving; serving = idle.pop()) {
      if ((await serving.sandbox.ready()) === undefined) return serving;
    }
    return undefined;
  }

  async function serve(serving: Serving, invocation: PooledInvocation, deadline: number): Promise<Outcome> {
    serving.requestId = invocation.requestId;
    const outcome = await serving.sandbox.invoke({ ...invocation, deadline });
    idle.push(serving);
    return outcome;
  }

  async function run(command: Command, invocation: PooledInvocation): Promise<PooledOutcome> {
    const deadline = () => Date.now() + fn.timeoutSeconds * 1000;
    const warm = await takeIdle();
    if (warm) return { coldStart: false, outcome: await serve(warm, invocation, deadline()) };

    const startedAt = performance.now();
    const cold = await start(command, limits.initSeconds, invocation.requestId);
    const failed = await cold.sandbox.ready();
    const initMs = performance.now() - startedAt;
    if (failed === undefined) {
      return { coldStart: true, initMs, outcome: await serve(cold, invocation, deadline()) };
    }
    // As on AWS, a failed init is tried once more, as a part of the invocation and within its timeout:
    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
    const end = deadline();
    const again = await start(command, fn.timeoutSeconds, invocation.requestId);
    const failure = await again.sandbox.ready();
    return { coldStart: true, initMs, outcome: failure ?? (await serve(again, invocation, end)) };
  }

  return {
    fn,
    invoke: async invocation => {
      if (command.kind === 'fault') return { coldStart: true, outcome: command };
      if (running >= limits.maxConcurrency) {
        throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
      }
      running += 1;
      try {
        return await run(command, invocation);
      } finally {
        running -= 1;
      }
    },
    warm: async requestId => {
      if (command.kind === 'fault') return command;
      const serving = await start(command, limits.initSeconds, requestId);
      const fault = await serving.sandbox.ready();
      if (fault === undefined) idle.push(serving);
      return fault;
    },
    close: async () => {
      closed = true;
      const sandboxes = await Promise.allSettled(started);
      await Promise.all(
        sandboxes.map(async result => result.status === 'fulfilled' && result.value.sandbox.close()),
      );
    },
  };
}
