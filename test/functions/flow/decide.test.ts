import { expect } from 'chai';
import fc from 'fast-check';
import { decide, type SessionEntry } from '../../../functions/flow/decide.ts';
import { fromMetadata } from '../../../functions/flow/round.ts';
import type { Step } from '../../../functions/settings.ts';
import { EVERY_LETTER, everySession, type Letters, ONE_OF_EACH } from '../../support/every-session.ts';
import { CAPTCHA, PASSWORD, SECOND_CAPTCHA, step } from '../../support/settings.ts';
import { AFTER_PASSWORD, entry, round } from '../../support/trigger-events.ts';

const DEFAULT_FLOW = [PASSWORD, CAPTCHA];

/** Which words lead to what, by flow; every other word fails. The letters are those of `every-session.ts`. */
interface Oracle {
  readonly flow: readonly Step[];
  readonly tokens: RegExp;
  readonly asks: Readonly<Record<string, RegExp>>;
  /** Entries of the longest sessions. */
  readonly length: number;
  /** How many sessions that makes of 16 letters: 1 + 16 + 16² + … */
  readonly sessions: number;
}

const five = { length: 5, sessions: 1_118_481 };
const four = { length: 4, sessions: 69_905 };

const twice = { attempts: 2 };
const ORACLES: Readonly<Record<string, Oracle>> = {
  'password, CAPTCHA (the default)': {
    flow: DEFAULT_FLOW,
    tokens: /^SP[cb]{0,2}[CB]$/,
    asks: { password: /^S$/, captcha: /^SP[cb]{0,2}$/ },
    ...five,
  },
  'password, CAPTCHA, a second CAPTCHA, two attempts each': {
    flow: [PASSWORD, step({ ...twice }), step({ ...twice, name: 'second_captcha' })],
    tokens: /^SP[cb]?[CB][qb]?[QB]$/,
    asks: { password: /^S$/, captcha: /^SP[cb]?$/, second_captcha: /^SP[cb]?[CB][qb]?$/ },
    ...five,
  },
  // Settings refuse it, since nothing in it proves who the user is; for decide it is a flow like any other.
  'two CAPTCHAs without a password': {
    flow: [step({ attempts: 1 }), step({ ...twice, name: 'second_captcha' })],
    tokens: /^[CB][qb]?[QB]$/,
    asks: { captcha: /^$/, second_captcha: /^[CB][qb]?$/ },
    ...four,
  },
};

