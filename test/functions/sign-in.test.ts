import { expect } from 'chai';
import fc from 'fast-check';
import { createChallenge } from '../../functions/create-auth-challenge/create-challenge.ts';
import type { SessionEntry } from '../../functions/event/session-entry.ts';
import { nextFor } from '../../functions/flow/next.ts';
import type { Step } from '../../functions/settings/step.ts';
import { verifyAnswer } from '../../functions/verify-auth-challenge-response/verify-answer.ts';
import { recordOutput } from '../support/recorded-output.ts';
import { rightAnswer, rightCode } from '../support/right-answer.ts';
import { CAPTCHA, CODE, EMAIL, settingsOf, step } from '../support/settings.ts';
import { type CognitoEvent, cognitoEvent, entry, parsed, unknownUser } from '../support/trigger-events.ts';
import { testWorld } from '../support/worlds.ts';

/** What a client does with a question. `late` is a right answer after its time. */
type Move =
  | 'right'
  | 'wrong'
  | 'late'
  | 'resend'
  | 'switch'
  | 'right, with a resend'
  | 'right, with a switch';

interface SignIn {
  readonly end: 'tokens' | 'fail' | 'open';
  /** What the client was told in each round: the names and the form of the values. */
  readonly told: readonly object[];
  /** Plain answers, by step: how many were wrong or late, and whether one was right. */
  readonly answers: ReadonlyMap<string, { wrong: number; right: boolean }>;
  readonly calls: readonly string[];
}

/** A sign-in as Cognito leads through it: define, create, verify, define, … with our three functions. */
async function signIn(
  flow: readonly Step[],
  moves: readonly Move[],
  user = (event: CognitoEvent) => event,
): Promise<SignIn> {
  const settings = settingsOf(...flow);
  const world = testWorld();
  const create = await createChallenge(settings, world);
  const verify = await verifyAnswer(settings, world);
  const session: SessionEntry[] = [];
  const told: object[] = [];
  const answers = new Map<string, { wrong: number; right: boolean }>();
  let clientMetadata: object | undefined;
  const event = (kind: 'define' | 'create') => parsed(user(cognitoEvent(kind, { session, clientMetadata })));

  for (const move of moves) {
    const decision = nextFor(settings, event('define'));
    if (decision.next !== 'ask') return { end: endOf(decision.next), told, answers, calls: world.calls };
    const asked = await create(event('create'));
    told.push(formOf(asked.publicChallengeParameters));

    clientMetadata = metadataOf(move, asked.publicChallengeParameters.challenge);
    const shown = user(cognitoEvent('verify'));
    const derive = asked.publicChallengeParameters.challenge === 'captcha' ? rightAnswer : rightCode;
    const right = await derive(asked.privateChallengeParameters, shown);
    const given = move === 'wrong' ? 'NOTHING' : right;
    world.pass(move === 'late' ? 181 : 31);
    const request = { privateChallengeParameters: asked.privateChallengeParameters, challengeAnswer: given };
    const { answerCorrect } = await verify(
      parsed(user(cognitoEvent('verify', { ...request, clientMetadata }))),
    );
    session.push(entry('CUSTOM_CHALLENGE', answerCorrect, asked.challengeMetadata));
    if (clientMetadata) continue;
    const step = answers.get(decision.step.name) ?? { wrong: 0, right: false };
    answers.set(decision.step.name, { wrong: step.wrong + (answerCorrect ? 0 : 1), right: answerCorrect });
  }
  const decision = nextFor(settings, event('define'));
  return { end: endOf(decision.next), told, answers, calls: world.calls };
}

/** These users have a password of their own already, or need none. */
function endOf(next: ReturnType<typeof nextFor>['next']): SignIn['end'] {
  if (next === 'new password') throw new Error('A new password was asked for.');
  return next === 'ask' ? 'open' : next;
}

function metadataOf(move: Move, challenge: string | undefined): object | undefined {
  if (move === 'resend' || move === 'right, with a resend') return { action: 'resend' };
  const other = challenge === 'sms_otp' ? 'email_otp' : 'sms_otp';
  return move === 'switch' || move === 'right, with a switch' ? { challenge: other } : undefined;
}

/** A picture and a mask are different each time; all else must be the same, letter by letter. */
function formOf(parameters: Readonly<Record<string, string>>): object {
  const { captchaUrl, destination, ...rest } = parameters;
  const mask = destination?.replace(/^[a-z]\*{3}@[a-z]\*{3}$/, 'e-mail').replace(/^\+\*{7}\d{4}$/, 'number');
  return { ...rest, ...(captchaUrl && { captchaUrl: 'picture' }), ...(mask && { destination: mask }) };
}

const anyMove = fc.constantFrom<Move>(
  ...(['right', 'right', 'right', 'wrong', 'late', 'resend', 'switch'] as const),
  ...(['right, with a resend', 'right, with a switch'] as const),
);
const flows: readonly (readonly Step[])[] = [
  [EMAIL],
  [CAPTCHA, CODE],
  [step({ attempts: 1 }), { ...CODE, attempts: 2 }, step({ name: 'second_captcha' })],
];

describe('a sign-in through define, create and verify', function () {
  this.timeout(60_000);

  recordOutput();

  it('ends in tokens where every step was answered rightly, and only there; and fails after the last attempt', async () => {
    const ends = { tokens: 0, fail: 0, open: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...flows),
        fc.array(anyMove, { maxLength: 14 }),
        async (flow, moves) => {
          const { end, answers } = await signIn(flow, moves);
          ends[end]++;
          const isPassed = flow.every(({ name }) => answers.get(name)?.right);
          const isFailed = flow.some(({ name, attempts }) => answers.get(name)?.wrong === attempts);
          expect(end).to.equal(isPassed ? 'tokens' : isFailed ? 'fail' : 'open');
          for (const { name, attempts } of flow)
            expect(answers.get(name)?.wrong ?? 0).to.be.at.most(attempts);
        },
      ),
      { numRuns: 400 },
    );
    for (const count of Object.values(ends)) expect(count, JSON.stringify(ends)).to.be.above(20);
  });

  it('finds no answer right that comes with an action, over as many of them as a sign-in takes', async () => {
    for (const move of ['right, with a resend', 'right, with a switch'] as const) {
      const { end, told } = await signIn([{ ...CODE, lifetimeSeconds: 900 }], new Array<Move>(30).fill(move));
      expect(end).to.equal('fail');
      expect(told, 'a question and as many actions as are free, and one for each attempt').to.have.length(12);
    }
  });

  it('leads an unknown user through the same rounds, letter by letter, with the same calls, to no tokens', async () => {
    // A code they cannot know; the check before it they can pass.
    const afterCheck = fc.array(fc.constantFrom<Move>('wrong', 'late', 'resend', 'switch'), { maxLength: 8 });
    const beforeCheck = fc.array(fc.constantFrom<Move>('wrong', 'resend', 'switch'), { maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(beforeCheck, afterCheck, async (before, after) => {
        const moves: Move[] = [...before, 'right', ...after];
        const [known, unknown] = [
          await signIn([CAPTCHA, CODE], moves),
          await signIn([CAPTCHA, CODE], moves, unknownUser),
        ];
        expect(unknown).to.deep.equal(known);
      }),
      { numRuns: 100 },
    );
    const { end } = await signIn([CAPTCHA, EMAIL], ['right', 'right', 'right', 'right'], unknownUser);
    expect(end).to.equal('fail');
  });
});
