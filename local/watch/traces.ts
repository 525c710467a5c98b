/** What one invocation did besides answering: its log lines and its calls of AWS, by its request id. */

import type { AwsCall, Call, LogLine } from './protocol.ts';

export interface Trace {
  readonly requestId: string;
  /** From 1: Lambda calls again with the same request id where an asynchronous invocation fails. */
  readonly attempt: number;
  readonly logs: LogLine[];
  readonly awsCalls: AwsCall[];
  readonly runId: string;
  /** Once it is reported. */
  call?: Call;
}

export interface Traces {
  begin(requestId: string, runId: string): Trace;
  find(requestId: string | undefined): Trace | undefined;
  clear(): void;
}

/** More than run at one time, with those whose last lines are still to come. */
const MAX_TRACES = 500;
/** A function that writes without end fills no memory. */
const MAX_ENTRIES = 200;

export function createTraces(): Traces {
  const traces = new Map<string, Trace>();
  return {
    begin: (requestId, runId) => {
      const attempt = (traces.get(requestId)?.attempt ?? 0) + 1;
      traces.delete(requestId);
      const trace: Trace = { requestId, attempt, runId, logs: [], awsCalls: [] };
      traces.set(requestId, trace);
      const [oldest] = traces.keys();
      if (traces.size > MAX_TRACES && oldest !== undefined) traces.delete(oldest);
      return trace;
    },
    find: requestId => (requestId === undefined ? undefined : traces.get(requestId)),
    clear: () => traces.clear(),
  };
}

/** Adds to a list of a trace, unless that is full. @returns whether it was added */
export function addTo<Entry>(list: Entry[], entry: Entry): boolean {
  return list.length < MAX_ENTRIES && list.push(entry) > 0;
}
