import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './loop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs `npm start` as its script does. */
export function start(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts', ...args], { cwd: root });
  let output = '';
  child.stdout.on('data', chunk => (output += chunk));
  child.stderr.on('data', chunk => (output += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, output }));
  return { child, ended, output: () => output };
}

/** A file of inputs, for `--var-file` and the like. @returns its path */
export function varFile(inputs: object): string {
  const path = join(temporaryFolder(), 'inputs.json');
  writeFileSync(path, JSON.stringify(inputs));
  return path;
}
