import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { commandSubject } from './command.ts';
import { moduleSubject } from './module.ts';
import { type Result, runVector } from './run.ts';
import type { Subject } from './subject.ts';
import { type Level, levels, loadVectors, type Suite, settingsOf, suites } from './vectors.ts';

/**
 * Holds a function to the contract: `--command "python3 handler.py"` or `--module ./handler.js`, `--suite` for what it
 * is (default: `external`), and `--level` for how much is asked (default: `flow`, all of it). Ends with 1 when a vector
 * fails, with 2 when it cannot run.
 */

const USAGE = `npm run conformance -- (--command "<command>" | --module <file>) [--suite ${suites.join('|')}] [--level ${levels.join('|')}]`;

async function main(): Promise<number> {
  const { command, module, suite = 'external', level = 'flow' } = options();
  const known = suites.find(each => each === suite);
  const upTo = levels.find(each => each === level);
  if (!known || !upTo || (command === undefined) === (module === undefined)) {
    console.error(USAGE);
    return 2;
  }
  // The flow that the vectors are about.
  process.env.CHALLENGE_SETTINGS ??= settingsOf(known);
  // The function's own words, and the metrics that it writes past the console, go elsewhere than the report.
  const { stdout, stderr } = process;
  const toReport = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  const report = new Console(
    new Writable({
      write: (chunk, _encoding, done) => {
        toReport(chunk);
        done();
      },
    }),
  );
  globalThis.console = new Console(stderr);
  const subject = command !== undefined ? commandSubject(command) : await moduleSubject(module ?? '');
  report.log(`${known}: ${command ?? module}`);
  try {
    const results = await runAll(subject, known, upTo, report);
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
    return parseArgs({ options: { command: text, module: text, suite: text, level: text } }).values;
  } catch (error) {
    console.error(String(error));
    return {};
  }
}

async function runAll(subject: Subject, suite: Suite, level: Level, report: Console): Promise<Result[]> {
  const results: Result[] = [];
  for (const vector of loadVectors(suite, level)) {
    const result = await runVector(subject, suite, vector, level);
    results.push(result);
    report.log(`  ${result.outcome === 'fail' ? 'FAIL' : result.outcome}  ${result.title} (${vector.level})`);
    for (const reason of result.reasons) report.log(`        ${reason}`);
    if (result.outcome === 'fail') report.log(`        ${vector.why}`);
  }
  return results;
}

process.exitCode = await main().catch(error => {
  console.error(String(error));
  return 2;
});
