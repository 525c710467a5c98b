import { expect } from 'chai';
import type { Setting } from '../../../functions/settings/declare.ts';
import { parseFlowSettings } from '../../../functions/settings/flow-settings.ts';
import { parseSettings } from '../../../functions/settings/settings.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';
import { evaluateConfiguration } from '../../../local/terraform/configuration.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import type { Value } from '../../../local/terraform/value.ts';
import { guardRules } from '../../../modules/inputs/flow-rules.ts';
import { declared } from '../../../modules/inputs/from-declaration.ts';
import { inputs } from '../../../modules/inputs/index.ts';
import type { Validation } from '../../../modules/inputs/input.ts';
import { declarations as compared } from '../../support/declared.ts';
import { flowSamples } from '../../support/flow-samples.ts';
import { need } from '../../support/need.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { samplesOf } from '../../support/settings-samples.ts';
import { terraformIn } from '../../support/terraform.ts';
import { type RunResult, type TestFile, terraformTest } from '../../support/terraform-test.ts';

const PARAMETER = 'arn:aws:ssm:eu-central-1:111122223333:parameter/texts';

/** What Terraform took and the functions stopped at, by input. */
const DISAGREED: Readonly<Record<string, readonly unknown[]>> = {
  magic_link: [{ urls: ['https://app.example.com:65536/'] }, { urls: ['https://1.2.3.999/'] }],
  email: [{ from: 'a\u00a0b@example.com' }],
  delivery: [{ texts: { iw: PARAMETER, he: PARAMETER } }, { app_name: 'a\u2028b' }],
  sms: [
    { provider: 'sns', country_prefixes: ['+91'], destination_parameters: { 'AWS.MM.SMS.EntityId': '1201' } },
  ],
};

interface Verdict {
  readonly isTaken: boolean;
  /** What Terraform hands on, where it takes the value. */
  readonly value?: unknown;
}

/** A configuration with the variable of an input, as far as it is declared, and with rules besides. */
const configuration = (name: string, setting: Setting, rules: readonly Validation[] = []) => {
  const { type, validations = [] } = declared(name, setting, {
    ...{ text: '', default: null, example: null, rules },
  });
  const validation = validations.map(({ condition, message }) => ({
    condition: `\${${condition}}`,
    error_message: message,
  }));
  return { variable: { [name]: { type, nullable: true, default: null, validation } } };
};

function locally(
  name: string,
  setting: Setting,
  value: unknown,
  json = configuration(name, setting),
): Verdict {
  try {
    const { variables } = evaluateConfiguration(json, {
      ...{ variables: { [name]: value }, modulePath: '.', computed: () => ({}) },
    });
    return { isTaken: true, value: plain(variables[name] ?? null) };
  } catch (error) {
    if (error instanceof ConfigurationError) return { isTaken: false };
    throw error;
  }
}

/** As `jsonencode` writes it. */
const plain = (value: Value): unknown =>
  JSON.parse(JSON.stringify(value, (_, part) => (part instanceof Set ? [...part] : part)));

/** A test file's texts are templates. */
const escaped = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('${', '$$$${').replaceAll('%{', '%%{'));

/** At the cold start of the functions. */
function atColdStart(name: string, setting: Setting, value: unknown): boolean {
  return isTaken(() => setting.read(value, name));
}

function isTaken(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof SettingsError) return false;
    throw error;
  }
}

