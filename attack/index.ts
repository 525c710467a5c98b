/** `npm run attack [-- part …] [--long]`: tries to get in, and to break things; status 1 if something succeeds. */

import { parseArgs } from 'node:util';
import type { Part, Size } from './part.ts';
import { parts } from './parts.ts';
import { type Done, isHeld, summary } from './summary.ts';

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { long: { type: 'boolean', default: false } },
  });
  const names = Object.keys(parts);
  const unknown = positionals.filter(name => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no part "${unknown.join(' ')}": there are ${names.join(', ')}.`);
  const done: Done[] = [];
  for (const name of names.filter(each => positionals.length === 0 || positionals.includes(each)))
    done.push(await run(name, values.long ? 'long' : 'short'));
  console.log(`\n${summary(done)}`);
  return done.every(isHeld);
}

/** One after the other, since they measure. One that breaks off takes nothing from the others. */
async function run(name: string, size: Size): Promise<Done> {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const log = (line: string) => process.stderr.write(`${name} ${seconds().toFixed(1)} s: ${line}\n`);
  try {
    const part: Part | undefined = await parts[name]?.();
    if (!part) throw new Error(`There is no part ${name}.`);
    log(part.what);
    const outcome = await part.run(log, size);
    for (const line of outcome.succeeded) log(`SUCCEEDED: ${line}`);
    return { name, seconds: seconds(), outcome };
  } catch (error) {
    log(error instanceof Error ? String(error.stack) : String(error));
    return { name, seconds: seconds(), outcome: { error } };
  }
}

process.exitCode = (await main()) ? 0 : 1;
