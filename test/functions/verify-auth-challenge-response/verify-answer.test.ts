import { expect } from 'chai';
import { createChallenge } from '../../../functions/create-auth-challenge/create-challenge.ts';
import type { SessionEntry } from '../../../functions/flow/decide.ts';
import { verifyAnswer } from '../../../functions/verify-auth-challenge-response/verify-answer.ts';
import { rejection } from '../../support/handlers.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { rightAnswer } from '../../support/right-answer.ts';
import { CAPTCHA, PASSWORD, SECOND_CAPTCHA, settingsOf, step } from '../../support/settings.ts';
import {
  AFTER_PASSWORD,
  ATTRIBUTES,
  type CognitoEvent,
  cognitoEvent,
  entry,
  parsed,
  type Request,
  round,
  USER_NAME,
  unknownUser,
} from '../../support/trigger-events.ts';
import { NOW_SECONDS, testWorld } from '../../support/worlds.ts';

const EVENT = cognitoEvent('verify');
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
    const event = cognitoEvent('create', { session: [...AFTER_PASSWORD, ...rounds] });
    return createChallenge(settings, world)(parsed(event));
  };
  const judge = (
    challengeAnswer: unknown,
    privateChallengeParameters: unknown,
    event: CognitoEvent = EVENT,
  ) =>
    verifyAnswer(
      settings,
      world,
    )(parsed({ ...event, request: { ...event.request, challengeAnswer, privateChallengeParameters } }));

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
      'A'.repeat(2049),
      'A'.repeat(1_000_000),
      // One character that NFKC makes eighteen of, as often as an answer may have characters.
      '\ufdfa'.repeat(2048),
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

    it('looks at no more than 2048 characters', async () => {
      expect(await judge(answer.padStart(2048), asked)).to.deep.equal(RIGHT);
      expect(await judge(answer.padStart(2049), asked)).to.deep.equal(WRONG);
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
      expect(await judge(answer, { ...asked, step: 'second_captcha' })).to.deep.equal(WRONG);
    });

    it('finds it wrong for another nonce', async () => {
      expect(await judge(answer, { ...asked, nonce: 'AAECAwQFBgcICQoLDA0ODw' })).to.deep.equal(WRONG);
    });

    it('finds it wrong for a question of the next hour', async () => {
      world.pass(3600);
      expect(await judge(answer, { ...asked, issuedAt: String(NOW_SECONDS + 3600) })).to.deep.equal(WRONG);
    });

    it('finds the answer of the round before wrong', async () => {
      const { privateChallengeParameters: next } = await ask(round('captcha', false));
      expect(await judge(answer, next)).to.deep.equal(WRONG);
    });

    it('finds a right answer on a retry right: what it was derived from does not count the rounds', async () => {
      expect(await judge('WRONGX', asked)).to.deep.equal(WRONG);
      const { privateChallengeParameters: second } = await ask(round('captcha', false));
      expect(await judge(await rightAnswer(second, EVENT), second)).to.deep.equal(RIGHT);
      const { privateChallengeParameters: third } = await ask(
        round('captcha', false),
        round('captcha', false),
      );
      expect(await judge(await rightAnswer(third, EVENT), third)).to.deep.equal(RIGHT);
    });

    it('judges the same again when Cognito calls again, also on a machine that starts cold', async () => {
      const verify = verifyAnswer(settings, world);
      const request: Request = { privateChallengeParameters: asked, challengeAnswer: answer };
      for (let call = 0; call < 3; call++)
        expect(await verify(parsed(cognitoEvent('verify', request)))).to.deep.equal(RIGHT);
      expect(await judge(answer, asked)).to.deep.equal(RIGHT);
    });

    it('finds answers wrong to a step that the flow does not have', async () => {
      const wrong: readonly Parameters[] = [
        { ...asked, step: 'password', challenge: 'password' },
        { ...asked, step: 'second_captcha' },
        { ...asked, challenge: 'password' },
        { ...asked, challenge: 'toString' },
        { ...asked, challenge: '__proto__', step: '__proto__' },
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
      const { privateChallengeParameters } = await createChallenge(
        settings,
        world,
      )(parsed(unknownUser(cognitoEvent('create', { session: AFTER_PASSWORD }))));
      const right = await rightAnswer(privateChallengeParameters, unknown);
      expect(await judge(right, privateChallengeParameters, unknown)).to.deep.equal(WRONG);
      const unnoticed = { ...unknown, request: { ...unknown.request, userNotFound: false } };
      expect(await judge(right, privateChallengeParameters, unnoticed), 'but for that').to.deep.equal(RIGHT);
    });

    it('fails where KMS does: that is no wrong answer, and no right one', async () => {
      const failing = { ...world, generateMac: () => Promise.reject(new Error('KMS is away')) };
      const request: Request = { privateChallengeParameters: asked, challengeAnswer: answer };
      const error = await rejection(verifyAnswer(settings, failing)(parsed(cognitoEvent('verify', request))));
      expect(error.message).to.equal('KMS is away');
    });

    it('logs the verdict: no answer, no name, no attribute', async () => {
      await judge(answer, asked);
      await judge('MYPASSWORD', asked);
      await judge('5', { answer: '5' });
      const log = output.text();
      expect(log)
        .to.match(/verdict: 'right'/)
        .and.match(/verdict: 'wrong'/);
      const values = Object.values(ATTRIBUTES).filter(value => value !== 'true');
      for (const secret of [answer, answer.toLowerCase(), 'MYPASSWORD', asked.nonce, USER_NAME, ...values])
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
