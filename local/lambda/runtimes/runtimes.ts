/**
 * From a function's `runtime` to the program that runs its package.
 *
 * Each speaks the Runtime API; the managed ones (`nodejs*`, `python*`) through a program in this folder.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LambdaFunction } from '../../deployment.ts';
import type { Fault } from '../outcome.ts';
import { findProgram } from './find-program.ts';

export interface Command {
  readonly kind: 'command';
  readonly file: string;
  readonly args: readonly string[];
}

export const RUNTIME_DIRECTORY = import.meta.dirname;

const invalidEntrypoint = (reason: string): Fault => ({
  kind: 'fault',
  errorType: 'Runtime.InvalidEntrypoint',
  reason,
});

type Resolve = (fn: LambdaFunction, taskRoot: string) => Command | Fault;

const RUNTIMES: readonly (readonly [prefix: string, resolve: Resolve])[] = [
  ['nodejs', nodejs],
  ['python', python],
  ['provided', provided],
];

/** The command that starts a sandbox of the function, or why there is none. */
export function runtimeCommand(fn: LambdaFunction, taskRoot: string): Command | Fault {
  const resolve = RUNTIMES.find(([prefix]) => fn.runtime.startsWith(prefix))?.[1];
  if (resolve) return resolve(fn, taskRoot);
  const runnable = RUNTIMES.map(([prefix]) => `${prefix}*`).join(', ');
  return invalidEntrypoint(`the runtime ${fn.runtime} does not run on this machine, only ${runnable} do`);
}

/**
 * Features of Node.js that Lambda turns off, unless NODE_OPTIONS turns them on: without this, a package could work
 * here and fail there. https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
const DISABLED_UNTIL_NODEJS24 = ['experimental-require-module', 'experimental-detect-module'];

function nodejs(fn: LambdaFunction): Command {
  const options = fn.environment.NODE_OPTIONS ?? '';
  const version = Number(/\d+/.exec(fn.runtime)?.[0]);
  const disabled = DISABLED_UNTIL_NODEJS24.filter(
    name =>
      version < 24 && !options.includes(`--${name}`) && process.allowedNodeEnvironmentFlags.has(`--${name}`),
  );
  const args = disabled.map(name => `--no-${name}`);
  // The rest is for the stack, buffers and Node.js itself.
  const heapMb = Math.floor(fn.memoryMb * 0.9);
  if (!/max[-_]old[-_]space[-_]size/.test(options)) args.push(`--max-old-space-size=${heapMb}`);
  return {
    kind: 'command',
    file: process.execPath,
    args: [...args, join(RUNTIME_DIRECTORY, 'nodejs', 'main.cjs')],
  };
}

function python(): Command | Fault {
  const file = findProgram('python3');
  if (file === undefined) return invalidEntrypoint('python3 is not on the PATH of this machine');
  // -u: what the function prints is in the log before its answer is.
  return { kind: 'command', file, args: ['-u', join(RUNTIME_DIRECTORY, 'python.py')] };
}

function provided(_fn: LambdaFunction, taskRoot: string): Command | Fault {
  const file = join(taskRoot, 'bootstrap');
  return existsSync(file)
    ? { kind: 'command', file, args: [] }
    : invalidEntrypoint("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
}
