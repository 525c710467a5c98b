/** The sandboxes of one function: as many as invocations at a time, warm ones first. */

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsError } from '../aws-service.ts';
import type { LambdaFunction } from '../deployment.ts';
import type { Outcome } from './outcome.ts';
import type { InvocationRequest } from './runtime-api.ts';
import { type Command, runtimeCommand } from './runtimes/runtimes.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

export interface Pool {
  readonly fn: LambdaFunction;
  /** @throws AwsError TooManyRequestsException */
  invoke(invocation: PooledInvocation): Promise<PooledOutcome>;
  /** Has a sandbox ready before somebody waits for it. @returns why none can be initialized */
  warm(): Promise<Outcome | undefined>;
  /** Closes, once the invocations that run have ended. */
  retire(): Promise<void>;
  close(): Promise<void>;
}

/** Its deadline is set when a sandbox is there: the timeout does not count a cold start. */
export type PooledInvocation = Omit<InvocationRequest, 'deadline'>;

export interface PooledOutcome {
  readonly outcome: Outcome;
  readonly coldStart: boolean;
}

export interface PoolOptions {
  readonly fn: LambdaFunction;
  /** The unpacked package. */
  readonly taskRoot: string;
  /** Where the sandboxes get their folders for temporary files. */
  readonly folder: string;
  readonly environment: (temporary: string) => Record<string, string>;
  readonly onLog: (line: string) => void;
  readonly maxConcurrency: number;
  readonly initSeconds: number;
}

export function createPool({ fn, taskRoot, folder, environment, onLog, ...limits }: PoolOptions): Pool {
  const command = runtimeCommand(fn, taskRoot);
  const started = new Set<Promise<Sandbox>>();
  const idle: Sandbox[] = [];
  const running = new Set<Promise<PooledOutcome>>();
  let closed = false;

  async function startIn(command: Command, initSeconds: number): Promise<Sandbox> {
    const temporary = await mkdtemp(join(folder, 'tmp-'));
    const { timeoutSeconds } = fn;
    const sandbox = {
      command,
      taskRoot,
      environment: environment(temporary),
      timeoutSeconds,
      initSeconds,
      onLog,
    };
    return startSandbox(sandbox);
  }

  async function start(command: Command, initSeconds: number): Promise<Sandbox> {
    if (closed) throw new Error(`The local Lambda was closed before ${fn.name} was started`);
    const starting = startIn(command, initSeconds);
    started.add(starting);
    const sandbox = await starting;
    void sandbox.gone.then(() => started.delete(starting));
    return sandbox;
  }

  /** A sandbox that has ended since it became idle is dropped here. */
  async function takeIdle(): Promise<Sandbox | undefined> {
    for (let sandbox = idle.pop(); sandbox; sandbox = idle.pop()) {
      if ((await sandbox.ready()) === undefined) return sandbox;
    }
    return undefined;
  }

  async function serve(sandbox: Sandbox, invocation: PooledInvocation, deadline: number): Promise<Outcome> {
    const outcome = await sandbox.invoke({ ...invocation, deadline });
    idle.push(sandbox);
    return outcome;
  }

  async function runIn(command: Command, invocation: PooledInvocation): Promise<PooledOutcome> {
    const deadline = () => Date.now() + fn.timeoutSeconds * 1000;
    const warm = await takeIdle();
    if (warm) return { coldStart: false, outcome: await serve(warm, invocation, deadline()) };

    const cold = await start(command, limits.initSeconds);
    if ((await cold.ready()) === undefined) {
      return { coldStart: true, outcome: await serve(cold, invocation, deadline()) };
    }
    // As on AWS, a failed init is tried once more, as a part of the invocation and within its timeout:
    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
    const end = deadline();
    const again = await start(command, fn.timeoutSeconds);
    const failure = await again.ready();
    return { coldStart: true, outcome: failure ?? (await serve(again, invocation, end)) };
  }

  const close = async () => {
    closed = true;
    const sandboxes = await Promise.allSettled(started);
    await Promise.all(sandboxes.map(async result => result.status === 'fulfilled' && result.value.close()));
  };

  return {
    fn,
    invoke: async invocation => {
      if (command.kind === 'fault') return { coldStart: true, outcome: command };
      if (running.size >= limits.maxConcurrency) {
        throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
      }
      const run = runIn(command, invocation);
      running.add(run);
      try {
        return await run;
      } finally {
        running.delete(run);
      }
    },
    warm: async () => {
      if (command.kind === 'fault') return command;
      const sandbox = await start(command, limits.initSeconds);
      const fault = await sandbox.ready();
      if (fault === undefined) idle.push(sandbox);
      return fault;
    },
    retire: async () => {
      await Promise.allSettled(running);
      await close();
    },
    close,
  };
}
