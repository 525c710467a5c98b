/** Every invocation, as it is watched: whose it is, and what came of it. */

import { randomUUID } from 'node:crypto';
import type { LambdaFunction } from '../deployment.ts';
import { findFunction } from '../lambda/function-name.ts';
import type { Invoke } from '../lambda/lambda.ts';
import type { Place } from '../services/arn.ts';
import type { Calls, Invoked } from './calls.ts';
import { switchName } from './faults.ts';

export interface Invocations {
  /** For Cognito, which reports what comes of it itself. */
  readonly forCognito: Invoke;
  /** For functions and people. */
  readonly forApi: Invoke;
  /** Resolves when nothing runs any more. */
  drained(): Promise<void>;
}

export interface InvocationsOptions {
  readonly invoke: Invoke;
  readonly calls: Calls;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly functions: readonly LambdaFunction[];
  readonly place: Place;
}

/** Of functions that Cognito does not call. */
const ROLES: Readonly<Record<string, Invoked['role']>> = {
  'deliver-challenge': 'Deliver',
  'publish-events': 'Publish',
  support: 'Support',
};

export function watchInvocations(options: InvocationsOptions): Invocations {
  const { invoke, calls, now, functions, place } = options;
  const deployed = functions.map(fn => ({ fn }));
  const running = new Set<Promise<unknown>>();

  const forCognito: Invoke = async (name, payload, origin = {}) => {
    const { requestId = randomUUID(), causedBy } = origin;
    calls.begin(requestId, causedBy);
    const work = invoke(name, payload, { ...origin, requestId });
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  };

  return {
    forCognito,
    forApi: async (name, payload, origin = {}) => {
      const { requestId = randomUUID() } = origin;
      const { fn } = findFunction(deployed, name, place).found;
      const role = ROLES[switchName(fn)] ?? 'External';
      const told = { requestId, role, functionName: fn.name, payload, atMs: now() } as const;
      try {
        const outcome = await forCognito(name, payload, { ...origin, requestId });
        calls.invoked({ ...told, outcome });
        return outcome;
      } catch (thrown) {
        calls.invoked({ ...told, outcome: { thrown } });
        throw thrown;
      }
    },
    drained: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
