import { expect } from 'chai';
import fc from 'fast-check';
import type { Action } from '../../../functions/event/action.ts';
import type { SessionEntry } from '../../../functions/event/session-entry.ts';
import { decide } from '../../../functions/flow/decide.ts';
import { fromMetadata } from '../../../functions/flow/round.ts';
import type { Step } from '../../../functions/settings/step.ts';
import {
  captcha,
  DEFAULT_FLOW,
  disagreements,
  enumeratedFlows,
  HOSTILE,
  twice,
} from '../../support/enumerated-flows.ts';
import { cognitoLetters, everyLetter, oneOfEach } from '../../support/every-session.ts';
import { oracleAfterPassword, oracleOf } from '../../support/sessions-oracle.ts';
import { CAPTCHA, EMAIL, PASSWORD, SECOND_CAPTCHA, step } from '../../support/settings.ts';
import { AFTER_PASSWORD, entry, failures, round } from '../../support/trigger-events.ts';

const RESEND: Action = { resend: true };
const SESSIONS = { 4: 69_905, 5: 1_118_481 };

/** Letters of custom rounds, for sessions in which Cognito's own stand too. */
const CAPTCHAS = everyLetter({ A: captcha(0), B: captcha(1), ...HOSTILE });
const COGNITOS = cognitoLetters([null, captcha(0)]);
const STARTED = oneOfEach(CAPTCHAS, 'SP');

