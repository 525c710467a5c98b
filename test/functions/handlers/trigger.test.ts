import { expect } from 'chai';
import fc from 'fast-check';
import { PublicError } from '../../../functions/handlers/public-error.ts';
import { trigger } from '../../../functions/handlers/trigger.ts';
import { parseFlowSettings } from '../../../functions/settings/flow-settings.ts';
import { readJson } from '../../../functions/settings/read-json.ts';
import { useAwsServer } from '../../support/aws-server.ts';
import { awsEnvironment, setEnvironment, useEnvironment } from '../../support/environment.ts';
import { coldStart, type Handler, rejection } from '../../support/handlers.ts';
import { mutated } from '../../support/mutated-events.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { EMAIL, KEY_ID, settingsOf } from '../../support/settings.ts';
import {
  AFTER_PASSWORD,
  type CognitoEvent,
  cognitoEvent,
  type Request,
  SOURCES,
  type TriggerKind,
} from '../../support/trigger-events.ts';
import { written } from '../../support/written.ts';

const KINDS = Object.keys(SOURCES) as TriggerKind[];
const NOT_VALID = 'The request is not valid';
const NOT_AVAILABLE = 'Sign-in is not available';

/** In every field that a client or a user may fill; nothing of it may come out again but in the event itself. */
const MARK = 'q7Zk-marked';

