/** A variable's `type`: parsed, and its optional attributes filled in. */

import { convert } from './convert.ts';
import { ExpressionError } from './errors.ts';
import { evaluate } from './expression/evaluate.ts';
import { parseExpressionText } from './expression/parse-expression.ts';
import type { Call, Expression } from './expression/syntax.ts';
import type { Attribute, Type } from './type.ts';
import { attributeOf, elementsOf, isObject, type Value } from './value.ts';

const keywords: Readonly<Record<string, Type>> = {
  any: 'any',
  bool: 'bool',
  number: 'number',
  string: 'string',
  // how old configurations say it
  list: { kind: 'list', element: 'any' },
  map: { kind: 'map', element: 'any' },
};

/**
 * @param text as `list(object({ name = string, size = optional(number, 3) }))`
 * @throws ExpressionError
 */
export const parseTypeConstraint = (text: string): Type => toType(parseExpressionText(text));

function toType(expression: Expression): Type {
  if (expression.kind === 'variable') {
    const type = Object.hasOwn(keywords, expression.name) ? keywords[expression.name] : undefined;
    if (type !== undefined) return type;
    throw invalid(`the keyword "${expression.name}" is not a valid type specification`);
  }
  if (expression.kind !== 'call')
    throw invalid('a type keyword or a constructor call, like list(string), expected');
  const { name } = expression;
  if (name === 'list' || name === 'set' || name === 'map') {
    return { kind: name, element: toType(onlyArgument(expression)) };
  }
  if (name === 'tuple') return { kind: 'tuple', elements: tupleElements(onlyArgument(expression)) };
  if (name === 'object') return { kind: 'object', attributes: objectAttributes(onlyArgument(expression)) };
  throw invalid(
    name === 'optional'
      ? 'optional(…) is valid only for the attributes of an object'
      : `"${name}" is not a valid type constructor`,
  );
}

const invalid = (message: string): ExpressionError =>
  new ExpressionError(`Invalid type specification: ${message}`);

function onlyArgument({ name, args }: Call): Expression {
  const [argument, ...more] = args;
  if (argument === undefined || more.length > 0) throw invalid(`${name} takes one argument`);
  return argument;
}

function tupleElements(expression: Expression): Type[] {
  if (expression.kind !== 'tuple') throw invalid('tuple takes a list of types');
  return expression.items.map(toType);
}

function objectAttributes(expression: Expression): Record<string, Attribute> {
  if (expression.kind !== 'object') throw invalid('object takes a map of attribute types');
  const attributes = expression.items.map(({ key, value }) => {
    if (key.kind !== 'literal' || typeof key.value !== 'string') throw invalid('an attribute name expected');
    return [key.value, toAttribute(value)] as const;
  });
  return Object.fromEntries(attributes);
}

function toAttribute(expression: Expression): Attribute {
  if (expression.kind !== 'call' || expression.name !== 'optional') return { type: toType(expression) };
  const [typeExpression, fallback, ...more] = expression.args;
  if (typeExpression === undefined || more.length > 0)
    throw invalid('optional takes a type and a default value');
  const type = toType(typeExpression);
  if (fallback === undefined) return { type, optional: true };
  // a default is a literal: there is nothing that it could refer to
  const value = evaluate(fallback, { variables: {}, functions: {} });
  return { type, optional: true, fallback: convert(withDefaults(value, type), type) };
}

/** The value with the defaults of optional attributes in place of what is absent or null, at every depth. */
export function withDefaults(value: Value, type: Type): Value {
  if (value === null || typeof type === 'string') return value;
  if (type.kind === 'object') return isObject(value) ? objectWithDefaults(value, type.attributes) : value;
  const items = elementsOf(value);
  if (type.kind === 'tuple')
    return items?.map((item, i) => withDefaults(item, type.elements[i] ?? 'any')) ?? value;
  if (items !== undefined) return items.map(item => withDefaults(item, type.element));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([key, item]) => [key, withDefaults(item, type.element)] as const,
  );
  return Object.fromEntries(entries);
}

function objectWithDefaults(
  value: { readonly [name: string]: Value },
  attributes: Readonly<Record<string, Attribute>>,
): Value {
  const given = Object.entries(value).map(([name, item]) => {
    const declared = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    return [name, declared === undefined ? item : withDefaults(item, declared.type)] as const;
  });
  const defaults = Object.entries(attributes).flatMap(([name, { fallback }]) =>
    fallback !== undefined && (attributeOf(value, name) ?? null) === null ? [[name, fallback] as const] : [],
  );
  return Object.fromEntries([...given, ...defaults]);
}
