import { expect } from 'chai';
import type { Setting } from '../../../functions/settings/declare.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';
import { evaluateConfiguration } from '../../../local/terraform/configuration.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import type { Value } from '../../../local/terraform/value.ts';
import { declared } from '../../../modules/inputs/from-declaration.ts';
import { inputs } from '../../../modules/inputs/index.ts';
import { declarations } from '../../support/declared.ts';
import { need } from '../../support/need.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { samplesOf } from '../../support/settings-samples.ts';
import { terraformIn } from '../../support/terraform.ts';
import { terraformTest } from '../../support/terraform-test.ts';

/** Flow has rules of its own in Terraform: `refusals.test.ts` compares them. */
const { flow: _, ...compared } = declarations;

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

/** A configuration with the variable of an input, as far as it is declared. */
const configuration = (name: string, setting: Setting) => {
  const { type, validations = [] } = declared(name, setting, { description: '', default: null });
  const validation = validations.map(({ condition, message }) => ({
    condition: `\${${condition}}`,
    error_message: message,
  }));
  return { variable: { [name]: { type, nullable: true, default: null, validation } } };
};

function locally(name: string, setting: Setting, value: unknown): Verdict {
  try {
    const { variables } = evaluateConfiguration(configuration(name, setting), {
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
  JSON.parse(JSON.stringify(value).replaceAll('${', '$${').replaceAll('%{', '%%{'));

/** At the cold start of the functions. */
function atColdStart(name: string, setting: Setting, value: unknown): boolean {
  try {
    setting.read(value, name);
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
      const { validations } = declared(name, setting, {
        description: '',
        default: inputs[name]?.default,
      });
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
      const all = Object.entries<Setting>(compared).map(
        ([name, setting]) => configuration(name, setting).variable,
      );
      await terraformIn(scratch('.'), {
        'variables.tf.json': JSON.stringify({ variable: Object.assign({}, ...all) }),
      }).init();
      const results = await terraformTest(
        scratch('.'),
        Object.fromEntries(
          cases.map(({ id, name, value }) => [
            id,
            { run: { plan: { command: 'plan', variables: { [name]: escaped(value) } } } },
          ]),
        ),
      );
      for (const { id, name, setting, value } of cases) {
        const isTaken = results.get(`${id}/plan`)?.status === 'pass';
        const given = isTaken ? locally(name, setting, value).value : value;
        expect(atColdStart(name, setting, given), `${name} ${JSON.stringify(value)}`).to.equal(isTaken);
      }
    });
  });
});
