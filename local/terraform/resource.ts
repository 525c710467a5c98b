/** `resource` and `data` blocks: their instances, with arguments evaluated and computed attributes filled in. */

import type { Json, JsonObject } from '../aws-service.ts';
import { nestedBlocks } from './blocks.ts';
import { toNumber } from './convert.ts';
import { type CustomCondition, customCondition, expressionsOf, failures } from './custom-condition.ts';
import { ConfigurationError, ExpressionError, within } from './errors.ts';
import { bind, evaluate, type Scope } from './expression/evaluate.ts';
import { bodyExpressions, valueExpression } from './expression/from-json.ts';
import { parseExpressionText } from './expression/parse-expression.ts';
import { referencesOf } from './expression/references.ts';
import type { Expression } from './expression/syntax.ts';
import type { Node } from './graph.ts';
import { describe, entriesOf, isObject, isSet, type ObjectValue, type Value } from './value.ts';

export interface ResourceInstance {
  readonly mode: 'managed' | 'data';
  /** `aws_lambda_function.define`, `data.aws_region.current`, `aws_kms_key.key[0]`, `aws_kms_key.key["a"]` */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** Of an instance of `count` or `for_each`. */
  readonly key?: number | string;
  /** Arguments and computed attributes. */
  readonly values: ObjectValue;
}

/** What AWS would add: the attributes of an instance that are not arguments, or were left out. */
export type Computed = (
  instance: Omit<ResourceInstance, 'values'>,
  args: ObjectValue,
  provider: ObjectValue,
) => ObjectValue;

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

interface Resource {
  readonly block: Pick<ResourceInstance, 'mode' | 'type' | 'name' | 'address'>;
  readonly args: readonly (readonly [string, Expression])[];
  readonly preconditions: readonly CustomCondition[];
  readonly repetition?: { readonly by: 'count' | 'for_each'; readonly expression: Expression };
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
      const complete = (key: number | string | undefined, inner: Scope): ResourceInstance =>
        instance(resource, key, inner, isObject(settings) ? settings : {}, context.computed);
      return expand(resource, scope, complete, context.emit);
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

/** The resource's value: an object; with `count` a tuple of objects, with `for_each` an object of objects. */
function expand(
  { block, repetition }: Resource,
  scope: Scope,
  complete: (key: number | string | undefined, scope: Scope) => ResourceInstance,
  emit: ResourceContext['emit'],
): Value {
  if (repetition === undefined) {
    const single = complete(undefined, scope);
    emit([single]);
    return single.values;
  }
  const repeated = within(`${block.address}.${repetition.by}`, () => evaluate(repetition.expression, scope));
  if (repetition.by === 'count') {
    const length = within(`${block.address}.count`, () => instanceCount(repeated));
    const instances = Array.from({ length }, (_, index) =>
      complete(index, bind(scope, { count: { index } })),
    );
    emit(instances);
    return instances.map(item => item.values);
  }
  const entries = within(`${block.address}.for_each`, () => instanceKeys(repeated));
  const instances = entries.map(([key, value]) => complete(key, bind(scope, { each: { key, value } })));
  emit(instances);
  return Object.fromEntries(
    instances.map((item, index) => [entries[index]?.[0] ?? '', item.values] as const),
  );
}

function instanceCount(value: Value): number {
  if (value === null) throw new ExpressionError('the "count" value is null');
  const count = toNumber(value);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new ExpressionError(`the "count" value must be a whole number from 0, but it is ${count}`);
}

function instanceKeys(value: Value): [string, Value][] {
  if (isObject(value)) return entriesOf(value);
  const keys = isSet(value) ? [...value].filter(item => typeof item === 'string') : [];
  if (isSet(value) && keys.length === value.size) return keys.map(key => [key, key]);
  throw new ExpressionError(
    `the "for_each" argument must be a map, or set of strings, and you have provided a value of type ${describe(value)}`,
  );
}

function instance(
  { block, args, preconditions }: Resource,
  key: number | string | undefined,
  scope: Scope,
  provider: ObjectValue,
  computed: Computed,
): ResourceInstance {
  const address = key === undefined ? block.address : `${block.address}[${JSON.stringify(key)}]`;
  const [failure] = within(address, () => failures(preconditions, scope));
  if (failure !== undefined)
    throw new ConfigurationError(`${address}: Resource precondition failed: ${failure}`);
  const values: ObjectValue = Object.fromEntries(
    args.map(([name, expression]) => [name, within(`${address}.${name}`, () => evaluate(expression, scope))]),
  );
  const identity = { ...block, address, ...(key !== undefined && { key }) };
  const added = within(address, () => computed(identity, values, provider));
  const missing = Object.entries(added).filter(
    ([name]) => !Object.hasOwn(values, name) || values[name] === null,
  );
  return { ...identity, values: { ...values, ...Object.fromEntries(missing) } };
}
