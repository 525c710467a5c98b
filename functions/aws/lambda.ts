import { signalIn } from '../http/time-left.ts';
import { regionOf } from './endpoint.ts';
import { type AwsCall, AwsCallError, type Place, send } from './send.ts';

/**
 * Calls a function and gives what it returned, parsed.
 *
 * @throws AwsCallError also when the function itself failed (`FunctionError`)
 */
export async function invoke(
  functionArn: string,
  event: unknown,
  options: Pick<AwsCall, 'atMostOnce' | 'signal'> = {},
): Promise<unknown> {
  const { headers, body } = await send({ ...call(functionArn, event, 'RequestResponse'), ...options });
  // The function's own words stay out: they may hold what it was given.
  if (headers['x-amz-function-error'])
    throw new AwsCallError('FunctionError', 200, `lambda: ${functionArn} failed`);
  try {
    return JSON.parse(body);
  } catch {
    throw new AwsCallError('InvalidResponse', 200, `lambda: ${functionArn} answered with no JSON`);
  }
}

/** Leaves room within the 5 s of a trigger for what comes before and after. */
const BRIEFLY_MS = 3000;

/** Calls a function from a trigger, once: it may have sent something before it failed. @throws AwsCallError after 3 s, too */
export function invokeBriefly(functionArn: string, event: unknown): Promise<unknown> {
  return invoke(functionArn, event, { atMostOnce: true, signal: signalIn(BRIEFLY_MS) });
}

/** Hands an event over: Lambda queues it, calls the function later, and again if that fails. @throws AwsCallError */
export async function invokeLater(functionArn: string, event: unknown): Promise<void> {
  await send(call(functionArn, event, 'Event'));
}

/** Where a function is called. */
export const lambdaOf = (functionArn: string): Place => ({
  service: 'lambda',
  region: regionOf(functionArn),
});

function call(functionArn: string, event: unknown, type: 'RequestResponse' | 'Event') {
  return {
    ...lambdaOf(functionArn),
    path: `/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`,
    headers: { 'Content-Type': 'application/json', 'X-Amz-Invocation-Type': type },
    body: JSON.stringify(event),
  };
}
