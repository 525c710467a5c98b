import { expect } from 'chai';
import { parseSettings, SettingsError } from '../../functions/settings.ts';
import { KEY_ID } from '../support/settings.ts';

const parse = (settings: unknown) => parseSettings(JSON.stringify(settings));
const flowOf = (...flow: unknown[]) => ({ flow, keyId: KEY_ID });
const PASSWORD = { challenge: 'password' };

describe('parseSettings', () => {
  it('fills in what the operator left out', () => {
    expect(parse(flowOf(PASSWORD, { challenge: 'captcha' }))).to.deep.equal({
      flow: [
        { name: 'password', challenge: 'password', attempts: 3, lifetimeSeconds: 180 },
        { name: 'captcha', challenge: 'captcha', attempts: 3, lifetimeSeconds: 180 },
      ],
      keyId: KEY_ID,
    });
  });

  it('takes null for what was left out, as Terraform writes it', () => {
    const step = { challenge: 'captcha', name: null, attempts: null, lifetimeSeconds: null };
    expect(parse(flowOf(PASSWORD, step)).flow[1]).to.deep.equal(
      parse(flowOf(PASSWORD, { challenge: 'captcha' })).flow[1],
    );
  });

  it('takes the ends of every range', () => {
    for (const [attempts, lifetimeSeconds] of [
      [1, 30],
      [10, 900],
    ]) {
      const step = { name: 'a_1', challenge: 'captcha', attempts, lifetimeSeconds };
      expect(parse(flowOf(PASSWORD, step)).flow[1]).to.deep.equal(step);
    }
    const eight = Array.from({ length: 7 }, (_, index) => ({ challenge: 'captcha', name: `c${index}` }));
    expect(parse(flowOf(PASSWORD, ...eight)).flow).to.have.length(8);
  });

  it('freezes the settings through and through', () => {
    const settings = parse(flowOf(PASSWORD, { challenge: 'captcha' }));
    for (const part of [settings, settings.flow, ...settings.flow]) expect(part).to.be.frozen;
  });

  it('lets unknown fields be, and passes none on', () => {
    expect(parse({ ...flowOf({ ...PASSWORD, colour: 'red' }), more: 1 })).to.deep.equal(
      parse(flowOf(PASSWORD)),
    );
  });

  const captcha = { challenge: 'captcha' };
  const wrong: readonly [title: string, json: string | undefined, message: string | RegExp][] = [
    ['no variable', undefined, /^CHALLENGE_SETTINGS is not set: deploy/],
    ['an empty variable', '', /^CHALLENGE_SETTINGS is not set/],
    ['text that is no JSON', '{"flow":', 'CHALLENGE_SETTINGS is not JSON.'],
    ['a list', '[]', 'settings takes an object; got [].'],
    ['null', 'null', 'settings takes an object; got null.'],
    ['a text', '"flow"', 'settings takes an object; got "flow".'],
    ['no flow', json({ keyId: KEY_ID }), 'flow takes a list; got undefined.'],
    ['a flow that is no list', json({ flow: {}, keyId: KEY_ID }), 'flow takes a list; got {}.'],
    [
      'an empty flow, which would be passed by doing nothing',
      json(flowOf()),
      'flow takes 1 to 8 steps; got 0.',
    ],
    ['nine steps', json(flowOf(PASSWORD, ...many(8))), 'flow takes 1 to 8 steps; got 9.'],
    ['no key', json({ flow: [PASSWORD] }), 'keyId takes a text; got undefined.'],
    ['an empty key', json({ flow: [PASSWORD], keyId: '' }), 'keyId takes a text; got "".'],
    [
      'a step that is no object',
      json(flowOf(PASSWORD, 'captcha')),
      'flow[1] takes an object; got "captcha".',
    ],
    ['a step that is null', json(flowOf(null)), 'flow[0] takes an object; got null.'],
    ['a step without a challenge', json(flowOf({})), 'flow[0].challenge takes a text; got undefined.'],
    [
      'an unknown challenge',
      json(flowOf(PASSWORD, { challenge: 'captchas' })),
      /^flow\[1\]\.challenge takes one of password, captcha.*; got "captchas"\.$/,
    ],
    [
      'a challenge named as what every object has',
      json(flowOf({ challenge: 'constructor' })),
      /^flow\[0\]\.challenge/,
    ],
    ['a challenge named __proto__', json(flowOf({ challenge: '__proto__' })), /^flow\[0\]\.challenge/],
    [
      'a challenge that is a list',
      json(flowOf({ challenge: ['captcha'] })),
      /^flow\[0\]\.challenge takes a text/,
    ],
    ...['Captcha', '1st', '', 'a-b', 'a b', 'é', 'a'.repeat(33), 'a\n', '_a'].map(
      (name): [string, string, RegExp] => [
        `the step name ${json(name)}`,
        json(flowOf(PASSWORD, { ...captcha, name })),
        /^flow\[1\]\.name takes /,
      ],
    ),
    ...[0, 11, -1, 1.5, '3', true, [3], {}].map((attempts): [string, string, RegExp] => [
      `${json(attempts)} attempts`,
      json(flowOf(PASSWORD, { ...captcha, attempts })),
      /^flow\[1\]\.attempts takes a whole number from 1 to 10; got /,
    ]),
    ...[29, 901, 0, '180', 59.5].map((lifetimeSeconds): [string, string, RegExp] => [
      `a lifetime of ${json(lifetimeSeconds)} seconds`,
      json(flowOf(PASSWORD, { ...captcha, lifetimeSeconds })),
      /^flow\[1\]\.lifetimeSeconds takes a whole number from 30 to 900; got /,
    ]),
    [
      'two steps of one name',
      json(flowOf(PASSWORD, captcha, captcha)),
      /^flow: the name "captcha" is there twice/,
    ],
    [
      'a password that is not the first step',
      json(flowOf(captcha, PASSWORD)),
      /^flow\[1\]: password can only be the first step/,
    ],
    [
      'two passwords',
      json(flowOf(PASSWORD, { ...PASSWORD, name: 'again' })),
      /^flow\[1\]: password can only be/,
    ],
    [
      'a flow of checks alone, in which who solves a CAPTCHA could sign in as anyone',
      json(flowOf(captcha)),
      /^flow: captcha only tells people from programs; add a step that proves who the user is/,
    ],
  ];
  for (const [title, settings, message] of wrong) {
    it(`refuses ${title}`, () => {
      expect(() => parseSettings(settings)).to.throw(SettingsError, message);
    });
  }

  function many(count: number) {
    return Array.from({ length: count }, (_, index) => ({ ...captcha, name: `c${index}` }));
  }
});

function json(value: unknown): string {
  return JSON.stringify(value);
}
