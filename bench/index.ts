/** `npm run bench [-- NAME …] [--node VERSION] [--rounds COUNT] [--json FILE]`: measures, prints a table; status 1 if a target is missed. */

import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onExit } from '../local/lambda/on-exit.ts';
import { type Bench, type BenchOptions, type Figure, met, ratio } from './figure.ts';
import { table } from './table.ts';

/** Loaded when they run: some measure what is in memory, or need what others do not. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  sizes: async () => (await import('./sizes.ts')).sizes,
  imports: async () => (await import('./imports.ts')).imports,
  'first-call': async () => (await import('./first-call.ts')).firstCall,
  cold: async () => (await import('./cold/index.ts')).cold,
  'warm-calls': async () => (await import('./warm-calls.ts')).warmCalls,
  captcha: async () => (await import('./captcha.ts')).captchaPicture,
  'captcha-reader': async () => (await import('./captcha-reader.ts')).captchaReader,
  challenges: async () => (await import('./challenges.ts')).challengeRounds,
  synthesis: async () => (await import('./synthesis.ts')).synthesis,
  'sign-ins': async () => (await import('./sign-ins.ts')).signIns,
  apply: async () => (await import('./apply.ts')).apply,
};

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, node: { type: 'string' }, rounds: { type: 'string' } },
  });
  const names = Object.keys(benches);
  const chosen = names.filter(
    name => positionals.length === 0 || positionals.some(part => name.includes(part)),
  );
  if (chosen.length === 0)
    throw new Error(`There is no bench "${positionals.join(' ')}": there are ${names.join(', ')}.`);

  const [load = 0] = loadavg();
  const { figures, failures } = await run(chosen, {
    ...(values.node && { node: values.node }),
    ...(values.rounds && { rounds: Number(values.rounds) }),
  });
  console.log(table(figures));
  if (load > availableParallelism()) warnOf(load);
  if (values.json) await writeFile(values.json, toJson(figures));
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything was measured.');
  return figures.every(line => met(line) !== false);
}

/** One after the other: they would slow each other down. One that fails takes nothing from the others. */
async function run(
  names: readonly string[],
  options: BenchOptions,
): Promise<{ figures: Figure[]; failures: Error[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-bench-'));
  onExit(() => rmSync(folder, { recursive: true, force: true }));
  const figures: Figure[] = [];
  const failures: Error[] = [];
  for (const name of names) {
    const own = join(folder, name);
    await mkdir(own);
    process.stderr.write(`${name} …\n`);
    try {
      const bench = await benches[name]?.();
      figures.push(...((await bench?.(own, options)) ?? []));
    } catch (error) {
      failures.push(new Error(`${name} could not be measured.`, { cause: error }));
    }
  }
  return { figures, failures };
}

/** Turns even out what slows everything down, not what keeps processes waiting for each other. */
function warnOf(load: number): void {
  console.error(
    `The machine was busy before (load ${load.toFixed(1)}): trust the CPU, and measure the time again.`,
  );
}

function toJson(figures: readonly Figure[]): string {
  const { version: node, platform, arch } = process;
  const machine = { node, platform, arch, processors: availableParallelism(), load: loadavg()[0] };
  const lines = figures.map(line => ({ ...line, ratio: ratio(line), met: met(line) }));
  return `${JSON.stringify({ machine, figures: lines }, null, 2)}\n`;
}

process.exitCode = (await main()) ? 0 : 1;
