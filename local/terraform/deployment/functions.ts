/** The functions and who may invoke them: `aws_lambda_function`, `aws_lambda_permission`. */

import { resolve } from 'node:path';
import type { LambdaFunction, LambdaPermission } from '../../deployment.ts';
import type { Configuration } from '../configuration.ts';
import { ConfigurationError } from '../errors.ts';
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
  }));
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
    const target = functions.find(({ name, arn }) => name === functionName || arn === functionName);
    const [sourceArn, sourceAccount] = [
      permission.optionalText('source_arn'),
      permission.optionalText('source_account'),
    ];
    return {
      functionName: qualifier === undefined ? functionName : `${target?.arn ?? functionName}:${qualifier}`,
      action: permission.text('action'),
      principal: permission.text('principal'),
      ...(sourceArn !== undefined && { sourceArn }),
      ...(sourceAccount !== undefined && { sourceAccount }),
    };
  });
}
