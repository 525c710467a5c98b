import { expect } from 'chai';
import { parseSettings } from '../../../functions/settings/settings.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';
import { written } from '../../support/written.ts';

const password = { challenges: ['password'] };
const captcha = { challenges: ['captcha'] };
const email = { challenges: ['email_otp'] };
const external = {
  challenges: ['external'],
  functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:ours',
  proof: true,
};
const admins = { attribute: 'custom:role', values: ['admin'] };
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...captcha, name: `c${index}` }));

const parseSteps = (flow: unknown) => parseSettings(JSON.stringify(written({ flow, keyId: 'key' }))).flow;

describe('the steps of a flow', () => {
  it('names a step after its first challenge, and gives it three attempts of three minutes', () => {
    expect(parseSteps([captcha, { challenges: ['sms_otp', 'email_otp'] }])).to.deep.equal([
      { name: 'captcha', challenges: ['captcha'], attempts: 3, lifetimeSeconds: 180 },
      { name: 'sms_otp', challenges: ['sms_otp', 'email_otp'], attempts: 3, lifetimeSeconds: 180 },
    ]);
  });

  it('reads all there is of a step', () => {
    const whole = {
      ...external,
      verifyFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:judges',
      name: 'ours',
      attempts: 2,
      lifetimeSeconds: 60,
      codeLength: 8,
      proof: false,
    };
    const when = { ...admins, clients: ['web'] };
    expect(parseSteps([{ ...whole, when }, email])[0]).to.deep.equal({
      ...whole,
      when: { attribute: 'custom:role', values: ['admin'], clients: ['web'] },
    });
  });

  it('takes null for what was left out, as Terraform writes it', () => {
    const nothing = { name: null, attempts: null, lifetimeSeconds: null, codeLength: null };
    const more = { functionArn: null, verifyFunctionArn: null, proof: null, when: null };
    expect(parseSteps([password, { ...captcha, ...nothing, ...more }])).to.deep.equal(
      parseSteps([password, captcha]),
    );
    const when = { attribute: null, values: [], clients: ['web'] };
    expect(parseSteps([password, { ...captcha, when }])[1]?.when).to.deep.equal({
      values: [],
      clients: ['web'],
    });
  });

  it('takes the ends of every range', () => {
    for (const [attempts, lifetimeSeconds] of [
      [1, 30],
      [10, 900],
    ]) {
      const ends = { name: 'a_1', challenges: ['captcha'], attempts, lifetimeSeconds };
      expect(parseSteps([password, ends])[1]).to.deep.equal(ends);
    }
    expect(parseSteps([password, ...many(7)])).to.have.length(8);
    const lengths: readonly [challenges: string[], lengths: number[]][] = [
      [['captcha'], [4, 8]],
      [['email_otp'], [6, 10]],
      [
        ['captcha', 'email_otp'],
        [6, 8],
      ],
    ];
    for (const [challenges, [least, most]] of lengths)
      for (const codeLength of [least, most])
        expect(parseSteps([password, { challenges, codeLength }])[1]).to.include({ codeLength });
  });

  it('takes a flow that proves who the user is, in any place and with any challenge that does', () => {
    const flows = [
      [password],
      [captcha, email],
      [email, captcha],
      [captcha, external],
      [{ challenges: ['email_otp', 'sms_otp', 'magic_link'] }],
      [{ ...captcha, when: admins }, email],
      [email, { challenges: ['sms_otp'], when: admins }],
    ];
    for (const flow of flows) expect(parseSteps(flow)).to.have.length(flow.length);
  });

  it('lets unknown fields of a step be, and passes none on', () => {
    expect(parseSteps([{ ...password, colour: 'red' }])).to.deep.equal(parseSteps([password]));
  });

  const noProof = /lets people in without a proof of who they are; add a step without a condition/;
  const first = /^flow\[\d\]: password can only be the first step, alone and without a condition/;
  const wrong: readonly [title: string, flow: unknown, message: string | RegExp][] = [
    ['a flow that is no list', {}, 'flow takes 1 to 8 steps; got {}.'],
    ['an empty flow, which would be passed by doing nothing', [], 'flow takes 1 to 8 steps; got [].'],
    ['nine steps', [password, ...many(8)], /^flow takes 1 to 8 steps; got /],
    ['a step that is no object', [password, 'captcha'], 'flow[1] takes an object; got "captcha".'],
    ['a step that is null', [null], 'flow[0] takes an object; got null.'],
    ['a step without challenges', [{}], /^flow\[0\] takes challenge or any_of/],
    [
      'a challenge and a choice',
      [{ challenge: 'email_otp', any_of: ['captcha'] }],
      /^flow\[0\] takes challenge or any_of/,
    ],
    ['an empty list of challenges', [{ challenges: [] }], /^flow\[0\] takes challenge or any_of/],
    ['a challenge by itself', [{ challenges: 'captcha' }], /^flow\[0\] takes challenge or any_of/],
    [
      'an unknown challenge',
      [password, { challenges: ['captcha', 'captchas'] }],
      /^flow\[1\]\.any_of\[1\] takes one of password, captcha.*; got "captchas"\.$/,
    ],
    ...['constructor', '__proto__', ['captcha'], null].map((name): [string, unknown, RegExp] => [
      `the challenge ${JSON.stringify(name)}`,
      [{ challenges: [name] }],
      /^flow\[0\](\.challenge)? takes (one of|challenge or any_of)/,
    ]),
    ...['Captcha', '1st', '', 'a-b', 'a b', 'é', 'a'.repeat(33), 'a\n', '_a'].map(
      (name): [string, unknown, RegExp] => [
        `the step name ${JSON.stringify(name)}`,
        [password, { ...captcha, name }],
        /^flow\[1\]\.name takes /,
      ],
    ),
    ...[0, 11, -1, 1.5, '3', true, [3], {}].map((attempts): [string, unknown, RegExp] => [
      `${JSON.stringify(attempts)} attempts`,
      [password, { ...captcha, attempts }],
      /^flow\[1\]\.attempts takes a whole number from 1 to 10; got /,
    ]),
    ...[29, 901, 0, '180', 59.5].map((lifetimeSeconds): [string, unknown, RegExp] => [
      `a lifetime of ${JSON.stringify(lifetimeSeconds)} seconds`,
      [password, { ...captcha, lifetimeSeconds }],
      /^flow\[1\]\.lifetime_seconds takes a whole number from 30 to 900; got /,
    ]),
    [
      'a picture of three letters',
      [password, { ...captcha, codeLength: 3 }],
      /code_length takes .* from 4 to (8|10)/,
    ],
    [
      'a picture of nine letters',
      [password, { ...captcha, codeLength: 9 }],
      /code_length takes .* from 4 to (8|10)/,
    ],
    [
      'a code of five digits, which are guessed',
      [{ ...email, codeLength: 5 }],
      /code_length takes .* from [46] to 10/,
    ],
    ['a code of eleven digits', [{ ...email, codeLength: 11 }], /code_length takes .* from [46] to 10/],
    [
      'a code of five digits beside a picture',
      [password, { challenges: ['captcha', 'email_otp'], codeLength: 5 }],
      /code_length takes .* from 6 to 8/,
    ],
    ['two steps of one name', [password, captcha, captcha], /^flow: the name "captcha" is there twice/],
    ['a password that is not the first step', [captcha, password], first],
    ['two passwords', [password, { ...password, name: 'again' }], first],
    ['a password among alternatives', [{ challenges: ['password', 'email_otp'] }], first],
    ['a password behind another alternative', [{ challenges: ['email_otp', 'password'] }], first],
    ['a password for some', [{ ...password, when: admins }, email], first],
    [
      'an external challenge without a function',
      [{ challenges: ['external'] }],
      /^flow\[0\]\.function_arn takes the ARN/,
    ],
    [
      'an external alternative without a function',
      [{ challenges: ['email_otp', 'external'] }],
      /^flow\[0\]\.function_arn takes the ARN/,
    ],
    [
      'an external challenge of which nobody says whether it is a proof',
      [email, { ...external, proof: undefined }],
      /^flow\[1\]\.proof has no default for an external challenge: true where it proves who the user is/,
    ],
    [
      'an external alternative of which nobody says it',
      [email, { ...external, challenges: ['captcha', 'external'], proof: null }],
      /^flow\[1\]\.proof has no default/,
    ],
    [
      'an empty function that asks',
      [email, { ...external, functionArn: '' }],
      'flow[1].function_arn takes the ARN of a Lambda function; got "".',
    ],
    [
      'an empty function that judges',
      [email, { ...external, verifyFunctionArn: '' }],
      'flow[1].verify_function_arn takes the ARN of a Lambda function; got "".',
    ],
    [
      'a proof that is no flag',
      [{ ...external, proof: 'no' }],
      'flow[0].proof takes true or false; got "no".',
    ],
    [
      'a condition that is no object',
      [email, { ...captcha, when: 'admins' }],
      /^flow\[1\]\.when takes an object/,
    ],
    [
      'a condition on an attribute that is no text',
      [email, { ...captcha, when: { attribute: 7, values: ['admin'] } }],
      'flow[1].when.attribute takes a text; got 7.',
    ],
    ...[undefined, [], 'admin', [7]].map((values): [string, unknown, RegExp] => [
      `a condition on an attribute with the values ${JSON.stringify(values)}`,
      [email, { ...captcha, when: { attribute: 'custom:role', values } }],
      /^flow\[1\](\.when\.values(\[0\])?)? takes /,
    ]),
    ...[[], 'web', [''], {}].map((clients): [string, unknown, RegExp] => [
      `a condition on the clients ${JSON.stringify(clients)}: nobody would ever be asked`,
      [email, { ...captcha, when: { clients } }],
      /^flow\[1\]\.when\.clients(\[0\])? takes /,
    ]),
    ['a flow of checks alone, in which who solves a CAPTCHA could sign in as anyone', [captcha], noProof],
    ['more checks alone', [captcha, { challenges: ['human_check', 'proof_of_work'] }], noProof],
    ['a proof that an alternative gets around', [{ challenges: ['email_otp', 'captcha'] }], noProof],
    ['a proof that only some are asked for', [captcha, { ...email, when: admins }], noProof],
    [
      'a proof for each of two clients, and none for a third',
      [{ ...email, when: { clients: ['web'] } }],
      noProof,
    ],
    ['an external challenge that is declared a check', [{ ...external, proof: false }], noProof],
  ];
  for (const [title, flow, message] of wrong) {
    it(`refuses ${title}`, () => {
      expect(() => parseSteps(flow)).to.throw(SettingsError, message);
    });
  }
});
