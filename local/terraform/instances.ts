/** The instances of a `resource` or `data` block, with arguments evaluated and computed attributes filled in. */

import { toNumber } from './convert.ts';
import { type CustomCondition, failures } from './custom-condition.ts';
import { ConfigurationError, ExpressionError, within } from './errors.ts';
import { bind, evaluate, type Scope } from './expression/evaluate.ts';
import type { Expression } from './expression/syntax.ts';
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

/** A block that is read, and not yet evaluated. */
export interface Resource {
  readonly block: Pick<ResourceInstance, 'mode' | 'type' | 'name' | 'address'>;
  readonly args: readonly (readonly [string, Expression])[];
  readonly preconditions: readonly CustomCondition[];
  readonly repetition?: { readonly by: 'count' | 'for_each'; readonly expression: Expression };
}

/** All instances of the block: one; with `count` or `for_each` as many as these say. */
export function instancesOf(
  resource: Resource,
  scope: Scope,
  provider: ObjectValue,
  computed: Computed,
): ResourceInstance[] {
  const { block, repetition } = resource;
  const complete = (inner: Scope, key?: number | string): ResourceInstance =>
    instance(resource, key, inner, provider, computed);
  if (repetition === undefined) return [complete(scope)];

  return within(`${block.address}.${repetition.by}`, () => {
    const value = evaluate(repetition.expression, scope);
    if (repetition.by === 'for_each') {
      return instanceKeys(value).map(([key, item]) =>
        complete(bind(scope, { each: { key, value: item } }), key),
      );
    }
    return Array.from({ length: instanceCount(value) }, (_, index) =>
      complete(bind(scope, { count: { index } }), index),
    );
  });
}

/** What a reference to the resource gives: an object; with `count` a tuple of them, with `for_each` an object. */
export function resourceValue({ repetition }: Resource, instances: readonly ResourceInstance[]): Value {
  if (repetition === undefined) return instances[0]?.values ?? null;
  if (repetition.by === 'count') return instances.map(item => item.values);
  return Object.fromEntries(instances.map(item => [String(item.key), item.values] as const));
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
  const messages = within(address, () => failures(preconditions, scope));
  if (messages.length > 0) {
    throw new ConfigurationError(`${address}: Resource precondition failed: ${messages.join('\n')}`);
  }
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
