import { METRICS, type MetricName } from '../../../functions/metric-definitions.ts';

/**
 * AWS's own metrics that are looked at, with their dimensions, read in its documentation:
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-cloudwatch.html: of a whole account without dimensions
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
  'AWS/SES': { Bounce: [], Complaint: [], Delivery: [], Reject: [], Send: [] },
};

/** Whether somebody writes a metric with just these dimensions: with others it is another metric, without a point. */
export function isWritten(namespace: string, name: string, dimensions: readonly string[]): boolean {
  const sets = namespace === 'CognitoChallenge' ? ownSets(name) : [ofAws[namespace]?.[name] ?? ['none']];
  return sets.some(known => [...known].sort().join() === [...dimensions].sort().join());
}

function ownSets(name: string): readonly (readonly string[])[] {
  if (!Object.hasOwn(METRICS, name)) return [];
  return [['Name'], ['Name', ...METRICS[name as MetricName].dimensions]];
}
