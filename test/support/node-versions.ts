/**
 * `npm run test:node -- [version …] [file or folder …]`: the tests that need no Terraform, on each Node.js that the
 * project promises or on those versions; all of them, or those below the folders, without what begins with `!`. The binaries come from npm, into a
 * folder that goes with the process.
 */

import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { binaryOf } from './node-binary.ts';
import { PROMISED } from './promised-node.ts';

interface Run {
  readonly node: string;
  readonly outcome: string;
  readonly seconds: number;
  readonly isGood: boolean;
}

const given = process.argv.slice(2);
const isVersion = (argument: string) => /^\d+(\.\d+)*$/.test(argument);
const versions = given.some(isVersion) ? given.filter(isVersion) : PROMISED;
const named = given.filter(argument => !isVersion(argument));
const places = named.filter(name => !name.startsWith('!'));
const without = named.filter(name => name.startsWith('!')).flatMap(name => testsIn(name.slice(1)));
const files = (places.length > 0 ? places : ['test'])
  .flatMap(testsIn)
  .filter(file => !without.includes(file) && !needsTerraform(file));
if (files.length === 0) throw new Error(`There is no test without Terraform in ${places.join(', ')}.`);

const runs: Run[] = [];
for (const version of versions) runs.push(await run(await binaryOf(version)));
console.log('');
for (const { node, outcome, seconds } of runs) console.log(`Node ${node}: ${outcome}, in ${seconds} s`);
process.exitCode = runs.every(({ isGood }) => isGood) ? 0 : 1;

function testsIn(place: string): string[] {
  if (statSync(place).isFile()) return [place];
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
  return names.filter(name => name.endsWith('.test.ts')).map(name => join(place, name));
}

/** Terraform is the same on every Node.js, and takes longest. */
function needsTerraform(file: string): boolean {
  return /test\/terraform\//.test(file) || /need\('terraform'\)|useMoto\(/.test(readFileSync(file, 'utf8'));
}

/** Runs the tests, and what they start, with this Node.js. What mocha writes is passed on as it comes. */
async function run(binary: string): Promise<Run> {
  const { stdout } = await promisify(execFile)(binary, ['--version']);
  const node = stdout.trim().slice(1);
  console.log(`Node ${node}: ${files.length} files`);
  const startedAt = performance.now();
  const mocha = spawn(binary, ['node_modules/mocha/bin/mocha.js', ...files], {
    env: { ...process.env, PATH: [dirname(binary), process.env.PATH].join(delimiter) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let outcome = 'mocha did not come to an end';
  const lines = createInterface({ input: mocha.stdout });
  lines.on('line', line => {
    console.log(line);
    // Of the project's own reporter.
    if (/^\d+ passed, \d+ failed, \d+ skipped$/.test(line)) outcome = line;
  });
  const status = await new Promise<number | null>(resolve => mocha.on('close', resolve));
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return { node, outcome, seconds, isGood: status === 0 };
}
