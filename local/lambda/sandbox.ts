/** One process that runs a function: one invocation at a time, warm between them, killed when its time is over. */

import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deferred } from './deferred.ts';
import { readLines } from './log-lines.ts';
import { onExit } from './on-exit.ts';
import { exited, notStarted, type Outcome, timedOut } from './outcome.ts';
import { type InvocationRequest, startRuntimeApi } from './runtime-api.ts';
import type { Command } from './runtimes/runtimes.ts';
import { killWithThisProcess } from './watchdog.ts';

export interface Sandbox {
  /** Waits until the sandbox can take an invocation; gives the reason when it never will. */
  ready(): Promise<Outcome | undefined>;
  /** Serves an invocation. The sandbox must be ready, and the call be the next thing after that. */
  invoke(invocation: InvocationRequest): Promise<Outcome>;
  /** Resolves when the process has ended and its API is closed. */
  readonly gone: Promise<void>;
  /** Kills the process, and resolves when it is gone. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  readonly command: Command;
  readonly taskRoot: string;
  /** All of the process's environment, except the Runtime API's address. */
  readonly environment: Readonly<Record<string, string>>;
  /** How long the process may take until it asks for its first invocation. */
  readonly initSeconds: number;
  /** The function's timeout. */
  readonly timeoutSeconds: number;
  readonly onLog: (line: string) => void;
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { command, initSeconds, timeoutSeconds, onLog } = options;
  const api = await startRuntimeApi();
  let child: ReturnType<typeof startProcess>;
  try {
    child = startProcess(options, api.address);
  } catch (error) {
    await api.close();
    throw error;
  }
  const kill = () => killGroup(child);
  const stopKillingOnExit = onExit(kill);
  const hasEnded = child.pid === undefined ? () => undefined : killWithThisProcess(child.pid);

  const gone = deferred<void>();
  let ended: Outcome | undefined;
  const onEnd = new Set<(reason: Outcome) => void>();
  /** The first reason counts: a process that is killed for its timeout also exits by a signal. */
  const end = (reason: Outcome) => {
    ended ??= reason;
    for (const tell of onEnd) tell(ended);
    kill();
  };
  const leave = (reason: Outcome) => {
    end(reason);
    stopKillingOnExit();
    hasEnded();
    void api.close().then(gone.resolve);
  };
  child.once('exit', (status, signal) => leave(exited(status, signal)));
  child.once('error', error => leave(notStarted(command.file, error)));
  void api.initError.then(end);

  let logged = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', () => {
      logged = true;
    });
    readLines(stream, onLog);
    if (stream instanceof Socket) stream.unref();
  }
  child.unref();

  let waits = 0;
  /** A sandbox keeps this process alive while someone waits for it, and only then. */
  const waitFor = async <T>(work: Promise<T>): Promise<T> => {
    waits += 1;
    child.ref();
    const result = await work;
    waits -= 1;
    if (waits === 0) child.unref();
    return result;
  };

  /** What the work gives, or why the sandbox ended before. (A race would keep every result while the sandbox lives.) */
  const orEnd = <T>(work: Promise<T>): Promise<T | Outcome> =>
    new Promise(resolve => {
      if (ended) resolve(ended);
      onEnd.add(resolve);
      void work.then(result => {
        onEnd.delete(resolve);
        resolve(result);
      });
    });

  /** Ends the sandbox after this time, unless it asks for an invocation before. */
  const limit = (milliseconds: number): void => {
    const timer = setTimeout(() => end(timedOut(timeoutSeconds)), milliseconds).unref();
    void orEnd(api.waiting()).then(() => clearTimeout(timer));
  };
  limit(initSeconds * 1000);

  /** What the function wrote before it answered is in the pipes by then: it is read until a turn finds no more. */
  const logsRead = async (): Promise<void> => {
    do {
      logged = false;
      await nextTurn();
    } while (logged);
  };

  return {
    ready: () => waitFor(orEnd(api.waiting().then(() => undefined))),
    invoke: async invocation => {
      const posted = api.deliver(invocation);
      limit(invocation.deadline - Date.now());
      const outcome = await waitFor(orEnd(posted));
      await logsRead();
      return outcome;
    },
    gone: gone.promise,
    close: () => {
      kill();
      return waitFor(gone.promise);
    },
  };
}

const startProcess = ({ command, taskRoot, environment }: SandboxOptions, runtimeApi: string) =>
  spawn(command.file, command.args, {
    cwd: taskRoot,
    env: { ...environment, AWS_LAMBDA_RUNTIME_API: runtimeApi },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group, so that what a shell script started ends with it.
    detached: true,
  });

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it has ended already. EPERM: what macOS says of a group that has ended, but was not waited for.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
