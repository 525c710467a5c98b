/**
 * What Lambda counts of its functions.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */

import { AwsError } from '../aws-service.ts';
import type { LambdaFunction } from '../deployment.ts';
import { findFunction } from '../lambda/function-name.ts';
import type { Invoke } from '../lambda/lambda.ts';
import type { Place } from '../services/arn.ts';
import { type Count, metricKey, type Sample } from './metric.ts';

export interface LambdaSource {
  readonly functions: readonly LambdaFunction[];
  readonly place: Place;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly count: Count;
}

/** One value, in each of the sets of dimensions that Lambda counts by: all functions, a function, its version or alias. */
export function lambdaSamples(
  { name, unit = 'Count' }: { readonly name: string; readonly unit?: string },
  invoked: { readonly functionName: string; readonly resource?: string },
  { atMs, value }: { readonly atMs: number; readonly value: number },
): Sample[] {
  const { functionName: FunctionName, resource: Resource } = invoked;
  const sets = [{}, { FunctionName }, ...(Resource === undefined ? [] : [{ FunctionName, Resource }])];
  return sets.map(dimensions => ({
    metric: { namespace: 'AWS/Lambda', name, dimensions },
    ...{ atMs, values: [value], unit },
  }));
}

/** `arn:…:function:name:live` is the resource `name:live`. */
export const invokedOf = (arn: string) => {
  const [functionName = '', qualifier] = arn.split(':').slice(6);
  return { functionName, ...(qualifier !== undefined && { resource: `${functionName}:${qualifier}` }) };
};

/** As in Lambda's reports: `Duration: 56.82 ms`. */
const hundredths = (ms: number): number => Math.round(ms * 100) / 100;

/** The same function calls, counted. Their time is that of the invocation, whenever it ends. */
export function countInvocations(invoke: Invoke, { functions, place, now, count }: LambdaSource): Invoke {
  const deployed = functions.map(fn => ({ fn }));
  const executions = createExecutionCounts();

  return async (nameOrArn, payload, origin) => {
    const invoked = invokedOf(findFunction(deployed, nameOrArn, place).invokedArn);
    const atMs = now();
    const add = (name: string, value: number, unit?: string) =>
      count(lambdaSamples({ name, ...(unit && { unit }) }, invoked, { atMs, value }));
    const execution = executions.begin(
      lambdaSamples({ name: 'ConcurrentExecutions' }, invoked, { atMs, value: 1 }),
    );
    try {
      const invocation = await invoke(nameOrArn, payload, origin);
      add('Invocations', 1);
      add('Errors', invocation.functionError === undefined ? 0 : 1);
      add('Throttles', 0);
      count(execution.samples);
      // "Duration does not include cold start time."
      add('Duration', hundredths(invocation.durationMs - (invocation.initMs ?? 0)), 'Milliseconds');
      return invocation;
    } catch (error) {
      // Other invocation errors count as nothing.
      if (error instanceof AwsError && error.code === 'TooManyRequestsException') add('Throttles', 1);
      throw error;
    } finally {
      execution.end();
    }
  };
}

/** "An aggregate count of the number of instances processing events across a function, version, alias, or AWS Region." */
function createExecutionCounts() {
  const running = new Map<string, number>();
  const change = ({ metric }: Sample, by: number): number => {
    const key = metricKey(metric);
    const value = (running.get(key) ?? 0) + by;
    running.set(key, value);
    return value;
  };
  return {
    /** @param one a sample for each set of dimensions that it counts in */
    begin: (one: readonly Sample[]) => ({
      /** How many there are with it as it begins. */
      samples: one.map(sample => ({ ...sample, values: [change(sample, 1)] })),
      end: () => {
        for (const sample of one) change(sample, -1);
      },
    }),
  };
}
