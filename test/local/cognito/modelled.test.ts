import { expect } from 'chai';
import { requireModelled } from '../../../local/cognito/modelled.ts';
import { deploymentWith, testPool, triggersBesides } from './pool.ts';

describe('requireModelled', () => {
  it('takes the triggers that are called', () => {
    const lambdaConfig = triggersBesides(
      ...(['PreSignUp', 'PostConfirmation', 'CustomMessage', 'PreAuthentication'] as const),
      ...(['PostAuthentication', 'PreTokenGeneration'] as const),
    );
    expect(() => requireModelled({ lambdaConfig })).to.not.throw();
  });

  it('stops the start with one that is not, with what that means and the cure', () => {
    const lambdaConfig = triggersBesides('UserMigration');
    expect(() => testPool({ deployment: deploymentWith({ pool: { lambdaConfig } }) })).to.throw(
      'This local Cognito does not call UserMigration, so an unknown user would stay one: leave the trigger out of the inputs here.',
    );
  });
});
