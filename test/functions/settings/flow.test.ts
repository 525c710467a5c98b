import { expect } from 'chai';
import { SettingsError } from '../../../functions/settings/checks.ts';
import { followsProof, parseFlow, precedesProof, proves } from '../../../functions/settings/flow.ts';
import type { Step } from '../../../functions/settings/step.ts';
import { CAPTCHA, CODE, EMAIL, PASSWORD, SECOND_CAPTCHA, step } from '../../support/settings.ts';

describe('parseFlow', () => {
  const parse = (flow: unknown) => parseFlow(flow, () => ({}));

  it('reads what define needs of a step, and nothing besides', () => {
    const flow = [
      { challenges: ['captcha'], lifetimeSeconds: 60 },
      { challenges: ['email_otp'], attempts: 2 },
    ];
    expect(parse(flow)).to.deep.equal([
      { name: 'captcha', challenges: ['captcha'], attempts: 3 },
      { name: 'email_otp', challenges: ['email_otp'], attempts: 2 },
    ]);
  });

  it('adds what it is given to read', () => {
    const flow = [{ challenges: ['email_otp'], colour: 'red' }];
    expect(parseFlow(flow, ({ colour }, at, { name }) => ({ colour, at, of: name }))).to.deep.equal([
      {
        name: 'email_otp',
        challenges: ['email_otp'],
        attempts: 3,
        colour: 'red',
        at: 'flow[0]',
        of: 'email_otp',
      },
    ]);
  });

  it('refuses a flow that proves nothing: define gives the tokens', () => {
    for (const challenge of [{ challenges: ['captcha'] }, { challenges: ['external'], functionArn: 'arn' }])
      expect(() => parse([challenge])).to.throw(SettingsError, 'without a proof of who they are');
  });
});

describe('proves', () => {
  it('takes what an external challenge is declared to be, and for no proof what nobody declares', () => {
    const ours = step({ name: 'ours', challenges: ['external'] });
    const declared = [ours, { ...ours, isProof: true }, { ...ours, isProof: false }];
    expect(declared.map(each => proves(each, 'external'))).to.deep.equal([false, true, false]);
  });

  it('takes codes and links for proofs, and what tells people from programs for none, whatever the step declares', () => {
    for (const name of ['password', 'email_otp', 'sms_otp', 'magic_link'] as const)
      expect(proves(step({ isProof: false }), name), name).to.equal(true);
    for (const name of ['captcha', 'human_check', 'proof_of_work'] as const)
      expect(proves(step({ isProof: true }), name), name).to.equal(false);
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
  const check = step({ name: 'check', challenges: ['external'], isProof: false });
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
