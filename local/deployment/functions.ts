/**
 * The functions, who may invoke them, and how their events are retried: `aws_lambda_function`,
 * `aws_lambda_permission`, `aws_lambda_function_event_invoke_config`.
 */

import { resolve } from 'node:path';
import {
  EVENT_INVOKE_DEFAULTS,
  type EventInvokeConfig,
  type LambdaFunction,
  type LambdaPermission,
  LOG_LEVELS,
  type LogLevel,
} from '../deployment.ts';
import type { Configuration } from '../terraform/configuration.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import { type Instance, instancesOf } from './instances.ts';

/** @param modulePath where relative package paths start */
export function readFunctions(configuration: Configuration, modulePath: string): LambdaFunction[] {
  return instancesOf(configuration, 'aws_lambda_function').map(fn => ({
    name: fn.text('function_name'),
    arn: fn.text('arn'),
    runtime: fn.text('runtime'),
    handler: fn.optionalText('handler') ?? '',
    timeoutSeconds: fn.optionalNumber('timeout') ?? 3,
    memoryMb: fn.optionalNumber('memory_size') ?? 128,
    environment: fn.blocks('environment')[0]?.textMap('variables') ?? {},
    packagePath: resolve(modulePath, packageFile(fn)),
    roleArn: fn.text('role'),
    ...readLogLevel(fn),
    ...readDeadLetterTarget(fn),
  }));
}

function readDeadLetterTarget(fn: Instance): { deadLetterTargetArn?: string } {
  const deadLetterTargetArn = fn.blocks('dead_letter_config')[0]?.text('target_arn');
  return deadLetterTargetArn === undefined ? {} : { deadLetterTargetArn };
}

/** INFO is Lambda's, where the format is JSON and no level is set. */
function readLogLevel(fn: Instance): { logLevel?: LogLevel } {
  const [logging] = fn.blocks('logging_config');
  if (logging?.optionalText('log_format') !== 'JSON') return {};
  const level = logging.optionalText('application_log_level') ?? 'INFO';
  const logLevel = LOG_LEVELS.find(each => each === level);
  if (logLevel) return { logLevel };
  throw new ConfigurationError(
    `${fn.address} has application_log_level ${level}: Lambda takes ${LOG_LEVELS.join(', ')}`,
  );
}

function packageFile(fn: Instance): string {
  const file = fn.optionalText('filename');
  if (file !== undefined) return file;
  throw new ConfigurationError(
    `${fn.address} has no filename: only a zip on this machine can run here, not an image or an object in S3`,
  );
}

/** A permission for one version or alias names the function by its ARN with that qualifier. */
export function readPermissions(
  configuration: Configuration,
  functions: readonly LambdaFunction[],
): LambdaPermission[] {
  return instancesOf(configuration, 'aws_lambda_permission').map(permission => {
    const functionName = permission.text('function_name');
    const qualifier = permission.optionalText('qualifier');
    const narrowed = Object.entries(NARROWING).flatMap(([name, argument]) => {
      const value = permission.optionalText(argument);
      return value === undefined ? [] : [[name, value] as const];
    });
    return {
      functionName: qualifier === undefined ? functionName : arnOf(permission, functions),
      action: permission.text('action'),
      principal: permission.text('principal'),
      ...Object.fromEntries(narrowed),
    };
  });
}

/** Arguments that make a permission hold for fewer calls. */
const NARROWING = {
  sourceArn: 'source_arn',
  sourceAccount: 'source_account',
  principalOrgId: 'principal_org_id',
  eventSourceToken: 'event_source_token',
  functionUrlAuthType: 'function_url_auth_type',
} satisfies Partial<Record<keyof LambdaPermission, string>>;

export function readEventInvokeConfigs(
  configuration: Configuration,
  functions: readonly LambdaFunction[],
): EventInvokeConfig[] {
  const { maximumRetryAttempts, maximumEventAgeSeconds } = EVENT_INVOKE_DEFAULTS;
  return instancesOf(configuration, 'aws_lambda_function_event_invoke_config').map(config => {
    const onFailure = config
      .blocks('destination_config')[0]
      ?.blocks('on_failure')[0]
      ?.optionalText('destination');
    return {
      functionArn: arnOf(config, functions),
      maximumRetryAttempts: config.optionalNumber('maximum_retry_attempts') ?? maximumRetryAttempts,
      maximumEventAgeSeconds: config.optionalNumber('maximum_event_age_in_seconds') ?? maximumEventAgeSeconds,
      ...(onFailure !== undefined && { onFailure }),
    };
  });
}

/** The ARN that `function_name` (a name or an ARN) and `qualifier` make. */
function arnOf(resource: Instance, functions: readonly LambdaFunction[]): string {
  const reference = resource.text('function_name');
  const qualifier = resource.optionalText('qualifier');
  const arn = functions.find(({ name }) => name === reference)?.arn ?? reference;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}
