import { expect } from 'chai';
import fc from 'fast-check';
import { createChallenge } from '../../../functions/create-auth-challenge/create-challenge.ts';
import { readEvent } from '../../../functions/event/event.ts';
import type { SessionEntry } from '../../../functions/event/session-entry.ts';
import { fromMetadata, questionOf } from '../../../functions/flow/round.ts';
import { stateless } from '../../../functions/ledger/stateless.ts';
import { epochKeys } from '../../../functions/question/epoch-key.ts';
import { traceUserPart } from '../../../functions/question/trace.ts';
import type { Settings } from '../../../functions/settings/settings.ts';
import type { Step } from '../../../functions/settings/step.ts';
import { disguises } from '../../support/disguises.ts';
import { rejection } from '../../support/handlers.ts';
import { mutated } from '../../support/mutated-events.ts';
import { pngOf, readPng } from '../../support/read-png.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { askedIn, rightAnswer, rightCode } from '../../support/right-answer.ts';
import {
  CAPTCHA,
  CODE,
  DELIVERY,
  EMAIL,
  KEY_ID,
  PASSWORD,
  SECOND_CAPTCHA,
  settingsOf,
  step,
} from '../../support/settings.ts';
import {
  AFTER_PASSWORD,
  ATTRIBUTES,
  CLIENT_ID,
  type CognitoEvent,
  cognitoEvent,
  entry,
  failures,
  parsed,
  type Request,
  round,
  SOURCES,
  USER_NAME,
  unknownUser,
} from '../../support/trigger-events.ts';
import { fakeMac, NOW_SECONDS, testWorld } from '../../support/worlds.ts';

const EVENT = cognitoEvent('create', { session: AFTER_PASSWORD });
const SENT = { sends: 1, sentAt: NOW_SECONDS };

