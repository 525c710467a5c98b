/**
 * What calls a function besides Cognito: `aws_cloudwatch_log_subscription_filter`, `aws_cloudwatch_event_rule` and its targets.
 */

import type { EventRule, LambdaFunction, SubscriptionFilter } from '../deployment.ts';
import { parseEventPattern } from '../services/event-pattern.ts';
import { parseFilterPattern } from '../services/filter-pattern.ts';
import type { Configuration } from '../terraform/configuration.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import { type Instance, instancesOf } from './instances.ts';

/** @throws ConfigurationError for a pattern that is not read here, and for a log that no function writes */
export function readSubscriptionFilters(
  configuration: Configuration,
  functions: readonly LambdaFunction[],
): SubscriptionFilter[] {
  return instancesOf(configuration, 'aws_cloudwatch_log_subscription_filter').map(filter => {
    const logGroupName = filter.text('log_group_name');
    if (!functions.some(({ name }) => logGroupName === `/aws/lambda/${name}`))
      throw new ConfigurationError(`${filter.address}: no function here writes to ${logGroupName}`);
    return {
      name: filter.text('name'),
      logGroupName,
      passes: judged(filter, () => parseFilterPattern(filter.optionalText('filter_pattern') ?? '')),
      destinationArn: functionArn(filter, 'destination_arn', functions),
    };
  });
}

/** A rule for each target. @throws ConfigurationError for a rule on another bus, on a schedule, or with another pattern */
export function readEventRules(
  configuration: Configuration,
  functions: readonly LambdaFunction[],
): EventRule[] {
  const targets = instancesOf(configuration, 'aws_cloudwatch_event_target');
  return instancesOf(configuration, 'aws_cloudwatch_event_rule').flatMap(rule => {
    const stray = ['event_bus_name', 'schedule_expression'].find(name => rule.given.includes(name));
    if (stray)
      throw new ConfigurationError(
        `${rule.address}.${stray} is not modelled here: only patterns on the default bus`,
      );
    const name = rule.text('name');
    const matches = judged(rule, () => parseEventPattern(rule.text('event_pattern')));
    return targets
      .filter(target => target.text('rule') === name)
      .map(target => ({
        ...{ name, arn: rule.text('arn'), matches },
        targetArn: functionArn(target, 'arn', functions),
      }));
  });
}

function functionArn(resource: Instance, argument: string, functions: readonly LambdaFunction[]): string {
  const arn = resource.text(argument);
  if (functions.some(fn => fn.arn === arn)) return arn;
  throw new ConfigurationError(`${resource.address}.${argument}: ${arn} is not a function that runs here`);
}

function judged<Result>({ address }: Instance, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new ConfigurationError(`${address}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
