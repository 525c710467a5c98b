/**
 * What Linux tells of processes in `/proc`: images for containers have neither `ps` nor `lsof`.
 * https://man7.org/linux/man-pages/man5/proc.5.html
 */

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

const LISTENING = '0A';

/** The process that listens on a port of TCP, of those that this user may look into. */
export function listenerInProc(port: number, proc = '/proc'): number | undefined {
  const sockets = new Set(['tcp', 'tcp6'].flatMap(file => inodesListening(port, join(proc, 'net', file))));
  if (sockets.size === 0) return undefined;
  const pids = (unlessGone(() => readdirSync(proc)) ?? []).filter(name => /^\d+$/.test(name));
  const found = pids.find(pid => {
    const folder = join(proc, pid, 'fd');
    const opened = unlessGone(() => readdirSync(folder)) ?? [];
    return opened.some(fd => sockets.has(unlessGone(() => readlinkSync(join(folder, fd))) ?? ''));
  });
  return found === undefined ? undefined : Number(found);
}

/** As `socket:[12345]`, which is what a descriptor leads to. */
function inodesListening(port: number, file: string): string[] {
  const lines = (unlessGone(() => readFileSync(file, 'utf8')) ?? '').split('\n').slice(1);
  return lines.flatMap(line => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    const isMeant = state === LISTENING && Number.parseInt(local.split(':')[1] ?? '', 16) === port;
    return isMeant ? [`socket:[${inode}]`] : [];
  });
}

/** As it was called; empty if it has ended. */
export function commandInProc(pid: number, proc = '/proc'): string {
  const text = unlessGone(() => readFileSync(join(proc, String(pid), 'cmdline'), 'utf8')) ?? '';
  return text.split('\0').join(' ').trim();
}

/** The fourth field of `stat`; the second is the program's name, which may have blanks and parentheses in it. */
export function parentInProc(pid: number, proc = '/proc'): number | undefined {
  const stat = unlessGone(() => readFileSync(join(proc, String(pid), 'stat'), 'utf8'));
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 1).split(' ')[2]);
}

/** Processes end while they are looked at, others are somebody else's; and other systems have no such folder. */
function unlessGone<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
