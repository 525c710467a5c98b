/** AWS's own models of its services, as botocore ships them: JSON with every operation, member and rule. */

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findProgram } from '../../local/lambda/runtimes/find-program.ts';
import { documentedSince } from './documented-since.ts';

export interface Member {
  readonly shape: string;
  readonly locationName?: string;
  readonly location?: 'uri' | 'header' | 'querystring' | 'statusCode';
}

export interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly key?: Member;
  readonly value?: Member;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly payload?: string;
  readonly union?: boolean;
  readonly exception?: boolean;
  readonly fault?: boolean;
  readonly error?: { readonly code?: string; readonly httpStatusCode?: number };
}

export type Shapes = Readonly<Record<string, Shape>>;

export interface Operation {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string };
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string; readonly resultWrapper?: string };
  readonly errors?: readonly { readonly shape: string }[];
}

export interface ServiceModel {
  readonly metadata: {
    readonly protocol: 'json' | 'rest-json' | 'query';
    readonly apiVersion: string;
    readonly endpointPrefix: string;
    readonly signingName?: string;
    readonly targetPrefix?: string;
    readonly jsonVersion?: string;
  };
  readonly operations: Readonly<Record<string, Operation>>;
  readonly shapes: Shapes;
}

/** As botocore calls them: those that functions call, and Cognito. */
export const serviceNames = [
  'cognito-idp',
  'dynamodb',
  'kms',
  'lambda',
  'pinpoint-sms-voice-v2',
  'secretsmanager',
  'ses',
  'sesv2',
  'sns',
  'ssm',
  'sts',
] as const;

export type ServiceName = (typeof serviceNames)[number];
export type Models = Readonly<Record<ServiceName, ServiceModel>>;

const WHERE =
  'import importlib.util as u; s = u.find_spec("botocore"); print(s.submodule_search_locations[0] if s else "")';

let folder: string | undefined;

/** Where python3 has botocore's models; undefined where it has none. */
function modelsFolder(): string | undefined {
  if (folder === undefined) {
    const python = findProgram('python3');
    const found = python && execFileSync(python, ['-c', WHERE], { encoding: 'utf8' }).trim();
    folder = found ? join(found, 'data') : '';
  }
  return folder || undefined;
}

export interface Partition {
  readonly outputs: { readonly dnsSuffix: string };
  readonly regions: Readonly<Record<string, unknown>>;
}

/** Groups of regions with host names of their own. */
export function partitions(): readonly Partition[] {
  return JSON.parse(readFileSync(join(modelsFolder() ?? '', 'partitions.json'), 'utf8')).partitions;
}

/** The newest version of a service's model, as it is in botocore. */
function read(folder: string, service: ServiceName): ServiceModel {
  const versions = readdirSync(join(folder, service)).sort();
  const file = join(folder, service, versions.at(-1) ?? '', 'service-2.json');
  const text = existsSync(file) ? readFileSync(file) : gunzipSync(readFileSync(`${file}.gz`));
  return JSON.parse(text.toString());
}

let inBotocore: Models | undefined;

/** As botocore has them. Undefined without botocore. */
export function botocoreModels(): Models | undefined {
  const data = modelsFolder();
  if (data) inBotocore ??= Object.fromEntries(serviceNames.map(name => [name, read(data, name)])) as Models;
  return inBotocore;
}

let models: Models | undefined;

/** With what AWS documents besides, where botocore is older. Undefined without botocore. */
export function awsModels(): Models | undefined {
  const own = botocoreModels();
  if (!own) return undefined;
  models ??= Object.fromEntries(
    serviceNames.map(name => [name, { ...own[name], shapes: withLater(own[name].shapes, name) }]),
  ) as Models;
  return models;
}

/** What botocore has goes before what was copied from a page. */
function withLater(shapes: Shapes, service: ServiceName): Shapes {
  const later = documentedSince[service] ?? {};
  const merged = Object.entries(later).map(([name, shape]) => {
    const own = shapes[name];
    return [name, own ? { ...own, members: { ...shape.members, ...own.members } } : shape] as const;
  });
  return { ...shapes, ...Object.fromEntries(merged) };
}
