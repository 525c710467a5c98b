import type { VerifyAuthChallengeResponseTriggerEvent } from 'aws-lambda';
import { equal } from '../answers/compare.ts';
import { epochKeys } from '../answers/epoch-key.ts';
import { fromPrivateParameters, toQuestion } from '../answers/question.ts';
import type { World } from '../challenges/challenge.ts';
import { loadChallenges } from '../challenges/table.ts';
import { stepsFor } from '../flow/next.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { precedesProof } from '../settings/flow.ts';
import type { Settings } from '../settings/settings.ts';
import { readStrings, type TriggerEvent } from '../trigger/event.ts';

type Response = VerifyAuthChallengeResponseTriggerEvent['response'];

export interface VerifyWorld extends World {
  readonly ledger: Ledger;
}

/** Longer than any answer there is: the tokens of CAPTCHA services are the longest. */
const MAX_ANSWER_LENGTH = 8192;

/** A trigger may run on another machine's clock than the one before it. */
const CLOCK_SKEW_SECONDS = 60;

/** Wrong codes, which anybody may try, do not use up a link, which nobody can guess. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

type Verdict =
  | 'right'
  | 'wrong'
  | 'expired'
  | 'malformed'
  | 'not an answer'
  | 'not a step of the flow'
  | 'too many answers'
  | 'no such user';

/**
 * Is the answer right? Whatever cannot be judged is not. An unknown user's answer is judged like any other, so that
 * it takes as long.
 */
export async function verifyAnswer(settings: Settings, world: VerifyWorld) {
  const epochKey = epochKeys(settings.keyId, world.generateMac);
  const challenges = await loadChallenges(settings, world);

  async function judge(event: TriggerEvent): Promise<Verdict> {
    // Else a resend, which costs no attempt, would be a free guess.
    if (event.action) return 'not an answer';
    const given = event.request.challengeAnswer;
    const parameters = readStrings(event.request.privateChallengeParameters);
    if (!parameters || typeof given !== 'string' || given === '' || given.length > MAX_ANSWER_LENGTH)
      return 'malformed';
    const asked = fromPrivateParameters(parameters);
    // A create function of the operator's own leaves the answer itself, as in AWS's example.
    if (!asked) return equal(given, parameters.answer ?? '') && !event.userNotFound ? 'right' : 'wrong';

    const question = toQuestion(settings, asked, event, epochKey);
    const challenge = question && challenges.get(question.challenge);
    if (!question || !challenge) return 'not a step of the flow';
    const named = challenge.questionOf?.(question, given);
    const judged = named ?? question;
    const { attempts, lifetimeSeconds } = question.step;
    // Before anything is derived: else an answer could name any hour, and make KMS work for it.
    const age = world.now() / 1000 - judged.issuedAt;
    if (age < -CLOCK_SKEW_SECONDS || age > lifetimeSeconds) return 'expired';

    const isRight = await challenge.verify(judged, given, asked.kept);
    // What an answer says of itself is worth nothing unless it is right: a wrong one counts for the question asked.
    const counted = isRight ? judged : question;
    const mayBeReleased = await world.ledger.countAnswer({
      nonce: counted.nonce,
      isRight,
      max: isRight && named ? UNLIMITED : challenge.isKept ? attempts : 1,
      expiresAt: counted.issuedAt + lifetimeSeconds,
    });
    if (!mayBeReleased) return 'too many answers';
    const mayPass =
      !event.userNotFound || precedesProof(stepsFor(settings, event), question.step, question.challenge);
    if (isRight && !mayPass) return 'no such user';
    return isRight ? 'right' : 'wrong';
  }

  return async (event: TriggerEvent): Promise<Response> => {
    const verdict = await judge(event);
    console.info({ message: 'Judged.', verdict });
    return { answerCorrect: verdict === 'right' };
  };
}
