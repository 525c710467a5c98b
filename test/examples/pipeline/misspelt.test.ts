import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { misspelt } from '../../../examples/pipeline/misspelt.ts';
import type { ModuleConfiguration, Plan } from '../../../examples/pipeline/plan.ts';
import { refusals } from '../../../examples/pipeline/refusals.ts';
import { attributeNames } from '../../../modules/attribute-names.ts';
import { misspelt as everyMisspelt } from '../../terraform/interface/misspelt.ts';

const signIn: ModuleConfiguration = {
  variables: { name: {}, flow: {}, clients: {}, user_pool: {}, tags: {} },
};

/** The plan of a root that calls the module with these values. */
function planOf(values: Readonly<Record<string, unknown>>, module = signIn): Plan {
  const expressions = Object.fromEntries(
    Object.entries(values).map(([name, constant_value]) => [name, { constant_value }]),
  );
  return { configuration: { root_module: { module_calls: { sign_in: { expressions, module } } } } };
}

describe('the names that the pipeline’s check knows', () => {
  it('are those of the inputs; `npm run docs` writes them', () => {
    const file = new URL('../../../examples/pipeline/attributes.json', import.meta.url);

    expect(JSON.parse(readFileSync(file, 'utf8'))).to.deep.equal(attributeNames());
  });
});

describe('a misspelt attribute in a plan', () => {
  for (const { at, name, meant, inputs } of everyMisspelt) {
    it(`is refused: ${name} in ${at}`, () => {
      expect(misspelt(planOf(inputs))).to.deep.equal([
        `module.sign_in.${at}: there is no attribute ${name}. Did you mean ${meant}?`,
      ]);
    });
  }

  it('is refused in a module that calls the module, and among the other refusals', () => {
    const plan = planOf({ flow: [{ chalenge: 'captcha' }] });
    const outer = {
      configuration: {
        root_module: { module_calls: { team: { module: plan.configuration?.root_module ?? {} } } },
      },
    };

    expect(refusals(outer)).to.deep.equal([
      'module.team.module.sign_in.flow[0]: there is no attribute chalenge. Did you mean challenge?',
    ]);
  });

  const accepted: Readonly<Record<string, Plan>> = {
    'what is right': planOf({
      name: 'acme',
      flow: [{ challenge: 'captcha', when: { clients: ['app'] } }],
      clients: { app: {} },
    }),
    'null, and keys of maps': planOf({ flow: null, tags: { atempts: '1' }, clients: { atempts: null } }),
    'what refers to something': {
      configuration: { root_module: { module_calls: { s: { expressions: { flow: {} }, module: signIn } } } },
    },
    'a module of somebody else’s': planOf({ flow: [{ chalenge: 'captcha' }] }, { variables: { flow: {} } }),
    'a plan without modules': { configuration: { root_module: {} } },
  };
  for (const [what, plan] of Object.entries(accepted)) {
    it(`is not seen in ${what}`, () => {
      expect(misspelt(plan)).to.deep.equal([]);
    });
  }
});
