import { expect } from 'chai';
import { requireModelled } from '../../../local/cognito/modelled.ts';
import { deploymentWith, testPool, triggersBesides } from './pool.ts';

const mfa = { configuration: 'OFF', softwareToken: false, sms: false, email: false } as const;

describe('requireModelled', () => {
  it('takes the triggers that are called', () => {
    const lambdaConfig = triggersBesides('PreAuthentication', 'PostAuthentication', 'PreTokenGeneration');
    expect(() => requireModelled({ lambdaConfig, mfa })).to.not.throw();
  });

  it('stops the start with a trigger that is not, with its name, its place and the cure', () => {
    const lambdaConfig = triggersBesides('UserMigration');
    const message =
      'The user pool has triggers that this local Cognito does not call: UserMigration (the sign-in of an unknown user). Leave them out of the inputs here.';
    expect(() => requireModelled({ lambdaConfig, mfa })).to.throw(message);
    expect(() => testPool({ deployment: deploymentWith({ pool: { lambdaConfig } }) })).to.throw(message);
  });

  it('stops the start where Cognito’s own codes would be somebody else’s to word', () => {
    const lambdaConfig = triggersBesides('CustomMessage');
    const sms = { ...mfa, configuration: 'OPTIONAL', sms: true } as const;
    expect(() => requireModelled({ lambdaConfig, mfa })).to.not.throw();
    expect(() => requireModelled({ lambdaConfig, mfa: sms })).to.throw(/CustomMessage/);
  });
});
