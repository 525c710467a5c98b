/** What a call came to, in a few words. */

import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import { logged } from './log-line.ts';
import type { Call } from './protocol.ts';
import { deliveryOf } from './silence.ts';

type Told = Pick<Call, 'role' | 'event' | 'response' | 'logs' | 'error'>;

/** @param asked the public parameters of the question before, in this run */
export function verdictOf(call: Told, asked: JsonObject | undefined): string {
  if (call.error) return 'failed';
  return verdicts[call.role]?.(call, isObject(call.response) ? call.response : {}, asked) ?? 'goes on';
}

type Verdict = (call: Told, response: JsonObject, asked: JsonObject | undefined) => string;

const verdicts: Readonly<Record<string, Verdict>> = {
  DefineAuthChallenge: ({ logs }, { issueTokens, failAuthentication, challengeName }) => {
    if (failAuthentication) return withReason('ends the sign-in', logged(logs, 'The sign-in ends.')?.reason);
    if (issueTokens) return 'issue tokens';
    return `next ${logged(logs, 'Next step.')?.step ?? challengeName}`;
  },
  CreateAuthChallenge: (_call, { publicChallengeParameters }) => {
    const { challenge, step, steps, error } = Object(publicChallengeParameters);
    const problem = error ? `, after ${error}` : '';
    return challenge ? `asks ${challenge}, step ${step} of ${steps}${problem}` : 'asks';
  },
  VerifyAuthChallengeResponse: ({ logs }, { answerCorrect }, asked) => {
    if (answerCorrect) return 'right';
    // A resend or a choice comes as an answer too, and costs nothing.
    const verdict = logged(logs, 'Judged.')?.verdict ?? 'wrong';
    if (verdict !== 'wrong') return String(verdict);
    const left = Number(asked?.attemptsRemaining) - 1;
    return Number.isFinite(left) ? `wrong, ${left} left` : 'wrong';
  },
  PreTokenGeneration: () => 'tokens may be issued',
  Deliver: ({ event, logs }) => deliveryOf(event, logs)?.verdict ?? 'done',
  Publish: () => 'published',
  Support: () => 'answered an operator',
  External: () => 'answered',
};

const withReason = (text: string, reason: Json = null) =>
  typeof reason === 'string' ? `${text}: ${reason}` : text;