describe('trigger', function () {
  this.timeout(60_000);

  const output = recordOutput();
  const aws = useAwsServer();
  useEnvironment(() => awsEnvironment(aws.url()));

  describe('on settings that are wrong', () => {
    for (const kind of KINDS) {
      it(`${kind} tells the operator the setting, and the end user nothing of it`, async () => {
        const flow = [{ challenges: ['password'] }, { challenges: ['captcha'], attempts: 99 }];
        const handler = await coldStart(kind, { flow, keyId: KEY_ID });
        const error = await rejection(handler(cognitoEvent(kind)));
        expectPublic(error, NOT_AVAILABLE);
        expect(output.text()).to.include('flow[1].attempts takes a whole number from 1 to 10; got 99.');
      });

      it(`${kind} can be imported without any settings, and says so at each call`, async () => {
        const handler = await coldStart(kind, undefined);
        for (let call = 0; call < 2; call++)
          expectPublic(await rejection(handler(cognitoEvent(kind))), NOT_AVAILABLE);
        expect(output.text().match(/CHALLENGE_SETTINGS is not set/g)).to.have.length(2);
      });
    }

    for (const kind of ['create', 'verify'] as const) {
      it(`${kind} tells the operator a challenge’s own setting, and the end user nothing of it`, async () => {
        const handler = await coldStart(kind, { ...settingsOf(), challenges: { captcha: { length: 99 } } });
        for (let call = 0; call < 2; call++)
          expectPublic(await rejection(handler(cognitoEvent(kind))), NOT_AVAILABLE);
        const log = output.text().match(/captcha\.length takes a whole number from 4 to 8; got 99\./g);
        expect(log).to.have.length(2);
      });
    }

    it('create tells the operator that nobody sends its messages', async () => {
      const { delivery: _, ...settings } = settingsOf(EMAIL);
      const handler = await coldStart('create', settings);
      expectPublic(await rejection(handler(cognitoEvent('create'))), NOT_AVAILABLE);
      expect(output.text()).to.include('delivery takes the function that sends the messages of email_otp');
    });
  });

  describe('on a cold start that fails', () => {
    const failures: readonly [title: string, build: Parameters<typeof trigger>[1]][] = [
      [
        'with a defect in the code',
        () => {
          throw new TypeError('a defect');
        },
      ],
      ['with a promise that is rejected', () => Promise.reject(new TypeError('a defect'))],
      [
        'with something that is no error',
        () => {
          throw 'a defect';
        },
      ],
    ];
    for (const [title, build] of failures) {
      it(`${title}, tells the operator and not the end user, and leaves no promise unhandled`, async () => {
        setEnvironment({ CHALLENGE_SETTINGS: JSON.stringify(written({ ...settingsOf() })) });
        const unhandled: unknown[] = [];
        const note = (reason: unknown) => unhandled.push(reason);
        process.on('unhandledRejection', note);
        try {
          const handler = trigger(SOURCES.define, build);
          // The first event may come long after the start.
          await new Promise(resolve => setImmediate(() => setImmediate(resolve)));
          for (let call = 0; call < 2; call++)
            expectPublic(await rejection(handler(cognitoEvent('define'))), NOT_AVAILABLE);
        } finally {
          process.off('unhandledRejection', note);
        }
        expect(unhandled).to.deep.equal([]);
        expect(output.text()).to.include('The function did not start: ').and.include('a defect');
      });
    }

    it('awaits a start that takes its time, once', async () => {
      setEnvironment({ CHALLENGE_SETTINGS: JSON.stringify(written({ ...settingsOf() })) });
      let [started, start] = [0, () => {}];
      const handler = trigger(SOURCES.define, async json => {
        started++;
        await new Promise<void>(resolve => {
          start = resolve;
        });
        return () => ({ steps: parseFlowSettings(readJson(json)).flow.length });
      });
      const answers = Promise.all([handler(cognitoEvent('define')), handler(cognitoEvent('define'))]);
      start();
      for (const answer of await answers) expect(answer).to.deep.include({ response: { steps: 2 } });
      expect(started).to.equal(1);
    });
  });

  describe('on an answer', () => {
    const start = (answer: Parameters<typeof trigger>[1]) => {
      setEnvironment({ CHALLENGE_SETTINGS: JSON.stringify(written({ ...settingsOf() })) });
      return trigger(SOURCES.define, answer);
    };

    it('gives the event back with the response filled in', async () => {
      const event = cognitoEvent('define', {}, { futureField: 1 });
      const handler = start(() => () => ({ challengeName: 'x' }));
      expect(await handler(event)).to.deep.equal({ ...event, response: { challengeName: 'x' } });
    });

    it('builds it once, from the settings', async () => {
      let built = 0;
      const handler = start(json => {
        built++;
        return () => ({ steps: parseFlowSettings(readJson(json)).flow.length });
      });
      await handler(cognitoEvent('define'));
      expect(await handler(cognitoEvent('define'))).to.deep.include({ response: { steps: 2 } });
      expect(built).to.equal(1);
    });

    it('hides an error from the end user and tells it to the operator', async () => {
      const handler = start(() => () => Promise.reject(new Error('the key is disabled')));
      expectPublic(await rejection(handler(cognitoEvent('define'))), NOT_AVAILABLE);
      expect(output.text()).to.include('the key is disabled');
    });

    it('lets an error pass that was made for the end user', async () => {
      const handler = start(() => () => Promise.reject(new PublicError('Too many messages were sent.')));
      expectPublic(await rejection(handler(cognitoEvent('define'))), 'Too many messages were sent.');
    });
  });

  describe('on a malformed event', () => {
    const fields = { clientMetadata: { note: MARK }, userAttributes: { email: MARK } };
    const malformed: readonly [title: string, event: (event: CognitoEvent) => unknown][] = [
      ['null', () => null],
      ['nothing', () => undefined],
      ['a text', event => JSON.stringify(event)],
      ['a number', () => 7],
      ['a list', event => [event]],
      ['an empty object', () => ({})],
      ['an unknown trigger source', event => ({ ...event, triggerSource: `${MARK}_Authentication` })],
      ['no trigger source', ({ triggerSource: _, ...event }) => event],
      ['no user name', ({ userName: _, ...event }) => event],
      ['a user name in a list', event => ({ ...event, userName: [MARK] })],
      ['a huge user name', event => ({ ...event, userName: MARK.repeat(100_000) })],
      ['a user pool id that is an object', event => ({ ...event, userPoolId: { id: MARK } })],
      ['a caller that is a text', event => ({ ...event, callerContext: MARK })],
      ['no request', ({ request: _, ...event }) => event],
      ['a request that is a text', event => ({ ...event, request: MARK })],
      ['a request that is null', event => ({ ...event, request: null })],
    ];
    for (const kind of KINDS) {
      for (const [title, change] of malformed) {
        it(`${kind} throws one safe text for ${title}, and nothing of the event shows`, async () => {
          const handler = await coldStart(kind, settingsOf());
          const error = await rejection(handler(change(cognitoEvent(kind, fields))));
          expectPublic(error, NOT_VALID);
          expect(output.text()).to.include(`Not a ${SOURCES[kind]} event.`).and.not.include(MARK);
        });
      }

      it(`${kind} does not take the event of another trigger`, async () => {
        const handler = await coldStart(kind, settingsOf());
        for (const other of KINDS)
          if (other !== kind) expectPublic(await rejection(handler(cognitoEvent(other))), NOT_VALID);
      });
    }

    const sessions: unknown[] = [
      undefined,
      null,
      MARK,
      {},
      7,
      [null],
      [[MARK]],
      [MARK],
      new Array(5000).fill({}),
    ];
    for (const session of sessions) {
      const shown = String(JSON.stringify(session)).slice(0, 30);
      it(`define ends the sign-in for the session ${shown}`, async () => {
        const handler = await coldStart('define', settingsOf());
        const { response } = await handler(cognitoEvent('define', { ...fields, session }));
        expect(response).to.deep.equal({ challengeName: '', issueTokens: false, failAuthentication: true });
        expect(output.text()).not.to.include(MARK);
      });

      it(`create asks nothing for the session ${shown}`, async () => {
        const handler = await coldStart('create', settingsOf());
        expectPublic(await rejection(handler(cognitoEvent('create', { ...fields, session }))), NOT_VALID);
        expect(output.text()).not.to.include(MARK);
      });
    }

    const requests: readonly Request[] = [
      { privateChallengeParameters: undefined },
      { privateChallengeParameters: null },
      { privateChallengeParameters: [MARK] },
      { privateChallengeParameters: { answer: [MARK] } },
      { privateChallengeParameters: { answer: MARK }, challengeAnswer: [MARK] },
      { privateChallengeParameters: { answer: MARK }, challengeAnswer: { toString: MARK } },
      { privateChallengeParameters: { answer: MARK }, challengeAnswer: null },
      { privateChallengeParameters: { answer: MARK }, challengeAnswer: undefined },
      { privateChallengeParameters: { answer: MARK }, challengeAnswer: MARK.repeat(100_000) },
    ];
    for (const request of requests) {
      it(`verify finds ${JSON.stringify(request).slice(0, 80)} not right`, async () => {
        const handler = await coldStart('verify', settingsOf());
        const { response } = await handler(cognitoEvent('verify', { ...fields, ...request }));
        expect(response).to.deep.equal({ answerCorrect: false });
        expect(output.text()).not.to.include(MARK);
      });
    }
  });

  describe('on whatever comes', () => {
    const requests: Readonly<Record<TriggerKind, Request>> = {
      define: { session: AFTER_PASSWORD.slice(0, 1) },
      create: { session: AFTER_PASSWORD },
      verify: {
        privateChallengeParameters: {
          step: 'captcha',
          challenge: 'captcha',
          nonce: 'n',
          issuedAt: '1763750000',
        },
        challengeAnswer: 'AAAAAA',
      },
    };
    for (const kind of KINDS) {
      it(`${kind} gives the event back with a safe response, or throws a text made for the end user`, async () => {
        const handler = await coldStart(kind, settingsOf());
        const ends = { responses: 0, errors: 0 };
        const event = fc.oneof(
          { weight: 1, arbitrary: fc.jsonValue() },
          { weight: 4, arbitrary: mutated(cognitoEvent(kind, requests[kind])) },
        );
        await fc.assert(
          fc.asyncProperty(event, async value => {
            ends[await expectSafe(kind, handler, value)]++;
          }),
          { numRuns: kind === 'create' ? 300 : 1500 }, // create draws a picture for most of them,
        );
        expect(ends.responses, 'some got an answer').to.be.above(20);
        expect(ends.errors, 'some were refused').to.be.above(20);
      });
    }
  });
});

