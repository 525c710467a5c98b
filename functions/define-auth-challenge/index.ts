import type { DefineAuthChallengeTriggerEvent } from 'aws-lambda';
import { NEW_PASSWORD } from '../flow/cognito-entries.ts';
import { type Decision, fail } from '../flow/decide.ts';
import { nextFor } from '../flow/next.ts';
import { trigger } from '../handlers/trigger.ts';
import { parseFlowSettings } from '../settings/flow-settings.ts';
import { readJson } from '../settings/read-json.ts';
import { tell } from './tell.ts';

type Response = DefineAuthChallengeTriggerEvent['response'];

/** What comes next? Pure, and no network: the session and the flow decide. */
export const handler = trigger('DefineAuthChallenge_Authentication', json => {
  const settings = parseFlowSettings(readJson(json));
  return (event): Response => {
    const decision = nextFor(settings, event);
    // An unknown user gets the same questions; the end is never a token, whatever the answers were.
    const end: Decision =
      decision.next === 'tokens' && event.userNotFound ? fail('no such user', 'UnknownUser') : decision;
    tell(event, end, Date.now());
    return toResponse(end);
  };
});

function toResponse(decision: Decision): Response {
  return {
    challengeName: nameOf(decision),
    issueTokens: decision.next === 'tokens',
    failAuthentication: decision.next === 'fail',
  };
}

function nameOf(decision: Decision): string {
  if (decision.next === 'new password') return NEW_PASSWORD;
  if (decision.next !== 'ask') return '';
  return decision.step.challenges[0] === 'password' ? 'PASSWORD_VERIFIER' : 'CUSTOM_CHALLENGE';
}
