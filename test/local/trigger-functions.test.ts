import { expect } from 'chai';
import { allowsCognito } from '../../local/cognito/permissions.ts';
import { deployedExternals } from '../../local/external-functions.ts';
import { withTriggerFunctions } from '../../local/trigger-functions.ts';
import { deploymentWith } from './cognito/pool.ts';

const ARN = 'arn:aws:lambda:eu-central-1:123456789012:function:audit';
const [external] = deployedExternals({
  [ARN]: { packagePath: 'audit.zip', handler: 'index.handler', runtime: 'nodejs22.x' },
});
const deployed = (arn: string) => deploymentWith({ pool: { lambdaConfig: { PostConfirmation: arn } } });

describe('withTriggerFunctions', () => {
  it('adds nothing to a deployment that has its functions', () => {
    const deployment = deploymentWith();
    expect(withTriggerFunctions(deployment, external ? [external] : [])).to.deep.equal(deployment);
  });

  it('adds a function that is given, and Cognito may invoke it', () => {
    for (const arn of [ARN, `${ARN}:live`]) {
      const deployment = withTriggerFunctions(deployed(arn), external ? [external] : []);

      const fn = deployment.functions.find(({ name }) => name === 'audit');
      expect(fn).to.deep.equal(external);
      expect(fn && allowsCognito(deployment, fn, arn)).to.equal(true);
    }
  });

  it('says of a function that is nowhere how to give it', () => {
    expect(() => withTriggerFunctions(deployed(ARN), [])).to.throw(
      `The trigger PostConfirmation calls ${ARN}, which is not in the configuration: give it with --external ${ARN}=PACKAGE:HANDLER:RUNTIME, or leave it out of the inputs.`,
    );
  });
});
