import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LambdaFunction, type LambdaPermission, LOG_LEVELS } from '../../../local/deployment.ts';
import type { MotoApi } from './api.ts';

/** GetFunction, as far as it is read here. */
export interface GetFunction {
  readonly Configuration: {
    readonly FunctionName: string;
    readonly FunctionArn: string;
    readonly Runtime: string;
    readonly Handler: string;
    readonly Timeout: number;
    readonly MemorySize: number;
    readonly Role: string;
    readonly CodeSha256: string;
    readonly LoggingConfig?: { readonly LogFormat: string; readonly ApplicationLogLevel?: string };
    readonly Environment?: { readonly Variables: Readonly<Record<string, string>> };
  };
  readonly Code: { readonly Location: string };
}

/** @param folder where its package goes */
export async function readFunction(api: MotoApi, arn: string, folder: string): Promise<LambdaFunction> {
  const { Configuration: fn, Code } = await api.lambda<GetFunction>(`functions/${encodeURIComponent(arn)}`);
  const bytes = Buffer.from(await (await fetch(Code.Location)).arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  if (sha256 !== fn.CodeSha256) throw new Error(`${arn}: ${Code.Location} is not what CodeSha256 says.`);
  const packagePath = join(folder, `${fn.FunctionName}.zip`);
  await writeFile(packagePath, bytes);
  const logLevel = LOG_LEVELS.find(level => level === fn.LoggingConfig?.ApplicationLogLevel);
  return {
    name: fn.FunctionName,
    // Without the alias or version that the pool calls.
    arn: arn.split(':').slice(0, 7).join(':'),
    runtime: fn.Runtime,
    handler: fn.Handler,
    timeoutSeconds: fn.Timeout,
    memoryMb: fn.MemorySize,
    environment: fn.Environment?.Variables ?? {},
    packagePath,
    roleArn: fn.Role,
    ...(logLevel && { logLevel }),
  };
}

/** A statement of a function's policy, as AddPermission makes them. */
export interface PermissionStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string;
  readonly Resource: string;
  readonly Principal: { readonly Service: string };
  readonly Condition: {
    readonly ArnLike?: { readonly 'AWS:SourceArn': string };
    readonly StringEquals?: { readonly 'AWS:SourceAccount': string };
  };
}

/** The policy of a function. */
export async function getPolicy(api: MotoApi, arn: string): Promise<readonly PermissionStatement[]> {
  const { Policy } = await api.lambda<{ Policy: string }>(`functions/${encodeURIComponent(arn)}/policy`);
  return JSON.parse(Policy).Statement;
}

export async function readPermissions(api: MotoApi, arn: string): Promise<LambdaPermission[]> {
  return (await getPolicy(api, arn)).map(({ Action, Principal, Resource, Condition }) => {
    const sourceArn = Condition.ArnLike?.['AWS:SourceArn'];
    const sourceAccount = Condition.StringEquals?.['AWS:SourceAccount'];
    return {
      functionName: nameIn(Resource),
      action: Action,
      principal: Principal.Service,
      ...(sourceArn && { sourceArn }),
      ...(sourceAccount && { sourceAccount }),
    };
  });
}

/** `<name>`, or `<name>:<alias>`. */
function nameIn(arn: string): string {
  return arn.split(':').slice(6).join(':');
}
