import { resolve } from 'node:path';
import type { LambdaFunction } from './deployment.ts';

/** A function that the deployment calls and does not have: an external challenge, a sender of your own. */
export interface ExternalFunction {
  /** A zip, or a folder with what would be in it. */
  readonly packagePath: string;
  /** `nodejs22.x`, `python3.13`, `provided.al2023`, … */
  readonly runtime: string;
  /** `index.handler`; any text for `provided.*`. */
  readonly handler: string;
}

/** By ARN, as the module's inputs name them. */
export type ExternalFunctions = Readonly<Record<string, ExternalFunction>>;

/** The functions as a deployment would have them. Their roles are not known here, so they may do everything. */
export function deployedExternals(externals: ExternalFunctions): LambdaFunction[] {
  return Object.entries(externals).map(([given, { packagePath, runtime, handler }]) => {
    // A version or an alias means the one version that there is.
    const arn = given.split(':').slice(0, 7).join(':');
    const name = arn.slice(arn.lastIndexOf(':') + 1);
    const roleArn = `arn:aws:iam::${arn.split(':')[4]}:role/${name}`;
    const limits = { timeoutSeconds: 10, memoryMb: 256 };
    return {
      name,
      arn,
      runtime,
      handler,
      ...limits,
      environment: {},
      packagePath: resolve(packagePath),
      roleArn,
    };
  });
}

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
