import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Kills processes that this one starts, at random, whatever they are doing: functions, on the local Lambda. */
export function startKiller() {
  const alive = new Set<ChildProcess>();
  let killed = 0;
  const note = (message: unknown) => {
    const { process: child } = message as { process: ChildProcess };
    alive.add(child);
    child.once('exit', () => alive.delete(child));
  };
  subscribe('child_process', note);
  return {
    killOne: () => {
      const victim = [...alive][Math.floor(Math.random() * alive.size)];
      if (victim?.kill('SIGKILL')) killed++;
    },
    killed: () => killed,
    stop: () => unsubscribe('child_process', note),
  };
}
