/** Invokes the triggers as Cognito does, again after a timeout, and reports every call. */

import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../aws-service.ts';
import type { Deployment, OtherTriggerName, TriggerName } from '../deployment.ts';
import type { Invoke } from '../lambda/lambda.ts';
import { callTrigger, functionArn, requireSuccess, TriggerTimeout } from './trigger-call.ts';
import { readResponse, triggerEvent } from './trigger-events.ts';

/** One call of a trigger, also one that failed. */
export interface Round {
  /** Of the invocation; unknown to Cognito's clients. */
  readonly requestId: string;
  /** Of the sign-in that it belongs to; absent for a refresh or a sign-up. */
  readonly signInId?: string;
  readonly trigger: TriggerName | OtherTriggerName;
  /** `DefineAuthChallenge_Authentication`, `TokenGeneration_RefreshTokens`, … */
  readonly triggerSource: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly userName: string;
  /** 1, or more where Cognito called again after a timeout. */
  readonly attempt: number;
  /** All that the function is given. */
  readonly event: JsonObject;
  /** The event's `request`. */
  readonly request: JsonObject;
  /** The event's `response` as the function filled it in; null if there is none. */
  readonly response: Json;
  /** What Cognito's client gets instead of an answer. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly durationMs: number;
  readonly coldStart: boolean;
  /** Epoch milliseconds, when the call began. */
  readonly at: number;
}

/** For whom a trigger is called. */
export interface TriggerCaller {
  readonly clientId: string;
  readonly userName: string;
  readonly signInId?: string;
}

export interface Triggers {
  /**
   * Calls the function and gives what `read` makes of its `response`.
   * @throws InvalidParameterException, UnexpectedLambdaException, UserLambdaValidationException,
   * InvalidLambdaResponseException
   */
  invoke<T>(
    trigger: TriggerName | OtherTriggerName,
    caller: TriggerCaller,
    request: JsonObject,
    read: (response: JsonObject) => T,
    /** What `triggerSource` says behind the trigger's name. @default Authentication */
    source?: string,
  ): Promise<T>;
}

export function createTriggers(options: {
  deployment: Deployment;
  invoke: Invoke;
  now: () => number;
  timeoutMs: number;
  /** How often a function that does not answer in time is called, all in all. */
  calls: number;
  onRound: (round: Round) => void;
}): Triggers {
  const { deployment, invoke, now, timeoutMs, calls, onRound } = options;
  const { region, userPool } = deployment;

  return {
    invoke: async (trigger, { clientId, userName, signInId }, request, read, source = 'Authentication') => {
      const arn = functionArn(deployment, trigger);
      const identifiers = { userPoolId: userPool.id, clientId, userName };
      // Of the one trigger, events have versions.
      const version = trigger === 'PreTokenGeneration' ? userPool.preTokenGenerationVersion : undefined;
      const event = triggerEvent(trigger, { region, ...identifiers }, request, source, version);
      const payload = JSON.stringify(event);
      const triggerSource = String(event.triggerSource);

      for (let attempt = 1; ; attempt++) {
        let seen: Pick<Round, 'response' | 'durationMs' | 'coldStart'> = {
          response: null,
          durationMs: 0,
          coldStart: false,
        };
        const at = now();
        const requestId = randomUUID();
        const report = (error?: Round['error']) =>
          onRound({
            requestId,
            ...(signInId !== undefined && { signInId }),
            trigger,
            triggerSource,
            ...identifiers,
            attempt,
            event,
            request,
            at,
            ...seen,
            ...(error && { error }),
          });
        try {
          const invocation = await callTrigger({
            ...{ trigger, arn, payload, deployment, timeoutMs },
            invoke: (name, json) =>
              invoke(name, json, { requestId, ...(signInId && { causedBy: signInId }) }),
          });
          seen = { ...seen, durationMs: invocation.durationMs, coldStart: invocation.coldStart };
          requireSuccess(trigger, invocation);
          const response = readResponse(invocation.payload);
          seen = { ...seen, response };
          const result = read(response);
          report();
          return result;
        } catch (error) {
          const timedOut = error instanceof TriggerTimeout;
          if (timedOut) seen = { ...seen, durationMs: timeoutMs };
          if (error instanceof Error) report({ code: error.name, message: error.message });
          if (!timedOut || attempt >= calls) throw error;
        }
      }
    },
  };
}
