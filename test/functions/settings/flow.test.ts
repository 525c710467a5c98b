import { expect } from 'chai';
import { followsProof, precedesProof, proves } from '../../../functions/settings/flow.ts';
import { parseFlowSettings } from '../../../functions/settings/flow-settings.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';
import type { Step } from '../../../functions/settings/step.ts';
import { CAPTCHA, CODE, EMAIL, PASSWORD, SECOND_CAPTCHA, step } from '../../support/settings.ts';

describe('the flow, as define reads it', () => {
  const parse = (flow: unknown) => parseFlowSettings({ flow }).flow;

  it('has what define needs of a step, and nothing besides', () => {
    const flow = [
      { challenge: 'captcha', lifetime_seconds: 60 },
      { any_of: ['email_otp'], attempts: 2, colour: 'red' },
    ];
    expect(parse(flow)).to.deep.equal([
      { name: 'captcha', challenges: ['captcha'], attempts: 3 },
      { name: 'email_otp', challenges: ['email_otp'], attempts: 2 },
    ]);
  });

  it('refuses a flow that proves nothing: define gives the tokens', () => {
    for (const step of [{ challenge: 'captcha' }, { challenge: 'external', function_arn: 'arn' }])
      expect(() => parse([step])).to.throw(SettingsError, 'without a proof of who they are');
  });
});

describe('proves', () => {
  it('takes what an external challenge is declared to be, and for no proof what nobody declares', () => {
    const ours = step({ name: 'ours', challenges: ['external'] });
    const declared = [ours, { ...ours, proof: true }, { ...ours, proof: false }];
    expect(declared.map(each => proves(each, 'external'))).to.deep.equal([false, true, false]);
  });

  it('takes codes and links for proofs, and what tells people from programs for none, whatever the step declares', () => {
    for (const name of ['password', 'email_otp', 'sms_otp', 'magic_link'] as const)
      expect(proves(step({ proof: false }), name), name).to.equal(true);
    for (const name of ['captcha', 'human_check', 'proof_of_work'] as const)
      expect(proves(step({ proof: true }), name), name).to.equal(false);
  });
});

describe('followsProof', () => {
  const mixed = step({ name: 'mixed', challenges: ['captcha', 'email_otp'] });
  const last = { ...EMAIL, name: 'last' };
  const cases: readonly [title: string, before: Step[], follows: boolean][] = [
    ['nothing', [], false],
    ['checks', [CAPTCHA, SECOND_CAPTCHA], false],
    ['a password', [PASSWORD], true],
    ['a password and a check', [PASSWORD, CAPTCHA], true],
    ['a check and a code', [CAPTCHA, EMAIL], true],
    ['alternatives that are all proofs', [CODE], true],
    ['alternatives of which one is a check', [mixed], false],
  ];
  for (const [title, before, follows] of cases) {
    it(`is ${follows} after ${title}, whatever comes later`, () => {
      expect(followsProof([...before, last, PASSWORD], last)).to.equal(follows);
    });
  }
});

describe('precedesProof', () => {
  const mixed = step({ name: 'mixed', challenges: ['captcha', 'email_otp'] });
  const check = step({ name: 'check', challenges: ['external'], proof: false });
  const cases: readonly [
    title: string,
    flow: Step[],
    step: Step,
    challenge: Step['challenges'][0],
    precedes: boolean,
  ][] = [
    ['the first check', [CAPTCHA, EMAIL], CAPTCHA, 'captcha', true],
    ['a check after checks', [CAPTCHA, SECOND_CAPTCHA, EMAIL], SECOND_CAPTCHA, 'captcha', true],
    ['a declared check', [check, EMAIL], check, 'external', true],
    ['a proof', [EMAIL], EMAIL, 'email_otp', false],
    ['a proof after a check', [CAPTCHA, EMAIL], EMAIL, 'email_otp', false],
    ['a check after a proof', [EMAIL, CAPTCHA], CAPTCHA, 'captcha', false],
    ['a check after a password', [PASSWORD, CAPTCHA], CAPTCHA, 'captcha', false],
    ['a check after alternatives that are all proofs', [CODE, CAPTCHA], CAPTCHA, 'captcha', false],
    ['a check among alternatives', [mixed, EMAIL], mixed, 'captcha', true],
    ['a proof among alternatives', [mixed, EMAIL], mixed, 'email_otp', false],
    ['a check after alternatives of which one is a check', [mixed, CAPTCHA, EMAIL], CAPTCHA, 'captcha', true],
    ['a step that is not of this flow', [EMAIL], CAPTCHA, 'captcha', false],
    ['a step of no flow', [], CAPTCHA, 'captcha', false],
  ];
  for (const [title, flow, at, challenge, precedes] of cases) {
    it(`is ${precedes} for ${title}`, () => {
      expect(precedesProof(flow, at, challenge)).to.equal(precedes);
    });
  }
});
