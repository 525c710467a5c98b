import { resolve } from 'node:path';
import type { LambdaFunction } from './deployment.ts';

/** A function that the deployment calls but does not contain: an external challenge, your own sender. */
export interface ExternalFunction {
  /** A zip, or a folder with what would be in it. */
  readonly packagePath: string;
  /** `nodejs22.x`, `python3.13`, `provided.al2023`, … */
  readonly runtime: string;
  /** `index.handler`; any text for `provided.*`. */
  readonly handler: string;
  /** @default none: what is set on AWS is not known here */
  readonly environment?: Readonly<Record<string, string>>;
}

/** By ARN, as the module's inputs name them. */
export type ExternalFunctions = Readonly<Record<string, ExternalFunction>>;

/** The functions as a deployment would have them. Their roles are not known here, so they may do everything. */
export function deployedExternals(externals: ExternalFunctions): LambdaFunction[] {
  return Object.entries(externals).map(([given, { packagePath, runtime, handler, environment = {} }]) => {
    // A version or an alias means the only version.
    const arn = unqualified(given);
    const name = arn.slice(arn.lastIndexOf(':') + 1);
    const roleArn = `arn:aws:iam::${arn.split(':')[4]}:role/${name}`;
    const limits = { timeoutSeconds: 10, memoryMb: 256 };
    return {
      name,
      arn,
      runtime,
      handler,
      ...limits,
      environment,
      packagePath: resolve(packagePath),
      roleArn,
    };
  });
}

const unqualified = (arn: string): string => arn.split(':').slice(0, 7).join(':');

/** Reads `ARN=path:handler:runtime`. @throws Error for anything else */
export function parseExternal(text: string): readonly [arn: string, fn: ExternalFunction] {
  const [, arn, packagePath, handler, runtime] =
    /^(arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w:$-]+)=(.+):([^:]+):([^:]+)$/.exec(text) ?? [];
  if (!arn || !packagePath || !handler || !runtime) {
    throw new Error(
      `--external takes ARN=path:handler:runtime, as arn:aws:lambda:us-east-1:123456789012:function:riddle=riddle.zip:index.handler:nodejs22.x; got ${text}.`,
    );
  }
  return [arn, { packagePath, handler, runtime }];
}

/**
 * Gives functions their environment variables, each as `ARN=NAME=VALUE`.
 * @throws Error for anything else, and for a missing function
 */
export function withEnvironment(
  functions: ExternalFunctions,
  settings: readonly string[],
): ExternalFunctions {
  const read = settings.map(text => {
    const [, arn, name, value] = /^(arn:[^=]+)=([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [];
    if (!arn || !name || value === undefined)
      throw new Error(
        `--external-env takes ARN=NAME=VALUE, as arn:aws:lambda:us-east-1:123456789012:function:riddle=LEVEL=2; got ${text}.`,
      );
    return { arn: unqualified(arn), variable: [name, value] as const };
  });
  const stray = read.find(({ arn }) => !Object.keys(functions).some(given => unqualified(given) === arn));
  if (stray)
    throw new Error(
      `--external-env sets a variable of ${stray.arn}: give the function, too, with --external.`,
    );
  return Object.fromEntries(
    Object.entries(functions).map(([given, fn]) => {
      const variables = read.filter(({ arn }) => arn === unqualified(given)).map(({ variable }) => variable);
      return [given, { ...fn, environment: { ...fn.environment, ...Object.fromEntries(variables) } }];
    }),
  );
}
