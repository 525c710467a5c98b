import { expect } from 'chai';
import { need } from '../../support/need.ts';
import { configurations, refusedConfigurations } from './cases/configurations.ts';
import { failures } from './cases/failures.ts';
import { cases } from './cases/index.ts';
import { conversions, invalidTypes, refusals } from './cases/types.ts';
import { type Run, runTerraform, typeText } from './run-terraform.ts';

/** Sensitive, because some of the values are: Terraform refuses them otherwise. */
const output = (expression: string) => ({ value: `\${${expression}}`, sensitive: true });

const named = <T>(
  prefix: string,
  items: readonly T[],
  write: (item: T) => unknown,
): Record<string, unknown> =>
  Object.fromEntries(items.map((item, index) => [`${prefix}${index}`, write(item)]));

// what the unit tests ask of this evaluator, asked of the real Terraform
describe('Terraform agrees', function () {
  this.timeout(60_000);
  before(need('terraform'));

  it('on the values and types of all expressions', () => {
    const table = Object.values(cases).flat();
    const { outputs, errors } = runTerraform({
      output: named('e', table, ([expression]) => output(expression)),
    });
    expect(errors).to.deep.equal([]);
    const actual = table.map(([expression], index) => {
      const { type, value = null } = outputs[`e${index}`] ?? {};
      return [expression, value, typeText(type)];
    });
    expect(actual).to.deep.equal(table.map(row => [...row]));
  });

  it('on what is refused', () => {
    let left = failures.map((expression, index) => ({ name: `f${index}`, expression }));
    // Terraform reports what it cannot read before what it cannot evaluate
    for (;;) {
      const { errors } = runTerraform({
        output: Object.fromEntries(left.map(({ name, expression }) => [name, output(expression)])),
      });
      const refused = new Set(errors.map(({ block }) => block));
      const remaining = left.filter(({ name }) => !refused.has(`output.${name}`));
      if (remaining.length === left.length) break;
      left = remaining;
    }
    expect(left.map(({ expression }) => expression)).to.deep.equal([]);
  });

  it('on the values of variables', () => {
    const { outputs, errors } = runTerraform(
      {
        variable: named('v', conversions, ([type]) => ({ type })),
        output: Object.fromEntries(
          conversions.map((_, index) => [`v${index}`, { value: `\${var.v${index}}` }]),
        ),
      },
      named('v', conversions, ([, given]) => given),
    );
    expect(errors).to.deep.equal([]);
    const actual = conversions.map(([type, given], index) => [
      type,
      given,
      outputs[`v${index}`]?.value ?? null,
    ]);
    expect(actual).to.deep.equal(conversions.map(row => [...row]));
  });

  it('on the values that variables refuse', () => {
    const { errors } = runTerraform(
      { variable: named('v', refusals, ([type]) => ({ type })) },
      named('v', refusals, ([, given]) => given),
    );
    const details = refusals.map(
      (_, index) => errors.find(({ detail }) => detail.includes(`var.v${index} `))?.detail ?? 'accepted',
    );
    refusals.forEach(([type, given, message], index) => {
      expect(details[index], `${type} of ${JSON.stringify(given)}`).to.match(
        new RegExp(`: ${literally(message)}\\.$`),
      );
    });
  });

  it('on what is no type', () => {
    const { errors }: Run = runTerraform({ variable: named('v', invalidTypes, type => ({ type })) });
    const refused = new Set(errors.map(({ block }) => block));
    expect(invalidTypes.filter((_, index) => !refused.has(`variable.v${index}`))).to.deep.equal([]);
  });

  for (const { title, configuration, variables, outputs } of configurations) {
    it(`on ${title}`, () => {
      const run = runTerraform(configuration, variables);
      expect(run.errors).to.deep.equal([]);
      const names = Object.keys(outputs);
      const actual = Object.fromEntries(names.map(name => [name, run.outputs[name]?.value ?? null]));
      expect(actual).to.deep.equal(outputs);
    });
  }

  for (const { title, configuration, variables, terraform } of refusedConfigurations) {
    it(`on refusing ${title}`, () => {
      const { errors } = runTerraform(configuration, variables);
      expect(errors.map(({ summary, detail }) => `${summary}: ${detail}`).join('\n')).to.include(terraform);
    });
  }
});

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
