import { METRICS, type MetricName } from '../../functions/metric-definitions.ts';
import type { FunctionName, optionalNames } from '../packages.ts';

/** A metric as an alarm or a graph names it. Values of dimensions are templates of Terraform. */
export interface Metric {
  readonly namespace: 'CognitoChallenge' | 'AWS/Lambda' | 'AWS/DynamoDB' | 'AWS/SES';
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
  /** A condition in Terraform's language: whether what it measures is there. Always, if absent. */
  readonly when?: string;
}

/** Of ours, counted over all steps and challenges; or only what has a value of a dimension. */
export function own(name: MetricName, dimensions: Readonly<Record<string, string>> = {}): Metric {
  const known: readonly string[] = METRICS[name].dimensions;
  const unknown = Object.keys(dimensions).find(dimension => !known.includes(dimension));
  if (unknown) throw new Error(`${name} has no dimension ${unknown}.`);
  return {
    namespace: 'CognitoChallenge',
    name,
    dimensions: { Name: '${var.name}', ...dimensions },
    statistic: 'Sum',
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export type LambdaMetric =
  | 'AsyncEventsDropped'
  | 'DeadLetterErrors'
  | 'DestinationDeliveryFailures'
  | 'Duration'
  | 'Errors'
  | 'Invocations'
  | 'Throttles';

/** Whether the functions are there that are not always. */
const conditions = {
  'deliver-challenge': 'local.sends_messages',
  'publish-events': 'var.events != null',
  'pre-token-generation': 'local.token_guarded',
  support: 'var.support_function_enabled',
} satisfies Readonly<Record<(typeof optionalNames)[number], string>>;

/** Of one function, all its versions and aliases together. */
export function ofFunction(name: LambdaMetric, functionName: FunctionName): Metric {
  const when = (conditions as Partial<Record<FunctionName, string>>)[functionName];
  return {
    namespace: 'AWS/Lambda',
    name,
    dimensions: { FunctionName: `\${var.name}-${functionName}` },
    statistic: name === 'Duration' ? 'Maximum' : 'Sum',
    ...(when && { when }),
  };
}

/**
 * Of the ledger. `ThrottledRequests` counts by operation, this one by table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export const ofLedger = (name: 'WriteThrottleEvents'): Metric => ({
  namespace: 'AWS/DynamoDB',
  name,
  dimensions: { TableName: '${var.name}-ledger' },
  statistic: 'Sum',
});

/**
 * Of all mail of the account in a region: SES counts less than that only for a configuration set with an event destination.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-cloudwatch.html
 */
export const ofMail = (name: 'Bounce' | 'Complaint' | 'Delivery' | 'Reject' | 'Send'): Metric => ({
  namespace: 'AWS/SES',
  name,
  dimensions: {},
  statistic: 'Sum',
});
