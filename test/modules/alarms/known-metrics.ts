import { METRICS, type MetricName } from '../../../functions/metric-definitions.ts';

/**
 * AWS's own metrics that are looked at, with their dimensions, read in its documentation:
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
const ofAws: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'AWS/Lambda': {
    AsyncEventsDropped: ['FunctionName'],
    DeadLetterErrors: ['FunctionName'],
    DestinationDeliveryFailures: ['FunctionName'],
    Duration: ['FunctionName'],
    Errors: ['FunctionName'],
    Invocations: ['FunctionName'],
    Throttles: ['FunctionName'],
  },
  'AWS/DynamoDB': { WriteThrottleEvents: ['TableName'] },
};

/** Whether somebody writes a metric with just these dimensions: with others it is another metric, without a point. */
export function isWritten(namespace: string, name: string, dimensions: readonly string[]): boolean {
  const sets = namespace === 'CognitoChallenge' ? ownSets(name) : [ofAws[namespace]?.[name] ?? []];
  return sets.some(known => known.length > 0 && [...known].sort().join() === [...dimensions].sort().join());
}

function ownSets(name: string): readonly (readonly string[])[] {
  if (!Object.hasOwn(METRICS, name)) return [];
  return [['Name'], ['Name', ...METRICS[name as MetricName].dimensions]];
}