describe('a value of an input has the same verdict', function () {
  this.timeout(600_000);

  /** Null is no settings at all: the module leaves the input out. */
  const samples = (setting: Setting) => {
    const texts = samplesOf(setting)
      .filter(value => value !== null)
      .map(value => JSON.stringify(value));
    return [...new Set(texts)].map(text => JSON.parse(text) as unknown);
  };

  for (const [name, setting] of Object.entries<Setting>(compared)) {
    it(`at the cold start as in Terraform, read by the local services: ${name}`, () => {
      const verdicts = { taken: 0, refused: 0 };
      for (const value of samples(setting)) {
        const terraform = locally(name, setting, value);
        verdicts[terraform.isTaken ? 'taken' : 'refused']++;
        const given = terraform.isTaken ? terraform.value : value;
        expect(atColdStart(name, setting, given), JSON.stringify(value)).to.equal(terraform.isTaken);
      }
      expect(verdicts.taken).to.be.at.least(2);
      expect(verdicts.refused).to.be.at.least(2);
    });

    it(`since the module has the rules of the declaration: ${name}`, () => {
      const { said = { text: '' }, default: fallback } = inputs[name] ?? {};
      const { validations } = declared(name, setting, { ...said, default: fallback, example: null });
      expect(inputs[name]?.validations).to.deep.include.members([...(validations ?? [])]);
    });
  }

  for (const [name, values] of Object.entries(DISAGREED))
    for (const value of values)
      it(`where they disagreed before: ${name} = ${JSON.stringify(value)}`, () => {
        const setting: Setting = compared[name as keyof typeof compared];
        const { isTaken } = locally(name, setting, value);
        expect(atColdStart(name, setting, value)).to.equal(isTaken);
      });

  it('at the cold start as in Terraform: whole flows, by the rules that guard the sign-in', () => {
    const verdicts = { taken: 0, refused: 0 };
    for (const flow of flowSamples(250)) {
      const terraform = locally('flow', compared.flow, flow, guarded);
      verdicts[terraform.isTaken ? 'taken' : 'refused']++;
      expect(startsWith(terraform, flow), JSON.stringify(flow)).to.equal(terraform.isTaken);
    }
    expect(verdicts.taken).to.be.at.least(40);
    expect(verdicts.refused).to.be.at.least(40);
  });

  /** A flow and nothing else, with the declaration's rules and those across attributes. */
  const guarded = configuration('flow', compared.flow, guardRules);

  /** Whether the functions start with a flow, as Terraform hands it on. Define reads less of it: it takes what they all take. */
  function startsWith(terraform: Verdict, flow: unknown): boolean {
    const root = { flow: terraform.isTaken ? terraform.value : flow, keyId: 'key' };
    const all = isTaken(() => parseSettings(JSON.stringify(root)));
    if (all) parseFlowSettings(root);
    return all;
  }

  describe('in real Terraform', () => {
    const scratch = useScratchFolder();

    before(need('terraform'));

    it('as at the cold start', async () => {
      const cases = Object.entries<Setting>(compared).flatMap(([name, setting]) =>
        // Each costs some milliseconds: one in fifteen, and what once was taken by one side alone.
        [...samples(setting).filter((_, n) => n % 15 === 0), ...(DISAGREED[name] ?? [])].map((value, n) => ({
          ...{ id: `${name}-${n}`, name, setting, value },
        })),
      );
      const flows = flowSamples(250)
        .filter((_, n) => n % 15 === 0)
        .map((value, n) => ({ id: `whole-flow-${n}`, name: 'whole_flow', value }));
      // The rules across attributes do not take null: it is no flow of the module's.
      const whole = { ...guarded.variable.flow, default: [{ challenge: 'password' }] };
      const renamed = JSON.parse(JSON.stringify(whole).replaceAll('var.flow', 'var.whole_flow'));
      const variables: Readonly<Record<string, object>> = {
        ...Object.assign(
          {},
          ...Object.entries<Setting>(compared).map(
            ([name, setting]) => configuration(name, setting).variable,
          ),
        ),
        whole_flow: renamed,
      };
      const results = new Map<string, RunResult>();
      // Each by itself: a plan tries the rules of all variables that there are.
      for (const [name, variable] of Object.entries(variables)) {
        const json = JSON.stringify({ variable: { [name]: variable } });
        await terraformIn(scratch(name), { 'variables.tf.json': json }).init();
        const files = [...cases, ...flows]
          .filter(each => each.name === name)
          .map(({ id, value }): [string, TestFile] => [
            id,
            { run: { plan: { command: 'plan', variables: { [name]: escaped(value) } } } },
          ]);
        for (const [id, result] of await terraformTest(scratch(name), Object.fromEntries(files)))
          results.set(id, result);
      }
      for (const { id, value } of flows)
        expect(results.get(`${id}/plan`)?.status === 'pass', JSON.stringify(value)).to.equal(
          locally('flow', compared.flow, value, guarded).isTaken,
        );
      for (const { id, name, setting, value } of cases) {
        const isTaken = results.get(`${id}/plan`)?.status === 'pass';
        const given = isTaken ? locally(name, setting, value).value : value;
        expect(atColdStart(name, setting, given), `${name} ${JSON.stringify(value)}`).to.equal(isTaken);
      }
    });
  });
});
