import { readFileSync } from 'node:fs';
import { readAsked } from '../../functions/challenges/external/answers.ts';
import { valueAt, withValueAt } from './json-pointer.ts';
import { faults, type Schema } from './json-schema.ts';
import { FunctionFailed, type Subject } from './subject.ts';
import type { Level, Suite, Vector, VectorCall } from './vectors.ts';

export interface Result {
  readonly title: string;
  readonly outcome: 'pass' | 'fail' | 'skip';
  /** What is wrong, or why it was skipped. */
  readonly reasons: readonly string[];
}

/** Cognito waits this long for a trigger; our triggers wait less for an external function. */
const TIMEOUT_MS: Readonly<Record<Suite, number>> = {
  define: 5000,
  create: 5000,
  verify: 5000,
  external: 3000,
  'aws-example': 5000,
};

const schemas = {
  define: 'define-auth-challenge-event',
  create: 'create-auth-challenge-event',
  verify: 'verify-auth-challenge-response-event',
  'aws-example': 'define-auth-challenge-event',
};

/** Runs one vector, call by call, to the first answer that does not hold. @param level up to which it is held */
export async function runVector(
  subject: Subject,
  suite: Suite,
  { title, calls }: Vector,
  level: Level = 'flow',
): Promise<Result> {
  const answers: unknown[] = [];
  for (const [index, call] of calls.entries()) {
    const missing = call.needs?.filter(pointer => valueAt(answers, pointer) === undefined) ?? [];
    if (missing.length > 0) return { title, outcome: 'skip', reasons: [`there is no ${missing.join(', ')}`] };
    const reasons = await runCall(subject, suite, level === 'flow' ? call : { ...call, flow: {} }, answers);
    if (reasons.length > 0) {
      return { title, outcome: 'fail', reasons: reasons.map(reason => `call ${index + 1}: ${reason}`) };
    }
  }
  return { title, outcome: 'pass', reasons: [] };
}

/** What is wrong with the answer, which is added to those before it. */
async function runCall(
  subject: Subject,
  suite: Suite,
  call: VectorCall,
  answers: unknown[],
): Promise<string[]> {
  const event = Object.entries(call.copy ?? {}).reduce(
    (whole, [to, from]) => withValueAt(whole, to, valueAt(answers, from) ?? valueAt(whole, to)),
    call.event,
  );
  try {
    answers.push(await subject.call(event, TIMEOUT_MS[suite]));
  } catch (error) {
    answers.push(undefined);
    if (call.mayFail && error instanceof FunctionFailed) return [];
    return [error instanceof Error ? error.message : String(error)];
  }
  const answer = answers.at(-1);
  const response = valueAt(answer, '/response');
  if (typeof response !== 'object' || response === null) {
    return ['it has to return the event with its response filled in'];
  }
  const others = Object.entries(call.sameNames ?? {}).filter(
    ([here, there]) => namesOf(valueAt(response, here)) !== namesOf(valueAt(answers, there)),
  );
  return [
    ...contractFaults(answer, response, suite),
    ...faults(response, call.answer),
    ...faults(response, call.flow ?? {}),
    ...others.map(([here]) => `${here} has other names than before: ${namesOf(valueAt(response, here))}`),
  ];
}

/** What holds of every answer of a suite. */
function contractFaults(answer: unknown, response: object, suite: Suite): string[] {
  if (suite !== 'external') {
    const url = new URL(`../../schemas/${schemas[suite]}.schema.json`, import.meta.url);
    return faults(response, { $ref: '#/$defs/response' }, JSON.parse(readFileSync(url, 'utf8')) as Schema);
  }
  try {
    // The very reader of our create function: what it takes, and how much of it.
    if ('publicChallengeParameters' in response) readAsked(answer, 'external');
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function namesOf(value: unknown): string {
  return Object.keys(Object(value)).sort().join(', ');
}
