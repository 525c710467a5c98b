import { expect } from 'chai';
import { parseSettings } from '../../../functions/settings/settings.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import { planRules } from '../../../modules/inputs/flow-rules.ts';
import { inputs } from '../../../modules/inputs/index.ts';
import { need } from '../../support/need.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { terraformIn } from '../../support/terraform.ts';
import { type RunResult, type TestFile, terraformTest } from '../../support/terraform-test.ts';
import { acceptances } from './acceptances.ts';
import { refusals } from './refusals.ts';
import { rules, takenInputs } from './rules.ts';
import { rulesAbout } from './rules-about.ts';
import type { Inputs } from './values.ts';

interface Case {
  readonly id: string;
  readonly input: string;
  readonly values: Inputs;
  /** What Terraform says; undefined where it must say nothing. */
  readonly message?: string;
}

const refused: Case[] = Object.entries(refusals).flatMap(([input, rules]) =>
  rules.flatMap((wrong, rule) =>
    wrong.map((values, n) => ({
      id: `refused-${input}-${rule}-${n}`,
      input,
      values,
      message: inputs[input]?.validations?.[rule]?.message ?? 'a validation that is not there',
    })),
  ),
);
const accepted: Case[] = Object.entries(acceptances).flatMap(([input, right]) =>
  right.map((values, n) => ({ id: `accepted-${input}-${n}`, input, values })),
);

describe('validations', function () {
  this.timeout(600_000);

  describe('in Terraform', () => {
    const scratch = useScratchFolder();
    const results = new Map<string, RunResult>();

    before(async function () {
      need('terraform').call(this);
      const whole = rules();
      const cases = [...refused, ...accepted];
      for (const names of new Set(cases.map(namesOf))) {
        const some = cases.filter(each => namesOf(each) === names);
        const about = rulesAbout(Object.keys(some[0]?.values ?? {}), whole);
        // They need no provider, and so hundreds of them take seconds.
        const folder = scratch(`about-${names}`);
        await terraformIn(folder, { 'variables.tf.json': JSON.stringify(about) }).init();
        const name = 'name' in about.variable && { name: 'acme' };
        const files = some.map(({ id, values }) => testFile(id, { ...name, ...values }));
        for (const [id, result] of await terraformTest(folder, Object.fromEntries(files)))
          results.set(id, result);
      }
    });

    const namesOf = ({ values }: Case) => Object.keys(values).sort().join('-');

    /** A file for each: Terraform runs nothing more of a file after an error. */
    function testFile(id: string, variables: Inputs): [string, TestFile] {
      return [id, { run: { plan: { command: 'plan', variables } } }];
    }

    /** What Terraform says of the inputs, without where it was checked. */
    function said({ id }: Case): string[] {
      const { failures } = results.get(`${id}/plan`) ?? expect.fail(`Terraform did not run ${id}`);
      return failures.map(({ detail }) => detail.split('\n\nThis was checked by')[0] ?? '');
    }

    for (const wrong of refused) {
      it(`refuses ${shown(wrong)}`, () => {
        expect(said(wrong)).to.deep.equal([wrong.message]);
      });
    }
    for (const right of accepted) {
      it(`accepts ${shown(right)}`, () => {
        expect(said(right)).to.deep.equal([]);
      });
    }
  });

  describe('in the local services, which read the same configuration', () => {
    const read = ({ values }: Case) => takenInputs({ name: 'acme', ...values });

    const first = ({ id }: Case) => id.endsWith('-0');

    for (const wrong of refused.filter(first)) {
      it(`refuse ${shown(wrong)}`, () => {
        expect(() => read(wrong)).to.throw(ConfigurationError, wrong.message);
      });
    }
    for (const right of accepted.filter(first)) {
      it(`accept ${shown(right)}`, () => {
        expect(() => read(right)).to.not.throw();
      });
    }
  });

  describe('of the flow, at cold start', () => {
    const ofPlans = planRules.map(({ message }) => message);
    const guarded = refused.filter(
      ({ input, message = '' }) => input === 'flow' && !ofPlans.includes(message),
    );
    for (const wrong of guarded) {
      it(`refuses ${shown(wrong)}`, () => {
        expect(() => parseSettings(settings(wrong))).to.throw(SettingsError);
      });
    }
    for (const right of accepted.filter(({ values }) => 'flow' in values)) {
      it(`accepts ${shown(right)}`, () => {
        expect(() => parseSettings(settings(right))).to.not.throw();
      });
    }

    /** What `local.settings` makes of the inputs. */
    function settings({ values }: Case): string {
      return JSON.stringify({
        flow: values.flow,
        keyId: 'arn:aws:kms:eu-central-1:111122223333:key/answers',
      });
    }
  });

  it('each have inputs that they refuse', () => {
    const rules = Object.entries(inputs).filter(([, { validations }]) => validations !== undefined);

    expect(
      Object.fromEntries(Object.entries(refusals).map(([input, wrong]) => [input, wrong.length])),
    ).to.deep.equal(
      Object.fromEntries(rules.map(([input, { validations }]) => [input, validations?.length])),
    );
    for (const [input, wrong] of Object.entries(refusals))
      for (const values of wrong) expect(values, input).to.not.be.empty;
    expect(acceptances).to.have.all.keys(rules.map(([input]) => input));
  });
});

function shown({ input, values }: Case): string {
  const text = Object.keys(values).length === 0 ? `the default of ${input}` : JSON.stringify(values);
  return text.length > 140 ? `${text.slice(0, 139)}…` : text;
}
