import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { LogLevel, MutantResult, PartialStrykerOptions } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { SLOW, TOO_SLOW, testsOf } from './rooms.ts';

/** One change of the code, and what became of it. */
export interface Mutant {
  /** From the repository's root. */
  readonly file: string;
  readonly line: number;
  /** The line's text. */
  readonly code: string;
  readonly was: string;
  readonly became: string;
  /** `killed`: a test failed, or ran for too long. `left out`: it acts while a module is loaded, and a quick run did not kill it. */
  readonly fate: 'killed' | 'survived' | 'no test' | 'ignored' | 'left out';
}

const fates: Readonly<Partial<Record<MutantResult['status'], Mutant['fate']>>> = {
  Killed: 'killed',
  Timeout: 'killed',
  RuntimeError: 'killed',
  Survived: 'survived',
  NoCoverage: 'no test',
  Ignored: 'ignored',
};

/** What tests read, besides what they import from `node_modules`. */
const NEEDED = [
  'functions/**',
  'attack/**',
  'test/**',
  'schemas/**',
  'local/**',
  'modules/**',
  'package.json',
];

/**
 * Changes the files of a room in every way that Stryker knows, one at a time, and runs those of its tests that come by.
 * All of it happens in a copy, in `dist/`.
 *
 * @param files what to mutate, as globs
 * @param isQuick without a process for each mutant that acts while a module is loaded
 */
export async function mutate(room: string, files: readonly string[], isQuick: boolean): Promise<Mutant[]> {
  const options: PartialStrykerOptions & { readonly mocha: object } = {
    mutate: [...files],
    mocha: { files: testsOf(room), without: TOO_SLOW.source, last: SLOW.source },
    testRunner: 'mocha-12',
    plugins: ['mocha-runner.ts', 'ignored.ts'].map(name => join(import.meta.dirname, name)),
    ignorers: ['words'],
    testRunnerNodeArgs: ['--import', 'tsx'],
    coverageAnalysis: 'perTest',
    ignoreStatic: isQuick,
    concurrency: 2,
    dryRunTimeoutMinutes: 30,
    timeoutMS: 20_000,
    timeoutFactor: 4,
    tempDirName: 'dist/mutation',
    tsconfigFile: 'none',
    reporters: ['progress-append-only'],
    warnings: false,
    ignorePatterns: ['**', ...NEEDED.map(name => `!${name}`)],
    // One of its processes, which needs no plugin, warns that it cannot load these.
    logLevel: 'error' as LogLevel,
  };
  process.env.PICTURES ??= '150';
  return (await new Stryker(options).runMutationTest()).map(each => toMutant(each, isQuick));
}

function toMutant(
  { fileName, location, replacement, status, static: isStatic }: MutantResult,
  isQuick: boolean,
): Mutant {
  const file = relative('.', resolve(fileName));
  const lines = readFileSync(file, 'utf8').split('\n');
  const { start, end } = location;
  const was = lines
    .slice(start.line - 1, end.line)
    .map((line, index, all) => (index === all.length - 1 ? line.slice(0, end.column - 1) : line))
    .map((line, index) => (index === 0 ? line.slice(start.column - 1) : line.trim()))
    .join(' ');
  // Where it acts while a module is loaded, only a process of its own can tell that a mutant lives.
  const isLeftOut = isQuick && isStatic && (status === 'Ignored' || status === 'Survived');
  const fate = isLeftOut ? 'left out' : fates[status];
  if (!fate) throw new Error(`${file}:${start.line}: ${status}`);
  const code = lines[start.line - 1] ?? '';
  return { file, line: start.line, code, was, became: replacement.replace(/\s*\n\s*/g, ' '), fate };
}
