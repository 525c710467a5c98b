import { expect } from 'chai';
import { magicLink } from '../../../functions/challenges/magic-link/index.ts';
import { createChallenge } from '../../../functions/create-auth-challenge/create-challenge.ts';
import type { SessionEntry } from '../../../functions/event/session-entry.ts';
import type { CountedAnswer, Judged, Ledger } from '../../../functions/ledger/ledger.ts';
import { stateless } from '../../../functions/ledger/stateless.ts';
import { questionName } from '../../../functions/question/nonce.ts';
import type { Step } from '../../../functions/settings/step.ts';
import { verifyAnswer } from '../../../functions/verify-auth-challenge-response/verify-answer.ts';
import { rejection } from '../../support/handlers.ts';
import { questionFrom } from '../../support/questions.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { askedIn, inAnotherRound, parametersOf, rightAnswer, rightCode } from '../../support/right-answer.ts';
import { CAPTCHA, CODE, EMAIL, PASSWORD, SECOND_CAPTCHA, settingsOf, step } from '../../support/settings.ts';
import {
  AFTER_PASSWORD,
  ATTRIBUTES,
  type CognitoEvent,
  cognitoEvent,
  entry,
  failures,
  NONCE,
  parsed,
  type Request,
  round,
  USER_NAME,
  unknownUser,
} from '../../support/trigger-events.ts';
import { NOW_SECONDS, testWorld } from '../../support/worlds.ts';

const EVENT = cognitoEvent('verify');
const ROUND = 'Kq3v-_0a';
const LINK = step({ name: 'link', challenges: ['magic_link'] });
const BOTH = settingsOf(PASSWORD, CAPTCHA, SECOND_CAPTCHA);

type Parameters = Readonly<Record<string, string>>;