describe('createChallenge', function () {
  this.timeout(20_000);

  const output = recordOutput();
  let world: ReturnType<typeof testWorld>;

  beforeEach(() => {
    world = testWorld();
  });

  const askWith = async (settings: Settings, event: CognitoEvent) =>
    (await createChallenge(settings, world))(parsed(event));
  const ask = (event = EVENT, flow: readonly Step[] = []) => askWith(settingsOf(...flow), event);
  const askAfter = (...rounds: object[]) =>
    ask(cognitoEvent('create', { session: [...AFTER_PASSWORD, ...rounds] }));

  describe('tells the client', () => {
    it('which challenge, which step of how many, how many attempts, until when, and the picture', async () => {
      const { captchaUrl, ...rest } = (await ask()).publicChallengeParameters;
      expect(rest).to.deep.equal({
        challenge: 'captcha',
        step: '2',
        steps: '2',
        attemptsRemaining: '3',
        expiresAt: '2025-11-21T18:36:20.000Z',
      });
      expect(readPng(pngOf(captchaUrl))).to.include({ width: 264, height: 84 });
    });

    it('that an answer was wrong, and how many attempts are left', async () => {
      const wrong = failures('captcha', 2, { issuedAt: NOW_SECONDS - 20 });
      const { publicChallengeParameters: first } = await askAfter(...wrong.slice(0, 1));
      expect(first).to.include({ error: 'WRONG_ANSWER', attemptsRemaining: '2' });
      const { publicChallengeParameters: second } = await askAfter(...wrong);
      expect(second).to.include({ error: 'WRONG_ANSWER', attemptsRemaining: '1' });
    });

    it('that an answer came too late', async () => {
      const { publicChallengeParameters } = await askAfter(
        round('captcha', false, { issuedAt: NOW_SECONDS - 181 }),
      );
      expect(publicChallengeParameters).to.include({ error: 'EXPIRED', attemptsRemaining: '2' });
    });

    it('the last of the errors', async () => {
      for (const [first, second, error] of [
        [400, 10, 'WRONG_ANSWER'],
        [10, 400, 'EXPIRED'],
      ] as const) {
        const response = await askAfter(
          round('captcha', false, { issuedAt: NOW_SECONDS - first }),
          round('captcha', false, { issuedAt: NOW_SECONDS - second, spent: 1 }),
        );
        expect(response.publicChallengeParameters).to.include({ error });
      }
    });

    it('that an answer was wrong to a question of another create function, whose time nobody knows', async () => {
      const { publicChallengeParameters } = await askAfter(
        entry('CUSTOM_CHALLENGE', false, 'CAPTCHA_CHALLENGE'),
      );
      expect(publicChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
    });

    it('no error of a step that was passed since', async () => {
      const session = [...AFTER_PASSWORD, round('captcha', false), round('captcha', true, { spent: 1 })];
      const response = await ask(cognitoEvent('create', { session }), [PASSWORD, CAPTCHA, SECOND_CAPTCHA]);
      const { captchaUrl: _, ...rest } = response.publicChallengeParameters;
      expect(rest).to.deep.equal({
        challenge: 'captcha',
        step: '3',
        steps: '3',
        attemptsRemaining: '3',
        expiresAt: '2025-11-21T18:36:20.000Z',
      });
      expect(response.challengeMetadata).to.match(/^CAPTCHA_CHALLENGE second_captcha /);
      expect(askedIn(response.privateChallengeParameters)).to.include({ step: 'second_captcha' });
    });

    it('the attempts and the lifetime that the step has', async () => {
      const flow = [PASSWORD, step({ attempts: 7, lifetimeSeconds: 60 })];
      expect((await ask(EVENT, flow)).publicChallengeParameters).to.include({
        attemptsRemaining: '7',
        expiresAt: '2025-11-21T18:34:20.000Z',
      });
    });
  });

  it('gives strings only, as Cognito takes them', async () => {
    for (const response of [await ask(), await askAfter(round('captcha', false))]) {
      const { publicChallengeParameters, privateChallengeParameters, challengeMetadata, ...rest } = response;
      expect(rest).to.deep.equal({});
      for (const value of [
        challengeMetadata,
        ...Object.values(publicChallengeParameters),
        ...Object.values(privateChallengeParameters),
      ])
        expect(value).to.be.a('string').and.not.equal('');
    }
  });

  it('leaves for verify which question was asked', async () => {
    const { privateChallengeParameters, challengeMetadata } = await ask();
    const { nonce, round: id, ...rest } = askedIn(privateChallengeParameters);
    expect(id).to.match(/^[\w-]{8}$/);
    expect(rest).to.deep.equal({ step: 'captcha', challenge: 'captcha', issuedAt: NOW_SECONDS });
    expect(nonce).to.match(/^[\w-]{22}$/);
    expect(withoutTrace(challengeMetadata)).to.equal(`CAPTCHA_CHALLENGE 0 ${NOW_SECONDS.toString(36)}`);
    expect(questionOf(fromMetadata(challengeMetadata))).to.deep.equal({ issuedAt: NOW_SECONDS });
  });

  it('says in the session which question is kept, so that a retry can ask it again', async () => {
    const { privateChallengeParameters, challengeMetadata } = await ask(cognitoEvent('create'), [EMAIL]);
    const { nonce } = askedIn(privateChallengeParameters);
    const asked = `EMAIL_OTP_CHALLENGE 0 ${NOW_SECONDS.toString(36)} ${nonce} i00100`;
    expect(withoutTrace(challengeMetadata)).to.equal(asked);
  });

  it('tells the rounds of one question apart for verify, and nobody else', async () => {
    const first = await ask(cognitoEvent('create'), [EMAIL]);
    const session = [entry('CUSTOM_CHALLENGE', false, first.challengeMetadata)];
    const second = await ask(cognitoEvent('create', { session }), [EMAIL]);
    const [{ round: one, ...question }, { round: other, ...again }] = [first, second].map(
      ({ privateChallengeParameters }) => askedIn(privateChallengeParameters),
    ) as [ReturnType<typeof askedIn>, ReturnType<typeof askedIn>];
    expect(again).to.deep.equal(question);
    expect(other).not.to.equal(one);
    const elsewhere = [first, second].map(({ privateChallengeParameters: _, ...rest }) => rest);
    const all = JSON.stringify([elsewhere, output.text(), world.handedOver]);
    for (const id of [one, other]) expect(all).not.to.include(id);
  });

  it('leaves the answer nowhere in plain sight: not in public or private parameters, metadata, or logs', async () => {
    for (let n = 0; n < 20; n++) {
      const response = await ask();
      const answer = await rightAnswer(response.privateChallengeParameters, EVENT);
      const { captchaUrl, ...texts } = response.publicChallengeParameters;
      const all = JSON.stringify([
        { ...response, publicChallengeParameters: texts },
        output.text(),
      ]).toLowerCase();
      // The compressed bytes of a picture are nearly random: there, only what chance does not make is looked for.
      const picture = `${captchaUrl} ${pngOf(captchaUrl).toString('latin1')} ${pngOf(captchaUrl).toString('hex')}`;
      for (const disguise of disguises(answer)) {
        expect(all).not.to.include(disguise.toLowerCase());
        expect(picture).not.to.include(disguise);
      }
    }
  });

  it('asks anew each time: another nonce, another picture, another answer', async () => {
    const asked = await Promise.all(Array.from({ length: 30 }, () => ask()));
    const answers = asked.map(({ privateChallengeParameters }) =>
      rightAnswer(privateChallengeParameters, EVENT),
    );
    const distinct = (values: readonly unknown[]) => new Set(values).size;
    expect(distinct(asked.map(({ privateChallengeParameters: { question } }) => question))).to.equal(30);
    expect(
      distinct(asked.map(({ publicChallengeParameters }) => publicChallengeParameters.captchaUrl)),
    ).to.equal(30);
    expect(distinct(await Promise.all(answers))).to.equal(30);
  });

  it('gives the same question another picture than before, so that one cannot be looked up', async () => {
    const constant = { ...world, nonce: () => 'AAECAwQFBgcICQoLDA0ODw' };
    const create = await createChallenge(settingsOf(), constant);
    const [one, other] = [await create(parsed(EVENT)), await create(parsed(EVENT))];
    expect(one.privateChallengeParameters).to.deep.equal(other.privateChallengeParameters);
    expect(one.publicChallengeParameters.captchaUrl).not.to.equal(other.publicChallengeParameters.captchaUrl);
  });

  it('tells known from unknown users in nothing: the same names, lengths and forms of values', async () => {
    for (const rounds of [
      [],
      [round('captcha', false)],
      [round('captcha', false, { issuedAt: NOW_SECONDS - 500 })],
    ]) {
      const event = cognitoEvent('create', { session: [...AFTER_PASSWORD, ...rounds] });
      expect(form(await ask(unknownUser(event)))).to.deep.equal(form(await ask(event)));
    }
    expect(world.macs, 'and the same calls').to.have.length(6);
  });

  it('shows nothing of the user: not the name, not an address, not another attribute', async () => {
    const text = JSON.stringify(await ask());
    for (const value of [USER_NAME, ...Object.values(ATTRIBUTES).filter(value => value !== 'true')]) {
      expect(text).not.to.include(value);
      expect(output.text()).not.to.include(value);
    }
  });

  it('asks nothing while Cognito takes the new password, and goes on behind it', async () => {
    const userAttributes = { ...ATTRIBUTES, 'cognito:user_status': 'FORCE_CHANGE_PASSWORD' };
    const before = cognitoEvent('create', { session: AFTER_PASSWORD, userAttributes });
    expect((await rejection(ask(before))).message).to.equal('The request is not valid');
    const session = [...AFTER_PASSWORD, entry('NEW_PASSWORD_REQUIRED', true), entry('SMS_MFA', true)];
    const after = await ask(cognitoEvent('create', { session, userAttributes }));
    expect(after.publicChallengeParameters).to.include({
      challenge: 'captcha',
      step: '2',
      attemptsRemaining: '3',
    });
  });

  it('asks KMS once for many questions of an hour', async () => {
    const create = await createChallenge(settingsOf(), world);
    for (let n = 0; n < 5; n++) await create(parsed(EVENT));
    expect(world.macs).to.have.length(1);
  });

  describe('asks nothing', () => {
    const nothing: readonly [title: string, session: unknown][] = [
      ['after the last step', [...AFTER_PASSWORD, round('captcha', true)]],
      ['after the last attempt', [...AFTER_PASSWORD, ...failures('captcha', 3)]],
      ['where the password is next, which Cognito asks for', [entry('SRP_A', true)]],
      ['where the client did not start with the password', []],
      ['after an entry of another flow', [...AFTER_PASSWORD, entry('ADMIN_NO_SRP_AUTH', true)]],
      ['in what is no session', 'session'],
    ];
    for (const [title, session] of nothing) {
      it(title, async () => {
        const error = await rejection(ask(cognitoEvent('create', { session })));
        expect(error).to.include({ name: 'PublicError', message: 'The request is not valid' });
        expect(world.macs).to.have.length(0);
      });
    }
  });

  it('starts with settings that the challenges take, and not without a function that sends their messages', async () => {
    const wrong = { ...settingsOf(), challenges: { captcha: { length: 99 } } };
    expect((await rejection(createChallenge(wrong, world))).message).to.match(/^captcha\.length takes/);
    const { delivery: _, ...undelivered } = settingsOf(CODE);
    const error = await rejection(createChallenge(undelivered, world));
    expect(error).to.include({ name: 'SettingsError' });
    expect(error.message).to.match(
      /^delivery takes the function that sends the messages of email_otp; got undefined\.$/,
    );
    const { delivery: __, ...sendsNothing } = settingsOf();
    expect((await askWith(sendsNothing, EVENT)).publicChallengeParameters).to.include({
      challenge: 'captcha',
    });
  });

  describe('names the sign-in for the logs', () => {
    const asking = async (session: readonly SessionEntry[], flow = [CAPTCHA]) => {
      const asked = await ask(cognitoEvent('create', { session }), flow);
      const { challengeMetadata, privateChallengeParameters, publicChallengeParameters } = asked;
      expect(JSON.stringify(publicChallengeParameters)).to.not.match(/@[\w-]{16}"/);
      return [traceOf(challengeMetadata), traceOf(privateChallengeParameters.question)];
    };

    it('in the first round, by the user and something random', async () => {
      const part = await traceUserPart(epochKeys(KEY_ID, fakeMac), parsed(EVENT), NOW_SECONDS);
      const [trace = '', left] = await asking([]);
      expect(left).to.equal(trace);
      expect(trace.startsWith(part)).to.equal(true);
      expect(await asking([])).to.not.deep.equal([trace, trace]);
    });

    it('once: the rounds after it carry it to verify, and leave it in the session where it is', async () => {
      const trace = '0wqZkBv-Kq3vT_0a';
      const first = { ...round('captcha', false) };
      const session = [{ ...first, challengeMetadata: `${first.challengeMetadata}@${trace}` }];
      expect(await asking(session)).to.deep.equal([undefined, trace]);
    });

    it('later, where a version before began it: the sign-in goes on', async () => {
      const [trace, left] = await asking([round('captcha', false)]);
      expect(trace)
        .to.match(/^[\w-]{16}$/)
        .and.equal(left);
    });

    it('at random where no challenge of the flow takes the hour’s key, of which KMS is not asked then', async () => {
      const work = step({ name: 'work', challenges: ['proof_of_work'] });
      const quiz = step({ name: 'quiz', challenges: ['external'], functionArn: 'arn:quiz', proof: true });
      expect((await asking([], [work, quiz]))[0]).to.match(/^[\w-]{16}$/);
      expect(world.macs).to.deep.equal([]);
    });

    it('at random where KMS does not give the key, for a question that does without', async () => {
      const generateMac = () => Promise.reject(new Error('denied'));
      const flow = [step({ name: 'work', challenges: ['proof_of_work'] }), EMAIL];
      const create = await createChallenge(settingsOf(...flow), { ...world, generateMac });
      const { challengeMetadata } = await create(parsed(cognitoEvent('create', { session: [] })));
      expect(traceOf(challengeMetadata)).to.match(/^[\w-]{16}$/);
    });
  });

  it('keeps the note of an external function in the session, where there is one', async () => {
    const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:quiz';
    const quiz = step({ name: 'external', challenges: ['external'], functionArn: arn, proof: true });
    const metadata = async (challengeMetadata?: string) => {
      const invoke = async () => ({ response: { publicChallengeParameters: { q: '1' }, challengeMetadata } });
      const create = await createChallenge(settingsOf(quiz), { ...world, invoke });
      const asked = await create(parsed(cognitoEvent('create', { session: [] })));
      return withoutTrace(asked.challengeMetadata);
    };
    const time = NOW_SECONDS.toString(36);
    expect(await metadata('level 2')).to.equal(`EXTERNAL_CHALLENGE 0 ${time} bGV2ZWwgMg`);
    expect(await metadata()).to.equal(`EXTERNAL_CHALLENGE 0 ${time}`);
  });

  describe('with a message', () => {
    const first = cognitoEvent('create', { session: [round('captcha', true)] });
    const flow = [CAPTCHA, EMAIL];

    it('tells the client where it goes, masked, and since when it may be sent again', async () => {
      const { publicChallengeParameters } = await ask(first, flow);
      expect(publicChallengeParameters).to.deep.equal({
        challenge: 'email_otp',
        codeLength: '6',
        codeAlphabet: 'digits',
        step: '2',
        steps: '2',
        attemptsRemaining: '3',
        expiresAt: '2025-11-21T18:36:20.000Z',
        deliveryMedium: 'EMAIL',
        destination: '***@***',
        resendAfter: '2025-11-21T18:33:50.000Z',
      });
    });

    it('shows letters of the address to who has proved who they are, and to nobody else', async () => {
      const destinationIn = async (...flow: readonly Step[]) => {
        const session = flow
          .slice(0, -1)
          .flatMap(({ name, challenges: [challenge] }) =>
            challenge === 'password' ? AFTER_PASSWORD : [round(name, true, { challenge, ...SENT })],
          );
        const event = cognitoEvent('create', { session });
        return (await ask(event, flow)).publicChallengeParameters.destination;
      };
      expect(await destinationIn(PASSWORD, EMAIL)).to.equal('c***@e***');
      expect(await destinationIn(PASSWORD, CAPTCHA, EMAIL)).to.equal('c***@e***');
      expect(await destinationIn(EMAIL, step({ name: 'sms_otp', challenges: ['sms_otp'] }))).to.equal(
        '+*******0321',
      );
      expect(await destinationIn(EMAIL)).to.equal('***@***');
      expect(await destinationIn(CAPTCHA, EMAIL)).to.equal('***@***');
      const eitherWay = step({ name: 'either', challenges: ['captcha', 'email_otp'] });
      expect(await destinationIn(eitherWay, { ...EMAIL, name: 'second' })).to.equal('***@***');
    });

    it('answers at a multiple of 100 ms, so that nobody can tell how many writes it took', async () => {
      world = testWorld({
        ...stateless,
        claimQuestion: (...asked) => {
          world.pass(0.23);
          return stateless.claimQuestion(...asked);
        },
      });
      world.pass(0.03);
      await ask(first, flow);
      expect(world.pauses).to.deep.equal([70]);
      await ask(EVENT, [PASSWORD, CAPTCHA]);
      expect(world.pauses, 'a picture goes out at once').to.deep.equal([70]);
    });

    it('hands over no address where no message may go, and says so to who may know', async () => {
      const proven = [PASSWORD, EMAIL];
      const told = [];
      for (const outcome of ['send', 'wait', 'limit'] as const) {
        world = testWorld({
          ...stateless,
          claimQuestion: async (...asked) => ({ ...(await stateless.claimQuestion(...asked)), outcome }),
        });
        const { publicChallengeParameters } = await ask(EVENT, proven);
        const { address, withheld } = Object(world.handedOver.at(-1));
        told.push([outcome, address !== undefined, withheld, publicChallengeParameters.error]);
      }
      expect(told).to.deep.equal([
        ['send', true, undefined, undefined],
        ['wait', false, 'wait', undefined],
        ['limit', false, 'limit', 'SEND_LIMIT'],
      ]);
    });

    it('hands the question over to be sent, to the function of the settings, and not the code', async () => {
      const { privateChallengeParameters } = await ask(first, flow);
      const { nonce } = askedIn(privateChallengeParameters);
      expect(world.handedOver).to.deep.equal([
        {
          question: {
            ...{ step: 'email_otp', challenge: 'email_otp', nonce },
            ...{ issuedAt: NOW_SECONDS, askedAt: NOW_SECONDS },
          },
          userPoolId: 'eu-central-1_Ab3dE5gH7',
          clientId: CLIENT_ID,
          userName: USER_NAME,
          address: ATTRIBUTES.email,
          name: ATTRIBUTES.name,
          send: 1,
          trace: traceOf(privateChallengeParameters.question),
          padding: world.handedOver[0]?.padding,
        },
      ]);
      expect(world.calls, 'counted first').to.deep.equal([
        'claimQuestion',
        `handOver ${DELIVERY.functionArn}`,
      ]);
    });

    it('sends nothing before a proof that comes first, nor on its wrong answers: no messages to strangers', async () => {
      await ask(cognitoEvent('create', { session: [] }), flow);
      await ask(cognitoEvent('create', { session: failures('captcha', 2) }), flow);
      expect(world.calls).to.deep.equal([]);
    });

    it('leaves the code and the address nowhere: not in parameters, metadata or logs', async () => {
      for (let n = 0; n < 20; n++) {
        const response = await ask(first, flow);
        const code = await rightCode(response.privateChallengeParameters, first);
        expect(code).to.match(/^\d{6}$/);
        const all = JSON.stringify([response, output.text(), world.handedOver]).toLowerCase();
        for (const disguise of disguises(code)) expect(all).not.to.include(disguise.toLowerCase());
        const told = JSON.stringify([response, output.text()]);
        for (const value of [ATTRIBUTES.email, ATTRIBUTES.phone_number, USER_NAME, ATTRIBUTES.name])
          for (const disguise of disguises(value)) expect(told).not.to.include(disguise);
      }
    });

    it('tells known, unknown and unverified users apart in nothing: the same forms, calls and hand-overs', async () => {
      const unverified = cognitoEvent('create', {
        session: first.request.session,
        userAttributes: { ...ATTRIBUTES, email_verified: 'false' },
      });
      const seen = [];
      for (const event of [first, unknownUser(first), unverified]) {
        const [calls, macs, handed] = [world.calls.length, world.macs.length, world.handedOver.length];
        const { privateChallengeParameters, ...response } = await ask(event, flow);
        seen.push({
          form: form({ ...response, privateChallengeParameters }),
          calls: world.calls.slice(calls),
          macs: world.macs.slice(macs),
          handedOver: world.handedOver
            .slice(handed)
            .map(message => [message.send, Buffer.byteLength(JSON.stringify(message))]),
        });
      }
      expect(seen[1]).to.deep.equal(seen[0]);
      expect(seen[2]).to.deep.equal(seen[0]);
      expect(
        world.handedOver.map(({ address }) => address),
        'the decoys go nowhere',
      ).to.deep.equal([...[ATTRIBUTES.email, undefined, undefined]]);
      expect(
        world.handedOver.map(({ withheld }) => withheld),
        'and the operator may know why',
      ).to.deep.equal([undefined, 'unknown_user', 'not_verified']);
    });

    it('gives an unknown user the same decoy at every try', async () => {
      const decoys = [];
      for (let n = 0; n < 3; n++)
        decoys.push((await ask(unknownUser(first), flow)).publicChallengeParameters.destination);
      expect(new Set(decoys).size).to.equal(1);
      expect(decoys[0]).to.equal('***@***');
    });
  });

  describe('led through a sign-in', () => {
    /** Answers as Cognito and a client do: the round is added with its result, and create asks the next. */
    const signIn = (flow: readonly Step[], user: (event: CognitoEvent) => CognitoEvent = event => event) => {
      const session: object[] = [];
      return {
        next: async (clientMetadata?: Request): Promise<Readonly<Record<string, string | undefined>>> => {
          const response = await ask(user(cognitoEvent('create', { session, clientMetadata })), flow);
          session.push(entry('CUSTOM_CHALLENGE', false, response.challengeMetadata));
          const { publicChallengeParameters: told, privateChallengeParameters: asked } = response;
          const { nonce, issuedAt } = askedIn(asked);
          return { ...told, nonce, issuedAt: String(issuedAt) };
        },
        session,
      };
    };

    it('asks the same code after a wrong answer, and sends nothing: no new code and no new message at a retry', async () => {
      const { next } = signIn([EMAIL]);
      const first = await next();
      world.pass(40);
      const second = await next();
      expect(second).to.include({ nonce: first.nonce, issuedAt: first.issuedAt, expiresAt: first.expiresAt });
      expect(second).to.include({
        error: 'WRONG_ANSWER',
        attemptsRemaining: '2',
        destination: first.destination,
      });
      expect(world.handedOver).to.have.length(1);
    });

    it('sends a new code when the old one has expired, and says so', async () => {
      const { next } = signIn([EMAIL]);
      const first = await next();
      world.pass(180);
      const second = await next();
      expect(second.nonce).not.to.equal(first.nonce);
      expect(second).to.include({
        error: 'EXPIRED',
        attemptsRemaining: '2',
        expiresAt: '2025-11-21T18:39:20.000Z',
      });
      expect(world.handedOver.map(({ send }) => send)).to.deep.equal([1, 1]);
    });

    it('sends the same code again on a resend, as its second message; the answer stays right and no attempt is spent', async () => {
      const { next } = signIn([EMAIL]);
      const first = await next();
      world.pass(30);
      const second = await next({ action: 'resend' });
      expect(second).to.include({
        nonce: first.nonce,
        attemptsRemaining: '3',
        resendAfter: '2025-11-21T18:34:20.000Z',
      });
      expect(second).not.to.have.property('error');
      expect(world.handedOver.map(({ question, send }) => [question.nonce, send])).to.deep.equal([
        [first.nonce, 1],
        [first.nonce, 2],
      ]);
    });

    it('sends nothing on a resend that comes too soon, and says when it may come', async () => {
      const { next } = signIn([EMAIL]);
      const first = await next();
      world.pass(29);
      const second = await next({ action: 'resend' });
      expect(second).to.include({
        nonce: first.nonce,
        attemptsRemaining: '3',
        resendAfter: first.resendAfter,
      });
      expect(world.handedOver).to.have.length(1);
    });

    it('says when no more may be sent', async () => {
      const { next } = signIn([step({ name: 'email_otp', challenges: ['email_otp'], lifetimeSeconds: 900 })]);
      await next();
      const errors = [];
      for (let n = 0; n < 6; n++) {
        world.pass(30);
        errors.push((await next({ action: 'resend' })).error);
      }
      expect(errors).to.deep.equal([undefined, undefined, undefined, undefined, 'SEND_LIMIT', 'SEND_LIMIT']);
      expect(world.handedOver).to.have.length(5);
    });

    it('asks a new picture at every round, after a resend too', async () => {
      const { next } = signIn([step({ attempts: 10 }), EMAIL]);
      const nonces = [];
      for (const metadata of [undefined, undefined, { action: 'resend' }, { challenge: 'captcha' }])
        nonces.push((await next(metadata)).nonce);
      expect(new Set(nonces).size).to.equal(4);
      expect(world.calls).to.deep.equal([]);
    });

    it('changes to the alternative that the client wants, stays with it, and keeps the attempts', async () => {
      const { next } = signIn([CODE]);
      expect(await next()).to.include({ challenge: 'email_otp', alternatives: 'email_otp,sms_otp' });
      expect(await next()).to.include({ challenge: 'email_otp', attemptsRemaining: '2' });
      const changed = await next({ challenge: 'sms_otp' });
      expect(changed).to.include({
        challenge: 'sms_otp',
        attemptsRemaining: '2',
        destination: '+*******',
      });
      expect(changed).not.to.have.property('error');
      const stayed = await next();
      expect(stayed).to.include({ challenge: 'sms_otp', attemptsRemaining: '1', nonce: changed.nonce });
      expect(world.handedOver.map(({ address }) => address)).to.deep.equal([
        ATTRIBUTES.email,
        ATTRIBUTES.phone_number,
      ]);
    });

    it('asks the first alternative, or the last one asked, where the client wants one that the step does not have', async () => {
      for (const challenge of ['captcha', 'password', 'magic_link', 'toString', '']) {
        const { next } = signIn([CODE]);
        expect(await next({ challenge })).to.include({ challenge: 'email_otp' });
        expect(await next({ challenge: 'sms_otp' })).to.include({ challenge: 'sms_otp' });
        expect(await next({ challenge })).to.include({ challenge: 'sms_otp', attemptsRemaining: '3' });
      }
    });

    it('leads an unknown user through the same: rounds, errors, resends, alternatives and times', async () => {
      const moves = [
        undefined,
        undefined,
        { action: 'resend' },
        { challenge: 'sms_otp' },
        { action: 'resend' },
        undefined,
      ];
      const told = [];
      for (const user of [(event: CognitoEvent) => event, unknownUser]) {
        world = testWorld();
        const { next } = signIn([{ ...CODE, attempts: 5 }], user);
        const rounds = [];
        for (const metadata of moves) {
          rounds.push(form(await next(metadata)));
          world.pass(35);
        }
        told.push({ rounds, calls: world.calls, sends: world.handedOver.map(({ send }) => send) });
      }
      expect(told[1]).to.deep.equal(told[0]);
    });
  });

  it('asks in texts, or refuses with a text for the end user, whatever comes', async () => {
    const create = await createChallenge(settingsOf(CAPTCHA, CODE), world);
    const session = [
      round('captcha', true),
      round('code', false, { challenge: 'email_otp', sends: 1, sentAt: NOW_SECONDS }),
    ];
    const event = cognitoEvent('create', {
      session,
      clientMetadata: { action: 'resend', challenge: 'sms_otp', locale: 'de' },
    });
    const ends = { asked: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(mutated(event), async value => {
        const known = readEvent(value, SOURCES.create);
        if (!known) return;
        try {
          const { publicChallengeParameters, privateChallengeParameters, challengeMetadata } =
            await create(known);
          for (const text of [
            ...Object.values(publicChallengeParameters),
            ...Object.values(privateChallengeParameters),
          ])
            expect(text).to.be.a('string').and.not.equal('');
          expect(fromMetadata(challengeMetadata)?.asked?.step).to.be.oneOf(['captcha', 'code']);
          ends.asked++;
        } catch (error) {
          expect(error).to.include({ name: 'PublicError', message: 'The request is not valid' });
          ends.refused++;
        }
      }),
      { numRuns: 1500 },
    );
    expect(ends.asked).to.be.above(100);
    expect(ends.refused).to.be.above(100);
  }).timeout(60_000);

  it('fails where the message cannot be handed over: a code that nobody gets is no question', async () => {
    const handOver = () => Promise.reject(new Error('the queue is away'));
    const create = await createChallenge(settingsOf(EMAIL), { ...world, handOver });
    expect((await rejection(create(parsed(cognitoEvent('create'))))).message).to.equal('the queue is away');
  });

  it('fails where KMS does', async () => {
    const generateMac = () => Promise.reject(new Error('KMS is away'));
    const create = await createChallenge(settingsOf(), { ...world, generateMac });
    expect((await rejection(create(parsed(EVENT)))).message).to.equal('KMS is away');
  });
});

/** What can be told from a response without knowing the answer: names, and for each value what kind of text it is. */
/** Behind the `@` in what create leaves for verify and for the next rounds. */
const traceOf = (left = '') => /@([\w-]{16})$/.exec(left)?.[1];

const withoutTrace = (left = '') => left.replace(/@[\w-]{16}$/, '');

function form(value: unknown): unknown {
  if (typeof value !== 'string') {
    const entries = Object.entries(value as object).map(([name, part]) => [name, form(part)]);
    return Object.fromEntries(entries);
  }
  // Pictures differ in size from one to the next, a nonce and a picture in every character.
  if (value.startsWith('data:')) return { ...readPng(pngOf(value)), samples: 'some' };
  return value
    .replace(/@[\w-]{16}$/, '@trace')
    .replace(/[\w-]{22}/g, 'nonce')
    .replace(/nonce (\w{6}) [\w-]{8}( \w{3})?(?: [\w-]{11}(\d))?/g, 'nonce $1 round$2 $3')
    .replace(/^[a-z]\*{3}@[a-z]\*{3}$/, 'masked')
    .replace(/^\+\*{7}\d{4}$/, 'masked');
}
