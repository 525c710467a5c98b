import { expect } from 'chai';
import Mocha, { Suite, Test } from 'mocha';
import { useEnvironment } from './environment.ts';
import { need } from './need.ts';

/** Runs a suite of one test that needs the program, and gives the test and the number of failures. */
async function runSuiteThatNeeds(program: string) {
  const mocha = new Mocha({ reporter: Mocha.reporters.Base });
  const suite = Suite.create(mocha.suite, 'a suite');
  const test = new Test('works', () => undefined);
  suite.beforeAll(need(program));
  suite.addTest(test);
  const failures = await new Promise<number>(resolve => {
    mocha.run(resolve);
  });
  return { test, failures };
}

describe('need', () => {
  describe('on a person’s machine', () => {
    useEnvironment(() => ({ CI: undefined }));

    it('runs the suite when the program is there', async () => {
      const { test, failures } = await runSuiteThatNeeds('node');

      expect([test.state, test.title, failures]).to.deep.equal(['passed', 'works', 0]);
    });

    it('skips the suite and says why when it is not', async () => {
      const { test, failures } = await runSuiteThatNeeds('no-such-program');

      expect(test.isPending()).to.equal(true);
      expect(test.title).to.equal('works (skipped: no-such-program is not on the PATH)');
      expect(failures).to.equal(0);
    });
  });

  describe('in CI', () => {
    useEnvironment(() => ({ CI: 'true' }));

    it('fails the suite', async () => {
      const { failures } = await runSuiteThatNeeds('no-such-program');

      expect(failures).to.equal(1);
    });
  });
});
