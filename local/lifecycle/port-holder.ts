/** Who listens on a port of this machine, as far as it can be told. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { commandInProc, listenerInProc } from './proc.ts';

export interface Holder {
  readonly pid: number;
  /** As it was called, as far as the operating system tells. */
  readonly command: string;
}

type Run = (file: string, args: readonly string[]) => Promise<string>;

const run: Run = async (file, args) => (await promisify(execFile)(file, args, { timeout: 2000 })).stdout;

/**
 * By Linux itself, otherwise by `lsof` and `ps`. Undefined where neither knows, as of somebody else's process.
 *
 * @param proc where Linux tells of its processes
 */
export async function portHolder(port: number, runs: Run = run, proc = '/proc'): Promise<Holder | undefined> {
  const pid = listenerInProc(port, proc);
  if (pid !== undefined) return { pid, command: commandInProc(pid, proc) };
  const asked = await runs('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp']).catch(() => '');
  const [, told] = /^p(\d+)$/m.exec(asked) ?? [];
  if (told === undefined) return undefined;
  const command = await runs('ps', ['-o', 'command=', '-p', told]).catch(() => '');
  return { pid: Number(told), command: command.trim() };
}

/** Of a command that somebody has to recognize. */
const MOST_CHARACTERS = 200;

/** What to say of a port that is taken, with the cure. */
export async function portTaken(port: number, holderOf = portHolder): Promise<string> {
  const holder = await holderOf(port);
  if (!holder) return `Port ${port} is taken. Choose another with --port.`;
  const { pid, command } = holder;
  const who = command ? `"${command.slice(0, MOST_CHARACTERS)}" (process ${pid})` : `process ${pid}`;
  return `Port ${port} is taken by ${who}. End that with: kill ${pid}. Or choose another port with --port.`;
}
