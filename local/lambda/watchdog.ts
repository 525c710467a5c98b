/**
 * Ends what this process started, however this process ends. SIGKILL, a crash and the kernel's out-of-memory killer run
 * none of its own clean-ups, so a shell waits for the end of its pipe, which is the end of this process, and does them.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';

/** Lines in: `+ group` and `- group`, process groups that run or no longer do; `f path`, a folder to remove at the end. */
const SCRIPT = `
trap '' INT TERM HUP
groups=' '
while IFS=' ' read -r verb what; do
  case $verb in
    +) groups="$groups$what " ;;
    -) case $groups in *" $what "*) groups="\${groups%% $what *} \${groups#* $what }" ;; esac ;;
    f) set -- "$@" "$what" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
for folder in "$@"; do rm -rf -- "$folder"; done
`;

let watchdog: ChildProcess | undefined;

function tell(line: string): void {
  watchdog ??= start();
  watchdog.stdin?.write(`${line}\n`);
}

function start(): ChildProcess {
  // Its own process group: Ctrl-C in a terminal goes to all of this one's.
  const child = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Somebody ended it, or there is no shell: what it would do is done by this process as long as it can.
  for (const source of [child, child.stdin]) source.on('error', () => undefined);
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}

/**
 * Has a process group killed when this process has ended.
 * @returns takes it back, once the group has ended: its number may become another's
 */
export function killWithThisProcess(group: number): () => void {
  tell(`+ ${group}`);
  return () => tell(`- ${group}`);
}

/** Has a folder removed when this process has ended. */
export const removeWithThisProcess = (folder: string): void => tell(`f ${folder}`);
