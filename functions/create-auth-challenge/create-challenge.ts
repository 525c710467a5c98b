import type { CreateAuthChallengeTriggerEvent } from 'aws-lambda';
import { epochKeys, type GenerateMac } from '../answers/epoch-key.ts';
import { toPrivateParameters, toQuestion } from '../answers/question.ts';
import { challenges } from '../challenges/table.ts';
import { decide } from '../flow/decide.ts';
import { type Round, toMetadata } from '../flow/round.ts';
import type { Settings, Step } from '../settings.ts';
import { readSession, type TriggerEvent } from '../trigger/event.ts';
import { PublicError } from '../trigger/handler.ts';

type Response = CreateAuthChallengeTriggerEvent['response'];

export interface World {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** 16 random bytes as base64url. */
  readonly nonce: () => string;
  readonly generateMac: GenerateMac;
}

/**
 * Asks the question that the flow calls for. Known and unknown users take the same path: nothing in here looks at
 * whether there is such a user.
 */
export function createChallenge(settings: Settings, { now, nonce, generateMac }: World) {
  const epochKey = epochKeys(settings.keyId, generateMac);
  return async (event: TriggerEvent): Promise<Response> => {
    const session = readSession(event.request);
    const decision = session && decide(settings.flow, session);
    if (decision?.next !== 'ask' || decision.step.challenge === 'password') {
      console.warn({ message: 'There is nothing to ask in this session.' });
      throw new PublicError('The request is not valid.');
    }
    const { step, index, failures } = decision;
    const issuedAt = Math.floor(now() / 1000);
    const asked = { step: step.name, challenge: step.challenge, nonce: nonce(), issuedAt };
    const challenge = await challenges[decision.step.challenge]();
    const parameters = await challenge.create(toQuestion(step, asked, event, epochKey));
    console.info({ message: 'Asked.', step: step.name, attempt: failures.length + 1 });
    return {
      publicChallengeParameters: {
        ...progress(step, index, settings.flow.length, failures, issuedAt),
        ...parameters,
      },
      privateChallengeParameters: toPrivateParameters(asked),
      challengeMetadata: toMetadata(step.challenge, step.name, asked.nonce, issuedAt),
    };
  };
}

/** Where the user is in the sign-in, and what became of the answer before: the same names for every challenge. */
function progress(step: Step, index: number, steps: number, failures: readonly Round[], issuedAt: number) {
  const expiresAt = new Date((issuedAt + step.lifetimeSeconds) * 1000).toISOString();
  const last = failures.at(-1);
  // `<=`: verify judged a moment ago, to the millisecond, what is a whole second here.
  const expired = last?.asked !== undefined && last.asked.issuedAt + step.lifetimeSeconds <= issuedAt;
  return {
    challenge: step.challenge,
    step: String(index + 1),
    steps: String(steps),
    attemptsRemaining: String(step.attempts - failures.length),
    expiresAt,
    ...(last && { error: expired ? 'EXPIRED' : 'WRONG_ANSWER' }),
  };
}