describe('decide', function () {
  this.timeout(60_000);

  for (const [title, each] of Object.entries(enumeratedFlows)) {
    describe(`in the flow ${title}`, () => {
      const letters = everyLetter(each.metadata);

      it(`gives tokens, asks and fails as it should in every session of up to ${each.length} entries`, () => {
        const sessions = SESSIONS[each.length];
        expect(disagreements(each, oneOfEach(letters, each.letters), each.length)).to.deep.equal({
          ...{ sessions, disagreements: [] },
        });
      });

      it('does so in every session of up to 3, over every name, result and metadata there is', () => {
        const { disagreements: found } = disagreements(each, letters, 3);
        expect(found).to.deep.equal([]);
      });
    });
  }

  describe('with Cognito’s own entries', () => {
    const steps = [{ name: 'captcha', asked: ['a', 'b'], bare: '' }];
    const flow = [PASSWORD, step(twice)];

    for (const needsPassword of [false, true]) {
      const status = needsPassword ? 'where the user has to set a password' : 'for any other user';
      const walked = { flow, needsPassword, ...oracleAfterPassword(steps, needsPassword) };

      it(`passes over those that follow the password, and counts none of them, ${status}`, () => {
        const letters = oneOfEach([...CAPTCHAS, ...COGNITOS], 'AabBWwTIKV');
        expect(disagreements(walked, letters, 5, STARTED)).to.deep.equal({
          ...{ sessions: 111_111, disagreements: [] },
        });
      });

      it(`does so in every session of up to 2 more, over every name, result and metadata there is, ${status}`, () => {
        const letters = [...CAPTCHAS.filter(([letter]) => !'Oo'.includes(letter)), ...COGNITOS];
        expect(disagreements(walked, letters, 2, STARTED).disagreements).to.deep.equal([]);
      });

      it(`takes none of them before the password was verified, ${status}`, () => {
        const letters = [...oneOfEach(CAPTCHAS, 'SsPpAaFN'), ...cognitoLetters([null])];
        expect(disagreements(walked, letters, 3).disagreements).to.deep.equal([]);
      });
    }

    it('takes none of a second factor or a password where the flow does not begin with one', () => {
      const oracle = oracleOf('', [{ name: 'captcha', asked: ['a', 'b'], bare: '' }], '(KV?)?');
      const letters = [...oneOfEach(CAPTCHAS, 'SPAaBb'), ...cognitoLetters([null])];
      for (const needsPassword of [false, true])
        expect(
          disagreements({ flow: [step(twice)], needsPassword, ...oracle }, letters, 3).disagreements,
        ).to.deep.equal([]);
    });

    it('asks for a new password first where the password is the whole flow', () => {
      const walk = (...names: string[]) =>
        decide([PASSWORD], [...AFTER_PASSWORD, ...names.map(name => entry(name, true))], {
          needsPassword: true,
        }).next;
      expect(walk()).to.equal('new password');
      expect(walk('SOFTWARE_TOKEN_MFA')).to.equal('new password');
      expect(walk('SOFTWARE_TOKEN_MFA', 'NEW_PASSWORD_REQUIRED')).to.equal('tokens');
      expect(walk('NEW_PASSWORD_REQUIRED', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER')).to.equal('tokens');
      expect(walk('NEW_PASSWORD_REQUIRED', 'NEW_PASSWORD_REQUIRED')).to.equal('fail');
    });

    it('leaves as many attempts and free rounds as without them', () => {
      const own = ['NEW_PASSWORD_REQUIRED', 'SMS_MFA'].map(name => entry(name, true));
      const free = Array.from({ length: 10 }, () => round('captcha', false));
      const session = [...AFTER_PASSWORD, ...own, ...free];
      const device = ['DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER'].map(name => entry(name, true));
      expect(decide(DEFAULT_FLOW, session, { action: RESEND })).to.include({ next: 'ask', spent: 0 });
      const passed = [...session, round('captcha', true), ...device];
      expect(decide(DEFAULT_FLOW, passed)).to.deep.equal({ next: 'tokens' });
    });
  });

  describe('says for the log which entry was wrong, and nothing of what it holds', () => {
    const SECRET = 'CODE-123456';
    const cases: readonly [title: string, more: readonly SessionEntry[], reason: string][] = [
      ['a failed factor', [entry('SMS_MFA', false, SECRET)], 'session[2]: ["SMS_MFA",false] at step captcha'],
      [
        'one of Cognito’s that is not passed over',
        [entry('NEW_PASSWORD_REQUIRED', true), entry('ADMIN_NO_SRP_AUTH', true)],
        'session[3]: ["ADMIN_NO_SRP_AUTH",true] at step captcha',
      ],
      [
        'no metadata, as create functions leave it that AWS shows',
        [entry('CUSTOM_CHALLENGE', true)],
        'session[2]: no challengeMetadata at step captcha',
      ],
      [
        'metadata of another form',
        [entry('CUSTOM_CHALLENGE', true, SECRET)],
        'session[2]: another challengeMetadata at step captcha',
      ],
      [
        'a count that does not fit',
        [round('captcha', false, { spent: 2 })],
        'session[2]: a wrong count of attempts',
      ],
      [
        'a right answer after the last attempt',
        [...[0, 1, 2].map(spent => round('captcha', false, { spent })), round('captcha', true, { spent: 3 })],
        'session[5]: asked after the last attempt',
      ],
      [
        'more rounds than attempts and actions',
        Array.from({ length: 15 }, () => round('captcha', false)),
        'session[16]: too many rounds',
      ],
      [
        'an entry after the last step',
        [round('captcha', true), entry('DEVICE_SRP_AUTH', true), entry('SMS_MFA', true, SECRET)],
        'session[4]: ["SMS_MFA",true] after the last step',
      ],
    ];
    for (const [title, more, reason] of cases) {
      it(title, () => {
        const decision = decide(DEFAULT_FLOW, [...AFTER_PASSWORD, ...more]);
        const end = reason.endsWith('too many rounds') ? 'AttemptsUsed' : 'UnexpectedSession';
        expect(decision).to.deep.equal({ next: 'fail', end, reason });
        expect(reason).not.to.include(SECRET);
      });
    }

    it('a session that does not begin as the flow does', () => {
      const endOf = (flow: readonly Step[], session: readonly SessionEntry[], needsPassword = false) => {
        const { end, reason } = Object(decide(flow, session, { needsPassword }));
        return [end, reason];
      };
      const [srp, verified] = AFTER_PASSWORD;
      expect(endOf([], [])).to.deep.equal(['NoStep', 'no step for this user and client']);
      expect(endOf(DEFAULT_FLOW, verified ? [verified] : [])).to.deep.equal([
        'NoPassword',
        'no SRP_A at the start',
      ]);
      expect(endOf(DEFAULT_FLOW, srp ? [srp, srp] : [])).to.deep.equal([
        'NoPassword',
        'no password was verified',
      ]);
      expect(endOf(DEFAULT_FLOW, [...AFTER_PASSWORD, round('captcha', true)], true)).to.deep.equal([
        'UnexpectedSession',
        'no new password',
      ]);
    });

    it('a name that is none, cut short', () => {
      for (const name of [{ toString: 1 }, 'x'.repeat(100_000), null, undefined, ['SMS_MFA']]) {
        const decision = decide(DEFAULT_FLOW, [...AFTER_PASSWORD, entry(name, true)]);
        expect(decision).to.have.property('reason').that.has.length.below(80);
      }
    });
  });

  describe('where create is the operator’s own', () => {
    it('takes an entry without metadata for the step that was asked, and for no other', () => {
      const bare = (result: boolean, metadata: unknown = null) => entry('CUSTOM_CHALLENGE', result, metadata);
      const flow = [PASSWORD, CAPTCHA, EMAIL];
      const next = (...more: SessionEntry[]) =>
        decide(flow, [...AFTER_PASSWORD, ...more], { ownCreate: true });
      for (const metadata of [null, undefined, ''])
        expect(next(bare(true, metadata))).to.include({ next: 'ask', step: EMAIL });
      expect(next(bare(false)), 'create asks the same challenge again').to.deep.include({
        last: { challenge: 'captcha' },
      });
      expect(next(bare(true), bare(true))).to.deep.equal({ next: 'tokens' });
      expect(next(bare(true), bare(true), bare(true)).next).to.equal('fail');
      expect(next(bare(false), bare(false))).to.include({ next: 'ask', step: CAPTCHA, spent: 2 });
      expect(next(bare(false), bare(false), bare(false)).next).to.equal('fail');
      expect(next(bare(true, 'EMAIL_OTP_CHALLENGE')).next, 'a name that it has counts').to.equal('fail');
      expect(next(bare(true, 'CODE-123456')).next, 'and another text is none').to.equal('fail');
      for (const name of ['SMS_MFA', 'SRP_A', 'PASSWORD_VERIFIER', undefined])
        expect(next(bare(true), entry(name, true)).next, String(name)).to.equal('fail');
    });

    it('counts a round with an action like any other, since none of them says that it was free: the last attempt is the last', () => {
      for (const metadata of [null, 'CAPTCHA_CHALLENGE']) {
        const failed = (count: number) =>
          Array.from({ length: count }, () => entry('CUSTOM_CHALLENGE', false, metadata));
        const next = (session: readonly SessionEntry[], action?: Action) =>
          decide([CAPTCHA, EMAIL], session, { ownCreate: true, action });
        for (const spent of [1, 2]) {
          expect(next(failed(spent), RESEND)).to.include({ next: 'ask', spent });
          const right = entry('CUSTOM_CHALLENGE', true, metadata);
          expect(next([...failed(spent), right]), 'what is asked can be answered').to.include({
            step: EMAIL,
          });
        }
        expect(next(failed(3), RESEND)).to.deep.equal(next(failed(3)));
        expect(next(failed(3), RESEND).next).to.equal('fail');
      }
    });
  });

  it('gives no tokens for a `true` under another name: [SRP_A, true] is where a password check begins', () => {
    expect(decide(DEFAULT_FLOW, [entry('SRP_A', true)])).to.include({ next: 'ask', step: PASSWORD });
    expect(decide(DEFAULT_FLOW, [entry('SRP_A', true), entry('SRP_A', true)]).next).to.equal('fail');
    expect(decide([CAPTCHA], [entry('SRP_A', true)]).next).to.equal('fail');
    for (const name of ['DEVICE_PASSWORD_VERIFIER', 'ADMIN_NO_SRP_AUTH'])
      expect(decide(DEFAULT_FLOW, [...AFTER_PASSWORD, entry(name, true)]).next, name).to.equal('fail');
    for (const name of ['SMS_MFA', 'NEW_PASSWORD_REQUIRED', 'DEVICE_SRP_AUTH'])
      expect(decide(DEFAULT_FLOW, [...AFTER_PASSWORD, entry(name, true)]), name).to.include({
        step: CAPTCHA,
      });
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
    const session = [undefined, null, 'true'].map((result, spent) => round('captcha', result, { spent }));
    expect(decide(DEFAULT_FLOW, [...AFTER_PASSWORD, ...session])).to.deep.equal({
      next: 'fail',
      end: 'AttemptsUsed',
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

  it('counts step by step, and hands on what was spent and the last round of the step that it asks', () => {
    const flow = [PASSWORD, CAPTCHA, SECOND_CAPTCHA];
    const [second] = failures('second_captcha', 1);
    const session = [...AFTER_PASSWORD, ...failures('captcha', 2), round('captcha', true, { spent: 2 })];
    expect(decide(flow, session.slice(0, 4))).to.deep.equal({
      ...{ next: 'ask', step: CAPTCHA, index: 1, spent: 2 },
      last: fromMetadata(session[3]?.challengeMetadata),
    });
    expect(decide(flow, session)).to.deep.equal({ next: 'ask', step: SECOND_CAPTCHA, index: 2, spent: 0 });
    expect(decide(flow, [...session, second as SessionEntry])).to.deep.equal({
      ...{ next: 'ask', step: SECOND_CAPTCHA, index: 2, spent: 1 },
      last: fromMetadata(second?.challengeMetadata),
    });
  });

  it('fails where no step is for this user and client: nothing to pass is no sign-in', () => {
    for (const session of [[], AFTER_PASSWORD, [round('captcha', true)]])
      expect(decide([], session), 'no step').to.include({ next: 'fail' });
  });

  describe('where SRP_A is tolerated', () => {
    const flow = [CAPTCHA, EMAIL];
    const next = (...session: SessionEntry[]) => decide(flow, session, { srpTolerated: true });

    it('passes over one, at the beginning', () => {
      expect(next(entry('SRP_A', true))).to.deep.equal({ next: 'ask', step: CAPTCHA, index: 0, spent: 0 });
      expect(next(entry('SRP_A', true), entry('SRP_A', true)).next).to.equal('fail');
      expect(next(round('captcha', true), entry('SRP_A', true)).next).to.equal('fail');
    });

    it('passes over no failed one, and no password', () => {
      expect(next(entry('SRP_A', false)).next).to.equal('fail');
      expect(next(...AFTER_PASSWORD).next).to.equal('fail');
    });

    it('never counts it for a step', () => {
      const passed = [round('captcha', true), round('email_otp', true, { challenge: 'email_otp' })];
      expect(next(entry('SRP_A', true), ...passed.slice(0, 1))).to.include({ next: 'ask', step: EMAIL });
      expect(next(entry('SRP_A', true), ...passed).next).to.equal('tokens');
    });
  });

  describe('a round with an action', () => {
    it('spends nothing, and gives back no more than itself', () => {
      expect(decide([CAPTCHA], failures('captcha', 2), { action: RESEND })).to.include({
        next: 'ask',
        spent: 1,
      });
      expect(decide([CAPTCHA], failures('captcha', 3), { action: RESEND })).to.include({
        next: 'ask',
        spent: 2,
      });
      expect(decide([CAPTCHA], [], { action: RESEND })).to.include({ next: 'ask', spent: 0 });
    });

    it('gives nothing back where the round was passed', () => {
      const session = [...failures('captcha', 2), round('captcha', true, { spent: 2 })];
      const decision = decide([CAPTCHA, SECOND_CAPTCHA], session, { action: RESEND });
      expect(decision).to.deep.equal({ next: 'ask', step: SECOND_CAPTCHA, index: 1, spent: 0 });
    });

    it('fails on a count that is not what it can be: no more given back than one attempt, none spent in advance', () => {
      for (const spent of [0, 1, 2, 3, 4, 5, 10, 99]) {
        const session = [...failures('captcha', 3), round('captcha', false, { spent })];
        const { next } = decide([step({ attempts: 5 })], session);
        expect(next, `${spent} after 3 wrong answers`).to.equal(spent === 2 || spent === 3 ? 'ask' : 'fail');
      }
      for (const spent of [1, 2, 99])
        expect(decide([CAPTCHA], [round('captcha', true, { spent })]).next, 'at first').to.equal('fail');
    });

    it('cannot lengthen a sign-in without end', () => {
      // Each round says that the one before was free: of eight and the attempts one may ask, no more.
      const endless = (count: number) => Array.from({ length: count }, () => round('captcha', false));
      expect(decide([CAPTCHA], endless(11), { action: RESEND })).to.include({ next: 'ask', spent: 0 });
      expect(decide([CAPTCHA], endless(12), { action: RESEND })).to.include({ next: 'fail' });
      expect(decide([CAPTCHA], [...endless(11), round('captcha', true)])).to.include({ next: 'fail' });
      expect(decide([CAPTCHA], [...endless(10), round('captcha', true)])).to.include({ next: 'tokens' });
    });
  });

  describe('over whole sign-ins, as create and Cognito lead through them', () => {
    const steps = fc
      .array(fc.record({ attempts: fc.integer({ min: 1, max: 10 }), alternatives: fc.boolean() }), {
        minLength: 1,
        maxLength: 4,
      })
      .map(list =>
        list.map(({ attempts, alternatives }, index) =>
          step({
            attempts,
            name: `step_${index}`,
            challenges: alternatives ? ['email_otp', 'sms_otp'] : ['captcha'],
          }),
        ),
      );
    const move = fc.constantFrom('wrong', 'wrong', 'resend', 'switch', 'right');

    it('lets no more answers of a step be judged than it has attempts, whatever the client asks for between them', () => {
      let [tokens, failed] = [0, 0];
      fc.assert(
        fc.property(steps, fc.array(move, { maxLength: 60 }), (flow, moves) => {
          const judged = new Map<string, number>();
          const session: SessionEntry[] = [];
          let decision = decide(flow, session);
          for (const made of moves) {
            if (decision.next !== 'ask') break;
            const { step: at, spent, last } = decision;
            const wrongSoFar = judged.get(at.name) ?? 0;
            expect(wrongSoFar, 'an attempt is left').to.be.below(at.attempts);
            expect(spent, 'spent are the wrong answers, exactly').to.equal(wrongSoFar);
            const challenge =
              made === 'switch' ? at.challenges.at(-1) : (last?.challenge ?? at.challenges[0]);
            if (made === 'wrong') judged.set(at.name, wrongSoFar + 1);
            session.push(round(at.name, made === 'right', { ...(challenge && { challenge }), spent }));
            const action = made === 'resend' || made === 'switch' ? RESEND : undefined;
            decision = decide(flow, session, { action });
          }
          expect(session.length).to.be.at.most(9 + flow.reduce((sum, { attempts }) => sum + attempts, 0));
          if (decision.next === 'tokens') tokens++;
          if (decision.next === 'fail') failed++;
        }),
        { numRuns: 3000 },
      );
      expect(tokens, 'some were passed').to.be.above(50);
      expect(failed, 'some were failed').to.be.above(50);
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
        { numRuns: 10_000 },
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
        fc.property(passed, ([flow, wrong]) => {
          const session = flow.flatMap(({ name }, index) =>
            name === 'password'
              ? AFTER_PASSWORD
              : [...failures(name, wrong[index] ?? 0), round(name, true, { spent: wrong[index] ?? 0 })],
          );
          expect(decide(flow, session).next).to.equal('tokens');
          for (let length = 0; length < session.length; length++)
            expect(decide(flow, session.slice(0, length)).next).not.to.equal('tokens');
        }),
      );
    });
  });
});

function nameOf({ challengeName, challengeMetadata }: SessionEntry): unknown {
  return challengeName === 'CUSTOM_CHALLENGE' ? fromMetadata(challengeMetadata)?.asked?.step : challengeName;
}
