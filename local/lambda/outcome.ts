/** How an invocation ends, or the start of a sandbox. */

import { getSystemErrorMap } from 'node:util';

/** What the runtime posted, as text. */
export interface Posted {
  readonly kind: 'response' | 'error';
  readonly payload: string;
}

/** What Lambda itself found: the runtime could not say it any more. */
export interface Fault {
  readonly kind: 'fault';
  /** `Runtime.ExitError`, `Sandbox.Timedout`, … */
  readonly errorType: string;
  readonly reason: string;
}

export type Outcome = Posted | Fault;

/** The payload of an Invoke answer, in Lambda's wording. */
export function payloadOf(outcome: Outcome, requestId: string): string {
  if (outcome.kind !== 'fault') return outcome.payload;
  const { errorType, reason } = outcome;
  return JSON.stringify({ errorType, errorMessage: `RequestId: ${requestId} Error: ${reason}` });
}

export function timedOut(seconds: number): Fault {
  const reason = `Task timed out after ${seconds.toFixed(2)} seconds`;
  return { kind: 'fault', errorType: 'Sandbox.Timedout', reason };
}

/** Lambda's names of signals are Go's. */
const SIGNALS: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
};

/** The process ended: with a status, or by a signal. */
export function exited(status: number | null, signal: NodeJS.Signals | null): Fault {
  const cause = signal ? `signal: ${SIGNALS[signal] ?? signal}` : `exit status ${status}`;
  const reason =
    status === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${cause}`;
  return { kind: 'fault', errorType: 'Runtime.ExitError', reason };
}

/** The process did not start: no permission to execute, no interpreter, another machine's binary. */
export function notStarted(file: string, error: NodeJS.ErrnoException): Fault {
  const description = getSystemErrorMap().get(error.errno ?? 0)?.[1] ?? error.message;
  const reason = `fork/exec ${file}: ${description}`;
  return { kind: 'fault', errorType: 'Runtime.InvalidEntrypoint', reason };
}
