import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { inputsOfPlan } from '../../../local/inputs/inputs-of-plan.ts';
import { type Plan, readPlan } from '../../../local/inputs/plan.ts';
import { rejection } from '../../support/handlers.ts';
import { varFile } from '../../support/start.ts';

/** What Terraform 1.11 wrote of a configuration with three calls; the modules have variables of ours, and no more. */
const FILE = fileURLToPath(new URL('plan.json', import.meta.url));
const plan: Plan = JSON.parse(readFileSync(FILE, 'utf8'));

const flow = [{ challenge: 'captcha' }, { challenge: 'email_otp' }];

/** The plan with something else in it. */
function changed(edit: (plan: Plan) => object): Plan {
  return { ...plan, ...edit(plan) };
}

describe('the inputs of a module call in a plan', () => {
  it('are values, and variables with their values: it says which it takes to be those', () => {
    expect(inputsOfPlan(plan, 'module.sign_in', {})).to.deep.equal({
      inputs: {
        name: 'acme',
        flow,
        email: { from: 'a@b.c' },
        captcha: null,
        token_guard: { enabled: false },
      },
      assumed: [
        { input: 'flow', reference: 'var.flow' },
        { input: 'name', reference: 'var.place.name' },
      ],
    });
  });

  it('come through the modules that call it, with the defaults of their variables', () => {
    const { inputs } = inputsOfPlan(plan, 'module.app.module.sign_in', { captcha: { length: 6 } });

    expect(inputs).to.deep.equal({ name: 'acme', flow, email: 5, captcha: { length: 6 } });
  });

  it('that a plan does not tell are named, each with the reason, and the cure', () => {
    expect(() => inputsOfPlan(plan, 'module.hard', {}))
      .to.throw('The plan does not tell these inputs:')
      .with.property('message')
      .that.includes('  captcha: terraform_data.sender.output is known after the apply only\n')
      .and.includes('  email: it comes from local.from, which a plan does not tell\n')
      .and.includes('  name: it is made of var.place.name, var.place.region\n')
      .and.includes('  token_guard: a function makes it\n')
      .and.includes('--inputs FILE')
      .and.does.not.include('  sms:')
      .and.does.not.include('  flow:');
  });

  it('may be given instead, whatever the plan says; what a resource is planned to be is known', () => {
    const given = { captcha: null, email: null, name: 'x', token_guard: {}, flow: [] };

    expect(inputsOfPlan(plan, 'module.hard', given).inputs).to.deep.equal({ ...given, sms: 'acme' });
  });

  it('have the name that the functions will have', () => {
    const resources = [
      {
        address: 'module.hard.aws_lambda_function.define_auth_challenge',
        values: { function_name: 'acme-eu-define-auth-challenge' },
      },
    ];
    const named = changed(({ planned_values: { root_module } }) => ({
      planned_values: { root_module: { ...root_module, resources } },
    }));

    const given = { captcha: null, email: null, token_guard: {}, sms: null };
    expect(inputsOfPlan(named, 'module.hard', given).inputs).to.include({ name: 'acme-eu' });
  });

  it('go with the region of the provider', () => {
    const inRegion = (expressions: object) =>
      changed(({ configuration }) => ({
        configuration: { ...configuration, provider_config: { aws: { expressions } } },
      }));
    const regionOf = (region: object) => inputsOfPlan(inRegion({ region }), 'module.sign_in', {}).region;

    expect(regionOf({ constant_value: 'eu-west-1' })).to.equal('eu-west-1');
    expect(regionOf({ references: ['var.place.region', 'var.place'] })).to.equal('eu-central-1');
    expect(regionOf({ references: ['local.region'] })).to.equal(undefined);
  });

  it('need the call to be named, unless there is one alone', () => {
    const single = changed(({ configuration: { root_module } }) => ({
      configuration: {
        root_module: { ...root_module, module_calls: { own: root_module.module_calls?.sign_in } },
      },
    }));

    expect(inputsOfPlan(single, undefined, {}).inputs).to.include({ name: 'acme' });
    expect(() => inputsOfPlan(plan, undefined, {})).to.throw('--module module.NAME: it has hard, sign_in.');
    expect(() => inputsOfPlan(plan, 'module.sing_in', {})).to.throw(
      'The plan has no module call module.sing_in. It has module.app, module.hard, module.sign_in.',
    );
    expect(() => inputsOfPlan(plan, 'module.app.module.x', {})).to.throw('It has module.app.module.sign_in.');
    expect(() => inputsOfPlan(plan, 'sign_in', {})).to.throw('has no module call sign_in');
  });

  it('come of a plan, and of nothing else', async () => {
    expect(await readPlan(FILE)).to.have.property('planned_values');
    expect((await rejection(readPlan(varFile({ values: {} })))).message).to.include('terraform show -json');
  });
});
