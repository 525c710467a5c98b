import { expect } from 'chai';
import { outputs } from '../../modules/outputs.ts';
import { toId, triggerNames } from '../../modules/packages.ts';
import { moduleJson, resources } from './synthesized.ts';

describe('outputs', () => {
  it('are the module’s outputs', () => {
    expect(Object.keys(moduleJson().output)).to.deep.equal(Object.keys(outputs).sort());
  });

  for (const [name, output] of Object.entries(outputs)) {
    it(`${name} is described in sentences`, () => {
      expect(moduleJson().output[name]?.description).to.equal(output.description);
      expect(output.description).to.match(/^[A-Z].*\.$/);
    });
  }

  it('hides the secrets, and nothing else', () => {
    const sensitive = Object.entries(moduleJson().output).filter(([, output]) => output.sensitive);

    expect(sensitive.map(([name]) => name)).to.deep.equal(['client_secrets']);
  });

  it('tells the owner of an existing pool to call what our own pool calls', () => {
    const { lambda_config: ours } = resources('aws_cognito_user_pool').sign_in ?? expect.fail('no user pool');
    const triggers = triggerNames.map(toId);
    const called = Object.fromEntries(
      triggers.map(trigger => [trigger, `\${local.trigger_arns.${trigger}}`]),
    );

    expect(moduleJson().output.lambda_config?.value).to.match(/^\$\{merge\(local\.trigger_arns, /);
    expect(ours).to.include(called);
    for (const trigger of triggers) expect(moduleJson().locals.trigger_arns).to.include(`  ${trigger} = "`);
  });
});
