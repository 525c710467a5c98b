/**
 * Lets Stryker run mocha's tests. Its own plugin cannot: the one that runs on Node 20 asks for a file that mocha 12 has
 * no more (`mocha/lib/cli/run-helpers`), and the next one needs Node 22.
 */

import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import Mocha from 'mocha';

/** What the mutated code and this runner tell each other. */
const space = globalThis as unknown as Record<string, InstrumenterContext>;
space[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
const context = space[INSTRUMENTER_CONSTANTS.NAMESPACE] as InstrumenterContext;

/** A mutant has the same examples against it each time: what lives on is then the same, too. */
const SEED = 20251121;

/** Nothing is printed: Stryker tells what became of a mutant. */
class Silent extends Mocha.reporters.Base {
  override epilogue() {}
}

interface Tests {
  readonly files: readonly string[];
  /** Regular expressions: tests of such names are left out, or come last. */
  readonly without: string;
  readonly last: string;
}

function mochaTestRunner({ files, without, last }: Tests): TestRunner {
  const mocha = new Mocha({ reporter: Silent, timeout: 0 });
  mocha.cleanReferencesAfterRun(false);
  for (const file of files) mocha.addFile(file);
  const all = new RegExp(`^(?!.*(${without}))`);
  mocha.grep(all);
  let isLoaded = false;
  let countsPerTest = false;
  mocha.suite.beforeEach(function () {
    if (countsPerTest && this.currentTest) context.currentTestId = this.currentTest.fullTitle();
  });
  // What a suite does before its tests is done for all of them, and for none of the suite before.
  mocha.suite.afterEach(() => {
    delete context.currentTestId;
  });

  async function run(bail: boolean, mutant?: string, isStatic = false): Promise<DryRunResult> {
    if (!isLoaded) {
      if (mutant !== undefined && isStatic) context.activeMutant = mutant;
      fc.configureGlobal({ seed: SEED });
      try {
        await mocha.loadFilesAsync();
      } catch (error) {
        return { status: DryRunStatus.Error, errorMessage: String(error) };
      }
      putLast(mocha.suite, new RegExp(last));
      isLoaded = true;
    }
    if (mutant !== undefined) context.activeMutant = mutant;
    setUp(mocha.suite, bail);
    const tests = await results(mocha);
    return (
      determineHitLimitReached(context.hitCount, context.hitLimit) ?? { status: DryRunStatus.Complete, tests }
    );
  }

  return {
    // A module is imported once: for a mutant that acts while it is, Stryker starts another process.
    capabilities: () => ({ reloadEnvironment: false }),
    dryRun: async ({ coverageAnalysis, disableBail }) => {
      countsPerTest = coverageAnalysis === 'perTest';
      const result = await run(!disableBail);
      countsPerTest = false;
      return 'tests' in result && context.mutantCoverage
        ? { ...result, mutantCoverage: context.mutantCoverage }
        : result;
    },
    mutantRun: async ({ activeMutant, testFilter, disableBail, hitLimit, mutantActivation }) => {
      if (hitLimit !== undefined) Object.assign(context, { hitLimit, hitCount: 0 });
      mocha.grep(testFilter ? new RegExp(testFilter.map(name => `^${escaped(name)}$`).join('|')) : all);
      return toMutantRunResult(await run(!disableBail, activeMutant.id, mutantActivation === 'static'));
    },
  };
}

/** No test fails because the machine is slow: a mutant that takes too long is Stryker's to see. */
function setUp(suite: Mocha.Suite, bail: boolean): void {
  suite.bail(bail);
  const { _beforeEach, _beforeAll, _afterEach, _afterAll } = suite as unknown as Record<string, Mocha.Hook[]>;
  for (const each of [suite.tests, _beforeEach, _beforeAll, _afterEach, _afterAll].flat()) each?.timeout(0);
  for (const each of suite.suites) setUp(each, bail);
}

/** Slow tests come behind the others: most mutants are dead by then. */
function putLast(suite: Mocha.Suite, slow: RegExp): void {
  const isSlow = (each: Mocha.Suite): boolean =>
    each.tests.some(({ title }) => slow.test(title)) || each.suites.some(isSlow);
  suite.tests.sort((one, other) => Number(slow.test(one.title)) - Number(slow.test(other.title)));
  suite.suites.sort((one, other) => Number(isSlow(one)) - Number(isSlow(other)));
  for (const each of suite.suites) putLast(each, slow);
}

function results(mocha: Mocha): Promise<TestResult[]> {
  const tests: TestResult[] = [];
  let since = performance.now();
  const common = (name: string) => {
    const timeSpentMs = Math.round(performance.now() - since);
    since = performance.now();
    return { id: name, name, timeSpentMs };
  };
  return new Promise(resolve => {
    const runner = mocha.run(() => resolve(tests));
    runner.on('pass', test => {
      const fileName = test.file;
      tests.push({
        ...common(test.fullTitle()),
        ...(fileName && { fileName }),
        status: TestStatus.Success,
      });
    });
    runner.on('fail', (test, { message }) => {
      // A hook that failed speaks for the test that it is of.
      const name = test.ctx?.currentTest?.fullTitle() ?? test.fullTitle();
      tests.push({ ...common(name), status: TestStatus.Failed, failureMessage: message || 'failed' });
    });
  });
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

export const strykerPlugins = [
  declareFactoryPlugin(
    PluginKind.TestRunner,
    'mocha-12',
    Object.assign((options: object) => mochaTestRunner((options as { mocha: Tests }).mocha), {
      inject: tokens(commonTokens.options),
    }),
  ),
];