describe('verifyAnswer', function () {
  this.timeout(20_000);

  const output = recordOutput();
  let world: ReturnType<typeof testWorld>;
  let settings: ReturnType<typeof settingsOf>;

  beforeEach(() => {
    world = testWorld();
    settings = settingsOf();
  });

  /** What create leaves after these rounds. */
  const ask = async (...rounds: readonly SessionEntry[]) => {
    const passed = settings.flow[0] === PASSWORD ? AFTER_PASSWORD : [];
    const event = cognitoEvent('create', { session: [...passed, ...rounds] });
    return (await createChallenge(settings, world))(parsed(event));
  };
  const judge = async (
    challengeAnswer: unknown,
    privateChallengeParameters: unknown,
    event: CognitoEvent = EVENT,
  ) => {
    const request = { ...event.request, challengeAnswer, privateChallengeParameters };
    return (await verifyAnswer(settings, world))(parsed({ ...event, request }));
  };

  /** The token of a link, as delivery puts it into a mail. */
  const rightToken = async (asked: Parameters) => {
    const question = questionFrom(settings, { nonce: nonceOf(asked), issuedAt: askedIn(asked).issuedAt });
    return (await magicLink(settings.challenges.magic_link, world).answer?.(question)) ?? '';
  };

  const RIGHT = { answerCorrect: true };
  const WRONG = { answerCorrect: false };

  describe('on a question of ours', () => {
    let asked: Parameters;
    let answer: string;

    beforeEach(async () => {
      asked = (await ask()).privateChallengeParameters;
      answer = await rightAnswer(asked, EVENT);
    });

    it('finds the right answer right', async () => {
      expect(answer).to.match(/^[A-Z]{6}$/);
      expect(await judge(answer, asked)).to.deep.equal(RIGHT);
    });

    it('does not find everything right: no answer with one letter changed, left out, added or moved', async () => {
      const wrong = [...answer].flatMap((letter, at) => [
        answer.slice(0, at) + (letter === 'A' ? 'C' : 'A') + answer.slice(at + 1),
        answer.slice(0, at) + answer.slice(at + 1),
        `${answer.slice(0, at)}A${answer.slice(at)}`,
      ]);
      const moved = answer.slice(1) + answer.slice(0, 1);
      for (const given of [...wrong, ...(moved === answer ? [] : [moved]), answer.repeat(2), 'AAAAAA'])
        expect(await judge(given, asked), `${given} for ${answer}`).to.deep.equal(WRONG);
    });

    it('takes it as people type it: small letters, spaces, full width', async () => {
      const fullWidth = answer.replace(/./g, letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
      const typed = [
        answer.toLowerCase(),
        ` ${answer}\n`,
        [...answer].join(' '),
        `${answer.slice(0, 3)}\u00a0${answer.slice(3)}`,
        fullWidth,
        fullWidth.toLowerCase(),
        `\u3000${fullWidth}`,
      ];
      for (const given of typed) expect(await judge(given, asked), given).to.deep.equal(RIGHT);
    });

    const strange: readonly unknown[] = [
      '',
      ' ',
      '\0',
      undefined,
      null,
      true,
      0,
      {},
      [],
      'A'.repeat(8193),
      'A'.repeat(1_000_000),
      // One character that NFKC makes eighteen of, as often as an answer may have characters.
      '\ufdfa'.repeat(8192),
      '\ud800',
      'undefined',
      'null',
      '[object Object]',
    ];
    for (const given of strange) {
      it(`finds ${String(JSON.stringify(given)).slice(0, 20)} wrong`, async () => {
        expect(await judge(given, asked)).to.deep.equal(WRONG);
      });
    }

    it('finds the right answer wrong in a list or an object', async () => {
      for (const given of [[answer], { 0: answer }, { answer }, { toString: answer }])
        expect(await judge(given, asked)).to.deep.equal(WRONG);
    });

    it('looks at no more than 8192 characters', async () => {
      expect(await judge(answer.padStart(8192), asked)).to.deep.equal(RIGHT);
      expect(await judge(answer.padStart(8193), asked)).to.deep.equal(WRONG);
    });

    const others: readonly [title: string, change: (event: CognitoEvent) => object][] = [
      ['user', () => ({ userName: 'robin' })],
      ['user with the same name in capitals', () => ({ userName: USER_NAME.toUpperCase() })],
      ['client', () => ({ callerContext: { clientId: 'another' } })],
      ['user pool', () => ({ userPoolId: 'eu-central-1_another' })],
    ];
    for (const [title, change] of others) {
      it(`finds it wrong for another ${title}`, async () => {
        expect(await judge(answer, asked, { ...EVENT, ...change(EVENT) })).to.deep.equal(WRONG);
      });
    }

    it('finds it wrong for another step', async () => {
      settings = BOTH;
      expect(await judge(answer, asked)).to.deep.equal(RIGHT);
      expect(await judge(answer, changed(asked, { step: 'second_captcha' }))).to.deep.equal(WRONG);
    });

    it('finds it wrong for another nonce', async () => {
      expect(await judge(answer, changed(asked, { nonce: NONCE }))).to.deep.equal(WRONG);
    });

    it('finds it wrong for a question of the next hour', async () => {
      world.pass(3600);
      expect(await judge(answer, changed(asked, { issuedAt: NOW_SECONDS + 3600 }))).to.deep.equal(WRONG);
    });

    it('finds the answer of the round before wrong', async () => {
      const { privateChallengeParameters: next } = await ask(round('captcha', false));
      expect(await judge(answer, next)).to.deep.equal(WRONG);
    });

    it('finds a right answer on a retry right: what it was derived from does not count the rounds', async () => {
      expect(await judge('WRONGX', asked)).to.deep.equal(WRONG);
      const { privateChallengeParameters: second } = await ask(round('captcha', false));
      expect(await judge(await rightAnswer(second, EVENT), second)).to.deep.equal(RIGHT);
      const { privateChallengeParameters: third } = await ask(...failures('captcha', 2));
      expect(await judge(await rightAnswer(third, EVENT), third)).to.deep.equal(RIGHT);
    });

    it('judges the same again when Cognito calls again, also on a machine that starts cold', async () => {
      const verify = await verifyAnswer(settings, world);
      const request: Request = { privateChallengeParameters: asked, challengeAnswer: answer };
      for (let call = 0; call < 3; call++)
        expect(await verify(parsed(cognitoEvent('verify', request)))).to.deep.equal(RIGHT);
      expect(await judge(answer, asked)).to.deep.equal(RIGHT);
    });

    it('finds answers wrong to a step that the flow does not have', async () => {
      const wrong: readonly Parameters[] = [
        changed(asked, { step: 'password', challenge: 'password' }),
        changed(asked, { step: 'second_captcha' }),
        changed(asked, { challenge: 'password' }),
        changed(asked, { challenge: 'toString' }),
        changed(asked, { challenge: '__proto__', step: '__proto__' }),
      ];
      // Not even the answer that would be right if there were such a step.
      for (const parameters of wrong)
        for (const given of [answer, await rightAnswer(parameters, EVENT)])
          expect(await judge(given, parameters)).to.deep.equal(WRONG);
    });

    it('does not take a plain answer beside a question of ours', async () => {
      expect(await judge('5', { ...asked, answer: '5' })).to.deep.equal(WRONG);
      expect(await judge(answer, { ...asked, answer: '5' })).to.deep.equal(RIGHT);
    });

    it('never finds an answer of an unknown user right', async () => {
      const unknown = unknownUser(EVENT);
      const create = await createChallenge(settings, world);
      const event = parsed(unknownUser(cognitoEvent('create', { session: AFTER_PASSWORD })));
      const { privateChallengeParameters } = await create(event);
      const right = await rightAnswer(privateChallengeParameters, unknown);
      expect(await judge(right, privateChallengeParameters, unknown)).to.deep.equal(WRONG);
      const unnoticed = { ...unknown, request: { ...unknown.request, userNotFound: false } };
      expect(await judge(right, privateChallengeParameters, unnoticed), 'but for that').to.deep.equal(RIGHT);
    });

    it('fails where KMS does: that is no wrong answer, and no right one', async () => {
      const failing = { ...world, generateMac: () => Promise.reject(new Error('KMS is away')) };
      const request: Request = { privateChallengeParameters: asked, challengeAnswer: answer };
      const verify = await verifyAnswer(settings, failing);
      const error = await rejection(verify(parsed(cognitoEvent('verify', request))));
      expect(error.message).to.equal('KMS is away');
    });

    const reasons: readonly [verdict: string, answer: unknown, more?: object][] = [
      ['malformed', ''],
      ['not an answer', 'ABCDEF', { clientMetadata: { action: 'resend' } }],
      ['wrong', 'ABCDEF', { privateChallengeParameters: { answer: '5' } }],
      ['not a step of the flow', 'ABCDEF', { userAttributes: {}, step: 'another' }],
      ['wrong', 'ABCDEF'],
    ];
    for (const [verdict, challengeAnswer, more = {}] of reasons) {
      it(`logs ${verdict} for ${JSON.stringify([challengeAnswer, more])}: operators tell attacks from mistakes by it`, async () => {
        const { step: name, ...rest } = more as { step?: string };
        const privateChallengeParameters = name ? changed(asked, { step: name }) : asked;
        const request = { ...EVENT.request, challengeAnswer, privateChallengeParameters, ...rest };
        await (await verifyAnswer(settings, world))(parsed({ ...EVENT, request }));
        expect(output.text()).to.include(`verdict: '${verdict}'`);
      });
    }

    it('logs the verdict: no answer, no name, no attribute', async () => {
      await judge(answer, asked);
      await judge('MYPASSWORD', asked);
      await judge('5', { answer: '5' });
      const log = output.text();
      expect(log)
        .to.match(/verdict: 'right'/)
        .and.match(/verdict: 'wrong'/);
      const values = Object.values(ATTRIBUTES).filter(value => value !== 'true');
      for (const secret of [answer, answer.toLowerCase(), 'MYPASSWORD', nonceOf(asked), USER_NAME, ...values])
        expect(log).not.to.include(secret);
    });
  });

  describe('on time', () => {
    it('takes an answer until the question’s lifetime is over', async () => {
      settings = settingsOf(PASSWORD, step({ lifetimeSeconds: 60 }));
      const { privateChallengeParameters: asked } = await ask();
      const answer = await rightAnswer(asked, EVENT);
      world.pass(60);
      expect(await judge(answer, asked)).to.deep.equal(RIGHT);
      world.pass(0.001);
      expect(await judge(answer, asked)).to.deep.equal(WRONG);
      expect(output.text()).to.include('expired');
    });

    it('takes an answer across the hour, when the key is another one', async () => {
      world.pass(3600 - (NOW_SECONDS % 3600) - 1);
      const { privateChallengeParameters: asked } = await ask();
      world.pass(30);
      expect(await judge(await rightAnswer(asked, EVENT), asked)).to.deep.equal(RIGHT);
    });

    it('bears with a clock that is behind by a minute, and no more', async () => {
      const { privateChallengeParameters: asked } = await ask();
      const answer = await rightAnswer(asked, EVENT);
      world.pass(-60);
      expect(await judge(answer, asked)).to.deep.equal(RIGHT);
      world.pass(-1);
      expect(await judge(answer, asked)).to.deep.equal(WRONG);
    });

    for (const seconds of [0, 179, 179.999, 180, 180.001, 180.4, 180.999, 181, 240]) {
      it(`tells who answered right after ${seconds} s that it was too late, if it was`, async () => {
        const { privateChallengeParameters: asked, challengeMetadata } = await ask();
        world.pass(seconds);
        const { answerCorrect } = await judge(await rightAnswer(asked, EVENT), asked);
        if (answerCorrect) return;
        const { publicChallengeParameters } = await ask(entry('CUSTOM_CHALLENGE', false, challengeMetadata));
        expect(publicChallengeParameters.error).to.equal('EXPIRED');
      });
    }
  });

  describe('counts, then releases', () => {
    /** A ledger that writes down what it counts, and lets a verdict out or not. */
    const counting = (mayBeReleased: boolean | Error, sent: readonly Parameters[] = []) => {
      const counted: Omit<CountedAnswer, 'call' | 'now'>[] = [];
      const calls: string[] = [];
      const countAnswer = async ({ call, now, ...answer }: CountedAnswer): Promise<Judged> => {
        counted.push(answer);
        calls.push(call);
        if (mayBeReleased instanceof Error) throw mayBeReleased;
        return mayBeReleased
          ? { outcome: 'counted', isRight: answer.isRight }
          : { outcome: 'refused', isRight: false };
      };
      const names = sent.map(nameOf);
      const wasSent = async (_user: string, question: string) => names.includes(question);
      return { counted, calls, ledger: { ...stateless, countAnswer, wasSent } };
    };
    const given = (challengeAnswer: unknown, asked: Parameters, more: Request = {}) =>
      parsed(cognitoEvent('verify', { challengeAnswer, privateChallengeParameters: asked, ...more }));

    const kinds: readonly [title: string, step: Step, right: typeof rightAnswer, max: number][] = [
      ['a picture, which is asked anew each round', step({ name: 'at', attempts: 4 }), rightAnswer, 1],
      [
        'a code, which is kept over the attempts',
        step({ name: 'at', challenges: ['email_otp'], attempts: 4 }),
        rightCode,
        4,
      ],
    ];
    for (const [title, at, right, max] of kinds) {
      it(`counts an answer to ${title}: ${max} at most, by its name, until its time is up`, async () => {
        settings = settingsOf(PASSWORD, at);
        const { privateChallengeParameters: asked } = await ask();
        const { counted, ledger } = counting(true);
        const verify = await verifyAnswer(settings, { ...world, ledger });
        expect(await verify(given(await right(asked, EVENT), asked))).to.deep.equal(RIGHT);
        expect(await verify(given('WRONGX', asked))).to.deep.equal(WRONG);
        const common = { question: nameOf(asked), max, expiresAt: NOW_SECONDS + 180 };
        expect(counted).to.deep.equal([
          { ...common, isRight: true },
          { ...common, isRight: false },
        ]);
      });

      it(`finds a right answer to ${title} wrong where the ledger does not let it out`, async () => {
        settings = settingsOf(PASSWORD, at);
        const { privateChallengeParameters: asked } = await ask();
        const verify = await verifyAnswer(settings, { ...world, ledger: counting(false).ledger });
        expect(await verify(given(await right(asked, EVENT), asked))).to.deep.equal(WRONG);
        expect(output.text()).to.include('too many answers');
      });

      it(`says nothing of a right answer to ${title} where the ledger fails: that is no true`, async () => {
        settings = settingsOf(PASSWORD, at);
        const { privateChallengeParameters: asked } = await ask();
        const verify = await verifyAnswer(settings, { ...world, ledger: counting(new Error('away')).ledger });
        expect((await rejection(verify(given(await right(asked, EVENT), asked)))).message).to.equal('away');
      });
    }

    it('counts an unknown user’s answers, too: the same writes', async () => {
      settings = settingsOf(CAPTCHA, EMAIL);
      const { privateChallengeParameters: asked } = await ask(round('captcha', true));
      const { counted, ledger } = counting(true);
      const verify = await verifyAnswer(settings, { ...world, ledger });
      await verify(given('123456', asked));
      await verify(given('123456', asked, { userNotFound: true, userAttributes: {} }));
      expect(counted[1]).to.deep.equal(counted[0]);
    });

    it('judges and counts no answer that comes with an action: else a resend would be a free guess', async () => {
      settings = settingsOf(CODE);
      const { privateChallengeParameters: asked } = await ask();
      const code = await rightCode(asked, EVENT);
      const { counted, ledger } = counting(true);
      const verify = await verifyAnswer(settings, { ...world, ledger });
      const macs = world.macs.length;
      for (const clientMetadata of [
        { action: 'resend' },
        { challenge: 'sms_otp' },
        { challenge: 'email_otp' },
        { challenge: '' },
        { action: 'resend', challenge: 'sms_otp' },
      ])
        expect(await verify(given(code, asked, { clientMetadata }))).to.deep.equal(WRONG);
      expect(counted).to.deep.equal([]);
      expect(world.macs, 'nor derives it').to.have.length(macs);
      expect(await verify(given(code, asked, { clientMetadata: { locale: 'de' } }))).to.deep.equal(RIGHT);
      expect(
        await verify(given('5', { answer: '5' }, { clientMetadata: { action: 'resend' } })),
      ).to.deep.equal(WRONG);
    });

    it('counts nothing that it does not judge: what is malformed, too late, or no step of the flow', async () => {
      const { privateChallengeParameters: asked } = await ask();
      const { counted, ledger } = counting(true);
      const verify = await verifyAnswer(settings, { ...world, ledger });
      await verify(given('', asked));
      await verify(given('A'.repeat(8193), asked));
      await verify(given('ABCDEF', changed(asked, { step: 'another' })));
      await verify(given('5', { answer: '5' }));
      world.pass(181);
      await verify(given('ABCDEF', asked));
      expect(output.text()).to.include("verdict: 'expired'");
      world.pass(3600);
      await verify(given('ABCDEF', asked));
      expect(output.text().match(/verdict: 'expired'/g)).to.have.length(2);
      expect(counted).to.deep.equal([]);
    });

    it('counts the right link of an earlier mail where it belongs, and a wrong one where it was given', async () => {
      settings = settingsOf(LINK);
      const { privateChallengeParameters: first } = await ask();
      const token = await rightToken(first);
      world.pass(60);
      const { privateChallengeParameters: second } = await ask();
      const { counted, ledger } = counting(true, [first]);
      const verify = await verifyAnswer(settings, { ...world, ledger });
      expect(await verify(given(token, second))).to.deep.equal(RIGHT);
      expect(output.text(), 'and nothing to warn of').not.to.include('A link is signed');
      const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
      expect(await verify(given(forged, second))).to.deep.equal(WRONG);
      expect(counted).to.deep.equal([
        {
          question: nameOf(first),
          isRight: true,
          max: Number.MAX_SAFE_INTEGER,
          expiresAt: NOW_SECONDS + 180,
        },
        { question: nameOf(second), isRight: false, max: 3, expiresAt: NOW_SECONDS + 240 },
      ]);
    });

    it('finds a signed link wrong that was never sent to the user, warns, and counts it for the question asked', async () => {
      settings = settingsOf(LINK);
      const { privateChallengeParameters: first } = await ask();
      const token = await rightToken(first);
      const { privateChallengeParameters: second } = await ask();
      const { counted, ledger } = counting(true);
      const verify = await verifyAnswer(settings, { ...world, ledger });
      expect(await verify(given(token, second))).to.deep.equal(WRONG);
      expect(counted.map(({ question }) => question)).to.deep.equal([nameOf(second)]);
      expect(output.text()).to.include('no ledger knows that it was sent');
      expect(await verify(given(token, first)), 'where it was asked').to.deep.equal(RIGHT);
    });

    it('asks for what was sent under the same name as create wrote it', async () => {
      settings = settingsOf(LINK);
      const users: string[] = [];
      const claimQuestion: Ledger['claimQuestion'] = (user, ...rest) => {
        users.push(user);
        return stateless.claimQuestion(user, ...rest);
      };
      const wasSent = async (user: string) => users.push(user) > 0;
      const ledger = { ...stateless, claimQuestion, wasSent };
      world = testWorld(ledger);
      const { privateChallengeParameters: first } = await ask();
      const { privateChallengeParameters: second } = await ask();
      expect(await judge(await rightToken(first), second)).to.deep.equal(RIGHT);
      expect(users).to.have.length(3);
      expect(new Set(users).size).to.equal(1);
    });

    it('has KMS make no more keys than one for the hour and one for pseudonyms, whatever is answered', async () => {
      settings = settingsOf(LINK);
      const { privateChallengeParameters: first } = await ask();
      const { privateChallengeParameters: second } = await ask();
      const token = await rightToken(first);
      const { ledger } = counting(true, [first]);
      const verify = await verifyAnswer(settings, { ...world, ledger });
      world.macs.length = 0;
      for (const answer of [token, '000000', 'x']) await verify(given(answer, first));
      expect(world.macs).to.have.length(2);
      expect(await verify(given(token, second)), 'a link of another sign-in').to.deep.equal(RIGHT);
      expect(world.macs).to.have.length(2);
    });

    it('names each call by round and answer, so that Cognito’s second try is known, and says nothing of either', async () => {
      settings = settingsOf(EMAIL);
      const { privateChallengeParameters: asked } = await ask();
      const { calls, ledger } = counting(true);
      const verify = await verifyAnswer(settings, { ...world, ledger });
      for (const [answer, parameters] of [
        ['111111', asked],
        ['111111', asked],
        ['222222', asked],
        ['111111', inAnotherRound(asked)],
        ['111111', changed(asked, { nonce: NONCE })],
      ] as const)
        await verify(given(answer, parameters));
      const [first, again, ...others] = calls;
      expect(again).to.equal(first);
      expect(new Set([first, ...others]).size).to.equal(4);
      for (const call of calls) expect(call).to.match(/^[\w-]{11}$/);
    });

    it('lets the verdict stand that a try before was told, also where this one comes to another', async () => {
      settings = settingsOf(EMAIL);
      const { privateChallengeParameters: asked } = await ask();
      for (const isRight of [true, false]) {
        const countAnswer = async (): Promise<Judged> => ({ outcome: 'repeated', isRight });
        const verify = await verifyAnswer(settings, { ...world, ledger: { ...stateless, countAnswer } });
        for (const answer of [await rightCode(asked, EVENT), 'WRONGX'])
          expect(await verify(given(answer, asked))).to.deep.equal({ answerCorrect: isRight });
      }
    });

    it('finds right what was right in time, where Cognito’s second try comes after it', async () => {
      settings = settingsOf(EMAIL);
      const { privateChallengeParameters: asked } = await ask();
      const code = await rightCode(asked, EVENT);
      const known: string[] = [];
      const wasRight: Ledger['wasRight'] = async ({ question, call }) =>
        known.includes(`${question} ${call}`);
      const countAnswer: Ledger['countAnswer'] = async ({ question, call, isRight }) => {
        known.push(`${question} ${call}`);
        return { outcome: 'counted', isRight };
      };
      const verify = await verifyAnswer(settings, {
        ...world,
        ledger: { ...stateless, wasRight, countAnswer },
      });
      world.pass(178);
      expect(await verify(given(code, asked))).to.deep.equal(RIGHT);
      world.pass(5);
      expect(await verify(given(code, asked))).to.deep.equal(RIGHT);
      expect(await verify(given(code, inAnotherRound(asked))), 'another call').to.deep.equal(WRONG);
      world.pass(30);
      expect(await verify(given(code, asked)), 'too late for a second try').to.deep.equal(WRONG);
      expect(known, 'and counted once').to.have.length(1);
    });

    it('takes no old link with a younger date, nor makes KMS work for any hour that an answer names', async () => {
      settings = settingsOf(LINK);
      const { privateChallengeParameters: first } = await ask();
      const [name, , nonce, mac] = (await rightToken(first)).split('.');
      world.pass(200);
      const { privateChallengeParameters: second } = await ask();
      const macs = world.macs.length;
      for (const issuedAt of [NOW_SECONDS, 1_000_000_000, 9_999_999_999])
        expect(await judge(`${name}.${issuedAt}.${nonce}.${mac}`, second)).to.deep.equal(WRONG);
      expect(world.macs).to.have.length(macs);
      expect(await judge(`${name}.${NOW_SECONDS + 200}.${nonce}.${mac}`, second)).to.deep.equal(WRONG);
    });
  });

  describe('for an unknown user', () => {
    const stranger = unknownUser(cognitoEvent('create', { session: [] }));
    const CHECK = step({ name: 'check', challenges: ['external'], proof: false, functionArn: 'arn' });
    const MIXED = step({ name: 'mixed', challenges: ['captcha', 'email_otp'] });
    const some = step({
      ...{ name: 'some', challenges: ['sms_otp'] },
      when: { attribute: 'custom:mfa', values: ['sms'] },
    });
    const elsewhere = step({ name: 'elsewhere', challenges: ['sms_otp'], when: { clients: ['kiosk'] } });

    const cases: readonly [title: string, flow: Step[], at: Step, isRight: boolean][] = [
      ['a check that comes first', [CAPTCHA, EMAIL], CAPTCHA, true],
      ['a check after a check', [CAPTCHA, SECOND_CAPTCHA, EMAIL], SECOND_CAPTCHA, true],
      ['a check after an external one', [CHECK, CAPTCHA, EMAIL], CAPTCHA, true],
      ['a check among alternatives', [MIXED, EMAIL], MIXED, true],
      ['a check after alternatives of which one is a check', [MIXED, CAPTCHA, EMAIL], CAPTCHA, true],
      ['a check after a proof that only some users are asked for', [some, CAPTCHA, EMAIL], CAPTCHA, true],
      [
        'a check after a proof that only other clients are asked for',
        [elsewhere, CAPTCHA, EMAIL],
        CAPTCHA,
        true,
      ],
      ['a check after a proof', [EMAIL, CAPTCHA], CAPTCHA, false],
      ['a check after a password', [PASSWORD, CAPTCHA], CAPTCHA, false],
      [
        'a check of a step that this user is not asked for',
        [{ ...CAPTCHA, when: { clients: ['kiosk'] } }, EMAIL],
        CAPTCHA,
        false,
      ],
    ];
    for (const [title, flow, at, isRight] of cases) {
      it(`finds a right answer ${isRight ? 'right' : 'wrong'} to ${title}`, async () => {
        settings = settingsOf(...flow);
        const asked = parametersOf({
          ...{ step: at.name, challenge: 'captcha', nonce: NONCE, issuedAt: NOW_SECONDS, round: ROUND },
        });
        const event = { ...unknownUser(EVENT), userName: stranger.userName };
        const { answerCorrect } = await judge(await rightAnswer(asked, event), asked, event);
        expect(answerCorrect).to.equal(isRight);
        expect((await judge('WRONGX', asked, event)).answerCorrect).to.equal(false);
      });
    }

    it('finds a right code wrong, in any flow: there is nobody to prove', async () => {
      for (const flow of [[EMAIL], [CAPTCHA, EMAIL], [MIXED, EMAIL]]) {
        settings = settingsOf(...flow);
        const event = unknownUser(EVENT);
        const asked = parametersOf({
          ...{ step: 'email_otp', challenge: 'email_otp', nonce: NONCE, issuedAt: NOW_SECONDS, round: ROUND },
        });
        expect(await judge(await rightCode(asked, event), asked, event)).to.deep.equal(WRONG);
      }
      expect(output.text()).to.include('no such user');
    });
  });

  describe('on a plain answer, which a create function of the operator’s own leaves', () => {
    // Create, as in AWS's example: publicChallengeParameters.captchaUrl = 'url/123.jpg',
    // privateChallengeParameters.answer = '5', challengeMetadata = 'CAPTCHA_CHALLENGE'. Verify: answer === '5'.
    const example = { answer: '5' };

    it('finds the answer of AWS’s example right', async () => {
      expect(await judge('5', example)).to.deep.equal(RIGHT);
      expect(world.macs, 'without KMS').to.have.length(0);
    });

    for (const given of ['', '6', '55', ' 5', '5 ', '５', 5, ['5'], null, undefined, true]) {
      it(`finds ${JSON.stringify(given)} wrong there: it compares text, and exactly`, async () => {
        expect(await judge(given, example)).to.deep.equal(WRONG);
      });
    }

    const empty: readonly [parameters: unknown, title: string][] = [
      [{}, 'no parameters'],
      [{ answer: '' }, 'an empty answer'],
      [{ secretCode: '5' }, 'an answer of another name'],
      [{ Answer: '5' }, 'an answer of almost that name'],
      [{ answer: null }, 'an answer that is null'],
      [{ answer: 5 }, 'an answer that is a number'],
      [{ answer: ['5'] }, 'an answer in a list'],
      [null, 'null for parameters'],
      [undefined, 'parameters left out'],
      ['5', 'text for parameters'],
      [['5'], 'a list for parameters'],
    ];
    for (const [parameters, title] of empty) {
      it(`is never right with ${title}`, async () => {
        for (const given of ['', '5', 'undefined', 'null', '[object Object]', 'true'])
          expect(await judge(given, parameters), given).to.deep.equal(WRONG);
      });
    }

    it('is never right for an unknown user', async () => {
      expect(await judge('5', example, unknownUser(EVENT))).to.deep.equal(WRONG);
    });
  });
});

const nonceOf = (asked: Parameters) => askedIn(asked).nonce;
const nameOf = (asked: Parameters) => questionName(askedIn(asked));

/** Private parameters that tell of another question. */
function changed(asked: Parameters, changes: Partial<ReturnType<typeof askedIn>>): Parameters {
  return parametersOf({ ...askedIn(asked), ...changes });
}
