import { expect } from 'chai';
import type { SessionEntry } from '../../../functions/event/session-entry.ts';
import { nextFor } from '../../../functions/flow/next.ts';
import { toMetadata } from '../../../functions/flow/round.ts';
import { useEnvironment } from '../../support/environment.ts';
import { coldStart, type Handler } from '../../support/handlers.ts';
import { isMetricLine, metricLines } from '../../support/metric-lines.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { CAPTCHA, EMAIL, PASSWORD, SECOND_CAPTCHA, settingsOf } from '../../support/settings.ts';
import {
  AFTER_PASSWORD,
  ATTRIBUTES,
  CLIENT_ID,
  cognitoEvent,
  entry,
  failures,
  parsed,
  round,
  USER_NAME,
  unknownUser,
} from '../../support/trigger-events.ts';

const FAILURE = { challengeName: '', issueTokens: false, failAuthentication: true };
const TOKENS = { challengeName: '', issueTokens: true, failAuthentication: false };
const ask = (challengeName: string) => ({ challengeName, issueTokens: false, failAuthentication: false });

const PASSED = [...AFTER_PASSWORD, round('captcha', true)];
const [FAILED, ...FAILED_AGAIN] = failures('captcha', 3) as [SessionEntry, ...SessionEntry[]];

describe('define-auth-challenge', function () {
  this.timeout(20_000);

  const output = recordOutput();
  let handler: Handler;

  beforeEach(async () => {
    handler = await coldStart('define', settingsOf());
  });

  const answer = async (session: unknown, request: object = {}) => {
    const { response } = await handler(cognitoEvent('define', { session, ...request }));
    return response;
  };

  // All three fields every time: Cognito takes one that is missing for an answer of another shape.
  const sessions: readonly [title: string, session: readonly SessionEntry[], response: object][] = [
    ['SRP_A: the password is asked for', [entry('SRP_A', true)], ask('PASSWORD_VERIFIER')],
    ['the password: the CAPTCHA is', [...AFTER_PASSWORD], ask('CUSTOM_CHALLENGE')],
    ['a wrong answer: another CAPTCHA', [...AFTER_PASSWORD, FAILED], ask('CUSTOM_CHALLENGE')],
    [
      'two wrong answers: another CAPTCHA',
      [...AFTER_PASSWORD, ...failures('captcha', 2)],
      ask('CUSTOM_CHALLENGE'),
    ],
    ['three wrong answers: the end', [...AFTER_PASSWORD, FAILED, ...FAILED_AGAIN], FAILURE],
    ['the right answer: tokens', PASSED, TOKENS],
    [
      'a wrong and the right answer: tokens',
      [...AFTER_PASSWORD, FAILED, round('captcha', true, { spent: 1 })],
      TOKENS,
    ],
    ['nothing, since the client did not start with a password: the end', [], FAILURE],
    ['a CAPTCHA without the password: the end', [round('captcha', true)], FAILURE],
    [
      'the password only said to be wrong: the end',
      [entry('SRP_A', true), entry('PASSWORD_VERIFIER', false)],
      FAILURE,
    ],
    ['tokens, which do not come twice: the end', [...PASSED, round('captcha', true)], FAILURE],
  ];
  for (const [title, session, response] of sessions) {
    it(`answers after ${title}`, async () => {
      expect(await answer(session)).to.deep.equal(response);
    });
  }

  it('gives no tokens for a `true` without its name: not for [SRP_A, true], as samples do that look at the last result', async () => {
    handler = await coldStart('define', { ...settingsOf(PASSWORD), keyId: 'k' });
    expect(await answer([entry('SRP_A', true)])).to.deep.equal(ask('PASSWORD_VERIFIER'));
    expect(await answer([entry('SRP_A', true), entry('SRP_A', true)])).to.deep.equal(FAILURE);
    expect(await answer([entry('SRP_A', true), entry('DEVICE_SRP_AUTH', true)])).to.deep.equal(FAILURE);
    expect(await answer([...AFTER_PASSWORD])).to.deep.equal(TOKENS);
  });

  it('asks an invited user for a new password after the old one, once, and goes on with the flow', async () => {
    for (const status of ['FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED']) {
      const invited = { userAttributes: { ...ATTRIBUTES, 'cognito:user_status': status } };
      const changed = [...AFTER_PASSWORD, entry('NEW_PASSWORD_REQUIRED', true)];
      expect(await answer([entry('SRP_A', true)], invited)).to.deep.equal(ask('PASSWORD_VERIFIER'));
      expect(await answer(AFTER_PASSWORD, invited)).to.deep.equal(ask('NEW_PASSWORD_REQUIRED'));
      for (const request of [invited, {}]) {
        expect(await answer(changed, request)).to.deep.equal(ask('CUSTOM_CHALLENGE'));
        expect(await answer([...changed, round('captcha', true)], request)).to.deep.equal(TOKENS);
      }
      expect(await answer(PASSED, invited), 'not around it').to.deep.equal(FAILURE);
    }
    expect(output.text()).to.include("step: 'NEW_PASSWORD_REQUIRED'");
  });

  it('passes over a second factor and a device of Cognito’s own, and gives no tokens for them', async () => {
    const device = [entry('DEVICE_SRP_AUTH', true), entry('DEVICE_PASSWORD_VERIFIER', true)];
    for (const name of ['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA']) {
      const session = [...AFTER_PASSWORD, entry(name, true)];
      expect(await answer(session), name).to.deep.equal(ask('CUSTOM_CHALLENGE'));
      expect(await answer([...session, round('captcha', true), ...device]), name).to.deep.equal(TOKENS);
      expect(await answer([...AFTER_PASSWORD, entry(name, false)]), name).to.deep.equal(FAILURE);
    }
    expect(output.text()).to.include('session[2]: ["SMS_MFA",false] at step captcha');
  });

  it('leads through AWS’s example of a create function, which gives no metadata, where create is the operator’s own', async () => {
    const rounds = [entry('CUSTOM_CHALLENGE', true), entry('CUSTOM_CHALLENGE', true)];
    const flow = settingsOf(PASSWORD, CAPTCHA, SECOND_CAPTCHA);
    handler = await coldStart('define', { ...flow, ownCreate: true });
    expect(await answer([...AFTER_PASSWORD, ...rounds.slice(1)])).to.deep.equal(ask('CUSTOM_CHALLENGE'));
    expect(await answer([...AFTER_PASSWORD, ...rounds])).to.deep.equal(TOKENS);
    handler = await coldStart('define', flow);
    expect(await answer([...AFTER_PASSWORD, ...rounds])).to.deep.equal(FAILURE);
    expect(output.text()).to.include('session[2]: no challengeMetadata at step captcha');
  });

  it('leads through a flow of more steps', async () => {
    handler = await coldStart('define', settingsOf(PASSWORD, CAPTCHA, SECOND_CAPTCHA));
    expect(await answer(PASSED)).to.deep.equal(ask('CUSTOM_CHALLENGE'));
    expect(await answer([...PASSED, round('captcha', true)])).to.deep.equal(FAILURE);
    expect(await answer([...PASSED, round('second_captcha', true)])).to.deep.equal(TOKENS);
  });

  it('asks again after an action, which no attempt is spent on; and agrees with create on what was spent', async () => {
    const session = [...AFTER_PASSWORD, FAILED, ...FAILED_AGAIN];
    expect(await answer(session, { clientMetadata: { action: 'resend' } })).to.deep.equal(
      ask('CUSTOM_CHALLENGE'),
    );
    const settings = settingsOf();
    const clientMetadata = { action: 'resend' };
    for (const request of [
      { session },
      { session, clientMetadata },
      { session: session.slice(0, 3), clientMetadata },
    ]) {
      const [define, create] = (['define', 'create'] as const).map(kind =>
        nextFor(settings, parsed(cognitoEvent(kind, request))),
      );
      expect(define).to.deep.equal(create);
    }
  });

  it('asks whom the conditions name, and ends a sign-in that would have nothing to pass', async () => {
    const when = { attribute: 'custom:role', values: ['admin'] };
    const flow = [{ challenges: ['captcha'], when }, { challenges: ['email_otp'] }];
    handler = await coldStart('define', { ...settingsOf(), flow });
    const passed = [round('email_otp', true, { challenge: 'email_otp' })];
    expect(await answer(passed)).to.deep.equal(TOKENS);
    const userAttributes = { ...ATTRIBUTES, 'custom:role': 'staff,admin' };
    expect(await answer(passed, { userAttributes })).to.deep.equal(FAILURE);
    expect(await answer([round('captcha', true), ...passed], { userAttributes })).to.deep.equal(TOKENS);
  });

  it('passes over the SRP_A of old clients where it is tolerated, and gives no tokens for it', async () => {
    handler = await coldStart('define', { ...settingsOf(CAPTCHA, EMAIL), srpTolerated: true });
    expect(await answer([entry('SRP_A', true)])).to.deep.equal(ask('CUSTOM_CHALLENGE'));
    expect(await answer([entry('SRP_A', true), entry('SRP_A', true)])).to.deep.equal(FAILURE);
    expect(await answer([entry('SRP_A', true), round('captcha', true)])).to.deep.equal(
      ask('CUSTOM_CHALLENGE'),
    );
    handler = await coldStart('define', settingsOf(CAPTCHA, EMAIL));
    expect(await answer([entry('SRP_A', true)])).to.deep.equal(FAILURE);
  });

  describe('for an unknown user', () => {
    it('never gives tokens, whatever the session says', async () => {
      const { response } = await handler(unknownUser(cognitoEvent('define', { session: PASSED })));
      expect(response).to.deep.equal(FAILURE);
    });

    it('never gives tokens, however Cognito says that there is no such user', async () => {
      for (const userNotFound of [true, 'true', 'false', 1, 0, '', [], {}])
        expect(await answer(PASSED, { userNotFound }), JSON.stringify(userNotFound)).to.deep.equal(FAILURE);
    });

    it('answers as for a known one until then: nothing tells that there is no such user', async () => {
      for (const [title, session, response] of sessions) {
        const unknown = await handler(unknownUser(cognitoEvent('define', { session })));
        expect(unknown.response, title).to.deep.equal(response === TOKENS ? FAILURE : response);
      }
    });
  });

  it('gives the event back as it came, but for the response', async () => {
    const event = cognitoEvent('define', { session: PASSED }, { futureField: [1] });
    expect(await handler(event)).to.deep.equal({ ...event, response: TOKENS });
  });

  it('logs what was decided, and nothing of the user or of the session', async () => {
    for (const [, session] of sessions) await answer(session);
    await handler(unknownUser(cognitoEvent('define', { session: PASSED })));
    const log = output
      .text()
      .split('\n')
      .filter(line => !isMetricLine(line))
      .join('\n');
    expect(log).to.include('Every step was passed.');
    expect(log).to.include('step captcha was failed 3 times');
    expect(log).to.include("message: 'The sign-in ends.', reason: 'no such user'");
    expect(log).to.include("message: 'Next step.', step: 'captcha'");
    const secrets = [USER_NAME, ...Object.values(ATTRIBUTES).filter(value => value !== 'true')];
    for (const secret of [...secrets, 'AAECAwQFBgcICQoLDA0ODw', '4h57k1bq0c9f8e2d6a3g5j7l9n'])
      expect(log).not.to.include(secret);
  });

  describe('counts', () => {
    useEnvironment(() => ({ MODULE_NAME: 'acme' }));
    const counted = () => metricLines(output.text()).filter(line => !('Duration' in line));
    const metrics = () =>
      counted().map(line => line._aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(m => m.Name)));

    it('a sign-in where it begins, once', async () => {
      await answer([entry('SRP_A', true)]);
      await answer(AFTER_PASSWORD);
      await answer([...AFTER_PASSWORD, FAILED]);
      expect(metrics()).to.deep.equal([['SignInsStarted']]);
      handler = await coldStart('define', settingsOf(CAPTCHA, EMAIL));
      await answer([]);
      await answer([round('captcha', true)]);
      expect(metrics()).to.deep.equal([['SignInsStarted'], ['SignInsStarted']]);
      expect(counted()[0]).to.include({ UserPoolClient: CLIENT_ID });
    });

    it('one that passes, and how long it took from its first question', async () => {
      const askedAt = Math.floor(Date.now() / 1000) - 42;
      await answer([...AFTER_PASSWORD, round('captcha', true, { issuedAt: askedAt })]);
      expect(metrics()).to.deep.equal([['SignInsPassed', 'SignInSeconds']]);
      expect(counted()[0]).to.include({ SignInsPassed: 1, Name: 'acme', rounds: 3 });
      expect(counted()[0]?.SignInSeconds).to.be.within(42, 44);
    });

    it('of a code that stood already, only the time since this sign-in asked for it', async () => {
      handler = await coldStart('define', settingsOf(EMAIL));
      const now = Math.floor(Date.now() / 1000);
      const kept = { nonce: 'AAECAwQFBgcICQoLDA0ODw', askedAt: now - 7, sends: 1, sentAt: now - 7 };
      const asked = { step: 'email_otp', spent: 0, issuedAt: now - 99, kept };
      await answer([entry('CUSTOM_CHALLENGE', true, toMetadata('email_otp', asked))]);
      expect(counted()[0]?.SignInSeconds).to.be.within(6, 9);
    });

    it('no seconds where the clocks do not agree, nor where no question of ours was asked', async () => {
      const later = Math.floor(Date.now() / 1000) + 100;
      await answer([...AFTER_PASSWORD, round('captcha', true, { issuedAt: later })]);
      handler = await coldStart('define', settingsOf(PASSWORD));
      await answer(AFTER_PASSWORD);
      expect(metrics()).to.deep.equal([['SignInsPassed'], ['SignInsPassed']]);
    });

    it('one that ends, by one of few reasons', async () => {
      const ended = async (session: unknown, unknown = false) => {
        const event = cognitoEvent('define', { session });
        await handler(unknown ? unknownUser(event) : event);
        return counted().at(-1)?.Reason;
      };
      expect(await ended([...AFTER_PASSWORD, FAILED, ...FAILED_AGAIN])).to.equal('AttemptsUsed');
      expect(await ended([...AFTER_PASSWORD, entry('SMS_MFA', false)])).to.equal('UnexpectedSession');
      expect(await ended([])).to.equal('NoPassword');
      expect(await ended('none')).to.equal('UnexpectedSession');
      expect(await ended(PASSED, true)).to.equal('UnknownUser');
      const when = { attribute: 'custom:role', values: ['admin'] };
      handler = await coldStart('define', {
        ...settingsOf(),
        flow: [
          { challenges: ['email_otp'], when },
          { challenges: ['email_otp'], name: 'other' },
        ],
      });
      expect(await ended([round('nothing', true)])).to.equal('UnexpectedSession');
    });

    it('a sign-in that ends at once as one that began', async () => {
      await answer([]);
      expect(metrics()).to.deep.equal([['SignInsStarted'], ['SignInsEnded']]);
    });

    it('the pool and the client besides, and nothing of the user', async () => {
      await answer(PASSED);
      const { userPoolId, callerContext } = cognitoEvent('define');
      expect(counted()[0]).to.include({ userPoolId, clientId: Object(callerContext).clientId });
      expect(JSON.stringify(counted())).to.not.include(USER_NAME);
    });
  });
});
