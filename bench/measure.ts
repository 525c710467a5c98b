import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Milliseconds; CPU is user and system time. */
export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** What a program in `child/` reports. */
export interface Report extends Cost {
  /** What the handler gave, where one was called. */
  readonly response?: unknown;
}

/** The quieter half of them, 11, is what medians are taken of. */
const ROUNDS = 22;

/** The path of a program in `child/`. */
export const child = (name: string): string => fileURLToPath(new URL(`child/${name}.cjs`, import.meta.url));

/**
 * Runs Node in a fresh process, with no environment but the given one.
 *
 * @throws Error with the program's own words when it fails
 */
export async function fresh(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  node = process.execPath,
): Promise<Report> {
  const program = spawn(node, args, {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [errors, report, [status]] = await Promise.all([
    text(program.stdio[2] as Readable),
    text(program.stdio[3] as Readable),
    once(program, 'close'),
  ]);
  if (status !== 0) throw new Error(`node ${args.slice(0, 3).join(' ')} ended with ${status}:\n${errors}`);
  return JSON.parse(report);
}

/**
 * Medians of the variants' costs. They take turns, A B C A B C …, so that a machine that gets slower or faster in the
 * meantime does so for all of them. Half of the rounds count, those that were over first: in the others somebody else
 * was at work. The very first is for the caches.
 */
export async function inTurns<Name extends string>(
  variants: Readonly<Record<Name, () => Cost | Promise<Cost>>>,
  rounds = ROUNDS,
): Promise<Record<Name, Cost>> {
  const samples = await quietSamples(variants, ({ wallMs }) => wallMs, rounds);
  const medians = (Object.keys(samples) as Name[]).map(name => [name, medianCost(samples[name])]);
  return Object.fromEntries(medians) as Record<Name, Cost>;
}

/** The same for what has more to it than a cost: the samples of the rounds that count. @param took milliseconds */
export async function quietSamples<Name extends string, Sample>(
  variants: Readonly<Record<Name, () => Sample | Promise<Sample>>>,
  took: (sample: Sample) => number,
  rounds: number,
): Promise<Record<Name, readonly Sample[]>> {
  const names = Object.keys(variants) as Name[];
  const oneRound = async () => {
    const samples: Sample[] = [];
    for (const name of names) samples.push(await variants[name]());
    return { samples, wallMs: samples.reduce((sum, sample) => sum + took(sample), 0) };
  };
  await oneRound();
  const all: Awaited<ReturnType<typeof oneRound>>[] = [];
  for (let round = 0; round < rounds; round++) all.push(await oneRound());
  const quiet = all.toSorted((a, b) => a.wallMs - b.wallMs).slice(0, Math.ceil(rounds / 2));
  const byName = names.map((name, at) => [name, quiet.flatMap(({ samples }) => samples.slice(at, at + 1))]);
  return Object.fromEntries(byName) as Record<Name, readonly Sample[]>;
}

/** The cost of some work in this process. */
export async function costOf(work: () => unknown): Promise<Cost> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - wall, cpuMs: (user + system) / 1000 };
}

export const beyond = (cost: Cost, floor: Cost): Cost => ({
  wallMs: cost.wallMs - floor.wallMs,
  cpuMs: cost.cpuMs - floor.cpuMs,
});

export function medianCost(costs: readonly Cost[]): Cost {
  return { wallMs: median(costs.map(cost => cost.wallMs)), cpuMs: median(costs.map(cost => cost.cpuMs)) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
