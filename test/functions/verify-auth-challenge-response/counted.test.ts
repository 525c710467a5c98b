import { expect } from 'chai';
import { createChallenge } from '../../../functions/create-auth-challenge/create-challenge.ts';
import { dynamodbLedger } from '../../../functions/ledger/dynamodb.ts';
import type { CountedAnswer, Ledger } from '../../../functions/ledger/ledger.ts';
import { verifyAnswer } from '../../../functions/verify-auth-challenge-response/verify-answer.ts';
import { LEDGER_TABLE, useDynamodb } from '../../support/dynamodb.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { inAnotherRound, rightAnswer, rightCode } from '../../support/right-answer.ts';
import { EMAIL, PASSWORD, settingsOf, step } from '../../support/settings.ts';
import { AFTER_PASSWORD, cognitoEvent, entry, parsed } from '../../support/trigger-events.ts';
import { testWorld } from '../../support/worlds.ts';

type Parameters = Readonly<Record<string, string>>;
const EVENT = cognitoEvent('verify');

/** Sessions of Cognito were accepted twice in parallel, and a new InitiateAuth starts a session at nothing. */
describe('verifyAnswer with a ledger', function () {
  this.timeout(30_000);

  recordOutput();
  useDynamodb();
  let world: ReturnType<typeof testWorld>;
  /** How many answers were judged and their verdicts let out. */
  let judged: number;

  beforeEach(() => {
    judged = 0;
    const ledger = dynamodbLedger(LEDGER_TABLE);
    const countAnswer = async (answer: CountedAnswer) => {
      const counted = await ledger.countAnswer(answer);
      if (counted.outcome === 'counted') judged++;
      return counted;
    };
    world = testWorld({ ...ledger, countAnswer } satisfies Ledger);
  });

  const settings = settingsOf(EMAIL);
  const begin = async (session: readonly object[] = [], of = settings) =>
    (await createChallenge(of, world))(parsed(cognitoEvent('create', { session })));
  const verify = async (challengeAnswer: string, privateChallengeParameters: Parameters, of = settings) => {
    const event = cognitoEvent('verify', { challengeAnswer, privateChallengeParameters });
    return (await (await verifyAnswer(of, world))(parsed(event))).answerCorrect;
  };
  const wrongCodes = (right: string, count: number) =>
    Array.from({ length: count + 1 }, (_, n) => String(n).padStart(6, '0'))
      .filter(code => code !== right)
      .slice(0, count);

  it('finds a right answer right once, of twenty rounds at once: a code is used up', async () => {
    const { privateChallengeParameters: asked } = await begin();
    const code = await rightCode(asked, EVENT);
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => verify(code, inAnotherRound(asked))));
    expect(verdicts.filter(Boolean)).to.have.length(1);
  });

  it('takes an answer for as long as its sign-in was told, though the question is older', async () => {
    const { privateChallengeParameters: first } = await begin();
    world.pass(20);
    const { privateChallengeParameters: second } = await begin();
    const code = await rightCode(first, EVENT);
    expect(await rightCode(second, EVENT), 'the same').to.equal(code);
    world.pass(180);
    expect(await verify(code, first), 'the time of the first is up').to.equal(false);
    expect(await verify(code, second)).to.equal(true);
  });

  it('finds a right answer right in one of two sign-ins that have the same question', async () => {
    const [one, other] = [await begin(), await begin()];
    const code = await rightCode(one.privateChallengeParameters, EVENT);
    expect(await rightCode(other.privateChallengeParameters, EVENT), 'the same').to.equal(code);
    expect(await verify(code, one.privateChallengeParameters)).to.equal(true);
    expect(await verify(code, other.privateChallengeParameters)).to.equal(false);
  });

  // AWS promises no number ("may retry"): three in all was documented once.
  for (const [title, wait] of [
    ['one after the other', true],
    ['at once', false],
  ] as const)
    for (const calls of [1, 3, 5])
      it(`finds the same call the same, and counts it once, at ${calls} calls ${title}`, async () => {
        const { privateChallengeParameters: asked } = await begin();
        const code = await rightCode(asked, EVENT);
        const [guess = ''] = wrongCodes(code, 1);
        const repeated = async (answer: string) => {
          const verdicts = [];
          for (let n = 0; n < calls; n++) {
            const verdict = verify(answer, asked);
            verdicts.push(wait ? await verdict : verdict);
            if (wait) world.pass(5);
          }
          return Promise.all(verdicts);
        };
        expect(await repeated(guess)).to.deep.equal(new Array(calls).fill(false));
        expect(judged).to.equal(1);
        expect(await repeated(code)).to.deep.equal(new Array(calls).fill(true));
        expect(judged).to.equal(2);
        world.pass(30);
        expect(await verify(code, asked), 'later, it is no second try').to.equal(false);
      });

  it('finds a right picture right again in Cognito’s second try', async () => {
    const captcha = settingsOf(PASSWORD, step());
    const { privateChallengeParameters: asked } = await begin(AFTER_PASSWORD, captcha);
    const answer = await rightAnswer(asked, EVENT);
    for (let n = 0; n < 3; n++) expect(await verify(answer, asked, captcha)).to.equal(true);
    expect(judged).to.equal(1);
  });

  it('judges three of forty guesses at once: parallel guesses do not pass the limit', async () => {
    const { privateChallengeParameters: asked } = await begin();
    const guesses = wrongCodes(await rightCode(asked, EVENT), 40);
    await Promise.all(guesses.map(guess => verify(guess, asked)));
    expect(judged).to.equal(3);
    expect(await verify(await rightCode(asked, EVENT), asked), 'the right one comes too late').to.equal(
      false,
    );
  });

  it('judges one answer to a picture', async () => {
    const captcha = settingsOf(PASSWORD, step());
    const { privateChallengeParameters: asked } = await begin(AFTER_PASSWORD, captcha);
    expect(await verify('WRONGX', asked, captcha)).to.equal(false);
    expect(await verify(await rightAnswer(asked, EVENT), asked, captcha)).to.equal(false);
    expect(judged).to.equal(1);
  });

  it('keeps counting over a new InitiateAuth: it resets no attempts, and takes a message for a new code', async () => {
    const { privateChallengeParameters: asked } = await begin();
    const right = await rightCode(asked, EVENT);
    for (const guess of wrongCodes(right, 3)) await verify(guess, asked);
    world.pass(10);
    const { privateChallengeParameters: again } = await begin();
    expect(again, 'another question: the first is dead').not.to.deep.equal(asked);
    expect(await verify(right, asked)).to.equal(false);
    expect(new Set(world.handedOver.map(({ question }) => question.nonce)).size, 'messages').to.equal(2);
  });

  it('finds the right code right on the last attempt, after wrong ones and a resend', async () => {
    const first = await begin();
    const code = await rightCode(first.privateChallengeParameters, EVENT);
    const session: object[] = [];
    let asked = first;
    for (const [guess, clientMetadata] of [
      [wrongCodes(code, 1)[0], undefined],
      ['', { action: 'resend' }],
      [wrongCodes(code, 1)[0], undefined],
    ] as const) {
      if (!clientMetadata) await verify(guess ?? '', asked.privateChallengeParameters);
      session.push(entry('CUSTOM_CHALLENGE', false, asked.challengeMetadata));
      world.pass(31);
      const event = cognitoEvent('create', { session, clientMetadata });
      asked = await (await createChallenge(settings, world))(parsed(event));
    }
    expect(asked.publicChallengeParameters).to.include({ attemptsRemaining: '1' });
    expect(await verify(code, asked.privateChallengeParameters)).to.equal(true);
  });
});
