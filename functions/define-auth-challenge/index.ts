import type { DefineAuthChallengeTriggerEvent } from 'aws-lambda';
import type { Decision } from '../flow/decide.ts';
import { nextFor } from '../flow/next.ts';
import { parseFlowSettings, readJson } from '../settings/flow-settings.ts';
import { trigger } from '../trigger/handler.ts';

type Response = DefineAuthChallengeTriggerEvent['response'];

/** What comes next? Pure, and no network: the session and the flow decide. */
export const handler = trigger('DefineAuthChallenge_Authentication', json => {
  const settings = parseFlowSettings(readJson(json));
  return (event): Response => {
    const { decision, rounds } = nextFor(settings, event);
    // An unknown user gets the same questions; the end is never a token, whatever the answers were.
    const end: Decision =
      decision.next === 'tokens' && event.userNotFound ? { next: 'fail', reason: 'no such user' } : decision;
    console.info({ ...describe(end), rounds });
    return toResponse(end);
  };
});

function toResponse(decision: Decision): Response {
  const failure = { challengeName: '', issueTokens: false, failAuthentication: true };
  if (decision.next === 'fail') return failure;
  if (decision.next === 'tokens') return { ...failure, issueTokens: true, failAuthentication: false };
  const challengeName = decision.step.challenges[0] === 'password' ? 'PASSWORD_VERIFIER' : 'CUSTOM_CHALLENGE';
  return { ...failure, challengeName, failAuthentication: false };
}

function describe(decision: Decision): object {
  if (decision.next === 'ask') return { message: 'Next step.', step: decision.step.name };
  if (decision.next === 'tokens') return { message: 'Every step was passed.' };
  return { message: 'The sign-in ends.', reason: decision.reason };
}
