/** Faults that a person tries: a function that is slow, throws, or may not do what it needs. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { LambdaFunction } from '../deployment.ts';
import { findFunction } from '../lambda/function-name.ts';
import type { Invocation, Invoke } from '../lambda/lambda.ts';
import type { Place } from '../services/arn.ts';
import type { FunctionFault, Switches } from './protocol.ts';

/** The functions of the module, as their folders are called. */
const OWN = [
  ...['define-auth-challenge', 'create-auth-challenge', 'verify-auth-challenge-response'],
  ...['deliver-challenge', 'pre-token-generation', 'publish-events', 'support'],
];

/** What a switch calls a function: as its folder, or for one of somebody's own by its name. */
export const switchName = ({ name }: LambdaFunction): string =>
  OWN.find(own => name.endsWith(`-${own}`)) ?? name;

export const faultOf = ({ functions }: Switches, fn: LambdaFunction): FunctionFault =>
  functions[switchName(fn)] ?? {};

/** As Lambda's runtime for Node.js reports what a handler throws. */
const THROWN = JSON.stringify({
  errorType: 'Error',
  errorMessage: 'Thrown by a switch of the local server',
  trace: ['Error: Thrown by a switch of the local server'],
});

/**
 * The same functions with their faults. A delay is before the invocation: whoever calls waits for both, Cognito for five
 * seconds and no longer.
 * @param closing ends the delays
 */
export function withFaults(
  invoke: Invoke,
  functions: readonly LambdaFunction[],
  place: Place,
  { switches, closing }: { readonly switches: () => Switches; readonly closing: AbortSignal },
): Invoke {
  const deployed = functions.map(fn => ({ fn }));
  return async (nameOrArn, payload, origin) => {
    const { delayMs = 0, throws = false } = faultOf(
      switches(),
      findFunction(deployed, nameOrArn, place).found.fn,
    );
    const startedAt = performance.now();
    if (delayMs > 0) await sleep(delayMs, undefined, { signal: closing });
    const thrown: Omit<Invocation, 'durationMs'> = {
      payload: THROWN,
      functionError: 'Unhandled',
      coldStart: false,
    };
    const invocation = throws ? thrown : await invoke(nameOrArn, payload, origin);
    return { ...invocation, durationMs: performance.now() - startedAt };
  };
}
