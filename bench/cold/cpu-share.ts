import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onExit } from '../../local/lambda/on-exit.ts';

/** A whole core: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const WHOLE_CORE_MB = 1769;

const PERIOD_US = 20_000;

/** Holds processes to the CPU that Lambda gives a function of so much memory. */
export interface CpuShare {
  readonly how: string;
  /** @returns ends it, before the process ends */
  readonly limit: (pid: number) => () => void;
  readonly close: () => void;
}

/** Where the kernel takes a quota, and how it is written: cgroups of version 1, of version 2. */
const places: readonly (readonly [
  parent: string,
  files: (quotaUs: number) => Record<string, number | string>,
])[] = [
  ['/sys/fs/cgroup/cpu', quota => ({ 'cpu.cfs_period_us': PERIOD_US, 'cpu.cfs_quota_us': quota })],
  ['/sys/fs/cgroup', quota => ({ 'cpu.max': `${quota} ${PERIOD_US}` })],
];

export function cpuShare(megabytes: number): CpuShare {
  const share = Math.min(1, megabytes / WHOLE_CORE_MB);
  for (const [parent, files] of places) {
    const group = join(parent, `cognito-challenge-bench-${process.pid}-${megabytes}`);
    try {
      mkdirSync(group);
      // Only what the kernel has made: in a folder that is none of its own, a file would hold nobody back.
      for (const [file, value] of Object.entries(files(Math.round(share * PERIOD_US))))
        writeFileSync(join(group, file), String(value), { flag: 'r+' });
    } catch {
      remove(group);
      continue;
    }
    // The kernel may not let go of it while the last process is still on its way out.
    onExit(() => remove(group));
    return {
      how: `a cgroup quota of ${Math.round(share * PERIOD_US)} µs in ${PERIOD_US} (${parent})`,
      limit: pid => {
        writeFileSync(join(group, 'cgroup.procs'), String(pid));
        return () => writeFileSync(join(parent, 'cgroup.procs'), String(pid));
      },
      close: () => remove(group),
    };
  }
  return byTurns(share);
}

/**
 * Where no cgroup may be made: the process stands still for the rest of each period. It loses what it would have waited
 * in as well, so its times are longer than under a quota, for both sides of a ratio.
 */
export function byTurns(share: number): CpuShare {
  return {
    how: 'stopping and continuing the process, as no cgroup can be made here: longer times than under a quota',
    limit: pid => {
      let pause: NodeJS.Timeout | undefined;
      const turn = () => {
        process.kill(pid, 'SIGCONT');
        pause = setTimeout(() => process.kill(pid, 'SIGSTOP'), (share * PERIOD_US) / 1000);
      };
      turn();
      const timer = setInterval(turn, PERIOD_US / 1000);
      return () => {
        clearInterval(timer);
        clearTimeout(pause);
        process.kill(pid, 'SIGCONT');
      };
    },
    close: () => {},
  };
}

function remove(group: string): void {
  try {
    rmdirSync(group);
  } catch {
    // It was not made, or is gone already, or goes at the exit.
  }
}