describe('decide', function () {
  this.timeout(60_000);

  for (const [title, oracle] of Object.entries(ORACLES)) {
    describe(`in the flow ${title}`, () => {
      it(`gives tokens, asks and fails as it should in every session of up to ${oracle.length} entries`, () => {
        const { length, sessions } = oracle;
        expect(disagreements(oracle, ONE_OF_EACH, length)).to.deep.equal({ sessions, disagreements: [] });
      });

      it('does so in every session of up to 3, over every name, result and metadata there is', () => {
        // 5 names × 2 results × 5 metadata: 1 + 50 + 50² + 50³
        expect(disagreements(oracle, EVERY_LETTER, 3)).to.deep.equal({
          sessions: 127_551,
          disagreements: [],
        });
      });
    });
  }

  it('gives no tokens for a `true` under another name: [SRP_A, true] is where a password check begins', () => {
    expect(decide(DEFAULT_FLOW, [entry('SRP_A', true)])).to.include({ next: 'ask', step: PASSWORD });
    expect(decide(DEFAULT_FLOW, [entry('SRP_A', true), entry('SRP_A', true)]).next).to.equal('fail');
    expect(decide([CAPTCHA], [entry('SRP_A', true)]).next).to.equal('fail');
    for (const name of ['SMS_MFA', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER', 'ADMIN_NO_SRP_AUTH'])
      expect(decide(DEFAULT_FLOW, [...AFTER_PASSWORD, entry(name, true)]).next, name).to.equal('fail');
  });

  it('takes only `true` for passed, not what is merely truthy', () => {
    for (const result of [
      'true',
      'TRUE',
      1,
      {},
      [],
      [true],
      -1,
      Number.POSITIVE_INFINITY,
      new Boolean(true),
    ]) {
      const session = [...AFTER_PASSWORD, round('captcha', result)];
      expect(decide(DEFAULT_FLOW, session), String(result)).to.include({ next: 'ask', step: CAPTCHA });
      expect(decide(DEFAULT_FLOW, [entry('SRP_A', result)]).next).to.equal('fail');
      expect(decide(DEFAULT_FLOW, [entry('SRP_A', true), entry('PASSWORD_VERIFIER', result)]).next).to.equal(
        'fail',
      );
    }
  });

  it('counts a result that is no boolean, or missing, as a failed attempt', () => {
    const session = [undefined, null, 'true'].map(result => round('captcha', result));
    expect(decide(DEFAULT_FLOW, [...AFTER_PASSWORD, ...session])).to.deep.equal({
      next: 'fail',
      reason: 'step captcha was failed 3 times',
    });
  });

  it('fails on names and metadata of wrong types', () => {
    const good = round('captcha', true);
    const wrong: unknown[] = [
      undefined,
      null,
      0,
      1,
      true,
      '',
      {},
      ['CUSTOM_CHALLENGE'],
      new String('CUSTOM_CHALLENGE'),
    ];
    for (const value of wrong) {
      expect(decide(DEFAULT_FLOW, [...AFTER_PASSWORD, { ...good, challengeName: value }]).next).to.equal(
        'fail',
      );
      expect(decide(DEFAULT_FLOW, [...AFTER_PASSWORD, { ...good, challengeMetadata: value }]).next).to.equal(
        'fail',
      );
    }
    const inList = { ...good, challengeMetadata: [good.challengeMetadata] };
    expect(decide(DEFAULT_FLOW, [...AFTER_PASSWORD, inList]).next).to.equal('fail');
  });

  it('fails on an entry of another challenge or of a step that the flow does not have', () => {
    const nonce = 'AAECAwQFBgcICQoLDA0ODw';
    const metadata = [
      'SMS_CHALLENGE',
      `SMS_CHALLENGE captcha ${nonce} 1763750000`,
      `CAPTCHA_CHALLENGE sms ${nonce} 1763750000`,
      `PASSWORD_CHALLENGE password ${nonce} 1763750000`,
    ];
    for (const text of metadata) {
      const session = [...AFTER_PASSWORD, entry('CUSTOM_CHALLENGE', true, text)];
      expect(decide(DEFAULT_FLOW, session).next, text).to.equal('fail');
    }
  });

  it('fails on a session that goes on after the last step', () => {
    const passed = [...AFTER_PASSWORD, round('captcha', true)];
    expect(decide(DEFAULT_FLOW, passed).next).to.equal('tokens');
    for (const more of [
      round('captcha', true),
      round('captcha', false),
      entry('SRP_A', true),
      AFTER_PASSWORD[1],
    ])
      expect(decide(DEFAULT_FLOW, [...passed, more as SessionEntry]).next).to.equal('fail');
  });

  it('fails on a session of a hundred thousand entries', () => {
    const endless = new Array<SessionEntry>(100_000).fill(round('captcha', true));
    expect(decide(DEFAULT_FLOW, [...AFTER_PASSWORD, ...endless]).next).to.equal('fail');
  });

  it('counts failures step by step, and hands on those of the step that it asks', () => {
    const flow = [PASSWORD, CAPTCHA, SECOND_CAPTCHA];
    const failed = round('captcha', false);
    const session = [
      ...AFTER_PASSWORD,
      failed,
      failed,
      round('captcha', true),
      round('second_captcha', false),
    ];
    expect(decide(flow, session.slice(0, 4))).to.deep.equal({
      next: 'ask',
      step: CAPTCHA,
      index: 1,
      failures: [fromMetadata(failed.challengeMetadata), fromMetadata(failed.challengeMetadata)],
    });
    expect(decide(flow, session)).to.deep.equal({
      next: 'ask',
      step: SECOND_CAPTCHA,
      index: 2,
      failures: [fromMetadata(round('second_captcha', false).challengeMetadata)],
    });
  });

  it('leaves the session as it was', () => {
    const session = Object.freeze([...AFTER_PASSWORD, round('captcha', true)].map(Object.freeze));
    expect(decide(DEFAULT_FLOW, session as SessionEntry[]).next).to.equal('tokens');
    expect(session).to.have.length(3);
  });

  describe('in any flow', () => {
    const attempts = fc.integer({ min: 1, max: 4 });
    const flows = fc
      .record({ password: fc.boolean(), custom: fc.array(attempts, { minLength: 1, maxLength: 4 }) })
      .map(({ password, custom }) => [
        ...(password ? [PASSWORD] : []),
        ...custom.map((attempts, index) => step({ name: `step_${index}`, attempts })),
      ]);

    it('gives tokens only where each step has its own `true`, once and in order', () => {
      const name = fc.constantFrom('SRP_A', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE');
      const stepName = fc.integer({ min: 0, max: 4 }).map(index => `step_${index}`);
      const anyEntry = fc.oneof(
        { weight: 4, arbitrary: fc.tuple(stepName, fc.boolean()).map(([at, result]) => round(at, result)) },
        {
          weight: 1,
          arbitrary: fc.tuple(name, fc.constantFrom(true, false, 'true', 1)).map(([n, r]) => entry(n, r)),
        },
      );
      let tokens = 0;
      const sessions = flows.chain(flow =>
        fc.tuple(fc.constant(flow), fc.array(anyEntry, { maxLength: 6 }), fc.boolean()),
      );
      fc.assert(
        fc.property(sessions, ([flow, rest, started]) => {
          const session = [...(started ? AFTER_PASSWORD : []), ...rest];
          if (decide(flow, session).next !== 'tokens') return;
          tokens++;
          const passed = session.filter(({ challengeResult }) => challengeResult === true);
          expect(passed.map(nameOf)).to.deep.equal(
            flow.flatMap(({ name }) => (name === 'password' ? ['SRP_A', 'PASSWORD_VERIFIER'] : [name])),
          );
        }),
        { numRuns: 20_000 },
      );
      expect(tokens, 'some of the sessions were passed').to.be.above(0);
    });

    it('gives tokens when each step is passed within its attempts, and to no beginning of that session', () => {
      const passed = flows.chain(flow =>
        fc.tuple(
          fc.constant(flow),
          fc.tuple(...flow.map(({ attempts }) => fc.integer({ min: 0, max: attempts - 1 }))),
        ),
      );
      fc.assert(
        fc.property(passed, ([flow, failures]) => {
          const session = flow.flatMap(({ name, challenge }, index) =>
            challenge === 'password'
              ? AFTER_PASSWORD
              : [...new Array(failures[index]).fill(round(name, false)), round(name, true)],
          );
          expect(decide(flow, session).next).to.equal('tokens');
          for (let length = 0; length < session.length; length++)
            expect(decide(flow, session.slice(0, length)).next).not.to.equal('tokens');
        }),
      );
    });
  });
});

/** Compares decide with the oracle in every session, and gives the words on which they disagree. */
function disagreements({ flow, tokens, asks }: Oracle, letters: Letters, length: number) {
  const found: string[] = [];
  const expectations = Object.entries(asks);
  const sessions = everySession(letters, length, (word, session) => {
    const decision = decide(flow, session);
    const got = decision.next === 'ask' ? decision.step.name : decision.next;
    const ask = expectations.find(([, words]) => words.test(word))?.[0];
    const wanted = tokens.test(word) ? 'tokens' : (ask ?? 'fail');
    if (got !== wanted) found.push(`${word}: ${got} instead of ${wanted}`);
  });
  return { sessions, disagreements: found.slice(0, 20) };
}

function nameOf({ challengeName, challengeMetadata }: SessionEntry): unknown {
  return challengeName === 'CUSTOM_CHALLENGE' ? fromMetadata(challengeMetadata)?.asked?.step : challengeName;
}
