import { expect } from 'chai';
import { createChallenge } from '../../../functions/create-auth-challenge/create-challenge.ts';
import { fromMetadata } from '../../../functions/flow/round.ts';
import type { Step } from '../../../functions/settings.ts';
import { disguises } from '../../support/disguises.ts';
import { rejection } from '../../support/handlers.ts';
import { pngOf, readPng } from '../../support/read-png.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { rightAnswer } from '../../support/right-answer.ts';
import { CAPTCHA, PASSWORD, SECOND_CAPTCHA, settingsOf, step } from '../../support/settings.ts';
import {
  AFTER_PASSWORD,
  ATTRIBUTES,
  cognitoEvent,
  entry,
  parsed,
  round,
  USER_NAME,
  unknownUser,
} from '../../support/trigger-events.ts';
import { NOW_SECONDS, testWorld } from '../../support/worlds.ts';

const EVENT = cognitoEvent('create', { session: AFTER_PASSWORD });

describe('createChallenge', function () {
  this.timeout(20_000);

  const output = recordOutput();
  let world: ReturnType<typeof testWorld>;

  beforeEach(() => {
    world = testWorld();
  });

  const ask = (event = EVENT, flow: readonly Step[] = []) =>
    createChallenge(settingsOf(...flow), world)(parsed(event));
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
      const wrong = round('captcha', false, NOW_SECONDS - 20);
      const { publicChallengeParameters: first } = await askAfter(wrong);
      expect(first).to.include({ error: 'WRONG_ANSWER', attemptsRemaining: '2' });
      const { publicChallengeParameters: second } = await askAfter(wrong, wrong);
      expect(second).to.include({ error: 'WRONG_ANSWER', attemptsRemaining: '1' });
    });

    it('that an answer came too late', async () => {
      const { publicChallengeParameters } = await askAfter(round('captcha', false, NOW_SECONDS - 181));
      expect(publicChallengeParameters).to.include({ error: 'EXPIRED', attemptsRemaining: '2' });
    });

    it('the last of the errors', async () => {
      const [late, wrong] = [
        round('captcha', false, NOW_SECONDS - 400),
        round('captcha', false, NOW_SECONDS - 10),
      ];
      expect((await askAfter(late, wrong)).publicChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
      expect((await askAfter(wrong, late)).publicChallengeParameters).to.include({ error: 'EXPIRED' });
    });

    it('that an answer was wrong to a question of another create function, whose time nobody knows', async () => {
      const { publicChallengeParameters } = await askAfter(
        entry('CUSTOM_CHALLENGE', false, 'CAPTCHA_CHALLENGE'),
      );
      expect(publicChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
    });

    it('no error of a step that was passed since', async () => {
      const session = [...AFTER_PASSWORD, round('captcha', false), round('captcha', true)];
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
      expect(response.privateChallengeParameters).to.include({ step: 'second_captcha' });
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
    const { nonce, ...rest } = privateChallengeParameters;
    expect(rest).to.deep.equal({ step: 'captcha', challenge: 'captcha', issuedAt: String(NOW_SECONDS) });
    expect(challengeMetadata).to.equal(`CAPTCHA_CHALLENGE captcha ${nonce} ${NOW_SECONDS}`);
    expect(fromMetadata(challengeMetadata)).to.deep.equal({
      challenge: 'captcha',
      asked: { step: 'captcha', nonce, issuedAt: NOW_SECONDS },
    });
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
    expect(distinct(asked.map(({ challengeMetadata }) => challengeMetadata))).to.equal(30);
    expect(
      distinct(asked.map(({ publicChallengeParameters }) => publicChallengeParameters.captchaUrl)),
    ).to.equal(30);
    expect(distinct(await Promise.all(answers))).to.equal(30);
  });

  it('gives the same question another picture than before, so that one cannot be looked up', async () => {
    const constant = { ...world, nonce: () => 'AAECAwQFBgcICQoLDA0ODw' };
    const create = createChallenge(settingsOf(), constant);
    const [one, other] = [await create(parsed(EVENT)), await create(parsed(EVENT))];
    expect(one.privateChallengeParameters).to.deep.equal(other.privateChallengeParameters);
    expect(one.publicChallengeParameters.captchaUrl).not.to.equal(other.publicChallengeParameters.captchaUrl);
  });

  it('tells known from unknown users in nothing: the same names, lengths and forms of values', async () => {
    for (const rounds of [[], [round('captcha', false)], [round('captcha', false, NOW_SECONDS - 500)]]) {
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

  it('asks KMS once for many questions of an hour', async () => {
    const create = createChallenge(settingsOf(), world);
    for (let n = 0; n < 5; n++) await create(parsed(EVENT));
    expect(world.macs).to.have.length(1);
  });

  describe('asks nothing', () => {
    const nothing: readonly [title: string, session: unknown][] = [
      ['after the last step', [...AFTER_PASSWORD, round('captcha', true)]],
      ['after the last attempt', [...AFTER_PASSWORD, ...new Array(3).fill(round('captcha', false))]],
      ['where the password is next, which Cognito asks for', [entry('SRP_A', true)]],
      ['where the client did not start with the password', []],
      ['after an entry of another flow', [...AFTER_PASSWORD, entry('SMS_MFA', true)]],
      ['in what is no session', 'session'],
    ];
    for (const [title, session] of nothing) {
      it(title, async () => {
        const error = await rejection(ask(cognitoEvent('create', { session })));
        expect(error).to.include({ name: 'PublicError', message: 'The request is not valid.' });
        expect(world.macs).to.have.length(0);
      });
    }
  });

  it('fails where KMS does', async () => {
    const generateMac = () => Promise.reject(new Error('KMS is away'));
    const create = createChallenge(settingsOf(), { ...world, generateMac });
    expect((await rejection(create(parsed(EVENT)))).message).to.equal('KMS is away');
  });
});

/** What can be told from a response without knowing the answer: names, and for each value what kind of text it is. */
function form(value: unknown): unknown {
  if (typeof value !== 'string') {
    const entries = Object.entries(value as object).map(([name, part]) => [name, form(part)]);
    return Object.fromEntries(entries);
  }
  // Pictures differ in size from one to the next, a nonce and a picture in every character.
  if (value.startsWith('data:')) return { ...readPng(pngOf(value)), samples: 'some' };
  return value.replace(/[\w-]{22}/, 'nonce');
}
