import { expect } from 'chai';
import fc from 'fast-check';
import { type ProviderName, providers } from '../../../../functions/challenges/human-check/providers.ts';
import { refusal, type Verdict } from '../../../../functions/challenges/human-check/refusal.ts';

const NOW = Date.parse('2025-11-21T18:33:20Z');
const DEMANDS = {
  hostnames: ['app.ember.example', 'www.ember.example'],
  action: 'sign-in',
  minimumScore: 0.5,
  maxAgeSeconds: 300,
};
const GOOD: Verdict = {
  success: true,
  hostname: 'app.ember.example',
  action: 'sign-in',
  score: 0.9,
  challenge_ts: '2025-11-21T18:32:00Z',
};
const NAMES = Object.keys(providers) as ProviderName[];

describe('refusal', () => {
  const judge = (name: ProviderName, changes: Verdict = {}, demands = DEMANDS) =>
    refusal({ ...GOOD, ...changes }, providers[name], demands, NOW);

  for (const name of NAMES) {
    describe(`of ${name}`, () => {
      it('takes a good verdict', () => {
        expect(judge(name)).to.equal(undefined);
        expect(judge(name, { hostname: 'www.ember.example' })).to.equal(undefined);
      });

      it('takes the time in each form that providers write, up to the oldest', () => {
        for (const challenge_ts of [
          '2025-11-21T18:32:00.123Z',
          '2025-11-21T19:32:00+01:00',
          '2025-11-21T18:28:20Z',
          '2025-11-21T18:34:20Z',
        ])
          expect(judge(name, { challenge_ts }), challenge_ts).to.equal(undefined);
      });

      const wrong: readonly [title: string, changes: Verdict][] = [
        ['success false', { success: false, 'error-codes': ['timeout-or-duplicate'] }],
        ['success that is only truthy', { success: 'true' }],
        ['success 1', { success: 1 }],
        ['another host', { hostname: 'evil.example' }],
        ['a host that ends in ours', { hostname: 'evil-app.ember.example' }],
        ['a host below ours', { hostname: 'x.app.ember.example' }],
        ['a host in another case, which providers do not write', { hostname: 'APP.EMBER.EXAMPLE' }],
        ['a list of hosts', { hostname: ['app.ember.example'] }],
        ['the package of another app', { hostname: undefined, apk_package_name: 'example.evil' }],
        ['a time before the oldest', { challenge_ts: '2025-11-21T18:28:19Z' }],
        ['a time in the future, more than clocks differ', { challenge_ts: '2025-11-21T18:34:21Z' }],
        ['no time', { challenge_ts: undefined }],
        ['a time that is none', { challenge_ts: 'yesterday' }],
        ['a time as a number', { challenge_ts: NOW }],
        ['a list of times', { challenge_ts: [GOOD.challenge_ts] }],
      ];
      for (const [title, changes] of wrong) {
        it(`refuses ${title}`, () => {
          expect(judge(name, changes)).to.be.a('string');
        });
      }
    });
  }

  it('takes the package of an Android app for a host', () => {
    const demands = { ...DEMANDS, hostnames: ['example.ember.app'] };
    const changes = { hostname: undefined, apk_package_name: 'example.ember.app' };
    expect(judge('recaptcha_v2', changes, demands)).to.equal(undefined);
  });

  it('does without a host where hCaptcha names none, since the site key was checked; nowhere else', () => {
    for (const hostname of [undefined, 'not-provided']) {
      expect(judge('hcaptcha', { hostname })).to.equal(undefined);
      for (const name of ['turnstile', 'recaptcha_v2', 'recaptcha_v3'] as const)
        expect(judge(name, { hostname })).to.equal('solved on another site');
    }
  });

  it('wants the action of those that tell it', () => {
    for (const action of ['checkout', '', undefined, null]) {
      for (const name of ['turnstile', 'recaptcha_v3'] as const)
        expect(judge(name, { action })).to.equal('solved for another action');
      for (const name of ['hcaptcha', 'recaptcha_v2'] as const)
        expect(judge(name, { action })).to.equal(undefined);
    }
  });

  it('wants no action where the operator named none', () => {
    const { action: _, ...withoutAction } = DEMANDS;
    for (const name of NAMES)
      expect(refusal({ ...GOOD, action: 'x' }, providers[name], withoutAction, NOW)).to.equal(undefined);
  });

  it('wants the score of reCAPTCHA v3', () => {
    expect(judge('recaptcha_v3', { score: 0.5 })).to.equal(undefined);
    for (const score of [0.49, 0, undefined, null, '0.9', Number.NaN])
      expect(judge('recaptcha_v3', { score })).to.equal('the score is too low');
    expect(judge('turnstile', { score: 0 })).to.equal(undefined);
  });

  it('tells the operator the codes of the provider, and nothing else of its words', () => {
    const codes = ['invalid-input-secret', 'a'.repeat(41), 'has spaces', { x: 1 }, 'timeout-or-duplicate'];
    expect(judge('turnstile', { success: false, 'error-codes': codes })).to.equal(
      'refused by the provider: invalid-input-secret, timeout-or-duplicate',
    );
    expect(judge('turnstile', { success: false })).to.equal('refused by the provider: no reason given');
    const many = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(judge('turnstile', { success: false, 'error-codes': many })).to.equal(
      'refused by the provider: a, b, c, d, e',
    );
  });

  it('takes nothing for good by accident', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.dictionary(fc.constantFrom(...Object.keys(GOOD)), fc.jsonValue()),
        (name, verdict) => {
          expect(refusal(verdict, providers[name], DEMANDS, NOW)).to.be.a('string');
        },
      ),
    );
  });
});
