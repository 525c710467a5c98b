/**
 * `resource` and `data` blocks, read from JSON.
 *
 * Preconditions are enforced. Postconditions are not: they ask what AWS answered.
 */

import { nestedBlocks } from './blocks.ts';
import { customCondition, expressionsOf } from './custom-condition.ts';
import { within } from './errors.ts';
import { bodyExpressions, valueExpression } from './expression/from-json.ts';
import { parseExpressionText } from './expression/parse-expression.ts';
import { referencesOf } from './expression/references.ts';
import type { Node } from './graph.ts';
import {
  type Computed,
  instancesOf,
  type Resource,
  type ResourceInstance,
  resourceValue,
} from './instances.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './value.ts';

/** Arguments that Terraform itself understands, on any resource. */
const metaArguments = [
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
];

export interface ResourceContext {
  readonly computed: Computed;
  readonly providers: ReadonlySet<string>;
  readonly emit: (instances: ResourceInstance[]) => void;
}

export function resourceNode(
  mode: ResourceInstance['mode'],
  type: string,
  name: string,
  body: JsonObject,
  context: ResourceContext,
): Node {
  const address = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  const resource = within(address, () => readResource({ mode, type, name, address }, body));
  const provider = providerOf(type, body.provider);
  const { repetition, preconditions, args } = resource;
  return {
    address,
    expressions: [
      ...args.map(([, expression]) => expression),
      ...expressionsOf(preconditions),
      ...(repetition === undefined ? [] : [repetition.expression]),
    ],
    dependsOn: [
      ...within(address, () => dependencies(body.depends_on)),
      ...(context.providers.has(provider) ? [provider] : []),
    ],
    evaluate: (scope, valueAt) => {
      const settings = valueAt(provider);
      const instances = instancesOf(resource, scope, isObject(settings) ? settings : {}, context.computed);
      context.emit(instances);
      return resourceValue(resource, instances);
    },
  };
}

function readResource(block: Resource['block'], body: JsonObject): Resource {
  const by = (['count', 'for_each'] as const).find(argument => (body[argument] ?? null) !== null);
  return {
    block,
    args: bodyExpressions(body).filter(([argument]) => !metaArguments.includes(argument)),
    preconditions: nestedBlocks(body, 'lifecycle')
      .flatMap(lifecycle => nestedBlocks(lifecycle, 'precondition'))
      .map(customCondition),
    ...(by !== undefined && { repetition: { by, expression: valueExpression(body[by] ?? null) } }),
  };
}

/** The address of the provider's block; `provider = aws.east` chooses another than the default one. */
function providerOf(type: string, chosen: Json | undefined): string {
  const name = typeof chosen === 'string' ? chosen.replace(/^\$\{(.*)\}$/s, '$1').trim() : type.split('_')[0];
  return `provider "${name}"`;
}

function dependencies(json: Json | undefined): string[] {
  const texts = Array.isArray(json) ? json.filter(item => typeof item === 'string') : [];
  return texts.flatMap(text => [...referencesOf(parseExpressionText(text.replace(/^\$\{(.*)\}$/s, '$1')))]);
}
