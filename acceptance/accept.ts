/** A run on a real account. */

import { setTimeout as sleep } from 'node:timers/promises';
import { awsProvider, credentialsEnvironment } from './aws/account.ts';
import type { Target } from './aws/call.ts';
import { awsStage, named } from './deploy/aws-stages.ts';
import { withDeployment } from './deploy/deployed.ts';
import type { Place } from './deploy/names.ts';
import { buildAll } from './deploy/packages.ts';
import type { Progress } from './progress.ts';
import type { Identity } from './record/redact.ts';
import type { Result } from './result.ts';
import { run } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { Pace } from './stage.ts';

/** IAM, and permissions of functions, are there for everybody only some seconds after they were made. */
const SETTLE_MS = 15_000;

export interface AcceptOptions {
  readonly name: string;
  readonly target: Target;
  readonly place: Place;
  readonly emailFrom: string | undefined;
  readonly keep: boolean;
  readonly folder: string;
  readonly scenarios: readonly Scenario[];
  readonly pace: Pace;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Takes the results before anything is destroyed: whatever fails then, they are kept. */
  readonly take: (results: readonly Result[]) => void;
}

export async function accept(options: AcceptOptions): Promise<readonly Result[]> {
  const { name, target, place, emailFrom, keep, folder, scenarios, pace, progress, signal, take } = options;
  const deploying = {
    ...{ name, place, emailFrom, folder, keep, signal },
    built: await buildAll(folder),
    say: progress.say,
    provider: awsProvider(place.region, name),
    environment: credentialsEnvironment(target),
  };
  return withDeployment(deploying, async (outputs, about) => {
    await sleep(SETTLE_MS, undefined, { signal });
    const results = await run({
      ...{ scenarios, progress, signal },
      open: async (configuration, observe) => ({
        stage: awsStage(configuration, named(outputs, configuration), {
          ...{ run: about, target, pace, signal, observe },
        }),
        close: async () => undefined,
      }),
      // On AWS there is nothing that is not there: what cannot be tried has failed.
      notHere: () => undefined,
    });
    take(results);
    return results;
  });
}

/** What a record must not hold. */
export function identityOf(
  target: Target,
  place: Place,
  name: string,
  emailFrom: string | undefined,
): Identity {
  const { accessKeyId, secretAccessKey, sessionToken } = target.credentials;
  return {
    account: place.accountId,
    run: name,
    'access key': accessKeyId,
    'secret key': secretAccessKey,
    ...(sessionToken && { 'session token': sessionToken }),
    ...(emailFrom && { sender: emailFrom, 'sender’s domain': emailFrom.slice(emailFrom.indexOf('@') + 1) }),
  };
}
