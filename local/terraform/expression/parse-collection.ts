/** Tuples, objects and `for` expressions. */

import { type Cursor, expect, fail, isNext, take, takeIdentifier, withNewlines } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import type { Expression, For, ObjectItem } from './syntax.ts';

const assignment = /=(?![=>])|:/y;

/** At `[` or `{`. */
export function parseCollection(cursor: Cursor): Expression {
  return withNewlines(cursor, false, () => {
    const closing = take(cursor, /\[/y) === undefined ? '}' : ']';
    if (closing === '}') expect(cursor, /\{/y, '"{"');
    if (isNext(cursor, /for\b(?!-)/y)) return parseFor(cursor, closing);
    return closing === ']' ? parseTuple(cursor) : parseObject(cursor);
  });
}

function parseTuple(cursor: Cursor): Expression {
  const items: Expression[] = [];
  while (take(cursor, /\]/y) === undefined) {
    items.push(parseExpression(cursor));
    if (take(cursor, /,/y) === undefined && !isNext(cursor, /\]/y)) fail(cursor, '"," or "]" expected');
  }
  return { kind: 'tuple', items };
}

function parseObject(cursor: Cursor): Expression {
  const items: ObjectItem[] = [];
  while (take(cursor, /\}/y) === undefined) {
    const key = parseKey(cursor);
    expect(cursor, assignment, '"=" or ":"');
    const separated = withNewlines(cursor, true, () => {
      items.push({ key, value: parseExpression(cursor) });
      return take(cursor, /,|\n/y) !== undefined;
    });
    if (!separated && !isNext(cursor, /\}/y)) fail(cursor, '",", a new line or "}" expected');
  }
  return { kind: 'object', items };
}

/** A bare name is itself the key; a value as a key needs parentheses. */
function parseKey(cursor: Cursor): Expression {
  const { position } = cursor;
  const name = takeIdentifier(cursor);
  if (name !== undefined && isNext(cursor, assignment)) return { kind: 'literal', value: name };
  cursor.position = position;
  return parseExpression(cursor);
}

function parseFor(cursor: Cursor, closing: ']' | '}'): Expression {
  expect(cursor, /for/y, '"for"');
  const header = parseForHeader(cursor);
  expect(cursor, /:/y, '":" after the collection');
  const first = parseExpression(cursor);
  const key = closing === '}' ? first : undefined;
  if (key !== undefined) expect(cursor, /=>/y, '"=>" and a value');
  const value = key === undefined ? first : parseExpression(cursor);
  const grouped = key !== undefined && take(cursor, /\.\.\./y) !== undefined;
  const condition = take(cursor, /if\b/y) === undefined ? undefined : parseExpression(cursor);
  expect(cursor, closing === ']' ? /\]/y : /\}/y, `"${closing}"`);
  return {
    kind: 'for',
    ...header,
    value,
    grouped,
    ...(key !== undefined && { key }),
    ...(condition !== undefined && { condition }),
  };
}

/** `k, v in collection`, also of a template's `%{ for … }`. */
export function parseForHeader(cursor: Cursor): Pick<For, 'keyName' | 'valueName' | 'collection'> {
  const first = takeIdentifier(cursor) ?? fail(cursor, 'a name expected after "for"');
  const second = take(cursor, /,/y) === undefined ? undefined : takeIdentifier(cursor);
  expect(cursor, /in\b/y, '"in" and a collection');
  const collection = parseExpression(cursor);
  return second === undefined
    ? { valueName: first, collection }
    : { keyName: first, valueName: second, collection };
}