/** Calls the handler and checks that nothing is given away, however the call ends. */
async function expectSafe(
  kind: TriggerKind,
  handler: Handler,
  event: unknown,
): Promise<'responses' | 'errors'> {
  let returned: Record<string, unknown>;
  try {
    returned = await handler(event);
  } catch (error) {
    expectPublic(error, NOT_VALID);
    return 'errors';
  }
  const { response, ...rest } = returned;
  const { response: _, ...given } = event as Record<string, unknown>;
  expect(rest).to.deep.equal(given);
  const checks: Readonly<Record<TriggerKind, (response: Record<string, unknown>) => void>> = {
    define: ({ challengeName, ...flags }) => {
      expect(challengeName).to.be.oneOf(['', 'CUSTOM_CHALLENGE', 'PASSWORD_VERIFIER']);
      expect(flags).to.deep.equal({ issueTokens: false, failAuthentication: challengeName === '' });
    },
    create: response => {
      expect(response).to.have.all.keys(
        'publicChallengeParameters',
        'privateChallengeParameters',
        'challengeMetadata',
      );
    },
    verify: response => {
      expect(response).to.deep.equal({ answerCorrect: false });
    },
  };
  checks[kind](response as Record<string, unknown>);
  return 'responses';
}

/** The whole of what reaches the end user: this text, with no stack and nothing else on it. */
function expectPublic(error: unknown, message: string): void {
  expect(error).to.be.instanceOf(Error);
  const { name, message: text, stack, cause } = error as Error;
  expect({ name, text, stack, cause }).to.deep.equal({
    name: 'PublicError',
    text: message,
    stack: `PublicError: ${message}`,
    cause: undefined,
  });
}
