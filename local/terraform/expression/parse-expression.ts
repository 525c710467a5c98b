/** The parser of Terraform's expressions: HCL's native syntax, as between `${` and `}`. */

import { parseNumber } from '../decimal.ts';
import {
  type Cursor,
  expect,
  fail,
  isNext,
  scan,
  skip,
  take,
  takeIdentifier,
  withNewlines,
} from './cursor.ts';
import { parseCollection } from './parse-collection.ts';
import { parseHeredoc } from './parse-heredoc.ts';
import { parseQuotedTemplate } from './parse-template.ts';
import type { BinaryOperator, Expression } from './syntax.ts';

/** Operators by precedence, the loosest first; those of a level group from the left. */
const operators: readonly RegExp[] = [/\|\|/y, /&&/y, /==|!=/y, /[<>]=?/y, /[+-]/y, /[*/%]/y];
const keywords: Readonly<Record<string, null | boolean>> = { true: true, false: false, null: null };

/** Parses a whole text that is one expression, as a variable's `type` is. */
export function parseExpressionText(text: string): Expression {
  const cursor: Cursor = { text, position: 0, newlines: false };
  const expression = parseExpression(cursor);
  skip(cursor);
  if (cursor.position < text.length) fail(cursor, 'an operator or the end expected');
  return expression;
}

export function parseExpression(cursor: Cursor): Expression {
  const condition = parseBinary(cursor, 0);
  if (take(cursor, /\?/y) === undefined) return condition;
  const whenTrue = parseExpression(cursor);
  expect(cursor, /:/y, '":" and the value for false');
  return { kind: 'conditional', condition, whenTrue, whenFalse: parseExpression(cursor) };
}

function parseBinary(cursor: Cursor, level: number): Expression {
  const pattern = operators[level];
  if (pattern === undefined) return parseUnary(cursor);
  let left = parseBinary(cursor, level + 1);
  for (let operator = take(cursor, pattern); operator !== undefined; operator = take(cursor, pattern)) {
    left = {
      kind: 'binary',
      operator: operator as BinaryOperator,
      left,
      right: parseBinary(cursor, level + 1),
    };
  }
  return left;
}

function parseUnary(cursor: Cursor): Expression {
  const operator = take(cursor, /!(?!=)|-/y);
  if (operator === undefined) return parseSteps(cursor, parseTerm(cursor));
  return { kind: 'unary', operator: operator === '!' ? '!' : '-', operand: parseUnary(cursor) };
}

function parseTerm(cursor: Cursor): Expression {
  const digits = take(cursor, /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (digits !== undefined) {
    return { kind: 'literal', value: parseNumber(digits) ?? fail(cursor, 'a number expected') };
  }
  if (scan(cursor, /"/y) !== undefined) return parseQuotedTemplate(cursor);
  if (isNext(cursor, /<</y)) return parseHeredoc(cursor);
  if (scan(cursor, /\(/y) !== undefined) {
    const inner = withNewlines(cursor, false, () => {
      const parsed = parseExpression(cursor);
      expect(cursor, /\)/y, '")"');
      return parsed;
    });
    return inner;
  }
  if (isNext(cursor, /[[{]/y)) return parseCollection(cursor);
  const name = takeIdentifier(cursor) ?? fail(cursor, 'the start of an expression expected');
  return parseName(cursor, name);
}

function parseName(cursor: Cursor, name: string): Expression {
  const namespaced = scan(cursor, /(?:::[\p{ID_Start}_][\p{ID_Continue}-]*)+/uy) ?? '';
  if (take(cursor, /\(/y) !== undefined) return parseCall(cursor, name + namespaced);
  if (namespaced !== '') fail(cursor, '"(" expected');
  if (Object.hasOwn(keywords, name)) return { kind: 'literal', value: keywords[name] ?? null };
  return { kind: 'variable', name };
}

function parseCall(cursor: Cursor, name: string): Expression {
  return withNewlines(cursor, false, () => {
    const args: Expression[] = [];
    let expanded = false;
    while (take(cursor, /\)/y) === undefined) {
      args.push(parseExpression(cursor));
      expanded = take(cursor, /\.\.\./y) !== undefined;
      const comma = expanded ? undefined : take(cursor, /,/y);
      if (comma === undefined && !isNext(cursor, /\)/y)) fail(cursor, '"," or ")" expected');
    }
    return { kind: 'call', name, args, expanded };
  });
}

/** What follows a term: `.name`, `[key]`, `.0`, and the splats. */
function parseSteps(cursor: Cursor, start: Expression): Expression {
  let of = start;
  for (;;) {
    if (take(cursor, /\[\s*\*\s*\]/y) !== undefined) {
      // a full splat takes all the steps behind it
      return { kind: 'splat', of, each: parseSteps(cursor, { kind: 'variable', name: '*' }) };
    }
    if (take(cursor, /\.\*/y) !== undefined) {
      // an attribute-only splat takes names; an index behind it is one into the result
      of = { kind: 'splat', of, each: parseAttributes(cursor, { kind: 'variable', name: '*' }) };
    } else if (take(cursor, /\[/y) !== undefined) {
      of = withNewlines(cursor, false, () => {
        const key = parseExpression(cursor);
        expect(cursor, /\]/y, '"]"');
        return { kind: 'index', of, key };
      });
    } else {
      const next = parseAttribute(cursor, of);
      if (next === undefined) return of;
      of = next;
    }
  }
}

function parseAttributes(cursor: Cursor, start: Expression): Expression {
  let of = start;
  for (let next = parseAttribute(cursor, of); next !== undefined; next = parseAttribute(cursor, of))
    of = next;
  return of;
}

/** `.name`, or `.0` as old configurations index. */
function parseAttribute(cursor: Cursor, of: Expression): Expression | undefined {
  if (isNext(cursor, /\.\*|\.\.\./y) || take(cursor, /\./y) === undefined) return undefined;
  const index = take(cursor, /\d+/y);
  if (index !== undefined) return { kind: 'index', of, key: { kind: 'literal', value: Number(index) } };
  return {
    kind: 'attribute',
    of,
    name: takeIdentifier(cursor) ?? fail(cursor, 'an attribute name expected'),
  };
}
