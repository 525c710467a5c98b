import { expect } from 'chai';
import { ruleFor, type Script } from '../../acceptance/script.ts';

const event = (trigger: string, ...names: readonly string[]) => ({
  triggerSource: `${trigger}_Authentication`,
  request: { session: names.map(challengeName => ({ challengeName })) },
});

describe('the script of a probe', () => {
  const script: Script = {
    DefineAuthChallenge: [
      { after: 'START', throws: 'start' },
      { after: 'SRP_A', throws: 'password' },
      { from: 3, throws: 'third' },
    ],
    VerifyAuthChallengeResponse: [{ throws: 'verify' }],
    TokenGeneration: [{ throws: 'token' }],
  };
  const rule = (trigger: string, ...names: readonly string[]) =>
    ruleFor(script, event(trigger, ...names))?.throws;

  it('goes by the session’s last entry, or that there is none', () => {
    expect(rule('DefineAuthChallenge')).to.equal('start');
    expect(rule('DefineAuthChallenge', 'SRP_A')).to.equal('password');
  });

  it('goes by the session’s length', () => {
    expect(rule('DefineAuthChallenge', 'SRP_A', 'PASSWORD_VERIFIER')).to.equal(undefined);
    expect(rule('DefineAuthChallenge', 'SRP_A', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE')).to.equal('third');
  });

  it('takes both names that AWS’s pages give to verify', () => {
    expect(rule('VerifyAuthChallengeResponse')).to.equal('verify');
    expect(rule('VerifyAuthChallenge')).to.equal('verify');
  });

  it('knows the sources before tokens, and nothing of other triggers', () => {
    expect(rule('TokenGeneration')).to.equal('token');
    expect(rule('PostAuthentication')).to.equal(undefined);
  });
});
