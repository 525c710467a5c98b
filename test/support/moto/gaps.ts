/**
 * What moto 5.2 forgets of the requests that Terraform makes for this module. AWS remembers it, so without it a
 * second plan shows changes that are none:
 *
 * - Lambda: `LoggingConfig`, `KMSKeyArn` and `DeadLetterConfig` of a function, and `TracingConfig` when it is updated.
 * - Lambda: the package. `Code.Location` of GetFunction names a host of AWS's, where moto's packages are not.
 * - Cognito: `UsernameAttributes`, `AliasAttributes` and `UsernameConfiguration` when a pool is updated: they cannot
 *   be changed, so UpdateUserPool does not name them.
 * - Cognito: that a pool is of the tier ESSENTIALS when it was not asked for another.
 */

import { createHash } from 'node:crypto';

/** A call of an AWS API that moto answered without an error. Bodies are parsed JSON. */
export interface Exchange {
  /** `POST /2015-03-31/functions`, or `CreateUserPool` where the protocol names the operation. */
  readonly operation: string;
  readonly request: JsonObject;
  readonly response: JsonObject;
}

export type JsonObject = { readonly [key: string]: unknown };

export interface Gaps {
  /** The response with what moto forgot. */
  fill(exchange: Exchange): JsonObject;
  /** A package, by the path of its `Code.Location`. */
  packageAt(path: string): Buffer | undefined;
}

const FUNCTION_FIELDS = ['LoggingConfig', 'KMSKeyArn', 'TracingConfig', 'DeadLetterConfig'];
const POOL_FIELDS = ['UsernameAttributes', 'AliasAttributes', 'UsernameConfiguration'];

/** @param endpoint where `packageAt` is served */
export function createGaps(endpoint: () => string): Gaps {
  const functions = new Map<string, JsonObject>();
  const packages = new Map<string, Buffer>();
  const pools = new Map<unknown, JsonObject>();

  function configuration(config: JsonObject): JsonObject {
    return { ...config, ...functions.get(unqualified(config.FunctionArn)) };
  }

  function lambda({ operation, request, response }: Exchange): JsonObject {
    if (/^(POST \S+\/functions|PUT \S+\/configuration)$/.test(operation)) {
      const arn = unqualified(response.FunctionArn);
      functions.set(arn, { ...functions.get(arn), ...pick(request, FUNCTION_FIELDS) });
    }
    const zip = object(request.Code).ZipFile ?? request.ZipFile;
    if (typeof zip === 'string') {
      const bytes = Buffer.from(zip, 'base64');
      packages.set(packagePath(createHash('sha256').update(bytes).digest('base64')), bytes);
    }
    if ('FunctionArn' in response) return configuration(response);
    const config = object(response.Configuration);
    if (!('FunctionArn' in config)) return response;
    const path = packagePath(String(config.CodeSha256));
    const code = packages.has(path) ? { Location: `${endpoint()}${path}` } : {};
    return {
      ...response,
      Configuration: configuration(config),
      Code: { ...object(response.Code), ...code },
    };
  }

  function cognito({ operation, request, response }: Exchange): JsonObject {
    const pool = object(response.UserPool);
    if (!('Id' in pool)) return response;
    if (operation === 'CreateUserPool') pools.set(pool.Id, pick(request, POOL_FIELDS));
    return { ...response, UserPool: { UserPoolTier: 'ESSENTIALS', ...pool, ...pools.get(pool.Id) } };
  }

  return {
    fill: exchange => (exchange.operation.includes('/functions') ? lambda(exchange) : cognito(exchange)),
    packageAt: path => packages.get(path),
  };
}

/** An empty string takes a field back. */
function pick(from: JsonObject, names: readonly string[]): JsonObject {
  const present = names.filter(name => name in from);
  return Object.fromEntries(present.map(name => [name, from[name] === '' ? undefined : from[name]]));
}

/** `arn:aws:lambda:<region>:<account>:function:<name>`, without a version or an alias. */
function unqualified(arn: unknown): string {
  return String(arn).split(':').slice(0, 7).join(':');
}

function packagePath(sha256: string): string {
  return `/lambda-packages/${Buffer.from(sha256, 'base64').toString('hex')}.zip`;
}

function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}
