import { Console } from 'node:console';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { commandSubject } from './command.ts';
import { moduleSubject } from './module.ts';
import { type Result, runVector } from './run.ts';
import type { Subject } from './subject.ts';
import { loadVectors, type Suite, suites } from './vectors.ts';

/**
 * Holds a function to the contract: `--command "python3 handler.py"` or `--module ./handler.js`, and `--suite` for
 * what it is (`external` unless said). Ends with 1 when a vector fails, with 2 when it cannot run.
 */

const USAGE = `npm run conformance -- (--command "<command>" | --module <file>) [--suite ${suites.join('|')}]`;

async function main(): Promise<number> {
  const { command, module, suite = 'external' } = options();
  const known = suites.find(each => each === suite);
  if (!known || (command === undefined) === (module === undefined)) {
    console.error(USAGE);
    return 2;
  }
  // The flow that the vectors of define, create and verify are about.
  process.env.CHALLENGE_SETTINGS ??= readFileSync(new URL('settings.json', import.meta.url), 'utf8');
  // The function's own words go elsewhere than the report.
  const report = new Console(process.stdout);
  globalThis.console = new Console(process.stderr);
  const subject = command !== undefined ? commandSubject(command) : await moduleSubject(module ?? '');
  report.log(`${known}: ${command ?? module}`);
  try {
    const results = await runAll(subject, known, report);
    const count = (outcome: Result['outcome']) => results.filter(result => result.outcome === outcome).length;
    report.log(`${count('pass')} passed, ${count('fail')} failed, ${count('skip')} skipped`);
    return count('fail') > 0 ? 1 : 0;
  } finally {
    await subject.close();
  }
}

function options() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ options: { command: text, module: text, suite: text } }).values;
  } catch (error) {
    console.error(String(error));
    return {};
  }
}

async function runAll(subject: Subject, suite: Suite, report: Console): Promise<Result[]> {
  const results: Result[] = [];
  for (const vector of loadVectors(suite)) {
    const result = await runVector(subject, suite, vector);
    results.push(result);
    report.log(`  ${result.outcome === 'fail' ? 'FAIL' : result.outcome}  ${result.title}`);
    for (const reason of result.reasons) report.log(`        ${reason}`);
    if (result.outcome === 'fail') report.log(`        ${vector.why}`);
  }
  return results;
}

process.exitCode = await main().catch(error => {
  console.error(String(error));
  return 2;
});
