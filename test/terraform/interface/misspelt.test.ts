import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import { need } from '../../support/need.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { terraformIn } from '../../support/terraform.ts';
import { type RunResult, type TestFile, terraformTest } from '../../support/terraform-test.ts';
import { misspelt, misspeltOnce } from './misspelt.ts';
import { takenInputs, writeRules } from './rules.ts';
import { client, type Inputs, pool, step } from './values.ts';

interface Case {
  readonly inputs: Inputs;
  /** What Terraform says; nothing where it must say nothing. */
  readonly said: readonly RegExp[];
}

/** Values as callers have them besides the one mistake, and other mistakes. */
const written: Readonly<Record<string, Case>> = {
  'says it of each of several, a line each': {
    inputs: { ...step({ atempts: 1, when: { atribute: 'email', values: ['a'] } }) },
    said: [
      /^flow\[1\]: there is no attribute atempts\. Did you mean attempts\?\nflow\[1\]\.when: there is no attribute atribute\. Did you mean attribute\?$/,
    ],
  },
  'tells what there is where nothing is like it': {
    inputs: client({ tokens: 5 }),
    said: [
      /^clients\["app"\]: there is no attribute tokens\. (Did you mean|It takes secret_enabled, session)/,
    ],
  },
  'takes another style of writing for what it is': {
    inputs: step({ lifetimeSeconds: 60 }),
    said: [/^flow\[1\]: .* Did you mean lifetime_seconds\?$/],
  },
  'passes null, and what is not there': {
    inputs: {
      ...step({ when: null, attempts: null }),
      ...pool({ risk: null }),
      human_check: null,
      delivery: null,
    },
    said: [],
  },
  'passes keys of maps, whatever they are': {
    inputs: { ...pool({ schema: { atempts: {} } }), tags: { atempts: '1' }, clients: { atempts: {} } },
    said: [],
  },
  'leaves a text in the place of an object to its type': {
    inputs: { flow: ['captcha'] },
    said: [/not suitable for .*var\.flow.*: element 0: object required/],
  },
  'leaves an object in the place of a list to its type': {
    inputs: { flow: { challenge: 'captcha' } },
    said: [/not suitable for .*var\.flow.*: list of object required/],
  },
  'leaves a number that is none to its type': {
    inputs: step({ attempts: 'three' }),
    said: [/not suitable for .*var\.flow.*: (element 1: attribute "attempts": )?a number is required/],
  },
  'leaves what is missing to its type': {
    inputs: { sms: {} },
    said: [/not suitable for .*var\.sms.*: attribute "country_prefixes" is required/],
  },
};

/** HCL of calls whose values are partly known after apply, with what a plan says of them. */
const partlyKnown: Readonly<Record<string, readonly [args: string, said: RegExp]>> = {
  'an ARN of a step': [
    `flow = [
      { challenge = "password" },
      { challenge = "external", proof = true, function_arn = terraform_data.made.id, atempts = 2 }
    ]`,
    /flow\[1\]: there is no attribute atempts\. Did you mean attempts\?/,
  ],
  'ARNs in maps': [
    'triggers = { pre_sign_up = { arn = terraform_data.made.id, permission_enable = false } }',
    /triggers\["pre_sign_up"\]: there is no attribute permission_enable\. /,
  ],
  'an attribute beside an object that is known': [
    'user_pool = { tier = terraform_data.made.id, password_policy = { minimum_lenght = 20 } }',
    /user_pool\.password_policy: there is no attribute minimum_lenght\. Did you mean minimum_length\?/,
  ],
};

describe('a misspelt attribute', function () {
  this.timeout(600_000);
  const sentence = ({ at, name, meant }: (typeof misspelt)[number]) =>
    `${at}: there is no attribute ${name}. Did you mean ${meant}?`;

  describe('in Terraform', () => {
    const scratch = useScratchFolder();
    let results: ReadonlyMap<string, RunResult>;

    before(async function () {
      need('terraform').call(this);
      writeRules(scratch('.'));
      await terraformIn(scratch('.'), {}).init();
      const all = [...misspeltOnce, ...Object.values(written)];
      results = await terraformTest(
        scratch('.'),
        Object.fromEntries(all.map(({ inputs }, index) => [`case-${index}`, testFile(inputs)])),
      );
    });

    const testFile = (inputs: Inputs): TestFile => ({
      run: { plan: { command: 'plan', variables: { name: 'acme', ...inputs } } },
    });
    const said = (index: number) => {
      const { failures } = results.get(`case-${index}/plan`) ?? expect.fail('Terraform did not run it');
      return failures.map(({ detail }) => detail.split('\n\nThis was checked by')[0] ?? '');
    };

    misspeltOnce.forEach((wrong, index) => {
      it(`is refused by name: ${wrong.name} in ${wrong.at}`, () => {
        expect(said(index)).to.deep.equal([sentence(wrong)]);
      });
    });

    Object.entries(written).forEach(([what, { said: expected }], index) => {
      it(what, () => {
        const words = said(misspeltOnce.length + index);

        expect(words).to.have.length(expected.length);
        expected.forEach((pattern, n) => {
          expect(words[n]).to.match(pattern);
        });
      });
    });
  });

  describe('beside what is known after apply', () => {
    const scratch = useScratchFolder();

    before(need('terraform'));

    Object.entries(partlyKnown).forEach(([what, [args, expected]], index) => {
      it(`is refused by a plan: ${what}`, async () => {
        const folder = scratch(String(index));
        writeRules(join(folder, 'module'));
        const main = `resource "terraform_data" "made" {}\nmodule "sign_in" {\n  source = "./module"\n  name = "acme"\n  ${args}\n}\n`;
        const terraform = terraformIn(folder, { 'main.tf': main });
        await terraform.init();
        const words = await terraform.plan().then(() => 'nothing', String);

        expect(words).to.match(expected);
      });
    });
  });

  describe('in the local services, which read the same configuration', () => {
    for (const wrong of misspelt) {
      it(`is refused by name: ${wrong.name} in ${wrong.at}`, () => {
        expect(() => takenInputs({ name: 'acme', ...wrong.inputs })).to.throw(
          ConfigurationError,
          sentence(wrong),
        );
      });
    }

    for (const [what, { inputs, said }] of Object.entries(written)) {
      it(what, () => {
        const take = () => takenInputs({ name: 'acme', ...inputs });

        if (said.length === 0) expect(take).to.not.throw();
        for (const pattern of said)
          expect(take).to.throw(ConfigurationError, new RegExp(pattern.source.replace(/^\^|\$$/g, '')));
      });
    }
  });
});
