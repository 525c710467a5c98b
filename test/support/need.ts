import { findProgram } from '../../local/lambda/runtimes/find-program.ts';

/**
 * For `before`: skips the suite when a program is not on the PATH, with the reason in the title of each of its tests.
 * With CI=true the suite fails instead: there, everything must have been tested.
 */
export function need(program: string): (this: Mocha.Context) => void {
  return function () {
    if (findProgram(program) !== undefined) return;
    const reason = `${program} is not on the PATH`;
    if (process.env.CI === 'true') throw new Error(`${reason}, and CI=true allows no skipped tests`);
    this.test?.parent?.eachTest(test => {
      test.title += ` (skipped: ${reason})`;
    });
    this.skip();
  };
}
