import type { VerifyAuthChallengeResponseTriggerEvent } from 'aws-lambda';
import { equal } from '../answers/compare.ts';
import { epochKeys, type GenerateMac } from '../answers/epoch-key.ts';
import { fromPrivateParameters, toQuestion } from '../answers/question.ts';
import { challenges } from '../challenges/table.ts';
import type { Settings } from '../settings.ts';
import { readStrings, type TriggerEvent } from '../trigger/event.ts';

type Response = VerifyAuthChallengeResponseTriggerEvent['response'];

export interface World {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly generateMac: GenerateMac;
}

/** Longer than any answer there is, a link's token included. */
const MAX_ANSWER_LENGTH = 2048;

/** A trigger may run on another machine's clock than the one before it. */
const CLOCK_SKEW_SECONDS = 60;

type Verdict = 'right' | 'wrong' | 'expired' | 'malformed' | 'not a step of the flow' | 'no such user';

/** Is the answer right? Whatever cannot be judged is not. */
export function verifyAnswer(settings: Settings, { now, generateMac }: World) {
  const epochKey = epochKeys(settings.keyId, generateMac);

  async function judge({ request, ...asker }: TriggerEvent): Promise<Verdict> {
    const given = request.challengeAnswer;
    const parameters = readStrings(request.privateChallengeParameters);
    if (!parameters || typeof given !== 'string' || given === '' || given.length > MAX_ANSWER_LENGTH)
      return 'malformed';
    const asked = fromPrivateParameters(parameters);
    // A create function of the operator's own leaves the answer itself, as in AWS's example.
    if (!asked) return equal(given, parameters.answer ?? '') ? 'right' : 'wrong';

    const step = settings.flow.find(
      ({ name, challenge }) => name === asked.step && challenge === asked.challenge,
    );
    if (!step || step.challenge === 'password') return 'not a step of the flow';
    const age = now() / 1000 - asked.issuedAt;
    if (age < -CLOCK_SKEW_SECONDS || age > step.lifetimeSeconds) return 'expired';
    const challenge = await challenges[step.challenge]();
    return (await challenge.verify(toQuestion(step, asked, asker, epochKey), given)) ? 'right' : 'wrong';
  }

  return async (event: TriggerEvent): Promise<Response> => {
    const judged = await judge(event);
    // An unknown user's answer is judged too, so that it takes as long; it is never right.
    const verdict = judged === 'right' && event.userNotFound ? 'no such user' : judged;
    console.info({ message: 'Judged.', verdict });
    return { answerCorrect: verdict === 'right' };
  };
}
