import { fromMetadata, questionOf } from '../../flow/round.ts';
import type { Question } from '../../question/question.ts';
import type { Parameters } from '../../records.ts';
import { isRecord } from '../../records.ts';

/**
 * The events that Cognito itself would send to a create or verify trigger, for a function that knows only those.
 * What Cognito put into the envelope and the request goes along, also what it may add one day; our own entries of
 * the session and of the parameters do not.
 */

/** The event that asks a function for its question. */
export function createEvent({ event, step }: Question): object {
  return {
    ...event.original,
    triggerSource: 'CreateAuthChallenge_Authentication',
    request: {
      ...event.request,
      challengeName: 'CUSTOM_CHALLENGE',
      session: ownSession(event.request.session, step.name),
    },
    response: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
  };
}

/** The event that asks a function whether an answer is right. @param kept the private parameters that it left */
export function verifyEvent({ event }: Question, given: string, kept: Parameters): object {
  return {
    ...event.original,
    triggerSource: 'VerifyAuthChallengeResponse_Authentication',
    request: { ...event.request, privateChallengeParameters: kept, challengeAnswer: given },
    response: { answerCorrect: null },
  };
}

/**
 * The session as it would be if the function's question were the only one: how the user signed in before it (the
 * password), and its own rounds, with the metadata that it gave them.
 */
function ownSession(session: unknown, step: string): object[] {
  const entries = Array.isArray(session) ? session.filter(isRecord) : [];
  return entries.flatMap(entry => {
    if (entry.challengeName !== 'CUSTOM_CHALLENGE') return [entry];
    const round = fromMetadata(entry.challengeMetadata);
    const isOwn = round?.challenge === 'external' && round.asked?.step === step;
    return isOwn ? [{ ...entry, challengeMetadata: questionOf(round)?.note ?? null }] : [];
  });
}
