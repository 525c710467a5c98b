import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { child, type Report } from '../measure.ts';
import type { CpuShare } from './cpu-share.ts';

export interface Start {
  /** The Node.js to run. */
  readonly node: string;
  /** The unpacked function. */
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
  /** From the first event on: an init has a whole core. @default all of it */
  readonly share?: CpuShare;
}

export interface Init extends Report {
  /** What Node's own start took. */
  readonly startMs: number;
}

export interface Environment {
  readonly init: Init;
  /** @throws Error with what the function threw */
  readonly call: (event: object) => Promise<EventReport>;
  readonly close: () => Promise<void>;
}

export interface EventReport extends Report {
  readonly maxRssMb: number;
  readonly error?: string;
}

/** An execution environment of Lambda: a fresh process that has loaded its function, and waits for events. */
export async function startEnvironment({ node, folder, variables, share }: Start): Promise<Environment> {
  const program = spawn(node, ['--require', child('trust'), child('lambda'), folder], {
    env: { ...variables, AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' },
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
  const errors = text(program.stdio[2] as Readable);
  const closed = once(program, 'close');
  const lines = createInterface({ input: program.stdio[3] as Readable })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${folder} ended:\n${await errors}`);
    return JSON.parse(value);
  };
  const init: Init = await next();
  const release = share?.limit(Number(program.pid));
  return {
    init,
    call: async event => {
      program.stdin?.write(`${JSON.stringify(event)}\n`);
      const report: EventReport = await next();
      if (report.error) throw new Error(`${folder} failed: ${report.error}\n`);
      return report;
    },
    close: async () => {
      release?.();
      program.stdin?.end();
      await closed;
    },
  };
}
