/** From what Cognito, Lambda and IAM report to the calls of a run, as they happen. */

import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import type { Round } from '../cognito/cognito.ts';
import { parseJson } from '../cognito/trigger-events.ts';
import type { Invocation } from '../lambda/lambda.ts';
import type { DecidedCall } from '../services/iam.ts';
import { withCure } from './cure.ts';
import { toLogLine } from './log-line.ts';
import type { Call, Notice } from './protocol.ts';
import type { Runs } from './runs.ts';
import { deliveryOf } from './silence.ts';
import { addTo, type Trace, type Traces } from './traces.ts';
import { verdictOf } from './verdict.ts';

/** An invocation that another function asked for. */
export interface Invoked {
  readonly requestId: string;
  readonly role: 'Deliver' | 'Publish' | 'Support' | 'External';
  readonly functionName: string;
  readonly payload: string;
  readonly atMs: number;
  readonly outcome: Invocation | { readonly thrown: unknown };
}

export interface Calls {
  begin(requestId: string, causedBy?: string): void;
  round(round: Round, functionName: string): void;
  invoked(invoked: Invoked): void;
  log(requestId: string, line: string): void;
  decided(requestId: string | undefined, decided: DecidedCall): void;
  /** The run that an invocation belongs to. */
  runOf(requestId: string | undefined): string | undefined;
}

export interface CallsOptions {
  readonly runs: Runs;
  readonly traces: Traces;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The answer to what a create trigger asked. */
  readonly answerTo: (round: Round) => Promise<string | undefined>;
  readonly notify: (notice: Pick<Notice, 'kind' | 'text' | 'run'>) => void;
}

type Facts = Omit<Call, 'id' | 'logs' | 'awsCalls' | 'verdict'>;

/** A function that goes on after its call is reported may write many lines: they are told together. */
const LATE_MS = 50;

export function createCalls({ runs, traces, now, answerTo, notify }: CallsOptions): Calls {
  const late = new Set<Trace>();
  let timer: NodeJS.Timeout | undefined;

  const runFor = (requestId: string, causedBy = requestId) =>
    traces.find(causedBy)?.runId ?? (runs.has(causedBy) ? causedBy : requestId);

  const report = (requestId: string, runId: string, facts: Facts) => {
    // Cognito may not have been allowed to invoke it.
    const trace = traces.find(requestId) ?? traces.begin(requestId, runId);
    const { logs, awsCalls, attempt } = trace;
    const asked = runs.last(runId, 'CreateAuthChallenge')?.response;
    const parameters = isObject(asked ?? null) ? (asked as JsonObject).publicChallengeParameters : undefined;
    const call: Call = {
      ...facts,
      id: attempt === 1 ? requestId : `${requestId}-${attempt}`,
      ...{ logs, awsCalls },
      ...(facts.error && { error: withCure(facts.error, trace) }),
      verdict: verdictOf(
        { ...facts, logs },
        isObject(parameters ?? null) ? (parameters as JsonObject) : undefined,
      ),
    };
    trace.call = call;
    runs.put(runId, call);
    return call;
  };

  /** What comes once the call is reported: of a function that Cognito no longer waited for, and an answer. */
  const again = (requestId: string, more: Partial<Call> = {}) => {
    const trace = traces.find(requestId);
    if (!trace?.call) return;
    trace.call = { ...trace.call, ...more };
    late.add(trace);
    if (!timer) timer = setTimeout(tellLate, LATE_MS).unref();
  };
  const tellLate = () => {
    timer = undefined;
    for (const { runId, call } of late) if (call) runs.put(runId, call);
    late.clear();
  };

  return {
    begin: (requestId, causedBy) => void traces.begin(requestId, runFor(requestId, causedBy)),
    round: (round, functionName) => {
      const { requestId, trigger, triggerSource, userName: username, clientId, error } = round;
      // A sign-in of before a reset.
      if (round.signInId !== undefined && !runs.has(round.signInId)) return;
      const runId = round.signInId ?? runFor(requestId);
      if (!runs.has(runId))
        runs.begin({ id: runId, username, clientId, status: error ? 'failed' : 'passed' });
      report(requestId, runId, {
        ...{ atMs: round.at, durationMs: round.durationMs, coldStart: round.coldStart },
        ...{ role: trigger, functionName, triggerSource, attempt: round.attempt },
        ...{ event: round.event, response: round.response },
        ...(error && { error }),
      });
      const { publicChallengeParameters } = Object(round.response);
      if (publicChallengeParameters?.error === 'SEND_LIMIT')
        notify({
          kind: 'limit',
          text: 'No message: this sign-in used up the hour’s messages (delivery.messages_per_hour). The newest one may still be valid.',
          run: runId,
        });
      answerTo(round).then(
        expectedAnswer => expectedAnswer !== undefined && again(requestId, { expectedAnswer }),
        (fault: unknown) => console.error(fault),
      );
    },
    invoked: ({ requestId, role, functionName, payload, atMs, outcome }) => {
      if (!traces.find(requestId)) return;
      const runId = runFor(requestId);
      const event = toJson(payload);
      const answered = 'payload' in outcome ? outcome : undefined;
      const error = errorOf(outcome);
      if (!runs.has(runId))
        runs.begin({ id: runId, username: '', clientId: '', status: error ? 'failed' : 'passed' });
      const call = report(requestId, runId, {
        ...{ atMs, role, functionName, event, attempt: traces.find(requestId)?.attempt ?? 1 },
        ...{ durationMs: answered?.durationMs ?? now() - atMs, coldStart: answered?.coldStart ?? false },
        response: answered ? toJson(answered.payload) : null,
        ...(error && { error }),
      });
      const { notice } = (role === 'Deliver' && deliveryOf(event, call.logs)) || {};
      if (notice) notify({ ...notice, run: runId });
    },
    log: (requestId, line) => {
      const trace = traces.find(requestId);
      if (trace && addTo(trace.logs, toLogLine(line, now()))) again(requestId);
    },
    decided: (requestId, { action, resource, isAllowed, because }) => {
      const trace = traces.find(requestId);
      if (trace && addTo(trace.awsCalls, { atMs: now(), action, resource, isAllowed, because }))
        again(trace.requestId);
    },
    runOf: requestId => traces.find(requestId)?.runId,
  };
}

/** Lambda takes six megabytes: of so much nobody reads more than the beginning. */
const MAX_LENGTH = 256 * 1024;

/** A runtime of somebody's own may post any text. */
function toJson(text: string): Json {
  if (text.length > MAX_LENGTH) return `${text.slice(0, 1000)}… (${text.length} characters)`;
  const json = parseJson(text);
  return json === undefined ? text : json;
}

function errorOf(outcome: Invoked['outcome']): Call['error'] {
  if ('thrown' in outcome) {
    const { name = 'Error', message = String(outcome.thrown) } = Object(outcome.thrown);
    return { code: name, message };
  }
  if (outcome.functionError === undefined) return undefined;
  const { errorType = outcome.functionError, errorMessage = '' } = Object(parseJson(outcome.payload));
  return { code: String(errorType), message: String(errorMessage) };
}
