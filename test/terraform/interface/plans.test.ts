import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { buildModule } from '../../../modules/build-module.ts';
import { zip } from '../../../modules/packages.ts';
import { need } from '../../support/need.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { terraformIn } from '../../support/terraform.ts';
import { type RunResult, type TestFile, type TestRun, terraformTest } from '../../support/terraform-test.ts';
import { builtForPlans } from './built-for-plans.ts';
import { elsewhere } from './elsewhere.ts';
import { leastVersions } from './least-versions.ts';
import { mockAws } from './mock-aws.ts';
import { OWN_ZIP } from './runs/own-packages.ts';
import type { Run } from './runs/run.ts';
import { runs } from './runs.ts';

const idOf = (name: string) => name.replace(/\W+/g, '-');

describe('a plan of the built module', function () {
  this.timeout(600_000);

  const scratch = useScratchFolder();
  let results: ReadonlyMap<string, RunResult>;

  // One for each rule: the others are for test/modules/place.test.ts, since a plan of the whole module takes seconds.
  const refused = Object.entries(elsewhere).map(([message, [inputs = {}]]) => ({
    ...{ id: `elsewhere-${idOf(message)}`, message, inputs },
  }));

  before(async function () {
    need('terraform').call(this);
    const { folder: whole } = await buildModule(scratch('whole'));
    await terraformIn(whole, leastVersions).init();
    const folder = await builtForPlans(scratch('most'));
    writeFileSync(
      join(folder, OWN_ZIP),
      zip('main.py', new TextEncoder().encode('def handler(event, context): ...')),
    );
    const all = Object.entries(runs);
    const hasAcl = ([, { inputs }]: [string, Run]) => Object(inputs.waf).rate_limits !== undefined;
    const elsewhereFiles = refused.map(({ id, inputs }): [string, TestFile] => {
      const it: TestRun = { command: 'plan', variables: { name: 'acme', ...inputs } };
      return [id, { ...mockAws('plan'), run: { it } }];
    });
    results = new Map([
      ...(await terraformTest(whole, Object.fromEntries(all.filter(hasAcl).map(testFile)))),
      ...(await terraformTest(
        folder,
        Object.fromEntries([...all.filter(run => !hasAcl(run)).map(testFile), ...elsewhereFiles]),
      )),
    ]);
  });

  for (const [name, run] of Object.entries(runs)) {
    describe(name, () => {
      for (const what of Object.keys(run.holds)) {
        it(what, () => {
          const { status, failures } =
            results.get(`${idOf(name)}/it`) ?? expect.fail('Terraform did not run it');
          // A run that did not come to its assertions says why; one that did, which of them failed.
          const own = failures.filter(({ detail }) => status === 'error' || detail === what);
          if (own.length > 0)
            expect.fail(
              own.map(({ summary, detail, values }) => [summary, detail, ...values].join('\n')).join('\n'),
            );
        });
      }
    });
  }

  describe('of inputs that cannot work where the functions are', () => {
    for (const { id, message, inputs } of refused) {
      it(`says of ${JSON.stringify(inputs)}: ${message}`, () => {
        const { failures } = results.get(`${id}/it`) ?? expect.fail('Terraform did not run it');

        expect(failures.map(({ detail }) => detail)).to.have.lengthOf(1);
        expect(failures[0]?.detail).to.match(new RegExp(`^${message}\\b.*\\.$`));
      });
    }
  });
});

/** A file for each run: the next would not start after one that ends in an error. */
function testFile([name, { inputs, holds, command = 'plan', region }]: [string, Run]): [string, TestFile] {
  const assert = Object.entries(holds).map(([what, condition]) => ({
    condition: `\${${condition}}`,
    error_message: what,
  }));
  return [idOf(name), { ...mockAws(command, region), run: { it: { command, variables: inputs, assert } } }];
}
