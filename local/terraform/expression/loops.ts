/** `for` expressions and `dynamic` blocks. */

import { toBool } from '../convert.ts';
import { ExpressionError } from '../errors.ts';
import { describe, elementsOf, entriesOf, isObject, isSequence, type Value } from '../value.ts';
import { bind, evaluate, objectKey, type Scope } from './evaluate.ts';
import type { Dynamic, Expression, For } from './syntax.ts';

interface Item {
  readonly key: Value;
  readonly value: Value;
}

/** What `for` and `dynamic` go through: a list by index, a map by key, a set by the elements themselves. */
function itemsOf(collection: Value, what: string): Item[] {
  if (collection === null)
    throw new ExpressionError(`A null value cannot be used as the collection in ${what}`);
  if (isSequence(collection)) return collection.map((value, key) => ({ key, value }));
  if (isObject(collection)) return entriesOf(collection).map(([key, value]) => ({ key, value }));
  const elements = elementsOf(collection);
  if (elements !== undefined) return elements.map(value => ({ key: value, value }));
  throw new ExpressionError(
    `A value of type ${describe(collection)} cannot be used as the collection in ${what}`,
  );
}

/** The scopes of the items that the condition lets through. */
function iterations(loop: For, scope: Scope): Scope[] {
  const { keyName, valueName, condition } = loop;
  const scopes = itemsOf(evaluate(loop.collection, scope), "a 'for' expression").map(({ key, value }) =>
    bind(scope, { ...(keyName !== undefined && { [keyName]: key }), [valueName]: value }),
  );
  if (condition === undefined) return scopes;
  return scopes.filter(inner => {
    const included = evaluate(condition, inner);
    if (included === null) throw new ExpressionError("The value of the 'if' clause must not be null");
    return toBool(included);
  });
}

export function forTuple(loop: For, scope: Scope): Value {
  return iterations(loop, scope).map(inner => evaluate(loop.value, inner));
}

export function forObject(loop: For, keyExpression: Expression, scope: Scope): Value {
  const result = new Map<string, Value>();
  for (const inner of iterations(loop, scope)) {
    const key = objectKey(evaluate(keyExpression, inner));
    const value = evaluate(loop.value, inner);
    const known = result.get(key);
    if (loop.grouped) result.set(key, [...(known === undefined ? [] : (elementsOf(known) ?? [])), value]);
    else if (known === undefined) result.set(key, value);
    else {
      throw new ExpressionError(
        `Two different items produced the key ${JSON.stringify(key)} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key`,
      );
    }
  }
  return Object.fromEntries(result);
}

export function dynamicBlocks({ iterator, collection, content }: Dynamic, scope: Scope): Value {
  return itemsOf(evaluate(collection, scope), 'a dynamic block').map(({ key, value }) =>
    evaluate(content, bind(scope, { [iterator]: { key, value } })),
  );
}
