import { readSession, type TriggerEvent } from '../event/event.ts';
import type { SessionEntry } from '../event/session-entry.ts';
import { NEW_PASSWORD } from '../flow/cognito-entries.ts';
import type { Decision } from '../flow/decide.ts';
import { firstAskedAt } from '../flow/round.ts';
import { putMetrics } from '../metrics.ts';
import type { EpochMs } from '../time.ts';

/** Tells the operator what was decided, and counts a sign-in where it begins and where it ends. */
export function tell(event: TriggerEvent, decision: Decision, now: EpochMs): void {
  const { userPoolId, clientId, request, trace } = event;
  const session = readSession(request) ?? [];
  const rounds = session.length;
  const properties = { userPoolId, clientId, rounds, trace };
  const byClient = { UserPoolClient: clientId };
  const log = (entry: object) => console.info({ ...entry, rounds, trace });
  if (isBeginning(session)) putMetrics({ SignInsStarted: 1 }, byClient, now, properties);
  if (decision.next === 'fail') {
    log({ message: 'The sign-in ends.', reason: decision.reason });
    putMetrics({ SignInsEnded: 1 }, { Reason: decision.end }, now, properties);
  } else if (decision.next === 'tokens') {
    log({ message: 'Every step was passed.' });
    const seconds = Math.round(now / 1000 - firstAskedAt(session));
    // Less than none by another machine's clock; no number where nothing of ours was asked.
    putMetrics(
      { SignInsPassed: 1, ...(seconds >= 0 && { SignInSeconds: seconds }) },
      byClient,
      now,
      properties,
    );
  } else log({ message: 'Next step.', step: decision.next === 'ask' ? decision.step.name : NEW_PASSWORD });
}

/** Cognito puts SRP_A there before it asks for the first time, if the client begins with a password. */
const isBeginning = ([first, second]: readonly SessionEntry[]) =>
  !second && (!first || first.challengeName === 'SRP_A');
