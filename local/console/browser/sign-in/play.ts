import type { ChallengeState, State } from '../../../../client/state.ts';
import type { Message, Snapshot } from '../../../watch/protocol.ts';
import { answerOf, callOf } from '../state/hint.ts';
import { challengeWords } from '../state/words.ts';

/** What the demo acts on. Everything rejects once it is stopped. */
export interface Stage {
  readonly say: (words: string) => void;
  readonly pause: (ms: number) => Promise<void>;
  /** Types into the form, key by key. */
  readonly typeName: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Types into the challenge, and gives the answer. */
  readonly answer: (text: string) => Promise<void>;
  readonly signIn: () => State;
  readonly snapshot: () => Snapshot | undefined;
  readonly until: <Found>(look: () => Found | undefined) => Promise<Found>;
  /** Like `until`, and undefined when the time is over. */
  readonly within: <Found>(ms: number, look: () => Found | undefined) => Promise<Found | undefined>;
  /** What the stand-in of a human check gives for its provider. */
  readonly humanToken: (provider: string) => string | undefined;
}

const READING_MS = 1200;
/** So long after a question, nobody but its function knows the answer. */
const ANSWER_MS = 4000;

/** Signs the demo user in as a person would, slowly enough to watch; the first picture or code wrongly, to show that. */
export async function play(stage: Stage): Promise<void> {
  stage.say('The demo user types a name and a password.');
  await stage.typeName();
  await stage.pause(READING_MS / 2);
  await stage.start();
  let wrongAt: string | undefined;
  for (;;) {
    const state = await stage.until(() => settled(stage.signIn()));
    if (state.at === 'signed-in') return stage.say('Signed in.');
    if (state.at === 'cognito-challenge') await answerCognito(stage, state.parameters);
    else if (state.at !== 'challenge') return stage.say('The demo ends here: look at the last call.');
    else if (state.challenge.name === 'proof_of_work') await waitForWork(stage);
    else {
      const right = await rightAnswer(stage, state);
      if (right === undefined) return stage.say('Only you can answer this one. Go on from here.');
      const isFirst = wrongAt === undefined && state.attemptsRemaining > 1;
      const isTyped = state.challenge.name !== 'human_check' && state.challenge.name !== 'magic_link';
      wrongAt ??= state.challenge.name;
      stage.say(words(state, isFirst && isTyped));
      await stage.pause(READING_MS);
      await stage.answer(isFirst && isTyped ? wrong(right) : right);
    }
  }
}

/** Undefined while something is under way. */
function settled(state: State): State | undefined {
  if (state.at === 'working') return undefined;
  return (state.at === 'challenge' || state.at === 'cognito-challenge') && state.busy ? undefined : state;
}

async function waitForWork(stage: Stage): Promise<void> {
  const before = stage.signIn();
  stage.say('The device looks for a number: nobody is asked anything.');
  await stage.until(() => {
    const now = stage.signIn();
    const isSame = now.at === 'challenge' && before.at === 'challenge' && now.challenge === before.challenge;
    return isSame || now.at === 'working' ? undefined : now;
  });
}

function words({ challenge, problem }: ChallengeState, isWrong: boolean): string {
  const name = challengeWords(challenge.name);
  if (isWrong) return `The ${name}: a wrong answer first, to see what it costs.`;
  return problem === 'WRONG_ANSWER'
    ? `The ${name} again, and the right answer.`
    : `The ${name}: the right answer.`;
}

/** Of the same length and characters. */
const wrong = (right: string): string =>
  right
    .replaceAll(/[A-Z]/g, letter => (letter === 'A' ? 'C' : 'A'))
    .replaceAll(/\d/g, digit => String((Number(digit) + 1) % 10));

async function rightAnswer(stage: Stage, state: ChallengeState): Promise<string | undefined> {
  const { challenge } = state;
  if (challenge.name === 'human_check') return stage.humanToken(challenge.provider);
  if (challenge.name === 'magic_link') {
    stage.say('A mail with a link is on its way.');
    const { link } = await stage.until(() => newest(stage)?.find(each => each.link));
    return new URLSearchParams(new URL(link ?? '').hash.slice(1)).get('token') ?? undefined;
  }
  if (challenge.name !== 'captcha' && challenge.name !== 'external') {
    stage.say('A message with a code is on its way.');
    await stage.until(() => newest(stage)?.find(each => each.code));
  }
  const asked = await stage.within(ANSWER_MS, () => {
    const call = callOf(state, stage.snapshot()?.runs ?? []);
    return call && answerOf(call) !== undefined ? call : undefined;
  });
  return asked && answerOf(asked);
}

/** A code that Cognito itself sent; the app of an authenticator is not here. */
async function answerCognito(stage: Stage, parameters: Readonly<Record<string, string>>): Promise<void> {
  if (!parameters.CODE_DELIVERY_DESTINATION)
    throw new Error('Cognito asks something that only you can answer.');
  stage.say('Cognito asks for a second factor.');
  const { code = '' } = await stage.until(() => newest(stage)?.find(each => each.code));
  await stage.pause(READING_MS);
  await stage.answer(code);
}

/** Messages of the newest run, newest first. */
function newest(stage: Stage): Message[] | undefined {
  const snapshot = stage.snapshot();
  const run = snapshot?.runs.at(-1);
  return snapshot?.messages.filter(message => message.run === run?.id).toReversed();
}
