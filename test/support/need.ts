import { findProgram } from '../../local/lambda/runtimes/find-program.ts';

/**
 * For `before`: skips the suite when a program is not on the PATH, with the reason in the title of each of its tests.
 * With CI=true the suite fails instead: there, everything must have been tested.
 */
export function need(program: string): (this: Mocha.Context) => void {
  return function () {
    if (findProgram(program) === undefined) skipSuite(this, `${program} is not on the PATH`);
  };
}

/** The same for any other reason. @param hook a `before` of the suite */
export function skipSuite(hook: Mocha.Context, reason: string): void {
  if (process.env.CI === 'true') throw new Error(`${reason}, and CI=true allows no skipped tests`);
  hook.test?.parent?.eachTest(test => {
    test.title += ` (skipped: ${reason})`;
  });
  hook.skip();
}
