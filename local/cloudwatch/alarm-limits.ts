/**
 * What AWS takes of an alarm.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
 */

import type { MetricAlarm } from '../deployment.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import { requireIds } from './query.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const MAX_METRICS = 10;
const MAX_EXPRESSIONS = 10;
const MAX_EXPRESSION_LENGTH = 2048;

/** @throws ConfigurationError */
export function requireAllowed({ queries, periodSeconds, evaluationPeriods }: MetricAlarm): void {
  requireIds(queries);
  const expressions = queries.flatMap(query => ('expression' in query ? [query] : []));
  if (queries.length - expressions.length > MAX_METRICS)
    throw new ConfigurationError(`it has more than ${MAX_METRICS} metrics`);
  if (expressions.length > MAX_EXPRESSIONS)
    throw new ConfigurationError(`it has more than ${MAX_EXPRESSIONS} expressions`);
  for (const { id, expression } of expressions)
    if (expression.length > MAX_EXPRESSION_LENGTH)
      throw new ConfigurationError(`the expression ${id} has more than ${MAX_EXPRESSION_LENGTH} characters`);
  const maxSeconds = periodSeconds < HOUR ? DAY : 7 * DAY;
  if (periodSeconds * evaluationPeriods > maxSeconds)
    throw new ConfigurationError(
      `${evaluationPeriods} periods of ${periodSeconds} seconds are more than the ${maxSeconds} seconds that they may last together`,
    );
}
