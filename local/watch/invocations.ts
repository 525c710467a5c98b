/** Every invocation, as it is watched: whose it is, and what came of it. */

import { randomUUID } from 'node:crypto';
import type { LambdaFunction } from '../deployment.ts';
import { findFunction } from '../lambda/function-name.ts';
import type { Invoke } from '../lambda/lambda.ts';
import type { Place } from '../services/arn.ts';
import type { Calls } from './calls.ts';

export interface Invocations {
  /** For Cognito, which reports what comes of it itself. */
  readonly forCognito: Invoke;
  /** For functions and people. */
  readonly forApi: Invoke;
}

export interface InvocationsOptions {
  readonly invoke: Invoke;
  readonly calls: Calls;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Those of the module; all others are somebody's own. */
  readonly own: readonly LambdaFunction[];
  readonly functions: readonly LambdaFunction[];
  readonly place: Place;
}

export function watchedInvocations(options: InvocationsOptions): Invocations {
  const { invoke, calls, now, own, functions, place } = options;
  const deployed = functions.map(fn => ({ fn }));

  const forCognito: Invoke = (name, payload, { requestId = randomUUID(), causedBy } = {}) => {
    calls.begin(requestId, causedBy);
    return invoke(name, payload, { requestId });
  };

  return {
    forCognito,
    forApi: async (name, payload, origin = {}) => {
      const { requestId = randomUUID() } = origin;
      const { fn } = findFunction(deployed, name, place).found;
      const role = own.includes(fn) ? 'Deliver' : 'External';
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
  };
}
