/**
 * What a function finds in its environment, and nothing of this process's own.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */

import { randomBytes } from 'node:crypto';
import { delimiter, dirname } from 'node:path';
import type { LambdaFunction } from '../deployment.ts';
import { RUNTIME_DIRECTORY } from './runtimes/runtimes.ts';

export interface Place {
  readonly region: string;
  /** The unpacked package. */
  readonly taskRoot: string;
  /** The sandbox's own folder for temporary files. */
  readonly temporary: string;
}

/**
 * @param added what Lambda adds besides: credentials, endpoints. It wins over the function's own variables, so a
 *   function that is configured for AWS cannot leave this machine.
 */
export function sandboxEnvironment(
  fn: LambdaFunction,
  place: Place,
  added: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    // The programs of this machine, and the Node.js that runs this even when it is not on the path.
    PATH: [process.env.PATH, dirname(process.execPath)].filter(Boolean).join(delimiter),
    HOME: place.temporary,
    TMPDIR: place.temporary,
    ...fn.environment,
    ...added,
    _HANDLER: fn.handler,
    LAMBDA_TASK_ROOT: place.taskRoot,
    LAMBDA_RUNTIME_DIR: RUNTIME_DIRECTORY,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${fn.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
    ...(fn.logLevel && { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: fn.logLevel }),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName(new Date()),
  };
}

/** `2024/12/31/[$LATEST]` and 32 hexadecimal digits: a stream a sandbox. */
const logStreamName = (now: Date) =>
  `${now.toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`;
