/** Who listens on a port of this machine, as far as it can be told. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Holder {
  readonly pid: number;
  /** As it was called, as far as the operating system tells. */
  readonly command: string;
}

type Run = (file: string, args: readonly string[]) => Promise<string>;

const run: Run = async (file, args) => (await promisify(execFile)(file, args, { timeout: 2000 })).stdout;

/** Undefined if there is no `lsof` nor `ss`, or if the process is somebody else's. */
export async function portHolder(port: number, runs: Run = run): Promise<Holder | undefined> {
  const answers = [
    async () => /^p(\d+)$/m.exec(await runs('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp'])),
    async () => /\bpid=(\d+)/.exec(await runs('ss', ['-Hltnp', `sport = :${port}`])),
  ];
  for (const ask of answers) {
    const pid = Number((await ask().catch(() => undefined))?.[1]);
    if (pid) return { pid, command: await commandOf(pid, runs) };
  }
  return undefined;
}

async function commandOf(pid: number, runs: Run): Promise<string> {
  const command = await runs('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => '');
  return command.trim().slice(0, 200);
}

/** What to say of a port that is taken, with the cure. */
export async function portTaken(port: number, holderOf = portHolder): Promise<string> {
  const holder = await holderOf(port);
  if (!holder) return `Port ${port} is taken. Choose another with --port.`;
  const { pid, command } = holder;
  const who = command ? `"${command}" (process ${pid})` : `process ${pid}`;
  return `Port ${port} is taken by ${who}. End that with: kill ${pid}. Or choose another port with --port.`;
}
